"""What /help, /sources, /status and /reindex say, on every platform: sections of plain lines.

A platform draws the sections; all text in them is plain and may come from documents or people.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

import structlog

from bot.commands import COMMANDS, Role
from bot.phrases import Phrases
from bot.types import BotError
from knowledge.types import EVERYONE, IndexReport, KnowledgeError

if TYPE_CHECKING:
    from bot.chat.desk import Desk
    from bot.chat.types import Person, Place
    from bot.store.standing import Standing
    from knowledge.catalogue import Catalogue, DocumentRecord

log = structlog.get_logger()

_NAMED = 20
"""How many documents or reasons a report names before it counts."""
_GAPS = 5
_PAUSE = 4.0


class Indexing(Protocol):
    """Reads documents in, beside the running bot."""

    async def run(self, sources: Sequence[str], scope: str | None) -> IndexReport:
        """Reads `sources`, or all that is known where there are none; documents get `scope`.

        Raises BotError or KnowledgeError where nothing could be indexed, with words to show.
        """


KeepFile = Callable[[str, str, bytes], Path]
"""Keeps a file for a server: its key, the file's name, its content; says where it lies."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a section; `address` is where it leads, `after` follows it."""

    text: str
    address: str | None = None
    after: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading. All of it is plain text, to be escaped."""

    heading: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """A file that was given to be indexed."""

    name: str
    content: bytes


class Administration:
    """Tells what there is, and has documents read in."""

    def __init__(
        self,
        *,
        desk: Desk,
        catalogue: Catalogue,
        standing: Standing,
        indexing: Indexing,
        keep_file: KeepFile,
        file_bytes: int,
        models: Sequence[str],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        pause: float = _PAUSE,
    ) -> None:
        """`file_bytes` is the largest file taken; `models` names those that write answers.

        `pause` is the seconds between two words about an indexing that is under way.
        """
        self._desk = desk
        self._catalogue = catalogue
        self._standing = standing
        self._indexing = indexing
        self._keep_file = keep_file
        self.file_bytes = file_bytes
        self._models = tuple(models)
        self._now = now
        self._pause = pause
        self._running_since: datetime | None = None

    def help(self, language: str, *, admin: bool) -> list[Section]:
        """What a person can do here; commands for admins only for them."""
        raise NotImplementedError

    async def sources(self, place: Place, person: Person, language: str) -> Section:
        """The documents that a person may read here, by title; the platform pages them."""
        raise NotImplementedError

    async def status(self, place: Place, language: str) -> list[Section]:
        """How the index and this server stand."""
        raise NotImplementedError

    def reindex(
        self,
        place: Place,
        person: Person,
        language: str,
        *,
        link: str | None = None,
        file: Given | None = None,
    ) -> AsyncGenerator[Section, None]:
        """Reads a link or file for this server alone, or all known sources again.

        Sections come every few seconds while it runs, each instead of the one before; the last
        one is the result. Raises BotError, with words to show, where it cannot be done.
        """
        raise NotImplementedError
