"""What a claim holds that its sources do not: numbers, dates, quotations and names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.text import dates, figures
from bot.text.claims import Claim, Source
from bot.text.dates import Day
from bot.text.names import missing
from bot.text.quotations import stands_in
from bot.text.words import fold, is_common_word


@dataclass(frozen=True, slots=True)
class Lack:
    """Something in a claim that no cited passage has."""

    kind: str
    text: str


def find_lacks(claim: Claim, sources: list[Source]) -> list[Lack]:
    """The quotations, dates, numbers, codes and names that the sources lack, in this order."""
    found = [
        Lack("quotation", span.of(claim.text))
        for span in claim.quotations
        if not stands_in(span.of(claim.text), (source.plain for source in sources))
    ]
    days = [day for source in sources for day in source.days]
    if _PUBLISHED.search(claim.text):
        days += [_published(source) for source in sources if source.passage.document.published]
    found += [
        Lack("date", one.span.of(claim.text))
        for one in claim.dates
        if not dates.bears_out(one, days)
    ]
    numbers = [figure for source in sources for figure in source.figures]
    found += [
        Lack("number", figure.span.of(claim.text))
        for figure in claim.figures
        if figures.is_certain(figure, claim.text) and not has_figure(figure, numbers)
    ]
    found += [
        Lack("name", span.of(claim.text))
        for span in claim.codes
        if not any(has_code(span.of(claim.text), source, claim.language) for source in sources)
        and not _is_numbered_word(span.of(claim.text), claim.language, sources)
    ]
    for name in claim.names:
        lacks = [missing(name, claim.text, claim.language, s.vocabulary) for s in sources]
        if all(lacks):
            found.append(Lack("name", next(lack for lack in lacks if lack)))
    return found


_PUBLISHED = re.compile(
    r"\b(?:publish|dated|as of|posted|reported on|publi[ée]|daté|paru|veröffentlicht|erschienen"
    r"|stand vom|publicad|fechado|pubblicat|datato|gepubliceerd|verschenen)",
    re.IGNORECASE,
)


def _published(source: Source) -> Day:
    day = source.passage.document.published
    assert day is not None
    return Day(day.year, day.month, day.day)


def has_figure(claim: figures.Figure, sources: list[figures.Figure]) -> bool:
    """Whether a number stands in the sources; the day of a date only bears out an ordinal."""
    usable = [one for one in sources if one.unit != "day of a month"]
    days = [one for one in sources if one.unit == "day of a month"] if claim.ordinal else []
    return figures.bears_out(claim, usable) or any(claim.values & one.values for one in days)


def has_code(code: str, source: Source, language: str) -> bool:
    """Whether a name with digits stands in a source as such: `GPT-4` also as `GPT 4`.

    In German and Dutch compounds (`H800-Chips`) the part with the digits is enough.
    """
    parts = re.findall(r"\d+(?:[.,]\d+)*|[^\W\d_]+", fold(code))
    if parts[-1] == "s" and len(parts) > 1:
        parts.pop()
    if language in ("de", "nl"):
        while len(parts) > 1 and not parts[-1][0].isdecimal():
            parts.pop()
    pattern = r"[\s\-‑–]?".join(map(re.escape, parts))
    text = fold(source.passage.text + " " + source.frame)
    return bool(re.search(rf"(?<![^\W_]){pattern}s?(?![^\W_])", text))


def _is_numbered_word(code: str, language: str, sources: list[Source]) -> bool:
    """Whether a code is a common word with a number (`Sauerstoff-16`) that foreign sources have."""
    match = re.fullmatch(r"([^\W\d_]{3,})[-‑](\d+)", code)
    abroad = [source for source in sources if source.language != language]
    if match is None or not abroad or not is_common_word(match[1], language):
        return False
    numbers = [figure for source in abroad for figure in source.figures]
    return any(has_figure(figure, numbers) for figure in figures.figures(match[2], language))
