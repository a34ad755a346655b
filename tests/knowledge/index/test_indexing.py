from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from knowledge.index.changes import Progress
from knowledge.index.generations import EmbedderMismatchError
from knowledge.index.writing import IndexBusyError, only_writer
from knowledge.types import EVERYONE, KnowledgeError
from tests.fakes.chroma_server import chroma_server
from tests.fakes.indexing import Library, WordEmbedder, library

APPLES = "# Apples\n\nApples are red. They grow on trees.\n\n## Pips\n\nPips sit inside every core."
BEARS = "# Bears\n\nBears eat honey. They live in woods."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma_server(tmp_path_factory.mktemp("chroma")) as url:
        yield url


@pytest.fixture(params=["embedded", "server"])
async def lib(
    request: pytest.FixtureRequest, server: str, tmp_path: Path
) -> AsyncIterator[Library]:
    made = library(tmp_path, chroma_url=server if request.param == "server" else None)
    made.write("apples.md", APPLES)
    made.write("bears.md", BEARS)
    yield made
    await made.generations.close()


@pytest.fixture
async def small(tmp_path: Path) -> AsyncIterator[Library]:
    """One that is embedded, for what does not depend on where the index lies."""
    made = library(tmp_path)
    made.write("apples.md", APPLES)
    made.write("bears.md", BEARS)
    yield made
    await made.generations.close()


async def test_documents_of_the_configured_folders_are_found(lib: Library) -> None:
    report = await lib.indexer.run()

    assert [Path(source).name for source in report.added] == ["apples.md", "bears.md"]
    assert (report.passages, report.embedded) == (3, 3)
    assert await lib.ask("who eats honey") == "Bears eat honey. They live in woods."
    assert await lib.ask("pips inside a core") == "Pips sit inside every core."


async def test_a_second_run_embeds_nothing_and_makes_no_generation(lib: Library) -> None:
    first = await lib.indexer.run()
    texts = lib.embedder.texts

    second = await lib.indexer.run()

    assert second.generation == first.generation
    assert len(second.unchanged) == 2
    assert (second.added, second.changed, second.removed) == ((), (), ())
    assert (second.embedded, lib.embedder.texts) == (0, texts)


async def test_only_changed_passages_are_embedded_again(lib: Library) -> None:
    await lib.indexer.run()
    lib.write("apples.md", APPLES.replace("sit inside every core", "hide within a heart"))

    report = await lib.indexer.run()

    assert [Path(source).name for source in report.changed] == ["apples.md"]
    assert (report.passages, report.embedded) == (3, 1)
    assert await lib.ask("hide within a heart") == "Pips hide within a heart."
    assert await lib.ask("inside every core") != "Pips sit inside every core."
    async with lib.generations.reading() as generation:
        assert generation
        vectors = generation.vectors(range(3))
        for passage, block in zip(generation.passages(range(3)), vectors, strict=True):
            for sentence, vector in zip(passage.sentence_texts(), block[1:], strict=True):
                assert lib.embedder.query(sentence) @ vector > 0.99


async def test_passages_that_moved_keep_their_vectors_and_tell_their_new_place(
    lib: Library,
) -> None:
    await lib.indexer.run()
    lib.write("apples.md", APPLES.replace("Apples are red.", "Most apples are red or green."))

    report = await lib.indexer.run()

    assert report.embedded == 1
    texts = {
        record.info.id: await lib.catalogue.text(record.text_hash)
        for record in await lib.catalogue.documents(report.generation)
    }
    async with lib.generations.reading() as generation:
        assert generation
        for passage in generation.passages(range(len(generation))):
            text = texts[passage.document.id]
            assert passage.span.of(text) == passage.text


async def test_a_renamed_file_is_not_embedded_again(lib: Library) -> None:
    await lib.indexer.run()
    (lib.folder / "bears.md").rename(lib.folder / "animals.md")

    report = await lib.indexer.run()

    assert [Path(source).name for source in report.added] == ["animals.md"]
    assert [Path(source).name for source in report.removed] == ["bears.md"]
    assert report.embedded == 0
    assert await lib.ask("who eats honey") == "Bears eat honey. They live in woods."


async def test_a_deleted_file_leaves_the_index(lib: Library) -> None:
    await lib.indexer.run()
    (lib.folder / "bears.md").unlink()

    report = await lib.indexer.run()

    assert [Path(source).name for source in report.removed] == ["bears.md"]
    assert "honey" not in str(await lib.ask("who eats honey"))
    assert await lib.titles() == ["Apples"]


async def test_an_index_may_become_empty_and_full_again(lib: Library) -> None:
    await lib.indexer.run()
    for file in lib.folder.iterdir():
        file.unlink()
    assert len((await lib.indexer.run()).removed) == 2
    assert await lib.ask("who eats honey") is None

    lib.write("bears.md", BEARS)
    await lib.indexer.run()

    assert await lib.ask("who eats honey") == "Bears eat honey. They live in woods."


async def test_the_index_before_is_live_again_after_a_rollback(lib: Library) -> None:
    first = await lib.indexer.run()
    lib.write("bears.md", "# Bears\n\nBears eat salmon. They live in rivers.")
    await lib.indexer.run()
    assert "salmon" in str(await lib.ask("what do bears eat"))

    record = await lib.indexer.rollback()

    assert record.id == first.generation
    assert "honey" in str(await lib.ask("what do bears eat"))
    with pytest.raises(KnowledgeError, match="no earlier index"):
        await lib.indexer.rollback()


async def test_what_was_rolled_back_from_is_never_rolled_back_to(lib: Library) -> None:
    first = await lib.indexer.run()
    lib.write("bears.md", BEARS + " A mistake.")
    mistaken = await lib.indexer.run()
    await lib.indexer.rollback()
    lib.write("bears.md", BEARS + " A correction.")
    await lib.indexer.run()

    assert (await lib.indexer.rollback()).id == first.generation
    assert mistaken.generation not in [g.id for g in await lib.catalogue.generations()]


async def test_old_generations_are_removed_and_the_rest_still_answers(lib: Library) -> None:
    for number in range(5):
        lib.write("bears.md", f"# Bears\n\nBears number {number}. They live in woods.")
        await lib.indexer.run()

    assert len(await lib.catalogue.generations()) == 3
    folder = lib.data_dir / "index"
    assert not folder.is_dir() or len(list(folder.iterdir())) == 3
    assert await lib.ask("bears number") == "Bears number 4. They live in woods."
    await lib.indexer.rollback()
    await lib.indexer.rollback()
    assert await lib.ask("bears number") == "Bears number 2. They live in woods."
    async with lib.generations.reading() as generation:
        assert generation
        assert len(generation.vectors(range(len(generation)))) == 3


async def test_only_readable_scopes_are_searched(lib: Library) -> None:
    await lib.indexer.run()
    secret = lib.write("../secret.md", "# Secret\n\nHoney is hidden under the bridge.")
    await lib.indexer.run([str(secret)], scope="discord:1")

    everyone = frozenset({EVERYONE})
    assert "bridge" not in str(await lib.ask("honey under the bridge", everyone))
    assert "bridge" in str(await lib.ask("honey under the bridge", everyone | {"discord:1"}))
    assert await lib.ask("honey", frozenset({"discord:2"})) is None


async def test_given_sources_are_remembered_and_read_again(small: Library) -> None:
    await small.indexer.run()
    file = small.write("../elsewhere/cats.md", "# Cats\n\nCats chase mice.")
    report = await small.indexer.run([str(file)])
    assert (len(report.added), report.unchanged) == (1, ())

    file.write_text("# Cats\n\nCats chase string.", "utf-8")
    report = await small.indexer.run()

    assert [Path(source).name for source in report.changed] == ["cats.md"]
    assert await small.titles() == ["Apples", "Bears", "Cats"]


async def test_a_source_keeps_its_scope_when_it_is_given_again(small: Library) -> None:
    folder = small.write("../team/plans.md", "# Plans\n\nThe plan is secret.").parent
    await small.indexer.run([str(folder)], scope="slack:team")
    (folder / "plans.md").write_text("# Plans\n\nThe plan is still secret.", "utf-8")

    await small.indexer.run([str(folder / "plans.md")])
    await small.indexer.run([str(folder)])

    assert await small.ask("plan", frozenset({EVERYONE})) is None
    assert "still" in str(await small.ask("plan", frozenset({"slack:team"})))


async def test_a_mistyped_source_is_reported_and_not_remembered(small: Library) -> None:
    report = await small.indexer.run([str(small.folder / "aples.md")])

    assert [failure.reason for failure in report.failed] == ["There is no such file or folder."]
    assert await small.catalogue.sources() == []


async def test_a_lone_file_that_vanished_leaves_the_index_once(small: Library) -> None:
    file = small.write("../elsewhere/cats.md", "# Cats\n\nCats chase mice.")
    await small.indexer.run()
    await small.indexer.run([str(file)])
    file.unlink()

    report = await small.indexer.run()
    assert (report.removed, report.failed) == ((str(file.resolve()),), ())

    report = await small.indexer.run()
    assert [failure.source for failure in report.failed] == [str(file.resolve())]


async def test_a_folder_that_is_away_keeps_its_documents(small: Library) -> None:
    await small.indexer.run()
    small.folder.rename(small.folder.with_name("away"))

    report = await small.indexer.run()

    assert report.removed == ()
    assert [failure.source for failure in report.failed] == [str(small.folder)]
    assert await small.ask("who eats honey") == "Bears eat honey. They live in woods."


async def test_an_address_that_stops_answering_keeps_its_document(small: Library) -> None:
    address = "https://news.example/cats"
    small.web.pages[address] = "Cats chase mice."
    await small.indexer.run([address])
    small.web.pages[address] = TimeoutError("no answer within 20 s")

    report = await small.indexer.run()

    assert report.removed == ()
    assert [failure.source for failure in report.failed] == [address]
    assert "no answer within 20 s" in report.failed[0].reason
    assert await small.ask("cats chase") == "Cats chase mice."


async def test_a_file_that_breaks_keeps_its_last_good_version(small: Library) -> None:
    await small.indexer.run()
    small.write("bears.md", "\0\1\2")
    small.write("cats.md", "# Cats\n\nCats chase mice.")

    report = await small.indexer.run()

    assert [Path(failure.source).name for failure in report.failed] == ["bears.md"]
    assert await small.titles() == ["Apples", "Bears", "Cats"]
    assert await small.ask("who eats honey") == "Bears eat honey. They live in woods."


async def test_a_document_that_cannot_be_embedded_does_not_stop_the_others(
    small: Library,
) -> None:
    await small.indexer.run()
    small.embedder.refuses = "poison"
    small.write("bears.md", BEARS + " Some eat poison.")
    small.write("cats.md", "# Cats\n\nCats chase mice.")
    small.write("dogs.md", "# Dogs\n\nDogs hate poison.")

    report = await small.indexer.run()

    assert [Path(failure.source).name for failure in report.failed] == ["bears.md", "dogs.md"]
    assert [Path(source).name for source in report.added] == ["cats.md"]
    assert await small.titles() == ["Apples", "Bears", "Cats"]
    assert await small.ask("who eats honey") == "Bears eat honey. They live in woods."


async def test_an_embedder_that_is_down_changes_nothing(small: Library) -> None:
    first = await small.indexer.run()
    small.embedder.refuses = " "
    small.write("cats.md", "# Cats\n\nCats chase mice.")

    with pytest.raises(KnowledgeError, match="does not work"):
        await small.indexer.run()

    assert [record.id for record in await small.catalogue.generations()] == [first.generation]
    assert [path.name for path in (small.data_dir / "index").iterdir()] == [first.generation]
    small.embedder.refuses = ""
    assert len((await small.indexer.run()).added) == 1


async def test_removing_a_source_forgets_it_and_its_documents(small: Library) -> None:
    folder = small.write("../elsewhere/cats.md", "# Cats\n\nCats chase mice.").parent
    await small.indexer.run()
    await small.indexer.run([str(folder)])

    report = await small.indexer.remove(str(folder))

    assert [Path(source).name for source in report.removed] == ["cats.md"]
    assert (await small.indexer.run()).added == ()
    assert await small.titles() == ["Apples", "Bears"]


async def test_what_cannot_be_removed_is_explained(small: Library) -> None:
    await small.indexer.run()

    with pytest.raises(KnowledgeError, match="read at every run"):
        await small.indexer.remove(str(small.folder / "bears.md"))
    with pytest.raises(KnowledgeError, match="not indexed"):
        await small.indexer.remove("https://news.example/unknown")

    assert await small.titles() == ["Apples", "Bears"]


async def test_a_document_named_by_two_sources_is_indexed_once(small: Library) -> None:
    await small.indexer.run([str(small.folder), str(small.folder / "bears.md")])
    report = await small.indexer.run()

    assert await small.titles() == ["Apples", "Bears"]
    assert len(report.unchanged) == 2


async def test_notes_that_are_turned_off_are_removed(tmp_path: Path) -> None:
    lib = library(tmp_path, notes=tmp_path / "notes")
    lib.write("../notes/why.md", "# Why\n\nBecause of a cheap model.")
    lib.write("bears.md", BEARS)
    await lib.indexer.run()
    assert await lib.titles() == ["Bears", "Why"]
    with pytest.raises(KnowledgeError, match="setting"):
        await lib.indexer.remove("notes/why.md")

    report = await library(tmp_path, notes=None).indexer.run()

    assert report.removed == ("notes/why.md",)
    assert await lib.titles() == ["Bears"]
    await lib.generations.close()


async def test_notes_stay_the_same_documents_when_the_installation_moves(tmp_path: Path) -> None:
    lib = library(tmp_path, notes=tmp_path / "old" / "notes")
    lib.write("../old/notes/why.md", "# Why\n\nBecause of a cheap model.")
    lib.write("../old/notes/gone.md", "# Gone\n\nA note of the old release.")
    await lib.indexer.run()
    lib.write("../new/notes/why.md", "# Why\n\nBecause of a cheap model.")

    report = await library(tmp_path, notes=tmp_path / "new" / "notes").indexer.run()

    assert report.unchanged == ("notes/why.md",)
    assert report.removed == ("notes/gone.md",)
    assert report.added == ()


async def test_another_embedder_cannot_read_the_index_until_it_is_made_anew(
    lib: Library, server: str
) -> None:
    address = "https://news.example/cats"
    lib.web.pages[address] = "Cats chase mice."
    await lib.indexer.run()
    await lib.indexer.run([address])
    url = None if (lib.data_dir / "index").exists() else server
    other = library(lib.data_dir.parent, chroma_url=url, embedder=WordEmbedder(300, "other words"))
    with pytest.raises(EmbedderMismatchError, match="explainer index"):
        await other.ask("who eats honey")

    report = await other.indexer.run()

    assert report.rebuilt
    assert report.embedded == report.passages == 4
    assert await other.ask("who eats honey") == "Bears eat honey. They live in woods."
    # Its address does not answer now, so it was embedded again from what the index kept.
    assert [failure.source for failure in report.failed] == [address]
    assert await other.ask("cats chase") == "Cats chase mice."
    with pytest.raises(EmbedderMismatchError, match="words"):
        await lib.ask("who eats honey")
    with pytest.raises(EmbedderMismatchError, match="earlier index"):
        await other.indexer.rollback()
    await other.generations.close()


async def test_an_index_whose_files_are_lost_is_made_anew(small: Library) -> None:
    first = await small.indexer.run()
    for file in (small.data_dir / "index" / first.generation).glob("*.json"):
        file.unlink()
    with pytest.raises(KnowledgeError, match="explainer index"):
        await small.ask("who eats honey")

    await small.indexer.run()

    assert await small.ask("who eats honey") == "Bears eat honey. They live in woods."


async def test_a_second_run_learns_who_is_at_work_or_waits(small: Library) -> None:
    async with only_writer(small.data_dir):
        with pytest.raises(IndexBusyError, match=r"Process \d+"):
            await small.indexer.run()
        waiting = asyncio.create_task(small.indexer.run(wait=30))
        await asyncio.sleep(0.3)
        assert not waiting.done()

    assert len((await waiting).added) == 2


async def test_progress_tells_documents_read_and_passages_embedded(small: Library) -> None:
    seen: list[Progress] = []

    await small.indexer.run(progress=seen.append)

    assert Progress("reading", 2, 2) in seen
    assert seen[-1] == Progress("embedding", 3, 3)


async def test_a_cancelled_run_leaves_the_old_index_and_the_next_cleans_up(
    small: Library,
) -> None:
    await small.indexer.run()
    small.write("cats.md", "# Cats\n\nCats chase mice.")

    def stop(progress: Progress) -> None:
        if progress.stage == "embedding":
            running.cancel()

    running = asyncio.ensure_future(small.indexer.run(progress=stop))
    with pytest.raises(asyncio.CancelledError):
        await running
    assert await small.titles() == ["Apples", "Bears"]

    await small.indexer.run()

    assert await small.titles() == ["Apples", "Bears", "Cats"]
    assert len(list((small.data_dir / "index").iterdir())) == 2
