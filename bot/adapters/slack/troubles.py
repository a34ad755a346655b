"""What people see where a command, button or modal fails: a sentence, never a stack trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from slack_sdk.errors import SlackApiError

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
    if isinstance(error, BotError):
        log.info("interaction_refused", interaction=asked.key, reason=str(error))
    else:
        log.error("interaction_failed", interaction=asked.key, exc_info=error)
    try:
        await whisper(asked, note(sentence(error, asked.phrases)))
    except Exception as failed:
        log.warning("trouble_not_told", interaction=asked.key, reason=str(failed))


def sentence(error: Exception, phrases: Phrases) -> str:
    """What happened and what to do, in plain text."""
    if isinstance(error, BotError):
        return str(error)
    if isinstance(error, SlackApiError):
        code = code_of(error)
        if code == "missing_scope":
            return phrases.say("slack-missing-scope", scope=error.response.get("needed") or "?")
        if code in NOT_THERE:
            return phrases.say("slack-not-there")
    return phrases.say("command-failed")


def code_of(error: SlackApiError) -> str:
    """Slack's word for what went wrong."""
    return str(error.response.get("error") or "")
