"""What is kept of installed apps, on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.store.database import Database
from bot.store.installations import Installed

NOON = datetime(2025, 1, 27, 12, tzinfo=UTC)


async def test_a_place_has_its_newest_installation_and_apps_do_not_share(
    database: Database,
) -> None:
    installed = Installed(database)
    await installed.save("app", "slack:T1", {"token": "old"}, NOON)
    await installed.save("app", "slack:T1", {"token": "new"}, NOON)

    assert await installed.of("app", "slack:T1") == {"token": "new"}
    assert await installed.of("other app", "slack:T1") is None
    assert await installed.of("app", "slack:T12") is None


async def test_an_organization_takes_the_places_along_that_it_served(database: Database) -> None:
    installed = Installed(database)
    await installed.save("app", "slack:E1", {"token": "x"}, NOON)
    await installed.save("app", "slack:T9", {"token": "y"}, NOON)
    await installed.serve("app", "slack:T1", "slack:E1", NOON)
    await installed.serve("app", "slack:T1", "slack:E1", NOON)

    assert await installed.of("app", "slack:T1") is None
    assert await installed.remove("app", "slack:E1", NOON) == ["slack:E1", "slack:T1"]
    assert await installed.places("app") == ["slack:T9"]


async def test_a_place_that_is_served_keeps_an_installation_of_its_own(database: Database) -> None:
    installed = Installed(database)
    await installed.save("app", "slack:T1", {"token": "own"}, NOON)
    await installed.serve("app", "slack:T1", "slack:E1", NOON)

    assert await installed.of("app", "slack:T1") == {"token": "own"}


async def test_what_was_installed_after_the_end_stays(database: Database) -> None:
    installed = Installed(database)
    await installed.save("app", "slack:T1", {"token": "x"}, NOON)

    assert await installed.remove("app", "slack:T1", NOON - timedelta(seconds=1)) == []
    assert await installed.places("app") == ["slack:T1"]
