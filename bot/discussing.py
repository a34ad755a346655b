"""A discussion in a chat → a summary that cites its messages.

Each message stands for a document of one passage, so that writing, checking and numbering are those
of any answer. What was read, and what was not, is always said.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

from bot.discussion import Discussion
from bot.explaining import Explaining
from bot.telling import Teller
from bot.types import AnswerEvent, BotError, Question


class Discussing:
    """Summarizes discussions."""

    def __init__(self, teller: Teller, explaining: Explaining) -> None:
        self._teller = teller
        self._explaining = explaining

    async def tell(
        self,
        question: Question,
        discussion: Discussion,
        stop: asyncio.Event | None,
        explain: bool,
    ) -> AsyncGenerator[AnswerEvent, None]:
        """The summary, as events."""
        raise BotError("not yet")
        yield
