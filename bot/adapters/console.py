"""Answers in a terminal or a pipe: events become text as they come.

What documents and models wrote is data: control characters are taken out of it, and it is never
read as markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from bot.phrases import Phrases
from bot.types import (
    EMBEDDED,
    Answer,
    AnswerEvent,
    Citation,
    Done,
    Failed,
    Outcome,
    Reading,
    Said,
    Searching,
    Sentence,
    Source,
)

if TYPE_CHECKING:
    from rich.console import Console
    from rich.status import Status

    from knowledge.types import Passage

_MARKS = r"(?:\[\d+\])+$"
# They turn text round, or hide some of it, where a terminal heeds them.
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """The text on one line, without anything that a terminal would obey."""
    spaced = " ".join(_DIRECTIONS.sub("", text).split())
    return "".join(
        letter for letter in spaced if unicodedata.category(letter) not in ("Cc", "Cs", "Co")
    )


def plain_lines(text: str) -> str:
    """The text line by line, each without anything that a terminal would obey."""
    return "\n".join(plain(line) for line in text.splitlines())


class Flow:
    """Breaks text that comes piece by piece into lines of `width` cells; None never breaks."""

    def __init__(self, width: int | None) -> None:
        self._width = width
        self._column = 0

    def paragraph(self) -> str:
        """What begins a new paragraph."""
        began, self._column = self._column > 0, 0
        return "\n\n" if began else ""

    def add(self, text: str) -> str:
        """The text as it follows what was added before: with the space or the breaks it needs."""
        pieces: list[str] = []
        for word in text.split(" "):
            cells = cell_len(word)
            if self._column and self._width and self._column + 1 + cells > self._width:
                pieces.append("\n")
                self._column = 0
            elif self._column:
                pieces.append(" ")
                self._column += 1
            pieces.append(word)
            self._column += cells
        return "".join(pieces)


class Transcript:
    """Shows one answer after another on a console, as its events come.

    Failures go to `errors`. On a terminal a line that vanishes tells what is being done.
    """

    def __init__(self, console: Console, errors: Console) -> None:
        self._console = console
        self._errors = errors
        self._status: Status | None = None
        self._begin()

    def show(self, event: AnswerEvent) -> None:
        """Shows what an event tells."""
        match event:
            case Searching():
                self._begin()
                self._working("Searching the documents …")
            case Reading(hits):
                self._working(f"Reading {_counted(len(hits), 'passage')} …")
            case Said(sentence):
                self._say(sentence)
            case Done(answer):
                self._finish(answer)
            case Failed(problem, detail):
                self.close()
                self._errors.print(failure(problem, detail), soft_wrap=True)

    def close(self) -> None:
        """Ends the line that says what is being done, and the sentence that was being written."""
        self._idle()
        if self._said:
            self._write(Text("\n"))
        self._begin()

    def _begin(self) -> None:
        self._flow = Flow(self._console.width if self._console.is_terminal else None)
        self._said = 0

    def _say(self, sentence: Sentence, style: str = "") -> None:
        self._idle()
        start = self._flow.paragraph() if sentence.break_before else ""
        text = Text(start + self._flow.add(plain(sentence.marked())), style=style)
        if sentence.lead:
            text.highlight_regex(rf"^\s*{re.escape(plain(sentence.lead))}:", style="bold")
        text.highlight_regex(_MARKS, style="cyan")
        self._write(text)
        self._said += 1

    def _finish(self, answer: Answer) -> None:
        unknown = answer.outcome is Outcome.UNKNOWN
        for sentence in answer.sentences[self._said :]:
            self._say(sentence, style="yellow" if unknown else "")
        self.close()
        for block in below(answer):
            whole = bool(block.no_wrap) or not self._console.is_terminal
            self._console.print(block, soft_wrap=whole)

    def _write(self, text: Text) -> None:
        self._console.print(text, end="", soft_wrap=True)
        self._console.file.flush()

    def _working(self, words: str) -> None:
        if not self._console.is_terminal:
            return
        if self._status is None:
            self._status = self._console.status(Text(words, style="dim"))
            self._status.start()
        self._status.update(Text(words, style="dim"))

    def _idle(self) -> None:
        if self._status is not None:
            self._status.stop()
            self._status = None


def below(answer: Answer) -> list[Text]:
    """What stands beneath an answer's sentences: topics, sources, notices, who wrote it."""
    phrases = Phrases(answer.language)
    blocks: list[Text] = []
    if answer.topics:
        listed = phrases.titles(plain(topic) for topic in answer.topics)
        blocks.append(Text(plain(phrases.say("unknown-topics", topics=listed))))
    if answer.sources:
        blocks.append(Text(f"\n{phrases.say('sources')}", style="bold"))
        for source in answer.sources:
            blocks += source_lines(source, answer)
    notices = [Text(plain(notice), style="dim") for notice in answer.notices]
    if answer.writer != EMBEDDED and answer.sources:
        by = phrases.say("written-by", writer=plain(answer.writer))
        notices.append(Text(by, style="dim"))
    if notices:
        blocks += [Text(), *notices]
    return blocks


def source_lines(source: Source, answer: Answer) -> list[Text]:
    """A numbered source: title, publisher and date, and beneath it where to open it.

    A terminal that knows links opens a web page at the words quoted. Publications that the source
    names for what is cited follow. Lines with an address are left to the terminal to break, so
    that it can be copied whole.
    """
    phrases = Phrases(answer.language)
    cited = [
        citation
        for sentence in answer.sentences
        for citation in sentence.citations
        if citation.number == source.number
    ]
    about = [source.title, source.publisher]
    if source.published is not None:
        about.append(phrases.date(source.published))
    described = " · ".join(plain(part) for part in about if part)
    lines = [Text.assemble((f"[{source.number}]", "cyan"), f" {described}")]
    if source.address is not None:
        address = plain(source.address)
        link = next((citation.link for citation in cited if citation.link), address)
        lines.append(_unbroken("", address, Style(dim=True, link=plain(link))))
    elif not source.references and (place := _on_disk(cited, answer)) is not None:
        lines.append(_unbroken("", place, Style(dim=True)))
    for reference in source.references:
        day = phrases.date(reference.published) if reference.published is not None else None
        named = ", ".join(plain(part) for part in (reference.publisher, day) if part)
        address = plain(reference.address)
        style = Style(dim=True, link=address)
        lines.append(_unbroken(f"{named}: " if named else "", address, style))
    return lines


def _unbroken(label: str, place: str, style: Style) -> Text:
    return Text.assemble("    ", label, (place, style), no_wrap=True)


def failure(problem: str, detail: str | None = None) -> Text:
    """A failed answer. The person at the terminal runs the bot, so the detail is shown too."""
    text = Text(plain(problem), style="red")
    if detail is not None:
        text.append("\n" + plain_lines(detail), "default")
    return text


def _on_disk(cited: Sequence[Citation], answer: Answer) -> str | None:
    """The file that a source without an address was read from, with the page if it has pages."""
    wanted = {citation.passage for citation in cited}
    passage: Passage | None = next(
        (hit.passage for hit in answer.hits if hit.passage.id in wanted), None
    )
    if passage is None:
        return None
    page = f", page {passage.page}" if passage.page is not None else ""
    return plain(passage.document.source) + page


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
