"""Forgetting: what was said in chat is deleted after some days. The index is not touched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select

from bot.store.database import Database
from bot.store.models import AnswerRow, ConversationRow, FeedbackRow, GapRow


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each were deleted."""

    conversations: int = 0
    answers: int = 0
    gaps: int = 0
    feedback: int = 0


async def expire(database: Database, days: int, now: datetime) -> Counts:
    """Deletes what is older than `days` days at the aware time `now`.

    An answer takes the votes on it along; a conversation goes with its last answer. Raises
    ValueError for less than one day.
    """
    if days < 1:
        raise ValueError(f"Things are kept for at least one day, not {days}.")
    cutoff = now - timedelta(days=days)
    old = AnswerRow.created < cutoff
    votes = FeedbackRow.answer.in_(select(AnswerRow.id).where(old))
    asked = exists().where(AnswerRow.conversation == ConversationRow.id)
    # The time is asked for as well, so that one in which a question is being saved now stays.
    silent = (ConversationRow.last_asked < cutoff) & ~asked
    async with database.writing() as session:
        counts = [
            len((await session.scalars(statement)).all())
            for statement in (
                delete(FeedbackRow).where(votes).returning(FeedbackRow.answer),
                delete(AnswerRow).where(old).returning(AnswerRow.id),
                delete(GapRow).where(GapRow.created < cutoff).returning(GapRow.id),
                delete(ConversationRow).where(silent).returning(ConversationRow.id),
            )
        ]
    feedback, answers, gaps, conversations = counts
    return Counts(conversations, answers, gaps, feedback)
