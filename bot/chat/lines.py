"""Waiting lines: one goes on at a time, in the order in which they came."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable
from weakref import WeakValueDictionary


class Line:
    """A place in a line, left once: by `leave`, or at the end of the context."""

    def __init__(self, lock: asyncio.Lock) -> None:
        self._lock = lock
        self._in_front = False

    async def __aenter__(self) -> Line:
        await self._lock.acquire()
        self._in_front = True
        return self

    async def __aexit__(self, *_: object) -> None:
        self.leave()

    def leave(self) -> None:
        """Lets the next one go on."""
        if self._in_front:
            self._in_front = False
            self._lock.release()


class Lines:
    """The lines by what they stand for; one is kept only while somebody stands in it."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[tuple[str, Hashable], asyncio.Lock] = WeakValueDictionary()

    def at(self, purpose: str, where: Hashable) -> Line:
        """A place at the end of the line for a purpose in a channel or thread."""
        lock = self._locks.get((purpose, where))
        if lock is None:
            self._locks[purpose, where] = lock = asyncio.Lock()
        return Line(lock)
