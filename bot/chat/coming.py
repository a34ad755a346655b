"""Messages on their way to their answers, to be called back where they are edited or deleted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Generic, TypeVar

C = TypeVar("C")
"""A message as a platform gives it and as it is read."""


@dataclass(slots=True, eq=False)
class Way(Generic[C]):
    """The way of a message, or of several that became one.

    `came` is what is answered, None before that is whole. It is called back once any message of it
    is `changed`: how that now reads, or None where it is gone.
    """

    came: C | None = None
    changed: dict[str, C | None] = field(default_factory=dict)

    @property
    def called_back(self) -> bool:
        """Whether it is not to be answered like this."""
        return bool(self.changed)


class Coming(Generic[C]):
    """All ways of a process by the keys of their messages."""

    def __init__(self) -> None:
        self._ways: dict[str, Way[C]] = {}

    def begin(self, keys: Sequence[str], way: Way[C]) -> None:
        """These messages are on this way now, and on no other."""
        self._ways.update(dict.fromkeys(keys, way))

    def end(self, way: Way[C]) -> None:
        """It is over: answered, left alone or gone again."""
        for key in [key for key, known in self._ways.items() if known is way]:
            del self._ways[key]

    @contextmanager
    def called_back(self, changed: Mapping[str, C | None]) -> Iterator[dict[str, Way[C]]]:
        """Has messages dropped that changed, and all that became one with them.

        Gives the ways that are to be gone again, each once. What else changes on them meanwhile is
        noted there; likewise on ways that are no further yet than to see it in time themselves.
        """
        ways: dict[str, Way[C]] = {}
        for key, came in changed.items():
            way = self._ways.get(key)
            if way is None:
                continue
            if way.came is not None and not way.called_back:
                ways[key] = way
            way.changed[key] = came
        try:
            yield ways
        finally:
            for way in ways.values():
                self.end(way)
