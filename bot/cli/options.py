"""Options that several commands share, and text as it is read from a command line."""

from __future__ import annotations

import re
import sys
from typing import Annotated

import typer


def _language(value: str | None) -> str | None:
    if value is None:
        return None
    code = value.strip().casefold()
    if not re.fullmatch("[a-z]{2}", code):
        raise typer.BadParameter(f"{value!r} is no language; write two letters, such as en or fr.")
    return code


Language = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="CODE",
        callback=_language,
        help="Language of the answer (en, fr, …); the question's own if left out.",
    ),
]
Scopes = Annotated[
    list[str] | None,
    typer.Option(
        "--scope",
        metavar="SCOPE",
        help="Also read documents of this scope, as in that place of a chat. May be repeated.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]


def text_of(argument: str) -> str:
    """The text that an argument stands for: itself, or standard input for `-`.

    Bytes that are no UTF-8 become replacement characters.
    """
    if argument == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def question_of(argument: str) -> str:
    """A question as it was given. Ends with exit code 2 where there is none."""
    text = text_of(argument)
    if not re.search(r"\w", text):
        raise typer.BadParameter(
            'there is no question. Write one, for example: explainer ask "why did Nvidia fall?"'
        )
    return text
