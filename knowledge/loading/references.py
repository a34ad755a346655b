"""Footnotes such as `CNBC, 27 January 2025, <https://…>` → the publication that they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

from knowledge.types import Reference

_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:)\]]")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_DAY_FIRST = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er|re|º|\.)?\s+(?:de\s+|of\s+)?([^\W\d_]{3,})\.?,?\s+(?:de\s+|del\s+)?(\d{4})\b"
)
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl")


def parse_reference(text: str, links: Sequence[str] = ()) -> Reference | None:
    """The publication that a footnote names, or None where it names no web address.

    `links` are the targets of the footnote's links. The publisher is what stands before the
    first comma, the date may be written as 2025-01-27 or in words in seven languages.
    """
    addresses = [link for link in links if _ADDRESS.match(link)] or _ADDRESS.findall(text)
    if not addresses:
        return None
    rest = _ADDRESS.sub(" ", text)
    published, rest = _take_date(rest)
    publisher = next((part for part in map(_tidy, re.split(r"[,;|]", rest)) if part), None)
    return Reference(addresses[0], publisher, published)


def parse_date(value: object) -> date | None:
    """A day, from what front matter or a web page gives: a date, a time or words."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return _take_date(value)[0] if isinstance(value, str) else None


def _take_date(text: str) -> tuple[date | None, str]:
    """The first day in a text, and the text without it."""
    for pattern, order in ((_ISO, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2))):
        for found in pattern.finditer(text):
            year, month, day = (found.group(group) for group in order)
            try:
                number = int(month) if month.isdecimal() else _months()[month.lower()]
                return date(int(year), number, int(day)), text.replace(found.group(), " ", 1)
            except (KeyError, ValueError):
                continue
    return None, text


def _tidy(part: str) -> str:
    return " ".join(part.strip(" \t\n.:()[]<>–—-").split())


@cache
def _months() -> dict[str, int]:
    """Month names and their short forms, in lower case, by number."""
    from babel.dates import get_month_names

    return {
        name.lower().rstrip("."): number
        for language in _LANGUAGES
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for number, name in get_month_names(width, context, language).items()
    }
