"""The ids of the buttons under a message. They hold all that is needed after a restart."""

from __future__ import annotations

QUOTES = r"ex:quotes:(?P<answer>[0-9a-f]{32})"
VOTE = r"ex:vote:(?P<vote>up|down):(?P<answer>[0-9a-f]{32})"
SHARE = r"ex:share:(?P<answer>[0-9a-f]{32})"
NEXT = r"ex:next:(?P<index>\d):(?P<answer>[0-9a-f]{32})"
STOP = r"ex:stop:(?P<request>[\w:/-]{1,80})"


def quotes(answer: str) -> str:
    """Shows the quotes of an answer."""
    return f"ex:quotes:{answer}"


def vote(answer: str, *, up: bool) -> str:
    """Votes on an answer."""
    return f"ex:vote:{'up' if up else 'down'}:{answer}"


def share(answer: str) -> str:
    """Shows a private answer to the whole channel."""
    return f"ex:share:{answer}"


def follow_up(answer: str, index: int) -> str:
    """Asks the follow-up question of this index under an answer."""
    return f"ex:next:{index}:{answer}"


def stop(request: str) -> str:
    """Stops the request with this key."""
    return f"ex:stop:{request}"
