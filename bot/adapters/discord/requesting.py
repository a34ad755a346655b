"""What a person wants by a message: an answer, an explanation, a discussion summarized."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import discord

from bot.adapters.discord.discussions import channel_at, check
from bot.adapters.discord.incoming import (
    attachments_of,
    heard_before,
    key_of,
    read_discussion,
    text_of,
)
from bot.chat.desk import Kind, Request
from bot.chat.participation import Decision, Move
from bot.chat.recaps import recap_of
from bot.chat.summarizing import ChannelWanted, StoryWanted, ThreadWanted
from bot.phrases import LANGUAGES, Phrases
from bot.types import Heard
from knowledge.language import detect

if TYPE_CHECKING:
    from bot.chat.preferences import Preferences
    from bot.chat.types import Message
    from bot.store.posts import Posts


@dataclass(frozen=True, slots=True)
class Came:
    """A message as Discord gives it and as it is read, and what holds where it stands."""

    raw: discord.Message
    message: Message
    preferences: Preferences


class Requesting:
    """Makes requests of messages."""

    def __init__(
        self,
        posts: Posts,
        discussion_messages: int,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`discussion_messages` is how many messages of a discussion are read; `now` is aware."""
        self._posts = posts
        self._discussion_messages = discussion_messages
        self._now = now

    async def request(
        self, came: Came, decision: Decision, me: int, phrases: Phrases, *, content: bool
    ) -> Request:
        """What a message asks for; `content` says whether what people write can be read.

        Raises BotError, in words of `phrases`, where a discussion may not be read, and
        discord.HTTPException where it cannot be.
        """
        message = came.message
        request = Request(
            key=key_of(int(message.id)),
            kind=Kind.ANSWER,
            text=message.text,
            place=message.place,
            person=message.author,
            addressed=decision.addressed,
            attachments=message.attachments,
        )
        if decision.move is Move.EXPLAIN:
            return await self._explanation(came, request, me)
        wanted = recap_of(message, self._now()) if decision.addressed else None
        if isinstance(wanted, StoryWanted):
            # These words are all that tells the asker's language.
            locale = detect(message.text, LANGUAGES) or message.author.locale
            person = replace(message.author, locale=locale)
            return replace(request, kind=Kind.SUMMARY, text="", person=person)
        if isinstance(wanted, (ThreadWanted, ChannelWanted)):
            here: Any = came.raw.channel
            channel = here if isinstance(wanted, ThreadWanted) else channel_at(here)
            check(phrases, channel, came.raw.author, content=content)
            since = wanted.since if isinstance(wanted, ChannelWanted) else None
            discussion = await read_discussion(
                channel, since, self._discussion_messages, before=came.raw
            )
            return replace(request, kind=Kind.DISCUSSION, discussion=discussion)
        if message.place.thread is not None:
            request = replace(request, heard=await heard_before(came.raw, me))
        if message.replies_to is not None:
            request = await self._going_on(came, request, message.replies_to, me)
        return request

    async def _going_on(self, came: Came, request: Request, replies_to: str, me: int) -> Request:
        """A reply: to an answer it goes on with that, to others' words it is about those."""
        post = await self._posts.by_message(key_of(int(replies_to)))
        if post is not None:
            return replace(request, conversation=post.conversation)
        said = await _replied_to(came.raw)
        if said is None or said.author.id == me:
            return request
        heard = Heard(said.author.display_name, text_of(said, me))
        return replace(request, heard=(*request.heard, heard))

    async def _explanation(self, came: Came, request: Request, me: int) -> Request:
        """A mention without words: of a message where it replies to one, else of its thread."""
        said = await _replied_to(came.raw)
        if said is not None:
            text, files = text_of(said, me), attachments_of(said)
            return replace(request, kind=Kind.EXPLANATION, text=text, attachments=files)
        if came.message.place.thread is None:
            return request
        discussion = await read_discussion(
            came.raw.channel, None, self._discussion_messages, before=came.raw
        )
        return replace(request, kind=Kind.DISCUSSION, discussion=discussion, explain=True)


async def _replied_to(raw: discord.Message) -> discord.Message | None:
    """The message that a reply answers, None where there is none (any more)."""
    reference = raw.reference
    if raw.type is not discord.MessageType.reply or reference is None:
        return None
    known = reference.resolved or reference.cached_message
    if isinstance(known, discord.Message):
        return known
    if reference.message_id is None or isinstance(known, discord.DeletedReferencedMessage):
        return None
    try:
        return await raw.channel.fetch_message(reference.message_id)
    except discord.HTTPException:
        return None
