"""Buttons and selects that are known by their ids alone, so that they outlive the program."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any, Self

from discord import ui

from bot.adapters.discord.asked import Interaction
from bot.adapters.discord.troubles import report

Used = Callable[[Interaction, re.Match[str]], Awaitable[None]]
"""What happens when one is used; the match is that of its id."""
DynamicItem = type[ui.DynamicItem[Any]]


def dynamic(template: str, used: Used) -> DynamicItem:
    """Makes every button or select whose id fits the template do this."""

    class Item(ui.DynamicItem[ui.Item[Any]], template=template):
        def __init__(self, item: ui.Item[Any], match: re.Match[str]) -> None:
            super().__init__(item)
            self._match = match

        @classmethod
        async def from_custom_id(
            cls, _interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
        ) -> Self:
            return cls(item, match)

        async def callback(self, interaction: Interaction) -> None:
            try:
                await used(interaction, self._match)
            except Exception as error:
                await report(interaction, error)

    return Item


def chosen(interaction: Interaction) -> list[str]:
    """The values that were chosen in a select: of roles and channels their ids."""
    data: Any = interaction.data
    return list(data.get("values", []))
