"""Reads the thread or channel that a command wants summarized, or says why that cannot be."""

from __future__ import annotations

from typing import Any

import discord

from bot.adapters.discord.asked import Interaction
from bot.adapters.discord.incoming import read_discussion
from bot.adapters.discord.permissions import phrase_for
from bot.adapters.discord.sections import view_of
from bot.chat.administration import Section
from bot.chat.summarizing import ChannelWanted, ThreadWanted
from bot.discussion import Discussion
from bot.phrases import Phrases
from bot.types import BotError

_NEEDED = ("view_channel", "read_message_history")
"""The permissions without which a discussion cannot be read."""


async def discussion_for(
    interaction: Interaction, phrases: Phrases, wanted: ThreadWanted | ChannelWanted, limit: int
) -> Discussion:
    """The newest `limit` messages of what is wanted, before the command.

    The interaction was deferred; it shows that messages are being read. Raises BotError that says
    what is in the way.
    """
    channel = _channel(interaction, phrases, wanted)
    content = interaction.client.intents.message_content
    check(phrases, channel, interaction.user, content=content)
    name = getattr(channel, "name", None)
    reading = phrases.say("discussion-reading", name=f"#{name}" if name else "…")
    await interaction.edit_original_response(view=view_of([Section(reading)]))
    since = wanted.since if isinstance(wanted, ChannelWanted) else None
    before = discord.Object(interaction.id)
    try:
        return await read_discussion(channel, since, limit, before=before)
    except discord.Forbidden:
        raise BotError(phrases.say("discussion-forbidden")) from None


def _channel(
    interaction: Interaction, phrases: Phrases, wanted: ThreadWanted | ChannelWanted
) -> Any:
    here = interaction.channel
    if interaction.guild_id is not None:
        guild = interaction.client.get_guild(interaction.guild_id)
        if guild is None:
            # The bot belongs to the person, not to this server.
            raise BotError(phrases.say("discussion-not-member"))
        here = guild.get_channel_or_thread(interaction.channel_id or 0) or here
    elif interaction.context is not None and interaction.context.private_channel:
        raise BotError(phrases.say("discussion-not-member"))
    if isinstance(wanted, ThreadWanted):
        if not isinstance(here, discord.Thread):
            raise BotError(phrases.say("discussion-no-thread"))
        return here
    return channel_at(here)


def channel_at(here: Any) -> Any:
    """What "this channel" is: in a thread, the channel that it belongs to."""
    if isinstance(here, discord.Thread) and isinstance(here.parent, discord.TextChannel):
        return here.parent
    return here


def check(
    phrases: Phrases, channel: Any, asker: discord.User | discord.Member, *, content: bool
) -> None:
    """The bot and whoever asks must both be allowed to read there, or BotError is raised.

    `content` says whether Discord shows the bot what people write.
    """
    guild = getattr(channel, "guild", None)
    if guild is None:
        return
    if not content:
        raise BotError(phrases.say("discussion-no-content"))
    ours = channel.permissions_for(guild.me)
    for permission in _NEEDED:
        if not getattr(ours, permission):
            called = phrases.say(phrase_for(permission))
            name = f"#{channel.name}"
            raise BotError(phrases.say("discussion-no-permission", permission=called, name=name))
    if not isinstance(asker, discord.Member):
        # Someone of whom no more is known than that they wrote here.
        return
    theirs = channel.permissions_for(asker)
    if not (theirs.view_channel and theirs.read_message_history):
        raise BotError(phrases.say("discussion-not-yours", name=f"#{channel.name}"))
