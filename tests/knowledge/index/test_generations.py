"""Reading while others write: every question is answered from one whole generation."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from knowledge.index.chroma import from_record, to_metadata
from knowledge.index.embedded import EmbeddedStorage
from knowledge.index.passagefile import PassageFile, passage_line
from knowledge.types import (
    DocumentInfo,
    KnowledgeError,
    Passage,
    Reference,
    ReferenceMark,
    Span,
)
from tests.fakes.chroma_server import chroma_server
from tests.fakes.indexing import Library, library, nearest

REPOSITORY = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma_server(tmp_path_factory.mktemp("chroma")) as url:
        yield url


@pytest.fixture(params=["embedded", "server"])
def chroma_url(request: pytest.FixtureRequest, server: str) -> str | None:
    return server if request.param == "server" else None


@pytest.fixture
async def lib(chroma_url: str | None, tmp_path: Path) -> AsyncIterator[Library]:
    made = library(tmp_path, chroma_url=chroma_url, keep=1)
    write(made, 0)
    yield made
    await made.generations.close()


def write(lib: Library, version: int) -> None:
    lib.write("bears.md", f"# Bears\n\nBears were counted: version {version}. They are many.")
    lib.write(f"more{version}.md", f"# More\n\nTrees number{version} grow in every wood.")


def version_in(text: str | None) -> int:
    assert text is not None
    return int(text.partition("version ")[2].partition(".")[0])


async def read_until_told(base: Path, chroma_url: str | None) -> None:
    """Asks without pause, as a process of its own; says every version that it sees first."""
    lib = library(base, chroma_url=chroma_url)
    last = -1
    enough = asyncio.ensure_future(asyncio.to_thread(sys.stdin.readline))
    while not enough.done():
        version = version_in(await lib.ask("bears were counted"))
        async with lib.generations.reading() as generation:
            assert generation
            rows = range(len(generation))
            assert len(generation.passages(rows)) == len(generation.vectors(rows))
        assert version >= last
        if version > last:
            sys.stdout.write(f"{version}\n")
            sys.stdout.flush()
        last = version
        await asyncio.sleep(0.005)
    await lib.generations.close()


async def test_two_processes_ask_while_a_third_builds(lib: Library, chroma_url: str | None) -> None:
    await lib.indexer.run()
    base = str(lib.data_dir.parent)
    readers = [await reading_process(base, chroma_url) for _ in range(2)]
    try:
        for reader in readers:
            assert await told(reader) == "0"
        for version in range(1, 6):
            write(lib, version)
            await lib.indexer.run()
        for reader in readers:
            while await told(reader) != "5":
                pass
    finally:
        for reader in readers:
            await reader.communicate(b"enough\n")
    assert [reader.returncode for reader in readers] == [0, 0]


async def reading_process(base: str, chroma_url: str | None) -> Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.knowledge.index.test_generations", base, chroma_url or ""),
        cwd=REPOSITORY,
        stdin=PIPE,
        stdout=PIPE,
    )


async def told(reader: Process) -> str:
    assert reader.stdout
    line = await reader.stdout.readline()
    assert line, "the reading process ended"
    return line.decode().strip()


async def test_a_reader_notices_a_new_generation_at_its_next_question(
    lib: Library, chroma_url: str | None
) -> None:
    reader = library(lib.data_dir.parent, chroma_url=chroma_url)
    assert await reader.ask("bears were counted") is None
    for version in range(3):
        write(lib, version)
        await lib.indexer.run()
        assert version_in(await reader.ask("bears were counted")) == version
    await reader.generations.close()


async def test_a_generation_stays_whole_for_those_who_read_it(lib: Library) -> None:
    await lib.indexer.run()
    async with lib.generations.reading() as generation:
        assert generation
        for version in range(1, 5):
            write(lib, version)
            await lib.indexer.run()
        assert version_in(nearest(generation, lib.embedder, "bears were counted")) == 0
        assert len(generation.vectors(range(len(generation)))) == 2
    assert version_in(await lib.ask("bears were counted")) == 4

    lib.write("bears.md", "# Bears\n\nBears were counted: version 9. They are many.")
    await lib.indexer.run()

    assert generation.id not in [record.id for record in await lib.catalogue.generations()]


async def test_a_removed_directory_does_not_disturb_who_has_it_open(tmp_path: Path) -> None:
    lib, reader = library(tmp_path, keep=0), library(tmp_path)
    write(lib, 0)
    await lib.indexer.run()
    async with reader.generations.reading() as generation:
        assert generation
        write(lib, 1)
        await lib.indexer.run()
        assert not generation.directory.exists()

        assert version_in(nearest(generation, reader.embedder, "bears were counted")) == 0
        assert len(generation.vectors([0, 1])) == 2

    assert version_in(await reader.ask("bears were counted")) == 1
    await reader.generations.close()
    await lib.generations.close()


async def test_vectors_are_those_of_the_passage_and_of_each_sentence(lib: Library) -> None:
    await lib.indexer.run()
    async with lib.generations.reading() as generation:
        assert generation
        rows = [1, 0, 1]
        for passage, block in zip(generation.passages(rows), generation.vectors(rows), strict=True):
            texts = [passage.text, *passage.sentence_texts()]
            assert block.dtype == np.float32
            assert block.shape == (len(texts), generation.dimension)
            for text, vector in zip(texts, block, strict=True):
                assert lib.embedder.query(text) @ vector > 0.999


async def test_rows_are_sorted_by_document_and_order(lib: Library) -> None:
    lib.write(
        "long.md", "# Long\n\n" + "\n\n".join(f"## Part {n}\n\nIt is {n}." for n in range(12))
    )
    await lib.indexer.run()
    async with lib.generations.reading() as generation:
        assert generation
        places = list(zip(generation.document_ids, generation.orders, strict=True))
        assert places == sorted(places)
        for document in set(generation.document_ids):
            rows = generation.rows_of(document)
            assert [generation.orders[row] for row in rows] == list(range(len(rows)))
        assert generation.rows_of("nothing") == []


async def test_asking_for_more_than_there_is_gives_all(lib: Library) -> None:
    await lib.indexer.run()
    async with lib.generations.reading() as generation:
        assert generation
        found = generation.nearest(lib.embedder.query("bears"), 500, None)
        assert sorted(row for row, _ in found) == [0, 1]
        assert found[0][1] > found[1][1]
        assert generation.nearest(lib.embedder.query("bears"), 5, frozenset({"nobody"})) == []


async def test_several_threads_may_read_at_once(lib: Library) -> None:
    await lib.indexer.run()
    async with lib.generations.reading() as generation:
        assert generation
        with ThreadPoolExecutor(8) as threads:
            answers = list(
                threads.map(
                    lambda _: nearest(generation, lib.embedder, "bears were counted"), range(64)
                )
            )
    assert set(answers) == {"Bears were counted: version 0. They are many."}


async def test_a_worn_index_is_copied_without_what_was_deleted(tmp_path: Path) -> None:
    lib = library(tmp_path, storage=EmbeddedStorage(tmp_path / "data", spare=0))
    deleted = []
    for version in range(8):
        for number in range(2):
            lib.write(f"{number}.md", f"# Bears\n\nBears {number} counted: version {version}.")
        report = await lib.indexer.run()
        file = lib.data_dir / "index" / report.generation / "deleted"
        deleted.append(int(file.read_text()))
        assert report.passages == report.embedded == 2
        assert version_in(await lib.ask("bears 0 counted")) == version
        async with lib.generations.reading() as generation:
            assert generation
            assert [len(block) for block in generation.vectors([0, 1])] == [2, 2]

    assert deleted == [0, 2, 4, 2, 4, 2, 4, 2]
    await lib.generations.close()


def test_a_passage_comes_back_as_it_was(tmp_path: Path) -> None:
    day = date(2025, 1, 27)
    document = DocumentInfo(
        "d", "a.md", "Titel «é»", "fr", "https://news.example/a", "The Paper", day, "slack:T1"
    )
    passage = Passage(
        id="p",
        document=document,
        text="One. Two.",
        span=Span(10, 19),
        sentences=(Span(10, 14), Span(15, 19)),
        order=3,
        headings=("Why", "How"),
        page=2,
        marks=(
            ReferenceMark(14, Reference("https://news.example/b", "Wire", day)),
            ReferenceMark(19, Reference("https://news.example/c")),
        ),
    )

    file = tmp_path / "passages.jsonl"
    file.write_bytes(
        passage_line(replace(passage, text="A\u2028B\nC"), "key") + passage_line(passage, "key")
    )

    assert from_record("p", "One. Two.", dict(to_metadata(passage, "key"))) == passage
    assert PassageFile(file).at([1, 0]) == [passage, replace(passage, text="A\u2028B\nC")]


async def test_a_chroma_server_that_is_away_is_explained(tmp_path: Path, server: str) -> None:
    lib = library(tmp_path, chroma_url=server)
    write(lib, 0)
    await lib.indexer.run()
    away = library(tmp_path, chroma_url="http://127.0.0.1:9")

    with pytest.raises(KnowledgeError, match=r"127\.0\.0\.1:9"):
        await away.ask("bears")
    with pytest.raises(KnowledgeError, match="Write it as"):
        await library(tmp_path, chroma_url="localhost").ask("bears")


async def test_nothing_leaves_the_machine(tmp_path: Path) -> None:
    code = (
        "import asyncio, socket, sys\n"
        "from pathlib import Path\n"
        "from tests.fakes.indexing import library\n"
        "def refuse(*args, **kwargs):\n"
        "    sys.stderr.write(f'reached out: {args}')\n"
        "    raise OSError('refused')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "async def main():\n"
        f"    lib = library(Path({str(tmp_path)!r}))\n"
        "    lib.write('bears.md', '# Bears\\n\\nBears eat honey.')\n"
        "    await lib.indexer.run()\n"
        "    print(await lib.ask('bears'))\n"
        "    await lib.generations.close()\n"
        "asyncio.run(main())\n"
    )
    run = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True
    )

    assert run.stdout == "Bears eat honey.\n"
    assert "reached out" not in run.stderr


if __name__ == "__main__":
    asyncio.run(read_until_told(Path(sys.argv[1]), sys.argv[2] or None))
