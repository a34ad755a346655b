"""When the bot speaks: when it is addressed, and by itself only where that is wanted.

Addressed means by a mention, a reply to the bot or a direct message. In a thread of its own the
bot takes what is said as meant for it unless people plainly talk with each other; where it answers
everything it speaks up to questions alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.chat.hearing import asks, asks_a_person, is_aside, is_marked, wants_quiet, wants_talk
from bot.chat.preferences import Listening, Preferences
from bot.chat.types import Message

_TURNS_WITH_BOTS = 2
_EXCHANGE = timedelta(minutes=3)


class Move(StrEnum):
    """What to do about a message.

    EXPLAIN is for a mention without words: it wants the message that it replies to explained, or
    else the thread in which it stands.
    """

    ANSWER = "answer"
    EXPLAIN = "explain"
    PAUSE = "pause"
    RESUME = "resume"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Decision:
    """`addressed` says that the bot was called; `reason` is for logs and tests, not for people."""

    move: Move
    addressed: bool
    reason: str


def decide(
    message: Message,
    preferences: Preferences,
    *,
    our_thread: bool,
    paused: bool,
    recent: Sequence[Message] = (),
    answered: int = 0,
) -> Decision:
    """What to do about a message.

    `our_thread` says that the bot started the thread, or that it is a post in a forum in which the
    bot answers. While it is `paused` in a place it answers only those who name it. `recent` are
    the messages just before, oldest first. `answered` is how often a bot that writes was answered
    in the channel and its threads since a person spoke there: see AnsweredBots.
    """
    if message.ours or not message.ordinary:
        return _ignored("our own, or a notice")
    if message.author.bot:
        return _of_a_bot(message, preferences, recent, answered)
    if preferences.listening is Listening.NOTHING and not message.place.direct:
        return _ignored("only commands are answered here")
    if _is_called(message):
        return _of_a_caller(message, paused)
    if message.place.direct:
        return _in_private(message, paused)
    if paused:
        return _ignored("paused")
    if message.mentions_others or _replies_to_another(message, recent):
        return _ignored("speaks to somebody else")
    if our_thread and preferences.follow_up_unmentioned:
        return _in_our_thread(message, preferences, recent)
    if preferences.listening is Listening.EVERYTHING:
        return _speaking_up(message, recent)
    return _ignored("not addressed")


def _of_a_bot(
    message: Message, preferences: Preferences, recent: Sequence[Message], answered: int
) -> Decision:
    """Bots must mention us each time, and get no more than some answers until a person speaks.

    So two bots that answer each other fall silent by themselves.
    """
    if not preferences.answer_bots or preferences.listening is Listening.NOTHING:
        return _ignored("a bot")
    if not message.mentions_us or not _words(message):
        return _ignored("a bot that asks nothing of us")
    if max(_turns_since_a_person(recent), answered) >= _TURNS_WITH_BOTS:
        return _ignored("a loop of bots")
    return Decision(Move.ANSWER, True, "a bot mentions us")


def _turns_since_a_person(recent: Sequence[Message]) -> int:
    """How often we spoke since a person did; messages of ours in a row are one time."""
    turns, ours_after = 0, False
    for message in reversed(recent):
        if not message.ordinary:
            continue
        if not message.ours and not message.author.bot:
            break
        if message.ours and not ours_after:
            turns += 1
        ours_after = message.ours
    return turns


def _is_called(message: Message) -> bool:
    """A reply to us that mentions somebody else speaks to them about our message."""
    return message.mentions_us or (message.replies_to_us and not message.mentions_others)


def _of_a_caller(message: Message, paused: bool) -> Decision:
    if not _words(message) and not message.attachments:
        return _without_words(message)
    return _wish(message, paused) or Decision(Move.ANSWER, True, "we are addressed")


def _without_words(message: Message) -> Decision:
    if _is_reaction(message.text):
        return _ignored("no more than a reaction")
    if message.replies_to is not None and not message.replies_to_us:
        return Decision(Move.EXPLAIN, True, "explain the message that is replied to")
    if message.place.thread is not None and message.mentions_us:
        return Decision(Move.EXPLAIN, True, "explain the thread")
    return Decision(Move.ANSWER, True, "called without a word")


def _in_private(message: Message, paused: bool) -> Decision:
    wish = _wish(message, paused)
    if wish is not None:
        return wish
    if paused:
        return _ignored("paused")
    if not _words(message) and not message.attachments and "?" not in message.text:
        return _ignored("no words")
    return Decision(Move.ANSWER, True, "a direct message")


def _wish(message: Message, paused: bool) -> Decision | None:
    """Quiet, or speech again; where we are not paused, "go on" asks for more."""
    if wants_quiet(message.text):
        return Decision(Move.PAUSE, True, "told to be quiet")
    if paused and wants_talk(message.text):
        return Decision(Move.RESUME, True, "told to speak again")
    return None


def _in_our_thread(
    message: Message, preferences: Preferences, recent: Sequence[Message]
) -> Decision:
    """What is asked here is meant for us; a statement is not, once people talk with each other.

    Where every question is answered, whether silence may take the place of "I don't know" is up to
    the place, so nothing counts as addressed there.
    """
    calls_on_us = preferences.listening is not Listening.EVERYTHING
    if wants_quiet(message.text) and not _answers_a_person(message, recent):
        return Decision(Move.PAUSE, True, "told to be quiet")
    if not _words(message):
        if message.attachments and not _answers_a_person(message, recent):
            return Decision(Move.ANSWER, False, "a file in our thread")
        return _ignored("no words")
    if asks(message.text) and not _is_exchange(message, recent):
        return Decision(Move.ANSWER, calls_on_us, "a question in our thread")
    if is_aside(message.text) and not is_marked(message.text):
        return _ignored("thanks or a nod")
    if _answers_a_person(message, recent):
        return _ignored("people talk with each other")
    return Decision(Move.ANSWER, calls_on_us and is_marked(message.text), "goes on in our thread")


def _speaking_up(message: Message, recent: Sequence[Message]) -> Decision:
    if not asks(message.text):
        return _ignored("not a question")
    if _is_exchange(message, recent):
        return _ignored("people talk with each other")
    return Decision(Move.ANSWER, False, "a question where all are answered")


def _is_exchange(message: Message, recent: Sequence[Message]) -> bool:
    """Whether two people are talking, and the message speaks to the other one.

    They are when someone else spoke last, a moment ago, right after this message's author.
    """
    if not _answers_a_person(message, recent):
        return False
    before = _just_before(message, recent)
    took_turns = len(before) > 1 and before[-2].author.key == message.author.key
    return took_turns and asks_a_person(message.text)


def _answers_a_person(message: Message, recent: Sequence[Message]) -> bool:
    """Whether another person, not the bot, spoke last, a moment ago."""
    before = _just_before(message, recent)
    if not before:
        return False
    last = before[-1]
    return not last.ours and not last.author.bot and last.author.key != message.author.key


def _just_before(message: Message, recent: Sequence[Message]) -> list[Message]:
    """What was said a moment ago, without what became part of the message."""
    return [
        one
        for one in recent
        if one.ordinary and one.id not in message.merged and message.sent - one.sent <= _EXCHANGE
    ]


def _replies_to_another(message: Message, recent: Sequence[Message]) -> bool:
    """Whether it replies to somebody but us and its own author."""
    if message.replies_to is None or message.replies_to_us:
        return False
    return not any(
        one.id == message.replies_to and one.author.key == message.author.key for one in recent
    )


def _words(message: Message) -> bool:
    return any(letter.isalnum() for letter in message.text)


def _is_reaction(text: str) -> bool:
    """Whether there are signs and pictures, but no question mark."""
    pictures = any(unicodedata.category(letter).startswith("S") for letter in text)
    return pictures and not is_marked(text)


def _ignored(reason: str) -> Decision:
    return Decision(Move.IGNORE, False, reason)
