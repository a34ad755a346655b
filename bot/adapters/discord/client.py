"""The connection to Discord: what it asks for, and who takes what comes in."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import aiohttp
import discord
import structlog
import yarl
from discord.app_commands import CommandTree
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.adapters.discord.targets import NOBODY
from bot.chat.types import Place

if TYPE_CHECKING:
    from bot.adapters.discord.changes import Changes
    from bot.adapters.discord.conversing import Conversing
    from bot.adapters.discord.interactions import Interactions
    from bot.adapters.discord.pacing import Pacer

log = structlog.get_logger()

# Enough to see what was said just before; people are not remembered at all.
_REMEMBERED_MESSAGES = 1000
_UNLIMITED = ("/interactions/", "/webhooks/")


class ExplainerClient(discord.AutoShardedClient):
    """One bot on all its servers."""

    def __init__(
        self,
        *,
        conversing: Conversing,
        changes: Changes,
        interactions: Interactions,
        pacer: Pacer,
        forget: Callable[[str], Awaitable[None]],
        ready: Callable[[str], None],
        message_content: bool | None,
        elsewhere: bool,
    ) -> None:
        """`forget` is given a server's key once the bot was removed from it.

        `elsewhere` says that the API, and so the gateway, is not where the library knows it.
        `message_content` says whether unmentioned messages can be read; None looks whether
        Discord grants it, since asking for more than that would end the start.
        """
        super().__init__(
            intents=_intents(message_content=bool(message_content)),
            allowed_mentions=NOBODY,
            max_messages=_REMEMBERED_MESSAGES,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            http_trace=pacing_trace(pacer),
        )
        self.tree = CommandTree(self)
        self._conversing = conversing
        self._changes = changes
        self._interactions = interactions
        self._forget = forget
        self._tell_ready = ready
        self._told_ready = False
        self._message_content = message_content
        self._elsewhere = elsewhere
        _guard(self._connection.parsers)
        _one_at_a_time(self.http)

    async def setup_hook(self) -> None:
        """Called by the library once it has logged in, before it connects."""
        if self._message_content is None:
            # Only now is it known; the library reads this when it connects.
            granted = _grants_message_content(self.application_flags)
            self._connection._intents = _intents(message_content=granted)
            if not granted:
                log.warning(
                    "message_content_not_granted",
                    effect="Only messages that mention the bot, and direct ones, can be read.",
                    remedy="Switch on Message Content Intent under Bot in the Developer Portal.",
                )
        if self._elsewhere:
            # A session that was lost is begun anew at this address, not at the one just told.
            _, gateway, _ = await self.http.get_bot_gateway()
            DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
        await self._interactions.set_up(self.tree)

    async def on_ready(self) -> None:
        """People can ask now."""
        if not self._told_ready:
            self._told_ready = True
            servers = len(self.guilds)
            plural = "" if servers == 1 else "s"
            self._tell_ready(f"here as {self.user}, on {servers} server{plural}.")

    async def on_message(self, message: discord.Message) -> None:
        """A message came."""
        await self._conversing.came(self, message)

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        """A message changed, however old it is."""
        await self._changes.edited(self, event.message)

    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """A message is gone."""
        await self._changes.deleted(self, event.channel_id, {event.message_id})

    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Many messages are gone."""
        await self._changes.deleted(self, event.channel_id, event.message_ids)

    async def on_raw_reaction_add(self, event: discord.RawReactionActionEvent) -> None:
        """Somebody reacted."""
        await self._changes.reacted(self, event)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was removed from a server."""
        await self._forget(Place("discord", str(guild.id), "").server_key)

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:
        """Something failed; nothing else is to suffer from it."""
        error = sys.exc_info()[1]
        if isinstance(error, discord.Forbidden):
            log.warning("not_allowed", event_name=event_method, reason=str(error))
        else:
            log.exception("event_failed", event_name=event_method)


def _intents(*, message_content: bool) -> discord.Intents:
    intents = discord.Intents.none()
    intents.guilds = True
    intents.messages = True
    intents.reactions = True
    intents.message_content = message_content
    return intents


def _grants_message_content(flags: discord.ApplicationFlags) -> bool:
    return flags.gateway_message_content or flags.gateway_message_content_limited


def pacing_trace(pacer: Pacer) -> aiohttp.TraceConfig:
    """Holds every call to the pace just before it leaves, also when the library repeats it."""

    async def before(
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        call: aiohttp.TraceRequestStartParams,
    ) -> None:
        base = yarl.URL(Route.BASE)
        path = call.url.path.removeprefix(base.path)
        ours = call.url.origin() == base.origin() and call.url.path.startswith(base.path)
        if ours and not path.startswith(_UNLIMITED):
            await pacer.turn()

    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(before)
    return trace


def _one_at_a_time(http: Any) -> None:
    """Makes one call of a route in a channel after the other.

    The library counts wrongly what is left of a limit while several calls are under way, and here
    they are so for long: they wait for their turn in the pace.
    """
    lines: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
    request = http.request

    async def in_line(route: Route, **further: Any) -> Any:
        key = f"{route.key} {route.major_parameters}"
        line = lines.setdefault(key, asyncio.Lock())
        async with line:
            return await request(route, **further)

    http.request = in_line


def _guard(parsers: dict[str, Callable[[Any], None]]) -> None:
    """An event that cannot be read would end the connection for good: it is logged instead."""

    def guarded(name: str, parse: Callable[[Any], None]) -> Callable[[Any], None]:
        def parsed(data: Any) -> None:
            try:
                parse(data)
            except Exception:
                log.exception("event_unreadable", event_name=name)

        return parsed

    for name, parse in parsers.items():
        parsers[name] = guarded(name, parse)
