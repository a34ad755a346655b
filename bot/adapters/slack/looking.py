"""Which channel someone is looking at while they talk with the bot in its Messages tab."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

_MOST_PEOPLE = 10_000
_CHANNEL = "slack#/types/channel_id"
_MESSAGE = "slack#/types/message_context"


class Looking:
    """Remembers it for the people who looked last. What is forgotten, they have to name."""

    def __init__(self, most: int = _MOST_PEOPLE) -> None:
        self._most = most
        self._channels: OrderedDict[tuple[str, str], str] = OrderedDict()

    def at(self, team: str, user: str) -> str | None:
        """The channel that someone looks at, as far as is known."""
        return self._channels.get((team, user))

    def turn(self, team: str, user: str, channel: str | None) -> None:
        """Remembers that someone turned to a channel, or to none."""
        self._channels.pop((team, user), None)
        if channel is None:
            return
        self._channels[team, user] = channel
        while len(self._channels) > self._most:
            self._channels.popitem(last=False)


def looked_at(event: Mapping[str, Any]) -> str | None:
    """The channel in an `app_context_changed`: the most relevant comes first."""
    context = event.get("context") or {}
    for entity in context.get("entities") or ():
        value = entity.get("value")
        if entity.get("type") == _MESSAGE and isinstance(value, Mapping):
            value = value.get("channel_id")
        elif entity.get("type") != _CHANNEL:
            continue
        # A direct message with somebody is nobody else's to summarize.
        if isinstance(value, str) and value[:1] in ("C", "G"):
            return value
    return None
