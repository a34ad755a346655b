"""An answer under a line that says whose doing it is: who asked a question, who shared it."""

from __future__ import annotations

from dataclasses import dataclass

import discord
from discord import ui

from bot.adapters.discord.asked import Asked
from bot.adapters.discord.layout import Page
from bot.adapters.discord.targets import NOBODY, Handle, Target
from bot.adapters.discord.writing import bold, harmless
from bot.chat.plain import one_line

QUESTION = 200
"""The longest question that is shown above an answer, in characters."""


def headed(view: ui.LayoutView, heading: str) -> ui.LayoutView:
    """The view with a line before everything else. `heading` is harmless already."""
    return Page(ui.TextDisplay(heading), *view.children)


def asking(asked: Asked, question: str) -> str:
    """Says who asks what: Discord shows of a command or button no more than who used it."""
    return asked.phrases.say(
        "follow-up-asked",
        name=bold(asked.person.name),
        question=harmless(one_line(question, QUESTION)),
    )


class HeadedTarget:
    """A target whose first message begins with a line."""

    def __init__(self, target: Target, heading: str) -> None:
        self._target = target
        self._heading = heading
        self._begun = False

    async def send(
        self, view: ui.LayoutView, *, nonce: str, mentions: discord.AllowedMentions = NOBODY
    ) -> Handle:
        """See Target."""
        if self._begun:
            return await self._target.send(view, nonce=nonce, mentions=mentions)
        first = headed(view, self._heading)
        handle = await self._target.send(first, nonce=nonce, mentions=mentions)
        self._begun = True
        return _HeadedHandle(handle.key, handle, self._heading)


@dataclass(slots=True)
class _HeadedHandle:
    key: str
    _handle: Handle
    _heading: str

    async def edit(self, view: ui.LayoutView) -> None:
        await self._handle.edit(headed(view, self._heading))

    async def delete(self) -> None:
        await self._handle.delete()
