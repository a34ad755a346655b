"""The slash commands, made from the one table of commands.

Slack's commands cannot be used in threads; a mention does there what they do elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import aclosing
from datetime import datetime
from typing import TYPE_CHECKING, Any

import structlog

from bot.adapters.slack.blocks import Page
from bot.adapters.slack.naming import OWN, PAUSE, RESUME, called, slash_commands
from bot.adapters.slack.sections import section_pages
from bot.adapters.slack.whispering import note, respond, whisper, whisper_all
from bot.chat.administration import Line, Section
from bot.chat.desk import Kind
from bot.chat.summarizing import ChannelWanted, StoryWanted, ThreadWanted, TopicWanted, parse
from bot.commands import find
from bot.phrases import LANGUAGES, Phrases
from bot.types import BotError, Length

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

    from bot.adapters.slack.asked import Asked, Body
    from bot.adapters.slack.asking import Asking
    from bot.adapters.slack.discussions import Discussions
    from bot.adapters.slack.settings_modal import SettingsModal
    from bot.adapters.slack.taking import Taking
    from bot.chat.administration import Administration
    from bot.chat.desk import Desk
    from bot.chat.reindexing import Reindexing
    from bot.store.pauses import Pauses

log = structlog.get_logger()

_LENGTH = re.compile(r"(?P<word>[^\s:]+)\s*(?:$|:)\s*", re.S)


class Commands:
    """What typing them does."""

    def __init__(
        self,
        *,
        taking: Taking,
        desk: Desk,
        asking: Asking,
        discussions: Discussions,
        administration: Administration,
        reindexing: Reindexing,
        settings: SettingsModal,
        pauses: Pauses,
        now: Callable[[], datetime],
    ) -> None:
        """`now` is aware."""
        self._taking = taking
        self._desk = desk
        self._asking = asking
        self._discussions = discussions
        self._administration = administration
        self._reindexing = reindexing
        self._settings = settings
        self._pauses = pauses
        self._now = now

    def set_up(self, app: AsyncApp) -> None:
        """Registers them. Raises KeyError where a command of the table has no handler."""
        handlers = {
            "/ask": self.ask,
            "/summary": self.summary,
            "/sources": self.sources,
            "/reindex": self.reindex,
            OWN: self.own,
        }
        for name in slash_commands():
            app.command(name)(self._taking.once(handlers[name]))

    async def ask(self, asked: Asked, body: Body) -> None:
        """/ask: to everyone in the channel, or to the asker alone."""
        question, private = without_privacy(_text(body))
        if not question:
            raise BotError(asked.phrases.say("slack-ask-empty"))
        if private:
            await whisper(asked, note(asked.phrases.say("message-searching")))
        await self._asking.ask(asked, Kind.ANSWER, question, private)

    async def summary(self, asked: Asked, body: Body) -> None:
        """/summary: of the story, a topic, or a discussion that is read first."""
        of, length = _without_length(_text(body))
        wish = f"/summary {_text(body)}".strip()
        further: dict[str, Any] = {"length": length}
        kind, text = Kind.SUMMARY, ""
        match parse(of, asked.language, self._now()):
            case StoryWanted():
                pass
            case TopicWanted(topic):
                text = topic
            case ThreadWanted():
                raise BotError(asked.phrases.say("slack-no-threads"))
            case ChannelWanted(since):
                kind = Kind.DISCUSSION
                further["discussion"] = await self._discussions.channel(
                    asked, asked.channel or "", since
                )
        await self._asking.ask(asked, kind, text, False, wish, **further)

    async def sources(self, asked: Asked, _: Body) -> None:
        """/sources: what answers may rest on."""
        section = await self._administration.sources(asked.place, asked.person, asked.language)
        await self._show(asked, [section])

    async def own(self, asked: Asked, body: Body) -> None:
        """/explainer: what its first word says; help for any other."""
        word = _text(body).casefold()
        match word:
            case "status":
                await self._admin(asked)
                await self._show(
                    asked,
                    await self._administration.status(
                        asked.administered, asked.person, asked.language
                    ),
                )
            case "settings":
                await self._settings.open(asked)
            case "pause" | "resume":
                await self._pause(asked, quiet=word == PAUSE)
            case _:
                await self._help(asked)

    async def _help(self, asked: Asked) -> None:
        admin = await self._administers(asked)
        sections = self._administration.help(asked.language, admin=admin, named=called)
        say = asked.phrases.say
        here = (
            Line(f"{OWN} {PAUSE}", after=say("slack-help-pause")),
            Line(f"{OWN} {RESUME}", after=say("slack-help-resume")),
            Line(say("slack-help-private")),
            Line(say("slack-no-threads")),
        )
        await self._show(asked, [*sections, Section(say("slack-help-here"), here)])

    async def _pause(self, asked: Asked, *, quiet: bool) -> None:
        key = asked.place.channel_key
        if quiet:
            await self._pauses.pause(key, asked.person.key)
        else:
            await self._pauses.resume(key)
        said = note(asked.phrases.say("paused" if quiet else "resumed"))
        # Everyone here should know of it.
        if not await respond(asked, said, everyone=True):
            await whisper(asked, said)

    async def reindex(self, asked: Asked, body: Body) -> None:
        """/reindex, for admins: says that it is under way, and how it ended."""
        await self._admin(asked)
        link = _text(body).strip("<>").split("|")[0] or None
        run = self._reindexing.run(asked.administered, asked.person, asked.language, link=link)
        begun, last = False, None
        async with aclosing(run) as sections:
            async for section in sections:
                if begun:
                    last = section
                    continue
                # A response_url takes five posts: one for the beginning, the rest for the end.
                await self._show(asked, [section])
                begun = True
        if last is not None:
            await self._show(asked, [last])

    async def _show(self, asked: Asked, sections: Sequence[Section]) -> None:
        shown: list[Page] = section_pages(sections)
        await whisper_all(asked, shown, asked.phrases.say("slack-home-more"))

    async def _admin(self, asked: Asked) -> None:
        if not await self._administers(asked):
            raise BotError(asked.phrases.say("slack-admins-only"))

    async def _administers(self, asked: Asked) -> bool:
        return await self._desk.administers(asked.person, asked.administered)


def without_privacy(text: str) -> tuple[str, bool]:
    """The question without the word that says it is private, and whether it was there."""
    for language in LANGUAGES:
        for word in Phrases(language).say("slack-heard-private").split("|"):
            match = re.match(rf"{re.escape(word)}(?:\s*:\s*|\s+|$)", text, re.I)
            if match is not None:
                return text[match.end() :].strip(), True
    return text, False


def _without_length(text: str) -> tuple[str, Length | None]:
    """What is to be summarized, and the length that is named before a colon or alone."""
    summary = find("summary")
    match = _LENGTH.match(text)
    if summary is None or match is None:
        return text, None
    word = match["word"].casefold()
    for option in summary.options:
        for choice in option.choices:
            if word in (choice.value, *choice.texts.values()):
                return text[match.end() :].strip(), Length(choice.value)
    return text, None


def _text(body: Body) -> str:
    return str(body.get("text") or "").strip()
