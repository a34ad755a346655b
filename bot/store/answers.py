"""Answers that were given, whole enough to be shown again after a restart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from bot.store.clock import Clock, utc_now
from bot.store.database import Database, upsert
from bot.store.models import AnswerRow, ConversationRow, UsedPassage
from bot.types import Answer, Outcome, Question, Usage


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer as it was given, with its question.

    `answer.hits` is empty: of what was found, only `passages` is kept, since texts belong to the
    index. Of the question, what was heard before it and what came with it is not kept. `created`
    is when it was saved, in UTC; `follow_ups` are the questions that were suggested after it.
    """

    answer: Answer
    passages: tuple[UsedPassage, ...]
    created: datetime
    follow_ups: tuple[str, ...] = ()

    @property
    def cited(self) -> tuple[str, ...]:
        """The ids of the passages that the sentences cite, each once.

        They stand in the index `answer.generation`; those that the live one does not hold are
        gone, and with them what the answer rests on.
        """
        citations = (cited for sentence in self.answer.sentences for cited in sentence.citations)
        return tuple(dict.fromkeys(citation.passage for citation in citations))


class Answers:
    """The answers in `database`."""

    def __init__(self, database: Database, now: Clock = utc_now) -> None:
        self._database = database
        self._now = now

    async def save(self, answer: Answer) -> None:
        """Keeps an answer. Saving one again changes nothing."""
        now = self._now()
        place = {"id": answer.question.conversation, "created": now, "last_asked": now}
        async with self._database.writing() as session:
            await upsert(session, ConversationRow, [place], update=["last_asked"])
            await upsert(session, AnswerRow, [_values(answer, now)])

    async def suggest(self, answer_id: str, questions: Iterable[str]) -> None:
        """Keeps what was suggested after an answer, in place of what was suggested before.

        An answer that is not kept (any more) is passed over.
        """
        change = update(AnswerRow).where(AnswerRow.id == answer_id)
        async with self._database.writing() as session:
            await session.execute(change.values(follow_ups=tuple(questions)))

    async def get(self, answer_id: str) -> StoredAnswer | None:
        """The answer with this id, or None where it is not kept (any more)."""
        async with self._database.reading() as session:
            row = await session.get(AnswerRow, answer_id)
        return None if row is None else _stored(row)

    async def history(self, conversation: str, limit: int) -> list[StoredAnswer]:
        """The last `limit` answers of a conversation, oldest first; small talk is left out."""
        query = select(AnswerRow).where(
            AnswerRow.conversation == conversation,
            AnswerRow.outcome != Outcome.SMALL_TALK.value,
        )
        query = query.order_by(AnswerRow.created.desc(), AnswerRow.id.desc()).limit(limit)
        async with self._database.reading() as session:
            return _all(reversed((await session.scalars(query)).all()))

    async def recent(self, limit: int) -> list[StoredAnswer]:
        """The last `limit` answers of all conversations, newest first."""
        query = select(AnswerRow).order_by(AnswerRow.created.desc(), AnswerRow.id.desc())
        async with self._database.reading() as session:
            return _all(await session.scalars(query.limit(limit)))

    async def recent_of(self, asker: str, limit: int) -> list[StoredAnswer]:
        """The last `limit` answers to one person, newest first; small talk is left out."""
        query = select(AnswerRow).where(
            AnswerRow.asker == asker, AnswerRow.outcome != Outcome.SMALL_TALK.value
        )
        query = query.order_by(AnswerRow.created.desc(), AnswerRow.id.desc()).limit(limit)
        async with self._database.reading() as session:
            return _all(await session.scalars(query))


def server_of(conversation: str) -> str:
    """The key of the server that a conversation belongs to: its id begins with platform:server."""
    return ":".join(conversation.split(":", 2)[:2])


def _all(rows: Iterable[AnswerRow]) -> list[StoredAnswer]:
    return [_stored(row) for row in rows]


def _values(answer: Answer, now: datetime) -> dict[str, object]:
    return {
        "id": answer.id,
        "conversation": answer.question.conversation,
        "server": server_of(answer.question.conversation),
        "created": now,
        "asker": answer.question.asker,
        "question": answer.question.text,
        "standalone": answer.standalone,
        "scopes": tuple(sorted(answer.question.scopes)),
        "asked_language": answer.question.language,
        "locale": answer.question.locale,
        "language": answer.language,
        "outcome": answer.outcome.value,
        "text": answer.text,
        "sentences": answer.sentences,
        "sources": answer.sources,
        "notices": answer.notices,
        "topics": answer.topics,
        "passages": tuple(
            UsedPassage(
                id=hit.passage.id,
                document=hit.passage.document.id,
                # NumPy's numbers, where they come in, are no JSON.
                score=float(hit.score),
                similarity=float(hit.similarity),
            )
            for hit in answer.hits
        ),
        "generation": answer.generation,
        "writer": answer.writer,
        "prompt_version": answer.prompt_version,
        "prompt_tokens": answer.usage.prompt_tokens,
        "cached_tokens": answer.usage.cached_tokens,
        "completion_tokens": answer.usage.completion_tokens,
        "cost": answer.usage.cost,
        "dropped_sentences": answer.dropped_sentences,
        "seconds_to_first": answer.seconds_to_first,
        "seconds": answer.seconds,
    }


def _stored(row: AnswerRow) -> StoredAnswer:
    question = Question(
        text=row.question,
        asker=row.asker,
        conversation=row.conversation,
        scopes=frozenset(row.scopes),
        language=row.asked_language,
        locale=row.locale,
    )
    answer = Answer(
        id=row.id,
        question=question,
        standalone=row.standalone,
        language=row.language,
        outcome=Outcome(row.outcome),
        sentences=row.sentences,
        sources=row.sources,
        notices=row.notices,
        topics=row.topics,
        writer=row.writer,
        prompt_version=row.prompt_version,
        usage=Usage(row.prompt_tokens, row.cached_tokens, row.completion_tokens, row.cost),
        generation=row.generation,
        dropped_sentences=row.dropped_sentences,
        seconds_to_first=row.seconds_to_first,
        seconds=row.seconds,
    )
    return StoredAnswer(answer, row.passages, row.created, row.follow_ups)
