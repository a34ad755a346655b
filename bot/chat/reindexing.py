"""/reindex on every platform: a link or file is read in for one server, or all sources again.

What a server's admins give is for that server alone; and they are not told of others' sources.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

import structlog

from bot.chat.administration import Line, Section, time_passed
from bot.phrases import Phrases
from bot.types import BotError
from knowledge.types import EVERYONE, Failure, IndexReport, KnowledgeError

if TYPE_CHECKING:
    from bot.chat.desk import Desk
    from bot.chat.types import Person, Place
    from knowledge.catalogue import Catalogue

log = structlog.get_logger()

_NAMED = 10
"""How many documents or failures are named before the rest is counted."""
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
class GivenFile:
    """A file that someone wants indexed."""

    name: str
    content: bytes


class Reindexing:
    """Has documents read in, one run at a time."""

    def __init__(
        self,
        *,
        desk: Desk,
        catalogue: Catalogue,
        indexing: Indexing,
        keep_file: KeepFile,
        file_megabytes: float,
        clock: Callable[[], float] = time.monotonic,
        pause: float = _PAUSE,
    ) -> None:
        """`file_megabytes` is the largest file taken; `clock` counts seconds.

        `pause` is the seconds between two words about a run that is under way.
        """
        self._desk = desk
        self._catalogue = catalogue
        self._indexing = indexing
        self._keep_file = keep_file
        self._file_megabytes = file_megabytes
        self._clock = clock
        self._pause = pause
        self._since: float | None = None

    def refusal(self, size: int, language: str) -> str | None:
        """Why a file of `size` bytes is not taken, or None; asked before it is fetched."""
        if size <= self._file_megabytes * 1_000_000:
            return None
        limit = f"{self._file_megabytes:g}"
        return Phrases(language).say("reindex-file-too-large", limit=limit)

    async def run(
        self,
        place: Place,
        person: Person,
        language: str,
        *,
        link: str | None = None,
        file: GivenFile | None = None,
    ) -> AsyncGenerator[Section, None]:
        """Reads a link and a file in for this server, or with neither all known sources again.

        Sections come every few seconds, each instead of the one before; the last is the result.
        Raises BotError, with words to show, where it cannot be done.
        """
        phrases = Phrases(language)
        if self._since is not None:
            ago = self._passed(self._since, phrases)
            raise BotError(phrases.say("reindex-running", time=ago))
        self._since = started = self._clock()
        try:
            sources = await self._given(place, phrases, link, file)
            scope = place.server_key if sources else None
            run = asyncio.create_task(self._indexing.run(sources, scope))
            try:
                while not run.done():
                    yield Section(self._reading(started, phrases))
                    await asyncio.wait({run}, timeout=self._pause)
                report = run.result()
            finally:
                run.cancel()
                await asyncio.gather(run, return_exceptions=True)
        except KnowledgeError as error:
            raise BotError(phrases.say("reindex-failed", reason=str(error))) from error
        finally:
            self._since = None
        log.info("reindexed", place=place.server_key, person=person.key, passages=report.passages)
        yield await self._told(report, place, person, phrases, scoped=scope is not None)

    async def _given(
        self, place: Place, phrases: Phrases, link: str | None, file: GivenFile | None
    ) -> list[str]:
        if place.direct:
            raise BotError(phrases.say("reindex-direct"))
        sources: list[str] = []
        if link:
            sources.append(await self._link(link.strip(), place, phrases))
        if file is not None:
            name = PurePosixPath(file.name.replace("\\", "/")).name
            kept = await asyncio.to_thread(self._keep_file, place.server_key, name, file.content)
            sources.append(str(kept))
        return sources

    async def _link(self, link: str, place: Place, phrases: Phrases) -> str:
        """The link, if it may be read in here.

        A path would name a file of the machine; a source that is known with another scope would
        be taken away from those who read it now.
        """
        try:
            parts = urlsplit(link)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise BotError(phrases.say("reindex-no-link"))
        known = {source.location: source.scope for source in await self._catalogue.sources()}
        if known.get(link, place.server_key) != place.server_key:
            raise BotError(phrases.say("reindex-taken"))
        return link

    def _reading(self, since: float, phrases: Phrases) -> str:
        at_once = self._clock() - since < 1
        time = "" if at_once else self._passed(since, phrases)
        return phrases.say("reindex-reading", time=time).rstrip()

    def _passed(self, since: float, phrases: Phrases) -> str:
        seconds = int(self._clock() - since)
        return time_passed(timedelta(seconds=seconds), phrases)

    async def _told(
        self, report: IndexReport, place: Place, person: Person, phrases: Phrases, *, scoped: bool
    ) -> Section:
        documents = await self._desk.documents(place, person)
        titles = {record.info.source: record.info.title for record in documents}
        lines: list[Line] = []
        for key, sources in (("added", report.added), ("changed", report.changed)):
            if sources:
                said = phrases.say(f"reindex-{key}", count=len(sources))
                named = [titles[source] for source in sources if source in titles][:_NAMED]
                lines.append(Line(said, after=phrases.titles(named) if named else ""))
        for key, count in (("unchanged", len(report.unchanged)), ("removed", len(report.removed))):
            if count:
                lines.append(Line(phrases.say(f"reindex-{key}", count=count)))
        lines += await self._failures(report.failed, place, phrases)
        if scoped and (report.added or report.changed or report.unchanged):
            lines.append(Line(phrases.say("reindex-scoped")))
        if not lines:
            lines.append(Line(phrases.say("reindex-nothing")))
        if report.failed and not (
            report.added or report.changed or report.unchanged or report.removed
        ):
            return Section(phrases.say("reindex-none-read"), tuple(lines))
        took = time_passed(timedelta(seconds=round(report.seconds)), phrases)
        return Section(phrases.say("reindex-done", time=took), tuple(lines))

    async def _failures(
        self, failed: Sequence[Failure], place: Place, phrases: Phrases
    ) -> list[Line]:
        """What could not be read. What other servers gave is counted, not named."""
        ours = {EVERYONE, place.server_key}
        known = await self._catalogue.sources()
        foreign = [source.location for source in known if source.scope not in ours]
        shown = [failure for failure in failed if not _under(failure.source, foreign)]
        lines = [_failure_line(failure, phrases) for failure in shown[:_NAMED]]
        if len(failed) > len(lines):
            lines.append(Line(phrases.say("reindex-more-failed", count=len(failed) - len(lines))))
        return lines


def _under(source: str, locations: Iterable[str]) -> bool:
    return any(
        source == location or source.startswith(location.rstrip("/") + "/")
        for location in locations
    )


def _failure_line(failure: Failure, phrases: Phrases) -> Line:
    """A failure without the folders of the machine that the bot runs on; named once."""
    name = failure.source
    if urlsplit(name).scheme not in ("http", "https"):
        name = PurePosixPath(name.replace("\\", "/")).name or name
    # Most reasons begin with what was not read; it is named already.
    reason = failure.reason.replace(failure.source, name).removeprefix(f"{name} ")
    # Most reasons are sentences that begin with the name.
    return Line(phrases.say("reindex-not-read", name=name), after=reason.removeprefix(name).strip())
