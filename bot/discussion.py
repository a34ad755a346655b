"""A discussion in a chat, as it was read: what a summary of it rests on and must own up to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Remark:
    """One message of a discussion. `link` opens it; `reply_to` is the id of what it answers."""

    id: str
    author: str
    text: str
    sent: datetime
    link: str
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Discussion:
    """The messages of a thread or channel that were read, oldest first.

    `name` is the thread's or channel's. `asked_from` is the time from which it was asked for, None
    for all of it. `left_out` counts messages in the range that were not read or hold no words, by
    the key of the phrase that says why: `left-out-{reason}` (`bots`, `wordless`). `complete` is
    False where older messages of the range were not reached.
    """

    name: str
    remarks: tuple[Remark, ...]
    asked_from: datetime | None = None
    left_out: tuple[tuple[str, int], ...] = ()
    complete: bool = True
