"""Rate limits as Discord keeps them, and a count of requests that ignored what they were told.

A bot may learn a limit by a 429 once; a request that is made although a header said that none is
left is a violation, and so is every request over the global limit, which no header tells.
"""

from __future__ import annotations

import math
import time
import zlib
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

Route = tuple[str, str]
"""A method and a path with names for its ids."""


@dataclass(frozen=True)
class Rule:
    """So many requests in so many seconds."""

    limit: int
    seconds: float


CHANNEL = "/channels/{channel}"
MESSAGES = f"{CHANNEL}/messages"
MESSAGE = f"{MESSAGES}/{{message}}"
WEBHOOK = "/webhooks/{application}/{token}"

# Discord documents no numbers, since they may change; these are what clients commonly see.
USUAL: Mapping[Route, Rule] = {
    ("POST", MESSAGES): Rule(5, 5.0),
    ("PATCH", MESSAGE): Rule(5, 5.0),
    ("DELETE", MESSAGE): Rule(5, 1.0),
    ("GET", MESSAGES): Rule(5, 5.0),
    ("POST", f"{CHANNEL}/typing"): Rule(5, 5.0),
    ("POST", f"{MESSAGE}/threads"): Rule(50, 300.0),
    ("POST", f"{CHANNEL}/threads"): Rule(50, 300.0),
    ("PUT", f"{MESSAGE}/reactions/{{emoji}}/@me"): Rule(1, 0.25),
    ("POST", WEBHOOK): Rule(5, 2.0),
    ("PATCH", f"{WEBHOOK}/messages/{{message}}"): Rule(5, 2.0),
    ("DELETE", f"{WEBHOOK}/messages/{{message}}"): Rule(5, 2.0),
}
OTHERS = Rule(30, 1.0)
EVERYTHING = Rule(50, 1.0)


@dataclass
class Bucket:
    """What was used of a rule in the window that is open. `shut` was told: nothing before then."""

    rule: Rule
    name: str
    used: int = 0
    opened: float = -math.inf
    shut: float = -math.inf

    def _turn(self, now: float) -> None:
        if now >= self.opened + self.rule.seconds:
            self.opened, self.used = now, 0

    def take(self, now: float) -> bool:
        self._turn(now)
        if now < self.shut or self.used >= self.rule.limit:
            return False
        self.used += 1
        return True

    def reset_after(self, now: float) -> float:
        end = self.shut if now < self.shut else self.opened + self.rule.seconds
        return math.ceil(max(end - now, 0.0) * 1000) / 1000

    def headers(self, now: float) -> dict[str, str]:
        left = max(self.rule.limit - self.used, 0)
        after = self.reset_after(now)
        return {
            "X-RateLimit-Limit": str(self.rule.limit),
            "X-RateLimit-Remaining": str(left),
            "X-RateLimit-Reset": f"{time.time() + after:.3f}",
            "X-RateLimit-Reset-After": f"{after:.3f}",
            "X-RateLimit-Bucket": self.name,
        }


@dataclass
class Refusal:
    """A 429."""

    retry_after: float
    everything: bool

    @property
    def body(self) -> dict[str, object]:
        return {
            "message": "You are being rate limited.",
            "retry_after": self.retry_after,
            "global": self.everything,
        }

    @property
    def headers(self) -> dict[str, str]:
        scope = "global" if self.everything else "user"
        return {
            # Without it discord.py takes the refusal for one of the network in front of Discord.
            "Via": "1.1 fake",
            "Retry-After": str(math.ceil(self.retry_after)),
            "X-RateLimit-Scope": scope,
            **({"X-RateLimit-Global": "true"} if self.everything else {}),
        }


@dataclass
class Limits:
    """The limits of one bot."""

    rules: dict[Route, Rule] = field(default_factory=lambda: dict(USUAL))
    others: Rule = OTHERS
    everything: Rule = EVERYTHING
    violations: list[str] = field(default_factory=list)
    refused: int = 0
    _buckets: dict[tuple[Route, str], Bucket] = field(default_factory=dict)
    _calls: deque[float] = field(default_factory=deque)
    _shut: float = -math.inf

    def bucket(self, route: Route, place: str) -> Bucket:
        """The bucket of a route in a channel, guild or webhook."""
        key = (route, place)
        if key not in self._buckets:
            name = f"{zlib.crc32(repr(route).encode()):08x}"
            self._buckets[key] = Bucket(self.rules.get(route, self.others), name)
        return self._buckets[key]

    def take(self, route: Route, place: str, *, exempt: bool) -> Refusal | None:
        """Counts a request. `exempt` are those that the global limit does not hold for."""
        now = time.monotonic()
        said = f"{' '.join(route)} ({place})"
        if not exempt and (refusal := self._over_everything(now, said)) is not None:
            self.refused += 1
            return refusal
        bucket = self.bucket(route, place)
        if bucket.take(now):
            return None
        self.refused += 1
        if now < bucket.shut:
            self.violations.append(f"{said}: none was left for {bucket.shut - now:.3f} s")
        bucket.shut = bucket.opened + bucket.rule.seconds if now >= bucket.shut else bucket.shut
        return Refusal(bucket.reset_after(now), everything=False)

    def _over_everything(self, now: float, said: str) -> Refusal | None:
        while self._calls and self._calls[0] <= now - self.everything.seconds:
            self._calls.popleft()
        if now >= self._shut and len(self._calls) < self.everything.limit:
            self._calls.append(now)
            return None
        self.violations.append(f"{said}: over the limit for everything")
        if now >= self._shut:
            self._shut = self._calls[0] + self.everything.seconds
        return Refusal(math.ceil((self._shut - now) * 1000) / 1000, everything=True)

    def told(self, route: Route, place: str) -> dict[str, str]:
        """The headers of an answer, which the client is held to from now on."""
        now = time.monotonic()
        bucket = self.bucket(route, place)
        if bucket.used >= bucket.rule.limit:
            bucket.shut = max(bucket.shut, bucket.opened + bucket.rule.seconds)
        return bucket.headers(now)

    def shut(self, route: Route, place: str, seconds: float, *, everything: bool) -> Refusal:
        """A 429 that a test asked for; requests before its time are violations."""
        now = time.monotonic()
        if everything:
            self._shut = now + seconds
        else:
            self.bucket(route, place).shut = now + seconds
        return Refusal(seconds, everything=everything)
