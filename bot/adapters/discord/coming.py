"""Messages on their way to their answers, to be called back where they are edited or deleted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import discord

from bot.adapters.discord.incoming import key_of
from bot.adapters.discord.requesting import Came


@dataclass(slots=True)
class Way:
    """The way of a message, or of several that became one.

    `came` is what is answered, `raws` its parts as Discord gives them, by their keys; nothing of
    that is known before it is read. It is called back once any of them is `changed`: how it now
    reads, or None where it is gone.
    """

    came: Came | None = None
    raws: dict[str, discord.Message] = field(default_factory=dict)
    changed: dict[str, Came | None] = field(default_factory=dict)

    @property
    def called_back(self) -> bool:
        """Whether it is not to be answered like this."""
        return bool(self.changed)


class Coming:
    """All ways by the keys of their messages."""

    def __init__(self) -> None:
        self._ways: dict[str, Way] = {}

    def begin(self, keys: Sequence[str], way: Way) -> None:
        """These messages are on this way now, and on no other."""
        self._ways.update(dict.fromkeys(keys, way))

    def end(self, way: Way) -> None:
        """It is over: answered, left alone or gone again."""
        for key in [key for key, known in self._ways.items() if known is way]:
            del self._ways[key]

    @contextmanager
    def called_back(self, changed: Mapping[str, Came | None]) -> Iterator[dict[str, Way]]:
        """Has messages dropped that changed, and all that became one with them.

        Gives the ways that are to be gone again, each once. What else changes on them meanwhile is
        noted there.
        """
        ways: dict[str, Way] = {}
        for key, came in changed.items():
            way = self._ways.get(key)
            if way is None:
                continue
            if not way.called_back:
                ways[key] = way
            way.changed[key] = came
        try:
            yield ways
        finally:
            for way in ways.values():
                self.end(way)


def parts_of(came: Came) -> list[str]:
    """The keys of the messages that it is made of."""
    message = came.message
    return [key_of(int(one)) for one in message.merged or (message.id,)]
