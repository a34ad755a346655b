"""Finds passages by their words: a BM25 index per language, read from disk as it is needed.

A word is cut, stemmed and stripped of accents by the rules of its language, the same way for
passages and questions. Words once cut are kept beside the index, so that adding a few passages
cuts only theirs.
"""

from __future__ import annotations

import hashlib
import json
import logging
import math
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge.lexicon import STEMMERS, stop_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Part of every digest: a change to how words are cut must change it, or old words would be reused.
_CUTTING = b"words-1"

# Words of questions that the lists of stop words lack.
_ASKING = {
    "de": "gibt wann warum wem wen wer weshalb wessen wieso wieviel wieviele worden wurde wurden",
    "en": "many much us",
    "es": "cuales cuantas cuanto cuantos hay",
    "fr": "a-t-il combien comment ou pourquoi quand quel quelle quelles quels t-elle t-il",
    "it": "cosa quale quali quando quanta quante quanti quanto",
    "nl": "hoe hoeveel waar waarom wanneer welk welke wie",
    "pt": "onde porque quais qual quanta quantas quanto quantos",
}

# What is left of "l'IA", "qu'il", "don't", "Nvidia's" once the apostrophe has cut them.
_CLIPPED = frozenset(["c", "d", "j", "l", "ll", "m", "n", "qu", "re", "s", "t", "ve"])

# Scripts that put no space between words, and Korean, whose particles stick to them.
_UNSPACED = (
    r"\u0e00-\u0e3a\u0e40-\u0e4e\u0e80-\u0eff\u1000-\u1049\u1050-\u109f\u1780-\u17d3"
    r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
# Letters and digits, with the marks that some scripts write into their words (\w leaves them out).
_MARKS = r"\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0df3"
_WORD = re.compile(rf"([{_UNSPACED}]+)|((?:[^\W_{_UNSPACED}]|[{_MARKS}])+)")
_ACCENTS = re.compile(r"[\u0300-\u036f]")


def searched_text(title: str, headings: Iterable[str], text: str) -> str:
    """What a passage is found by: its document's title, the headings above it, its own words."""
    return "\n".join([*dict.fromkeys(filter(None, (title, *headings))), text])


def cutter(language: str) -> Callable[[str], list[str]]:
    """The function that cuts a text of `language` (ISO 639-1) into the words it is found by.

    Stems come from Snowball where it knows the language. Text without spaces between words
    (Chinese, Japanese, Thai, …) and Korean gives each pair of neighbouring characters. Stop words
    stay: BM25 weighs them little, and leaving them out cost right passages (XQuAD: .970 with stop
    words left out, .978 with them in, joined with the embedder). Keep the function within one
    thread: the stemmer is not made to be shared.
    """
    import Stemmer

    base = base_language(language)
    stemmer = Stemmer.Stemmer(STEMMERS[base]) if base in STEMMERS else None
    known: dict[str, str | None] = {}

    def stem(word: str) -> str | None:
        if word in _CLIPPED:
            return None
        return _fold(stemmer.stemWord(word) if stemmer else word)

    def cut(text: str) -> list[str]:
        words: list[str] = []
        for unspaced, word in _WORD.findall(unicodedata.normalize("NFKC", text).casefold()):
            if unspaced:
                words += _pairs(unspaced)
                continue
            if word not in known:
                known[word] = stem(word)
            if stemmed := known[word]:
                words.append(stemmed)
        return words

    return cut


def write_lexical(
    directory: Path,
    texts: Sequence[str],
    languages: Sequence[str],
    previous: Path | None = None,
) -> None:
    """Write the index of `texts` (row i is `texts[i]`, in `languages[i]`) into `directory`.

    `directory` must not exist or be empty. `previous` is the directory of an earlier index: a
    language whose texts are the same there, in the same order, is copied, and texts that it knows
    are not cut again.
    """
    directory.mkdir(parents=True, exist_ok=True)
    rows: dict[str, list[int]] = {}
    for row, language in enumerate(languages):
        rows.setdefault(base_language(language), []).append(row)
    for language, of_language in rows.items():
        earlier = previous / language if previous and (previous / language).is_dir() else None
        _write_language(
            directory / language, [texts[row] for row in of_language], of_language, earlier
        )


@dataclass(frozen=True, slots=True)
class Found:
    """Passages that share a word with a question: their rows, ascending, and for each two figures.

    `scores` are BM25 as Lucene has it (k1 1.5, b 0.75), above 0, comparable within one question.
    `shares` are what the passage has of the question's telling words (all but the stop words), by
    weight: from 0 to below 1, comparable across questions, NaN where the question has none.
    """

    rows: NDArray[np.int32]
    scores: NDArray[np.float32]
    shares: NDArray[np.float32]


class Lexical:
    """An index as `write_lexical` wrote it, memory-mapped; any thread may ask it."""

    def __init__(self, indexes: dict[str, _LanguageIndex]) -> None:
        self._indexes = indexes

    @classmethod
    def open(cls, directory: Path) -> Lexical:
        """The index in `directory`; an empty one where there is none."""
        folders = sorted(directory.iterdir()) if directory.is_dir() else []
        return cls({folder.name: _LanguageIndex(folder) for folder in folders})

    @property
    def languages(self) -> frozenset[str]:
        """The languages that have passages here."""
        return frozenset(self._indexes)

    def find(self, question: str, language: str) -> Found:
        """The passages in `language` that share a word with `question`."""
        index = self._indexes.get(base_language(language))
        return index.find(cutter(language)(question)) if index else _nothing()

    def holders(self, words: Sequence[str], language: str) -> tuple[int, dict[str, int]]:
        """How many passages in `language` there are, and how many of them hold each word.

        `words` are cut as by `cutter`.
        """
        index = self._indexes.get(base_language(language))
        return index.holders(words) if index else (0, {})

    def close(self) -> None:
        """Let go of the files. Afterwards nothing is found."""
        self._indexes = {}


class _LanguageIndex:
    def __init__(self, folder: Path) -> None:
        import numpy as np

        self._bm25 = _bm25s().BM25.load(folder, mmap=True, show_progress=False)
        self._rows = np.load(folder / "rows.npy")
        self._stop_words = _stop_words(folder.name)

    def find(self, words: list[str]) -> Found:
        import numpy as np

        words = list(dict.fromkeys(words))
        known = self._bm25.get_tokens_ids(words)
        if not known:
            return _nothing()
        scores = self._bm25.get_scores_from_ids(known)
        found = np.flatnonzero(scores > 0)
        telling = [word for word in words if word not in self._stop_words]
        return Found(self._rows[found], scores[found], self._shares(telling)[found])

    def holders(self, words: Sequence[str]) -> tuple[int, dict[str, int]]:
        bounds = self._bm25.scores["indptr"]
        known = [(word, self._bm25.vocab_dict.get(word)) for word in words]
        held = {word: int(bounds[n + 1] - bounds[n]) for word, n in known if n is not None}
        return int(self._bm25.scores["num_docs"]), held

    def _shares(self, words: list[str]) -> NDArray[np.float32]:
        import numpy as np

        known = self._bm25.get_tokens_ids(words)
        count = self._bm25.scores["num_docs"]
        bounds = self._bm25.scores["indptr"]
        holders = [int(bounds[word + 1] - bounds[word]) for word in known]
        holders += [0] * (len(words) - len(known))
        most = sum(math.log(1 + (count - n + 0.5) / (n + 0.5)) for n in holders)
        if not most:
            return np.full(count, np.nan, np.float32)
        if not known:
            return np.zeros(count, np.float32)
        return np.asarray(self._bm25.get_scores_from_ids(known) / most, np.float32)


def _write_language(folder: Path, texts: list[str], rows: list[int], previous: Path | None) -> None:
    import numpy as np

    digests = [_digest(text) for text in texts]
    earlier = _Words.load(previous) if previous else _Words([], [], {})
    if previous and earlier.digests == digests:
        shutil.copytree(previous, folder)
    else:
        words = earlier.extended(texts, digests, cutter(folder.name))
        if not any(words.ids):
            return
        folder.mkdir()
        bm25 = _bm25s().BM25()
        bm25.index((words.ids, words.vocabulary), show_progress=False)
        bm25.save(folder, show_progress=False)
        words.save(folder)
    np.save(folder / "rows.npy", np.asarray(rows, np.int32))


@dataclass
class _Words:
    """The words of a language's texts, as numbers: `ids[i]` are those of the text `digests[i]`."""

    digests: list[str]
    ids: list[list[int]]
    vocabulary: dict[str, int]

    @classmethod
    def load(cls, folder: Path) -> _Words:
        import numpy as np

        kept = json.loads((folder / "words.json").read_text("utf-8"))
        flat = np.load(folder / "words.npy").tolist()
        bounds = list(accumulate(kept["counts"], initial=0))
        return cls(
            kept["digests"],
            [flat[start:end] for start, end in pairwise(bounds)],
            kept["vocabulary"],
        )

    def save(self, folder: Path) -> None:
        import numpy as np

        kept = {
            "digests": self.digests,
            "counts": [len(ids) for ids in self.ids],
            "vocabulary": self.vocabulary,
        }
        (folder / "words.json").write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
        np.save(folder / "words.npy", np.asarray(list(chain(*self.ids)), np.int32))

    def extended(
        self, texts: list[str], digests: list[str], cut: Callable[[str], list[str]]
    ) -> _Words:
        """The words of `texts`; only those that are not here yet are cut."""
        vocabulary = dict(self.vocabulary)
        known = dict(zip(self.digests, self.ids, strict=True))
        for text, digest in zip(texts, digests, strict=True):
            if digest not in known:
                known[digest] = [vocabulary.setdefault(word, len(vocabulary)) for word in cut(text)]
        return _Words(digests, [known[digest] for digest in digests], vocabulary)


def _nothing() -> Found:
    import numpy as np

    none = np.empty(0, np.float32)
    return Found(np.empty(0, np.int32), none, none)


def _stop_words(language: str) -> frozenset[str]:
    """The stop words of `language`, cut as questions are."""
    listed = stop_words(language)
    if not listed:
        return frozenset()
    return frozenset(cutter(language)(" ".join((*listed, _ASKING.get(language, "")))))


def telling(words: Iterable[str], language: str) -> list[str]:
    """The words, cut as by `cutter`, that are no stop words."""
    stop = _stop_words(base_language(language))
    return [word for word in words if word not in stop]


def _digest(text: str) -> str:
    return hashlib.blake2b(_CUTTING + text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def base_language(language: str) -> str:
    """`pt` for `pt-BR`: what counts as one language here; `und` for what is no code."""
    base = language.partition("-")[0].lower()
    return base if base.isascii() and base.isalpha() else "und"


def _fold(word: str) -> str:
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", word))


def _pairs(word: str) -> list[str]:
    return [a + b for a, b in pairwise(word)] or [word]


def _bm25s() -> Any:
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)
    return bm25s
