"""The permissions that the bot uses on Discord, and what it cannot do without each.

The table that the invite link and the doctor go by; what else looks at permissions needs no other.
The bot sends text and buttons, so it asks neither for embeds nor for files; reactions are other
people's. Experts are
brought in by mentioning their role, which must allow itself to be mentioned: the permission to
mention everyone is too much to ask for that.
"""

from __future__ import annotations

from dataclasses import dataclass

import discord

from bot.chat.preferences import Placement


@dataclass(frozen=True, slots=True)
class Need:
    """A permission by the library's name for it, and what is lost without it."""

    permission: str
    lost: str

    @property
    def phrase(self) -> str:
        """The key of the phrase that has Discord's own name for it."""
        return phrase_for(self.permission)


NEEDS = (
    Need("view_channel", "sees nothing there"),
    Need("send_messages", "cannot answer in the channel itself"),
    Need("create_public_threads", "cannot start threads, so answers stand in the channel"),
    Need("send_messages_in_threads", "cannot answer in threads"),
    Need(
        "read_message_history",
        "cannot reply beneath a question, start a thread from it or read a discussion",
    ),
)

_IN_THREADS = ("view_channel", "send_messages_in_threads", "read_message_history")
_IN_CHANNELS = ("view_channel", "send_messages", "read_message_history")
_WITH_THREADS = tuple(need.permission for need in NEEDS)


def phrase_for(permission: str) -> str:
    """The key of the phrase that has Discord's own name for a permission of the table."""
    return f"permission-{permission.replace('_', '-')}"


def needed() -> discord.Permissions:
    """All of them together: what the invite link asks for."""
    return discord.Permissions(**{need.permission: True for need in NEEDS})


def missing(
    channel: discord.abc.GuildChannel | discord.Thread, me: discord.Member, placement: Placement
) -> list[str]:
    """The permissions that the bot lacks to answer here, by the library's names.

    `placement` is where answers to messages in a channel stand. Without sight of the channel
    nothing else matters, so that is named alone. Raises discord.ClientException for a thread whose
    channel is not known.
    """
    may = channel.permissions_for(me)
    lacking = [name for name in _for(channel, placement) if not getattr(may, name)]
    return ["view_channel"] if "view_channel" in lacking else lacking


def _for(
    channel: discord.abc.GuildChannel | discord.Thread, placement: Placement
) -> tuple[str, ...]:
    if isinstance(channel, (discord.Thread, discord.ForumChannel)):
        return _IN_THREADS
    if isinstance(channel, discord.TextChannel) and placement is not Placement.CHANNEL:
        return _WITH_THREADS
    return _IN_CHANNELS
