"""Takes a request to the desk and has what comes of it shown while it is made.

Three things run beside each other: the events change what is to be shown, a drawing shows it as
fast as its platform allows, and whoever asked waits for both. What it looks like is the drawing's.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import structlog

from bot.chat.desk import Request, conversation_of
from bot.chat.shown import Shown
from bot.chat.types import ChatEvent, HandedOver, Refused, Silenced, Suggested, Waiting
from bot.phrases import Phrases
from bot.store.posts import Post
from bot.types import Answer, Done, Failed, Outcome, Reading, Said, Searching

if TYPE_CHECKING:
    from bot.chat.desk import Desk
    from bot.store.posts import Posts

log = structlog.get_logger()

# After this long, what is under way at the end of the program is not waited for any more.
_LAST_SECONDS = 5.0

Posted = Callable[[str], Awaitable[None]]
"""Is told the key of each new message."""


class Drawing(Protocol):
    """The messages that show one answer."""

    trouble: Exception | None

    @property
    def keys(self) -> list[str]:
        """The keys of the messages that there are, in order."""

    def show(self, shown: Shown) -> None:
        """Has this shown soon."""

    async def rest(self) -> None:
        """Stops drawing; what is being sent is sent first."""

    async def finish(self) -> None:
        """Comes back once what was shown last is on the screen; raises what hinders it."""

    async def erase(self) -> None:
        """Takes away all messages."""


D = TypeVar("D", bound=Drawing)


class Presentations(Generic[D]):
    """All requests of a platform that are on their way to the screen."""

    def __init__(
        self,
        *,
        desk: Desk,
        posts: Posts,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.desk = desk
        self.posts = posts
        self.now = now
        # Not by their keys: an edited question has that of the one that it takes the place of.
        self._running: list[_Presentation[D]] = []
        self._ending = False

    async def present(
        self,
        request: Request,
        draw: Callable[[Posted], D],
        *,
        call: Callable[[HandedOver], Awaitable[None]],
        questions: Sequence[str] = (),
        begun: Callable[[], None] | None = None,
        stands: bool = False,
    ) -> Answer | None:
        """Answers a request on the drawing that `draw` makes; None where there is no answer.

        `call` brings in the experts, after the answer. `questions` are the keys of the messages
        that are answered, if any. `begun` is called, maybe often, once the request has its turn
        and its message: what comes after it then stays after it. `stands` says that the drawing
        shows a whole answer, which is better than word that the request is not taken. Raises what
        the drawing raises where nothing could be shown.
        """
        presentation = _Presentation(request, tuple(questions), draw, call, begun, stands, self)
        if self._ending:
            await presentation.refuse()
            return None
        # Before anything is waited for: from now on it can be given up.
        self._running.append(presentation)
        try:
            return await presentation.run()
        finally:
            self._running.remove(presentation)
            presentation.over.set()

    async def give_up(self, question: str) -> D | None:
        """Gives up what answers the message with this key, and hands over what shows it so far.

        None where nothing is under way for it.
        """
        for presentation in self._running:
            if question in presentation.questions:
                presentation.give_up()
                await presentation.over.wait()
                return presentation.drawing
        return None

    def under_way(self) -> list[Request]:
        """The requests that are being answered."""
        return [presentation.request for presentation in self._running]

    async def end(self, seconds: float) -> None:
        """Takes nothing more. What is under way gets some seconds, then it is cut and marked."""
        self._ending = True
        await self._all_over(seconds)
        for presentation in self._running:
            presentation.cut = True
        self.desk.stop_all()
        await self._all_over(_LAST_SECONDS)
        for presentation in self._running:
            presentation.drop()
        await self._all_over(_LAST_SECONDS)

    async def _all_over(self, seconds: float) -> None:
        under_way = [asyncio.create_task(one.over.wait()) for one in self._running]
        if not under_way:
            return
        _, late = await asyncio.wait(under_way, timeout=seconds)
        for task in late:
            task.cancel()


class _Presentation(Generic[D]):
    """One request on its way to the screen."""

    def __init__(
        self,
        request: Request,
        questions: tuple[str, ...],
        draw: Callable[[Posted], D],
        call: Callable[[HandedOver], Awaitable[None]],
        begun: Callable[[], None] | None,
        stands: bool,
        all_of_them: Presentations[D],
    ) -> None:
        self.request = request
        self.questions = questions
        self.over = asyncio.Event()
        self.cut = False
        self.drawing = draw(self._posted)
        self._call = call
        self._begun = begun
        self._taken = False
        self._desk = all_of_them.desk
        self._posts = all_of_them.posts
        self._now = all_of_them.now
        # In a direct message there is nobody to share an answer with.
        shareable = request.private and not request.place.direct
        self._shown = Shown(request.key, "en", private=shareable)
        # Nothing is drawn over an answer that stands before the request is taken.
        self._keeps = stands
        self._events: asyncio.Task[None] | None = None
        self._called: HandedOver | None = None
        self._silent = False
        self._given_up = False

    async def run(self) -> Answer | None:
        await self._listen()
        if self._given_up:
            return None
        if self.request.addressed:
            self._show(status=self._say("message-searching"))
        self._events = asyncio.create_task(self._take())
        try:
            await asyncio.wait({self._events})
        finally:
            self._events.cancel()
        if self._given_up:
            await self.drawing.rest()
            return None
        if self._silent:
            await self._vanish()
            return None
        if self._events.cancelled():
            self._show(status=None, cut=True)
        elif (error := self._events.exception()) is not None:
            log.error("request_failed", request=self.request.key, exc_info=error)
            if self._shown.answer is None:
                self._show(status=None, problem=self._say("failed"))
        if self._keeps:
            return None
        await self.drawing.finish()
        if self._called is not None:
            await self._call(self._called)
        return self._shown.answer

    async def refuse(self) -> None:
        """Says that the bot is about to leave."""
        await self._listen()
        if self.request.addressed and not self._keeps:
            self._show(problem=self._say("message-ending"))
            await self.drawing.finish()

    def give_up(self) -> None:
        """Wants no answer any more."""
        self._given_up = True
        self.drop()

    def drop(self) -> None:
        """Takes no more events."""
        if self._events is not None:
            self._events.cancel()

    async def _listen(self) -> None:
        """Learns in which language to speak."""
        preferences = await self._desk.preferences.of(self.request.place)
        language = self._desk.language_of(self.request, preferences)
        self._shown = replace(self._shown, language=language)

    async def _take(self) -> None:
        async with aclosing(self._desk.take(self.request)) as events:
            async for event in events:
                self._taken = True
                self._perhaps_begun()
                if self._keeps and isinstance(event, Refused):
                    log.info("answer_left_standing", request=self.request.key, reason=event.text)
                    return
                self._keeps = False
                await self._on(event)
                if self.drawing.trouble is not None:
                    return

    async def _on(self, event: ChatEvent) -> None:
        match event:
            case Searching():
                self._show(status=self._say("message-searching"))
            case Waiting(text=text):
                self._show(status=text)
            case Reading(hits):
                documents = {hit.passage.document.id for hit in hits}
                self._show(status=self._say("message-reading", count=len(documents)))
            case Said(sentence):
                self._show(sentences=(*self._shown.sentences, sentence))
            case Done(answer):
                cut = self.cut and answer.outcome is Outcome.STOPPED
                sentences = answer.sentences
                language = answer.language
                self._show(
                    status=None, answer=answer, sentences=sentences, language=language, cut=cut
                )
                await self._record(*self.drawing.keys)
            case Suggested(questions):
                self._show(follow_ups=questions)
            case HandedOver():
                self._called = event
            case Refused(text=text) | Failed(problem=text):
                self._show(status=None, problem=text)
            case Silenced():
                self._silent = True

    def _show(self, **changes: Any) -> None:
        self._shown = replace(self._shown, **changes)
        shown = self._shown
        something = shown.sentences or shown.answer is not None or shown.problem is not None
        if self._keeps:
            return
        # Where nobody called the bot, a message that it searches would only disturb.
        if self.request.addressed or something or self.drawing.keys:
            self.drawing.show(shown)

    def _say(self, key: str, **values: str | int) -> str:
        return Phrases(self._shown.language).say(key, **values)

    async def _vanish(self) -> None:
        keys = self.drawing.keys
        await self.drawing.erase()
        await self._posts.forget(keys)

    def _perhaps_begun(self) -> None:
        there = self.drawing.keys or not self.request.addressed
        if self._begun is not None and self._taken and there:
            self._begun()

    async def _posted(self, key: str) -> None:
        self._perhaps_begun()
        await self._record(key)

    async def _record(self, *keys: str) -> None:
        """Keeps what a message of ours shows: who replies to it goes on with its conversation."""
        if self.request.private:
            return
        answer = self._shown.answer
        for key in keys:
            await self._posts.record(
                Post(
                    message=key,
                    place=self.request.place.key,
                    questions=self.questions,
                    answer=None if answer is None else answer.id,
                    conversation=conversation_of(self.request),
                    asker=self.request.person.key,
                    created=self._now(),
                )
            )
