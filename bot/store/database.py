"""One database, SQLite or PostgreSQL: connections, transactions, and the way to the newest schema.

A session is opened either for `reading` or for `writing`. On SQLite a writer takes its place in
the queue at once (BEGIN IMMEDIATE): one that read first and wrote later could not wait its turn.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, event, inspect, text
from sqlalchemy.connectors.asyncio import AsyncAdapt_Error
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    ProgrammingError,
)
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from bot.store.models import Base
from bot.types import BotError

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

MIGRATIONS = Path(__file__).parent / "migrations"

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgres": "postgresql+asyncpg"}
_DRIVERS |= {"postgresql": "postgresql+asyncpg"}
_LOCK_WAIT_SECONDS = 30
_CONNECT_SECONDS = 10
_MIGRATION_LOCK = 0x6578706C61  # any number that no other program uses on this database


class Database:
    """The database at `url`. Nothing is opened before the first use; `close` ends all connections.

    `url` is `sqlite:///path`, or `postgresql://user:password@host/name`. Raises `BotError` for
    any other, and at first use where the database cannot be reached.
    """

    def __init__(self, url: str) -> None:
        self._url = _with_driver(url)
        self.dialect = self._url.get_backend_name()
        self._engine = _engine(self._url)
        self._writing = self._engine.execution_options(begin="BEGIN IMMEDIATE")
        self._asking = self._engine.execution_options(begin=None)

    def __str__(self) -> str:
        return self._url.set(drivername=self.dialect).render_as_string(hide_password=True)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session that sees one state of the database and changes nothing."""
        async with self._session(self._engine) as session:
            yield session

    @asynccontextmanager
    async def asking(self) -> AsyncIterator[AsyncSession]:
        """A session for one query only, which SQLite answers sooner without a transaction."""
        async with self._session(self._asking) as session:
            yield session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A session whose changes are all kept at the end, or none of them."""
        async with self._session(self._writing) as session:
            yield session
            await session.commit()

    @asynccontextmanager
    async def _session(self, engine: AsyncEngine) -> AsyncIterator[AsyncSession]:
        async with AsyncSession(engine, expire_on_commit=False) as session:
            try:
                await session.connection()
            except Exception as error:
                # Drivers raise whatever they meet: their own errors, the system's, TypeError.
                raise BotError(f"The database {self} cannot be used: {_problem(error)}") from error
            try:
                yield session
            except (IntegrityError, ProgrammingError, DataError):
                raise  # a rule of the schema, which its caller knows, or a mistake of ours
            except DBAPIError as error:
                raise BotError(f"The database {self} cannot be used: {_problem(error)}") from error

    async def migrate(self) -> None:
        """Brings the schema to the newest version; several processes may do so at once.

        All of it is one transaction: a kill leaves the schema as it was. Raises `BotError` where
        the schema is newer than this program.
        """
        if self.dialect != "sqlite":
            async with self.writing() as session:
                # Every process would else look, see a table missing, and create it.
                lock = text("SELECT pg_advisory_xact_lock(:key)")
                await session.execute(lock, {"key": _MIGRATION_LOCK})
                await self._upgrade(session)
            return
        async with _file_lock(Path(self._url.database or "")):
            await self._use_write_ahead_log()
            async with self.writing() as session:
                await self._upgrade(session)

    async def _upgrade(self, session: AsyncSession) -> None:
        connection = await session.connection()
        current = await connection.run_sync(schema_version)
        newest = newest_version()
        if current is not None and current > newest:
            raise BotError(
                f"The database {self} was written by a newer version of Explainer (its schema is "
                f"{current}, this program knows {newest}). Install the newer version again, or "
                "set DATABASE_URL to another database."
            )
        if current != newest:
            # Alembic takes 0.2 s to import, and a database is rarely old.
            from bot.store.migrations.run import upgrade

            await connection.run_sync(upgrade, newest)

    async def _use_write_ahead_log(self) -> None:
        """Lets readers go on while one writes. The file remembers it."""
        async with self._session(self._engine.execution_options(begin=None)) as session:
            await session.execute(text("PRAGMA journal_mode=WAL"))

    async def close(self) -> None:
        """Ends all connections."""
        await self._engine.dispose()


async def upsert(
    session: AsyncSession,
    table: type[Base],
    rows: Sequence[Mapping[str, Any]],
    update: Sequence[str] = (),
) -> None:
    """Inserts `rows`; where one is there already, takes over the columns `update` only."""
    if not rows:
        return
    connection = await session.connection()
    into = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = into(table)
    keys = [column.name for column in inspect(table).primary_key]
    if update:
        values = {name: statement.excluded[name] for name in update}
        statement = statement.on_conflict_do_update(index_elements=keys, set_=values)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=keys)
    await connection.execute(statement, list(rows))


def schema_version(connection: Connection) -> str | None:
    """The version of the schema that is there, or None where there is none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def newest_version() -> str:
    """The newest version that this program knows: migrations are numbered `0001_what.py`."""
    return max(path.stem[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _with_driver(url: str) -> URL:
    """The address with the asynchronous driver for it."""
    advice = (
        "Write sqlite:///path/to/file.db or postgresql://user:password@host/name, with special "
        "characters in the password percent-encoded."
    )
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        # The original error would show the address with its password.
        raise BotError(f"DATABASE_URL is no database address. {advice}") from None
    driver = _DRIVERS.get(parsed.get_backend_name())
    if driver is None:
        raise BotError(f"DATABASE_URL names {parsed.drivername}, which is not known. {advice}")
    if driver == _DRIVERS["sqlite"] and parsed.database in (None, "", ":memory:"):
        raise BotError(f"DATABASE_URL names no file; several processes share it. {advice}")
    # libpq's name of the option, as hosting providers hand it out; asyncpg's name is shorter.
    query = {"ssl" if key == "sslmode" else key: value for key, value in parsed.query.items()}
    return parsed.set(drivername=driver, query=query)


def _engine(url: URL) -> AsyncEngine:
    if url.get_backend_name() != "sqlite":
        return create_async_engine(
            url,
            hide_parameters=True,  # questions and answers do not belong in logs
            pool_pre_ping=True,
            connect_args={"timeout": _CONNECT_SECONDS},
        )
    # Python's sqlite3 would begin transactions late and at its own choice; here we say BEGIN.
    options = {"isolation_level": None, "timeout": _LOCK_WAIT_SECONDS}
    engine = create_async_engine(url, hide_parameters=True, connect_args=options)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # `synchronous` stays FULL: files of an index are deleted once another one is live, so that
    # must not be undone by a power cut.
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    statement = connection.get_execution_options().get("begin", "BEGIN")
    if statement is not None:
        connection.exec_driver_sql(statement)


@asynccontextmanager
async def _file_lock(database: Path) -> AsyncIterator[None]:
    """Keeps other processes from changing the schema of this file; makes its folder first."""
    from filelock import AsyncFileLock, Timeout

    lock = AsyncFileLock(database.with_name(database.name + ".lock"), timeout=_LOCK_WAIT_SECONDS)
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        await lock.acquire()
    except Timeout as error:
        raise BotError(
            f"Another process has held {lock.lock_file} for {_LOCK_WAIT_SECONDS} seconds. Wait "
            "until it has updated the database, or end it, and try again."
        ) from error
    except OSError as error:
        raise BotError(
            f"The database {database} cannot be written: {error}. Choose another folder in "
            "DATABASE_URL or EXPLAINER_DATA_DIR, or give this user the right to write there."
        ) from error
    try:
        yield
    finally:
        await lock.release()


def _problem(error: Exception) -> str:
    """What is wrong, and what to do, in words for the database's owner."""
    cause: BaseException | None = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, TypeError):
        return f"DATABASE_URL has an option that its driver does not know ({cause})."
    if isinstance(cause, AsyncAdapt_Error) and cause.__cause__ is not None:
        cause = cause.__cause__
    words = str(cause).rstrip(".") or type(cause).__name__
    if isinstance(cause, sqlite3.Error):
        return f"{words}. Check that the file and its folder can be written and the disk has room."
    if isinstance(cause, OSError):
        return f"{words}. Check that it runs, and that host and port in DATABASE_URL are right."
    return f"{words}. Check user, password and database name in DATABASE_URL."
