"""Trouble is told once in a conversation, not under every message."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

from bot.phrases import Phrases
from bot.types import EMBEDDED, Answer

_CONVERSATIONS = 5_000


class Outages:
    """Remembers which conversations were told of trouble that lasts.

    Kept in memory: after a restart a conversation is told once more.
    """

    def __init__(self, conversations: int = _CONVERSATIONS) -> None:
        """`conversations` is how many are remembered; the longest quiet one is forgotten first."""
        self._without_model = _Remembered(conversations)
        self._failed = _Remembered(conversations)

    def told(self, conversation: str, answer: Answer) -> Answer:
        """The answer as it is to be shown: without news of an outage that the place knows of.

        An answer that a model wrote ends the outage; any answer ends a failure.
        """
        self._failed.forget(conversation)
        if answer.writer != EMBEDDED:
            self._without_model.forget(conversation)
            return answer
        notice = Phrases(answer.language).say("notice-model-failed")
        if notice not in answer.notices or not self._without_model.knows(conversation):
            return answer
        return replace(answer, notices=tuple(said for said in answer.notices if said != notice))

    def repeats(self, conversation: str) -> bool:
        """Whether the conversation has been told of a failure since its last answer.

        Remembers that it is told now.
        """
        return self._failed.knows(conversation)


class _Remembered:
    """A bounded set that forgets what was longest not looked at."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[str, None] = OrderedDict()

    def knows(self, key: str) -> bool:
        """Whether it was there already; it is from now on."""
        there = key in self._kept
        self._kept[key] = None
        self._kept.move_to_end(key)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return there

    def forget(self, key: str) -> None:
        self._kept.pop(key, None)
