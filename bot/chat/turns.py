"""Who is answered when: one question at a time per person and per conversation, as they came.

A turn stands in the queue of each of its keys and comes once it is the first in all of them. It
joins all of them at the same moment, so two turns never wait for each other.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager


class Turn:
    """A place in the queue. `ahead` is how many questions must end before this one's turn."""

    def __init__(self, before: set[Turn]) -> None:
        self._before = before
        self._free = asyncio.Event()
        self.ahead = len(_all_before(before))
        self._look()

    async def comes(self) -> None:
        """Waits until it is this one's turn."""
        await self._free.wait()

    def _ended(self, other: Turn) -> None:
        self._before.discard(other)
        self._look()

    def _look(self) -> None:
        if not self._before:
            self._free.set()


class Turns:
    """The queues of all persons and conversations; a key is kept only while something waits."""

    def __init__(self) -> None:
        self._queues: dict[str, list[Turn]] = {}

    @asynccontextmanager
    async def turn(self, keys: Sequence[str]) -> AsyncIterator[Turn]:
        """Joins the queues of `keys`; leaving the context, however it ends, lets the next go on."""
        own = dict.fromkeys(keys)
        turn = Turn({other for key in own for other in self._queues.get(key, ())})
        for key in own:
            self._queues.setdefault(key, []).append(turn)
        try:
            yield turn
        finally:
            for key in own:
                self._leave(key, turn)

    def _leave(self, key: str, turn: Turn) -> None:
        queue = self._queues[key]
        queue.remove(turn)
        for other in queue:
            other._ended(turn)
        if not queue:
            del self._queues[key]

    def __len__(self) -> int:
        """How many keys are in use."""
        return len(self._queues)


def _all_before(before: set[Turn]) -> set[Turn]:
    """Those ahead, and those that they wait for in turn."""
    found: set[Turn] = set()
    waiting = list(before)
    while waiting:
        turn = waiting.pop()
        if turn not in found:
            found.add(turn)
            waiting.extend(turn._before)
    return found
