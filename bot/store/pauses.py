"""Where the bot was told to keep silent until it is told to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, exists, select

from bot.store.clock import Clock, utc_now
from bot.store.database import Database, upsert
from bot.store.models import PauseRow

if TYPE_CHECKING:
    from bot.chat.types import Place


class Pauses:
    """The pauses in `database`, by the keys of channels and threads."""

    def __init__(self, database: Database, now: Clock = utc_now) -> None:
        self._database = database
        self._now = now

    async def pause(self, key: str, by: str) -> None:
        """Begins a pause at the place with this key; a pause that is on stays as it is."""
        async with self._database.writing() as session:
            row = {"place": key, "by": by, "created": self._now()}
            await upsert(session, PauseRow, [row])

    async def resume(self, key: str) -> bool:
        """Ends the pause at exactly this place; says whether there was one."""
        end = delete(PauseRow).where(PauseRow.place == key).returning(PauseRow.place)
        async with self._database.writing() as session:
            return await session.scalar(end) is not None

    async def paused(self, place: Place) -> bool:
        """Whether there is a pause here, or for a thread in its channel."""
        here = PauseRow.place.in_({place.key, place.channel_key})
        async with self._database.asking() as session:
            return bool(await session.scalar(select(exists().where(here))))
