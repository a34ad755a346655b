"""A chat platform as the program runs it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

from bot.types import BotError


class PlatformError(BotError):
    """A platform could not start or go on. The message says why and what to do.

    `passes` says that the trouble may end by itself, as an outage does and a wrong token does not.
    """

    def __init__(self, message: str, *, passes: bool = False) -> None:
        super().__init__(message)
        self.passes = passes


class Platform(Protocol):
    """Discord, Slack and the like."""

    name: str

    async def run(self, stopping: asyncio.Event, ready: Callable[[str], None]) -> None:
        """Serves the platform until `stopping` is set.

        `ready` is called with a line for the log once people can ask. Connections that break are
        made again without an end. Once `stopping` is set no question is taken any more; answers
        under way are finished, or cut and marked as cut within some seconds. Raises PlatformError
        where it cannot start: a wrong token, a setting, no network at the start.
        """
