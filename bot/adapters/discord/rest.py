"""Asks Discord something without connecting to it as a bot that serves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import discord
from discord.http import Route

from bot.chat.platform import PlatformError

_SECONDS = 60.0


@asynccontextmanager
async def logged_in(
    token: str, api_url: str | None, seconds: float = _SECONDS
) -> AsyncIterator[discord.Client]:
    """A client that has logged in and can ask the API; it never opens the gateway.

    `seconds` is how long all that is asked may take, pauses that Discord demands included. Raises
    PlatformError for a token that is refused, an API that cannot be reached or does not do its
    work.
    """
    usual = Route.BASE
    # The bot does not speak; the library would warn that it cannot.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    # Without the gateway an intent costs nothing; without this one the library warns.
    intents = discord.Intents(guilds=True)
    if api_url is not None:
        Route.BASE = api_url.rstrip("/")
    try:
        async with asyncio.timeout(seconds), discord.Client(intents=intents) as api:
            await api.login(token)
            yield api
    except (discord.LoginFailure, discord.HTTPException, aiohttp.ClientError, OSError) as error:
        raise trouble(error) from error
    finally:
        Route.BASE = usual


def trouble(error: BaseException | None) -> PlatformError:
    """What came between us and Discord, in words, and what to do."""
    if isinstance(error, discord.LoginFailure):
        return PlatformError(
            "Discord does not accept the token in DISCORD_TOKEN. Copy it again from Bot > Reset "
            "Token in the Discord Developer Portal."
        )
    if isinstance(error, TimeoutError):
        return PlatformError(
            "Discord did not answer in time. Try again in some minutes.", passes=True
        )
    if isinstance(error, discord.HTTPException):
        return PlatformError(
            f"Discord answered with an error ({error.status} {error.text or ''}). Look at "
            "discordstatus.com, or check DISCORD_API_URL if it is set.",
            passes=error.status >= 500 or error.status == 429,
        )
    if isinstance(error, (aiohttp.ClientError, OSError)):
        return PlatformError(
            f"Discord cannot be reached ({error or type(error).__name__}). Check the network"
            " and, if it is set, DISCORD_API_URL.",
            passes=True,
        )
    reason = "" if error is None else f" ({error or type(error).__name__})"
    return PlatformError(f"The connection to Discord ended{reason}.", passes=True)
