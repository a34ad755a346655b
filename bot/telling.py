"""Telling: what the passages found say, sentence by sentence, and the whole kept.

A model writes where one is configured and reachable; otherwise, and where nothing it wrote holds,
the embedded answerer quotes.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING

import structlog

import prompts
from bot import extractive
from bot.attached import in_turn, note_unread
from bot.conversation import Standalone
from bot.lengths import extent
from bot.stopping import until
from bot.types import Answer, AnswerEvent, Done, Failed, Outcome, Question, Reading, Said, Sentence
from bot.work import Work
from bot.writing import Draft, ModelWriter

if TYPE_CHECKING:
    from bot.store.answers import Answers
    from bot.store.gaps import Gaps
    from knowledge.retrieval.retriever import Retriever
    from knowledge.types import Hit

log = structlog.get_logger()


class Teller:
    """Writes answers from what was found, and keeps them."""

    def __init__(
        self,
        *,
        retriever: Retriever,
        writer: ModelWriter | None,
        answers: Answers,
        gaps: Gaps,
        clock: Callable[[], float],
        new_id: Callable[[], str],
    ) -> None:
        """`writer` is None where no model is configured. `clock` counts seconds."""
        self._retriever = retriever
        self.writer = writer
        self._answers = answers
        self._gaps = gaps
        self._clock = clock
        self._new_id = new_id

    async def tell(
        self, prompt_name: str, work: Work, stop: asyncio.Event | None
    ) -> AsyncGenerator[AnswerEvent, None]:
        """What the passages say, sentence by sentence, then the whole."""
        # What came with a question is read without an index, too.
        if not work.retrieval.generation and not work.retrieval.hits:
            yield Failed(work.phrases.say("nothing-indexed"))
            return
        if work.retrieval.hits:
            yield Reading(work.retrieval.hits)
            async with aclosing(self._write(prompt_name, work, stop)) as sentences:
                async for said in sentences:
                    yield said
        if work.outcome is Outcome.ANSWERED and not work.sentences:
            work.outcome = Outcome.UNKNOWN
        if work.outcome is Outcome.UNKNOWN:
            await self.admit(work)
        else:
            self.note_sources(work)
        # What a document that came with a question leaves open is no gap in ours.
        yield await self.keep(work, gap=not work.question.attached)

    async def _write(
        self, prompt_name: str, work: Work, stop: asyncio.Event | None
    ) -> AsyncGenerator[Said, None]:
        """The sentences, by a model if one can, else by the embedded answerer."""
        if stop is not None and stop.is_set():
            _stopped(work)
            return
        if self.writer is None:
            work.notices.append(work.phrases.say("notice-no-model"))
        else:
            asked = work.standalone.text or "What is the whole story?"
            written = self.by_model(prompt_name, asked, work, work.retrieval.hits, stop)
            async with aclosing(written):
                async for said in written:
                    yield said
            if work.sentences or work.outcome is not Outcome.ANSWERED:
                return
            if work.fault is not None:
                work.notices.append(work.phrases.say(f"notice-model-{work.fault}"))
        choose = extractive.summary if prompt_name == "summary" else extractive.answer
        most = extent(prompt_name, work.question.length).sentences
        for found in in_turn(work.retrieval, work.question.attached):
            chosen = await asyncio.to_thread(choose, work.standalone, work.language, found, most)
            for draft in chosen:
                yield self.say(work, draft)
            if chosen:
                break

    async def by_model(
        self,
        prompt_name: str,
        asked: str,
        work: Work,
        hits: Sequence[Hit],
        stop: asyncio.Event | None,
        *,
        whole: bool = False,
        shape: Callable[[Draft], Draft] = lambda draft: draft,
    ) -> AsyncGenerator[Said, None]:
        """What a model writes from the hits, as far as it holds; how it ended is noted in `work`.

        `shape` has the last word on each sentence. With `whole`, ContextOverflow is raised where an
        endpoint has no room for all hits.
        """
        from bot.llm import ContextOverflow, NoEndpointLeft

        if self.writer is None:
            return
        prompt = prompts.read(prompt_name)
        before = len(work.sentences)
        items = self.writer.write(
            prompt, asked, work.language, hits, length=work.question.length, whole=whole
        )
        try:
            async with aclosing(until(stop, items)) as until_stopped:
                async for item in until_stopped:
                    if isinstance(item, Draft):
                        yield self.say(work, shape(item))
                    else:
                        work.end(item, prompt.label, said=len(work.sentences) > before)
        except NoEndpointLeft as error:
            if whole and isinstance(error, ContextOverflow):
                raise
            log.warning("no_endpoint_left", reason=str(error))
            work.fault = "failed"
            return
        if stop is not None and stop.is_set():
            _stopped(work)
            work.prompt_version = prompt.label

    def say(self, work: Work, draft: Draft) -> Said:
        """Adds a sentence to the answer."""
        if work.first is None:
            work.first = self._clock() - work.started
        return work.say(draft)

    async def admit(self, work: Work) -> None:
        """ "I don't know", with the nearest topics."""
        work.sentences = [Sentence(work.phrases.say("unknown"), language=work.language)]
        work.notices.clear()
        near = await self._retriever.topics(
            work.standalone.text, language=work.language, scopes=work.question.scopes
        )
        work.topics = tuple(dict.fromkeys(document.title for document in near))

    def note_sources(self, work: Work) -> None:
        """Says in which language the sources are, and how old, where that matters."""
        phrases = work.phrases
        spoken = dict.fromkeys(
            sentence.language
            for sentence in work.sentences
            if sentence.quoted and sentence.language not in (None, work.language)
        )
        names = [phrases.language_name(code) for code in spoken if code]
        if len(names) == 1:
            work.notices.append(phrases.say("notice-source-language", language=names[0]))
        elif names:
            listed = phrases.listing(names)
            work.notices.append(phrases.say("notice-sources-language", languages=listed))
        days = [source.published for source in work.numbering.sources if source.published]
        if days and phrases.asks_about_the_present(work.question.text):
            work.notices.append(phrases.say("notice-newest-source", date=phrases.date(max(days))))

    def begin(
        self,
        question: Question,
        language: str,
        standalone: Standalone,
        started: float | None = None,
    ) -> Work:
        """A new answer, begun now, or when the clock showed `started`.

        It says first what came with the question and was not read.
        """
        work = Work(question, self._clock() if started is None else started, language, standalone)
        note_unread(work)
        return work

    async def keep(self, work: Work, *, gap: bool = True) -> Done:
        """The finished answer, kept in the database; where it is unknown, a gap is noted too."""
        answer = Answer(
            id=self._new_id(),
            question=work.question,
            standalone=work.standalone.text,
            language=work.language,
            outcome=work.outcome,
            sentences=tuple(work.sentences),
            sources=work.numbering.sources,
            notices=(*work.said_of_question, *work.notices),
            topics=work.topics,
            writer=work.writer,
            prompt_version=work.prompt_version,
            usage=work.usage + work.standalone.usage,
            hits=work.used(),
            generation=work.retrieval.generation,
            dropped_sentences=work.dropped,
            seconds_to_first=work.first or 0.0,
            seconds=self._clock() - work.started,
        )
        await self._answers.save(answer)
        if gap and answer.outcome is Outcome.UNKNOWN:
            await self._gaps.record(answer)
        return Done(answer)


def _stopped(work: Work) -> None:
    work.outcome = Outcome.STOPPED
    work.notices.append(work.phrases.say("notice-stopped"))
