"""Sections of plain lines (help, sources, status) as blocks of mrkdwn."""

from __future__ import annotations

from collections.abc import Sequence

from bot.adapters.slack.blocks import (
    MESSAGE_LIMIT,
    TEXT_LIMIT,
    Block,
    Page,
    page,
    section,
)
from bot.adapters.slack.writing import mrkdwn, mrkdwn_bold, mrkdwn_link
from bot.chat.administration import Line, Section
from bot.chat.plain import code_units, one_line
from bot.chat.splitting import split

_LINE = 170
_AFTER = 200
"""Code units; as entities, five times that and an address still fit into a text object."""


def section_blocks(of: Section) -> list[Block]:
    """The section under its heading, in as many blocks as it takes."""
    heading = mrkdwn_bold(one_line(of.heading, _LINE))
    lines = [heading, *(f"\n{_line(line)}" for line in of.lines)]
    return [section(part) for part in split(lines, TEXT_LIMIT, code_units)]


def section_pages(sections: Sequence[Section]) -> list[Page]:
    """The sections as messages, as few as they fit into."""
    messages: list[list[Block]] = [[]]
    room = MESSAGE_LIMIT
    for block in (block for of in sections for block in section_blocks(of)):
        needed = code_units(block["text"]["text"])
        if needed > room:
            messages.append([])
            room = MESSAGE_LIMIT
        messages[-1].append(block)
        room -= needed
    return [page(blocks) for blocks in messages if blocks]


def _line(line: Line) -> str:
    after = f" · {mrkdwn(one_line(line.after, _AFTER))}" if line.after else ""
    return f"• {mrkdwn_link(one_line(line.text, _LINE), line.address)}{after}"
