"""Do the passages found answer the question at all? What is near a question is not an answer.

Measured on public question sets, with and without the passage that answers
(`python -m benchmarks.answering`), and on this project's own questions.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bot.conversation import Standalone
from bot.subject import Subject
from bot.text.dates import Day, bears_out, dates, with_year
from bot.text.figures import codes
from bot.text.names import Name, Vocabulary, has_alike, has_word, missing, names
from bot.text.places import places
from knowledge.types import Hit, Retrieval

# How long a name must be, and how like another, to be taken for a misspelling of it.
_TYPO, _ALIKE = 5, 0.84
_CROWD, _USUAL_LEAD = 5, 0.3
_YEAR = re.compile(r"\b(?:1\d{3}|20\d{2})\b")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for passages of one language answering.

    `relevance` is the best passage's, above the floor and in the embedder's unit; `lead` how far it
    is before the fifth best of its language; `together` the largest share of the question's subject
    words in one sentence and the one before it.
    `foreign` says that the passages are in another language than the question, and that it has
    words that would need a translation; `alone` that there are none in the question's own; `named`
    that of all that was found only these have a name that the question asks for.
    """

    relevance: float
    together: float
    lead: float = 0.3
    foreign: bool = False
    alone: bool = False
    named: bool = False

    def weighted(self) -> float:
        """Below 0: too little to answer."""
        worth = self.relevance + (0.3 if self.named else 0.0)
        if not self.foreign:
            return worth + 2.0 * self.together + 1.7 * self.lead - 1.3
        return worth + 0.5 * self.together - (0.3 if self.alone else 0.8)


def is_answered(
    question: Standalone,
    language: str,
    found: Retrieval,
    hits: Sequence[Hit],
    *,
    alone: bool,
    named: bool = False,
) -> bool:
    """Whether the hits answer the question, as far as words and nearness can tell.

    `found` tells the floor and the unit of relevance; `alone` and `named` are as in `Evidence`.
    """
    hits = [hit for hit in hits if hit.passage.sentences]
    if not hits:
        return False
    weighed = evidence(question, language, found, hits, alone=alone, named=named)
    return any(one.weighted() >= 0 for one in weighed)


def evidence(
    question: Standalone,
    language: str,
    found: Retrieval,
    hits: Sequence[Hit],
    *,
    alone: bool,
    named: bool = False,
) -> list[Evidence]:
    """What speaks for the hits in the question's language and for those in others."""
    subject = Subject(question, language, hits)
    taken = list(zip(hits, subject.stems, strict=True))
    own = [(hit, stems) for hit, stems in taken if hit.passage.document.language == language]
    others = [(hit, stems) for hit, stems in taken if hit.passage.document.language != language]
    result = []
    for group in (own, others):
        if not group:
            continue
        shares = [
            subject.share(sentence | before, hit.passage.document.language)
            for hit, stems in group
            for sentence, before in zip(stems, [frozenset(), *stems], strict=False)
        ]
        best = max(hit.relevance for hit, _ in group)
        result.append(
            Evidence(
                relevance=(best - found.floor) / found.unit,
                together=max(shares, default=0.0),
                lead=_lead(best, {hit.passage.document.language for hit, _ in group}, found),
                foreign=group is others
                and subject.needs_translation(group[0][0].passage.document.language),
                alone=alone,
                named=named,
            )
        )
    return result


def _lead(best: float, spoken: Collection[str], found: Retrieval) -> float:
    """A passage that answers stands out; passages that are merely near come in crowds."""
    same = [hit.relevance for hit in found.ranked if hit.passage.document.language in spoken]
    if len(same) < _CROWD:
        return _USUAL_LEAD
    return (best - sorted(same, reverse=True)[_CROWD - 1]) / found.unit


def lacks_what_is_named(question: str, language: str, hits: Sequence[Hit]) -> bool:
    """Whether the question names a person, firm, place, model, day or year that no hit mentions.

    A passage on the right topic does not answer a question on someone who is not in it.
    """
    asked = [found for found in dates(question, language) if found.readings[0].day]
    coded = codes(question)
    taken = [*coded, *(found.span for found in dates(question, language))]
    # In German every noun has a capital, but two words with one beside each other are a name.
    named = [
        name
        for name in names(question, language, taken)
        if name.sure or (language == "de" and len(name.words) > 1)
    ]
    years = _YEAR.findall(question)
    if not (asked or coded or named or years):
        return False
    texts: dict[str, list[str]] = {}
    days: list[Day] = []
    for hit in hits:
        document = hit.passage.document
        held = [hit.passage.text, document.title, *hit.passage.headings]
        texts.setdefault(document.language, []).extend(held)
        if document.published is not None:
            day = document.published
            days.append(Day(day.year, day.month, day.day))
    for spoken, held in texts.items():
        told = [day for found in dates(" \n".join(held), spoken) for day in found.readings]
        # Where a text leaves the year out, it means one that it names elsewhere.
        named_years = {day.year for day in (*days, *told) if day.year is not None}
        days += [with_year(day, year) for day in told for year in named_years] + told
    everything = " ".join(text for held in texts.values() for text in held).casefold()
    everything += " ".join(str(day.year) for day in days)
    exact = [*years, *(span.of(question).split("-")[0].casefold() for span in coded)]
    if any(part not in everything for part in exact):
        return True
    if not all(bears_out(found, days) for found in asked):
        return True
    sources = [Vocabulary(held, spoken) for spoken, held in texts.items()]
    return any(
        not any(_mentions(source, name, question, language) for source in sources) for name in named
    )


def _mentions(source: Vocabulary, name: Name, question: str, language: str) -> bool:
    """Whether a text has the name, as it is written or as its language writes it.

    Part of a name is enough: texts call people and firms by their last or short name.
    Acronyms of two letters are translated like words: `AI` is `IA` and `KI` elsewhere.
    """
    if source.language == language:
        return missing(name, question, language, source) is None or any(
            has_word(word.folded, source.names) or _is_misspelt(word.folded, source.names)
            for word in name.words
        )
    if len(name.text) == 2 and name.text.isupper():
        return True
    if places(name.text, language) & source.places:
        return True
    return any(
        has_word(word.folded, source.words) or has_alike(word.folded, source.names)
        for word in name.words
    )


def _is_misspelt(word: str, known: Collection[str]) -> bool:
    """Whether a name is one of those known, but for a slip of the finger."""
    if len(word) < _TYPO:
        return False
    return bool(get_close_matches(word, known, n=1, cutoff=_ALIKE))
