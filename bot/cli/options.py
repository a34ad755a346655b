"""Options that several commands share, and text as it is read from a command line."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import Annotated

import typer


def _language(value: str | None) -> str | None:
    if value is None:
        return None
    from babel import Locale

    code = value.strip().casefold()
    if not re.fullmatch("[a-z]{2}", code) or code not in Locale("en").languages:
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


def sources_of(arguments: Iterable[str]) -> list[str]:
    """Paths and web addresses as they were given. Ends with exit code 2 where one is neither."""
    given = list(arguments)
    for source in given:
        if not source.strip():
            raise typer.BadParameter("a PATH or URL is empty. Write . for the folder you are in.")
        other = re.match(r"([a-z][a-z0-9+.-]+)://", source, re.IGNORECASE)
        if other is not None and other[1].casefold() not in ("http", "https"):
            raise typer.BadParameter(
                f"{source} cannot be read. An address begins with http:// or https://; save what "
                "lies elsewhere as a file and give its path."
            )
    return given
