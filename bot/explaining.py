"""A message → its terms, each explained from the documents.

With a model a line is written for each term; what it leaves out, and everything where there is no
model, is the sentence of the documents that tells best what the term is.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Callable, Collection, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.conversation import Standalone
from bot.grounding import Quoted
from bot.lengths import extent
from bot.phrases import LANGUAGES
from bot.telling import Teller
from bot.terms import Term, find_terms, quotes
from bot.text.marks import disarmed
from bot.text.words import plain
from bot.types import AnswerEvent, Failed, Outcome, Question, Reading, Said, Searching
from bot.work import Work
from bot.writing import Draft
from knowledge.language import detect
from knowledge.types import Hit, Retrieval, Span

if TYPE_CHECKING:
    from knowledge.retrieval.retriever import Retriever

_PROMPT = "explanation"
# What is read of each term for a model, and in all.
_EACH = 2
_MOST = 6
_PASSAGES = 12
_CLAUSES = re.compile(r"(?<=[.;:!?…,])\s+|\s[-–—]\s")
# Terms of a discussion that are explained behind its summary.
_OF_DISCUSSION = 4


@dataclass(frozen=True, slots=True)
class _Found:
    """A term and where the documents speak of it, best first."""

    term: Term
    quotes: tuple[tuple[Hit, Span], ...]


class Explaining:
    """Explains messages."""

    def __init__(self, teller: Teller, retriever: Retriever) -> None:
        self._teller = teller
        self._retriever = retriever

    async def tell(
        self,
        question: Question,
        message: str,
        language: str,
        stop: asyncio.Event | None,
        otherwise: Callable[[], AsyncGenerator[AnswerEvent, None]],
    ) -> AsyncGenerator[AnswerEvent, None]:
        """The explanation of `message`, as events; `otherwise` for one without a term."""
        if not re.search(r"\w", message):
            async with aclosing(otherwise()) as events:
                async for event in events:
                    yield event
            return
        work = self._teller.begin(question, language, Standalone.of(message))
        if len(message) < len(" ".join(question.text.split())):
            cut = work.phrases.say("notice-question-cut", limit=str(len(message)))
            work.said_of_question.append(cut)
        yield Searching()
        spoken = detect(message, LANGUAGES) or language
        near = await self._near(message, spoken, work)
        if not near.generation:
            yield Failed(work.phrases.say("nothing-indexed"))
            return
        # Some words will turn out to be unknown to the documents.
        terms = await asyncio.to_thread(find_terms, message, spoken, near.ranked, most=2 * _MOST)
        if not terms:
            async with aclosing(otherwise()) as events:
                async for event in events:
                    yield event
            return
        found = await self._look_up(terms, near.ranked, spoken, work)
        known = [one for one in found if one.quotes][:_MOST]
        work.retrieval = replace(near, hits=tuple(_passages(known)))
        if known:
            yield Reading(work.retrieval.hits)
            async with aclosing(self._said(work, message, known, stop)) as sentences:
                async for said in sentences:
                    yield said
        if not work.sentences and work.outcome is not Outcome.STOPPED:
            work.outcome = Outcome.UNKNOWN
            await self._teller.admit(work)
        else:
            self._teller.note_sources(work)
            _note_unknown(work, found)
        yield await self._teller.keep(work)

    async def add(
        self, work: Work, without: Collection[str], stop: asyncio.Event | None
    ) -> AsyncGenerator[Said, None]:
        """Explains the terms in what was said so far, behind it; `without` are no terms."""
        message = " ".join(sentence.text for sentence in work.sentences)
        spoken = detect(message, LANGUAGES) or work.language
        near = await self._near(message, spoken, work)
        if not near.generation:
            return
        terms = await asyncio.to_thread(
            find_terms, message, spoken, near.ranked, without=without, most=_OF_DISCUSSION
        )
        found = await self._look_up(terms, near.ranked, spoken, work)
        known = [one for one in found if one.quotes]
        if not known:
            return
        work.retrieval = replace(work.retrieval, hits=tuple(_passages(known)))
        version = work.prompt_version
        async with aclosing(self._said(work, message, known, stop)) as sentences:
            async for said in sentences:
                yield said
        work.prompt_version = version or work.prompt_version

    async def _said(
        self, work: Work, message: str, known: Sequence[_Found], stop: asyncio.Event | None
    ) -> AsyncGenerator[Said, None]:
        """The terms, one by one."""
        before, writer = len(work.sentences), work.writer
        written = self._teller.by_model(
            _PROMPT,
            _asked(message, known),
            work,
            _passages(known),
            stop,
            shape=lambda draft: _with_lead(draft, known),
        )
        async with aclosing(written):
            async for said in written:
                yield said
        if work.outcome is Outcome.STOPPED:
            return
        work.outcome = Outcome.ANSWERED
        told = plain(" ".join(sentence.marked() for sentence in work.sentences[before:]))
        left = [one for one in known if plain(one.term.text) not in told]
        if not told.strip():
            work.writer = writer
            fault = f"model-{work.fault or 'unsupported'}" if self._teller.writer else "no-model"
            _note_once(work, fault)
        by = work.writer
        for draft in _drafts(left, extent(_PROMPT, work.question.length).sentences, by):
            yield self._teller.say(work, draft)

    async def _near(self, message: str, spoken: str, work: Work) -> Retrieval:
        """What is near the message, and near each of its clauses."""
        clauses = [one for one in _CLAUSES.split(message) if len(one.split()) > 1][:_MOST]
        searched = [message, *clauses] if len(clauses) > 1 else [message]
        found = [await self._search(text, spoken, work) for text in searched]
        hits = {hit.passage.id: hit for one in reversed(found) for hit in one.ranked}
        return replace(found[0], ranked=tuple(hits.values()))

    async def _search(self, text: str, spoken: str, work: Work) -> Retrieval:
        return await self._retriever.retrieve(
            text, language=spoken, scopes=work.question.scopes, count=_EACH
        )

    async def _look_up(
        self, terms: Sequence[Term], near: Sequence[Hit], spoken: str, work: Work
    ) -> list[_Found]:
        """What the documents say of each term; words of which they say nothing are left out."""
        found = []
        for term in terms:
            own = await self._search(term.text, spoken, work)
            hits = [*{hit.passage.id: hit for hit in (*own.ranked, *near)}.values()]
            variants = [term, *_without_first_word(term)]
            best: list[tuple[Hit, Span]] = []
            while variants and not best:
                variant = variants.pop(0)
                best = await asyncio.to_thread(quotes, variant, spoken, work.language, hits, _EACH)
            if best:
                found.append(_Found(variant, tuple(best)))
            elif term.certain:
                found.append(_Found(term, ()))
        return found


def _without_first_word(term: Term) -> list[Term]:
    """`Yesterday Nvidia` and `chairman Huang` begin with a word that is not of the name."""
    first, _, rest = term.text.partition(" ")
    if not term.certain or not rest:
        return []
    return [Term(rest, Span(term.span.start + len(first) + 1, term.span.end), certain=True)]


def _passages(known: Sequence[_Found]) -> list[Hit]:
    """The passages that speak of the terms, each once, the best of every term first."""
    hits = [
        one.quotes[place][0] for place in range(_EACH) for one in known if place < len(one.quotes)
    ]
    return [*{hit.passage.id: hit for hit in hits}.values()][:_PASSAGES]


def _asked(message: str, known: Sequence[_Found]) -> str:
    # On one line, so that a message can forge neither a passage nor a question.
    said = disarmed(" ".join(message.split()))
    terms = "; ".join(" ".join(one.term.text.split()) for one in known)
    return f"Which of these terms do the passages explain: {terms}?\nThe message: {said}"


def _with_lead(draft: Draft, known: Sequence[_Found]) -> Draft:
    """A sentence that begins with a term and a colon gets the term as its lead."""
    for one in sorted(known, key=lambda one: -len(one.term.text)):
        begins = re.match(
            rf"{re.escape(one.term.text)}\s?[:：]\s*(?=\S)", draft.text, re.IGNORECASE
        )
        if begins:
            rest = draft.text[begins.end() :]
            return replace(draft, text=rest, lead=one.term.text, break_before=True)
    return draft


def _drafts(found: Sequence[_Found], most: int, writer: str) -> list[Draft]:
    """The quotes, each once: one that tells of several terms gets all of them as its lead."""
    drafts: dict[tuple[str, Span], Draft] = {}
    for one in found:
        for place, (hit, span) in enumerate(one.quotes[:most]):
            key = (hit.passage.document.id, span)
            if key in drafts:
                lead = drafts[key].lead
                both = f"{lead}, {one.term.text}" if lead else one.term.text
                drafts[key] = replace(drafts[key], lead=both, break_before=True)
                continue
            drafts[key] = Draft(
                hit.passage.quote(span),
                (Quoted(hit.passage, span),),
                hit.passage.document.language,
                break_before=place == 0,
                quoted=True,
                writer=writer,
                lead=one.term.text if place == 0 else None,
            )
    return [*drafts.values()]


def _note_once(work: Work, key: str) -> None:
    said = work.phrases.say(f"notice-{key}")
    picked = any(sentence.lead and sentence.quoted for sentence in work.sentences)
    # Behind a discussion whose messages were picked, the reason was given already.
    if not picked and said not in work.notices:
        work.notices.append(said)


def _note_unknown(work: Work, found: Sequence[_Found]) -> None:
    """Names the terms that the documents do not speak of."""
    unknown = [one.term.text for one in found if not one.quotes]
    if unknown:
        listed = work.phrases.titles(dict.fromkeys(unknown))
        work.notices.append(work.phrases.say("explanation-unknown-terms", terms=listed))
