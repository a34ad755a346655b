"""What is set at servers and channels, as plain JSON, and who set it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select

from bot.store.clock import Clock, utc_now
from bot.store.database import Database, upsert
from bot.store.models import PreferenceChangeRow, PreferenceRow


@dataclass(frozen=True, slots=True)
class Change:
    """A preference that someone changed. None, as `old` or `new`, stands for "not set"."""

    place: str
    name: str
    old: Any
    new: Any
    by: str
    at: datetime


class PreferenceLayers:
    """The preferences in `database`, by the keys of places."""

    def __init__(self, database: Database, now: Clock = utc_now) -> None:
        self._database = database
        self._now = now

    async def layers(self, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
        """What is set at each of these keys, by name; a key where nothing is set gets an empty one.

        Values are JSON: lists stand for sets.
        """
        found: dict[str, dict[str, Any]] = {key: {} for key in keys}
        query = select(PreferenceRow.place, PreferenceRow.name, PreferenceRow.value)
        query = query.where(PreferenceRow.place.in_(found)).order_by(PreferenceRow.name)
        async with self._database.asking() as session:
            for place, name, value in await session.execute(query):
                found[place][name] = value
        return found

    async def change(self, key: str, values: Mapping[str, Any], by: str) -> None:
        """Sets these values at a key, all or none; None unsets one. Keeps that `by` did it.

        What is as wished already is no change.
        """
        table = PreferenceRow
        async with self._database.writing() as session:
            query = select(table.name, table.value).where(table.place == key)
            rows = await session.execute(query.where(table.name.in_(values)).with_for_update())
            old = {row.name: row.value for row in rows}
            changed = {name: new for name, new in values.items() if old.get(name) != new}
            if not changed:
                return
            unset = [name for name, new in changed.items() if new is None]
            await session.execute(delete(table).where(table.place == key, table.name.in_(unset)))
            kept = [
                {"place": key, "name": name, "value": new}
                for name, new in changed.items()
                if new is not None
            ]
            await upsert(session, table, kept, update=["value"])
            now = self._now()
            changes = [
                {"place": key, "name": name, "old": old.get(name), "new": new, "by": by, "at": now}
                for name, new in changed.items()
            ]
            await session.execute(insert(PreferenceChangeRow), changes)

    async def changes(self, key: str, limit: int) -> list[Change]:
        """The last `limit` changes at a key, newest first."""
        table = PreferenceChangeRow
        query = select(table).where(table.place == key)
        query = query.order_by(table.at.desc(), table.id.desc()).limit(limit)
        async with self._database.reading() as session:
            return [
                Change(row.place, row.name, row.old, row.new, row.by, row.at)
                for row in await session.scalars(query)
            ]
