"""What answers cost: tokens and money by who wrote them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from bot.store.database import Database
from bot.store.models import AnswerRow
from bot.types import Usage


@dataclass(frozen=True, slots=True)
class WriterUsage:
    """How many answers a writer gave, and what they used. No price set: the cost is None."""

    writer: str
    answers: int
    usage: Usage


async def usage_by_writer(
    database: Database, since: datetime, until: datetime
) -> list[WriterUsage]:
    """Sums over the answers saved from `since` up to, not including, `until`; by writer."""
    query = (
        select(
            AnswerRow.writer,
            func.count(),
            func.sum(AnswerRow.prompt_tokens),
            func.sum(AnswerRow.cached_tokens),
            func.sum(AnswerRow.completion_tokens),
            func.sum(AnswerRow.cost),
        )
        .where(AnswerRow.created >= since, AnswerRow.created < until)
        .group_by(AnswerRow.writer)
        .order_by(AnswerRow.writer)
    )
    async with database.reading() as session:
        rows = (await session.execute(query)).all()
    return [
        WriterUsage(writer, answers, Usage(prompt, cached, completion, cost))
        for writer, answers, prompt, cached, completion, cost in rows
    ]
