"""What crosses the wall between a platform and the rules that hold on every platform."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.types import AnswerEvent

DIRECT = "direct"
"""Stands for the server where there is none: in a direct message."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands.

    `server` is a guild's or workspace's id, None in a direct message; `channel` is the channel
    itself, also for a message in a `thread` of it.
    """

    platform: str
    server: str | None
    channel: str
    thread: str | None = None

    @property
    def direct(self) -> bool:
        """Whether it is a direct message between one person and the bot."""
        return self.server is None

    @property
    def server_key(self) -> str:
        """The server's key on all platforms: what settings and documents of a server hang on."""
        return f"{self.platform}:{self.server or DIRECT}"

    @property
    def channel_key(self) -> str:
        """The channel's key; threads share that of their channel."""
        return f"{self.server_key}:{self.channel}"

    @property
    def key(self) -> str:
        """The key of exactly this place, thread included."""
        return self.channel_key if self.thread is None else f"{self.channel_key}:{self.thread}"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in a chat. `roles` are the ids of their roles or groups on this server.

    `administers` says that the platform itself lets them manage the server. `guest` marks people
    who belong to another organization.
    """

    platform: str
    id: str
    name: str
    bot: bool = False
    locale: str | None = None
    roles: frozenset[str] = frozenset()
    administers: bool = False
    guest: bool = False

    @property
    def key(self) -> str:
        """The person's key on all platforms."""
        return f"{self.platform}:{self.id}"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a message. `size` is in bytes; `read` fetches its content."""

    name: str
    size: int
    media_type: str | None
    read: Callable[[], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Message:
    """A message in a chat, as a person would read it.

    `text` has names for mentions and no mention of the bot at its start. `mentions_us` and
    `mentions_others` say who was addressed by a mention; a reply addresses the author of what it
    replies to: `replies_to` is that message's id, `replies_to_us` whether the bot wrote it.
    `ours` marks the bot's own messages, `ordinary` is False for notices of the platform ("x has
    joined"). `parts` are the messages, oldest first, where several became this one.
    """

    id: str
    place: Place
    author: Person
    text: str
    sent: datetime
    link: str | None = None
    mentions_us: bool = False
    mentions_others: bool = False
    replies_to: str | None = None
    replies_to_us: bool = False
    attachments: tuple[Attachment, ...] = ()
    ours: bool = False
    ordinary: bool = True
    parts: tuple[Message, ...] = ()

    @property
    def key(self) -> str:
        """The message's key on all platforms; ids are unique within a channel or thread."""
        return f"{self.place.key}/{self.id}"

    @property
    def merged(self) -> tuple[str, ...]:
        """The ids of its parts."""
        return tuple(part.id for part in self.parts)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The question waits its turn behind `ahead` others; `text` says so."""

    ahead: int
    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The question is not taken, for example over a limit; `text` says why and what to do."""

    text: str


@dataclass(frozen=True, slots=True)
class Silenced:
    """There is no answer, and in this place nothing is said then."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """Questions that the documents can answer, to ask next. They come after `Done`."""

    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The experts are brought in: `experts` is the id of their role or group, `text` what is said.

    `text` has no mention in it; the platform puts one before it.
    """

    experts: str
    text: str


ChatEvent = AnswerEvent | Waiting | Refused | Silenced | Suggested | HandedOver
"""What a platform shows while a question is taken care of.

`Waiting` may come first; then either `Refused` alone, or the events of an answer; after `Done`,
`Suggested` and `HandedOver` may follow. `Silenced` takes the place of `Done`.
"""
