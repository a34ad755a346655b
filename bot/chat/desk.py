"""What happens with everything that is asked, on every platform, from being let in to what follows.

let in → its turn → what came with it is read → the engine → what to ask next, who else to ask
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from bot.chat.preferences import scopes_for
from bot.chat.types import (
    Attachment,
    ChatEvent,
    HandedOver,
    Person,
    Place,
    Refused,
    Silenced,
    Suggested,
    Waiting,
)
from bot.phrases import LANGUAGES, Phrases
from bot.stopping import unless
from bot.types import (
    Answer,
    AnswerEvent,
    Done,
    Failed,
    Heard,
    Length,
    Outcome,
    Question,
)
from knowledge.language import detect

if TYPE_CHECKING:
    from bot.chat.attachments import AttachmentReader
    from bot.chat.limits import Limits
    from bot.chat.outages import Outages
    from bot.chat.preferences import PreferenceBook, Preferences
    from bot.chat.turns import Turns
    from bot.discussion import Discussion
    from bot.engine import Explainer
    from bot.store.answers import Answers, StoredAnswer
    from bot.store.claims import Claims
    from bot.store.feedback import Feedback
    from bot.suggestions import Suggestions
    from knowledge.catalogue import Catalogue, DocumentRecord


class Kind(StrEnum):
    """What is wanted."""

    ANSWER = "answer"
    SUMMARY = "summary"
    DISCUSSION = "discussion"
    EXPLANATION = "explanation"


@dataclass(frozen=True, slots=True)
class Request:
    """Something that a person wants of the bot.

    `key` is unique on all platforms (a message's or an interaction's): Stop goes by it. `text` is
    the question, the topic (empty: the whole story), or the message to be explained. `addressed`
    is False where nobody called the bot and it speaks up by itself. A `private` request is a
    conversation of its own, which only the asker's later private requests share. `conversation`
    overrides the one that place and person make: a reply to an answer goes on with that one.
    `discussion` belongs to a DISCUSSION; `explain` has its terms explained from the documents as
    well. `length` overrides the place's.
    """

    key: str
    kind: Kind
    text: str
    place: Place
    person: Person
    addressed: bool = True
    private: bool = False
    conversation: str | None = None
    attachments: tuple[Attachment, ...] = ()
    heard: tuple[Heard, ...] = ()
    discussion: Discussion | None = None
    explain: bool = False
    length: Length | None = None


def conversation_of(request: Request) -> str:
    """The conversation that a request belongs to.

    A thread and a direct message are one each. In a channel everyone has one of their own, since
    people there talk about different things at once.
    """
    if request.conversation is not None:
        return request.conversation
    place = request.place
    if request.private:
        return f"{place.channel_key}:private:{request.person.id}"
    if place.thread is not None or place.direct:
        return place.key
    return f"{place.channel_key}:with:{request.person.id}"


@dataclass(slots=True)
class _Running:
    request: Request
    stop: asyncio.Event = field(default_factory=asyncio.Event)


class Desk:
    """Takes requests."""

    def __init__(
        self,
        *,
        explainer: Explainer,
        preferences: PreferenceBook,
        limits: Limits,
        turns: Turns,
        outages: Outages,
        attachments: AttachmentReader,
        suggestions: Suggestions,
        answers: Answers,
        feedback: Feedback,
        claims: Claims,
        catalogue: Catalogue,
        language: str,
    ) -> None:
        """`language` is that of replies where nothing else tells."""
        self.preferences = preferences
        self._explainer = explainer
        self._limits = limits
        self._turns = turns
        self._outages = outages
        self._attachments = attachments
        self._suggestions = suggestions
        self._answers = answers
        self._feedback = feedback
        self._claims = claims
        self._catalogue = catalogue
        self._language = language
        self._running: dict[str, _Running] = {}

    async def take(self, request: Request) -> AsyncGenerator[ChatEvent, None]:
        """Takes care of a request: events as they come. Closing it gives the request up."""
        preferences = await self.preferences.of(request.place)
        phrases = Phrases(self.language_of(request, preferences))
        refusal = await self._limits.admit(request.person, request.place, phrases)
        if refusal is not None:
            yield Refused(refusal)
            return
        conversation = conversation_of(request)
        running = _Running(request)
        self._running[request.key] = running
        answer: Answer | None = None
        try:
            async with self._turns.turn([request.person.key, conversation]) as turn:
                if turn.ahead:
                    yield Waiting(turn.ahead, phrases.say("waiting", ahead=turn.ahead))
                # Whoever stops a question that waits need not wait for that.
                await unless(running.stop, turn.comes())
                question = await self._question(request, preferences, conversation)
                async with aclosing(self._answered(running, question, preferences)) as events:
                    async for event in events:
                        answer = event.answer if isinstance(event, Done) else None
                        yield event
        finally:
            # An edited question has the key of the one that it took the place of.
            if self._running.get(request.key) is running:
                del self._running[request.key]
        # Whoever asks on does not wait for what to ask next.
        if answer is not None:
            async with aclosing(self._further(answer, request, preferences)) as further:
                async for event in further:
                    yield event

    async def _answered(
        self, running: _Running, question: Question, preferences: Preferences
    ) -> AsyncGenerator[ChatEvent, None]:
        request = running.request
        async with aclosing(self._events(running, question)) as events:
            async for event in events:
                match event:
                    case Done(answer):
                        if self._keeps_silent(request, preferences, answer):
                            yield Silenced()
                            return
                        told = self._outages.told(question.conversation, answer)
                        told = await self._owned_up(told, request, preferences)
                        yield Done(told)
                    case Failed():
                        if not request.addressed or self._outages.repeats(question.conversation):
                            yield Silenced()
                        else:
                            yield event
                    case _:
                        yield event

    def _events(self, running: _Running, question: Question) -> AsyncGenerator[AnswerEvent, None]:
        request, stop = running.request, running.stop
        if request.kind is Kind.SUMMARY:
            return self._explainer.summary(question, stop)
        if request.kind is Kind.EXPLANATION:
            return self._explainer.explanation(question, stop)
        if request.kind is Kind.DISCUSSION:
            if request.discussion is None:
                raise ValueError("a DISCUSSION needs its discussion")
            return self._explainer.discussion(
                question, request.discussion, stop, explain=request.explain
            )
        return self._explainer.answer(question, stop)

    async def _question(
        self, request: Request, preferences: Preferences, conversation: str
    ) -> Question:
        read = await self._attachments.read(request.attachments, request.text)
        return Question(
            text=request.text,
            asker=request.person.key,
            conversation=conversation,
            scopes=scopes_for(request.place, request.person, preferences),
            language=preferences.language,
            locale=request.person.locale,
            length=request.length or preferences.length,
            heard=request.heard,
            attached=read.documents,
            unread=read.unread,
        )

    def _keeps_silent(self, request: Request, preferences: Preferences, answer: Answer) -> bool:
        if request.addressed:
            return False
        if answer.outcome is Outcome.SMALL_TALK:
            return True
        return answer.outcome is Outcome.UNKNOWN and preferences.silent_unknown

    async def _owned_up(self, answer: Answer, request: Request, preferences: Preferences) -> Answer:
        """Tells people from elsewhere that there are documents that were kept from them."""
        place, person = request.place, request.person
        if answer.outcome is not Outcome.UNKNOWN or not person.guest or place.direct:
            return answer
        others = scopes_for(place, replace(person, guest=False), preferences)
        kept = others - scopes_for(place, person, preferences)
        live = await self._catalogue.live()
        if not kept or live is None:
            return answer
        documents = await self._catalogue.documents(live.id)
        if not any(record.info.scope in kept for record in documents):
            return answer
        said = Phrases(answer.language).say("notice-guest")
        return replace(answer, notices=(*answer.notices, said))

    async def _further(
        self, answer: Answer, request: Request, preferences: Preferences
    ) -> AsyncGenerator[ChatEvent, None]:
        """What to ask next, and who else to ask."""
        questions = await self._suggestions.after(answer)
        if questions:
            await self._answers.suggest(answer.id, questions)
            yield Suggested(questions)
        asked = request.kind in (Kind.ANSWER, Kind.EXPLANATION) and not request.private
        if answer.outcome is Outcome.UNKNOWN and preferences.experts and asked:
            key = f"{answer.question.conversation}/experts"
            if not request.place.direct and await self._claims.claim(key):
                said = Phrases(answer.language).say("experts-called")
                yield HandedOver(preferences.experts, said)

    def language_of(self, request: Request, preferences: Preferences) -> str:
        """The language for words about a request that never reached the engine."""
        locale = (request.person.locale or "").replace("_", "-").split("-")[0].casefold()
        heard = detect(request.text, LANGUAGES)
        return preferences.language or heard or locale or self._language

    def stop(self, key: str, person: Person, *, administers: bool) -> bool | None:
        """Stops a request that is under way: its asker and admins may.

        Says whether it was stopped; None where it is not under way (any more).
        """
        running = self._running.get(key)
        if running is None:
            return None
        if running.request.person.key != person.key and not administers:
            return False
        running.stop.set()
        return True

    def stop_all(self) -> None:
        """Stops everything under way: the program is about to end."""
        for running in self._running.values():
            running.stop.set()

    async def administers(self, person: Person, place: Place) -> bool:
        """Whether a person may use what is for admins here."""
        if person.administers:
            return True
        named = (await self.preferences.of(place)).admins
        return bool((person.roles | {person.id}) & named)

    async def vote(
        self, answer: str, person: Person, vote: Literal[1, -1], comment: str | None = None
    ) -> bool:
        """Keeps a person's word on an answer; says whether the answer is still known."""
        return await self._feedback.give(answer, person.key, vote, comment)

    async def stored(self, answer: str) -> StoredAnswer | None:
        """An answer that was given, or None where it is not kept any more."""
        return await self._answers.get(answer)

    async def recent(self, person: Person, limit: int) -> list[StoredAnswer]:
        """The last answers that were given to a person, wherever they asked, newest first."""
        return await self._answers.recent_of(person.key, limit)

    async def documents(self, place: Place, person: Person) -> Sequence[DocumentRecord]:
        """The documents that answers to this person may rest on here, by title."""
        live = await self._catalogue.live()
        if live is None:
            return []
        scopes = scopes_for(place, person, await self.preferences.of(place))
        documents = await self._catalogue.documents(live.id)
        readable = [record for record in documents if record.info.scope in scopes]
        return sorted(readable, key=lambda record: record.info.title.casefold())
