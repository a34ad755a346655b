"""Shows answers on Discord while they are made, and calls the experts where there are none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord
from discord.ui import LayoutView, TextDisplay

from bot.adapters.discord.drawing import Drawing, lasting
from bot.adapters.discord.targets import Handle, Target
from bot.adapters.discord.writing import harmless
from bot.chat.desk import Request
from bot.chat.presenting import Presentations
from bot.chat.types import HandedOver
from bot.types import Answer

if TYPE_CHECKING:
    from bot.adapters.discord.pacing import Pacer
    from bot.chat.desk import Desk
    from bot.store.posts import Posts


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
        self._presentations: Presentations[Drawing] = Presentations(desk=desk, posts=posts, now=now)
        self._pacer = pacer

    async def present(
        self,
        request: Request,
        target: Target,
        *,
        instead_of: Sequence[Handle] = (),
        questions: Sequence[str] | None = None,
        begun: Callable[[], None] | None = None,
        stands: bool = False,
    ) -> Answer | None:
        """Answers a request at a target; None where there is no answer.

        `instead_of` are messages of an earlier answer, which are used again; where that is whole,
        it `stands` until the request is taken. `questions` are the keys of the messages that are
        answered, if any. `begun` is called, maybe often, once the request has its turn and its
        message: what comes after it then stays after it. Raises discord.HTTPException where
        nothing could be shown.
        """

        async def call(called: HandedOver) -> None:
            await _call_experts(request, target, called)

        return await self._presentations.present(
            request,
            lambda posted: Drawing(target, self._pacer, posted, instead_of),
            call=call,
            questions=questions or (),
            begun=begun,
            stands=stands,
        )

    async def give_up(self, question: str) -> list[Handle] | None:
        """Gives up what answers the message with this key, and hands over what shows it so far.

        None where nothing is under way for it.
        """
        drawing = await self._presentations.give_up(question)
        return None if drawing is None else drawing.handles

    async def end(self, seconds: float) -> None:
        """Takes nothing more. What is under way gets some seconds, then it is cut and marked."""
        await self._presentations.end(seconds)


async def _call_experts(request: Request, target: Target, called: HandedOver) -> None:
    """A mention in an edit calls nobody: it needs a message of its own."""
    if not called.experts.isdecimal():
        return
    view = LayoutView(timeout=None)
    view.add_item(TextDisplay(f"<@&{called.experts}> {harmless(called.text)}"))
    role = discord.Object(int(called.experts))
    mentions = discord.AllowedMentions(
        everyone=False, users=False, replied_user=False, roles=[role]
    )
    nonce = f"{request.key}/experts"
    await lasting(lambda: target.send(view, nonce=nonce, mentions=mentions))
