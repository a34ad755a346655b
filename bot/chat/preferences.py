"""How the bot behaves in a place: a channel's word goes before its server's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.types import Length


class Listening(StrEnum):
    """To which messages the bot answers without a command."""

    MENTIONS = "mentions"
    EVERYTHING = "everything"
    NOTHING = "nothing"


class Placement(StrEnum):
    """Where an answer to a message in a channel stands."""

    THREAD = "thread"
    CHANNEL = "channel"


class Sources(StrEnum):
    """Which documents a place's answers may rest on: all it may read, or only its own."""

    ALL = "all"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What holds in a place.

    `silent_unknown` says nothing, where the bot was not addressed, rather than "I don't know".
    `language` None follows the asker. `admins` are ids of roles; `experts` is the id of the role
    or group that is brought in where the documents do not answer. `answer_bots` lets other bots
    ask; `follow_up_unmentioned` takes messages in a thread that the bot started as follow-ups.
    """

    listening: Listening = Listening.MENTIONS
    placement: Placement = Placement.THREAD
    silent_unknown: bool = False
    sources: Sources = Sources.ALL
    language: str | None = None
    length: Length = Length.NORMAL
    admins: frozenset[str] = frozenset()
    experts: str | None = None
    answer_bots: bool = False
    follow_up_unmentioned: bool = True
