"""The embedded answerer: chooses the sentences that answer a question and quotes them. No model.

Two decisions, each a weighted sum of a few features of question, passage and sentence: which
sentences answer best, and whether the best of them answers at all. The weights are fitted by
logistic regression on public question sets, with and without the passage that answers
(`python -m benchmarks.answering`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from bot import asking
from bot.asking import Kind
from bot.conversation import opens_leaning
from bot.dates import dates
from bot.figures import codes
from bot.grounding import Quoted
from bot.names import Vocabulary, missing, names
from bot.words import content, words
from bot.writing import Draft
from knowledge.types import Hit, Retrieval, Span

_SENTENCES = 3
_SUMMARY_SENTENCES = 6
# How many passages, from the best, are asked whether they cover the question's words.
_FIRST = 3
_FEW_WORDS = 6
# Two sentences that share this much of their words say the same.
_SAME = 0.6
# How much worse than the best a further sentence may be, as a difference of the weighted sums.
_WORTH_ADDING = 2.5


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for a sentence, among the candidates of one question.

    `nearness` is its cosine, standardized over the candidates; `behind` how much its passage's
    score lies behind the best one's; `overlap` the share of the question's subject words that it
    holds, rare ones counting more; `before` what the sentence before it adds to that; `passage`
    the share that its passage holds. The others are 0 or 1: hardly any words; it holds a time, a
    figure, a new name or a reason, and the question asks for one; the asker's language.
    """

    nearness: float
    behind: float
    overlap: float
    before: float
    passage: float
    short: float
    time: float
    figure: float
    name: float
    reason: float
    own_language: float

    def weighted(self) -> float:
        """How well it answers, beside the others: higher is better."""
        return (
            1.1 * self.nearness
            - 1.1 * self.behind
            + 7.2 * self.overlap
            + 2.7 * self.before
            - 4.4 * self.passage
            - 7.0 * self.short
            + 0.4 * self.time
            + 0.4 * self.figure
            + 0.2 * self.name
            + 0.4 * self.reason
            + 0.7 * self.own_language
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the documents answering at all.

    `relevance` is the best passage's, above the floor and in the embedder's unit; `covered` the
    share of the question's subject words in the first passages; `together` the largest share in
    one sentence and the one before it. `foreign` says that the best passage is in another language
    than the question; there only words that need no translation count.
    """

    relevance: float
    covered: float
    together: float
    foreign: bool

    def weighted(self) -> float:
        """Below 0: too little to answer."""
        if self.foreign:
            return 2.0 * self.relevance + 1.0 * self.covered + 1.0 * self.together
        return 2.0 * self.relevance + 1.0 * self.covered + 2.0 * self.together - 1.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that might answer."""

    hit: Hit
    index: int
    text: str
    stems: frozenset[str]
    features: Features

    @property
    def span(self) -> Span:
        """Where it stands in its document."""
        return self.hit.passage.sentences[self.index]


def answer(question: str, language: str, found: Retrieval) -> list[Draft]:
    """Up to three quoted sentences that answer, best first; none where none does."""
    if not _speaks_of(question, language, found):
        return []
    chosen = _chosen(candidates(question, language, found.hits), _SENTENCES)
    return [_draft(candidate) for candidate in chosen]


def summary(topic: str, language: str, found: Retrieval) -> list[Draft]:
    """Up to six quoted sentences that together tell what the passages are about.

    One from each passage at most. With a topic, none where the passages are not about it.
    """
    if topic and not _speaks_of(topic, language, found):
        return []
    central: dict[str, Candidate] = {}
    for candidate in candidates(topic, language, found.hits):
        passage = candidate.hit.passage.id
        best = central.get(passage)
        if best is None or candidate.features.nearness > best.features.nearness:
            central[passage] = candidate
    return [_draft(candidate) for candidate in _chosen([*central.values()], _SUMMARY_SENTENCES)]


def _speaks_of(question: str, language: str, found: Retrieval) -> bool:
    if not any(hit.passage.sentences for hit in found.hits):
        return False
    if asks_for_what_is_absent(question, language, found.hits):
        return False
    return evidence(question, language, found.hits, found).weighted() >= 0


def candidates(question: str, language: str, hits: Sequence[Hit]) -> list[Candidate]:
    """Every sentence of the hits with its features, in the order of the hits."""
    cosines = [cosine for hit in hits for cosine in hit.sentence_similarities]
    if not cosines:
        return []
    mean, deviation = fmean(cosines), pstdev(cosines) or 1.0
    subject = _Subject(question, language, hits)
    kinds = asking.kinds(question, language)
    found = []
    for hit, sentence_stems in zip(hits, subject.stems, strict=True):
        spoken = hit.passage.document.language
        in_passage = subject.share(frozenset().union(*sentence_stems), spoken)
        before: frozenset[str] = frozenset()
        for index, (text, own) in enumerate(
            zip(hit.passage.sentence_texts(), sentence_stems, strict=True)
        ):
            overlap = subject.share(own, spoken)
            offered = {kind for kind in kinds if asking.offers(text, spoken, kind, question)}
            features = Features(
                nearness=(hit.sentence_similarities[index] - mean) / deviation,
                behind=hits[0].score - hit.score,
                overlap=overlap,
                before=subject.share(own | before, spoken) - overlap,
                passage=in_passage,
                short=float(len(words(text)) < _FEW_WORDS),
                time=float(Kind.TIME in offered),
                figure=float(Kind.NUMBER in offered),
                name=float(bool({Kind.PERSON, Kind.PLACE} & offered)),
                reason=float(Kind.REASON in offered),
                own_language=float(spoken == language),
            )
            found.append(Candidate(hit, index, text, own, features))
            before = own
    return found


def evidence(question: str, language: str, hits: Sequence[Hit], found: Retrieval) -> Evidence:
    """What speaks for `hits`, at least one, answering; `found` tells the floor and the unit."""
    subject = _Subject(question, language, hits)
    best = max(hits, key=lambda hit: hit.relevance)
    spoken = best.passage.document.language
    like_best = [
        own
        for hit, own in zip(hits, subject.stems, strict=True)
        if hit.passage.document.language == spoken
    ]
    first = [sentence for own in like_best[:_FIRST] for sentence in own]
    together = [
        subject.share(sentence | before, spoken)
        for own in like_best
        for sentence, before in zip(own, [frozenset(), *own], strict=False)
    ]
    return Evidence(
        relevance=(best.relevance - found.floor) / found.unit,
        covered=subject.share(frozenset().union(*first), spoken),
        together=max(together, default=0.0),
        foreign=spoken != language,
    )


def asks_for_what_is_absent(question: str, language: str, hits: Sequence[Hit]) -> bool:
    """Whether the question names a person, firm, place, model or year that no hit mentions.

    A passage on the right topic does not answer a question on someone who is not in it.
    """
    years = {day.year for found in dates(question, language) for day in found.readings if day.year}
    coded = [span.of(question) for span in codes(question)]
    named = [name for name in names(question, language) if name.sure]
    if not (years or coded or named):
        return False
    by_language: dict[str, list[str]] = {}
    for hit in hits:
        document = hit.passage.document
        texts = by_language.setdefault(document.language, [])
        texts += [hit.passage.text, document.title, *hit.passage.headings]
        texts += [document.published.isoformat()] if document.published else []
    everything = " ".join(text for texts in by_language.values() for text in texts).casefold()
    if any(str(year) not in everything for year in years):
        return True
    if any(code.casefold() not in everything for code in coded):
        return True
    sources = [Vocabulary(texts, spoken) for spoken, texts in by_language.items()]
    return any(
        all(missing(name, question, language, source) is not None for source in sources)
        for name in named
    )


class _Subject:
    """The question's subject words, and how much of them a set of stems holds.

    A word that few of the candidate sentences hold weighs more. Across languages only words that
    need no translation count: those with a capital or a digit.
    """

    def __init__(self, question: str, language: str, hits: Sequence[Hit]) -> None:
        self.stems = [
            [
                frozenset(content(text, hit.passage.document.language))
                for text in hit.passage.sentence_texts()
            ]
            for hit in hits
        ]
        held = Counter(stem for own in self.stems for stems in own for stem in stems)
        count = sum(len(own) for own in self.stems)
        self._weights: dict[str, dict[str, float]] = {}
        for spoken in {hit.passage.document.language for hit in hits}:
            asked = question if spoken == language else _portable(question)
            self._weights[spoken] = {
                stem: math.log((count + 1) / (held[stem] + 0.5)) for stem in content(asked, spoken)
            }

    def share(self, stems: frozenset[str], spoken: str) -> float:
        """The weighted share of the subject that `stems`, of a text in `spoken`, hold: 0 to 1."""
        weights = self._weights[spoken]
        whole = sum(weights.values())
        return sum(weights[stem] for stem in stems & weights.keys()) / whole if whole else 0.0


def _portable(question: str) -> str:
    return " ".join(
        word.text for word in words(question)[1:] if word.capitalized or not word.text.isalpha()
    )


def _chosen(found: Sequence[Candidate], most: int) -> list[Candidate]:
    """The best candidates, without those that repeat one already chosen."""
    ranked = sorted(found, key=lambda candidate: -candidate.features.weighted())
    chosen: list[Candidate] = []
    for candidate in ranked:
        behind = ranked[0].features.weighted() - candidate.features.weighted()
        if len(chosen) == most or behind > _WORTH_ADDING:
            break
        if not any(_adds_nothing(candidate, other) for other in chosen):
            chosen.append(candidate)
    return chosen


def _adds_nothing(one: Candidate, chosen: Candidate) -> bool:
    """Whether it repeats a chosen one, or would mix languages into one answer."""
    if chosen.hit.passage.document.language != one.hit.passage.document.language:
        return True
    shared = len(one.stems & chosen.stems)
    return shared >= _SAME * min(len(one.stems), len(chosen.stems))


def _draft(candidate: Candidate) -> Draft:
    """The sentence as a quote, with the one before it where it leans on that."""
    passage, span = candidate.hit.passage, candidate.span
    spoken = passage.document.language
    if candidate.index and opens_leaning(candidate.text, spoken):
        span = Span(passage.sentences[candidate.index - 1].start, span.end)
    return Draft(passage.quote(span), (Quoted(passage, span),), spoken, quoted=True)
