"""Discussions to summarize: one about a bridge, in English and in French, in `talks/`.

A line there is `author|text`, or `author>n|text` where it replies to the line numbered n, from 0.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.discussion import Discussion, Remark

START = datetime(2024, 5, 6, 8, 2, tzinfo=UTC)
_TALKS = Path(__file__).with_name("talks")
BRIDGE = (_TALKS / "bridge.txt").read_text(encoding="utf-8")
PONT = (_TALKS / "pont.txt").read_text(encoding="utf-8")


def talk(lines: str, name: str = "bridge", **more: Any) -> Discussion:
    """The lines as a discussion, seven minutes apart."""
    remarks = []
    for order, line in enumerate(lines.strip().splitlines()):
        who, said = line.split("|", 1)
        author, _, answered = who.partition(">")
        sent = START + timedelta(minutes=7 * order)
        link = f"https://chat.example/bridge/{order}"
        remarks.append(Remark(str(order), author, said, sent, link, answered or None))
    return Discussion(name, tuple(remarks), **more)
