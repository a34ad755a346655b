"""Text by documents, models and people, freed of what nobody sees and of what no reader follows.

What is markup differs from platform to platform; this is what every platform does before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from urllib.parse import quote, urlsplit, urlunsplit

from bot.chat.splitting import shortened

# They join letters and emoji; beside an ASCII letter they only hide something.
_JOINERS = "\u200c\u200d"
# Letters and marks without a shape of their own, though not counted among the controls.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_VARIANTS = re.compile("[\U000e0100-\U000e01ef]")
_LINE_ENDS = re.compile("\r\n|[\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_MOST_MARKS = 3

_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*", re.I)
_IN_ADDRESS = "!$&+,;=:/~-._?%#"


def code_units(text: str) -> int:
    """The text's length in UTF-16 code units: never less than its code points."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """The text without controls, invisible letters and whatever turns it round; lines are kept."""
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    if text.isascii() and text.isprintable():
        return text
    kept: list[str] = []
    marks = 0
    for index, letter in enumerate(text):
        category = unicodedata.category(letter)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if letter in _JOINERS:
            hidden = not _joins(text[max(index - 1, 0) : index + 2])
        else:
            hidden = category in ("Cc", "Cf", "Cs", "Co") and letter != "\n"
            hidden = hidden or letter in _BLANK or _VARIANTS.match(letter) is not None
        if not hidden and marks <= _MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def _joins(around: str) -> bool:
    ends = around[:1] + around[2:]
    return len(ends) == 2 and not any(end.isascii() or end in _JOINERS for end in ends)


def one_line(text: str, limit: int | None = None) -> str:
    """The text on one line, not yet harmless, cut at a word with an ellipsis where too long.

    `limit` is in UTF-16 code units.
    """
    line = " ".join(clean(text).split())
    return line if limit is None else shortened(line, limit, code_units)


def safe_address(
    address: str, longest: int, allowed: Callable[[str, str], bool] | None = None
) -> str | None:
    """The address as it may stand in a link, or None where it is none for people to follow.

    Nothing in it is markup: spaces, quotes, brackets, pipes and the like are percent-encoded. One
    of more than `longest` characters loses its fragment; one that is still longer is no link.
    `allowed` is asked about its host and path.
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except (ValueError, UnicodeError):
        return None
    # A name before an @ makes one site look like another.
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or not _HOST.fullmatch(host):
        return None
    if allowed is not None and not allowed(host, parts.path):
        return None
    try:
        path, query, fragment = (quote(part, _IN_ADDRESS) for part in parts[2:])
    except UnicodeError:
        return None
    netloc = host if port is None else f"{host}:{port}"
    for kept in dict.fromkeys((fragment, "")):
        whole = urlunsplit((parts.scheme, netloc, path, query, kept))
        if len(whole) <= longest:
            return whole
    return None
