"""What the app offers on Slack and what it is called there: commands and shortcuts.

Slack has a /help, /status and the like of its own, so those are said after /explainer.
"""

from __future__ import annotations

from bot.adapters.slack import ids
from bot.commands import COMMANDS, Command, find

OWN = "/explainer"
"""The command after which those are said whose names Slack keeps for itself."""

PAUSE, RESUME = "pause", "resume"
"""What can be said after it besides, to have the bot be quiet or listen again."""

GLOBAL, MESSAGE = "global", "message"

SHORTCUTS = (
    (MESSAGE, ids.EXPLAIN_MESSAGE, "Explain this", "Explains the message from the documents"),
    (MESSAGE, ids.SUMMARIZE_THREAD, "Summarize thread", "Sums up what was said in the thread"),
    (GLOBAL, ids.EXPLAIN_TEXT, "Explain this", "Explains a text from the documents"),
    (GLOBAL, ids.SUMMARIZE_CHANNEL, "Summarize a channel", "Sums up what was said in a channel"),
)
"""Where each is offered, its callback id, its name and what it does."""

_UNDER_OWN = frozenset({"help", "status", "settings"})


def called(command: Command) -> str:
    """How a command of the table is called on Slack."""
    return f"{OWN} {command.name}" if command.name in _UNDER_OWN else f"/{command.name}"


def slash_commands() -> list[str]:
    """All commands that the app has, as Slack must know them."""
    return [*(called(one) for one in COMMANDS if one.name not in _UNDER_OWN), OWN]


def described(command: str) -> str:
    """What a slash command does, in English."""
    known = find(command.removeprefix("/"))
    return known.text("en") if known is not None else "Help, status, settings, and quiet"


def usage(command: str) -> str:
    """What may follow a slash command, in English, as Slack shows it while one types."""
    match command:
        case "/ask":
            return "[private:] your question"
        case "/summary":
            return "[short: | long:] [topic | this channel since yesterday]"
        case "/reindex":
            return "[link]"
        case "/explainer":
            under = [one.name for one in COMMANDS if one.name in _UNDER_OWN]
            return " | ".join([*under, PAUSE, RESUME])
        case _:
            return ""
