"""What becomes of an answer when its question changes or goes, and when people react to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import structlog

from bot.adapters.slack.incoming import (
    PLATFORM,
    channel_of,
    is_ours,
    key_of,
    person_id,
    place_of,
    place_with_key,
    raw_text,
    ts_of,
    user_of,
)
from bot.adapters.slack.posting import FAULTS, code_of, lasting
from bot.adapters.slack.targets import Handle, MessageHandle, MessageTarget
from bot.chat.bursts import joined
from bot.chat.lines import Lines
from bot.chat.participation import Decision, Move
from bot.chat.types import Person
from bot.types import BotError

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.adapters.slack.conversing import Conversing
    from bot.adapters.slack.incoming import Event, Workspace
    from bot.adapters.slack.presenting import Presenter
    from bot.adapters.slack.requesting import Came
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

    async def changed(self, client: AsyncWebClient, workspace: Workspace, event: Event) -> None:
        """Takes a `message_changed`: the answer changes with its question.

        Bots edit what they write while they write it, so their edits are left alone.
        """
        after, before = event["message"], event.get("previous_message") or {}
        channel = str(event["channel"])
        if after.get("subtype") == "tombstone":
            # It is gone, but there are replies under it.
            await self._gone(client, workspace, channel, before or after)
            return
        # A preview of a link, a reply and the like also change a message.
        if is_ours(after, workspace) or raw_text(after) == raw_text(before):
            return
        raw = {**after, "channel": channel, "channel_type": event.get("channel_type")}
        key = key_of(workspace.team, channel, str(after["ts"]))
        # Who edits twice in a row gets the answer to the last, so that must find the first at work.
        async with self._lines.at("changed", key) as line:
            came = await self._conversing.read(client, workspace, raw)
            await self._changed(came, key, line.leave)

    async def _changed(self, came: Came, key: str, begun: Callable[[], None]) -> None:
        if self._bursts.replace(came.message) or came.message.author.bot:
            return
        with self._conversing.called_back({key: came}) as ways:
            shown = await self._presenter.give_up(key)
            posts = await self._posts.by_question(key)
            if posts:
                await self._redo(came, posts, shown, {key: came.raw}, begun)
            elif key in ways:
                await self._conversing.again(ways[key], begun)

    async def deleted(self, client: AsyncWebClient, workspace: Workspace, event: Event) -> None:
        """Takes a `message_deleted`: what answers it goes, too."""
        gone = {**(event.get("previous_message") or {}), "ts": str(event["deleted_ts"])}
        await self._gone(client, workspace, str(event["channel"]), gone)

    async def _gone(
        self, client: AsyncWebClient, workspace: Workspace, channel: str, message: Event
    ) -> None:
        ts, thread = str(message["ts"]), message.get("thread_ts")
        key = key_of(workspace.team, channel, ts)
        # As the root of a thread it names itself; when it was waiting, it had no thread.
        waiting = [
            self._bursts.withdraw(f"{place_of(workspace, channel, within).key}/{ts}")
            for within in {None, thread if thread != ts else None}
        ]
        with self._conversing.called_back({} if any(waiting) else {key: None}) as ways:
            await self._conversing.drop(key)
            await self._posts.forget([key])
            shown = await self._presenter.give_up(key)
            posts = await self._posts.by_question(key)
            if any(other != key for post in posts for other in post.questions):
                raw = {**message, "ts": ts, "channel": channel}
                came = await self._conversing.read(client, workspace, raw)
                await self._redo(came, posts, shown, {key: None})
            elif posts or shown:
                await self._take_away(client, workspace, posts, shown)
            elif key in ways:
                await self._conversing.again(ways[key])

    async def reacted(self, workspace: Workspace, event: Event) -> None:
        """Takes a reaction: a thumb under an answer is a vote."""
        item = event.get("item") or {}
        vote = vote_in(str(event.get("reaction") or ""))
        if vote is None or event.get("user") == workspace.me or item.get("type") != "message":
            return
        key = key_of(workspace.team, str(item["channel"]), str(item["ts"]))
        post = await self._posts.by_message(key)
        if post is not None and post.answer is not None:
            person = Person(PLATFORM, person_id(workspace.team, str(event["user"])), "")
            await self._desk.vote(post.answer, person, vote)

    async def _redo(
        self,
        came: Came,
        posts: Sequence[Post],
        shown: Sequence[Handle] | None,
        known: Mapping[str, Event | None],
        begun: Callable[[], None] | None = None,
    ) -> None:
        """Answers again, in the messages of the answer that there is. `known` are questions."""
        post, place = posts[0], place_with_key(posts[0].place)
        found: dict[str, Event | None] = {
            key: known[key] if key in known else await _fetched(came, ts_of(key))
            for key in post.questions
        }
        left = [raw for raw in found.values() if raw is not None]
        read = [await self._conversing.read(came.client, came.workspace, raw) for raw in left]
        try:
            request = await self._request(read) if read else None
            if request is None:
                await self._take_away(came.client, came.workspace, posts, shown)
                return
            await self._presenter.present(
                replace(request, place=place, conversation=post.conversation),
                MessageTarget(
                    came.client,
                    came.workspace,
                    channel_of(place),
                    place.thread,
                    user=user_of(request.person),
                    user_team=left[-1].get("user_team") or left[-1].get("team"),
                ),
                instead_of=shown or self._handles(came.client, came.workspace, posts),
                questions=[key for key, raw in found.items() if raw is not None],
                begun=begun,
                # One that was under way is no answer yet that is worth keeping.
                stands=shown is None and post.answer is not None,
            )
        except BotError as error:
            log.info("answer_left_standing", reason=str(error))
        except FAULTS as error:
            log.warning("answer_not_changed", reason=code_of(error) or str(error))

    async def _request(self, read: Sequence[Came]) -> Request | None:
        """What messages ask for together that were answered before; None: nothing any more."""
        came = replace(read[-1], message=joined([one.message for one in read]))
        decision = await self._conversing.decided(came)
        said = came.message.text or came.message.attachments
        if decision.move is not Move.EXPLAIN and not said:
            return None
        if decision.move not in (Move.ANSWER, Move.EXPLAIN):
            # It calls nobody any more, but there is an answer, which must not be to something else.
            decision = Decision(Move.ANSWER, False, "it was answered before")
        return await self._conversing.request(came, decision)

    async def _take_away(
        self,
        client: AsyncWebClient,
        workspace: Workspace,
        posts: Sequence[Post],
        shown: Sequence[Handle] | None,
    ) -> None:
        handles = shown or self._handles(client, workspace, posts)
        for handle in handles:
            try:
                await lasting(handle.delete)
            except FAULTS as error:
                log.warning("answer_not_deleted", message=handle.key, reason=code_of(error))
        await self._posts.forget([handle.key for handle in handles])

    @staticmethod
    def _handles(
        client: AsyncWebClient, workspace: Workspace, posts: Sequence[Post]
    ) -> list[Handle]:
        return [
            MessageHandle(
                client,
                workspace.team,
                channel_of(place_with_key(post.place)),
                ts_of(post.message),
            )
            for post in posts
        ]


def vote_in(reaction: str) -> Literal[1, -1] | None:
    """The vote that a reaction is, in any skin tone; None for any other."""
    match reaction.partition("::")[0]:
        case "+1" | "thumbsup":
            return 1
        case "-1" | "thumbsdown":
            return -1
    return None


async def _fetched(came: Came, ts: str) -> dict[str, Any] | None:
    """A message of the same channel or thread, None where it is gone or cannot be read."""
    asked: dict[str, Any] = {"channel": came.channel, "inclusive": True, "limit": 1}
    thread = came.message.place.thread
    try:
        if thread is None or ts == thread:
            found = await came.client.conversations_history(**asked, latest=ts, oldest=ts)
        else:
            found = await came.client.conversations_replies(
                **asked, ts=thread, latest=ts, oldest=ts
            )
    except FAULTS as error:
        log.info("question_not_read", reason=code_of(error) or str(error))
        return None
    for message in found["messages"]:
        if str(message["ts"]) == ts:
            return {**message, "channel": came.channel}
    return None
