"""The words that a question is about, and how much of them a text holds."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from bot.conversation import Standalone
from bot.text.words import content, every_stem, words
from knowledge.types import Hit

Stems = frozenset[str]

# What a follow-up took over from the conversation weighs less than what it asks itself.
_EARLIER = 0.3
_SUPPOSED = 0.3
_FEW = 2


class Subject:
    """A question's subject words, weighed among the sentences of some hits.

    A word that few of the sentences hold weighs more. Across languages only words that need no
    translation can be looked for, those with a capital or a digit; of the others a passage is
    supposed to hold a share.
    """

    def __init__(self, question: Standalone, language: str, hits: Sequence[Hit]) -> None:
        # "And the day after?" is all small words: where hardly any other is left, they count too.
        few = len(content(question.own, language)) < _FEW
        self._words = every_stem if few else content
        self.stems: list[list[Stems]] = [
            [
                frozenset(self._words(text, hit.passage.document.language))
                for text in hit.passage.sentence_texts()
            ]
            for hit in hits
        ]
        self._held = Counter(stem for own in self.stems for stems in own for stem in stems)
        self._count = sum(len(own) for own in self.stems)
        self._question = question
        self._language = language
        self._weights = {
            spoken: self._weigh(spoken) for spoken in {h.passage.document.language for h in hits}
        }

    def share(self, stems: Stems, spoken: str) -> float:
        """The weighted share of the subject that `stems`, of a text in `spoken`, hold: 0 to 1."""
        weights, supposed = self._weights[spoken]
        whole = sum(weights.values()) + supposed
        if not whole:
            return 0.0
        held = sum(weights[stem] for stem in stems & weights.keys())
        return (held + _SUPPOSED * supposed) / whole

    def needs_translation(self, spoken: str) -> bool:
        """Whether some of the words could only be found in translation."""
        return self._weights[spoken][1] > 0

    def _weigh(self, spoken: str) -> tuple[dict[str, float], float]:
        """The weights of the words to look for, and the weight of those that cannot be."""
        text, own = self._question.text, frozenset(self._words(self._question.own, spoken))
        translated = 0
        if spoken != self._language:
            portable = _portable(text)
            every = {*self._words(text, self._language)}
            translated = len(every) - len({*self._words(portable, spoken)})
            text = portable
        weights = {
            stem: self._rarity(stem) * (1.0 if stem in own else _EARLIER)
            for stem in self._words(text, spoken)
        }
        return weights, max(0, translated) * self._rarity("")

    def _rarity(self, stem: str) -> float:
        return math.log((self._count + 1) / (self._held[stem] + 0.5))


def _portable(question: str) -> str:
    return " ".join(
        word.text for word in words(question)[1:] if word.capitalized or not word.text.isalpha()
    )
