"""A question → the passages that speak of it, best first, or none above the relevance floor.

Candidates come from the vectors and from the words; all of them are scored exactly, by passage and
best sentence, and only the best are read whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from knowledge.catalogue import Catalogue
from knowledge.index.generations import Generation, Generations, in_thread
from knowledge.index.lexical import Lexical, base_language
from knowledge.index.storage import LEXICAL_FOLDER
from knowledge.retrieval import merging, ranking
from knowledge.retrieval.beside import Beside, favoured, nearest, unscored, word_scores
from knowledge.retrieval.relevance import Traits, learnt, measured, relevance
from knowledge.types import DocumentInfo, Dropped, Hit, Passage, Retrieval, Scope

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from knowledge.embedding.embedder import Embedder

    Rows = NDArray[np.int64]
    Vector = NDArray[np.float32]

CANDIDATES = 100
"""How many are taken from the vectors, and as many from the words."""

RANKED = 16
"""How many of the candidates are read whole, unless more are asked for."""

_CENTRAL = 96  # Passages that an overview may choose from.
_ENOUGH = 0.2
"""The share of rows that may be read from which on they are picked out here: asking Chroma for
seven times as many takes 4 ms at 10,000 passages, its own filter 20 to 50."""


class Retriever:
    """Finds passages in the live generation. Blocking work runs in threads."""

    def __init__(
        self,
        generations: Generations,
        embedder: Embedder,
        catalogue: Catalogue,
        *,
        floor: float | None = None,
    ) -> None:
        """`floor` takes the place of the one that was measured for the embedder."""
        self._floor = floor
        self._generations = generations
        self._embedder = embedder
        self._catalogue = catalogue
        self._latest: _Reader | None = None
        self._traits: Traits | None = None
        self._text_hashes: tuple[str, dict[str, str]] = ("", {})

    async def retrieve(
        self,
        question: str,
        *,
        language: str,
        scopes: frozenset[Scope],
        count: int = 6,
        own: str | None = None,
        beside: Beside | None = None,
    ) -> Retrieval:
        """At most `count` hits for `question`, asked in `language`, from what `scopes` may read.

        `own` is the part that a follow-up asks itself, where the rest is only what it leans on: it
        counts as much as the whole, or the earlier question would be found again. What stands
        `beside` the index is found as if it stood in it, whatever the floor.

        Without an index there is nothing but that, and `generation` is empty. Raises KnowledgeError
        where the embedder cannot embed or made another index than the live one.
        """
        async with self._generations.reading() as generation:
            if generation is None:
                hits = unscored(beside) if beside else ()
                return Retrieval(hits, ranked=hits)
            found, runs = await in_thread(
                self._retrieve, generation, question, language, scopes, count, own, beside
            )
            return replace(found, hits=tuple(await self._joined(generation, runs, beside)))

    async def overview(
        self, *, language: str, scopes: frozenset[Scope], count: int = 12
    ) -> Retrieval:
        """The passages nearest to what all documents speak of, from as many documents as can be.

        Openings of documents come first. Those in `language`, where there are any, else all.
        Nothing is measured against the floor.
        """
        async with self._generations.reading() as generation:
            if generation is None:
                return Retrieval(())
            reader = await in_thread(self._reader, generation)
            ranked = await in_thread(reader.central, language, scopes)
            distinct, repeated = merging.without_repetitions(ranked, language)
            chosen = _spread(distinct, count)
        return Retrieval(
            hits=tuple(chosen),
            dropped=tuple(repeated),
            ranked=tuple(ranked),
            generation=generation.id,
        )

    async def topics(
        self, question: str, *, language: str, scopes: frozenset[Scope], count: int = 3
    ) -> list[DocumentInfo]:
        """The documents nearest to `question`, for an asker whom none of them answers.

        Those in `language`, filled up with others where they are too few.
        """
        async with self._generations.reading() as generation:
            if generation is None:
                return []
            _, _, ranked = await in_thread(
                self._ranked, generation, question, language, scopes, count
            )
        documents = list(dict.fromkeys(hit.passage.document for hit in ranked))
        wanted = base_language(language)
        documents.sort(key=lambda document: base_language(document.language) != wanted)
        return documents[:count]

    async def known(self, passages: Collection[str]) -> frozenset[str]:
        """Those of the passages' ids that are in the live generation; joined ones count too."""
        async with self._generations.reading() as generation:
            if generation is None:
                return frozenset()
            there = set(generation.passage_ids)
        return frozenset(one for one in passages if one.partition("+")[0] in there)

    async def warm(self) -> None:
        """Opens the live index and starts the embedder, so that the first question waits less."""
        async with self._generations.reading() as generation:
            if generation is not None:
                await in_thread(self._reader, generation)
        await in_thread(self._embedder.query, "Is anyone there?")

    def _retrieve(
        self,
        generation: Generation,
        question: str,
        language: str,
        scopes: frozenset[Scope],
        count: int,
        own: str | None,
        beside: Beside | None,
    ) -> tuple[Retrieval, list[list[Hit]]]:
        """What was found, and its hits in the runs that are to be joined."""
        reader, vector, ranked = self._ranked(
            generation, question, language, scopes, count, own, beside
        )
        floor = reader.traits.floor if self._floor is None else self._floor
        above: list[Hit] = []
        below: list[Dropped] = []
        for hit in ranked:
            if hit.relevance >= floor or (beside is not None and beside.holds(hit)):
                above.append(hit)
            else:
                below.append(Dropped(hit, "below the floor"))
        distinct, repeated = merging.without_repetitions(above, language)
        best = distinct[:count] if beside is None else favoured(distinct, beside, count)
        found = Retrieval(
            hits=(),
            dropped=(*repeated, *below),
            ranked=tuple(ranked),
            floor=floor,
            unit=reader.traits.words,
            languages=reader.languages(scopes)
            | {base_language(one.document.language) for one in (beside.passages if beside else ())},
            generation=generation.id,
        )
        return found, reader.runs(vector, best)

    def _ranked(
        self,
        generation: Generation,
        question: str,
        language: str,
        scopes: frozenset[Scope],
        count: int,
        own: str | None = None,
        beside: Beside | None = None,
    ) -> tuple[_Reader, Vector, list[Hit]]:
        reader = self._reader(generation)
        vector = self._vector(question, own)
        more = None
        if beside is not None and beside.passages:
            more = _More(*nearest(beside, question, vector, language, self._embedder))
        # Twice as many as are wanted, for some will be repetitions.
        ranked = reader.ranked(question, vector, language, scopes, 2 * count, more)
        return reader, vector, ranked

    def _vector(self, question: str, own: str | None) -> Vector:
        import numpy as np

        vector = self._embedder.query(question)
        if own is None or own == question:
            return vector
        both = vector + self._embedder.query(own)
        return np.asarray(both / np.linalg.norm(both), np.float32)

    def _reader(self, generation: Generation) -> _Reader:
        reader = self._latest
        if reader is None or reader.generation is not generation:
            if self._traits is None:
                self._traits = measured(self._embedder.name) or learnt(self._embedder)
            self._latest = reader = _Reader(generation, self._traits)
        return reader

    async def _joined(
        self, generation: Generation, runs: Sequence[list[Hit]], beside: Beside | None
    ) -> list[Hit]:
        """Each run as one hit."""
        joined: list[Hit] = []
        for run in runs:
            if len(run) == 1:
                joined.append(run[0])
                continue
            document = run[0].passage.document
            text = beside.text_of(document.id) if beside else None
            if text is None:
                text = await self._text(generation, document)
            if text is None:
                joined += [hit for hit in run if hit.relevance > 0]  # Not the neighbours.
            else:
                joined.append(merging.join(run, text))
        return joined

    async def _text(self, generation: Generation, document: DocumentInfo) -> str | None:
        """A document's kept text; None where its generation was discarded meanwhile."""
        if self._text_hashes[0] != generation.id:
            records = await self._catalogue.documents(generation.id)
            hashes = {record.info.id: record.text_hash for record in records}
            self._text_hashes = (generation.id, hashes)
        try:
            return await self._catalogue.text(self._text_hashes[1][document.id])
        except KeyError:
            return None


@dataclass(frozen=True, slots=True)
class _More:
    """Further candidates, that do not stand in the index, with the vectors of each."""

    passages: Sequence[Passage]
    vectors: Sequence[Vector]


class _Reader:
    """What is asked of one generation. Everything blocks: it is called in threads."""

    def __init__(self, generation: Generation, traits: Traits) -> None:
        import numpy as np

        self.generation = generation
        self.traits = traits
        self._lexical = Lexical.open(generation.directory / LEXICAL_FOLDER)
        self._languages = np.asarray([base_language(code) for code in generation.languages], str)
        self._scopes, self._scope_of = np.unique(generation.scopes, return_inverse=True)
        self._spoken = set(zip(generation.scopes, self._languages.tolist(), strict=True))

    def languages(self, scopes: frozenset[Scope]) -> frozenset[str]:
        """The languages of the passages that may be read."""
        return frozenset(spoken for scope, spoken in self._spoken if scope in scopes)

    def ranked(
        self,
        question: str,
        vector: Vector,
        language: str,
        scopes: frozenset[Scope],
        count: int,
        more: _More | None = None,
    ) -> list[Hit]:
        """The best candidates, best first: `count` or RANKED, whichever is more.

        All of `more` are among them.
        """
        import numpy as np

        allowed = self._allowed(scopes)
        wanted = base_language(language)
        found = self._lexical.find(question, language)
        words, shares = (np.zeros(len(allowed), np.float32) for _ in range(2))
        words[found.rows], shares[found.rows] = found.scores, found.shares
        words[~allowed] = 0
        # The words may point to passages that the vectors miss: those are candidates as well.
        rows = np.union1d(self._nearest(vector, scopes, allowed), _highest(words, CANDIDATES))
        words, shares, own = words[rows], shares[rows], self._languages[rows] == wanted
        vectors = self.generation.vectors(rows.tolist()) if len(rows) else []
        if more is not None:
            scored = word_scores(more.passages, question, language, self._lexical)
            words, shares = (
                np.concatenate([old, np.asarray(new, np.float32)])
                for old, new in zip((words, shares), scored, strict=True)
            )
            spoken = [base_language(one.document.language) for one in more.passages]
            own = np.concatenate([own, np.asarray(spoken, str) == wanted])
            vectors = [*vectors, *more.vectors]
        if not len(vectors):
            return []
        cosines, passages = ranking.cosines(vector, vectors)
        near = cosines.nearness()
        scores = ranking.joined(near, words, own, self.traits.gap)
        scores = ranking.own_language_first(scores, near, cosines.passages, passages, own)
        relevant = relevance(near, shares, own, self.traits)
        order = np.argsort(-scores, kind="stable")
        kept = np.arange(len(order)) < max(RANKED, count)
        best = order[kept | (order >= len(rows))].tolist()
        stored = [i for i in best if i < len(rows)]
        read = dict(zip(stored, self.generation.passages(rows[stored].tolist()), strict=True))
        return [
            replace(
                _hit(
                    read[i] if more is None or i in read else more.passages[i - len(rows)],
                    cosines.of(i),
                    float(scores[i]),
                ),
                bm25=float(words[i]) if own[i] else None,
                relevance=float(relevant[i]),
            )
            for i in best
        ]

    def central(self, language: str, scopes: frozenset[Scope]) -> list[Hit]:
        """The passages nearest to the mean of all, those in `language` where there are any.

        The documents' openings come first: the opening of a news story says what it is about.
        """
        import numpy as np

        allowed = self._allowed(scopes)
        own = allowed & (self._languages == base_language(language))
        rows = np.flatnonzero(own if own.any() else allowed)
        if not len(rows):
            return []
        opens = np.asarray(self.generation.orders)[rows] == 0
        # Some thousand tell the middle as well as all of them.
        sample = np.concatenate([_some(rows[opens]), _some(rows[~opens])])
        vectors = self.generation.vectors(sample.tolist())
        mean = np.asarray([part[0] for part in vectors]).mean(axis=0)
        cosines, _ = ranking.cosines(mean / (np.linalg.norm(mean) + 1e-9), vectors)
        near = cosines.nearness()
        opens = np.asarray(self.generation.orders)[sample] == 0
        best = np.lexsort((-near, ~opens))[:_CENTRAL].tolist()
        read = self.generation.passages(sample[best].tolist())
        return [
            _hit(passage, cosines.of(i), float(near[i]))
            for i, passage in zip(best, read, strict=True)
        ]

    def runs(self, vector: Vector, hits: Sequence[Hit]) -> list[list[Hit]]:
        """The hits in their order, each with the neighbours that it is to be joined with."""
        found = {hit.passage.id: hit for hit in hits}
        cut = [
            hit
            for hit in hits
            if hit.passage.order
            and merging.may_be_cut(hit.passage)
            and self.generation.rows_of(hit.passage.document.id)
        ]
        for hit, before in zip(cut, self._before(vector, cut), strict=True):
            if merging.may_join([before.passage, hit.passage]):
                found.setdefault(before.passage.id, before)
        return merging.runs(list(found.values()))

    def _before(self, vector: Vector, hits: Sequence[Hit]) -> list[Hit]:
        """The passage before each of these, as a hit that ranks below it."""
        if not hits:
            return []
        rows = [
            self.generation.rows_of(hit.passage.document.id)[hit.passage.order - 1] for hit in hits
        ]
        cosines, _ = ranking.cosines(vector, self.generation.vectors(rows))
        return [
            _hit(passage, cosines.of(i), hits[i].score)
            for i, passage in enumerate(self.generation.passages(rows))
        ]

    def _allowed(self, scopes: frozenset[Scope]) -> NDArray[np.bool_]:
        import numpy as np

        return np.isin(self._scopes, sorted(scopes))[self._scope_of]

    def _nearest(
        self, vector: Vector, scopes: frozenset[Scope], allowed: NDArray[np.bool_]
    ) -> Rows:
        """The rows nearest to the question, of those that may be read."""
        import numpy as np

        count = int(allowed.sum())
        if count <= CANDIDATES:
            return np.flatnonzero(allowed)
        share = count / len(allowed)
        if share >= _ENOUGH:
            wanted = CANDIDATES if share == 1 else int(1.5 * CANDIDATES / share)
            rows = self._ask(vector, wanted, None)
            rows = rows[allowed[rows]][:CANDIDATES]
            if len(rows) >= CANDIDATES // 2:
                return rows
        return self._ask(vector, CANDIDATES, scopes)

    def _ask(self, vector: Vector, count: int, scopes: frozenset[Scope] | None) -> Rows:
        import numpy as np

        found = self.generation.nearest(vector, count, scopes)
        return np.asarray([row for row, _ in found], np.int64)


def _hit(passage: Passage, cosines: Sequence[float], score: float) -> Hit:
    return Hit(passage, score, cosines[0], tuple(cosines[1:]))


def _highest(values: Vector, count: int) -> Rows:
    """The places of the highest values above 0, in no order."""
    import numpy as np

    places = np.flatnonzero(values > 0)
    if len(places) > count:
        places = places[np.argpartition(-values[places], count)[:count]]
    return places


def _some(rows: Rows, most: int = 2_000) -> Rows:
    """At most so many of the rows, spread evenly."""
    return rows[:: len(rows) // most + 1]


def _spread(hits: Sequence[Hit], count: int) -> list[Hit]:
    """The first `count`, but a second passage of a document only after the first of each."""
    seen: Counter[str] = Counter()
    turns: list[tuple[int, int, Hit]] = []
    for place, hit in enumerate(hits):
        document = hit.passage.document.id
        turns.append((seen[document], place, hit))
        seen[document] += 1
    turns.sort(key=lambda turn: turn[:2])
    return [hit for _, _, hit in turns[:count]]
