"""How the bot behaves in a place: a channel's word goes before its server's."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, get_type_hints

import structlog
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError, to_jsonable_python

from bot.types import Length
from knowledge.types import EVERYONE, Scope

if TYPE_CHECKING:
    from bot.chat.types import Person, Place
    from bot.store.preferences import PreferenceLayers

log = structlog.get_logger()

_KEPT_SECONDS = 10.0


class Listening(StrEnum):
    """To which messages the bot answers without a command."""

    MENTIONS = "mentions"
    EVERYTHING = "everything"
    NOTHING = "nothing"


class Placement(StrEnum):
    """Where an answer to a message in a channel stands.

    BOTH is in a thread and, where the platform can do that, sent to the channel as well.
    """

    THREAD = "thread"
    CHANNEL = "channel"
    BOTH = "both"


class Sources(StrEnum):
    """Which documents a place's answers may rest on: all it may read, or only its own."""

    ALL = "all"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What holds in a place.

    `silent_unknown` says nothing, where the bot was not addressed, rather than "I don't know".
    `language` None follows the asker. `admins` are ids of roles or persons, whatever the platform
    lets choose; `experts` is the id of the role or group that is brought in where the documents do
    not answer. `answer_bots` lets other bots ask; `follow_up_unmentioned` takes messages in a
    thread that the bot started as follow-ups.
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
    guests_read_all: bool = False


class PreferenceBook:
    """What holds where: the defaults, over them the server's word, over that the channel's.

    It is asked at every message, so it remembers an answer for ten seconds: what another process
    changed holds here after that, what was changed here holds at once.
    """

    def __init__(
        self, layers: PreferenceLayers, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`clock` counts seconds."""
        self._layers = layers
        self._clock = clock
        self._kept: dict[str, tuple[float, Preferences]] = {}
        self._changes = 0

    async def of(self, place: Place) -> Preferences:
        """What holds at a place; in a thread, what holds in its channel."""
        key = place.channel_key
        now = self._clock()
        kept = self._kept.get(key)
        if kept is not None and now < kept[0]:
            return kept[1]
        changes = self._changes
        layers = await self._layers.layers([place.server_key, key])
        preferences = _layered(layers)
        if changes == self._changes:  # else it may have been read before the change
            self._keep(key, preferences, now)
        return preferences

    async def own(self, key: str) -> dict[str, Any]:
        """What is set at exactly this server or channel, as JSON: lists stand for sets."""
        return (await self._layers.layers([key]))[key]

    async def set(self, key: str, name: str, value: Any, by: str) -> None:
        """Sets a preference at a server's or channel's key; `by` is the person's key.

        None unsets it: what holds around it does again. An empty text says "none here", whatever
        holds around it. Raises ValueError for an unknown name or a value that does not fit.
        """
        adapter = _adapter(name)
        stored = None
        if value is not None:
            stored = adapter.dump_python(_value(name, value), mode="json")
        if isinstance(stored, list):
            stored.sort()  # or the same set would look changed
        await self._layers.change(key, {name: stored}, by)
        self._changes += 1
        self._kept.clear()

    def _keep(self, key: str, preferences: Preferences, now: float) -> None:
        """Remembers, and forgets what is over: no more is held than channels are talked in."""
        self._kept.pop(key, None)  # so that the first one is the oldest
        while self._kept:
            oldest = next(iter(self._kept))
            if now < self._kept[oldest][0]:
                break
            del self._kept[oldest]
        self._kept[key] = (now + _KEPT_SECONDS, preferences)


def scopes_for(place: Place, person: Person, preferences: Preferences) -> frozenset[Scope]:
    """The scopes whose documents a person may be answered from at a place.

    What belongs to a server is read on that server only, and not by people from elsewhere unless
    the place allows that.
    """
    if place.direct or (person.guest and not preferences.guests_read_all):
        return frozenset({EVERYONE})
    own = frozenset({place.server_key, place.channel_key})
    return own if preferences.sources is Sources.OWN else own | {EVERYONE}


@cache
def _adapters() -> dict[str, TypeAdapter[Any]]:
    """What the value of each preference must be."""
    return {name: TypeAdapter(hint) for name, hint in get_type_hints(Preferences).items()}


def _layered(layers: Mapping[str, Mapping[str, Any]]) -> Preferences:
    """The defaults with each layer's values over those before it."""
    values: dict[str, Any] = {}
    for key, layer in layers.items():
        for name, stored in layer.items():
            try:
                value = _value(name, stored)
            except ValueError as error:
                # A newer or an older version of the program may have known it.
                log.warning("preference_ignored", place=key, preference=name, why=str(error))
            else:
                values[name] = None if value == "" else value
    return Preferences(**values)


def _adapter(name: str) -> TypeAdapter[Any]:
    """What the value of a preference must be. Raises ValueError where there is no such one."""
    adapter = _adapters().get(name)
    if adapter is None:
        raise ValueError(f"There is no preference {name!r}; there are {', '.join(_adapters())}.")
    return adapter


def _value(name: str, value: Any) -> Any:
    """The value as `Preferences` has it, from that or from JSON. Raises ValueError otherwise."""
    adapter = _adapter(name)
    try:
        # Strict, so that "no" is not taken for a truth value; JSON, so that a list is for a set.
        return adapter.validate_json(json.dumps(to_jsonable_python(value)), strict=True)
    except PydanticSerializationError as error:
        raise ValueError(f"{name} cannot be {value!r}: {error}.") from None
    except ValidationError as error:
        raise ValueError(f"{name} cannot be {value!r}: {error.errors()[0]['msg']}.") from None
