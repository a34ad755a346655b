"""Text by documents, models and people, written so that Slack shows it and obeys nothing in it.

Slack has two syntaxes: standard Markdown (in `markdown` blocks and streams), where a backslash
before punctuation makes it literal, and its own mrkdwn (everywhere else), which knows no escapes:
there, look-alikes stand in for what would be markup. Both take `&`, `<` and `>` as entities, and in
both a zero-width space breaks up what would act without any markup: emoji by name, addresses.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.chat.plain import one_line, safe_address

LONGEST_ADDRESS = 1000
"""Characters as they are sent. A longer address loses its fragment, or it is no link."""

ZERO_WIDTH_SPACE = "\u200b"

_BREAKS = re.compile(
    r"""
    (?<=@)(?=channel|here|everyone|group)
    | (?<=:)(?=[\w+'-]+:)
    | (?<=:)(?=//)
    # Whatever may be a domain becomes a link, also in an e-mail address and without a scheme.
    | (?<=[\w-]\.)(?=[^\W\d_]{2})
    # A word may come to stand at the start of a line where a long text is cut.
    | (?<!\S)(?=[>=])
    """,
    re.X | re.I,
)
_ESCAPES = re.compile(r"(?=[\\*_~`|\[\]])|(?<=\])(?=\()|(?<!\S)(?=[#+-])")
_LIST_NUMBER = re.compile(r"(?<!\S)(\d+)(?=[.)])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LOOK_ALIKES = str.maketrans("*~`", "∗∼ˋ")
_LABEL = str.maketrans("*~`|\\[]", "∗∼ˋ∣∖()")
_LOOSE_UNDERSCORE = re.compile(r"_(?![A-Za-z0-9])")
# Where entities are heeded in an address, this would become another one.
_ENTITY_IN_ADDRESS = re.compile(r"(?<=&)(#?\w+);")


def markdown(text: str) -> str:
    """The text as it reads, on one line, literal in standard Markdown.

    No markup, mention, emoji by name or link is left: an address in it is shown, but cannot be
    followed. It may stand anywhere, also at the start of a line.
    """
    safe = _ESCAPES.sub(r"\\", _BREAKS.sub(ZERO_WIDTH_SPACE, one_line(text)))
    return _LIST_NUMBER.sub(r"\1\\", safe).translate(_ENTITIES)


def markdown_bold(text: str) -> str:
    """The text on one line, literal and bold in standard Markdown."""
    line = markdown(text)
    return f"**{line}**" if line else ""


def markdown_link(label: str, address: str | None) -> str:
    """The label as a link in standard Markdown.

    Where the address is missing or not for people to follow, the label alone. Brackets and the
    like in the label become look-alikes.
    """
    target = _markdown_target(address)
    if target is None:
        return markdown(label)
    return f"[{markdown(_label(label, target))}]({target})"


def markdown_mark(number: int, address: str | None) -> str:
    """A citation mark as `[1]`, in standard Markdown, leading to the address if there is one."""
    target = _markdown_target(address)
    return rf"\[{number}\]" if target is None else f"[[{number}]]({target})"


def mrkdwn(text: str) -> str:
    """The text on one line, literal in Slack's mrkdwn; what would be markup becomes look-alikes.

    No markup, mention, emoji by name or link is left. It may stand anywhere.
    """
    safe = _BREAKS.sub(ZERO_WIDTH_SPACE, one_line(text)).translate(_LOOK_ALIKES)
    return _LOOSE_UNDERSCORE.sub("ˍ", safe).translate(_ENTITIES)


def mrkdwn_bold(text: str) -> str:
    """The text on one line, literal and bold in mrkdwn."""
    line = mrkdwn(text)
    return f"*{line}*" if line else ""


def mrkdwn_link(label: str, address: str | None) -> str:
    """The label as a link in mrkdwn; where there is no address to follow, the label alone."""
    target = _mrkdwn_target(address)
    if target is None:
        return mrkdwn(label)
    return f"<{target}|{mrkdwn(_label(label, target))}>"


def _label(text: str, target: str) -> str:
    return one_line(text).translate(_LABEL) or urlsplit(target).netloc


def _markdown_target(address: str | None) -> str | None:
    target = None if address is None else safe_address(address, LONGEST_ADDRESS)
    return None if target is None else _ENTITY_IN_ADDRESS.sub(r"\1%3B", target)


def _mrkdwn_target(address: str | None) -> str | None:
    target = _markdown_target(address)
    if target is None:
        return None
    target = target.replace("&", "&amp;")
    return target if len(target) <= LONGEST_ADDRESS else None
