"""Shows an answer while it is made: a message at once, edits as it grows, the rest at the end.

Three things run beside each other: the events change what is to be shown, a drawing shows it as
fast as the pace allows, and whoever asked waits for both.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import discord
import structlog
from discord.ui import LayoutView, TextDisplay

from bot.adapters.discord.drawing import Drawing, lasting
from bot.adapters.discord.targets import Handle, Target
from bot.adapters.discord.writing import harmless
from bot.chat.desk import Request, conversation_of
from bot.chat.shown import Shown
from bot.chat.types import (
    ChatEvent,
    HandedOver,
    Refused,
    Silenced,
    Suggested,
    Waiting,
)
from bot.phrases import Phrases
from bot.store.posts import Post
from bot.types import Answer, Done, Failed, Outcome, Reading, Said, Searching

if TYPE_CHECKING:
    from bot.adapters.discord.pacing import Pacer
    from bot.chat.desk import Desk
    from bot.store.posts import Posts

log = structlog.get_logger()

# After this long, what is under way at the end of the program is not waited for any more.
_LAST_SECONDS = 5.0


class Presenter:
    """Takes requests to the desk and shows what comes of them."""

    def __init__(
        self,
        *,
        desk: Desk,
        posts: Posts,
        pacer: Pacer,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._desk = desk
        self._posts = posts
        self._pacer = pacer
        self._now = now
        self._running: dict[str, _Presentation] = {}
        self._ending = False

    async def present(
        self,
        request: Request,
        target: Target,
        *,
        instead_of: Sequence[Handle] = (),
        questions: Sequence[str] | None = None,
        begun: Callable[[], None] | None = None,
    ) -> Answer | None:
        """Answers a request at a target; None where there is no answer.

        `instead_of` are messages of an earlier answer, which are used again. `questions` are the
        keys of the messages that are answered, if any. `begun` is called, maybe often, once the
        request has its turn and its message: what comes after it then stays after it. Raises
        discord.HTTPException where nothing could be shown.
        """
        preferences = await self._desk.preferences.of(request.place)
        language = self._desk.language_of(request, preferences)
        presentation = _Presentation(
            request, tuple(questions or ()), target, instead_of, language, begun, self
        )
        if self._ending:
            await presentation.refuse()
            return None
        self._running[request.key] = presentation
        try:
            return await presentation.run()
        finally:
            del self._running[request.key]
            presentation.over.set()

    async def give_up(self, question: str) -> list[Handle] | None:
        """Gives up what answers the message with this key, and hands over what shows it so far.

        None where nothing is under way for it.
        """
        for presentation in self._running.values():
            if question in presentation.questions:
                presentation.give_up()
                await presentation.over.wait()
                return presentation.drawing.handles
        return None

    async def end(self, seconds: float) -> None:
        """Takes nothing more. What is under way gets some seconds, then it is cut and marked."""
        self._ending = True
        await self._all_over(seconds)
        for presentation in self._running.values():
            presentation.cut = True
        self._desk.stop_all()
        await self._all_over(_LAST_SECONDS)
        for presentation in self._running.values():
            presentation.drop()
        await self._all_over(_LAST_SECONDS)

    async def _all_over(self, seconds: float) -> None:
        under_way = [asyncio.create_task(one.over.wait()) for one in self._running.values()]
        if not under_way:
            return
        _, late = await asyncio.wait(under_way, timeout=seconds)
        for task in late:
            task.cancel()


class _Presentation:
    """One request on its way to the screen."""

    def __init__(
        self,
        request: Request,
        questions: tuple[str, ...],
        target: Target,
        instead_of: Sequence[Handle],
        language: str,
        begun: Callable[[], None] | None,
        presenter: Presenter,
    ) -> None:
        self.questions = questions
        self.over = asyncio.Event()
        self.cut = False
        self.drawing = Drawing(target, presenter._pacer, self._posted, instead_of)
        self._request = request
        self._target = target
        self._begun = begun
        self._taken = False
        self._presenter = presenter
        self._shown = Shown(request.key, language, private=request.private)
        self._events: asyncio.Task[None] | None = None
        self._called: HandedOver | None = None
        self._silent = False
        self._given_up = False

    async def run(self) -> Answer | None:
        if self._request.addressed:
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
            log.error("request_failed", request=self._request.key, exc_info=error)
            if self._shown.answer is None:
                self._show(status=None, problem=self._say("failed"))
        await self.drawing.finish()
        await self._call_experts()
        return self._shown.answer

    async def refuse(self) -> None:
        """Says that the bot is about to leave."""
        if self._request.addressed:
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

    async def _take(self) -> None:
        async with aclosing(self._presenter._desk.take(self._request)) as events:
            async for event in events:
                self._taken = True
                self._perhaps_begun()
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
                await self._record(*(handle.key for handle in self.drawing.handles))
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
        # Where nobody called the bot, a message that it searches would only disturb.
        if self._request.addressed or something or self.drawing.handles:
            self.drawing.show(shown)

    def _say(self, key: str, **values: str | int) -> str:
        return Phrases(self._shown.language).say(key, **values)

    async def _vanish(self) -> None:
        keys = [handle.key for handle in self.drawing.handles]
        await self.drawing.erase()
        await self._presenter._posts.forget(keys)

    def _perhaps_begun(self) -> None:
        there = self.drawing.handles or not self._request.addressed
        if self._begun is not None and self._taken and there:
            self._begun()

    async def _posted(self, key: str) -> None:
        self._perhaps_begun()
        await self._record(key)

    async def _record(self, *keys: str) -> None:
        """Keeps what a message of ours shows: who replies to it goes on with its conversation."""
        if self._request.private:
            return
        answer = self._shown.answer
        for key in keys:
            await self._presenter._posts.record(
                Post(
                    message=key,
                    place=self._request.place.key,
                    questions=self.questions,
                    answer=None if answer is None else answer.id,
                    conversation=conversation_of(self._request),
                    asker=self._request.person.key,
                    created=self._presenter._now(),
                )
            )

    async def _call_experts(self) -> None:
        """A mention in an edit calls nobody: it needs a message of its own."""
        called = self._called
        if called is None or not called.experts.isdecimal():
            return
        view = LayoutView(timeout=None)
        view.add_item(TextDisplay(f"<@&{called.experts}> {harmless(called.text)}"))
        role = discord.Object(int(called.experts))
        mentions = discord.AllowedMentions(
            everyone=False, users=False, replied_user=False, roles=[role]
        )
        nonce = f"{self._request.key}/experts"
        await lasting(lambda: self._target.send(view, nonce=nonce, mentions=mentions))
