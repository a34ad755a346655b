"""Sections of plain lines, as Discord messages of text alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from discord import ui

from bot.adapters.discord.layout import Page
from bot.adapters.discord.writing import harmless, length, link
from bot.chat.administration import Line, Section
from bot.chat.plain import one_line

_FITS = 3600
"""What is left of a message's 4,000 characters for lines, in UTF-16 code units."""
_LINE = 400


def view_of(sections: Sequence[Section], *below: ui.Item[Any]) -> Page:
    """One message with the sections, each under its heading; what does not fit is left out."""
    container: ui.Container[ui.LayoutView] = ui.Container()
    left = _FITS
    for section in sections:
        text = _drawn(section, left)
        left = max(0, left - length(text))
        container.add_item(ui.TextDisplay(text))
    for item in below:
        container.add_item(item)
    return Page(container)


def in_pages(section: Section) -> list[Section]:
    """The section in parts that fit into a message each, all under its heading."""
    pages: list[list[Line]] = [[]]
    left = _FITS
    for line in section.lines:
        needed = length(_line(line)) + 1
        if needed > left and pages[-1]:
            pages.append([])
            left = _FITS
        pages[-1].append(line)
        left -= needed
    return [Section(section.heading, tuple(lines)) for lines in pages]


def _drawn(section: Section, room: int) -> str:
    heading = f"**{harmless(one_line(section.heading, _LINE))}**"
    return "\n".join((heading, *_fitting(section.lines, room - length(heading))))


def _fitting(lines: Sequence[Line], room: int) -> Iterator[str]:
    for line in lines:
        text = _line(line)
        room -= length(text) + 1
        if room < 0:
            yield "…"
            return
        yield text


def _line(line: Line) -> str:
    after = f" · {harmless(one_line(line.after, _LINE))}" if line.after else ""
    return f"- {link(one_line(line.text, _LINE), line.address)}{after}"
