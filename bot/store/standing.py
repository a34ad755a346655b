"""How a server of a chat platform stands: answers given there, questions left open there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from bot.store.database import Database
from bot.store.models import AnswerRow, GapRow, RequestRow


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that the documents did not answer, and when it was asked (UTC)."""

    question: str
    asked: datetime


class Standing:
    """Counts in `database`. `server` is a place's `server_key`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def answers(self, server: str, since: datetime) -> int:
        """How many answers were given on a server since a time."""
        query = select(func.count()).where(AnswerRow.server == server, AnswerRow.created >= since)
        async with self._database.asking() as session:
            return await session.scalar(query) or 0

    async def requests(self, server: str, since: datetime) -> int:
        """How many requests of a server were let in since a time: what its limit counts."""
        query = select(func.count()).where(RequestRow.server == server, RequestRow.at >= since)
        async with self._database.asking() as session:
            return await session.scalar(query) or 0

    async def unanswered(self, within: str, limit: int) -> list[Unanswered]:
        """The newest open gaps of a server or channel (its key), newest first.

        Conversations begin with these keys. What was asked in private stays so.
        """
        query = select(GapRow.standalone, GapRow.created).where(
            GapRow.resolved_at.is_(None),
            or_(
                GapRow.conversation == within,
                GapRow.conversation.startswith(f"{within}:", autoescape=True),
            ),
            ~GapRow.conversation.contains(":private:", autoescape=True),
        )
        query = query.order_by(GapRow.created.desc(), GapRow.id.desc()).limit(limit)
        async with self._database.reading() as session:
            return [Unanswered(*row) for row in (await session.execute(query)).all()]
