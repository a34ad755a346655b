"""Where an app was let in, with what the platform handed over for it: a token among it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from bot.store.database import Database, upsert
from bot.store.models import InstallationRow


class Installed:
    """The installations in `database`, by the app's id and a place's key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def save(self, app: str, place: str, data: Mapping[str, Any], at: datetime) -> None:
        """Keeps what was handed over for a place, in its earlier data's place."""
        row = {"app": app, "place": place, "within": None, "installed": at, "data": dict(data)}
        async with self._database.writing() as session:
            await upsert(session, InstallationRow, [row], update=["within", "installed", "data"])

    async def of(self, app: str, place: str) -> dict[str, Any] | None:
        """What was handed over for exactly this place, or None."""
        query = select(InstallationRow.data)
        query = query.where(InstallationRow.app == app, InstallationRow.place == place)
        async with self._database.asking() as session:
            data: dict[str, Any] | None = await session.scalar(query)
        return data

    async def serve(self, app: str, place: str, within: str, at: datetime) -> None:
        """Notes that a place is served through the installation at the one around it."""
        row = {"app": app, "place": place, "within": within, "installed": at, "data": None}
        async with self._database.writing() as session:
            await upsert(session, InstallationRow, [row])

    async def remove(self, app: str, place: str, until: datetime) -> list[str]:
        """Deletes what was installed at a place up to a time, and gives all places that it served.

        One that came later stays: the word of an end may arrive after a new beginning.
        """
        async with self._database.writing() as session:
            ours = InstallationRow.app == app
            here = delete(InstallationRow).where(
                ours, InstallationRow.place == place, InstallationRow.installed <= until
            )
            gone = list(await session.scalars(here.returning(InstallationRow.place)))
            if gone:
                inside = delete(InstallationRow).where(ours, InstallationRow.within == place)
                gone += await session.scalars(inside.returning(InstallationRow.place))
        return gone

    async def places(self, app: str) -> list[str]:
        """All places at which the app is, or which it serves through another."""
        query = select(InstallationRow.place).where(InstallationRow.app == app)
        async with self._database.asking() as session:
            return list(await session.scalars(query.order_by(InstallationRow.place)))
