"""Forgetting: what was said in chat is deleted after some days, or when a server leaves.

The index is not touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Delete, delete, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from bot.store.database import Database
from bot.store.models import (
    AnswerRow,
    ClaimRow,
    ConversationRow,
    FeedbackRow,
    GapRow,
    PauseRow,
    PostRow,
    PreferenceChangeRow,
    PreferenceRow,
    RequestRow,
)

_REQUEST_DAYS = 2  # Limits look back to midnight; a day more, as clocks differ.
_CLAIM_DAYS = 7  # Much longer than any platform tells of an event again.


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each were deleted."""

    conversations: int = 0
    answers: int = 0
    gaps: int = 0
    feedback: int = 0
    posts: int = 0
    requests: int = 0
    claims: int = 0
    preferences: int = 0
    preference_changes: int = 0
    pauses: int = 0


async def expire(database: Database, days: int | None, now: datetime) -> Counts:
    """Deletes what is older than `days` days at the aware time `now`; None keeps what was said.

    An answer takes the votes on it along; a conversation goes with its last answer. Requests and
    claims only serve to count and to compare: they go after some days, whatever is kept. What is
    set stays, and so do pauses. Raises ValueError for less than one day.
    """
    if days is not None and days < 1:
        raise ValueError(f"Things are kept for at least one day, not {days}.")

    def before(most: int) -> datetime:
        return now - timedelta(days=most if days is None else min(most, days))

    deletions = {
        "requests": delete(RequestRow).where(RequestRow.at < before(_REQUEST_DAYS)),
        "claims": delete(ClaimRow).where(ClaimRow.created < before(_CLAIM_DAYS)),
    }
    if days is not None:
        deletions |= _said_before(now - timedelta(days=days))
    return await _carried_out(database, deletions)


async def forget_place(database: Database, key: str) -> Counts:
    """Deletes all that is kept of the place with this key and of the places in it.

    For a server's key that is everything asked, answered, set and counted there, when the bot was
    removed from it. Documents that only it may read stay in the index.
    """
    talks = _within(ConversationRow.id, key)
    answers = AnswerRow.conversation.in_(select(ConversationRow.id).where(talks))
    votes = FeedbackRow.answer.in_(select(AnswerRow.id).where(answers))
    deletions = {
        "feedback": delete(FeedbackRow).where(votes),
        "answers": delete(AnswerRow).where(answers),
        "conversations": delete(ConversationRow).where(talks),
        "gaps": delete(GapRow).where(_within(GapRow.conversation, key)),
        "posts": delete(PostRow).where(_within(PostRow.place, key)),
        "requests": delete(RequestRow).where(RequestRow.server == key),
        "claims": delete(ClaimRow).where(_within(ClaimRow.key, key)),
        "preferences": delete(PreferenceRow).where(_within(PreferenceRow.place, key)),
        "preference_changes": delete(PreferenceChangeRow).where(
            _within(PreferenceChangeRow.place, key)
        ),
        "pauses": delete(PauseRow).where(_within(PauseRow.place, key)),
    }
    return await _carried_out(database, deletions)


def _said_before(cutoff: datetime) -> dict[str, Delete]:
    old = AnswerRow.created < cutoff
    votes = FeedbackRow.answer.in_(select(AnswerRow.id).where(old))
    asked = exists().where(AnswerRow.conversation == ConversationRow.id)
    # The time is asked for as well, so that one in which a question is being saved now stays.
    silent = (ConversationRow.last_asked < cutoff) & ~asked
    return {
        "feedback": delete(FeedbackRow).where(votes),
        "answers": delete(AnswerRow).where(old),
        "gaps": delete(GapRow).where(GapRow.created < cutoff),
        "conversations": delete(ConversationRow).where(silent),
        "posts": delete(PostRow).where(PostRow.created < cutoff),
        "preference_changes": delete(PreferenceChangeRow).where(PreferenceChangeRow.at < cutoff),
    }


def _within(column: InstrumentedAttribute[str], key: str) -> ColumnElement[bool]:
    """Whether a column's key is this one or that of something inside: `a:1` does not hold `a:12`.

    A message's key goes on after a slash. Compared exactly: LIKE would not mind upper and lower
    case on SQLite, nor would a range keep to it under PostgreSQL's sort orders.
    """
    start = func.substr(column, 1, len(key) + 1)
    return or_(column == key, start.in_((f"{key}:", f"{key}/")))


async def _carried_out(database: Database, deletions: Mapping[str, Delete]) -> Counts:
    """Deletes in this order, all or nothing."""
    counts: dict[str, int] = {}
    async with database.writing() as session:
        connection = await session.connection()
        for name, statement in deletions.items():
            result: Any = await connection.execute(statement)
            counts[name] = result.rowcount
    return Counts(**counts)
