"""Questions that the documents did not answer: what their owners might add next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from bot.store.clock import Clock, utc_now
from bot.store.database import Database
from bot.store.models import GapRow
from bot.types import Answer
from knowledge.types import Scope


@dataclass(frozen=True, slots=True)
class Gap:
    """An unanswered question. `topics` are the titles of the documents nearest to it."""

    id: int
    question: str
    standalone: str
    language: str
    scopes: frozenset[Scope]
    asker: str
    conversation: str
    topics: tuple[str, ...]
    created: datetime
    resolved_at: datetime | None = None


class Gaps:
    """The gaps in `database`."""

    def __init__(self, database: Database, now: Clock = utc_now) -> None:
        self._database = database
        self._now = now

    async def record(self, answer: Answer) -> None:
        """Notes the question of an answer that says "I don't know"."""
        values = {
            "created": self._now(),
            "question": answer.question.text,
            "standalone": answer.standalone,
            "language": answer.language,
            "scopes": tuple(sorted(answer.question.scopes)),
            "asker": answer.question.asker,
            "conversation": answer.question.conversation,
            "topics": answer.topics,
        }
        async with self._database.writing() as session:
            await session.execute(insert(GapRow).values(**values))

    async def open(self, limit: int) -> list[Gap]:
        """The newest `limit` gaps that nobody has settled, newest first."""
        query = select(GapRow).where(GapRow.resolved_at.is_(None))
        query = query.order_by(GapRow.created.desc(), GapRow.id.desc()).limit(limit)
        async with self._database.reading() as session:
            return [_gap(row) for row in await session.scalars(query)]

    async def resolve(self, gap: int) -> bool:
        """Notes that a gap is settled; says whether it was open."""
        change = update(GapRow).where(GapRow.id == gap, GapRow.resolved_at.is_(None))
        change = change.values(resolved_at=self._now()).returning(GapRow.id)
        async with self._database.writing() as session:
            return await session.scalar(change) is not None


def _gap(row: GapRow) -> Gap:
    return Gap(
        id=row.id,
        question=row.question,
        standalone=row.standalone,
        language=row.language,
        scopes=frozenset(row.scopes),
        asker=row.asker,
        conversation=row.conversation,
        topics=row.topics,
        created=row.created,
        resolved_at=row.resolved_at,
    )
