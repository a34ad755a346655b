"""Takes events, commands and interactions to the app; events again until they are acked."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from tests.fakes.slack.state import Payload

Kind = Literal["events_api", "slash_commands", "interactive"]


@dataclass(frozen=True)
class Outcome:
    """What became of one attempt. `response` is what the app answered with its ack."""

    acked: bool
    reason: str = ""
    response: Any = None
    again: bool = True


@dataclass(eq=False)
class Delivered:
    """Something that the app is told, over all attempts. `failed` says why it was given up."""

    kind: Kind
    body: Payload
    started: float = field(default_factory=time.monotonic)
    attempts: int = 0
    acked: bool = False
    response: Any = None
    failed: str = ""

    @property
    def done(self) -> bool:
        return self.acked or bool(self.failed)

    @property
    def event(self) -> Payload:
        found: Payload = self.body.get("event", {})
        return found


class Carrier(Protocol):
    """A way to the app."""

    async def carry(self, made: Delivered, attempt: int, reason: str) -> Outcome:
        """One attempt; `reason` says why the one before failed."""
        ...


class Answered(Protocol):
    def __call__(self, response: Any) -> None:
        """What the app answered with its ack."""


class Courier:
    """All deliveries. Only events are tried again."""

    def __init__(self) -> None:
        self.carrier: Carrier | None = None
        self.retry_waits: tuple[float, ...] = (0.0, 60.0, 300.0)
        self.deliveries: list[Delivered] = []
        self._tasks: set[asyncio.Task[None]] = set()

    def send(self, kind: Kind, body: Payload, answered: Answered | None = None) -> Delivered:
        """Begins a delivery, in the fake's loop."""
        made = Delivered(kind, body)
        self.deliveries.append(made)
        task = asyncio.get_running_loop().create_task(self._deliver(made, answered))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return made

    async def _deliver(self, made: Delivered, answered: Answered | None) -> None:
        assert self.carrier is not None
        outcome = Outcome(acked=False)
        waits = (0.0, *self.retry_waits) if made.kind == "events_api" else (0.0,)
        for attempt, wait in enumerate(waits):
            await asyncio.sleep(wait)
            made.attempts += 1
            outcome = await self.carrier.carry(made, attempt, outcome.reason)
            if outcome.acked or not outcome.again:
                break
        if not outcome.acked:
            made.failed = outcome.reason
            return
        made.response = outcome.response
        if answered is not None:
            answered(outcome.response)
        made.acked = True

    def failures(self) -> list[Delivered]:
        """What the app never acked, or not in time: people were shown an error."""
        return [made for made in self.deliveries if made.failed]

    def unacked(self) -> list[Delivered]:
        """What is still on its way."""
        return [made for made in self.deliveries if not made.done]

    async def close(self) -> None:
        for task in [*self._tasks]:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
