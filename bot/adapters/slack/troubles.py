"""What people see where a command, button or modal fails: a sentence, never a stack trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.adapters.slack.posting import code_of, in_words
from bot.adapters.slack.whispering import note, whisper
from bot.phrases import Phrases
from bot.types import BotError

if TYPE_CHECKING:
    from bot.adapters.slack.asked import Asked

log = structlog.get_logger()

NOT_THERE = frozenset({"not_in_channel", "channel_not_found", "is_archived"})
"""Slack's words where the bot may not write or read in a channel."""


async def report(asked: Asked, error: Exception) -> None:
    """Logs what went wrong and tells the person what to do."""
    known = in_words(error, asked.phrases, name=asked.workspace.name)
    if isinstance(error, BotError):
        log.info("interaction_refused", interaction=asked.key, reason=str(error))
    elif known is not None:
        log.warning("interaction_hindered", interaction=asked.key, reason=code_of(error))
    else:
        log.error("interaction_failed", interaction=asked.key, exc_info=error)
    try:
        await whisper(asked, note(sentence(error, asked.phrases, name=asked.workspace.name)))
    except Exception as failed:
        log.warning("trouble_not_told", interaction=asked.key, reason=str(failed))


def sentence(error: Exception, phrases: Phrases, *, name: str) -> str:
    """What happened and what to do, in plain text; `name` is the bot's own."""
    if isinstance(error, BotError):
        return str(error)
    return in_words(error, phrases, name=name) or phrases.say("command-failed")
