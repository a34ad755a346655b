"""What is made of ranked passages before they are read: repetitions go, cut thoughts are joined.

Pure functions. Two passages repeat each other where nearly all their runs of words are the same
and every number is; a passage that leans back on what stood before it is joined to that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from knowledge.types import Dropped, Hit, Passage, Span

ALIKE = 0.75
"""The share of common runs of three words from which on two passages say the same."""

SHORT = 160
"""A passage of fewer characters rarely holds a whole thought."""

LONGEST = 2_500
"""Characters up to which neighbours are joined."""

_WORD = re.compile(r"\w+")

# The words that a sentence opens with when it goes on with a thought of the one before it.
# Articles that are pronouns as well ("die", "la", "het") are left out: they mostly are articles.
_LEANING = {
    language: frozenset(words.split())
    for language, words in {
        "de": "aber allerdings auch außerdem daher dabei dadurch dagegen damit danach dann darauf "
        "daraufhin darum dennoch deren dessen deshalb deswegen dies diese diesem diesen dieser "
        "dieses dort er hingegen ihr ihre jedoch jene jener sie seine somit sondern stattdessen "
        "trotzdem und zudem",
        "en": "accordingly also and besides but consequently conversely furthermore he hence her "
        "his however instead it its meanwhile moreover nevertheless nonetheless nor or otherwise "
        "she similarly so still such that their then therefore these they this those thus yet",
        "es": "además ahí así consecuentemente ella ellas ello ellos entonces esa esas ese eso "
        "esos esta estas este esto estos luego pero pues sino su sus también tampoco y",
        "fr": "ainsi alors aussi car ce cela celle celles celui cependant ces cet cette ceux donc "
        "elle elles enfin ensuite et il ils leur leurs mais néanmoins or ou pourtant puis sa ses "
        "son toutefois",
        "it": "allora anche ciò così dunque e ed ella esse essi esso inoltre invece infatti loro "
        "ma perciò però poi pertanto quella quelle quelli quello quest questa queste questi "
        "questo quindi sua sue suo suoi tuttavia",
        "nl": "bovendien daarbij daardoor daarna daarom dan dat deze dit doch dus echter en hij "
        "hierdoor hun maar ook toch toen want zij ze",
        "pt": "além aquela aquele aqueles assim contudo depois e ela elas ele eles entretanto "
        "então essa essas esse esses esta estas este estes isso isto logo mas pois porém portanto "
        "também todavia seu seus sua suas",
    }.items()
}


def leans_back(passage: Passage) -> bool:
    """Whether a passage opens in the middle of a thought: with a pronoun or a conjunction.

    Known for the seven languages that have a list here; elsewhere the answer is no.
    """
    first = _WORD.search(passage.text)
    leaning = _LEANING.get(passage.document.language, frozenset())
    return first is not None and first.group().casefold() in leaning


def may_be_cut(passage: Passage) -> bool:
    """Whether a passage may need the one before it to be understood."""
    return len(passage.text) < SHORT or leans_back(passage)


def without_repetitions(hits: Sequence[Hit], language: str) -> tuple[list[Hit], list[Dropped]]:
    """The hits without those that say the same as another, and those, with the other's title.

    Of several, the one in `language` stays, or else the newest, or else the best; it takes the
    place of the best one.
    """
    groups: list[list[Hit]] = []
    prints: list[_Print] = []
    for hit in hits:
        shape = _Print.of(hit.passage.text)
        same = next((i for i, other in enumerate(prints) if shape.repeats(other)), None)
        if same is None:
            groups.append([hit])
            prints.append(shape)
        else:
            groups[same].append(hit)
    kept: list[Hit] = []
    dropped: list[Dropped] = []
    for group in groups:
        stays = max(group, key=lambda hit: _preference(hit.passage, language))
        kept.append(replace(stays, score=group[0].score))
        reason = f"says the same as “{stays.passage.document.title}”"
        dropped += [Dropped(hit, reason) for hit in group if hit is not stays]
    return kept, dropped


def join(hits: Sequence[Hit], text: str) -> Hit:
    """Neighbouring hits of one document as one hit. `text` is the document's whole text.

    Its id is that of the first passage, `+` and how many follow; its figures are the best ones.
    """
    passages = [hit.passage for hit in hits]
    span = Span(passages[0].span.start, passages[-1].span.end)
    passage = replace(
        passages[0],
        id=f"{passages[0].id}+{len(passages) - 1}",
        text=span.of(text),
        span=span,
        sentences=tuple(sentence for part in passages for sentence in part.sentences),
        marks=tuple(mark for part in passages for mark in part.marks),
    )
    return Hit(
        passage=passage,
        score=max(hit.score for hit in hits),
        similarity=max(hit.similarity for hit in hits),
        sentence_similarities=tuple(s for hit in hits for s in hit.sentence_similarities),
        bm25=max((hit.bm25 for hit in hits if hit.bm25 is not None), default=None),
        relevance=max(hit.relevance for hit in hits),
    )


def may_join(passages: Sequence[Passage]) -> bool:
    """Whether the passages follow each other directly: one document, same headings, same page."""
    return passages[-1].span.end - passages[0].span.start <= LONGEST and all(
        before.document.id == after.document.id
        and before.order + 1 == after.order
        and before.headings == after.headings
        and before.page == after.page
        for before, after in pairwise(passages)
    )


def runs(hits: Sequence[Hit]) -> list[list[Hit]]:
    """The hits in their order, those that may be joined together, in the document's order."""
    gathered: list[list[Hit]] = []
    for hit in hits:
        new, place = [hit], len(gathered)
        for i, run in enumerate(gathered):
            wider = sorted([*run, *new], key=lambda one: one.passage.order)
            if run and may_join([one.passage for one in wider]):
                new, place = wider, min(place, i)
                gathered[i] = []
        gathered[place : place + 1] = [new]
    return [run for run in gathered if run]


@dataclass(frozen=True, slots=True)
class _Print:
    """What two texts are compared by: runs of three words, and the words that hold a digit."""

    runs: frozenset[tuple[str, ...]]
    numbers: frozenset[str]

    @classmethod
    def of(cls, text: str) -> _Print:
        words = _WORD.findall(text.casefold())
        runs = zip(words, words[1:], words[2:], strict=False) if len(words) > 2 else [tuple(words)]
        numbers = frozenset(
            word for word in words if not word.isalpha() and any(map(str.isdigit, word))
        )
        return cls(frozenset(runs), numbers)

    def repeats(self, other: _Print) -> bool:
        common = len(self.runs & other.runs)
        return self.numbers == other.numbers and common >= ALIKE * (
            len(self.runs) + len(other.runs) - common
        )


def _preference(passage: Passage, language: str) -> tuple[bool, date]:
    document = passage.document
    return document.language == language, document.published or date.min
