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
