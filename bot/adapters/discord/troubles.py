"""What people see where a command, button or form fails: a sentence, never a stack trace."""

from __future__ import annotations

import discord
import structlog
from discord import app_commands

from bot.adapters.discord.asked import Interaction, phrases_for
from bot.adapters.discord.writing import harmless
from bot.phrases import Phrases
from bot.types import BotError

log = structlog.get_logger()

GONE = frozenset({10062, 50027, 10015})
"""Discord's codes for an interaction that was answered too late, or whose time is over."""


async def say(interaction: Interaction, text: str) -> None:
    """Tells the person alone, whatever was answered before. `text` is harmless already."""
    nobody = discord.AllowedMentions.none()
    if interaction.response.is_done():
        await interaction.followup.send(
            text, ephemeral=True, allowed_mentions=nobody, suppress_embeds=True
        )
    else:
        await interaction.response.send_message(
            text, ephemeral=True, allowed_mentions=nobody, suppress_embeds=True
        )


async def on_command_error(interaction: Interaction, error: app_commands.AppCommandError) -> None:
    """The tree's error handler."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    await report(interaction, cause)


async def report(interaction: Interaction, error: Exception) -> None:
    """Logs what went wrong and tells the person what to do."""
    phrases = phrases_for(interaction)
    if expired(error):
        log.warning("interaction_expired", interaction=interaction.id, kind=interaction.type.name)
        await _tell_in_channel(interaction, phrases)
        return
    if isinstance(error, BotError):
        log.info("interaction_refused", interaction=interaction.id, reason=str(error))
    else:
        log.error("interaction_failed", interaction=interaction.id, exc_info=error)
    try:
        await say(interaction, _sentence(error, phrases))
    except discord.HTTPException as failed:
        log.warning("trouble_not_told", interaction=interaction.id, reason=str(failed))
        if expired(failed):
            await _tell_in_channel(interaction, phrases)


def expired(error: Exception) -> bool:
    """Whether Discord no longer knows the interaction."""
    return isinstance(error, discord.HTTPException) and error.code in GONE


def _sentence(error: Exception, phrases: Phrases) -> str:
    if isinstance(error, BotError):
        return harmless(str(error))
    if isinstance(error, (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)):
        return phrases.say("command-outdated")
    if isinstance(error, discord.Forbidden):
        return phrases.say("command-forbidden")
    return phrases.say("command-failed")


async def _tell_in_channel(interaction: Interaction, phrases: Phrases) -> None:
    """The only way left to reach the person."""
    channel = interaction.channel
    if not isinstance(channel, discord.abc.Messageable):
        return
    said = phrases.say("command-expired", name=harmless(interaction.user.display_name))
    try:
        await channel.send(said, allowed_mentions=discord.AllowedMentions.none())
    except discord.HTTPException as error:
        log.warning("trouble_not_told", interaction=interaction.id, reason=str(error))
