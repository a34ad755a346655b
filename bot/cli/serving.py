"""`explainer run`: every chat platform whose token is set, in one process."""

from __future__ import annotations

import asyncio
import signal
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import typer

from bot.cli.running import run as run_in_house

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.cli.wiring import House

_A_DAY = 86_400


def run() -> None:
    """Answer on every chat platform whose token is set.

    Ctrl-C or SIGTERM ends it: answers under way are finished, or say that they were cut.
    """
    run_in_house(_serve)


async def _serve(house: House) -> int:
    from bot.cli import logs

    platforms = house.chat.platforms()
    if not platforms:
        return await _without_platform(house)
    from bot.chat.serving import Serving

    logs.configure(house.settings.log_level)
    await _index_if_nothing_is(house)
    await house.ready_to_serve()
    async with _stopped_by_signals() as stopping, _forgetting(house):
        return 0 if await Serving(platforms, told=_tell).serve(stopping) else 1


async def _without_platform(house: House) -> int:
    _tell(
        "No chat platform is set up. Set DISCORD_TOKEN to the token of a Discord bot, or "
        "SLACK_BOT_TOKEN and SLACK_APP_TOKEN to those of a Slack app (the README tells how to get "
        "them), in the environment or in .env."
    )
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return 1
    from bot.cli.chatting import Chat

    _tell("Here is a conversation at the terminal instead; Ctrl-D leaves.")
    await _index_if_nothing_is(house)
    await house.ready_to_answer()
    await Chat(house).hold()
    return 0


async def _index_if_nothing_is(house: House) -> None:
    """So that a first start can answer. Later, `explainer index` and /reindex take in changes."""
    from bot.cli.starting import bring_index_up_to_date

    if await house.catalogue.live() is None:
        await bring_index_up_to_date(house)


@asynccontextmanager
async def _stopped_by_signals() -> AsyncIterator[asyncio.Event]:
    """An event that Ctrl-C and SIGTERM set; a second one ends the program at once."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def stop(number: int, _: object) -> None:
        _tell("Ending: answers under way are finished first.")
        loop.call_soon_threadsafe(stopping.set)
        signal.signal(number, before[signal.Signals(number)])

    for number in before:
        signal.signal(number, stop)
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@asynccontextmanager
async def _forgetting(house: House) -> AsyncIterator[None]:
    """Once a day, what was kept long enough is deleted."""

    import structlog

    async def daily() -> None:
        while True:
            await asyncio.sleep(_A_DAY)
            try:
                await house.forget_old()
            except Exception:
                # The next day is another try.
                structlog.get_logger().exception("not_forgotten")

    task = asyncio.create_task(daily())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _tell(line: str) -> None:
    from bot.adapters.console import plain

    typer.echo(plain(line), err=True)
