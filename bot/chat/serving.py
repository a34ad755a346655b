"""Runs several chat platforms side by side; none takes another one down."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import structlog

from bot.chat.platform import PlatformError

if TYPE_CHECKING:
    from bot.chat.platform import Platform

log = structlog.get_logger()

_FIRST_PAUSE = 5.0
_LONGEST_PAUSE = 300.0


class Serving:
    """Serves platforms until `stopping` is set or none of them could start."""

    def __init__(
        self,
        platforms: Sequence[Platform],
        *,
        told: Callable[[str], None],
        first_pause: float = _FIRST_PAUSE,
    ) -> None:
        """`told` gets a line for whoever runs the bot; `first_pause` is in seconds."""
        self._platforms = platforms
        self._told = told
        self._first_pause = first_pause
        self._started: set[str] = set()
        self._failed: set[str] = set()

    async def serve(self, stopping: asyncio.Event) -> bool:
        """Says, at the end, whether any platform started or was ended before it could."""
        await asyncio.gather(*(self._keep(platform, stopping) for platform in self._platforms))
        return bool(self._started) or len(self._failed) < len(self._platforms)

    async def _keep(self, platform: Platform, stopping: asyncio.Event) -> None:
        """One platform, started again after trouble that passes."""
        pause = self._first_pause

        def ready(line: str) -> None:
            nonlocal pause
            pause = self._first_pause
            self._started.add(platform.name)
            self._failed.discard(platform.name)
            self._told(f"{platform.name}: {line}")

        while not stopping.is_set():
            try:
                await platform.run(stopping, ready)
            except PlatformError as error:
                self._told(f"{platform.name}: {error}")
                passes = error.passes
            except Exception:
                log.exception("platform_failed", platform=platform.name)
                self._told(f"{platform.name}: stopped by an error of ours; the log has it.")
                passes = True
            else:
                return
            self._failed.add(platform.name)
            if self._none_could_start(stopping) or not passes:
                return
            self._told(f"{platform.name}: trying again in {pause:.0f} s.")
            await _passed(stopping, pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _none_could_start(self, stopping: asyncio.Event) -> bool:
        """Ends the others' waiting, too, where every platform failed before any started."""
        if self._started or len(self._failed) < len(self._platforms):
            return False
        stopping.set()
        return True


async def _passed(stopping: asyncio.Event, seconds: float) -> None:
    """Waits some seconds, less where the program is about to end."""
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return
