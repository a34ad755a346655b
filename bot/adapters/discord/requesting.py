"""What a person wants by a message: to have a question answered, a message or thread explained."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import discord

from bot.adapters.discord.incoming import (
    attachments_of,
    heard_before,
    key_of,
    read_discussion,
    text_of,
)
from bot.chat.desk import Kind, Request
from bot.chat.participation import Decision, Move
from bot.types import Heard

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

    def __init__(self, posts: Posts, discussion_messages: int) -> None:
        """`discussion_messages` is how many messages of a thread are read to explain it."""
        self._posts = posts
        self._discussion_messages = discussion_messages

    async def request(self, came: Came, decision: Decision, me: int) -> Request:
        """What a message asks for. Raises discord.HTTPException where a thread cannot be read."""
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
