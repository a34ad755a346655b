"""What people mean by `/summary of:` - the story, a topic, this thread, this channel since …"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StoryWanted:
    """The whole story."""


@dataclass(frozen=True, slots=True)
class TopicWanted:
    """What the documents say on a topic."""

    text: str


@dataclass(frozen=True, slots=True)
class ThreadWanted:
    """The thread that the command was used in."""


@dataclass(frozen=True, slots=True)
class ChannelWanted:
    """The channel that the command was used in, since a time (aware, in UTC) or all of it."""

    since: datetime | None


Wanted = StoryWanted | TopicWanted | ThreadWanted | ChannelWanted


def parse(of: str, language: str, now: datetime) -> Wanted:
    """What is to be summarized; `of` is a value of `offers` or what a person typed."""
    raise NotImplementedError


def offers(
    typed: str, topics: Sequence[str], language: str, *, in_thread: bool
) -> list[tuple[str, str]]:
    """What to offer while a person types: at most 25 values, each with what it is called."""
    raise NotImplementedError
