"""Dates in a sentence, whatever the language writes them like, and whether one bears out another.

Names of months and weekdays come from CLDR through Babel.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from knowledge.types import Span


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar date, or the part of it that was said. `weekday` counts from Monday, 0."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    def full(self) -> date | None:
        """The date, where year, month and day are all known and there is such a day."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class TextDate:
    """A date as it stands in a text. `readings` holds two days for `03/04/2025`, else one."""

    span: Span
    readings: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class _Grammar:
    pattern: re.Pattern[str]
    months: dict[str, int]
    weekdays: dict[str, int]


_NUMERIC = re.compile(
    r"(?<![\w.,/-])(?:(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<t>[-/.])(?P<b>\d{1,2})(?P=t)(?P<c>\d{4}))(?!\w|[/-]\d)"
)
# Words that are also something else where no day, year or preposition stands beside them.
_AMBIGUOUS = {"en": {"may", "march"}, "fr": {"mars"}, "nl": {"mei"}, "it": {"marzo"}}
_BEFORE_MONTH = re.compile(
    r"\b(?:in|of|since|until|till|by|from|through|between|last|next|this|early|mid|late|to|and"
    r"|en|de|depuis|début|fin|mi|dès|au|sinds|van|tot|a|di|da|dal|del)[\s-]+$",
    re.IGNORECASE,
)


@cache
def _grammar(language: str) -> _Grammar:
    from babel import Locale, UnknownLocaleError

    months: dict[str, int] = {}
    short: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    for use in ("format", "stand-alone"):
        for number in range(1, 13):
            months[locale.months[use]["wide"][number].lower()] = number
            short[locale.months[use]["abbreviated"][number].lower().rstrip(".")] = number
        for number in range(7):
            weekdays[locale.days[use]["wide"][number].lower()] = number
    if language == "en":
        short["sept"] = 9
    named = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    near = "|".join(sorted(map(re.escape, {**short, **months}), key=len, reverse=True))
    days = "|".join(sorted(map(re.escape, weekdays), key=len, reverse=True))
    of = r"(?:\s+(?:of|de|di|del|do)\b)?"
    ordinal = r"(?:st|nd|rd|th|er|\.?º|°|\.)?"
    joined = r"(?:\s*[-–]\s*|\s+(?:and|to|et|au|und|bis|y|al|e|en|tot)\s+)"
    year = r"(?<!\d)\d{4}(?!\d|[.,]\d)"
    pattern = re.compile(
        rf"(?:\b(?P<w>{days})(?P<many>s|n)?,?(?:\s+(?:the|le|den|dem|el|il|de))?\s+)?"
        rf"(?:(?<![\d.,])(?:(?P<d0>\d{{1,2}}){ordinal}{joined})?"
        rf"(?P<d1>\d{{1,2}}){ordinal}{of}\s+(?P<m1>{near})\b\.?(?:,?{of}\s+(?P<y1>{year}))?"
        rf"|\b(?P<m2>{near})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.,]*\d|\w)"
        rf"(?:{joined}(?P<d3>\d{{1,2}})(?!\d))?(?:,?\s+(?P<y2>{year}))?"
        rf"|\b(?P<m3>{near})\b\.?,?{of}\s+(?P<y3>{year})"
        rf"|\b(?P<m4>{named})\b)"
        rf"|\b(?P<w2>{days})(?:s|n)?\b",
        re.IGNORECASE,
    )
    return _Grammar(pattern, {**short, **months}, weekdays)


def dates(text: str, language: str) -> list[TextDate]:
    """The dates of a text, in order: days, months with or without year, weekdays; not bare years.

    `27–28 January` gives two dates with one span.
    """
    found = [_numeric(match) for match in _NUMERIC.finditer(text)]
    found = [one for one in found if one.readings]
    taken = [one.span for one in found]
    grammar = _grammar(language)
    for match in grammar.pattern.finditer(text):
        if any(match.start() < span.end and span.start < match.end() for span in taken):
            continue
        if _is_month(match, text, language):
            found += _named(match, grammar)
    return sorted(found, key=lambda one: one.span.start)


def _is_month(match: re.Match[str], text: str, language: str) -> bool:
    """Whether a month without day and year is one, and not `may` or `march`."""
    month = match["m4"]
    if month is None:
        return True
    if language in ("en", "de") and not month[0].isupper():
        return False
    if month.lower() not in _AMBIGUOUS.get(language, ()):
        return True
    return bool(_BEFORE_MONTH.search(text, max(0, match.start() - 12), match.start()))


def _numeric(match: re.Match[str]) -> TextDate:
    span = Span(match.start(), match.end())
    if match["y"]:
        options = {(int(match["m"]), int(match["d"]))}
        year = int(match["y"])
    else:
        a, b, year = int(match["a"]), int(match["b"]), int(match["c"])
        options = {(b, a), (a, b)}
    days = [Day(year, month, day) for month, day in sorted(options)]
    return TextDate(span, tuple(day for day in days if day.full()))


def _named(match: re.Match[str], grammar: _Grammar) -> list[TextDate]:
    span = Span(match.start(), match.end())
    weekday = match["w"] or match["w2"]
    number = grammar.weekdays[weekday.lower()] if weekday else None
    month = match["m1"] or match["m2"] or match["m3"] or match["m4"]
    if month is None:
        return [TextDate(span, (Day(weekday=number),))]
    year = match["y1"] or match["y2"] or match["y3"]
    day = match["d1"] or match["d2"]
    parts = Day(
        int(year) if year else None,
        grammar.months[month.lower()],
        int(day) if day else None,
        number,
    )
    if parts.day is not None and not 1 <= parts.day <= 31:
        return []
    also = match["d0"] or match["d3"]
    twin = [replace(parts, day=int(also), weekday=None)] if also else []
    return [TextDate(span, (one,)) for one in (parts, *twin)]


def with_year(day: Day, year: int) -> Day:
    """The day in that year, where the text named none."""
    return day if day.year is not None or day.month is None else replace(day, year=year)


def bears_out(claim: TextDate, sources: Iterable[Day]) -> bool:
    """Whether a claimed date, in one of its readings, stands among the sources' days.

    A part is borne out by a fuller date. A weekday must be the one that the sources say, or that
    the calendar gives for a full date; a claimed weekday must fit its own date.
    """
    known = list(sources)
    return any(_one_bears_out(reading, known) for reading in claim.readings)


def _one_bears_out(claim: Day, sources: list[Day]) -> bool:
    for source in sources:
        wanted = (claim.year, claim.month, claim.day)
        have = (source.year, source.month, source.day)
        if any(w is not None and w != h for w, h in zip(wanted, have, strict=True)):
            continue
        if claim.weekday is None:
            return True
        full = source.full() or claim.full()
        by_calendar = full.weekday() if full else None
        if claim.weekday in (source.weekday, by_calendar):
            return True
    return False
