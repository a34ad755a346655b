"""Rate limits as Slack keeps them, and a count of requests that came before they were let.

Each method has a bucket for each workspace (or channel) that refills steadily. An empty one answers
429 with `Retry-After` in whole seconds; who asks again before that is a violation.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

GRACE = 0.25
"""Requests that were under way when the 429 was told are no violations, in seconds."""


@dataclass(frozen=True)
class Rule:
    """So many requests at once, which come back evenly over so many seconds."""

    limit: int
    seconds: float
    by_channel: bool = False


TIER_1, TIER_2, TIER_3, TIER_4 = Rule(3, 60.0), Rule(20, 60.0), Rule(50, 60.0), Rule(100, 60.0)
SPECIAL = Rule(600, 60.0)
_TIERS = {
    TIER_1: ("apps.connections.open",),
    TIER_2: (
        "chat.startStream",
        "chat.stopStream",
        "conversations.list",
        "usergroups.list",
        "reactions.remove",
    ),
    TIER_3: (
        "agents.sessions.rename",
        "agents.sessions.setStatus",
        "chat.delete",
        "chat.update",
        "conversations.history",
        "conversations.info",
        "conversations.join",
        "conversations.open",
        "conversations.replies",
        "bots.info",
        "reactions.add",
        "reactions.get",
        "team.info",
        "users.conversations",
    ),
    TIER_4: (
        "chat.appendStream",
        "chat.postEphemeral",
        "conversations.members",
        "files.info",
        "users.info",
        "views.open",
        "views.publish",
        "views.push",
        "views.update",
    ),
    Rule(5, 5.0, by_channel=True): ("chat.postMessage",),
}


@dataclass
class _Bucket:
    rule: Rule
    left: float
    at: float
    shut: float = -math.inf
    told: float = -math.inf

    def take(self, now: float) -> bool:
        rate = self.rule.limit / self.rule.seconds
        self.left = min(self.rule.limit, self.left + max(0.0, now - self.at) * rate)
        self.at = max(self.at, now)
        if now < self.shut or self.left < 1 - 1e-9:
            return False
        self.left -= 1
        return True

    def close(self, now: float, seconds: float) -> int:
        """Shut for whole seconds, and says how many."""
        told = max(1, math.ceil(seconds))
        self.shut, self.told = now + told, now
        return told

    def refuse(self, now: float) -> int:
        if now < self.shut:
            return max(1, math.ceil(self.shut - now))
        return self.close(now, (1 - self.left) * self.rule.seconds / self.rule.limit)


class Limits:
    """All buckets. `rules` may be changed by a test; `enabled = False` switches them off."""

    def __init__(self) -> None:
        self.enabled = True
        self.rules = {method: rule for rule, names in _TIERS.items() for method in names}
        self.most_messages: int | None = None
        self.violations: list[str] = []
        self.refused = 0
        self._buckets: dict[tuple[str, str], _Bucket] = {}

    def restrict_history(
        self, requests: int = 1, seconds: float = 60.0, messages: int | None = 15
    ) -> None:
        """What apps get that are distributed outside the Marketplace."""
        for method in ("conversations.history", "conversations.replies"):
            self.rules[method] = Rule(requests, seconds)
        self.most_messages = messages
        self._buckets.clear()

    def _bucket(self, method: str, team: str, channel: str) -> _Bucket:
        rule = self.rules.get(method, SPECIAL)
        key = (method, channel if rule.by_channel else team)
        found = self._buckets.get(key)
        if found is None or found.rule is not rule:
            found = self._buckets[key] = _Bucket(rule, rule.limit, time.monotonic())
        return found

    def take(self, method: str, team: str, channel: str) -> int | None:
        """Counts a request. Gives the seconds to wait where there are too many."""
        now = time.monotonic()
        bucket = self._bucket(method, team, channel)
        if now < bucket.shut and now > bucket.told + GRACE:
            self.violations.append(f"{method} ({team}): {bucket.shut - now:.3f} s too early")
        elif not self.enabled and now >= bucket.shut:
            return None
        if bucket.take(now):
            return None
        self.refused += 1
        return bucket.refuse(now)

    def shut(self, method: str, team: str, channel: str, seconds: float) -> int:
        """A 429 that a test asked for; requests before its time are violations."""
        self.refused += 1
        return self._bucket(method, team, channel).close(time.monotonic(), seconds)
