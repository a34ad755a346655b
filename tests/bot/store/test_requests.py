from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from bot.store.answers import Answers
from bot.store.database import Database
from bot.store.requests import Cap, Reached, Requests, Whose
from bot.types import Usage

from .making import NOON, Hands, an_answer, asked
from .test_database import run_python

EARLIER = NOON - timedelta(minutes=1)
THREE_EACH = Cap(Whose.PERSON, EARLIER, 3)
FIVE_HERE = Cap(Whose.SERVER, EARLIER, 5)

ASKER = """
import asyncio, sys
from datetime import UTC, datetime, timedelta
from bot.store.database import Database
from bot.store.requests import Cap, Requests, Whose

async def main(url, person, admitted):
    database = Database(url)
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    cap = Cap(Whose.SERVER, noon - timedelta(minutes=1), 10)
    for number in range(20):
        if not await Requests(database).admit(person, "discord:1", noon, [cap]):
            with open(admitted, "a") as file:
                file.write("1")
    await database.close()

asyncio.run(main(*sys.argv[1:]))
"""


async def test_of_many_at_once_no_more_get_in_than_fit(database: Database) -> None:
    requests = Requests(database)
    came = await asyncio.gather(
        *(requests.admit("discord:7", "discord:1", NOON, [THREE_EACH]) for _ in range(50))
    )
    assert sum(not reached for reached in came) == 3


async def test_people_on_several_servers_at_once_wait_for_each_other_without_end_never(
    database: Database,
) -> None:
    requests = Requests(database)
    caps = [THREE_EACH, FIVE_HERE]
    async with asyncio.timeout(60):
        came = await asyncio.gather(
            *(
                requests.admit(f"discord:{number % 7}", f"discord:{number % 3}", NOON, caps)
                for number in range(84)
            )
        )
    assert sum(not reached for reached in came) == 15


async def test_processes_count_together(database_url: str, tmp_path: Path) -> None:
    admitted = tmp_path / "admitted"
    people = ("ann", "bob")
    await asyncio.gather(*(run_python(ASKER, database_url, who, str(admitted)) for who in people))
    assert len(admitted.read_text()) == 10


async def test_a_cap_that_is_reached_says_since_when(database: Database) -> None:
    requests = Requests(database)
    times = [NOON + timedelta(seconds=number) for number in range(5)]
    for time in times:
        assert await requests.admit(f"ann {time}", "discord:1", time, [FIVE_HERE]) == []

    at = NOON + timedelta(seconds=30)
    assert await requests.admit("bob", "discord:1", at, [FIVE_HERE]) == [Reached(FIVE_HERE, NOON)]
    four = Cap(Whose.SERVER, NOON, 4)
    assert await requests.admit("bob", "discord:1", at, [four]) == [Reached(four, times[1])]
    assert await requests.admit("bob", "discord:12", at, [FIVE_HERE]) == []


async def test_what_is_refused_or_older_than_the_cap_does_not_count(database: Database) -> None:
    requests = Requests(database)
    one = Cap(Whose.PERSON, EARLIER, 1)
    assert await requests.admit("ann", "discord:1", EARLIER, [one]) == []
    assert await requests.admit("ann", "discord:1", NOON, [one]) == []
    assert await requests.admit("ann", "discord:1", NOON + timedelta(seconds=1), [one]) != []
    later = Cap(Whose.PERSON, NOON, 1)
    assert await requests.admit("ann", "discord:1", NOON + timedelta(minutes=1), [later]) == []


async def test_a_direct_message_counts_for_its_person_alone(database: Database) -> None:
    requests = Requests(database)
    caps = [Cap(Whose.PERSON, EARLIER, 2), Cap(Whose.SERVER, EARLIER, 1)]
    assert await requests.admit("ann", None, NOON, caps) == []
    assert await requests.admit("bob", None, NOON, caps) == []
    assert await requests.admit("ann", "discord:1", NOON, caps) == []
    assert [full.cap for full in await requests.admit("ann", None, NOON, caps)] == caps[:1]


async def test_a_server_has_spent_what_its_answers_cost_since(database: Database) -> None:
    clock = Hands()
    answers, requests = Answers(database, clock), Requests(database)
    assert await requests.spent("discord:1", NOON) == 0
    places = {"discord:1:42": 0.5, "discord:1:43:with:7": 0.25, "discord:12:42": 8, "discord:1": 1}
    clock.pass_by(minutes=-1)
    await answers.save(an_answer("yesterday", usage=Usage(cost=100)))
    clock.pass_by(minutes=1)
    for place, cost in places.items():
        question = asked("why?", conversation=place)
        await answers.save(an_answer(place, question=question, usage=Usage(cost=cost)))
    await answers.save(an_answer("for nothing", usage=Usage(cost=None)))

    assert await requests.spent("discord:1", NOON) == 1.75
    assert await requests.spent("discord:12", NOON) == 8
