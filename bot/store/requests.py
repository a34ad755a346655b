"""The requests that were let in, counted over all processes, and what their answers cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ScalarSelect, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.database import Database
from bot.store.models import AnswerRow, RequestRow


class Whose(StrEnum):
    """Whose requests are counted together."""

    PERSON = "person"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `most` requests, one or more, of a person or a server after the time `after`."""

    whose: Whose
    after: datetime
    most: int


@dataclass(frozen=True, slots=True)
class Reached:
    """A cap that leaves no room. `since` is when the oldest request that fills it was let in."""

    cap: Cap
    since: datetime


class Requests:
    """The requests in `database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def admit(
        self, person: str, server: str | None, at: datetime, caps: Sequence[Cap]
    ) -> list[Reached]:
        """Lets a request in and counts it, unless caps are reached: gives those, else none.

        It looks and counts in one transaction, so that of many at once no more get in than fit.
        Without a `server` (a direct message) only the person's caps hold.
        """
        caps = [cap for cap in caps if cap.whose is Whose.PERSON or server is not None]
        async with self._database.writing() as session:
            await self._one_at_a_time(session, person, server)
            reached = await _reached(session, person, server, caps)
            if not reached:
                row = {"person": person, "server": server, "at": at}
                await session.execute(insert(RequestRow).values(row))
        return reached

    async def spent(self, server: str, since: datetime) -> float:
        """What a server's answers from `since` on cost, in US dollars by the prices set."""
        query = select(func.sum(AnswerRow.cost))
        query = query.where(AnswerRow.server == server, AnswerRow.created >= since)
        async with self._database.asking() as session:
            return await session.scalar(query) or 0.0

    async def _one_at_a_time(self, session: AsyncSession, person: str, server: str | None) -> None:
        """Has PostgreSQL, too, let in only one request of a person or server at a time."""
        if self._database.dialect == "sqlite":
            return
        # Persons first, everywhere: two that wait for each other would wait for ever.
        lock = text("SELECT pg_advisory_xact_lock(:kind, hashtext(:key))")
        await session.execute(lock, {"kind": _PERSONS, "key": person})
        if server is not None:
            await session.execute(lock, {"kind": _SERVERS, "key": server})


_PERSONS, _SERVERS = 0x65780001, 0x65780002  # any numbers that no other program locks here


async def _reached(
    session: AsyncSession, person: str, server: str | None, caps: Sequence[Cap]
) -> list[Reached]:
    if not caps:
        return []
    # One query for all: on SQLite nobody else gets in meanwhile.
    filling = [_filling(cap, person, server).label(str(i)) for i, cap in enumerate(caps)]
    times = (await session.execute(select(*filling))).one()
    return [
        Reached(cap, since) for cap, since in zip(caps, times, strict=True) if since is not None
    ]


def _filling(cap: Cap, person: str, server: str | None) -> ScalarSelect[datetime]:
    """When the last request but `most - 1` was let in: there is one where the cap is reached."""
    mine = RequestRow.person == person
    if cap.whose is Whose.SERVER:
        mine = RequestRow.server == server
    query = select(RequestRow.at).where(mine, RequestRow.at > cap.after)
    return query.order_by(RequestRow.at.desc()).offset(cap.most - 1).limit(1).scalar_subquery()
