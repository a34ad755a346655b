"""👍 and 👎 under an answer are votes, in any skin tone."""

from __future__ import annotations

from typing import Literal

_TONES = dict.fromkeys(map(ord, "🏻🏼🏽🏾🏿\ufe0f"))


def vote_in(emoji: str) -> Literal[1, -1] | None:
    """The vote that a reaction is, None for any other."""
    match emoji.translate(_TONES):
        case "👍":
            return 1
        case "👎":
            return -1
    return None
