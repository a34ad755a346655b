"""The forms that open over the chat. A form is opened at once; the work comes after."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import discord
from discord import ui

from bot.adapters.discord.asked import Interaction
from bot.adapters.discord.troubles import report
from bot.phrases import Phrases

_OPEN_SECONDS = 900.0
"""A form that was closed is forgotten after this long; Discord does not say that it was."""
_LONGEST_COMMENT = 1000


class WhatWasWrong(ui.Modal):
    """Asks what was wrong with an answer; saying nothing is fine."""

    def __init__(
        self, phrases: Phrases, submitted: Callable[[Interaction, str], Awaitable[None]]
    ) -> None:
        super().__init__(title=phrases.say("wrong-title"), timeout=_OPEN_SECONDS)
        self._submitted = submitted
        self._comment: ui.TextInput[Any] = ui.TextInput(
            custom_id="comment",
            style=discord.TextStyle.paragraph,
            required=False,
            max_length=_LONGEST_COMMENT,
            placeholder=phrases.say("wrong-example"),
        )
        self.add_item(ui.Label(text=phrases.say("wrong-label"), component=self._comment))

    async def on_submit(self, interaction: Interaction, /) -> None:
        """Hands on what was written."""
        try:
            await self._submitted(interaction, self._comment.value.strip())
        except Exception as error:
            await report(interaction, error)


class Choosing(ui.Modal):
    """Several settings at once, each with its options."""

    def __init__(
        self,
        title: str,
        fields: Mapping[str, tuple[str, Sequence[discord.SelectOption]]],
        submitted: Callable[[Interaction, Mapping[str, str]], Awaitable[None]],
    ) -> None:
        """`fields` gives for each name what it is called and its options."""
        super().__init__(title=title, timeout=_OPEN_SECONDS)
        self._submitted = submitted
        self._selects: dict[str, ui.Select[Any]] = {}
        for name, (called, options) in fields.items():
            select: ui.Select[Any] = ui.Select(custom_id=name, options=list(options))
            self._selects[name] = select
            self.add_item(ui.Label(text=called, component=select))

    async def on_submit(self, interaction: Interaction, /) -> None:
        """Hands on what was chosen."""
        chosen = {name: select.values[0] for name, select in self._selects.items() if select.values}
        try:
            await self._submitted(interaction, chosen)
        except Exception as error:
            await report(interaction, error)
