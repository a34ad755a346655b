"""What becomes of an answer when its question changes or goes, and when people react to it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
import structlog

from bot.adapters.discord.conversing import me_of
from bot.adapters.discord.drawing import lasting
from bot.adapters.discord.incoming import (
    PLATFORM,
    id_of,
    key_of,
    message_of,
    person_of,
    place_of,
    place_with_key,
)
from bot.adapters.discord.lines import Lines
from bot.adapters.discord.reactions import vote_in
from bot.adapters.discord.targets import Handle, MessageHandle, MessageTarget
from bot.chat.bursts import joined
from bot.chat.participation import Decision, Move
from bot.chat.types import Person
from bot.types import BotError

if TYPE_CHECKING:
    from bot.adapters.discord.conversing import Conversing
    from bot.adapters.discord.presenting import Presenter
    from bot.adapters.discord.requesting import Came
    from bot.chat.bursts import Bursts
    from bot.chat.desk import Desk, Request
    from bot.store.posts import Post, Posts

log = structlog.get_logger()


class Changes:
    """Takes what happens to messages after they came."""

    def __init__(
        self,
        *,
        desk: Desk,
        presenter: Presenter,
        conversing: Conversing,
        posts: Posts,
        bursts: Bursts,
    ) -> None:
        self._desk = desk
        self._presenter = presenter
        self._conversing = conversing
        self._posts = posts
        self._bursts = bursts
        self._lines = Lines()

    async def edited(self, client: discord.Client, raw: discord.Message) -> None:
        """Takes a message whose text may have changed: its answer changes with it.

        Bots edit what they write while they write it, so their edits are left alone.
        """
        if raw.edited_at is None or raw.author.id == me_of(client):
            return
        # Who edits twice in a row gets the answer to the last, so that must find the first at work.
        async with self._lines.at("edited", raw.id) as line:
            await self._edited(client, raw, line.leave)

    async def _edited(
        self, client: discord.Client, raw: discord.Message, begun: Callable[[], None]
    ) -> None:
        came = await self._conversing.read(client, raw)
        if self._bursts.replace(came.message) or came.message.author.bot:
            return
        key = key_of(raw.id)
        posts = await self._posts.by_question(key)
        if posts and await self._says_the_same(client, raw, posts[0]):
            return
        with self._conversing.called_back({key: came}) as ways:
            shown = await self._presenter.give_up(key)
            posts = posts or await self._posts.by_question(key)
            if posts:
                await self._redo(client, raw.channel, posts, shown, {key: raw}, begun)
            elif key in ways:
                await self._conversing.again(client, ways[key], begun)

    async def deleted(self, client: discord.Client, channel: int, ids: Collection[int]) -> None:
        """Takes messages that are gone: what answers them goes, too."""
        where = client.get_channel(channel) or client.get_partial_messageable(channel)
        place = place_of(where)
        keys = [key_of(gone) for gone in sorted(ids)]
        taken = [key for key in keys if not self._bursts.withdraw(f"{place.key}/{id_of(key)}")]
        with self._conversing.called_back(dict.fromkeys(taken)) as ways:
            for key in keys:
                if await self._posts.by_message(key) is not None:
                    await self._posts.forget([key])
                shown = await self._presenter.give_up(key)
                posts = await self._posts.by_question(key)
                if any(other not in keys for post in posts for other in post.questions):
                    await self._redo(client, where, posts, shown, dict.fromkeys(keys))
                elif posts or shown:
                    await self._take_away(client, posts, shown)
                elif key in ways:
                    await self._conversing.again(client, ways[key])

    async def reacted(self, client: discord.Client, event: discord.RawReactionActionEvent) -> None:
        """Takes a reaction: a thumb under an answer is a vote."""
        vote = vote_in(event.emoji.name)
        person = Person(PLATFORM, str(event.user_id), "")
        if event.member is not None:
            person = person_of(event.member)
        if vote is None or person.bot or event.user_id == me_of(client):
            return
        post = await self._posts.by_message(key_of(event.message_id))
        if post is not None and post.answer is not None:
            await self._desk.vote(post.answer, person, vote)

    async def _says_the_same(
        self, client: discord.Client, raw: discord.Message, post: Post
    ) -> bool:
        """Discord also reports as an edit that it shows a preview of a link."""
        stored = None if post.answer is None else await self._desk.stored(post.answer)
        if stored is None:
            return False
        text = message_of(raw, me_of(client)).text
        known = stored.answer.question.text
        return text == known or (len(post.questions) > 1 and text in known.splitlines())

    async def _redo(
        self,
        client: discord.Client,
        asked_in: Any,
        posts: Sequence[Post],
        shown: Sequence[Handle] | None,
        known: dict[str, discord.Message | None],
        begun: Callable[[], None] | None = None,
    ) -> None:
        """Answers again, in the messages of the answer that there is. `known` are questions."""
        post = posts[0]
        for key in post.questions:
            if key not in known:
                known[key] = await _fetched(asked_in, key)
        left = [message for key in post.questions if (message := known.get(key)) is not None]
        read = [await self._conversing.read(client, message) for message in left]
        try:
            request = await self._request(client, read) if read else None
        except BotError as error:
            log.info("answer_left_standing", reason=str(error))
            return
        if request is None:
            await self._take_away(client, posts, shown)
            return
        await self._presenter.present(
            replace(request, place=place_with_key(post.place), conversation=post.conversation),
            MessageTarget(_where(client, post)),
            instead_of=shown or [_handle(client, one) for one in posts],
            questions=[key_of(message.id) for message in left],
            begun=begun,
            # One that was under way is no answer yet that is worth keeping.
            stands=shown is None and post.answer is not None,
        )

    async def _request(self, client: discord.Client, read: Sequence[Came]) -> Request | None:
        """What messages ask for together that were answered before; None: nothing any more."""
        came = replace(read[-1], message=joined([one.message for one in read]))
        decision = await self._conversing.decided(client, came)
        if decision.move is not Move.EXPLAIN and not (
            came.message.text or came.message.attachments
        ):
            return None
        if decision.move not in (Move.ANSWER, Move.EXPLAIN):
            # It calls nobody any more, but there is an answer, which must not be to something else.
            decision = Decision(Move.ANSWER, False, "it was answered before")
        return await self._conversing.request(client, came, decision)

    async def _take_away(
        self, client: discord.Client, posts: Sequence[Post], shown: Sequence[Handle] | None
    ) -> None:
        handles = shown or [_handle(client, post) for post in posts]
        for handle in handles:
            try:
                await lasting(handle.delete)
            except discord.HTTPException as error:
                log.warning("answer_not_deleted", message=handle.key, reason=str(error))
        await self._posts.forget([handle.key for handle in handles])


def _where(client: discord.Client, post: Post) -> Any:
    """The channel or thread that a post stands in."""
    place = place_with_key(post.place)
    channel = int(place.thread or place.channel)
    return client.get_channel(channel) or client.get_partial_messageable(channel)


def _handle(client: discord.Client, post: Post) -> MessageHandle:
    return MessageHandle(_where(client, post), id_of(post.message))


async def _fetched(channel: Any, key: str) -> discord.Message | None:
    try:
        message: discord.Message = await channel.fetch_message(id_of(key))
    except discord.HTTPException:
        return None
    return message
