"""Messages on their way to their answers: one that is edited or deleted meanwhile is called back.

Once there is something to show, a message has arrived, and the presenter knows of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Way:
    """The way of one message."""

    def __init__(self) -> None:
        self.called_back = False
        self.arrived = False


class Coming:
    """All messages of a process that are on their way."""

    def __init__(self) -> None:
        self._ways: dict[str, Way] = {}

    @contextmanager
    def way(self, key: str) -> Iterator[Way]:
        """Says that the message with this key is on its way, until it has arrived."""
        self._ways[key] = way = Way()
        try:
            yield way
        finally:
            if self._ways.get(key) is way:
                del self._ways[key]

    def call_back(self, key: str) -> bool:
        """Has a message dropped; says whether it was on its way."""
        way = self._ways.get(key)
        if way is None or way.arrived or way.called_back:
            return False
        way.called_back = True
        return True
