"""The explainer: a question in, a stream of events out.

    question → stands alone → passages → sentences, each checked → answer, kept

A model writes where one is configured and reachable; otherwise, and where nothing it wrote holds,
the embedded answerer quotes. Where the documents do not answer, it says so and notes the gap.
"""

from __future__ import annotations

import asyncio
import re
import time
import uuid
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

import prompts
from bot import extractive
from bot.conversation import Conversation, Standalone, Turn
from bot.phrases import LANGUAGES, Phrases, small_talk
from bot.stopping import unless, until
from bot.types import (
    Answer,
    AnswerEvent,
    BotError,
    Done,
    Failed,
    Outcome,
    Question,
    Reading,
    Said,
    Searching,
    Sentence,
)
from bot.work import Work
from bot.writing import Draft, ModelWriter, Written
from knowledge.language import detect
from knowledge.types import KnowledgeError

if TYPE_CHECKING:
    from bot.store.answers import Answers, StoredAnswer
    from bot.store.gaps import Gaps
    from knowledge.retrieval.retriever import Retriever

log = structlog.get_logger()

# A summary draws on more passages than an answer.
_SUMMARY_PASSAGES = 2
_FEW_WORDS = 4


@dataclass(frozen=True, slots=True)
class Manners:
    """How the explainer behaves; see the settings of the same names."""

    language: str = "en"
    history: int = 6
    question_characters: int = 2000
    passages: int = 6


class Explainer:
    """Answers questions and summarizes, for any platform."""

    def __init__(
        self,
        *,
        retriever: Retriever,
        writer: ModelWriter | None,
        conversation: Conversation,
        answers: Answers,
        gaps: Gaps,
        manners: Manners,
        clock: Callable[[], float] = time.monotonic,
        new_id: Callable[[], str] = lambda: uuid.uuid4().hex,
    ) -> None:
        """`writer` is None where no model is configured. `clock` counts seconds."""
        self._retriever = retriever
        self._writer = writer
        self._conversation = conversation
        self._answers = answers
        self._gaps = gaps
        self._manners = manners
        self._clock = clock
        self._new_id = new_id

    def answer(
        self, question: Question, stop: asyncio.Event | None = None
    ) -> AsyncGenerator[AnswerEvent, None]:
        """Answers a question: events as they come, ending in `Done` or `Failed`.

        Once `stop` is set the answer ends with what was said so far.
        """
        return self._guarded(question, self._answer(question, stop))

    def summary(
        self, question: Question, stop: asyncio.Event | None = None
    ) -> AsyncGenerator[AnswerEvent, None]:
        """Summarizes the topic that `question.text` names, or everything where it is empty."""
        return self._guarded(question, self._summary(question, question.text, stop))

    async def _guarded(
        self, question: Question, events: AsyncGenerator[AnswerEvent, None]
    ) -> AsyncGenerator[AnswerEvent, None]:
        try:
            async with aclosing(events):
                async for event in events:
                    yield event
        except KnowledgeError as error:
            log.exception("search_failed")
            yield self._failed(question, "search-unavailable", str(error))
        except BotError as error:
            log.exception("answer_failed")
            yield self._failed(question, "failed", str(error))
        except Exception:
            log.exception("answer_failed")
            yield self._failed(question, "failed")

    async def _answer(
        self, question: Question, stop: asyncio.Event | None
    ) -> AsyncGenerator[AnswerEvent, None]:
        started = self._clock()
        text = " ".join(question.text.split())
        phrases = Phrases(self._language(question))
        if not re.search(r"\w", text):
            yield Failed(phrases.say("question-empty", example=phrases.say("question-example")))
            return
        heard = small_talk(text, preferred=self._expected(question))
        if heard is not None:
            yield await self._reply(question, started, *heard)
            return
        if phrases.asks_for_the_story(text):
            async with aclosing(self._summary(question, "", stop)) as events:
                async for event in events:
                    yield event
            return
        yield Searching()
        work = await self._understand(question, text, started, stop)
        work.retrieval = await self._retriever.retrieve(
            work.standalone.text,
            language=work.language,
            scopes=question.scopes,
            count=self._manners.passages,
            own=work.standalone.own,
        )
        async with aclosing(self._tell("answer", work, stop)) as events:
            async for event in events:
                yield event

    async def _summary(
        self, question: Question, topic: str, stop: asyncio.Event | None
    ) -> AsyncGenerator[AnswerEvent, None]:
        topic = " ".join(topic.split())
        cut = topic[: self._manners.question_characters]
        language = self._language(question)
        work = Work(question, self._clock(), language, Standalone.of(cut))
        self._note_cut(work, topic)
        yield Searching()
        count = _SUMMARY_PASSAGES * self._manners.passages
        if topic:
            work.retrieval = await self._retriever.retrieve(
                cut, language=language, scopes=question.scopes, count=count
            )
        else:
            work.retrieval = await self._retriever.overview(
                language=language, scopes=question.scopes, count=count
            )
        async with aclosing(self._tell("summary", work, stop)) as events:
            async for event in events:
                yield event

    async def _tell(
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
        yield await self._keep(work)

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

    async def _keep(self, work: Work) -> Done:
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

    async def _understand(
        self, question: Question, text: str, started: float, stop: asyncio.Event | None
    ) -> Work:
        """The question's language, and the question with what it leans on filled in."""
        limit = self._manners.history
        kept = await self._answers.history(question.conversation, limit + 1)
        language = self._language(question, spoken=kept[-1].answer.language if kept else None)
        turns = await self._turns(kept[-limit:] if limit else [])
        cut = text[: self._manners.question_characters]
        filled = self._conversation.standalone(cut, turns, language)
        standalone = await unless(stop, filled) or Standalone.of(cut)
        work = Work(question, started, language, standalone)
        self._note_cut(work, text)
        if standalone.rewritten:
            understood = work.phrases.say("notice-understood", question=standalone.text)
            work.said_of_question.append(understood)
            if len(kept) > limit:
                work.said_of_question.append(work.phrases.say("notice-history-cut"))
        return work

    def _note_cut(self, work: Work, text: str) -> None:
        """Says that only the beginning of a long question was read."""
        limit = self._manners.question_characters
        if len(text) > limit:
            cut = work.phrases.say("notice-question-cut", limit=str(limit))
            work.said_of_question.append(cut)

    async def _turns(self, earlier: Sequence[StoredAnswer]) -> list[Turn]:
        """The earlier turns. An answer whose sources left the index is not repeated."""
        cited = [passage for stored in earlier for passage in stored.cited]
        known = await self._retriever.known(cited) if cited else frozenset()
        return [
            Turn(
                stored.answer.question.text[: self._manners.question_characters],
                stored.answer.standalone,
                stored.answer.text if stored.cited and known.issuperset(stored.cited) else "",
            )
            for stored in earlier
        ]

    async def _reply(self, question: Question, started: float, language: str, kind: str) -> Done:
        """A friendly word for a friendly word; no sources, no gap."""
        language = question.language or language
        work = Work(question, started, language, Standalone.of(question.text))
        work.outcome = Outcome.SMALL_TALK
        said = work.phrases.say(f"small-talk-{kind}")
        work.sentences.append(Sentence(said, language=work.phrases.language))
        return await self._keep(work)

    def _language(self, question: Question, spoken: str | None = None) -> str:
        """The language to answer in; `spoken` is that of the conversation so far."""
        told = question.language or _detected(question.text)
        return told or spoken or self._expected(question)

    def _expected(self, question: Question) -> str:
        """The language of someone whose words do not tell it."""
        locale = (question.locale or "").replace("_", "-").split("-")[0].casefold()
        return question.language or locale or self._manners.language

    def _failed(self, question: Question, phrase: str, detail: str | None = None) -> Failed:
        return Failed(Phrases(self._language(question)).say(phrase), detail)

    def _note_time(self, work: Work) -> None:
        if work.first is None:
            work.first = self._clock() - work.started


def _detected(text: str) -> str | None:
    """The language of a text: one we speak if it can be, else any other that is certain."""
    return detect(text, LANGUAGES) or (detect(text) if len(text.split()) > _FEW_WORDS else None)
