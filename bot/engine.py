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
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog

from bot.attached import asks_for_all, came_with, note_cut, scopes_of, standing_on, words_of
from bot.conversation import Conversation, Standalone, Turn
from bot.discussing import Discussing
from bot.explaining import Explaining
from bot.phrases import LANGUAGES, Phrases, small_talk
from bot.stopping import unless
from bot.telling import Teller
from bot.text.links import without_links
from bot.types import (
    AnswerEvent,
    BotError,
    Done,
    Failed,
    Outcome,
    Question,
    Searching,
    Sentence,
)
from bot.work import Work
from bot.writing import ModelWriter
from knowledge.language import detect
from knowledge.retrieval.beside import for_question, in_order, unscored
from knowledge.types import KnowledgeError, Retrieval

if TYPE_CHECKING:
    from bot.discussion import Discussion
    from bot.store.answers import Answers, StoredAnswer
    from bot.store.gaps import Gaps
    from knowledge.retrieval.beside import Beside
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
        self._conversation = conversation
        self._answers = answers
        self._manners = manners
        self._clock = clock
        self._teller = Teller(
            retriever=retriever,
            writer=writer,
            answers=answers,
            gaps=gaps,
            clock=clock,
            new_id=new_id,
        )
        self._explaining = Explaining(self._teller, retriever)
        self._discussing = Discussing(self._teller, self._explaining, language=manners.language)

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

    def discussion(
        self,
        question: Question,
        discussion: Discussion,
        stop: asyncio.Event | None = None,
        *,
        explain: bool = False,
    ) -> AsyncGenerator[AnswerEvent, None]:
        """Summarizes a discussion, each sentence citing the messages that it rests on.

        With `explain`, its terms are then explained from the documents.
        """
        events = self._discussing.tell(
            question, discussion, self._told(question), stop, explain=explain
        )
        return self._guarded(question, events)

    def explanation(
        self, question: Question, stop: asyncio.Event | None = None
    ) -> AsyncGenerator[AnswerEvent, None]:
        """Explains the message `question.text`, term by term, from the documents."""
        message = " ".join(question.text.split())[: self._manners.question_characters]
        # The message is somebody else's: its language says little about who wants to understand it.
        reader = _locale(question)
        if question.language is None and reader in LANGUAGES:
            question = replace(question, language=reader)
        events = self._explaining.tell(
            question,
            message,
            self._language(question),
            stop,
            otherwise=lambda: self._answer(question, stop),
        )
        return self._guarded(question, events)

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
        text = words_of(question)
        if came_with(question) and asks_for_all(text, self._expected(question)):
            async with aclosing(self._attached(question, stop)) as events:
                async for event in events:
                    yield event
            return
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
            scopes=scopes_of(question, work.language),
            count=self._manners.passages,
            own=work.standalone.own,
            beside=await self._beside(work),
        )
        async with aclosing(self._teller.tell("answer", work, stop)) as events:
            async for event in events:
                yield event

    async def _summary(
        self, question: Question, topic: str, stop: asyncio.Event | None
    ) -> AsyncGenerator[AnswerEvent, None]:
        topic = without_links(topic) if came_with(question) else " ".join(topic.split())
        if question.attached and asks_for_all(topic, self._expected(question)):
            async with aclosing(self._attached(question, stop)) as events:
                async for event in events:
                    yield event
            return
        cut = topic[: self._manners.question_characters]
        work = self._teller.begin(question, self._language(question), Standalone.of(cut))
        language = work.language
        self._note_cut(work, topic)
        yield Searching()
        count = _SUMMARY_PASSAGES * self._manners.passages
        if topic:
            work.retrieval = await self._retriever.retrieve(
                cut,
                language=language,
                scopes=question.scopes,
                count=count,
                beside=await self._beside(work),
            )
        else:
            work.retrieval = await self._retriever.overview(
                language=language, scopes=question.scopes, count=count
            )
        async with aclosing(self._teller.tell("summary", work, stop)) as events:
            async for event in events:
                yield event

    async def _attached(
        self, question: Question, stop: asyncio.Event | None
    ) -> AsyncGenerator[AnswerEvent, None]:
        """Summarizes what came with a question, or says that none of it was read."""
        kept = await self._answers.history(question.conversation, 1)
        language = self._language(question, spoken=kept[-1].answer.language if kept else None)
        work = self._teller.begin(question, language, Standalone.of(""))
        if not question.attached:
            work.outcome = Outcome.SMALL_TALK
            for said in work.said_of_question:
                told = Sentence(said, break_before=True, language=work.phrases.language)
                work.sentences.append(told)
            work.said_of_question.clear()
            yield await self._teller.keep(work)
            return
        yield Searching()
        beside = await asyncio.to_thread(in_order, question.attached)
        note_cut(work, beside)
        hits = unscored(beside)
        spoken = frozenset(hit.passage.document.language for hit in hits)
        work.retrieval = Retrieval(hits, ranked=hits, languages=spoken)
        async with aclosing(self._teller.tell("summary", work, stop)) as events:
            async for event in events:
                yield event

    async def _beside(self, work: Work) -> Beside | None:
        """What came with the question, to be searched beside the index."""
        documents = work.question.attached
        if not documents:
            return None
        asked = work.standalone.text
        beside = await asyncio.to_thread(for_question, documents, asked, work.language)
        note_cut(work, beside)
        return beside

    async def _understand(
        self, question: Question, text: str, started: float, stop: asyncio.Event | None
    ) -> Work:
        """The question's language, and the question with what it leans on filled in."""
        limit = self._manners.history
        kept = await self._answers.history(question.conversation, limit + 1)
        language = self._language(question, spoken=kept[-1].answer.language if kept else None)
        turns = await self._turns(kept[-limit:] if limit else [])
        standalone = Standalone.of(text[: self._manners.question_characters])
        if question.attached:
            standalone = standing_on(standalone, language, question.attached)
        else:
            filled = self._conversation.standalone(
                standalone.text, turns, language, heard=question.heard
            )
            standalone = await unless(stop, filled) or standalone
        work = self._teller.begin(question, language, standalone, started)
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
        """The earlier turns. An answer whose sources left the index is not repeated.

        A summary of a discussion rests on no index at all: no question leans on it.
        """
        earlier = [stored for stored in earlier if stored.answer.generation]
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
        return await self._teller.keep(work)

    def _language(self, question: Question, spoken: str | None = None) -> str:
        """The language to answer in; `spoken` is that of the conversation so far."""
        told = question.language or _detected(words_of(question))
        return told or spoken or self._expected(question)

    def _expected(self, question: Question) -> str:
        """The language of someone whose words do not tell it."""
        return question.language or _locale(question) or self._manners.language

    def _told(self, question: Question) -> str | None:
        """The language that a reader is known to want, or None."""
        return question.language or _detected(words_of(question)) or _locale(question)

    def _failed(self, question: Question, phrase: str, detail: str | None = None) -> Failed:
        return Failed(Phrases(self._language(question)).say(phrase), detail)


def _locale(question: Question) -> str | None:
    """The language that the platform tells of the asker."""
    return (question.locale or "").replace("_", "-").split("-")[0].casefold() or None


def _detected(text: str) -> str | None:
    """The language of a text: one we speak if it can be, else any other that is certain."""
    return detect(text, LANGUAGES) or (detect(text) if len(text.split()) > _FEW_WORDS else None)
