"""From a message to its answer.

message → is it for us? → is more of it coming? → where the answer goes → the presenter
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.adapters.slack.blocks import context, page
from bot.adapters.slack.history import messages_before
from bot.adapters.slack.incoming import (
    attachments_of,
    is_direct,
    key_of,
    message_of,
    place_of,
    user_of,
)
from bot.adapters.slack.posting import FAULTS, code_of, in_words, post
from bot.adapters.slack.progress import Progress
from bot.adapters.slack.requesting import Came
from bot.adapters.slack.targets import MessageTarget
from bot.adapters.slack.writing import mrkdwn
from bot.chat.bursts import joined, not_taken
from bot.chat.coming import Coming, Way
from bot.chat.desk import Kind, Request
from bot.chat.lines import Lines
from bot.chat.participation import Decision, Move, decide
from bot.chat.preferences import Listening, Placement
from bot.chat.types import Message
from bot.phrases import Phrases
from bot.types import BotError

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.adapters.slack.incoming import Event, Workspace
    from bot.adapters.slack.pacing import Pacer
    from bot.adapters.slack.people import People
    from bot.adapters.slack.presenting import Presenter
    from bot.adapters.slack.recent import Recent
    from bot.adapters.slack.requesting import Requesting
    from bot.chat.bursts import Bursts
    from bot.chat.desk import Desk
    from bot.chat.types import Place
    from bot.store.claims import Claims
    from bot.store.pauses import Pauses
    from bot.store.posts import Posts

log = structlog.get_logger()

_ANSWERED = (Move.ANSWER, Move.EXPLAIN)


class Conversing:
    """Takes new messages."""

    def __init__(
        self,
        *,
        desk: Desk,
        presenter: Presenter,
        requesting: Requesting,
        people: People,
        recent: Recent,
        pacer: Pacer,
        posts: Posts,
        claims: Claims,
        pauses: Pauses,
        bursts: Bursts,
    ) -> None:
        self._desk = desk
        self._presenter = presenter
        self._requesting = requesting
        self._people = people
        self._recent = recent
        self._pacer = pacer
        self._posts = posts
        self._claims = claims
        self._pauses = pauses
        self._bursts = bursts
        self._lines = Lines()
        self._coming: Coming[Came] = Coming()
        self._bursting: dict[tuple[str, str], int] = {}

    async def came(self, client: AsyncWebClient, workspace: Workspace, raw: Event) -> None:
        """Takes a new message, be it as a message or as a mention."""
        key = key_of(workspace.team, str(raw["channel"]), str(raw["ts"]))
        if not self._recent.is_new(key):
            return
        way: Way[Came] = Way()
        self._coming.begin([key], way)
        try:
            await self._came(client, workspace, raw, way)
        finally:
            if not way.called_back:
                self._coming.end(way)

    def called_back(
        self, changed: Mapping[str, Came | None]
    ) -> AbstractContextManager[dict[str, Way[Came]]]:
        """See Coming.called_back. The ways are for `again`."""
        return self._coming.called_back(changed)

    async def drop(self, key: str) -> None:
        """Keeps all processes from answering a message that was deleted."""
        await self._claims.claim(key)

    async def again(self, way: Way[Came], begun: Callable[[], None] | None = None) -> None:
        """Answers what was called back as it now reads; for `begun` see Presenter.present."""
        came = way.came
        assert came is not None
        parts = dict(zip(_keys(came), came.message.parts or (came.message,), strict=True))
        for key, now in way.changed.items():
            if now is None:
                parts.pop(key, None)
            else:
                parts[key] = now.message
        if not parts:
            return
        fresh = Way(replace(came, message=joined([*parts.values()])))
        self._coming.begin([*parts], fresh)
        try:
            await self._take(fresh, begun, again=True)
        finally:
            if not fresh.called_back:
                self._coming.end(fresh)

    async def _came(
        self, client: AsyncWebClient, workspace: Workspace, raw: Event, way: Way[Came]
    ) -> None:
        async with self._lines.at("came", raw["channel"]):
            came = await self.read(client, workspace, raw)
            if came.message.ours:
                self._recent.heard(came.message)
                return
            decision = await self.decided(came)
            while way.changed:
                # It was edited or deleted already, and nothing has come of it yet.
                _, now = way.changed.popitem()
                if now is None:
                    return
                came, decision = now, await self.decided(now)
            self._recent.heard(came.message)
        if decision.move in (Move.PAUSE, Move.RESUME):
            await self._pause_or_resume(came, decision.move)
        elif decision.move is not Move.IGNORE or self._may_belong(came):
            await self._gather(came, way)

    async def read(self, client: AsyncWebClient, workspace: Workspace, raw: Event) -> Came:
        """A message, with what holds where it stands."""
        message = message_of(
            raw,
            workspace,
            await self._people.author(client, workspace, raw),
            await self._people.names(client, workspace, raw),
            attachments_of(raw, client),
        )
        preferences = await self._desk.preferences.of(message.place)
        return Came(client, workspace, raw, message, preferences)

    async def decided(self, came: Came) -> Decision:
        """What to do about a message."""
        return decide(
            came.message,
            came.preferences,
            our_thread=await self._is_our_thread(came),
            paused=await self._pauses.paused(came.message.place),
            recent=await self._before(came),
        )

    async def request(self, came: Came, decision: Decision) -> Request:
        """What a message asks for; how far a long reading is, is shown. Raises like Requesting."""
        progress = Progress(self, came)
        try:
            return await self._requesting.request(came, decision, progress.told)
        finally:
            await progress.over()

    @asynccontextmanager
    async def _in_line(self, came: Came) -> AsyncIterator[Callable[[], None]]:
        """Has answers in a thread stand in the order of their questions; gives what leaves it."""
        if came.message.place.thread is None and not came.message.place.direct:
            yield partial(_leave, [])
            return
        async with self._lines.at("answered", (came.channel, came.root)) as line:
            yield line.leave

    async def _try_to_answer(
        self, came: Came, decision: Decision, begun: Callable[[], None], way: Way[Came]
    ) -> None:
        """Answers; where that cannot be, who asked is told."""
        try:
            await self._answer(came, decision, begun, way)
        except BotError as error:
            if not way.called_back:
                await self.say(came, str(error))
        except FAULTS as error:
            log.warning("not_answered", channel=came.channel, reason=code_of(error) or str(error))
            if decision.addressed and not way.called_back:
                await self._tell_privately(came, error)

    async def _answer(
        self, came: Came, decision: Decision, begun: Callable[[], None], way: Way[Came]
    ) -> None:
        request = await self.request(came, decision)
        if way.called_back:
            return
        place, target = self.spot(came)
        await self._presenter.present(
            replace(request, place=place),
            target,
            questions=_keys(came),
            begun=begun,
        )

    def spot(self, came: Came) -> tuple[Place, MessageTarget]:
        """Where the answer to a message goes."""
        placement = came.preferences.placement
        message = came.message
        inside = message.place.thread is not None or message.place.direct
        if placement is Placement.CHANNEL and not inside:
            target = MessageTarget(came.client, came.workspace, came.channel)
            return message.place, target
        raw = came.raw
        target = MessageTarget(
            came.client,
            came.workspace,
            came.channel,
            came.root,
            user=user_of(message.author),
            user_team=raw.get("user_team") or raw.get("team"),
            broadcast=placement is Placement.BOTH and not inside,
        )
        return place_of(came.workspace, came.channel, came.root), target

    async def _is_our_thread(self, came: Came) -> bool:
        """Whether the bot answers in the thread, or it is under a message of the bot's."""
        if came.message.place.thread is None:
            return False
        if came.raw.get("parent_user_id") == came.workspace.me:
            return True
        return await self._posts.in_place(came.message.place.key)

    async def _before(self, came: Came) -> list[Message]:
        """What was said here a moment ago."""
        known = self._recent.before(came.message)
        thread = came.message.place.thread
        if not came.message.author.bot or not came.preferences.answer_bots or thread is None:
            return known
        # Bots must not go on for ever because each of our processes heard only some of it.
        said = await messages_before(came.client, came.channel, thread, came.message.id)
        here = [{**one, "channel": came.channel} for one in said[-10:]]
        return [(await self.read(came.client, came.workspace, one)).message for one in here]

    def _may_belong(self, came: Came) -> bool:
        """Whether a message that is no question by itself may belong to one."""
        message = came.message
        if not message.ordinary or message.author.bot:
            return False
        everything = came.preferences.listening is Listening.EVERYTHING
        return everything or (message.place.key, message.author.key) in self._bursting

    async def _gather(self, came: Came, way: Way[Came]) -> None:
        """Waits for what else the person says, and answers all of it at once."""
        at = (came.message.place.key, came.message.author.key)
        self._bursting[at] = self._bursting.get(at, 0) + 1
        try:
            whole = await self._bursts.gather(came.message)
        finally:
            self._bursting[at] -= 1
            if not self._bursting[at]:
                del self._bursting[at]
        if whole is None:
            return
        way.came = replace(came, message=whole)
        self._coming.begin(_keys(way.came), way)
        await self._take(way)

    async def _take(
        self, way: Way[Came], begun: Callable[[], None] | None = None, *, again: bool = False
    ) -> None:
        """Answers what has come whole; `again` says that it was taken before."""
        came = way.came
        assert came is not None
        # Nothing is waited for between the lines, or a later message could overtake this one.
        async with self._in_line(came) as leave:
            decision = await self.decided(came)
            if way.called_back or decision.move not in _ANSWERED:
                return
            # Slack tells of a message until that is acknowledged, and of a mention twice, to any
            # process.
            left = await not_taken(came.message, partial(self._claim, came))
            if left != came.message and not again:
                if left is None:
                    return
                came = replace(came, message=left)
                decision = await self.decided(came)
                if decision.move not in _ANSWERED:
                    return
            log.info("message_taken", message=came.message.id, reason=decision.reason)
            leaving = [leave] if begun is None else [begun, leave]
            await self._try_to_answer(came, decision, partial(_leave, leaving), way)

    async def _claim(self, came: Came, message: Message) -> bool:
        return await self._claims.claim(key_of(came.workspace.team, came.channel, message.id))

    async def _pause_or_resume(self, came: Came, move: Move) -> None:
        place = came.message.place
        key = key_of(came.workspace.team, came.channel, came.message.id)
        if not await self._claims.claim(key):
            return
        if move is Move.PAUSE:
            await self._pauses.pause(place.key, came.message.author.key)
        elif not await self._pauses.resume(place.key):
            await self._pauses.resume(place.channel_key)
        await self.say(came, self.phrases(came).say("paused" if move is Move.PAUSE else "resumed"))

    async def say(self, came: Came, text: str) -> str | None:
        """Says a small sentence where the message stands; gives its `ts`."""
        thread = came.message.place.thread
        if is_direct(came.raw):
            thread = came.root
        try:
            sent = await post(
                came.client,
                self._pacer,
                came.channel,
                page([context(mrkdwn(text))]),
                name=f"{came.message.key}/{text}",
                thread_ts=thread,
            )
        except FAULTS as error:
            log.warning("not_said", channel=came.channel, reason=code_of(error) or str(error))
            return None
        return sent.ts

    async def _tell_privately(self, came: Came, error: BaseException) -> None:
        """Tells who asked what is in the way: to them alone, here or in their direct messages."""
        phrases, user = self.phrases(came), user_of(came.message.author)
        reason = in_words(error, phrases, came.workspace.name)
        said = phrases.say("slack-answer-not-taken")
        if reason is not None:
            where = f"#{await self._name(came)}"
            said = phrases.say("slack-cannot-answer", channel=where, reason=reason)
        shown = page([context(mrkdwn(said))])
        try:
            await came.client.chat_postEphemeral(
                channel=came.channel, user=user, text=shown.text, blocks=list(shown.blocks)
            )
        except FAULTS as failed:
            log.info("not_told_there", reason=code_of(failed) or str(failed))
        else:
            return
        try:
            name = f"{came.message.key}/told"
            await post(came.client, self._pacer, user, shown, name=name)
        except FAULTS as failed:
            log.warning("not_told", reason=code_of(failed) or str(failed))

    async def _name(self, came: Came) -> str:
        try:
            found = await came.client.conversations_info(channel=came.channel)
            return str(found["channel"].get("name") or "…")
        except FAULTS:
            return "…"

    def phrases(self, came: Came) -> Phrases:
        """The phrases in the language of a message."""
        message = came.message
        request = Request(message.key, Kind.ANSWER, message.text, message.place, message.author)
        return Phrases(self._desk.language_of(request, came.preferences))


def _keys(came: Came) -> list[str]:
    """The keys of the messages that it is made of."""
    message = came.message
    return [
        key_of(came.workspace.team, came.channel, one) for one in message.merged or (message.id,)
    ]


def _leave(lines: list[Callable[[], None]]) -> None:
    for leave in lines:
        leave()
