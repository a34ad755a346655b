"""How much people and servers may ask: who asks too much is told when to come back.

Minutes slide. Days, of questions and of dollars alike, begin at midnight UTC, so that there is one
time at which everything is open again.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.chat.types import Person, Place
from bot.phrases import Phrases
from bot.store.clock import Clock, utc_now
from bot.store.requests import Cap, Reached, Requests, Whose

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_SWITCH = 1.5  # From so many minutes on, minutes are counted rather than seconds; so with hours.


class Span(StrEnum):
    """How long a limit reaches back: a minute from now, or to midnight UTC."""

    MINUTE = "minute"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Rules:
    """How much may be asked; 0 stands for no limit.

    A direct message counts for its person only. `server_daily_dollars` is what a server's answers
    may cost in a day; one that is being written when it is reached is still finished.
    """

    person_per_minute: int = 0
    person_per_day: int = 0
    server_per_minute: int = 0
    server_per_day: int = 0
    server_daily_dollars: float = 0.0


class Limits:
    """Holds people and servers to `rules`, over all processes that share the database."""

    def __init__(self, requests: Requests, rules: Rules, now: Clock = utc_now) -> None:
        self._requests = requests
        self._rules = rules
        self._now = now

    async def admit(self, person: Person, place: Place, phrases: Phrases) -> str | None:
        """Lets a request in and counts it: None. Else says why not and when to come back.

        What is refused counts for nothing.
        """
        now = self._now()
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        server = None if place.direct else place.server_key
        if server is not None and await self._too_dear(server, midnight):
            return phrases.say("limit-server-dollars", wait=_in(midnight + _DAY - now, phrases))
        spans = self._caps(now, midnight)
        reached = await self._requests.admit(person.key, server, now, list(spans))
        if not reached:
            return None
        # The one that is open again last: who comes back earlier would be refused again.
        full = max(reached, key=lambda full: _opens(full, spans[full.cap]))
        span = spans[full.cap]
        wait = _in(_opens(full, span) - now, phrases)
        return phrases.say(f"limit-{full.cap.whose}-{span}", count=full.cap.most, wait=wait)

    async def _too_dear(self, server: str, midnight: datetime) -> bool:
        budget = self._rules.server_daily_dollars
        return budget > 0 and await self._requests.spent(server, midnight) >= budget

    def _caps(self, now: datetime, midnight: datetime) -> dict[Cap, Span]:
        rules, minute = self._rules, now - _MINUTE
        caps = {
            Cap(Whose.PERSON, minute, rules.person_per_minute): Span.MINUTE,
            Cap(Whose.SERVER, minute, rules.server_per_minute): Span.MINUTE,
            Cap(Whose.PERSON, midnight, rules.person_per_day): Span.DAY,
            Cap(Whose.SERVER, midnight, rules.server_per_day): Span.DAY,
        }
        return {cap: span for cap, span in caps.items() if cap.most}


def _opens(full: Reached, span: Span) -> datetime:
    """When there is room again."""
    return full.since + _MINUTE if span is Span.MINUTE else full.cap.after + _DAY


def _in(wait: timedelta, phrases: Phrases) -> str:
    """A time from now in words, as `in 40 seconds`: never shorter than it is.

    Up to an hour and a half it is counted in the smaller unit, so that little is added.
    """
    from babel.dates import format_timedelta

    seconds = max(1, math.ceil(wait.total_seconds()))
    for unit in (60, 3600):
        if seconds >= _SWITCH * unit:
            seconds = math.ceil(seconds / unit) * unit
    rounded = timedelta(seconds=seconds)
    words = format_timedelta(
        rounded, add_direction=True, threshold=_SWITCH, locale=phrases.language
    )
    return str(words)
