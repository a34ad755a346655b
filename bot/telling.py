"""Telling: what the passages found say, sentence by sentence, and the whole kept.

A model writes where one is configured and reachable; otherwise, and where nothing it wrote holds,
the embedded answerer quotes.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import TYPE_CHECKING

import structlog

import prompts
from bot import extractive
from bot.phrases import Phrases
from bot.stopping import until
from bot.types import Answer, AnswerEvent, Done, Failed, Outcome, Reading, Said, Sentence
from bot.work import Work
from bot.writing import Draft, ModelWriter, Written

if TYPE_CHECKING:
    from bot.store.answers import Answers
    from bot.store.gaps import Gaps
    from knowledge.retrieval.retriever import Retriever

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
        self._writer = writer
        self._answers = answers
        self._gaps = gaps
        self._clock = clock
        self._new_id = new_id

    async def tell(
        self, prompt_name: str, work: Work, stop: asyncio.Event | None
    ) -> AsyncGenerator[AnswerEvent, None]:
        """What the passages say, sentence by sentence, then the whole."""
        if not work.retrieval.generation:
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
            await self._admit(work)
        else:
            self._note_sources(work)
        yield await self.keep(work)

    async def _write(
        self, prompt_name: str, work: Work, stop: asyncio.Event | None
    ) -> AsyncGenerator[Said, None]:
        """The sentences, by a model if one can, else by the embedded answerer."""
        if self._writer is None:
            work.notices.append(work.phrases.say("notice-no-model"))
        else:
            written = self._write_by_model(self._writer, prompt_name, work, stop)
            async with aclosing(written):
                async for said in written:
                    yield said
            if work.sentences or work.outcome is not Outcome.ANSWERED:
                return
        choose = extractive.summary if prompt_name == "summary" else extractive.answer
        chosen = await asyncio.to_thread(choose, work.standalone, work.language, work.retrieval)
        for draft in chosen:
            self._note_time(work)
            yield work.say(draft)

    async def _write_by_model(
        self, writer: ModelWriter, prompt_name: str, work: Work, stop: asyncio.Event | None
    ) -> AsyncGenerator[Said, None]:
        from bot.llm import NoEndpointLeft

        prompt = prompts.read(prompt_name)
        language_name = Phrases("en").language_name(work.language)
        asked = work.standalone.text or "What is the whole story?"
        items = writer.write(prompt, asked, work.language, language_name, work.retrieval.hits)
        try:
            async with aclosing(until(stop, items)) as until_stopped:
                async for item in until_stopped:
                    if isinstance(item, Draft):
                        self._note_time(work)
                        yield work.say(item)
                    else:
                        self._note_end(work, item, prompt.label)
        except NoEndpointLeft as error:
            log.warning("no_endpoint_left", reason=str(error))
            work.notices.append(work.phrases.say("notice-model-failed"))
            return
        if stop is not None and stop.is_set():
            work.outcome = Outcome.STOPPED
            work.prompt_version = prompt.label
            work.notices.append(work.phrases.say("notice-stopped"))

    def _note_end(self, work: Work, written: Written, prompt_version: str) -> None:
        work.usage += written.usage
        work.dropped += written.dropped
        work.prompt_version = prompt_version
        if work.sentences:
            if written.cut is not None:
                work.notices.append(work.phrases.say(f"notice-{written.cut}"))
        elif written.declined:
            work.writer = written.endpoint
            work.outcome = Outcome.UNKNOWN
        elif written.cut == "broken":
            work.notices.append(work.phrases.say("notice-model-failed"))
        else:
            work.notices.append(work.phrases.say("notice-model-unsupported"))

    async def _admit(self, work: Work) -> None:
        """ "I don't know", with the nearest topics."""
        work.sentences = [Sentence(work.phrases.say("unknown"), language=work.language)]
        work.notices.clear()
        near = await self._retriever.topics(
            work.standalone.text, language=work.language, scopes=work.question.scopes
        )
        work.topics = tuple(dict.fromkeys(document.title for document in near))

    def _note_sources(self, work: Work) -> None:
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

    async def keep(self, work: Work) -> Done:
        """The finished answer, kept in the database."""
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
        if answer.outcome is Outcome.UNKNOWN:
            await self._gaps.record(answer)
        return Done(answer)

    def _note_time(self, work: Work) -> None:
        if work.first is None:
            work.first = self._clock() - work.started
