"""What there is to show becomes pages: one message each, in Discord's Components V2.

The buttons do nothing by themselves: whoever receives a press goes by its id (`ids.py`), so they
work after a restart. `pages` gives the same text for the pages that are full while an answer
grows, so only the last one needs an edit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import discord
from discord import ui

from bot.adapters.discord import ids
from bot.adapters.discord.writing import bold, harmless, length, link, mark
from bot.chat.plain import one_line
from bot.chat.shown import Shown
from bot.chat.splitting import split
from bot.phrases import Phrases
from bot.types import EMBEDDED, Outcome, Sentence, Source

TEXT_LIMIT = 4000
"""What all text of a message may come to, in UTF-16 code units."""

BODY_LIMIT = 3500
"""What a page takes of an answer's text; the rest is for what is being done and who is called."""

_LABEL_LIMIT = 80
_TITLE_LIMIT = 150
_NAME_LIMIT = 60
_NOTICE_LIMIT = 500
_LINE_LIMIT = 200
_MOST_FOLLOW_UPS = 5

_ANSWER = discord.Colour(0x5865F2)
_UNKNOWN = discord.Colour(0xF0B232)
_PROBLEM = discord.Colour(0xDA373C)
_QUIET = discord.Colour(0x80848E)


class Page(ui.LayoutView):
    """The components of one message.

    discord.py keeps every view that is sent and not finished, for ever where it has no timeout,
    to call back its buttons. These are caught by their ids, so a page counts as finished from the
    start: it is sent, and then forgotten.
    """

    def __init__(self, *items: ui.Item[ui.LayoutView]) -> None:
        super().__init__(timeout=None)
        for item in items:
            self.add_item(item)

    def is_finished(self) -> bool:
        """Always: nothing listens here."""
        return True


def pages(shown: Shown) -> list[ui.LayoutView]:
    """The messages that show a request as far as it has come, at least one.

    Sources, notices and buttons stand on the last one.
    """
    phrases = Phrases(shown.language)
    bodies = split(_body(shown, phrases), BODY_LIMIT, length)
    tails = split(_tail(shown), BODY_LIMIT, length)
    texts = [[body] for body in bodies]
    if bodies and tails and length(bodies[-1]) + length(tails[0]) <= BODY_LIMIT:
        texts[-1].append(tails.pop(0))
    texts += [[tail] for tail in tails]
    colour = _colour(shown)
    full = [Page(_container(parts, colour)) for parts in texts[:-1]]
    last = _container(texts[-1] if texts else [], colour)
    if working := _working(shown, phrases):
        last.add_item(ui.TextDisplay(working))
    for row in _rows(shown, phrases):
        last.add_item(row)
    if not last.children:
        last.add_item(ui.TextDisplay("…"))
    return [*full, Page(last)]


def plain_text(views: Sequence[ui.LayoutView]) -> str:
    """All text of pages as it reads, without markup and addresses."""
    texts = [
        item.content
        for view in views
        for item in view.walk_children()
        if isinstance(item, ui.TextDisplay)
    ]
    text = re.sub(r"\[((?:\[[^\]]*\]|[^\[\]])*)\]\(<[^>]*>\)", r"\1", "\n".join(texts))
    text = re.sub(r"^(?:-# |### |> )|(?<!\\)\*\*|\u200b", "", text, flags=re.M)
    return re.sub(r"\\([^\w\s]|_)", r"\1", text)


def _container(texts: Sequence[str], colour: discord.Colour | None) -> ui.Container[ui.LayoutView]:
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=colour)
    for index, text in enumerate(texts):
        if index:
            container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(text))
    return container


def _colour(shown: Shown) -> discord.Colour | None:
    if shown.problem is not None:
        return _PROBLEM
    if shown.answer is None:
        return _QUIET
    colours = {
        Outcome.ANSWERED: _ANSWER,
        Outcome.UNKNOWN: _UNKNOWN,
        Outcome.STOPPED: _QUIET,
        Outcome.SMALL_TALK: None,
    }
    return colours[shown.answer.outcome]


def _body(shown: Shown, phrases: Phrases) -> list[str]:
    """What is said, in pieces, each set off from the one before."""
    answer = shown.answer
    said = shown.sentences if answer is None else answer.sentences
    sources = () if answer is None else answer.sources
    addresses = {source.number: source.address for source in sources}
    pieces = [
        (("\n\n" if sentence.break_before else " ") if index else "") + _said(sentence, addresses)
        for index, sentence in enumerate(said)
    ]
    if answer is not None and answer.outcome is Outcome.UNKNOWN:
        pieces.insert(0, f"### {phrases.say('unknown-heading')}\n")
        if answer.topics:
            pieces.append(f"\n{phrases.say('topics-heading')}")
            topics = [harmless(one_line(topic, _TITLE_LIMIT)) for topic in answer.topics]
            pieces += [f"\n- {topic}" for topic in topics]
    if shown.problem is not None:
        gap = "\n\n" if pieces else ""
        pieces.append(f"{gap}⚠️ {harmless(shown.problem)}")
    return pieces


def _said(sentence: Sentence, addresses: Mapping[int, str | None]) -> str:
    """A sentence with its marks, which lead to what it rests on."""
    lead = f"{bold(sentence.lead + ':')} " if sentence.lead else ""
    links: dict[int, str | None] = {}
    for citation in sentence.citations:
        link_to = citation.link or citation.address or addresses.get(citation.number)
        links[citation.number] = links.get(citation.number) or link_to
    marks = "".join(mark(number, link_to) for number, link_to in links.items())
    return f"{lead}{harmless(one_line(sentence.text))}{f' {marks}' if marks else ''}"


def _tail(shown: Shown) -> list[str]:
    """Sources and notices, in lines."""
    answer = shown.answer
    lines: list[str] = []
    notices: list[str] = []
    if answer is not None:
        phrases = Phrases(answer.language)
        for source in answer.sources:
            lines += source_lines(source, phrases)
        notices += answer.notices
        if answer.writer != EMBEDDED and answer.sources:
            notices.append(phrases.say("written-by", writer=one_line(answer.writer, _NAME_LIMIT)))
    if shown.cut:
        # The program stopped it, not a person.
        phrases = Phrases(shown.language)
        notices = [notice for notice in notices if notice != phrases.say("notice-stopped")]
        notices.append(phrases.say("cut-short"))
    lines += [f"-# {harmless(one_line(notice, _NOTICE_LIMIT))}" for notice in notices]
    return [f"\n{line}" for line in lines]


def source_lines(source: Source, phrases: Phrases) -> list[str]:
    """A numbered source: its title as a link, publisher and date; beneath it what it names."""
    about = [link(one_line(source.title, _TITLE_LIMIT), source.address)]
    if source.publisher:
        about.append(harmless(one_line(source.publisher, _NAME_LIMIT)))
    if source.published is not None:
        about.append(phrases.date(source.published))
    lines = [f"-# {mark(source.number, None)} {' · '.join(about)}"]
    for reference in source.references:
        day = phrases.date(reference.published) if reference.published is not None else None
        name = ", ".join(part for part in (reference.publisher, day) if part)
        shown = link(one_line(name or reference.address, _NAME_LIMIT), reference.address)
        lines.append(f"-# ↳ {shown}")
    return lines


def _working(shown: Shown, phrases: Phrases) -> str | None:
    """The line that says what is being done, while something is."""
    if shown.answer is not None or shown.problem is not None or shown.cut:
        return None
    if shown.status is None:
        return None if shown.sentences else f"-# {phrases.say('status-searching')}"
    return f"-# {harmless(one_line(shown.status, _LINE_LIMIT))}"


def _rows(shown: Shown, phrases: Phrases) -> list[ui.ActionRow[ui.LayoutView]]:
    answer = shown.answer
    if shown.problem is not None or shown.cut:
        return []
    if answer is None:
        stop = ids.stop(shown.request)
        if re.fullmatch(ids.STOP, stop) is None:
            return []
        return [_row(_button(stop, phrases.say("label-stop")))]
    if answer.outcome is Outcome.SMALL_TALK:
        return []
    buttons = [
        _button(ids.vote(answer.id, up=True), emoji="👍"),
        _button(ids.vote(answer.id, up=False), emoji="👎"),
    ]
    if any(sentence.citations for sentence in answer.sentences):
        buttons.insert(0, _button(ids.quotes(answer.id), phrases.say("label-quotes")))
        if shown.private:
            buttons.append(_button(ids.share(answer.id), phrases.say("label-share")))
    rows = [_row(*buttons)]
    further = [
        _button(ids.follow_up(answer.id, index), one_line(question, _LABEL_LIMIT))
        for index, question in enumerate(shown.follow_ups[:_MOST_FOLLOW_UPS])
    ]
    return [*rows, _row(*further)] if further else rows


def _button(
    custom_id: str, label: str | None = None, emoji: str | None = None
) -> ui.Button[ui.LayoutView]:
    return ui.Button(custom_id=custom_id, label=label, emoji=emoji)


def _row(*buttons: ui.Button[ui.LayoutView]) -> ui.ActionRow[ui.LayoutView]:
    return ui.ActionRow(*buttons)
