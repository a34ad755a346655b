"""Who does what only one may do: the first of all processes, and only once."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.clock import Clock, utc_now
from bot.store.database import Database
from bot.store.models import ClaimRow


class Claims:
    """The claims in `database`. They outlive the process, and are forgotten after some days."""

    def __init__(self, database: Database, now: Clock = utc_now) -> None:
        self._database = database
        self._now = now

    async def claim(self, key: str) -> bool:
        """True for the one caller that may do what `key` names, False for all later ones."""
        into = sqlite.insert if self._database.dialect == "sqlite" else postgresql.insert
        claim = into(ClaimRow).values(key=key, created=self._now())
        claim = claim.on_conflict_do_nothing(index_elements=[ClaimRow.key])
        async with self._database.writing() as session:
            return await session.scalar(claim.returning(ClaimRow.key)) is not None

    async def give_back(self, key: str) -> None:
        """Lets someone claim it again: what `key` names could not be done."""
        async with self._database.writing() as session:
            await session.execute(delete(ClaimRow).where(ClaimRow.key == key))
