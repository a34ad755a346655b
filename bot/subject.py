"""The words that a question is about, and how much of them a text holds."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from bot.conversation import Standalone
from bot.words import content, words
from knowledge.types import Hit

Stems = frozenset[str]

# What a follow-up took over from the conversation weighs less than what it asks itself.
_EARLIER = 0.5


class Subject:
    """A question's subject words, weighed among the sentences of some hits.

    A word that few of the sentences hold weighs more. Across languages only words that need no
    translation count: those with a capital or a digit.
    """

    def __init__(self, question: Standalone, language: str, hits: Sequence[Hit]) -> None:
        self.stems: list[list[Stems]] = [
            [
                frozenset(content(text, hit.passage.document.language))
                for text in hit.passage.sentence_texts()
            ]
            for hit in hits
        ]
        held = Counter(stem for own in self.stems for stems in own for stem in stems)
        count = sum(len(own) for own in self.stems)
        self._weights: dict[str, dict[str, float]] = {}
        for spoken in {hit.passage.document.language for hit in hits}:
            asked, own = (
                text if spoken == language else _portable(text)
                for text in (question.text, question.own)
            )
            new = frozenset(content(own, spoken))
            self._weights[spoken] = {
                stem: math.log((count + 1) / (held[stem] + 0.5)) * (1 if stem in new else _EARLIER)
                for stem in content(asked, spoken)
            }

    def share(self, stems: Stems, spoken: str) -> float | None:
        """The weighted share of the subject that `stems`, of a text in `spoken`, hold: 0 to 1.

        None where the question has no word that could be held.
        """
        weights = self._weights[spoken]
        whole = sum(weights.values())
        if not whole:
            return None
        return sum(weights[stem] for stem in stems & weights.keys()) / whole


def _portable(question: str) -> str:
    return " ".join(
        word.text for word in words(question)[1:] if word.capitalized or not word.text.isalpha()
    )
