"""What /help, /sources, /status and /reindex say, whatever the platform."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.chat.administration import Section
from bot.chat.reindexing import GivenFile, Reindexing
from bot.chat.types import Person, Place
from bot.cli.wiring import House
from bot.phrases import LANGUAGES
from bot.types import BotError, Question
from knowledge.catalogue import SourceRecord
from knowledge.types import EVERYONE, Failure, IndexReport, KnowledgeError
from tests.support.discord_commands import administration_of, opened, reindexing_of
from tests.support.installation import Installation, install

HERE = Place("slack", "T1", "C1")
ELSEWHERE = Place("slack", "T2", "C9")
ANN = Person("slack", "U1", "Ann", administers=True)
DIRECT = Place("slack", None, "D1")


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return install(tmp_path)


@pytest.fixture
async def house(installation: Installation) -> AsyncIterator[House]:
    async with opened(installation, installation.documents) as house:
        yield house


class Telling:
    """An indexing that reports what it is told to, and remembers what it was given."""

    def __init__(self, report: IndexReport | Exception) -> None:
        self.report = report
        self.going = asyncio.Event()
        self.going.set()
        self.given: list[tuple[list[str], str | None]] = []

    async def run(self, sources: Sequence[str], scope: str | None) -> IndexReport:
        self.given.append((list(sources), scope))
        await self.going.wait()
        if isinstance(self.report, Exception):
            raise self.report
        return self.report


async def result(
    reindexing: Reindexing, place: Place = HERE, language: str = "en", **given: Any
) -> Section:
    sections = [section async for section in reindexing.run(place, ANN, language, **given)]
    return sections[-1]


def text(*sections: Section) -> str:
    lines = [[f"{line.text} · {line.after}" for line in section.lines] for section in sections]
    return "\n".join(
        "\n".join([section.heading, *told]) for section, told in zip(sections, lines, strict=True)
    )


# /reindex


async def test_what_a_server_gives_is_for_that_server(house: House) -> None:
    indexing = Telling(IndexReport("g", added=("https://a.example/x",)))
    told = await result(reindexing_of(house, indexing), link=" https://a.example/x ")

    assert indexing.given == [(["https://a.example/x"], "slack:T1")]
    assert "1 document added" in text(told)
    assert "For here only" in text(told)


async def test_with_nothing_given_all_sources_are_read_with_the_scopes_they_have(
    house: House,
) -> None:
    indexing = Telling(IndexReport("g", unchanged=("a",)))
    told = await result(reindexing_of(house, indexing))

    assert indexing.given == [([], None)]
    assert "For here only" not in text(told)


@pytest.mark.parametrize("scope", [EVERYONE, "slack:T2"])
async def test_a_link_that_others_read_is_not_taken_from_them(house: House, scope: str) -> None:
    await house.catalogue.remember(SourceRecord("https://a.example/x", scope))
    indexing = Telling(IndexReport("g"))

    with pytest.raises(BotError, match="in the index already"):
        await result(reindexing_of(house, indexing), link="https://a.example/x")
    assert not indexing.given


async def test_a_servers_own_link_can_be_read_again(house: House) -> None:
    await house.catalogue.remember(SourceRecord("https://a.example/x", "slack:T1"))
    indexing = Telling(IndexReport("g", changed=("https://a.example/x",)))

    assert "1 document changed" in text(
        await result(reindexing_of(house, indexing), link="https://a.example/x")
    )


@pytest.mark.parametrize(
    "link", ["/etc/passwd", "file:///etc/passwd", "report.pdf", "--scope", "http:", "http://[x"]
)
async def test_a_link_is_never_a_file_of_the_machine(house: House, link: str) -> None:
    indexing = Telling(IndexReport("g"))

    with pytest.raises(BotError, match="no link"):
        await result(reindexing_of(house, indexing), link=link)
    assert not indexing.given


async def test_a_given_file_keeps_its_name_and_nothing_of_a_path(house: House) -> None:
    indexing = Telling(IndexReport("g"))
    given = GivenFile("../../etc/C:\\mill.md", b"The mill")
    await result(reindexing_of(house, indexing), file=given)

    ((kept,), scope) = indexing.given[0]
    assert Path(kept).name == "mill.md"
    assert await asyncio.to_thread(Path(kept).read_bytes) == b"The mill"
    assert scope == "slack:T1"


async def test_the_sources_of_others_are_counted_but_not_named(house: House) -> None:
    await house.catalogue.remember(SourceRecord("https://secret.example/plan", "slack:T2"))
    failed = (
        Failure("https://secret.example/plan", "https://secret.example/plan: 404"),
        Failure("/srv/documents/a/b.pdf", "/srv/documents/a/b.pdf is broken."),
    )
    report = IndexReport("g", added=("https://secret.example/other",), failed=failed)
    told = text(await result(reindexing_of(house, Telling(report))))

    assert "secret" not in told
    assert "1 document added" in told
    assert "Not read: b.pdf · is broken." in told
    assert "/srv" not in told
    assert "1 more could not be read" in told


async def test_one_run_at_a_time_and_the_second_is_told_since_when(house: House) -> None:
    indexing = Telling(IndexReport("g"))
    indexing.going.clear()
    now = [0.0]
    reindexing = reindexing_of(house, indexing, clock=lambda: now[0], pause=0.01)
    async with aclosing(reindexing.run(HERE, ANN, "en")) as first:
        assert (await anext(first)).heading == "Reading …"
        now[0] = 65.0
        assert (await anext(first)).heading == "Reading … 1 minute"
        with pytest.raises(BotError, match="already, for 1 minute"):
            await result(reindexing, ELSEWHERE)
        indexing.going.set()
        async for section in first:
            last = section
    assert last.heading.startswith("Done")
    assert (await result(reindexing)).heading.startswith("Done")


async def test_a_run_that_is_given_up_frees_the_way(house: House) -> None:
    indexing = Telling(IndexReport("g"))
    indexing.going.clear()
    reindexing = reindexing_of(house, indexing)
    async with aclosing(reindexing.run(HERE, ANN, "en")) as first:
        await anext(first)
    indexing.going.set()

    assert (await result(reindexing)).heading.startswith("Done")


async def test_a_failed_run_says_why_and_frees_the_way(house: House) -> None:
    indexing = Telling(KnowledgeError("The disk is full."))
    reindexing = reindexing_of(house, indexing)
    with pytest.raises(BotError, match="stays as it was: The disk is full"):
        await result(reindexing)
    indexing.report = IndexReport("g")

    assert "There was nothing to read" in text(await result(reindexing))


async def test_documents_are_given_on_a_server_not_in_a_direct_message(house: House) -> None:
    with pytest.raises(BotError, match="on the server"):
        await result(reindexing_of(house, Telling(IndexReport("g"))), DIRECT)


def test_a_file_that_is_too_large_is_refused_with_the_limit(house: House) -> None:
    reindexing = reindexing_of(house, file_megabytes=2.5)

    assert reindexing.refusal(2_500_000, "en") is None
    assert "2.5 MB" in (reindexing.refusal(2_500_001, "en") or "")


async def test_where_nothing_could_be_read_that_is_said_first_and_the_address_once(
    house: House,
) -> None:
    failure = Failure(
        "https://a.example/x", "https://a.example/x answered with HTTP 404 Not Found."
    )
    told = await result(
        reindexing_of(house, Telling(IndexReport("g", failed=(failure,)))),
        link="https://a.example/x",
    )

    assert "Nothing was read" in told.heading
    assert text(told).count("https://a.example/x") == 1
    assert "answered with HTTP 404" in text(told)


# /help, /sources, /status


def test_help_promises_no_thread_without_mentions_where_those_cannot_be_read(house: House) -> None:
    administration = administration_of(house)

    assert "In a thread" in text(*administration.help("en", admin=False))
    assert "In a thread" not in text(*administration.help("en", admin=False, unmentioned=False))


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_there_in_every_language(house: House, language: str) -> None:
    told = text(*administration_of(house).help(language, admin=True))

    assert "/ask" in told
    assert "/reindex" in told


def test_help_names_commands_as_the_platform_does(house: House) -> None:
    told = administration_of(house).help(
        "en", admin=False, named=lambda command: f"/explainer {command.name}"
    )

    assert "/explainer sources" in text(*told)
    assert "reindex" not in text(*told)


async def test_before_the_first_index_all_say_what_to_do(house: House) -> None:
    administration = administration_of(house)

    assert "/reindex" in (await administration.sources(HERE, ANN, "en")).heading
    assert "Nothing is indexed yet" in text(*await administration.status(HERE, ANN, "en"))


async def test_sources_are_those_that_may_be_read_there(
    house: House, installation: Installation, tmp_path: Path
) -> None:
    own = tmp_path / "own.md"
    own.write_text("---\ntitle: Our own plan\nlanguage: en\n---\n\n# Plan\n\nWe paint the pier.")
    await house.indexer.run()
    await house.indexer.run([str(own)], scope="slack:T1")
    administration = administration_of(house)

    assert "Our own plan" in text(await administration.sources(HERE, ANN, "en"))
    assert "Our own plan" not in text(await administration.sources(ELSEWHERE, ANN, "en"))
    french = await administration.sources(HERE, ANN, "fr")
    assert french.heading == "Mes réponses ici viennent de 4 documents"
    assert "2 avril 2023" in text(french)


async def test_status_tells_age_and_size_of_the_index(house: House) -> None:
    await house.indexer.run()
    told = text(*await administration_of(house).status(HERE, ANN, "en"))

    assert "3 documents, " in told
    assert "Age: 1 second" in told or "Age: 0 seconds" in told or "seconds (" in told
    assert "Questions used up here today: 0 of 50" in told
    assert "Cost here today: $0.00 of $2.50" in told


async def test_who_is_an_admin_by_a_role_is_told_of_this_channels_open_questions_only(
    house: House,
) -> None:
    await house.indexer.run()
    for channel, asked in (("C1", "Who dug the well?"), ("C9", "Who closed the closed room?")):
        conversation = f"slack:T1:{channel}:with:U7"
        question = Question(asked, "slack:U7", conversation)
        async for _ in house.explainer.answer(question):
            pass
    administration = administration_of(house)
    by_role = replace(ANN, administers=False)

    told = text(*await administration.status(HERE, by_role, "en"))
    assert "Who dug the well?" in told
    assert "closed room" not in told
    assert "closed room" in text(*await administration.status(HERE, ANN, "en"))
