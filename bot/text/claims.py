"""What a sentence states that can be looked up, and the same of a source's sentences.

A `Claim` is read once from an answer's sentence; a `Source` once from a passage.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.text.attribution import Attribution, speaker
from bot.text.dates import Day, TextDate, dates, with_year
from bot.text.figures import Figure, codes, figures, with_hedge
from bot.text.names import Name, Vocabulary, names
from bot.text.quotations import quotations
from bot.text.words import content, plain
from knowledge.types import Passage, Span

_YEAR = re.compile(r"\b(?:1[0-9]|20|21)\d\d\b")


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of an answer and everything in it that a source must bear out."""

    text: str
    language: str
    dates: tuple[TextDate, ...]
    figures: tuple[Figure, ...]
    codes: tuple[Span, ...]
    names: tuple[Name, ...]
    quotations: tuple[Span, ...]
    stems: frozenset[str]
    said_by: Attribution | None


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a passage. `figures` are those `written` and its dates' years and days."""

    span: Span
    text: str
    days: tuple[Day, ...]
    written: tuple[Figure, ...]
    figures: tuple[Figure, ...]
    stems: frozenset[str]
    said_by: Attribution | None


@dataclass(frozen=True)
class Source:
    """A passage as claims are looked up in it.

    `frame` is the title, the headings above it and the publisher: words that belong to the passage
    without standing in it.
    """

    passage: Passage
    language: str
    frame: str
    plain: str
    lines: tuple[Line, ...]
    days: tuple[Day, ...]
    figures: tuple[Figure, ...]
    vocabulary: Vocabulary


def read_claim(text: str, language: str) -> Claim:
    """Reads a sentence of an answer, without citation marks."""
    found = tuple(dates(text, language))
    taken = [one.span for one in found]
    coded = tuple(codes(text))
    spans = [*taken, *coded]
    numbers = tuple(figures(text, language, taken))
    hedged = [*taken, *(with_hedge(number, text) for number in numbers if not number.told)]
    return Claim(
        text=text,
        language=language,
        dates=found,
        figures=numbers,
        codes=coded,
        names=tuple(names(text, language, spans)),
        quotations=tuple(quotations(text)),
        stems=frozenset(content(_blanked(text, hedged), language)),
        said_by=speaker(text, language),
    )


def _blanked(text: str, spans: list[Span]) -> str:
    """The text without its numbers and dates, which are compared by what they mean."""
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def read_source(passage: Passage) -> Source:
    """Reads a passage, with the words that frame it."""
    info = passage.document
    language = info.language
    frame = " \n ".join([info.title, *passage.headings, info.publisher or ""])
    year = info.published.year if info.published else None
    lines, seen = [], year
    for span in passage.sentences:
        line, seen = _read_line(span, passage.quote(span), language, seen)
        lines.append(line)
    head, _ = _read_line(Span(0, 0), frame, language, year)
    every = [head, *lines]
    return Source(
        passage=passage,
        language=language,
        frame=frame,
        plain=plain(passage.text),
        lines=tuple(lines),
        days=tuple(day for line in every for day in line.days),
        figures=tuple(figure for line in every for figure in line.figures),
        vocabulary=Vocabulary([passage.text, frame], language),
    )


def _read_line(span: Span, text: str, language: str, year: int | None) -> tuple[Line, int | None]:
    """A sentence, and the last year named up to its end.

    A date without a year also counts as one in the year named last, else in the year in which the
    document was published.
    """
    found = dates(text, language)
    own = [reading for one in found for reading in one.readings]
    years = [int(match.group()) for match in _YEAR.finditer(text)]
    near = years or ([year] if year is not None else [])
    completed = [with_year(day, one) for day in own if day.year is None for one in near]
    numbers = figures(text, language, [one.span for one in found])
    written = tuple(numbers)
    numbers += [_year_figure(day.year) for day in [*own, *completed] if day.year is not None]
    numbers += [
        figure
        for match in re.finditer(r"[^\W\d_]{4,}[-‑](\d+)\b", text)
        for figure in figures(match[1], language)
    ]
    numbers += [_day_figure(day.day) for day in own if day.day is not None]
    line = Line(
        span=span,
        text=text,
        days=tuple(dict.fromkeys([*own, *completed])),
        written=written,
        figures=tuple(numbers),
        stems=frozenset(content(text, language)),
        said_by=speaker(text, language),
    )
    return line, years[-1] if years else year


def _year_figure(year: int) -> Figure:
    return figures(str(year), "en")[0]


def _day_figure(day: int) -> Figure:
    """The day of a date as an ordinal: it bears out `on the 27th`, not `27 people`."""
    return replace(figures(str(day), "en")[0], ordinal=True, unit="day of a month")
