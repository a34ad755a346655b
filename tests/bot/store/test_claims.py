from __future__ import annotations

import asyncio
from pathlib import Path

from bot.store.claims import Claims
from bot.store.database import Database

from .test_database import run_python

CLAIMER = """
import asyncio, sys
from bot.store.claims import Claims
from bot.store.database import Database

async def main(url, won):
    database = Database(url)
    for number in range(30):
        if await Claims(database).claim(f"event {number}"):
            with open(won, "a") as file:
                file.write(f"{number}\\n")
    await database.close()

asyncio.run(main(*sys.argv[1:]))
"""


async def test_of_many_who_claim_the_same_at_once_one_gets_it(database: Database) -> None:
    claims = Claims(database)
    won = await asyncio.gather(*(claims.claim("event 1") for _ in range(50)))
    assert sum(won) == 1
    assert await claims.claim("event 2")


async def test_what_was_given_back_can_be_claimed_again(database: Database) -> None:
    claims = Claims(database)
    assert await claims.claim("event 1")
    await claims.give_back("event 1")

    assert await claims.claim("event 1")
    assert not await claims.claim("event 1")


async def test_a_claim_outlives_a_restart(database_url: str, database: Database) -> None:
    assert await Claims(database).claim("event 1")
    await database.close()

    restarted = Database(database_url)
    assert not await Claims(restarted).claim("event 1")
    await restarted.close()


async def test_of_processes_that_claim_the_same_one_gets_it(
    database_url: str, tmp_path: Path
) -> None:
    won = tmp_path / "won"
    await asyncio.gather(*(run_python(CLAIMER, database_url, str(won)) for _ in range(2)))
    assert sorted(map(int, won.read_text().split())) == list(range(30))
