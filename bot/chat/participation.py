"""When the bot speaks: when it is addressed, and by itself only where that is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.chat.preferences import Preferences
from bot.chat.types import Message


class Move(StrEnum):
    """What to do about a message."""

    ANSWER = "answer"
    EXPLAIN = "explain"
    PAUSE = "pause"
    RESUME = "resume"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Decision:
    """`addressed` says that the bot was called; `reason` is for logs and tests, not for people."""

    move: Move
    addressed: bool
    reason: str


def decide(
    message: Message,
    preferences: Preferences,
    *,
    our_thread: bool,
    paused: bool,
    recent: Sequence[Message] = (),
) -> Decision:
    """What to do about a message."""
    raise NotImplementedError
