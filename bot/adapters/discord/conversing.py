"""From a message to its answer.

message → is it for us? → is more of it coming? → where the answer goes → the presenter
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, AsyncExitStack
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import discord
import structlog

from bot.adapters.discord.coming import Coming, Way, parts_of
from bot.adapters.discord.incoming import key_of, message_of
from bot.adapters.discord.lines import Lines
from bot.adapters.discord.permissions import phrase_for
from bot.adapters.discord.placing import Spot, may_read, missing_to_speak, spot_for
from bot.adapters.discord.requesting import Came, Requesting
from bot.adapters.discord.targets import NOBODY
from bot.chat.bots import AnsweredBots
from bot.chat.bursts import joined, not_taken
from bot.chat.desk import Kind, Request
from bot.chat.participation import Decision, Move, decide
from bot.chat.preferences import Listening, Placement
from bot.chat.types import Message
from bot.phrases import Phrases
from bot.types import BotError

if TYPE_CHECKING:
    from bot.adapters.discord.presenting import Presenter
    from bot.chat.bursts import Bursts
    from bot.chat.desk import Desk
    from bot.store.claims import Claims
    from bot.store.pauses import Pauses
    from bot.store.posts import Posts

log = structlog.get_logger()

_RECENT = 10
_ANSWERED = (Move.ANSWER, Move.EXPLAIN)


@dataclass(slots=True)
class _Pieces:
    """What a person says in a row: how many of the messages wait, and all as Discord gives them."""

    waiting: int = 0
    raws: dict[str, discord.Message] = field(default_factory=dict)


class Conversing:
    """Takes new messages."""

    def __init__(
        self,
        *,
        desk: Desk,
        presenter: Presenter,
        requesting: Requesting,
        posts: Posts,
        claims: Claims,
        pauses: Pauses,
        bursts: Bursts,
    ) -> None:
        self._desk = desk
        self._presenter = presenter
        self._requesting = requesting
        self._posts = posts
        self._claims = claims
        self._pauses = pauses
        self._bursts = bursts
        self._lines = Lines()
        self._bursting: dict[tuple[str, str], _Pieces] = {}
        self._coming = Coming()
        self._bots = AnsweredBots(posts)

    async def came(self, client: discord.Client, raw: discord.Message) -> None:
        """Takes a new message."""
        way = Way()
        self._coming.begin([key_of(raw.id)], way)
        try:
            await self._came(client, raw, way)
        finally:
            if not way.called_back:
                self._coming.end(way)

    def called_back(
        self, changed: Mapping[str, Came | None]
    ) -> AbstractContextManager[dict[str, Way]]:
        """See Coming.called_back. The ways are for `again`."""
        return self._coming.called_back(changed)

    async def again(
        self, client: discord.Client, way: Way, begun: Callable[[], None] | None = None
    ) -> None:
        """Answers what was called back as it now reads."""
        changed = way.changed.values()
        came = way.came or next((one for one in changed if one is not None), None)
        if came is None:
            return
        parts = {key_of(int(part.id)): part for part in came.message.parts or (came.message,)}
        raws = dict(way.raws)
        for key, now in way.changed.items():
            if now is None:
                parts.pop(key, None)
            else:
                parts[key], raws[key] = now.message, now.raw
        if not parts:
            return
        whole = joined([*parts.values()])
        fresh = Way(replace(came, raw=raws[key_of(int(whole.id))], message=whole), raws)
        self._coming.begin([*parts], fresh)
        try:
            await self._take(client, fresh, begun, again=True)
        finally:
            if not fresh.called_back:
                self._coming.end(fresh)

    async def _came(self, client: discord.Client, raw: discord.Message, way: Way) -> None:
        async with self._lines.at("came", raw.channel.id):
            came = await self.read(client, raw)
            if came.message.ours:
                return
            self._bots.heard(came.message, came.preferences)
            decision = await self.decided(client, came)
        if decision.move in (Move.PAUSE, Move.RESUME):
            await self._pause_or_resume(came, decision.move)
        elif decision.move is not Move.IGNORE or self._may_belong(came):
            await self._gather(client, came, way)

    async def read(self, client: discord.Client, raw: discord.Message) -> Came:
        """A message, with what holds where it stands."""
        if isinstance(raw.channel, discord.PartialMessageable) and raw.guild is not None:
            # A thread that was archived until now: its channel must be known.
            whole: Any = await client.fetch_channel(raw.channel.id)
            raw.channel = whole
        message = message_of(raw, me_of(client))
        return Came(raw, message, await self._desk.preferences.of(message.place))

    async def decided(self, client: discord.Client, came: Came) -> Decision:
        """What to do about a message."""
        return decide(
            came.message,
            came.preferences,
            our_thread=await self._is_our_thread(client, came),
            paused=await self._pauses.paused(came.message.place),
            recent=_recent(client, came.raw),
            answered=await self._bots.answered(came.message, came.preferences),
        )

    async def request(self, client: discord.Client, came: Came, decision: Decision) -> Request:
        """What a message asks for; see Requesting."""
        content = client.intents.message_content
        return await self._requesting.request(
            came, decision, me_of(client), self._phrases(came), content=content
        )

    async def answer(
        self,
        client: discord.Client,
        came: Came,
        decision: Decision,
        begun: Callable[[], None] | None = None,
        way: Way | None = None,
    ) -> None:
        """Answers a message that is to be answered; for `begun` see Presenter.present.

        One that is on its `way` is dropped where it is called back before it is presented.
        """
        missing = missing_to_speak(came.raw.channel, came.preferences)
        if missing is not None:
            await self._tell_privately(came, missing)
            return
        of_thread = decision.move is Move.EXPLAIN and came.message.replies_to is None
        if of_thread and not may_read(came.raw.channel):
            # Discord does not refuse what was said there, it shows none of it.
            await self._say(came, self._phrases(came).say("discussion-forbidden"))
            return
        async with AsyncExitStack() as stack:
            if not decision.addressed:
                await _type_meanwhile(stack, came.raw.channel)
            try:
                request = await self.request(client, came, decision)
            except BotError as error:
                await self._say(came, str(error))
                return
            spot = await self._spot(came, request)
            if way is not None and way.called_back:
                return
            await self._presenter.present(
                replace(request, place=spot.place),
                spot.target,
                questions=parts_of(came),
                begun=begun,
            )
        if spot.missing is not None:
            await self._tell_in_place(came, spot.missing)

    async def _is_our_thread(self, client: discord.Client, came: Came) -> bool:
        """Whether the bot began the thread, or answers in this post of a forum."""
        channel = came.raw.channel
        if not isinstance(channel, discord.Thread):
            return False
        if channel.owner_id == me_of(client):
            return True
        if not isinstance(channel.parent, discord.ForumChannel):
            return False
        everything = came.preferences.listening is Listening.EVERYTHING
        return everything or await self._posts.in_place(came.message.place.key)

    def _may_belong(self, came: Came) -> bool:
        """Whether a message that is no question by itself may belong to one."""
        message = came.message
        if not message.ordinary or message.author.bot:
            return False
        everything = came.preferences.listening is Listening.EVERYTHING
        return everything or (message.place.key, message.author.key) in self._bursting

    async def _gather(self, client: discord.Client, came: Came, way: Way) -> None:
        """Waits for what else the person says, and answers all of it at once."""
        if way.called_back:
            return
        at = (came.message.place.key, came.message.author.key)
        pieces = self._bursting.setdefault(at, _Pieces())
        pieces.waiting += 1
        pieces.raws[key_of(came.raw.id)] = came.raw
        try:
            whole = await self._bursts.gather(came.message)
        finally:
            pieces.waiting -= 1
            if not pieces.waiting:
                del self._bursting[at]
        if whole is None:
            return
        # The last of them may have been deleted: then the one before stands for all.
        came = replace(came, raw=pieces.raws[key_of(int(whole.id))], message=whole)
        way.came, way.raws = came, {key: pieces.raws[key] for key in parts_of(came)}
        self._coming.begin(parts_of(came), way)
        if whole.place.thread is None and not whole.place.direct:
            await self._take(client, way)
            return
        # Here answers stand in the order of their questions.
        async with self._lines.at("answered", came.raw.channel.id) as line:
            await self._take(client, way, line.leave)

    async def _take(
        self,
        client: discord.Client,
        way: Way,
        begun: Callable[[], None] | None = None,
        *,
        again: bool = False,
    ) -> None:
        """Answers what has come whole; `again` says that it was taken before."""
        came = way.came
        assert came is not None
        decision = await self.decided(client, came)
        if way.called_back or decision.move not in _ANSWERED:
            return
        # After a connection that broke, Discord may tell of a message twice.
        left = await not_taken(came.message, self._claim)
        if left != came.message and not again:
            if left is None:
                return
            came = replace(came, raw=way.raws[key_of(int(left.id))], message=left)
            decision = await self.decided(client, came)
            if decision.move not in _ANSWERED:
                return
        log.info("message_taken", message=came.message.id, reason=decision.reason)
        await self.answer(client, came, decision, begun, way)

    async def _claim(self, message: Message) -> bool:
        return await self._claims.claim(key_of(int(message.id)))

    async def _spot(self, came: Came, request: Request) -> Spot:
        """Where the answer goes: beside the message where it replies to one or says nothing."""
        preferences = came.preferences
        bare = request.kind is Kind.ANSWER and not request.text and not request.attachments
        if request.conversation is not None or bare:
            preferences = replace(preferences, placement=Placement.CHANNEL)
        name = request.text or came.message.text or came.message.author.name
        return await spot_for(came.raw, name, preferences)

    async def _pause_or_resume(self, came: Came, move: Move) -> None:
        place = came.message.place
        if move is Move.PAUSE:
            await self._pauses.pause(place.key, came.message.author.key)
        elif not await self._pauses.resume(place.key):
            await self._pauses.resume(place.channel_key)
        said = "paused" if move is Move.PAUSE else "resumed"
        await self._say(came, self._phrases(came).say(said))

    async def _tell_in_place(self, came: Came, missing: str) -> None:
        """Says once in a channel why answers do not stand in threads there."""
        if await self._claims.claim(f"{came.message.place.channel_key}:told:{missing}"):
            phrases = self._phrases(came)
            permission = phrases.say(phrase_for(missing))
            await self._say(came, phrases.say("message-no-thread", permission=permission))

    async def _tell_privately(self, came: Came, missing: str) -> None:
        """Where the bot may not write, who can change that is told in a direct message, once."""
        message, raw = came.message, came.raw
        log.warning("not_allowed_to_write", channel=raw.channel.id, permission=missing)
        if not message.author.administers:
            return
        if not await self._claims.claim(f"{message.place.key}:told:{missing}"):
            return
        phrases = self._phrases(came)
        said = phrases.say(
            "message-cannot-write",
            permission=phrases.say(phrase_for(missing)),
            channel=f"<#{raw.channel.id}>",
        )
        try:
            await raw.author.send(said, allowed_mentions=NOBODY)
        except discord.HTTPException as error:
            log.info("not_told", reason=str(error))

    async def _say(self, came: Came, text: str) -> None:
        try:
            await came.raw.channel.send(f"-# {text}", allowed_mentions=NOBODY)
        except discord.HTTPException as error:
            log.warning("not_said", channel=came.raw.channel.id, reason=str(error))

    def _phrases(self, came: Came) -> Phrases:
        message = came.message
        request = Request(message.key, Kind.ANSWER, message.text, message.place, message.author)
        return Phrases(self._desk.language_of(request, came.preferences))


def me_of(client: discord.Client) -> int:
    """The bot's own id."""
    if client.user is None:
        raise RuntimeError("the client has not logged in")
    return client.user.id


def _recent(client: discord.Client, raw: discord.Message) -> list[Message]:
    """What was said here just before, oldest first, as far as it is remembered."""
    here = [
        said
        for said in client.cached_messages
        if said.channel.id == raw.channel.id and said.id < raw.id
    ]
    return [message_of(said, me_of(client)) for said in here[-_RECENT:]]


async def _type_meanwhile(stack: AsyncExitStack, channel: discord.abc.Messageable) -> None:
    try:
        await stack.enter_async_context(channel.typing())
    except discord.HTTPException as error:
        log.info("not_typing", reason=str(error))
