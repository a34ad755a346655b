"""What people think of answers: one vote per person and answer, and the last one counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.store.clock import Clock, utc_now
from bot.store.database import Database, upsert
from bot.store.models import FeedbackRow


@dataclass(frozen=True, slots=True)
class Vote:
    """One person's word on one answer: 1 for helpful, -1 for not."""

    answer: str
    person: str
    vote: int
    comment: str | None
    created: datetime


class Feedback:
    """The votes in `database`."""

    def __init__(self, database: Database, now: Clock = utc_now) -> None:
        self._database = database
        self._now = now

    async def give(
        self, answer: str, person: str, vote: Literal[1, -1], comment: str | None = None
    ) -> bool:
        """Keeps a vote in place of the person's earlier one.

        Says whether that was possible: the answer may be gone, since answers are kept for a time.
        """
        ballot = {
            "answer": answer,
            "person": person,
            "vote": vote,
            "comment": comment,
            "created": self._now(),
        }
        try:
            async with self._database.writing() as session:
                update = ["vote", "comment", "created"]
                await upsert(session, FeedbackRow, [ballot], update=update)
        except IntegrityError:
            return False
        return True

    async def of(self, answer: str) -> list[Vote]:
        """The votes on an answer, oldest first."""
        query = select(FeedbackRow).where(FeedbackRow.answer == answer)
        query = query.order_by(FeedbackRow.created, FeedbackRow.person)
        async with self._database.reading() as session:
            return [
                Vote(row.answer, row.person, row.vote, row.comment, row.created)
                for row in await session.scalars(query)
            ]
