"""How a claim compares with one sentence of a source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.text import dates, figures
from bot.text.claims import Claim, Line, Source
from bot.text.lacks import has_figure
from bot.text.names import has_word, names
from bot.text.places import is_place
from bot.text.words import is_common_word, stems, words


@dataclass(frozen=True, slots=True)
class Match:
    """How a source's sentence compares with a claim.

    `overlap` is the share of the claim's stems that it has, `closeness` how far its cosine lies
    above the threshold, as a share of the way to 1; None where the embedder was not asked.
    """

    source: Source
    index: int
    overlap: float
    closeness: float | None
    anchors: frozenset[str]

    @property
    def line(self) -> Line:
        """The source's sentence."""
        return self.source.lines[self.index]

    @property
    def score(self) -> float:
        """What ranks sentences of one claim: shared numbers and names first, then words."""
        return 3 * self.overlap + 2 * (self.closeness or 0.0) + len(self.anchors)

    @property
    def is_near(self) -> bool:
        """Whether the embedder was asked and finds the two close."""
        return self.closeness is not None and self.closeness >= 0


def bare(stems: Iterable[str]) -> frozenset[str]:
    """The stems that are no numbers."""
    return frozenset(stem for stem in stems if not stem[0].isdecimal())


def overlap(claim: Claim, source: Source, index: int) -> float:
    """The share of the claim's stems, numbers left out, that a source's sentence has."""
    wanted = bare(claim.stems)
    return len(wanted & source.lines[index].stems) / len(wanted) if wanted else 0.0


def anchors(claim: Claim, source: Source, index: int) -> frozenset[str]:
    """The claim's numbers, dates and names that a source's sentence has."""
    line = source.lines[index]
    have = [one for one in claim.dates if dates.bears_out(one, line.days)]
    found = {one.span.of(claim.text) for one in have}
    numbers = list(line.figures)
    found |= {f.span.of(claim.text) for f in claim.figures if has_figure(f, numbers)}
    known = frozenset(word.folded for word in words(line.text))
    for name in claim.names:
        if any(has_word(word.folded, known) for word in name.words):
            found.add(name.text)
    return frozenset(found)


def replaced(claim: Claim, match: Match) -> str | None:
    """What in a claim stands elsewhere in the passage, but not in the sentence that it repeats.

    Only where the claim is the source's sentence but for that: `17` for `13`, `Oracle` for
    `Nvidia`. The sentence must have something of the same kind that the claim leaves out.
    """
    line = match.line
    if match.overlap >= 0.85:
        alien = [
            figure
            for figure in claim.figures
            if figures.is_certain(figure, claim.text) and not has_figure(figure, [*line.figures])
        ]
        left = [f for f in line.written if not figures.bears_out(f, claim.figures) and not f.told]
        if alien and left:
            return f"number {alien[0].span.of(claim.text)!r}"
        days = [one for one in claim.dates if not dates.bears_out(one, line.days)]
        if days and line.days:
            return f"date {days[0].span.of(claim.text)!r}"
    return _replaced_name(claim, match)


def _replaced_name(claim: Claim, match: Match) -> str | None:
    language, line = claim.language, match.line
    here = frozenset(word.folded for word in words(line.text))
    alien = [w for name in claim.names for w in name.words if not has_word(w.folded, here)]
    if not alien:
        return None
    rest = bare(claim.stems) - frozenset(stems((word.folded for word in alien), language))
    if len(rest) < 3 or len(rest & line.stems) < 0.9 * len(rest):
        return None
    said = frozenset(word.folded for word in words(claim.text))
    left = [
        word
        for name in names(line.text, language, [figure.span for figure in line.written])
        for word in name.words
        if not has_word(word.folded, said)
        and (name.sure or is_place(word.text, language) or not is_common_word(word.text, language))
    ]
    return f"name {alien[0].text!r}" if left else None
