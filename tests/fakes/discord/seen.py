"""Messages as people see them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.fakes.discord.checks import buttons_of, text_of
from tests.fakes.discord.state import LOADING, Message, Payload

_ESCAPE = re.compile(r"\\([^\w\s])")


@dataclass(frozen=True)
class Seen:
    """A message as a person sees it: no escapes, and with the buttons that can be pressed."""

    id: int
    author: str
    ours: bool
    text: str
    buttons: Mapping[str, str]
    edits: int
    thinking: bool
    only_for: str | None
    replies_to: int | None
    pinged: Sequence[str]
    components: Sequence[Payload] = field(repr=False)
    message: Message = field(repr=False)


def real(message: Message | Seen) -> Message:
    """The message itself, which changes."""
    return message.message if isinstance(message, Seen) else message


def seen(message: Message) -> Seen:
    """A message as a person sees it."""
    return Seen(
        id=message.id,
        author=message.author.name,
        ours=message.author.bot,
        text=_ESCAPE.sub(r"\1", text_of(message)),
        buttons=buttons_of(message),
        edits=message.edits,
        thinking=bool(message.flags & LOADING),
        only_for=None if message.only_for is None else message.only_for.name,
        replies_to=int(message.refers_to["message_id"]) if message.refers_to else None,
        pinged=tuple(message.pinged),
        components=tuple(message.components),
        message=message,
    )
