"""A message → its terms, each explained from the documents."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

from bot.telling import Teller
from bot.types import AnswerEvent, BotError, Question


class Explaining:
    """Explains messages."""

    def __init__(self, teller: Teller) -> None:
        self._teller = teller

    async def tell(
        self, question: Question, stop: asyncio.Event | None
    ) -> AsyncGenerator[AnswerEvent, None]:
        """The explanation, as events."""
        raise BotError("not yet")
        yield
