from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.chat.limits import Limits, Rules
from bot.chat.types import Person, Place
from bot.phrases import LANGUAGES, Phrases
from bot.store.answers import Answers
from bot.store.database import Database
from bot.store.requests import Requests
from bot.types import Answer, Outcome, Question, Usage

ANN = Person("discord", "7", "Ann")
BOB = Person("discord", "8", "Bob")
HERE = Place("discord", "1", "2")
ALSO_HERE = Place("discord", "1", "22", "3")
ELSEWHERE = Place("discord", "12", "2")
DIRECT = Place("discord", None, "5")
ENGLISH = Phrases("en")


class Hands:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 1, 21, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def pass_by(self, **amount: float) -> None:
        self.time += timedelta(**amount)


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database(f"sqlite:///{tmp_path}/explainer.db")
    await opened.migrate()
    yield opened
    await opened.close()


async def paid(database: Database, clock: Hands, place: Place, dollars: float) -> None:
    """An answer in this place that cost so much."""
    question = Question("why?", ANN.key, f"{place.channel_key}:with:7")
    answer = Answer(
        id=f"{place.key} {clock.time} {dollars}",
        question=question,
        standalone="why?",
        language="en",
        outcome=Outcome.ANSWERED,
        usage=Usage(cost=dollars),
    )
    await Answers(database, clock).save(answer)


async def test_no_limit_lets_everyone_in(database: Database, clock: Hands) -> None:
    limits = Limits(Requests(database), Rules(), clock)
    await paid(database, clock, HERE, 1000)
    for _ in range(20):
        assert await limits.admit(ANN, HERE, ENGLISH) is None


async def test_who_asks_too_much_in_a_minute_is_told_in_how_many_seconds_to_come_back(
    database: Database, clock: Hands
) -> None:
    limits = Limits(Requests(database), Rules(person_per_minute=3), clock)
    for _ in range(3):
        assert await limits.admit(ANN, HERE, ENGLISH) is None
        clock.pass_by(seconds=10)

    told = "That was 3 questions in a minute, which is the limit. Please ask again in 30 seconds."
    assert await limits.admit(ANN, ELSEWHERE, ENGLISH) == told
    assert await limits.admit(BOB, HERE, ENGLISH) is None

    clock.pass_by(seconds=29.5)
    assert "in 1 second." in str(await limits.admit(ANN, HERE, ENGLISH))
    clock.pass_by(seconds=0.5)
    assert await limits.admit(ANN, HERE, ENGLISH) is None
    assert "in 10 seconds." in str(await limits.admit(ANN, HERE, ENGLISH))


async def test_a_day_ends_at_midnight_utc(database: Database, clock: Hands) -> None:
    limits = Limits(Requests(database), Rules(person_per_day=2), clock)
    for _ in range(2):
        assert await limits.admit(ANN, HERE, ENGLISH) is None

    assert await limits.admit(ANN, DIRECT, ENGLISH) == (
        "That was 2 questions today, which is the limit. "
        "Please ask again after midnight UTC, in 3 hours."
    )
    clock.pass_by(hours=2, minutes=10)
    assert "in 40 minutes." in str(await limits.admit(ANN, HERE, ENGLISH))
    clock.pass_by(minutes=40)
    assert await limits.admit(ANN, HERE, ENGLISH) is None


async def test_a_server_counts_for_all_its_people_and_channels(
    database: Database, clock: Hands
) -> None:
    limits = Limits(Requests(database), Rules(server_per_minute=2), clock)
    assert await limits.admit(ANN, HERE, ENGLISH) is None
    assert await limits.admit(BOB, ALSO_HERE, ENGLISH) is None

    assert await limits.admit(BOB, HERE, ENGLISH) == (
        "2 questions were asked here in a minute, which is the limit for everyone together. "
        "Please ask again in 60 seconds."
    )
    assert await limits.admit(BOB, ELSEWHERE, ENGLISH) is None


async def test_direct_messages_have_no_servers_limits(database: Database, clock: Hands) -> None:
    rules = Rules(
        person_per_minute=2, server_per_minute=1, server_per_day=1, server_daily_dollars=1
    )
    limits = Limits(Requests(database), rules, clock)
    await paid(database, clock, DIRECT, 5)
    assert await limits.admit(ANN, DIRECT, ENGLISH) is None
    assert await limits.admit(BOB, DIRECT, ENGLISH) is None
    assert await limits.admit(ANN, DIRECT, ENGLISH) is None
    assert "3" not in str(await limits.admit(ANN, DIRECT, ENGLISH))


async def test_a_servers_day_is_over_when_its_budget_is_spent(
    database: Database, clock: Hands
) -> None:
    limits = Limits(Requests(database), Rules(server_daily_dollars=0.5), clock)
    await paid(database, clock, ELSEWHERE, 100)
    await paid(database, clock, HERE, 0.25)
    assert await limits.admit(ANN, HERE, ENGLISH) is None
    await paid(database, clock, ALSO_HERE, 0.25)

    assert await limits.admit(ANN, HERE, ENGLISH) == (
        "What answers may cost here in a day is used up. "
        "Please ask again after midnight UTC, in 3 hours."
    )
    clock.pass_by(hours=2, minutes=50)
    assert await limits.admit(ANN, HERE, ENGLISH) is None


async def test_of_two_limits_the_one_that_ends_last_is_told(
    database: Database, clock: Hands
) -> None:
    rules = Rules(person_per_minute=1, server_per_day=1)
    limits = Limits(Requests(database), rules, clock)
    assert await limits.admit(ANN, HERE, ENGLISH) is None
    told = await limits.admit(ANN, HERE, ENGLISH)
    assert str(told).startswith("1 question was asked here today")


async def test_fifty_at_once_do_not_slip_through(database: Database, clock: Hands) -> None:
    rules = Rules(person_per_minute=5, server_per_minute=60)
    limits = Limits(Requests(database), rules, clock)
    told = await asyncio.gather(*(limits.admit(ANN, HERE, ENGLISH) for _ in range(50)))
    assert told.count(None) == 5
    assert await limits.admit(BOB, HERE, ENGLISH) is None


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_refusal_says_in_every_language_how_many_and_when(
    language: str, database: Database, clock: Hands
) -> None:
    phrases = Phrases(language)
    rules = [
        Rules(person_per_minute=1),
        Rules(person_per_day=1),
        Rules(server_per_minute=1),
        Rules(server_per_day=1),
        Rules(server_daily_dollars=1),
    ]
    assert await Limits(Requests(database), Rules(), clock).admit(ANN, HERE, phrases) is None
    clock.pass_by(seconds=20)
    await paid(database, clock, HERE, 2)
    told = [
        str(await Limits(Requests(database), each, clock).admit(ANN, HERE, phrases))
        for each in rules
    ]
    assert all("40 " in told[number] for number in (0, 2))
    assert all("3 " in told[number] and "UTC" in told[number] for number in (1, 3, 4))
    assert all("1 " in text for text in told[:4])
    assert len(set(told)) == 5
