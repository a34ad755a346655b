"""Runs a command's work: settings, logs, the house, and an exit code.

0 is for what was done ("I don't know" included), 1 for what failed, 2 for wrong usage. Errors that
say what to do are shown without a stack trace.
"""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any, NoReturn

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from bot.cli.wiring import House
    from bot.settings import Settings

INTERRUPTED = 130
"""What a shell expects of a program that Ctrl-C ended."""

Work = Callable[["House"], Awaitable[int]]


def run(work: Work) -> NoReturn:
    """Does the work in a house built from the settings, then ends with the code it returns."""
    run_with_settings(lambda settings: _in_house(settings, work))


def run_with_settings(task: Callable[[Settings], Coroutine[Any, Any, int]]) -> NoReturn:
    """Runs a task that builds what it needs by itself, then ends with the code it returns."""
    from bot.types import BotError
    from knowledge.types import KnowledgeError

    tolerate_odd_characters()
    try:
        code = asyncio.run(task(read_settings()))
    except (BotError, KnowledgeError) as error:
        from bot.adapters.console import plain_lines

        typer.secho(plain_lines(str(error)), err=True, fg="red")
        code = 1
    except KeyboardInterrupt:
        code = INTERRUPTED
    raise typer.Exit(code)


async def _in_house(settings: Settings, work: Work) -> int:
    from bot.cli.wiring import open_house

    async with open_house(settings) as house:
        return await work(house)


def read_settings() -> Settings:
    """The settings, with the logs set up as they say. Raises SettingsError."""
    from bot.cli import logs
    from bot.settings import Settings

    settings = Settings.read()
    logs.configure(settings.log_level, errors_are_shown=True)
    return settings


def consoles() -> tuple[Console, Console]:
    """Standard output and standard error. Nothing printed on them is read as markup."""
    from rich.console import Console

    return (
        Console(markup=False, highlight=False, emoji=False),
        Console(markup=False, highlight=False, emoji=False, stderr=True),
    )


def tolerate_odd_characters() -> None:
    """What a terminal's encoding lacks is shown as a question mark, not an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
