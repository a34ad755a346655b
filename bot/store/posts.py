"""Which of the bot's messages shows which answer, and to what: all by `Message.key`s."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, func, insert, or_, select

from bot.store.database import Database, upsert
from bot.store.models import PostQuestionRow, PostRow


@dataclass(frozen=True, slots=True)
class Post:
    """A message of the bot's at the key `message`, standing in the place at the key `place`.

    `questions` are the messages that it answers, several where short ones were taken together,
    none for a command. `answer` is the answer's id, None as long as there is none. `conversation`
    is what a reply goes on with, `asker` the person's key, `created` an aware time.
    """

    message: str
    place: str
    questions: tuple[str, ...]
    answer: str | None
    conversation: str
    asker: str
    created: datetime


class Posts:
    """The posts in `database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self, post: Post) -> None:
        """Keeps a post in place of what was recorded of the same message before.

        Several posts may show one answer. The time of the first record stays.
        """
        values = {
            "message": post.message,
            "place": post.place,
            "answer": post.answer,
            "conversation": post.conversation,
            "asker": post.asker,
            "created": post.created,
        }
        questions = [
            {"post": post.message, "position": position, "question": question}
            for position, question in enumerate(post.questions)
        ]
        update = ["place", "answer", "conversation", "asker"]
        earlier = delete(PostQuestionRow).where(PostQuestionRow.post == post.message)
        async with self._database.writing() as session:
            await upsert(session, PostRow, [values], update=update)
            await session.execute(earlier)
            if questions:
                await session.execute(insert(PostQuestionRow), questions)

    async def by_message(self, key: str) -> Post | None:
        """The post at this message, or None where it is none of ours (any more)."""
        found = await self._where(PostRow.message == key)
        return found[0] if found else None

    async def by_question(self, key: str) -> list[Post]:
        """The posts that answer this message, oldest first."""
        answering = select(PostQuestionRow.post).where(PostQuestionRow.question == key)
        return await self._where(PostRow.message.in_(answering))

    async def forget(self, messages: Iterable[str]) -> None:
        """Deletes what is kept of these messages of ours; unknown ones are passed over."""
        async with self._database.writing() as session:
            await session.execute(delete(PostRow).where(PostRow.message.in_(list(messages))))

    async def in_place(self, key: str) -> bool:
        """Whether there are posts in exactly this place: a channel's threads do not count."""
        async with self._database.asking() as session:
            return bool(await session.scalar(select(exists().where(PostRow.place == key))))

    async def answers_to(self, asker: str, channel: str, since: datetime) -> int:
        """How many answers a person got in a channel and its threads, by keys, after a time."""
        here = or_(
            PostRow.place == channel, PostRow.place.startswith(f"{channel}:", autoescape=True)
        )
        # Several posts may show one answer; one without an answer says why there is none.
        one = func.coalesce(PostRow.answer, PostRow.message)
        count = select(func.count(one.distinct())).where(
            PostRow.asker == asker, PostRow.created > since, here
        )
        async with self._database.asking() as session:
            return await session.scalar(count) or 0

    async def _where(self, condition: ColumnElement[bool]) -> list[Post]:
        posts = select(PostRow).where(condition).order_by(PostRow.created, PostRow.message)
        messages = select(PostRow.message).where(condition)
        asked = select(PostQuestionRow).where(PostQuestionRow.post.in_(messages))
        questions: defaultdict[str, list[str]] = defaultdict(list)
        async with self._database.reading() as session:
            rows = (await session.scalars(posts)).all()
            for row in await session.scalars(asked.order_by(PostQuestionRow.position)):
                questions[row.post].append(row.question)
        return [
            Post(
                row.message,
                row.place,
                tuple(questions[row.message]),
                row.answer,
                row.conversation,
                row.asker,
                row.created,
            )
            for row in rows
        ]
