"""The question sets that an evaluation asks: JSON lines, each a question and what answers it.

A line that cannot be understood stops the evaluation: a typo in a key would otherwise go unnoticed
and make the figures wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.types import BotError


class QuestionsError(BotError):
    """A set of questions cannot be used. The message names the line and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One question, and what a good answer to it is.

    `any` are strings of which the answer must contain one. `source` is the path or address of the
    document that answers; `quote` stands in the passage that answers. `unanswerable` says that
    the documents do not answer. `history` are questions asked before, in the same conversation.
    """

    id: str
    q: str
    lang: str | None = None
    any: tuple[str, ...] = ()
    source: str | None = None
    quote: str | None = None
    unanswerable: bool = False
    history: tuple[str, ...] = ()

    @property
    def has_place(self) -> bool:
        """Whether it says where the answer stands, so that the passages found can be judged."""
        return self.source is not None or self.quote is not None


def read_questions(path: Path) -> list[Line]:
    """The lines of a file; blank ones are skipped. Raises QuestionsError."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QuestionsError(f"{path} is not UTF-8 text (byte {error.start}).") from None
    except OSError as error:
        raise QuestionsError(f"{path} cannot be read: {error.strerror}.") from None
    lines = list(_lines(path, text))
    if not lines:
        raise QuestionsError(f"{path} holds no questions.")
    return lines


def _lines(path: Path, text: str) -> Iterator[Line]:
    # Not splitlines(): U+2028 and its like may stand inside a JSON string.
    for number, written in enumerate(text.split("\n"), 1):
        if written.strip():
            try:
                yield _line(written)
            except ValueError as error:
                raise QuestionsError(f"{path}, line {number}: {error}") from None


def _line(written: str) -> Line:
    """One line. Raises ValueError with what is wrong. `null` and `[]` are the same as no key."""
    try:
        given = json.loads(written)
    except json.JSONDecodeError as error:
        raise ValueError(f"this is no JSON ({error.msg} at character {error.pos + 1}).") from None
    if not isinstance(given, dict):
        raise ValueError('this is no JSON object. Write {"id": "…", "q": "…"}.')
    # Other keys are their author's notes.
    given = {key: value for key, value in given.items() if value not in (None, [])}
    line = Line(
        id=_text(given, "id") or _missing("id"),
        q=_text(given, "q") or _missing("q"),
        lang=_language(given),
        any=_texts(given, "any"),
        source=_text(given, "source"),
        quote=_text(given, "quote"),
        unanswerable=_flag(given, "unanswerable"),
        history=_texts(given, "history"),
    )
    if line.unanswerable and line.any:
        raise ValueError("it is unanswerable and has 'any', which says what answers it. Drop one.")
    return line


def _missing(key: str) -> str:
    raise ValueError(f"{key!r} is missing or empty.")


def _text(given: dict[str, Any], key: str) -> str | None:
    value = given.get(key)
    if key == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None or isinstance(value, str):
        return value.strip() or None if value else None
    raise ValueError(f"{key!r} must be a string.")


def _language(given: dict[str, Any]) -> str | None:
    tag = _text(given, "lang")
    code = tag and tag.replace("_", "-").partition("-")[0].lower()
    if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise ValueError(f"'lang' must be a language's two letters, such as en; it is {tag!r}.")
    return code


def _texts(given: dict[str, Any], key: str) -> tuple[str, ...]:
    values = given.get(key, [])
    if not isinstance(values, list) or not all(isinstance(v, str) and v.strip() for v in values):
        raise ValueError(f"{key!r} must be a list of strings that are not empty.")
    return tuple(values)


def _flag(given: dict[str, Any], key: str) -> bool:
    value = given.get(key, False)
    if not isinstance(value, bool):
        raise ValueError(f"{key!r} must be true or false.")
    return value
