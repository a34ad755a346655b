"""What buttons are called and carry. With the database it is all that is needed after a restart.

An action id says what to do; the value, for which answer or request.
"""

from __future__ import annotations

import re

QUOTES = "explainer:quotes"
"""Shows the quotes of an answer. The value is the answer's id."""

VOTE = "explainer:vote"
"""Votes on an answer. The value is that of `vote`."""

SHARE = "explainer:share"
"""Shows a private answer to the whole channel. The value is the answer's id."""

STOP = "explainer:stop"
"""Stops a request. The value is its key."""

NEXT = re.compile(r"explainer:next:(?P<index>\d)")
"""Asks the follow-up question of this index. The value is the answer's id."""

HOME_REINDEX = "explainer:home:reindex"
"""Reads the sources again. There is no value."""

HOME_SETTINGS = "explainer:home:settings"
"""Opens the settings. There is no value."""

QUOTES_VIEW = "explainer:quotes:view"
"""The callback id of the modal with the quotes."""

WRONG_VIEW = "explainer:wrong:view"
"""The callback id of the modal that asks what was wrong with an answer."""

COMMENT = "explainer:wrong:comment"
"""What is written there."""

NOTE_VIEW = "explainer:note:view"
"""The callback id of a modal that only says something."""

SETTINGS_VIEW = "explainer:settings:view"
"""The callback id of the modal with the settings."""

SETTINGS_TARGET = "explainer:settings:target"
"""Turns the settings to the workspace or to the channel where they were opened."""

SETTINGS_CHANNEL = "explainer:settings:channel"
"""Turns the settings to another channel."""

SETTINGS_RESET = "explainer:settings:reset"
"""Unsets all that is set at a place. The value is the place as the modal knows it."""

EXPLAIN_MESSAGE = "explainer:explain-message"
SUMMARIZE_THREAD = "explainer:summarize-thread"
"""The callback ids of what a message's menu offers."""

EXPLAIN_TEXT = "explainer:explain-text"
SUMMARIZE_CHANNEL = "explainer:summarize-channel"
"""The callback ids of what can be chosen anywhere, and of the modals that it opens."""

TEXT = "explainer:text"
CHANNEL = "explainer:channel"
SINCE = "explainer:since"
"""What is filled in there."""

_VOTE = re.compile(r"(up|down):([0-9a-f]{32})")


def follow_up(index: int) -> str:
    """The action id of the follow-up question of this index."""
    return f"explainer:next:{index}"


def vote(answer: str, *, up: bool) -> str:
    """The value of a vote on an answer."""
    return f"{'up' if up else 'down'}:{answer}"


def voted(value: str) -> tuple[str, bool] | None:
    """The answer's id, and whether the vote is for it; None where the value is none of `vote`."""
    match = _VOTE.fullmatch(value)
    return None if match is None else (match[2], match[1] == "up")
