from __future__ import annotations

import asyncio
import socket
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import StatementError

from bot.store.answers import Answers
from bot.store.database import Database
from bot.store.models import ConversationRow
from bot.types import BotError

from .making import NOON, an_answer

WRITER = """
import asyncio, sys
from datetime import UTC, datetime
from sqlalchemy import func, insert, select
from bot.store.database import Database
from bot.store.models import ConversationRow

async def main(url, name):
    database = Database(url)
    for number in range(50):
        async with database.writing() as session:
            # Reads before it writes: the order in which two writers could trip over each other.
            await session.scalar(select(func.count()).select_from(ConversationRow))
            now = datetime.now(UTC)
            row = {"id": f"{name}-{number}", "created": now, "last_asked": now}
            await session.execute(insert(ConversationRow).values(**row))
    await database.close()

asyncio.run(main(*sys.argv[1:]))
"""


async def run_python(code: str, *arguments: str) -> None:
    """Runs code in a process of its own; fails with what it printed where it fails."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, *arguments, stderr=asyncio.subprocess.PIPE
    )
    _, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()


async def conversations(database: Database) -> int:
    async with database.reading() as session:
        return await session.scalar(select(func.count()).select_from(ConversationRow)) or 0


def a_row(name: str, time: datetime = NOON) -> dict[str, object]:
    return {"id": name, "created": time, "last_asked": time}


async def test_two_processes_that_write_at_once_both_succeed(
    database_url: str, database: Database
) -> None:
    await asyncio.gather(*(run_python(WRITER, database_url, name) for name in ("a", "b")))
    assert await conversations(database) == 100


async def test_what_fails_half_way_leaves_nothing_behind(database: Database) -> None:
    with suppress(ZeroDivisionError):
        async with database.writing() as session:
            await session.execute(insert(ConversationRow).values(a_row("half")))
            raise ZeroDivisionError
    assert await conversations(database) == 0


async def test_a_writer_that_is_cancelled_stands_in_nobodys_way(database: Database) -> None:
    written = asyncio.Event()

    async def write_and_dawdle() -> None:
        async with database.writing() as session:
            await session.execute(insert(ConversationRow).values(a_row("late")))
            written.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(write_and_dawdle())
    await written.wait()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    async with asyncio.timeout(5), database.writing() as session:
        await session.execute(insert(ConversationRow).values(a_row("next")))
    assert await conversations(database) == 1


async def test_one_who_reads_does_not_wait_for_one_who_writes(database: Database) -> None:
    async with database.writing() as session:
        await session.execute(insert(ConversationRow).values(a_row("new")))
        async with asyncio.timeout(5):
            assert await conversations(database) == 0
    assert await conversations(database) == 1


async def test_times_come_back_in_utc_whatever_zone_they_had(database: Database) -> None:
    there = timezone(timedelta(hours=-7))
    given = datetime(2026, 3, 1, 20, 30, 15, 123456, tzinfo=there)
    async with database.writing() as session:
        await session.execute(insert(ConversationRow).values(a_row("c", given)))
    async with database.reading() as session:
        kept = await session.scalar(select(ConversationRow.created))
    assert kept == given
    assert kept.tzinfo is UTC


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(StatementError, match="no time zone"):
        async with database.writing() as session:
            await session.execute(insert(ConversationRow).values(a_row("c", naive)))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "explainer.db",
        "mysql://me:hush@localhost/x",
        "postgresql://me:hush@localhost:port/x",
        "sqlite://",
        "sqlite:///:memory:",
    ],
)
def test_an_address_that_is_not_understood_is_refused_with_one_that_is(url: str) -> None:
    with pytest.raises(BotError, match="sqlite:///") as caught:
        Database(url)
    assert "hush" not in "".join(traceback.format_exception(caught.value))


async def test_a_server_that_cannot_be_reached_is_named_without_its_password() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # bound but not listening: connections are refused
        database = Database(f"postgres://me:hush@127.0.0.1:{unused.getsockname()[1]}/chat")
        with pytest.raises(BotError, match="host and port") as caught:
            await database.migrate()
        await database.close()
    assert "postgresql://me:***@127.0.0.1" in str(caught.value)
    assert "hush" not in "".join(traceback.format_exception(caught.value))


def guarded(address: Callable[[str], str], password: str, database: str = "template") -> str:
    return address(database).replace("postgres:@", f"guarded:{password}@")


async def test_a_wrong_password_is_said_and_not_shown(
    postgresql_server: Callable[[str], str],
) -> None:
    database = Database(guarded(postgresql_server, "hush"))
    with pytest.raises(BotError, match="password authentication failed") as caught:
        await Answers(database).recent(1)
    await database.close()
    assert "hush" not in "".join(traceback.format_exception(caught.value))


async def test_a_password_may_hold_any_character_and_providers_options_are_understood(
    postgresql_server: Callable[[str], str],
) -> None:
    database = Database(guarded(postgresql_server, "open%2Fsesame") + "&sslmode=prefer")
    assert await Answers(database).recent(1) == []
    await database.close()


async def test_a_database_that_does_not_exist_is_said(
    postgresql_server: Callable[[str], str],
) -> None:
    database = Database(guarded(postgresql_server, "open%2Fsesame", "nowhere"))
    with pytest.raises(BotError, match='"nowhere" does not exist'):
        await database.migrate()
    await database.close()


async def test_an_option_that_is_not_known_is_said(
    postgresql_server: Callable[[str], str],
) -> None:
    database = Database(postgresql_server("template") + "&colour=red")
    with pytest.raises(BotError, match="colour"):
        await database.migrate()
    await database.close()


async def test_the_folder_of_a_new_file_is_made(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/a/b/explainer.db")
    await database.migrate()
    await Answers(database).save(an_answer())
    assert len(await Answers(database).recent(1)) == 1
    await database.close()


async def test_a_file_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where a folder should be")
    database = Database(f"sqlite:///{tmp_path}/taken/explainer.db")
    with pytest.raises(BotError, match="taken"):
        await database.migrate()
    await database.close()


async def test_a_file_that_is_no_database_is_said_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("dear diary, " * 100)
    database = Database(f"sqlite:///{path}")
    with pytest.raises(BotError, match="not a database"):
        await database.migrate()
    await database.close()
    assert path.read_text() == "dear diary, " * 100
