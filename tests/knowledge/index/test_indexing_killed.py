"""The indexing process is killed at one point after the other; the old index must go on answering.

The process runs this file with the point to stop at, says when it has got there, and is killed.
"""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from knowledge.catalogue import DocumentRecord, GenerationRecord, GenerationState
from tests.fakes.catalogue import FileCatalogue
from tests.fakes.chroma_server import chroma_server
from tests.fakes.indexing import Library, WordEmbedder, library

REPOSITORY = Path(__file__).parents[3]
OLD = "Bears eat honey. They live in woods."
NEW = "Bears eat salmon. They live in woods."


def say(point: str) -> None:
    sys.stdout.write(f"{point}\n")
    sys.stdout.flush()


def arrived(point: str) -> None:
    say(point)
    time.sleep(60)


class StoppingCatalogue(FileCatalogue):
    def __init__(self, file: Path, point: str) -> None:
        super().__init__(file)
        self._point = point

    async def begin(self, record: GenerationRecord) -> None:
        await super().begin(record)
        if self._point == "begun":
            arrived(self._point)
        if self._point.startswith("copying"):
            say(self._point)

    async def go_live(
        self,
        record: GenerationRecord,
        documents: Sequence[DocumentRecord],
        texts: Mapping[str, str],
    ) -> None:
        if self._point == "built":
            arrived(self._point)
        await super().go_live(record, documents, texts)
        if self._point == "live":
            arrived(self._point)


class StoppingEmbedder(WordEmbedder):
    """Stops at its second call, when a part of the new passages is written already."""

    def __init__(self, point: str) -> None:
        super().__init__()
        self._stops = point == "adding"
        self._calls = 0

    def documents(self, texts: Sequence[str]) -> np.ndarray:
        self._calls += 1
        if self._stops and self._calls > 2:
            arrived("adding")
        return super().documents(texts)


def index_until(point: str, base: Path, chroma_url: str | None) -> None:
    catalogue = StoppingCatalogue(base / "catalogue.sqlite", point)
    lib = library(
        base, catalogue=catalogue, embedder=StoppingEmbedder(point), chroma_url=chroma_url
    )
    asyncio.run(lib.indexer.run())


def killed_at(point: str, lib: Library, chroma_url: str | None = None, later: float = 0.0) -> None:
    command = [sys.executable, "-m", "tests.knowledge.index.test_indexing_killed", point]
    with subprocess.Popen(
        [*command, str(lib.data_dir.parent), chroma_url or ""],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline().strip() == point
        time.sleep(later)
        process.send_signal(signal.SIGKILL)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma_server(tmp_path_factory.mktemp("chroma")) as url:
        yield url


async def indexed(base: Path, chroma_url: str | None = None) -> Library:
    """An index of one old version, and files that the next run has to index."""
    lib = library(base, chroma_url=chroma_url)
    lib.write("bears.md", f"# Bears\n\n{OLD}")
    for number in range(40):
        lib.write(f"old{number}.md", paragraphs(f"old{number}"))
    await lib.indexer.run()
    lib.write("bears.md", f"# Bears\n\n{NEW}")
    for number in range(40):
        lib.write(f"new{number}.md", paragraphs(f"new{number}"))
    return lib


def paragraphs(name: str) -> str:
    sections = (f"## Part {n}\n\nThe {name} thing number {n} is here." for n in range(5))
    return f"# {name}\n\n" + "\n\n".join(sections)


async def assert_old_answers(lib: Library) -> None:
    assert await lib.ask("what do bears eat") == OLD
    assert "old7" in str(await lib.ask("the old7 thing number"))
    assert len(await lib.titles()) == 41


async def assert_next_run_cleans_up(lib: Library) -> None:
    await lib.indexer.run()
    assert await lib.ask("what do bears eat") == NEW
    assert "old7" in str(await lib.ask("the old7 thing number"))
    assert "new7" in str(await lib.ask("the new7 thing number"))
    assert len(await lib.titles()) == 81
    records = await lib.catalogue.generations()
    assert {record.state for record in records} == {GenerationState.LIVE, GenerationState.RETIRED}
    if (lib.data_dir / "index").is_dir():
        on_disk = {path.name for path in (lib.data_dir / "index").iterdir()}
        assert on_disk == {record.id for record in records}


@pytest.mark.parametrize("point", ["begun", "adding", "built"])
async def test_killed_before_it_is_live_the_old_index_stays(point: str, tmp_path: Path) -> None:
    lib = await indexed(tmp_path)

    killed_at(point, lib)

    await assert_old_answers(lib)
    await assert_old_answers(library(tmp_path))
    await assert_next_run_cleans_up(lib)
    await lib.generations.close()


@pytest.mark.parametrize("milliseconds", [0, 10, 40])
async def test_killed_while_it_copies_the_old_index_stays(
    milliseconds: int, tmp_path: Path
) -> None:
    lib = await indexed(tmp_path)

    killed_at("copying", lib, later=milliseconds / 1000)

    await assert_old_answers(lib)
    await assert_next_run_cleans_up(lib)
    await lib.generations.close()


async def test_killed_after_it_went_live_the_new_index_answers(tmp_path: Path) -> None:
    lib = await indexed(tmp_path)

    killed_at("live", lib)

    assert await lib.ask("what do bears eat") == NEW
    assert len(await lib.titles()) == 81
    report = await lib.indexer.run()
    assert (report.added, report.changed, report.embedded) == ((), (), 0)
    await lib.generations.close()


@pytest.mark.parametrize("point", ["begun", "adding", "built"])
async def test_killed_beside_a_chroma_server_the_old_index_stays(
    point: str, server: str, tmp_path: Path
) -> None:
    lib = await indexed(tmp_path, server)
    kept = await names_on(server)

    killed_at(point, lib, server)

    await assert_old_answers(lib)
    await assert_next_run_cleans_up(lib)
    # One more collection of passages; the vectors are shared.
    assert len(await names_on(server)) == len(kept) + 1
    await lib.generations.close()


async def names_on(url: str) -> list[str]:
    from knowledge.index.chroma import server_client

    client: Any = await asyncio.to_thread(server_client, url)
    try:
        return [collection.name for collection in await asyncio.to_thread(client.list_collections)]
    finally:
        client.close()


if __name__ == "__main__":
    index_until(sys.argv[1], Path(sys.argv[2]), sys.argv[3] or None)
