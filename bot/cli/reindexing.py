"""Indexing beside a running bot, in a process of its own: writing to Chroma stops the world."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping, Sequence

from pydantic import TypeAdapter, ValidationError

from bot.types import BotError
from knowledge.types import IndexReport

_REPORT = TypeAdapter(IndexReport)
_INDEX = "from bot.cli.main import main; main()"


class ChildIndexing:
    """Runs `explainer index` as a child process."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """`environment` holds the variables of this installation's settings."""
        self._environment = environment

    async def run(self, sources: Sequence[str], scope: str | None) -> IndexReport:
        """Reads `sources`, or all that is known where there are none; documents get `scope`.

        Raises BotError where nothing could be indexed; the message says what to do.
        """
        options = [] if scope is None else ["--scope", scope]
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", _INDEX, "index", "--json", *options, "--", *sources),
            env=os.environ | dict(self._environment),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            printed, problems = await child.communicate()
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
        try:
            return _REPORT.validate_json(printed)
        except ValidationError:
            said = problems.decode("utf-8", "replace").strip().splitlines()
            raise BotError(said[-1] if said else "The documents could not be read.") from None
