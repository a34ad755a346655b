"""Citation marks in a model's text: `[1]`, `[1][2]`, `[1, 2]`, `[1-3]`, and what is none.

A mark holds numbers of one or two digits. `[2026]`, `[sic]`, `[…]`, code and the words of a link
are left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.types import Span

_NUMBER = r"\^?\d{1,2}(?!\d)"
_LIST = rf"\s*{_NUMBER}(?:\s*(?:[,;、]|[-–—]|and|et|und|y|e|en)\s*{_NUMBER})*\s*"
_MARK = re.compile(
    rf"(?:\[(?P<a>{_LIST})\](?:\((?:https?:[^)\s]*|#[^)\s]*)?\))?|【(?P<b>{_LIST})(?:†[^】]*)?】)"
)
_CODE = re.compile(r"```.*?(?:```|$)|`[^`\n]*`", re.DOTALL)
_UNFINISHED = re.compile(r"\s*(?:\[|【)[\d\s,;^–-]{0,12}$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation mark: where it stands and the passage numbers in it, in order, each once."""

    span: Span
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence without its marks, and the passages that they name, in order, each once."""

    text: str
    numbers: tuple[int, ...]


def marks(text: str) -> list[Mark]:
    """The citation marks of a text, in order."""
    code = [match.span() for match in _CODE.finditer(text)]
    found = []
    for match in _MARK.finditer(text):
        numbers = _numbers(match["a"] or match["b"])
        if numbers and not any(start <= match.start() < end for start, end in code):
            found.append(Mark(Span(*match.span()), numbers))
    return found


def read_marks(text: str, passages: int) -> Cited:
    """Takes the marks off a sentence, with the space that stood before them.

    `a billion [1], or more [2].` becomes `a billion, or more.` with 1 and 2. Numbers that name none
    of the `passages`, counted from 1, are dropped with their mark.
    """
    kept: list[str] = []
    end = 0
    numbers: list[int] = []
    for mark in marks(text):
        piece = text[end : mark.span.start]
        kept.append(piece.rstrip(" \t\u00a0\u202f") if piece.strip() or kept else piece)
        numbers += mark.numbers
        end = mark.span.end
    kept.append(text[end:])
    joined = kept[0]
    for piece in kept[1:]:
        joined += piece if joined else piece.lstrip()
    known = (number for number in numbers if 1 <= number <= passages)
    return Cited(_tidy_end(joined), tuple(dict.fromkeys(known)))


def disarmed(text: str) -> str:
    """A source's text with its own marks in round brackets, so that none names a passage here."""
    return _MARK.sub(lambda mark: f"({mark['a'] or mark['b']})", text)


def leading(text: str) -> int:
    """How many characters at a text's start are marks, which belong to the sentence before."""
    end = 0
    for mark in marks(text):
        if text[end : mark.span.start].strip():
            break
        end = mark.span.end
    return end


def may_go_on(text: str) -> bool:
    """Whether a text that is still arriving ends within what may become a mark: `… lost [1`."""
    return bool(_UNFINISHED.search(text))


def _numbers(inside: str) -> tuple[int, ...]:
    """The numbers in a mark; none where a range runs backwards, so that it is no mark."""
    numbers: list[int] = []
    for part in re.split(r"[,;、]|and|et|und|y|e(?!n)|en", inside.replace("^", "")):
        ends = [int(end) for end in re.split(r"[-–—]", part)]
        if ends != sorted(ends) or len(ends) > 2:
            return ()
        numbers += range(ends[0], ends[-1] + 1)
    return tuple(dict.fromkeys(numbers))


def _tidy_end(text: str) -> str:
    """One full stop at the end where marks stood between two, no space around."""
    return re.sub(r"(?<!\.)([.!?…])\.$", r"\1", text.strip())
