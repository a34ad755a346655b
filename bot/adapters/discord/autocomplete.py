"""What `/summary of:` offers while a person types."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog
from discord import app_commands

from bot.adapters.discord.asked import Interaction, asked_in
from bot.chat.plain import one_line
from bot.chat.summarizing import offers

if TYPE_CHECKING:
    from bot.chat.desk import Desk

log = structlog.get_logger()

_MOST = 25
_LONGEST = 100
_SECONDS = 2.0
"""Discord waits for three; what comes later is of no use."""


class Autocomplete:
    """Offers the story, discussions and the topics that the person may read about here."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def of(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """At most 25 choices. Without the database there are just no topics; it never fails."""
        asked = asked_in(interaction)
        topics: list[str] = []
        try:
            async with asyncio.timeout(_SECONDS):
                documents = await self._desk.documents(asked.place, asked.person)
            topics = [record.info.title for record in documents]
        except Exception as error:
            log.warning("no_topics_offered", reason=str(error) or type(error).__name__)
        in_thread = asked.place.thread is not None
        offered = offers(typed, topics, asked.language, in_thread=in_thread)
        # What is longer than Discord takes is cut; the beginning of a title still finds it.
        return [
            app_commands.Choice(name=one_line(called, _LONGEST), value=value[:_LONGEST])
            for value, called in offered[:_MOST]
        ]
