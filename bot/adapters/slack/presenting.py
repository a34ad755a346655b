"""Shows answers on Slack while they are made, and calls the experts where there are none."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import structlog

from bot.adapters.slack.asked import language_of
from bot.adapters.slack.blocks import experts, page
from bot.adapters.slack.drawing import Drawing
from bot.adapters.slack.incoming import channel_of
from bot.adapters.slack.streams import Lacks
from bot.adapters.slack.targets import Handle, Target
from bot.chat.plain import one_line
from bot.chat.presenting import Presentations
from bot.chat.types import HandedOver
from bot.phrases import Phrases

if TYPE_CHECKING:
    from bot.adapters.slack.pacing import Pacer
    from bot.chat.desk import Desk, Request
    from bot.chat.types import Person, Place
    from bot.store.claims import Claims
    from bot.store.posts import Posts
    from bot.types import Answer

log = structlog.get_logger()

_TITLE_LIMIT = 200
_WORD_SECONDS = 1.0
"""How long the word that a person pressed Stop may take to get around."""


class Presenter:
    """Takes requests to the desk and shows what comes of them."""

    def __init__(
        self,
        *,
        desk: Desk,
        posts: Posts,
        claims: Claims,
        pacer: Pacer,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._desk = desk
        self._claims = claims
        self._presentations: Presentations[Drawing] = Presentations(desk=desk, posts=posts, now=now)
        self._pacer = pacer
        self._lacks = Lacks()

    async def present(
        self,
        request: Request,
        target: Target,
        *,
        instead_of: Sequence[Handle] = (),
        questions: Sequence[str] = (),
        begun: Callable[[], None] | None = None,
        stands: bool = False,
    ) -> Answer | None:
        """Answers a request at a target; None where there is no answer.

        `instead_of` are messages of an earlier answer, which are used again; where that is whole,
        it `stands` until the request is taken. `questions` are the keys of the messages that are
        answered, if any. `begun` is called, maybe often, once the request has its turn and its
        message: what comes after it then stays after it. Raises one of `posting.FAULTS` where
        nothing could be shown.
        """

        title = one_line(request.text, _TITLE_LIMIT)
        if not title:
            title = Phrases(language_of(request.person.locale)).say("slack-home-summary")

        async def call(called: HandedOver) -> None:
            """A mention in an edit calls nobody: it needs a message of its own."""
            block = experts(called)
            if block is not None:
                name = f"{request.key}/experts"
                await target.send(page([block]), name=name, pacer=self._pacer)

        return await self._presentations.present(
            request,
            lambda posted: Drawing(
                target,
                self._pacer,
                self._lacks,
                posted,
                instead_of,
                title=title,
                closed=lambda key: self._closed(request, key),
            ),
            call=call,
            questions=questions,
            begun=begun,
            stands=stands,
        )

    async def give_up(self, question: str) -> list[Handle] | None:
        """Gives up what answers the message with this key, and hands over what shows it so far.

        None where nothing is under way for it.
        """
        drawing = await self._presentations.give_up(question)
        return None if drawing is None else drawing.handles

    async def stop(self, place: Place, streams: Sequence[str], person: Person) -> None:
        """Stops what is under way in a thread, by Slack's own Stop.

        `streams` are the keys of the messages whose streams Slack has ended for that. Whoever is
        shown the button may press it.
        """
        for key in streams:
            await self._claims.claim(f"{key}:stopped")
        for request in self._presentations.under_way():
            if _is_at(request, place):
                self._desk.stop(request.key, person, administers=True)

    async def end(self, seconds: float) -> None:
        """Takes nothing more. What is under way gets some seconds, then it is cut and marked."""
        await self._presentations.end(seconds)

    async def _closed(self, request: Request, key: str) -> None:
        """A stream was closed: by a person, whose Stop another process may have heard of?"""
        await asyncio.sleep(_WORD_SECONDS)
        if not await self._claims.claim(f"{key}:stopped"):
            self._desk.stop(request.key, request.person, administers=True)


def _is_at(request: Request, place: Place) -> bool:
    here = request.place
    same = here.server == place.server and channel_of(here) == channel_of(place)
    return same and here.thread == place.thread
