"""How fast the bot may speak: below Discord's 50 calls a second in all, one edit a second each.

The library keeps the limits of each route, but not the one over all of them. Under load edits that
only show how far an answer has come are left out, so that answers themselves are not late.
"""

from __future__ import annotations

import asyncio

from aiolimiter import AsyncLimiter

# Small gulps: as many calls as fit into the window could otherwise be made just before and after it
# turns over.
_GULP = 5
_SLOW = 1.0


class Pacer:
    """The pace of a whole process."""

    def __init__(self, *, per_second: float = 40.0, edit_seconds: float = 1.0) -> None:
        """`edit_seconds` is how long a message stays as it is between edits."""
        self._edit_seconds = edit_seconds
        self._limiter = AsyncLimiter(_GULP, _GULP / per_second)
        self._queue = asyncio.Lock()

    async def turn(self) -> None:
        """Waits until one more call may be made; first come, first served."""
        async with self._queue:
            await self._limiter.acquire()

    @property
    def busy(self) -> bool:
        """Whether a call would have to wait."""
        return self._queue.locked() or not self._limiter.has_capacity()

    def message(self) -> MessagePace:
        """The pace of one message."""
        return MessagePace(self, self._edit_seconds)


class MessagePace:
    """The pace of one message's edits."""

    def __init__(self, pacer: Pacer, seconds: float) -> None:
        self._pacer = pacer
        self._seconds = seconds
        self._free = 0.0

    @property
    def wait(self) -> float:
        """Seconds until the message may be edited again."""
        return max(0.0, self._free - asyncio.get_running_loop().time())

    def may_skip(self) -> bool:
        """Whether an edit that can be left out should be, because others wait."""
        return self._pacer.busy

    def edited(self, took: float = 0.0) -> None:
        """Notes an edit that took so many seconds; a slow one says that the channel is busy."""
        pause = self._seconds if took < _SLOW else max(self._seconds, 2 * took)
        self._free = asyncio.get_running_loop().time() + pause
