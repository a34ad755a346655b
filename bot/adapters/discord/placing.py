"""Where an answer to a message goes: beneath it, or into a thread that begins with it."""

from __future__ import annotations

from dataclasses import dataclass

import discord
import structlog

from bot.adapters.discord.incoming import place_of
from bot.adapters.discord.targets import MessageTarget
from bot.chat.plain import one_line
from bot.chat.preferences import Placement, Preferences
from bot.chat.types import Place

log = structlog.get_logger()

_LONGEST_NAME = 90
_HAS_A_THREAD = 160004


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an answer goes. `missing` is the permission for want of which it is not in a thread.

    It is named as the library names it, `create_public_threads` for example.
    """

    place: Place
    target: MessageTarget
    missing: str | None = None


async def spot_for(message: discord.Message, name: str, preferences: Preferences) -> Spot:
    """Where the answer to a message goes; a thread that is begun for it has this name."""
    channel = message.channel
    missing = None
    if _wants_thread(channel, preferences):
        missing = _missing_for_thread(channel)
        if missing is None:
            thread = await _thread_from(message, name)
            if thread is not None:
                return Spot(place_of(thread), MessageTarget(thread))
            missing = "create_public_threads"
    return Spot(place_of(channel), beneath(message), missing)


def beneath(message: discord.Message) -> MessageTarget:
    """A reply, as far as Discord lets the bot reply."""
    channel = message.channel
    if message.guild is None:
        return MessageTarget(channel)
    if not may_read(channel):
        return MessageTarget(channel)
    return MessageTarget(channel, message)


def may_read(channel: object) -> bool:
    """Whether the bot may read what was said in a channel or thread before."""
    return _permissions(channel).read_message_history


def missing_to_speak(channel: object, preferences: Preferences) -> str | None:
    """The first permission that the bot lacks to answer here, be it in a thread alone."""
    may = _permissions(channel)
    in_own_thread = _wants_thread(channel, preferences) and _missing_for_thread(channel) is None
    if may.view_channel and in_own_thread:
        return None
    in_thread = isinstance(channel, discord.Thread)
    sending = "send_messages_in_threads" if in_thread else "send_messages"
    needed = ("view_channel", sending)
    return next((name for name in needed if not getattr(may, name)), None)


def _wants_thread(channel: object, preferences: Preferences) -> bool:
    placed_in_thread = preferences.placement is not Placement.CHANNEL
    return placed_in_thread and isinstance(channel, discord.TextChannel)


def _missing_for_thread(channel: object) -> str | None:
    may = _permissions(channel)
    # A thread that begins with a message can only be made by who may read that.
    needed = ("create_public_threads", "send_messages_in_threads", "read_message_history")
    return next((name for name in needed if not getattr(may, name)), None)


def _permissions(channel: object) -> discord.Permissions:
    guild = getattr(channel, "guild", None)
    if guild is None or guild.me is None:
        return discord.Permissions.all()
    try:
        may: discord.Permissions = channel.permissions_for(guild.me)  # type: ignore[attr-defined]
    except discord.ClientException:
        # A thread's parent is not known.
        return discord.Permissions.all()
    return may


async def _thread_from(message: discord.Message, name: str) -> discord.Thread | None:
    try:
        return await message.create_thread(name=one_line(name, _LONGEST_NAME) or "…")
    except discord.HTTPException as error:
        if error.code == _HAS_A_THREAD and message.guild is not None:
            found = message.guild.get_thread(message.id)
            return found or await message.fetch_thread()
        log.warning("thread_not_started", channel=message.channel.id, reason=str(error))
        return None
