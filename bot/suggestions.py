"""Questions to ask next: those that the documents can answer and that were not just answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.types import Answer

if TYPE_CHECKING:
    from bot.llm import Models
    from knowledge.retrieval.retriever import Retriever


class Suggestions:
    """Suggests questions."""

    def __init__(self, retriever: Retriever, models: Models | None) -> None:
        """`models` is None where no model is configured."""
        self._retriever = retriever
        self._models = models

    async def after(self, answer: Answer) -> tuple[str, ...]:
        """At most 3 questions, in the answer's language, each at most 80 characters."""
        return ()
