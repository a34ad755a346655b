"""Discord as one of the platforms that the program runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import discord
import structlog
from discord.http import Route

from bot.adapters.discord.changes import Changes
from bot.adapters.discord.client import ExplainerClient
from bot.adapters.discord.conversing import Conversing
from bot.adapters.discord.pacing import Pacer
from bot.adapters.discord.presenting import Presenter
from bot.adapters.discord.requesting import Requesting
from bot.adapters.discord.rest import trouble
from bot.chat.platform import PlatformError

if TYPE_CHECKING:
    from bot.adapters.discord.interactions import Interactions
    from bot.chat.bursts import Bursts
    from bot.chat.desk import Desk
    from bot.store.claims import Claims
    from bot.store.pauses import Pauses
    from bot.store.posts import Posts

log = structlog.get_logger()

_LAST_ANSWERS_SECONDS = 10.0
_UNAUTHORIZED = 4004


class DiscordPlatform:
    """Serves Discord."""

    name = "Discord"

    def __init__(
        self,
        *,
        token: str,
        api_url: str | None,
        desk: Desk,
        posts: Posts,
        claims: Claims,
        pauses: Pauses,
        bursts: Bursts,
        interactions: Callable[[Presenter], Interactions],
        discussion_messages: int,
        forget: Callable[[str], Awaitable[None]],
        edit_seconds: float = 1.0,
    ) -> None:
        """`api_url` is another address for Discord's API; it then holds in the whole process.

        `interactions` makes what takes commands and buttons. `discussion_messages` is the setting.
        `forget` is given the key of a server that the bot was removed from. `edit_seconds` is how
        long a message stays between edits.
        """
        self._token = token
        self._api_url = api_url
        self._desk = desk
        self._posts = posts
        self._claims = claims
        self._pauses = pauses
        self._bursts = bursts
        self._interactions = interactions
        self._discussion_messages = discussion_messages
        self._forget = forget
        self._edit_seconds = edit_seconds

    async def run(self, stopping: asyncio.Event, ready: Callable[[str], None]) -> None:
        """See Platform."""
        _quieten()
        if self._api_url is not None:
            Route.BASE = self._api_url.rstrip("/")
        client, presenter = self.build(ready)
        serving = asyncio.create_task(client.start(self._token))
        stop = asyncio.create_task(stopping.wait())
        try:
            await asyncio.wait({serving, stop}, return_when=asyncio.FIRST_COMPLETED)
            if not serving.done():
                await presenter.end(_LAST_ANSWERS_SECONDS)
        finally:
            stop.cancel()
            await client.close()
            if not client.is_ready():
                serving.cancel()
            ended = (await asyncio.gather(serving, return_exceptions=True))[0]
        if not stopping.is_set():
            raise _trouble(ended) from ended

    def build(
        self,
        ready: Callable[[str], None] = lambda _: None,
        *,
        message_content: bool | None = None,
    ) -> tuple[ExplainerClient, Presenter]:
        """A client that has not logged in yet, and what shows its answers."""
        pacer = Pacer(edit_seconds=self._edit_seconds)
        presenter = Presenter(desk=self._desk, posts=self._posts, pacer=pacer)
        conversing = Conversing(
            desk=self._desk,
            presenter=presenter,
            requesting=Requesting(self._posts, self._discussion_messages),
            posts=self._posts,
            claims=self._claims,
            pauses=self._pauses,
            bursts=self._bursts,
        )
        changes = Changes(
            desk=self._desk,
            presenter=presenter,
            conversing=conversing,
            posts=self._posts,
            bursts=self._bursts,
        )
        client = ExplainerClient(
            conversing=conversing,
            changes=changes,
            interactions=self._interactions(presenter),
            pacer=pacer,
            forget=self._forget,
            ready=ready,
            message_content=message_content,
            elsewhere=self._api_url is not None,
        )
        return client, presenter


def _quieten() -> None:
    """Keeps the library from talking of voice, which is not used, and of tokens.

    At its most talkative it logs addresses that hold those of interactions.
    """
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    logger = logging.getLogger("discord")
    if logger.getEffectiveLevel() < logging.INFO:
        logger.setLevel(logging.INFO)


def _trouble(error: BaseException | None) -> PlatformError:
    """What ended the connection, in words, and what to do."""
    if isinstance(error, discord.ConnectionClosed) and error.code == _UNAUTHORIZED:
        return trouble(discord.LoginFailure())
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return PlatformError(
            "Discord does not let the bot read messages. Switch on Message Content Intent under "
            "Bot in the Discord Developer Portal, or start again: it then goes without.",
            passes=True,
        )
    return trouble(error)
