"""What a model that can look at images writes down from one."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import prompts
from bot.types import BotError

if TYPE_CHECKING:
    from bot.llm import Models

_TOKENS = 1200
_NOTHING = "NO_TEXT"


class Seeing:
    """Has a model look at images."""

    def __init__(self, models: Models) -> None:
        self._models = models

    async def text(self, content: bytes, media_type: str) -> str:
        """The words and facts in an image, as plain text; empty where it holds none.

        Raises BotError where no model could look at it.
        """
        from bot.llm import Message

        shown = base64.b64encode(content).decode("ascii")
        text, finished = await self._models.complete(
            [
                Message("system", prompts.read("image").fill()),
                Message("user", "Write it down.", image=f"data:{media_type};base64,{shown}"),
            ],
            max_tokens=_TOKENS,
        )
        if finished.finish_reason == "content_filter":
            raise BotError("The model would not look at the image.")
        return "" if _NOTHING in text else text
