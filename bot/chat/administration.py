"""What /help, /sources and /status say on every platform, as sections of plain lines.

A platform draws the sections. All text in them is plain and may come from documents or people, so
the platform makes it harmless.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.commands import COMMANDS, EXPLAIN_MENU, Command, Role
from bot.phrases import Phrases

if TYPE_CHECKING:
    from bot.chat.desk import Desk
    from bot.chat.limits import Rules
    from bot.chat.types import Person, Place
    from bot.store.requests import Requests
    from bot.store.standing import Standing, Unanswered
    from knowledge.catalogue import Catalogue, DocumentRecord

_GAPS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a section: `text`, which leads to `address`, and what follows it."""

    text: str
    address: str | None = None
    after: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading. All of it is plain text."""

    heading: str
    lines: tuple[Line, ...] = ()


def _slash(command: Command) -> str:
    return f"/{command.name}"


class Administration:
    """Tells what people can do, what there is to read, and how things stand."""

    def __init__(
        self,
        *,
        desk: Desk,
        catalogue: Catalogue,
        standing: Standing,
        requests: Requests,
        rules: Rules,
        models: Sequence[str],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`models` names those that write answers; none of them: sources are quoted."""
        self._desk = desk
        self._catalogue = catalogue
        self._standing = standing
        self._requests = requests
        self._rules = rules
        self._models = tuple(models)
        self._now = now

    def help(
        self,
        language: str,
        *,
        admin: bool,
        named: Callable[[Command], str] = _slash,
        unmentioned: bool = True,
    ) -> list[Section]:
        """What a person can do here; what is for admins only for them.

        `named` says how a command is called on the platform; `unmentioned` whether the bot can
        read messages that do not mention it.
        """
        phrases = Phrases(language)

        def listed(role: Role) -> tuple[Line, ...]:
            return tuple(
                Line(named(command), after=command.text(language))
                for command in COMMANDS
                if command.role is role
            )

        menu = Line(
            EXPLAIN_MENU.get(language, EXPLAIN_MENU["en"]), after=phrases.say("help-explain-menu")
        )
        ways = ("help-ask", "help-follow-up") if unmentioned else ("help-ask",)
        asking = tuple(Line(phrases.say(way)) for way in ways)
        sections = [
            Section(phrases.say("help-heading"), asking),
            Section(phrases.say("help-commands"), (*listed(Role.EVERYONE), menu)),
        ]
        if admin:
            sections.append(Section(phrases.say("help-admins"), listed(Role.ADMIN)))
        return sections

    async def sources(self, place: Place, person: Person, language: str) -> Section:
        """The documents that a person's answers may rest on here, by title; it can be long."""
        phrases = Phrases(language)
        documents = await self._desk.documents(place, person)
        if not documents:
            return Section(phrases.say("sources-none"))
        lines = tuple(_document_line(record, phrases) for record in documents)
        return Section(phrases.say("sources-heading", count=len(lines)), lines)

    async def status(self, place: Place, person: Person, language: str) -> list[Section]:
        """How the index and this server stand, for an admin."""
        phrases = Phrases(language)
        now = self._now()
        index = Section(phrases.say("status-index"), await self._index_lines(phrases, now))
        answers = Section(phrases.say("status-answers"), await self._answers(place, phrases, now))
        sections = [index, answers]
        gaps = await self.unanswered(place, person)
        if gaps:
            lines = tuple(Line(gap.question, after=phrases.date(gap.asked.date())) for gap in gaps)
            sections.append(Section(phrases.say("status-gaps"), lines))
        return sections

    async def unanswered(
        self, place: Place, person: Person, limit: int = _GAPS
    ) -> list[Unanswered]:
        """The newest questions that the documents did not answer, as far as an admin may know.

        Who manages the server is told of all channels; who is an admin by a role may not see
        them all, and is told of this one.
        """
        within = place.server_key if person.administers else place.channel_key
        return await self._standing.unanswered(within, limit)

    async def _answers(self, place: Place, phrases: Phrases, now: datetime) -> tuple[Line, ...]:
        """Who writes them, how many there were today, and what the limits leave."""
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        server = place.server_key
        count = await self._standing.answers(server, midnight)
        lines = [self._writers(phrases), phrases.say("status-answers-today", count=count)]
        if self._rules.server_per_day:
            used = await self._standing.requests(server, midnight)
            most = self._rules.server_per_day
            lines.append(phrases.say("status-limit", used=used, most=most))
        if self._rules.server_daily_dollars:
            spent = f"{await self._requests.spent(server, midnight):.2f}"
            budget = f"{self._rules.server_daily_dollars:.2f}"
            lines.append(phrases.say("status-budget", spent=spent, budget=budget))
        return tuple(Line(line) for line in lines)

    async def _index_lines(self, phrases: Phrases, now: datetime) -> tuple[Line, ...]:
        live = await self._catalogue.live()
        if live is None:
            return (Line(phrases.say("status-no-index")),)
        size = phrases.say("status-size", documents=live.documents, passages=live.passages)
        age = time_passed(now - live.created, phrases)
        return (
            Line(size),
            Line(phrases.say("status-age", age=age, date=phrases.date(live.created.date()))),
            Line(phrases.say("status-embedder", name=live.embedder)),
        )

    def _writers(self, phrases: Phrases) -> str:
        if not self._models:
            return phrases.say("status-no-model")
        return phrases.say("status-models", names=phrases.listing(self._models))


def time_passed(span: timedelta, phrases: Phrases) -> str:
    """A span of time in words, as `3 hours`."""
    from babel.dates import format_timedelta

    return format_timedelta(span, locale=phrases.language)


def _document_line(record: DocumentRecord, phrases: Phrases) -> Line:
    info = record.info
    day = phrases.date(info.published) if info.published is not None else None
    return Line(info.title, info.address, " · ".join(filter(None, (info.publisher, day))))
