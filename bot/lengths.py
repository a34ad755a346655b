"""How long is short, normal and long: in words for a model, in sentences for the quoting."""

from __future__ import annotations

from dataclasses import dataclass

from bot.types import Length


@dataclass(frozen=True, slots=True)
class Extent:
    """How much to say.

    `words` completes "Write in English, in …" for a model; `sentences` is how many are quoted where
    no model writes; `tokens` is the share of the setting for tokens that a model gets.
    """

    words: str
    sentences: int
    tokens: float


_SHORT, _NORMAL, _LONG = 0.5, 1.0, 2.0
_EXTENTS = {
    "answer": {
        Length.SHORT: Extent("one short sentence, or two where one is not enough", 1, _SHORT),
        Length.NORMAL: Extent("two to five short sentences", 3, _NORMAL),
        Length.LONG: Extent("five to nine sentences with all that bears on the question", 5, _LONG),
    },
    "summary": {
        Length.SHORT: Extent("two or three short sentences", 3, _SHORT),
        Length.NORMAL: Extent("four to seven short sentences", 6, _NORMAL),
        Length.LONG: Extent("eight to twelve sentences", 10, _LONG),
    },
    "discussion": {
        Length.SHORT: Extent("two to four short sentences", 4, _SHORT),
        Length.NORMAL: Extent("four to eight short sentences", 8, _NORMAL),
        Length.LONG: Extent("eight to fourteen sentences", 14, _LONG),
    },
    "explanation": {
        Length.SHORT: Extent("one short sentence for each term", 1, _SHORT),
        Length.NORMAL: Extent("one or two short sentences for each term", 1, _NORMAL),
        Length.LONG: Extent("two to four sentences for each term", 2, _LONG),
    },
}


def extent(prompt: str, length: Length) -> Extent:
    """How much what is written by the prompt of this name says at this length."""
    return _EXTENTS[prompt][length]
