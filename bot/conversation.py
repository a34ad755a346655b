"""A follow-up and what came before → a question that stands alone.

With a model, the model rewrites it. Without one, a question that leans on the conversation is put
behind the question it leans on: both are searched for together, nothing is made up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

import structlog

import prompts
from bot.text.figures import codes
from bot.text.marks import marks
from bot.text.names import names
from bot.text.words import content, words
from bot.types import BotError, Heard, Usage

if TYPE_CHECKING:
    from bot.llm import Models

_CONTEXT_CHARACTERS = 400
_HEARD_CHARACTERS = 3_000
_NAME_CHARACTERS = 40
_REWRITE_TOKENS = 120
# Words of a message that carry subject matter, from which on it tells or asks something.
_TELLING = 3

# Words that open a follow-up, and words that stand for something said before. A word that mostly
# does other work in its language (German "sie", French "le") is left out: a question wrongly
# joined to the one before finds worse passages than one left alone.
_OPENERS = {
    "en": "and but so then also or|what about|how about|why not|how so|which one|which ones",
    "fr": "et mais donc alors aussi ou puis or|et pour|pourquoi pas|lequel laquelle lesquels",
    "de": "und aber also dann auch oder|wie steht es mit|warum nicht|welche davon",
    "es": "y e pero entonces también o|qué hay de|por qué no|cuál de ellos",
    "it": "e ed ma allora anche o quindi|che dire di|perché no",
    "pt": "e mas então também ou|que tal|por que não|e quanto a",
    "nl": "en maar dus dan ook of|hoe zit het met|waarom niet",
}
_PERSONS = {
    "en": "he she they him her them his their theirs hers",
    "fr": "il elle ils elles lui leur leurs celui-ci celle-ci",
    "de": "er ihn ihm ihnen dessen deren",
    "es": "él ella ellos ellas su sus",
    "it": "lui lei loro egli essi",
    "pt": "ele ela eles elas dele dela deles",
    "nl": "hij hem hen zijn haar hun",
}
_THINGS = {
    "en": "it its this that these those there then one",
    "fr": "ça cela ceci ce cette ces celui celle ceux",
    "de": "dies diese dieser dieses davon dafür damit",
    "es": "eso esto esa ese esta este",
    "it": "ciò questo questa quello quella quelli",
    "pt": "isso isto essa esse esta este aquilo",
    "nl": "dat dit deze daar",
}


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the conversation, as it was understood, and its answer.

    `answer` is empty where it may not be used again: unknown, or its sources left the index.
    """

    question: str
    standalone: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question that stands alone, and whether it differs from what was asked.

    `own` are the words in it that are not taken over from the conversation; they come last.
    """

    text: str
    own: str
    rewritten: bool = False
    usage: Usage = field(default_factory=Usage)

    @classmethod
    def of(cls, text: str, *, rewritten: bool = False, usage: Usage | None = None) -> Self:
        """A question whose words are all its own."""
        return cls(text, text, rewritten, usage or Usage())


class Conversation:
    """Makes follow-ups stand alone."""

    def __init__(self, models: Models | None) -> None:
        """`models` may be None: then the plain method is used."""
        self._models = models

    async def standalone(
        self,
        question: str,
        turns: Sequence[Turn],
        language: str,
        heard: Sequence[Heard] = (),
    ) -> Standalone:
        """`question` with what it leans on filled in. `turns` and `heard` are oldest first."""
        heard = _not_in(turns, heard)
        if not turns and not (leans(question, language) or _names_a_speaker(question, heard)):
            return Standalone.of(question)
        if self._models is not None and (turns or heard):
            try:
                return await self._by_model(self._models, question, turns, heard)
            except BotError as error:
                structlog.get_logger().warning("rewrite_failed", reason=str(error))
        if turns:
            return joined(question, turns, language)
        return behind_heard(question, heard, language)

    async def _by_model(
        self, models: Models, question: str, turns: Sequence[Turn], heard: Sequence[Heard]
    ) -> Standalone:
        from bot.llm import Message

        asked = [
            f"Person: {turn.question}" + (f"\nAnswer: {turn.answer}" if turn.answer else "")
            for turn in turns
        ]
        said = "\n".join([*asked, *_lines(heard)])
        text, finished = await models.complete(
            [
                Message("system", prompts.read("standalone").fill()),
                Message("user", f"{said}\n\nThe last question: {question}"),
            ],
            max_tokens=_REWRITE_TOKENS,
        )
        first_line = text.strip().splitlines()[0].strip() if text.strip() else ""
        # A model that answers or comments instead of rewriting writes far more than was asked.
        answers = marks(first_line) or len(first_line) > len(question) + _CONTEXT_CHARACTERS
        if not first_line or answers:
            return Standalone.of(question, usage=finished.usage)
        rewritten = first_line != question
        return Standalone.of(first_line, rewritten=rewritten, usage=finished.usage)


def joined(question: str, turns: Sequence[Turn], language: str) -> Standalone:
    """The plain method: a question that leans is put behind those that it leans on.

    These are the last one that stood alone and, if that leaned on it too, the one just before.
    """
    if not leans(question, language):
        return Standalone.of(question)
    root = next((turn for turn in reversed(turns) if turn.question == turn.standalone), turns[0])
    before = dict.fromkeys([root.question, turns[-1].question])
    context = " ".join(before)[:_CONTEXT_CHARACTERS]
    return Standalone(f"{context} {question}", own=question, rewritten=True)


def behind_heard(question: str, heard: Sequence[Heard], language: str) -> Standalone:
    """The plain method where nothing was asked of us before.

    A question that leans is put behind the last that somebody said with some words in it.
    """
    if not leans(question, language):
        return Standalone.of(question)
    for one in reversed(heard):
        text = " ".join(one.text.split())
        if not one.ours and len(content(text, language)) >= _TELLING:
            context = text[:_CONTEXT_CHARACTERS]
            return Standalone(f"{context} {question}", own=question, rewritten=True)
    return Standalone.of(question)


def _not_in(turns: Sequence[Turn], heard: Sequence[Heard]) -> list[Heard]:
    """What was heard beside the turns: these hold our own words, and what we were asked."""
    if not turns:
        return list(heard)
    asked = {" ".join(turn.question.split()).casefold() for turn in turns}
    return [
        one for one in heard if not one.ours and " ".join(one.text.split()).casefold() not in asked
    ]


def _lines(heard: Sequence[Heard]) -> list[str]:
    """What was heard, one line each, so that no text can pass for another's; the newest only."""
    lines: list[str] = []
    room = _HEARD_CHARACTERS
    for one in reversed(heard):
        speaker = "Answer" if one.ours else " ".join(one.speaker.split())[:_NAME_CHARACTERS]
        text = " ".join(one.text.split())
        if len(text) > _CONTEXT_CHARACTERS:
            text = text[:_CONTEXT_CHARACTERS] + " …"
        line = f"{speaker or 'Somebody'}: {text}"
        room -= len(line)
        if room < 0:
            break
        lines.append(line)
    return lines[::-1]


def _names_a_speaker(question: str, heard: Sequence[Heard]) -> bool:
    """Whether a question speaks of someone who spoke before: "what does Bob mean?"."""
    asked = {word.folded for word in words(question)}
    return any(
        asked & {word.folded for word in words(one.speaker) if len(word.text) > 2}
        for one in heard
        if not one.ours
    )


def leans(question: str, language: str) -> bool:
    """Whether a question can only be understood with what came before it."""
    words = re.findall(r"[\w-]+", question.casefold())
    if len(words) <= 2:
        return True
    start = " ".join(words[:3]) + " "
    if any(start.startswith(opener + " ") for opener in _alternatives(_OPENERS, language)):
        return True
    persons = set(_alternatives(_PERSONS, language))
    if persons & set(words):
        return True
    # "a-t-elle" repeats its subject in French, so it only leans where no name stands beside it.
    parts = set(re.findall(r"\w+", question.casefold()))
    pointing = persons | set(_alternatives(_THINGS, language))
    return bool(parts & pointing) and not (names(question, language) or codes(question))


def opens_leaning(sentence: str, language: str) -> bool:
    """Whether a sentence's first word points back, so that quoted alone it would say too little."""
    first = re.search(r"[\w-]+", sentence.casefold())
    if first is None:
        return False
    pointing = (*_alternatives(_PERSONS, language), *_alternatives(_THINGS, language))
    return first.group() in pointing or first.group() in _alternatives(_OPENERS, language)


def _alternatives(table: dict[str, str], language: str) -> list[str]:
    first, *phrases = table.get(language, "").split("|")
    return [*first.split(), *phrases]
