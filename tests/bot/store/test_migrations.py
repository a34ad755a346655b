from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from bot.store.answers import Answers
from bot.store.database import MIGRATIONS, Database, newest_version, schema_version
from bot.store.feedback import Feedback
from bot.store.migrations.run import downgrade, upgrade
from bot.store.models import Base
from bot.types import BotError

from .making import an_answer, asked
from .test_database import run_python

MIGRATE = """
import asyncio, sys
from bot.store.database import Database

async def main(url):
    database = Database(url)
    await database.migrate()
    await database.close()

asyncio.run(main(*sys.argv[1:]))
"""


async def look(database: Database, at: Any, *arguments: Any) -> Any:
    async with database.writing() as session:
        return await (await session.connection()).run_sync(at, *arguments)


def differences(connection: Connection) -> list[Any]:
    return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


async def test_an_empty_database_becomes_what_the_models_say(empty_url: str) -> None:
    database = Database(empty_url)
    await database.migrate()
    assert await look(database, tables) == set(Base.metadata.tables)
    assert await look(database, differences) == []
    assert await look(database, schema_version) == newest_version()
    await database.close()


async def test_processes_that_start_at_once_all_find_the_newest_schema(empty_url: str) -> None:
    await asyncio.gather(*(run_python(MIGRATE, empty_url) for _ in range(3)))
    database = Database(empty_url)
    assert await look(database, differences) == []
    await database.close()


async def test_tasks_that_start_at_once_all_find_the_newest_schema(empty_url: str) -> None:
    databases = [Database(empty_url) for _ in range(4)]
    await asyncio.gather(*(database.migrate() for database in databases))
    assert await look(databases[0], differences) == []
    for database in databases:
        await database.close()


async def test_migrating_again_keeps_what_is_there(database: Database) -> None:
    await Answers(database).save(an_answer())
    await database.migrate()
    assert len(await Answers(database).recent(1)) == 1


async def test_a_schema_of_a_newer_program_is_refused_and_left_alone(database: Database) -> None:
    async with database.writing() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(BotError, match=r"newer version of Explainer.*9999"):
        await database.migrate()
    assert await look(database, schema_version) == "9999"
    assert await look(database, differences) == []


async def test_the_way_down_ends_at_nothing_and_leads_up_again(database: Database) -> None:
    await look(database, downgrade, "base")
    assert await look(database, tables) == set()
    await database.migrate()
    assert await look(database, differences) == []


async def test_answers_of_the_first_version_keep_their_votes_and_learn_their_server(
    database: Database,
) -> None:
    await Answers(database).save(an_answer("a1"))
    await Answers(database).save(an_answer("a2", question=asked("?", conversation="slack:T1:C2")))
    await Feedback(database).give("a1", "ann", 1)

    await look(database, downgrade, "0001")
    await database.migrate()

    async with database.reading() as session:
        rows = await session.execute(text("SELECT id, server FROM answers"))
        servers = {row.id: row.server for row in rows}
    assert servers == {"a1": "discord:1", "a2": "slack:T1"}
    kept = await Answers(database).get("a1")
    assert kept is not None
    assert kept.follow_ups == ()
    assert len(await Feedback(database).of("a1")) == 1


async def test_an_upgrade_that_is_cut_short_leaves_nothing_half_made(empty_url: str) -> None:
    database = Database(empty_url)
    with suppress(ZeroDivisionError):
        async with database.writing() as session:
            await (await session.connection()).run_sync(upgrade, newest_version())
            raise ZeroDivisionError
    assert await look(database, tables) == set()
    await database.migrate()
    await database.close()


def test_migrations_are_one_numbered_line() -> None:
    script = ScriptDirectory(str(MIGRATIONS))
    versions = [revision.revision for revision in script.walk_revisions()]
    assert versions == [f"{number:04}" for number in range(len(versions), 0, -1)]
    assert script.get_current_head() == newest_version()
