"""Text by documents, models and people, written so that Discord shows it and obeys nothing in it.

Discord takes a backslash before punctuation away and shows what follows as it is, except in the
label of a link, where no escape is heeded: there, look-alikes stand in for what would be markup.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import regex

from bot.chat import plain
from bot.chat.plain import clean, code_units, one_line

LONGEST_ADDRESS = 512
"""Code units. A longer address loses its fragment; one that is still longer is no link."""

_ZERO_WIDTH_SPACE = "\u200b"
_HERE = "\0"

_EVERYONE = re.compile(r"@(?=everyone|here)", re.I)
# What an invite leads through, and whatever else of Discord's own becomes a card or a pill.
_OWN_SITE = re.compile(r"((?:discord\w*|dis|dsc|invite)\.[a-z]{2,10}(?::\d*)?)(?=[/?#])", re.I)
# A word may come to stand at the start of a line where a long text is cut.
_LINE_START = re.compile(r"(?<!\S)(?:(?=[#>+-])|(\d+)(?=[.)]))")
_SPECIAL = re.compile(
    r"""
    \0
    | (?=[\\*_~`|<\[\]])
    # A target follows its label at once. Without that no label, not even one of ours before this
    # text, reaches a target in it: a closing bracket may stand in a label, escaped or not.
    | (?<=\])(?=\()
    | (?<=<)(?=[@#/])
    | (?<=:)(?=/)
    | (?=:[\w+-]+:)
    """,
    re.X,
)

# What would be markup, or forbid the link, in a label, and what looks much like it.
_LABEL = str.maketrans("\\*~`|<>[]@", "∖∗∼ˋ∣‹›()＠", "\u200c\u200d")
_LOOSE_UNDERSCORE = re.compile(r"_(?![A-Za-z0-9])")
_ANY_SCHEME = re.compile(r"\b\w+:/+", re.I)
_COLONS = re.compile(r":(?=[\w+-]+:)")
_EMOJI = regex.compile(
    r"(?![©®™])[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\ufe0f\u20e3]"
)
_INVITING = re.compile(r"(?:discord\.(?:gg|gift|new|me)|dis\.gd|dsc\.gg|invite\.gg)", re.I)
_INVITING_PATH = re.compile(r"/+(?:invite|gifts?|template|billing)\b", re.I)


def length(text: str) -> int:
    """How long a text is for Discord, in UTF-16 code units.

    Its servers were said to count code points, its clients count code units: this is never less
    than either.
    """
    return code_units(text)


def harmless(text: str) -> str:
    """The text as it reads, line by line, with nothing in it that Discord acts on.

    No markup, mention, timestamp, emoji by name, invite or link is left: an address in it is
    shown, but cannot be followed. It may stand anywhere, also at the start of a line.
    """
    safe = _EVERYONE.sub("@" + _ZERO_WIDTH_SPACE, clean(text))
    safe = _OWN_SITE.sub(rf"\1{_HERE}", safe)
    safe = _LINE_START.sub(rf"\1{_HERE}", safe)
    return _SPECIAL.sub(r"\\", safe)


def bold(text: str) -> str:
    """The text on one line, harmless and bold."""
    line = harmless(one_line(text))
    return f"**{line}**" if line else ""


def link(label: str, address: str | None) -> str:
    """The label as a link to the address, without a preview.

    Where the address is missing or not for people to follow, the label alone, harmless. Discord
    shows no link whose label holds an emoji or an address, and heeds no escapes in labels, so the
    label may differ from its text in such signs.
    """
    target = safe_address(address) if address is not None else None
    if target is None:
        return harmless(one_line(label))
    return f"[{_label(label) or urlsplit(target).netloc}](<{target}>)"


def mark(number: int, address: str | None) -> str:
    """A citation mark as `[1]`, leading to the address where there is one to follow."""
    target = safe_address(address) if address is not None else None
    return rf"\[{number}\]" if target is None else f"[[{number}]](<{target}>)"


def safe_address(address: str) -> str | None:
    """The address as it may stand in a link, or None where it is none for people to follow."""
    return plain.safe_address(address, LONGEST_ADDRESS, _allowed)


def _allowed(host: str, path: str) -> bool:
    """Not an invite, nor another address at which Discord's clients do something."""
    if _INVITING.fullmatch(host.removeprefix("www.")):
        return False
    return "discord" not in host or _INVITING_PATH.match(path) is None


def _label(text: str) -> str:
    plain = _ANY_SCHEME.sub("", _EMOJI.sub("", one_line(text))).translate(_LABEL)
    plain = _COLONS.sub("∶", _LOOSE_UNDERSCORE.sub("ˍ", plain))
    return " ".join(_OWN_SITE.sub(r"\1 ", plain).split())
