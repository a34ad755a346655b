"""A model's stream of text → finished sentences, each with the citation marks behind it.

A sentence is finished once another one has begun behind it (or at a line's end), since marks may
still follow its full stop: `… in a day. [1]`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.text.marks import leading, may_go_on

_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|^#+\s+")


@dataclass(frozen=True, slots=True)
class RawSentence:
    """A sentence as the model wrote it, marks included, layout taken off."""

    text: str
    break_before: bool = False


class SentenceStream:
    """Gathers one stream. Feed it what arrives; finish it at the end."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._buffer = ""
        self._break = False

    def feed(self, text: str) -> list[RawSentence]:
        """The sentences that `text` finished."""
        self._buffer += text
        finished: list[RawSentence] = []
        while "\n" in self._buffer:
            line, self._buffer = self._buffer.split("\n", 1)
            finished += self._line(line)
            self._break = True
        *whole, rest = self._split(self._buffer) or [""]
        # What is still arriving may be the marks of the sentence before it.
        if whole and not may_go_on(rest):
            finished += self._named(whole)
            self._buffer = rest
        return finished

    def finish(self) -> list[RawSentence]:
        """The sentences that the end of the stream finished."""
        line, self._buffer = self._buffer, ""
        return self._line(line)

    def _line(self, line: str) -> list[RawSentence]:
        return self._named(self._split(line))

    def _named(self, sentences: list[str]) -> list[RawSentence]:
        named = []
        for sentence in sentences:
            text = _EMPHASIS.sub("", _BULLET.sub("", sentence)).strip()
            if text:
                named.append(RawSentence(text, self._break))
                self._break = False
        return named

    def _split(self, text: str) -> list[str]:
        from sentencex import segment

        sentences: list[str] = []
        for piece in segment(self._language, text):
            marked = leading(piece) if sentences else 0
            if marked:
                sentences[-1] += piece[:marked]
            rest = piece[marked:] if marked else piece
            if rest.strip(" .") or not sentences:
                sentences.append(rest)
            else:
                sentences[-1] += rest
        return sentences
