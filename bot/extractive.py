"""The embedded answerer: chooses the sentences that answer a question and quotes them. No model.

Which sentences answer best is a weighted sum of a few features of question, passage and sentence;
the weights are fitted by logistic regression on public question sets
(`python -m benchmarks.answering`). Whether any answers at all, `answerable.py` decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean, pstdev

from bot import asking
from bot.answerable import is_answered, lacks_what_is_named
from bot.asking import Kind
from bot.conversation import Standalone, opens_leaning
from bot.grounding import Quoted
from bot.subject import Subject
from bot.text.attribution import speaker
from bot.text.words import content, words
from bot.writing import Draft
from knowledge.types import Hit, Passage, Retrieval, Span

_SENTENCES = 3
_FEW_WORDS = 6
_LITTLE = 14
_ASKS = re.compile(r"[?？]\W*$")
_CONSIDERED = 12
# The share of a heading's words that the sentence under it is credited with.
_UNDER = 0.6
# Who asks when or how much is not answered by a sentence without a time or a figure.
_EXACT = frozenset({Kind.TIME, Kind.NUMBER})
# Two sentences that share this much of their words say the same.
_SAME = 0.6
# How much worse than the best a further sentence may be, as a difference of the weighted sums.
_WORTH_ADDING = 3.5


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
            + 1.0 * self.time
            + 0.8 * self.figure
            + 0.2 * self.name
            + 1.2 * self.reason
            + 3.0 * self.own_language
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that might answer."""

    hit: Hit
    index: int
    text: str
    stems: frozenset[str]
    features: Features

    @property
    def asks(self) -> bool:
        """Whether it is a question itself, and so no answer."""
        return _ASKS.search(self.text) is not None

    @property
    def span(self) -> Span:
        """Where it stands in its document."""
        return self.hit.passage.sentences[self.index]


def answer(
    question: Standalone, language: str, found: Retrieval, most: int = _SENTENCES
) -> list[Draft]:
    """At most `most` quoted sentences that answer, best first; none where none does.

    Whether any does, the best three decide, however many are wanted.
    """
    considered = _considered(found)
    naming = [hit for hit in considered if not lacks_what_is_named(question.own, language, [hit])]
    # Where only some passages have the name asked for, the others are beside the question.
    picked = 0 < len(naming) < len(considered)
    spoken = {hit.passage.document.language for hit in naming} if picked else found.languages
    hits = naming if picked else found.hits
    if not is_answered(question, language, found, hits, alone=language not in spoken, named=picked):
        return []
    every = candidates(question, language, naming or considered)
    wanted = _chosen([one for one in every if not one.asks], max(most, _SENTENCES))
    chosen = wanted[:_SENTENCES]
    if not naming and lacks_what_is_named(question.own, language, [one.hit for one in chosen]):
        return []
    if not _offer_what_is_asked(chosen, question.own, language):
        return []
    if most == 1:
        return _drafts([_telling(chosen, question.own, language)])
    if len(wanted) == 1:
        wanted += [one for one in every if _goes_on(wanted[0], one)]
    return _drafts(wanted[:most])


def _telling(chosen: Sequence[Candidate], question: str, language: str) -> Candidate:
    """The best of the sentences that hold the time or figure asked for."""
    offering = (one for one in chosen if _offer_what_is_asked([one], question, language))
    return next(offering, chosen[0])


def _goes_on(one: Candidate, other: Candidate) -> bool:
    """Whether a sentence goes on from the only one that answers, and stays with the question."""
    follows = other.hit is one.hit and other.index == one.index + 1
    return follows and not (other.asks or _leans(other)) and other.features.nearness > 0


def _considered(found: Retrieval) -> list[Hit]:
    """The hits, and the next best passages: one of them may hold the very name asked for."""
    held = {passage for hit in found.hits for passage in hit.passage.id.split("+")}
    others = [
        hit for hit in found.ranked if hit.passage.id not in held and hit.relevance >= found.floor
    ]
    return [*found.hits, *others[: max(0, _CONSIDERED - len(found.hits))]]


def _offer_what_is_asked(chosen: Sequence[Candidate], question: str, language: str) -> bool:
    """Whether one of the sentences holds a time or a figure where the question asks for one.

    Between two languages, where words tell less, also a name where it asks for a person or place.
    """
    kinds = asking.kinds(question, language)

    def offers(one: Candidate) -> bool:
        spoken = one.hit.passage.document.language
        wanted = kinds & _EXACT if spoken == language else kinds - {Kind.REASON}
        return not wanted or any(asking.offers(one.text, spoken, k, question) for k in wanted)

    return any(offers(one) for one in chosen)


def summary(topic: Standalone, language: str, found: Retrieval, most: int = 6) -> list[Draft]:
    """At most `most` quoted sentences that together tell what the passages are about.

    With a topic, the best of each passage, none where the passages are not about it. Without one,
    the sentence that opens each passage, in the order of the documents' dates: what stands first
    in a news story is the hardest summary to beat. Of a single short document also those behind.
    What one document says is one paragraph.
    """
    every = [one for one in candidates(topic, language, found.hits) if not one.asks]
    if topic.text:
        alone = language not in found.languages
        if not is_answered(topic, language, found, found.hits, alone=alone):
            return []
        best: dict[str, Candidate] = {}
        for one in every:
            before = best.get(one.hit.passage.id)
            if before is None or one.features.weighted() > before.features.weighted():
                best[one.hit.passage.id] = one
        return _in_paragraphs(_drafts(_chosen([*best.values()], most)))
    chosen: list[Candidate] = []
    told: Counter[str] = Counter()
    turns: list[tuple[int, Candidate]] = []
    for one in every:
        if not _leans(one):
            turns.append((told[one.hit.passage.id], one))
            told[one.hit.passage.id] += 1
    single = len({one.hit.passage.document.id for one in every}) == 1
    for turn, one in sorted(turns, key=lambda turn: turn[0]):
        if (
            (single or turn == 0)
            and len(chosen) < most
            and not any(_adds_nothing(one, c) for c in chosen)
        ):
            chosen.append(one)
    return _in_paragraphs(_drafts(sorted(chosen, key=_place_in_story)))


def _in_paragraphs(drafts: Sequence[Draft]) -> list[Draft]:
    """The quotes by document, in the order in which the documents come first."""
    by_document: dict[str, list[Draft]] = {}
    for draft in drafts:
        said = by_document.setdefault(draft.quotes[0].passage.document.id, [])
        said.append(replace(draft, break_before=not said))
    return [draft for said in by_document.values() for draft in said]


def _place_in_story(one: Candidate) -> tuple[str, str, int]:
    document = one.hit.passage.document
    published = document.published.isoformat() if document.published else ""
    return published, document.title, one.span.start


def _leans(one: Candidate) -> bool:
    spoken = one.hit.passage.document.language
    return opens_leaning(one.text, spoken) or _speaker_is_elsewhere(one.text, spoken)


def candidates(question: Standalone, language: str, hits: Sequence[Hit]) -> list[Candidate]:
    """Every sentence of the hits with its features, in the order of the hits."""
    cosines = [cosine for hit in hits for cosine in hit.sentence_similarities]
    if not cosines:
        return []
    mean, deviation = fmean(cosines), pstdev(cosines) or 1.0
    subject = Subject(question, language, hits)
    kinds = asking.kinds(question.own, language)
    found = []
    for hit, sentence_stems in zip(hits, subject.stems, strict=True):
        spoken = hit.passage.document.language
        in_passage = subject.share(frozenset().union(*sentence_stems), spoken)
        asked = _asking_heading(hit.passage)
        before = frozenset(content(asked, spoken))
        for index, text in enumerate(hit.passage.sentence_texts()):
            own = sentence_stems[index]
            cosine = hit.sentence_similarities[index]
            overlap = subject.share(own, spoken)
            context = subject.share(own | before, spoken)
            if asked:
                # Behind a question stands its answer: it need not repeat the question's words.
                overlap += _UNDER * (context - overlap)
                cosine = max(cosine, hit.sentence_similarities[index - 1] if index else cosine)
            offered = {kind for kind in kinds if asking.offers(text, spoken, kind, question.own)}
            features = Features(
                nearness=(cosine - mean) / deviation,
                behind=hits[0].score - hit.score,
                overlap=overlap,
                before=context - overlap,
                passage=in_passage,
                short=float(len(words(text)) < _FEW_WORDS),
                time=float(Kind.TIME in offered),
                figure=float(Kind.NUMBER in offered),
                name=float(bool({Kind.PERSON, Kind.PLACE} & offered)),
                reason=float(Kind.REASON in offered),
                own_language=float(spoken == language),
            )
            candidate = Candidate(hit, index, text, own, features)
            found.append(candidate)
            before, asked = own, text if candidate.asks else ""
    return found


def _asking_heading(passage: Passage) -> str:
    """The heading that a passage stands under, where that is a question."""
    heading = passage.headings[-1] if passage.headings else ""
    return heading if heading.rstrip().endswith("?") else ""


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


def _drafts(chosen: Sequence[Candidate]) -> list[Draft]:
    """The quotes, each sentence once: two may have been widened to the same neighbour."""
    drafts: list[Draft] = []
    taken: list[tuple[str, Span]] = []
    for candidate in chosen:
        span = _widened(candidate)
        passage = candidate.hit.passage
        document = passage.document.id
        if any(
            document == other and span.start < place.end and place.start < span.end
            for other, place in taken
        ):
            continue
        taken.append((document, span))
        language = passage.document.language
        quoted = (Quoted(passage, span),)
        drafts.append(Draft(passage.quote(span), quoted, language, quoted=True))
    return drafts


def _widened(candidate: Candidate) -> Span:
    """The sentence's place, with its neighbour where one leans on the other.

    One that points back, or gives the words of someone named before, needs the sentence before it;
    one that hardly says a thing, the one behind it that goes on.
    """
    passage, span = candidate.hit.passage, candidate.span
    spoken = passage.document.language
    texts = passage.sentence_texts()
    if candidate.index and _leans(candidate):
        span = Span(passage.sentences[candidate.index - 1].start, span.end)
    following = candidate.index + 1
    if (
        following < len(texts)
        and len(words(candidate.text)) < _LITTLE
        and opens_leaning(texts[following], spoken)
    ):
        span = Span(span.start, passage.sentences[following].end)
    return span


def _speaker_is_elsewhere(text: str, spoken: str) -> bool:
    """Whether a sentence gives someone's words and says who only by a pronoun."""
    said = speaker(text, spoken)
    return said is not None and said.holder is None
