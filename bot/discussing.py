"""A discussion in a chat → a summary that cites its messages.

Each message stands for a document of one passage, so that writing, checking and numbering are those
of any answer. A discussion too long for a model is read in parts: what is written about each part
shows which of its messages matter, and from those the summary is written. What was read, and what
was not, is always said.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import replace

import structlog

import prompts
from bot.conversation import Standalone, opens_leaning
from bot.discussion import Discussion, Remark
from bot.explaining import Explaining
from bot.lengths import extent
from bot.picking import pick
from bot.remarks import hits_of, in_parts, language_of, moment_of, size_of, worded
from bot.stopping import until
from bot.telling import Teller
from bot.text.words import words
from bot.types import AnswerEvent, Outcome, Question, Reading, Said, Sentence
from bot.work import Work
from bot.writing import Draft
from knowledge.types import Hit, Retrieval

# What a model is given at once. Citation marks have two digits.
_CHARACTERS = 24_000
_MESSAGES = 90
_LEAST = 1_000
# Messages that stand for a part of which nothing that a model wrote holds.
_IF_NONE = 4
_PROMPT = "discussion"


class Discussing:
    """Summarizes discussions."""

    def __init__(self, teller: Teller, explaining: Explaining, *, language: str) -> None:
        """`language` is that of a reader of whom nothing is known."""
        self._teller = teller
        self._explaining = explaining
        self._language = language

    async def tell(
        self,
        question: Question,
        discussion: Discussion,
        language: str | None,
        stop: asyncio.Event | None,
        *,
        explain: bool,
    ) -> AsyncGenerator[AnswerEvent, None]:
        """The summary, as events; `language` is the reader's, None for the discussion's own."""
        remarks = worded(discussion)
        spoken = language or language_of(remarks) or self._language
        asked = Standalone.of(" ".join((question.text or discussion.name).split()))
        work = self._teller.begin(question, spoken, asked)
        if not remarks:
            # Nothing was asked of the documents, so it is not "not in the documents".
            work.outcome = Outcome.SMALL_TALK
            work.sentences.append(Sentence(_nothing(work, discussion), language=spoken))
        else:
            hits = await asyncio.to_thread(hits_of, remarks, spoken)
            # The first thing kept of an answer is what it cites: the messages stay in their chat.
            work.retrieval = Retrieval((), ranked=tuple(hits))
            yield Reading(tuple(hits))
            async with aclosing(self._said(work, remarks, hits, stop)) as sentences:
                async for said in sentences:
                    yield said
            _note_read(work, discussion, remarks)
        _note_left_out(work, discussion, len(discussion.remarks) - len(remarks))
        if explain and remarks and work.outcome is Outcome.ANSWERED:
            async with aclosing(
                self._explaining.add(work, {one.author for one in remarks}, stop)
            ) as sentences:
                async for said in sentences:
                    yield said
        # That a discussion is empty is no gap in the documents.
        yield await self._teller.keep(work, gap=False)

    async def _said(
        self, work: Work, remarks: Sequence[Remark], hits: Sequence[Hit], stop: asyncio.Event | None
    ) -> AsyncGenerator[Said, None]:
        """The summary, by a model if one can, else the messages that carry the discussion."""
        async with aclosing(self._by_model(work, remarks, hits, stop)) as sentences:
            async for said in sentences:
                yield said
        if work.sentences or work.outcome is Outcome.STOPPED:
            return
        declined = work.outcome is Outcome.UNKNOWN
        work.outcome = Outcome.ANSWERED
        fault = "unsupported" if declined else work.fault
        work.notices.append(
            work.phrases.say(f"discussion-picked-{fault}" if fault else "discussion-picked")
        )
        most = extent(_PROMPT, work.question.length).sentences
        for draft in await asyncio.to_thread(pick, remarks, hits, most):
            yield self._teller.say(work, draft)

    async def _by_model(
        self, work: Work, remarks: Sequence[Remark], hits: Sequence[Hit], stop: asyncio.Event | None
    ) -> AsyncGenerator[Said, None]:
        from bot.llm import ContextOverflow, NoEndpointLeft

        if self._teller.writer is None:
            return
        characters = min(_CHARACTERS, max(size_of(hits), _LEAST))
        while characters >= _LEAST:
            parts = in_parts(hits, characters, _MESSAGES)
            try:
                carrying = await self._carrying(work, remarks, parts, characters, stop)
                if not carrying:
                    break
                written = self._teller.by_model(
                    _PROMPT,
                    _asked(work),
                    work,
                    carrying,
                    stop,
                    whole=True,
                    shape=lambda draft: _attributed(draft, remarks),
                )
                async with aclosing(written):
                    async for said in written:
                        yield said
            except ContextOverflow:
                characters //= 2
                continue
            except NoEndpointLeft as error:
                structlog.get_logger().warning("no_endpoint_left", reason=str(error))
                work.fault = "failed"
                return
            if len(parts) > 1 and work.sentences:
                work.notices.append(work.phrases.say("discussion-in-parts", parts=len(parts)))
            return
        work.fault = "too-long"

    async def _carrying(
        self,
        work: Work,
        remarks: Sequence[Remark],
        parts: Sequence[Sequence[Hit]],
        characters: int,
        stop: asyncio.Event | None,
    ) -> list[Hit]:
        """The messages to summarize from, few enough to be read at once: all of a single part.

        None of them where they cannot be made few enough.
        """
        while len(parts) > 1 and not (stop is not None and stop.is_set()):
            kept: list[Hit] = []
            for part in parts:
                kept += await self._mattering(work, remarks, part, stop)
            if len(kept) == sum(map(len, parts)):
                return []
            parts = in_parts(kept, characters, _MESSAGES)
        return [hit for part in parts for hit in part]

    async def _mattering(
        self,
        work: Work,
        remarks: Sequence[Remark],
        part: Sequence[Hit],
        stop: asyncio.Event | None,
    ) -> list[Hit]:
        """Those of a part's messages that a summary of it rests on: half of them at most."""
        assert self._teller.writer is not None
        if len(part) == 1:
            return list(part)
        cited: list[str] = []
        items = self._teller.writer.write(
            prompts.read(_PROMPT), _asked(work), work.language, part, whole=True
        )
        async with aclosing(until(stop, items)) as until_stopped:
            async for item in until_stopped:
                if isinstance(item, Draft):
                    cited += [quoted.passage.id for quoted in item.quotes]
                else:
                    work.usage += item.usage
        if not cited:
            own = [remarks[hit.passage.order] for hit in part]
            picked = await asyncio.to_thread(pick, own, part, _IF_NONE)
            cited = [quoted.passage.id for draft in picked for quoted in draft.quotes]
        wanted = {*list(dict.fromkeys(cited))[: len(part) // 2]}
        return [hit for hit in part if hit.passage.id in wanted]


def _attributed(draft: Draft, remarks: Sequence[Remark]) -> Draft:
    """A sentence that rests on one person's messages and does not name them gets them as its lead.

    What someone said must not read as a fact. One that goes on about someone (`she …`) stays.
    """
    authors = {remarks[quoted.passage.order].author for quoted in draft.quotes}
    if len(authors) != 1 or opens_leaning(draft.text, draft.language):
        return draft
    author = " ".join(authors.pop().split())
    said = {word.folded for word in words(draft.text)}
    if said & {word.folded for word in words(author)}:
        return draft
    return replace(draft, lead=author)


def _asked(work: Work) -> str:
    """What the model is asked; where the person said nothing, what anyone wants to know."""
    return work.standalone.text or "What was said in this discussion?"


def _nothing(work: Work, discussion: Discussion) -> str:
    if discussion.asked_from is None:
        return work.phrases.say("discussion-empty")
    since = moment_of(discussion.asked_from, work.language)
    return work.phrases.say("discussion-empty-since", since=since)


def _note_read(work: Work, discussion: Discussion, remarks: Sequence[Remark]) -> None:
    """Says what was asked for and what was read."""
    language, say = work.language, work.phrases.say
    if discussion.asked_from is not None:
        since = moment_of(discussion.asked_from, language)
        work.notices.append(say("discussion-asked-since", since=since))
    read = say(
        "discussion-read",
        messages=len(remarks),
        people=len({remark.author for remark in remarks}),
        replies=sum(remark.reply_to is not None for remark in remarks),
        first=moment_of(remarks[0].sent, language),
        last=moment_of(remarks[-1].sent, language),
    )
    work.notices.append(read)
    if not discussion.complete:
        work.notices.append(say("discussion-incomplete"))


def _note_left_out(work: Work, discussion: Discussion, wordless: int) -> None:
    """Says which messages were left out, and why."""
    left_out = Counter(dict(discussion.left_out))
    left_out["wordless"] += wordless
    for reason, count in left_out.items():
        if count:
            work.notices.append(work.phrases.say(f"left-out-{reason}", messages=count))
