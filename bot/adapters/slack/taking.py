"""Takes what people do: acknowledged at once, then who and where, then the work, then troubles."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import structlog

from bot.adapters.slack.asked import Asked, Body, Whois, asked_in
from bot.adapters.slack.troubles import report

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.async_context import AsyncBoltContext
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.store.claims import Claims

log = structlog.get_logger()

Work = Callable[[Asked, Body], Awaitable[None]]
"""What is done, with the circumstances and with all that Slack sent."""
Listener = Callable[..., Awaitable[None]]


class Taking:
    """Makes listeners for Bolt."""

    def __init__(self, *, whois: Whois, claims: Claims) -> None:
        self._whois = whois
        self._claims = claims
        self._running: set[asyncio.Task[Any]] = set()

    async def rest(self, seconds: float) -> None:
        """Comes back once all that was begun is done, or after some seconds."""
        if running := self._running - {asyncio.current_task()}:
            await asyncio.wait(running, timeout=seconds)

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Says that the task that runs now is to be waited for at the end of the program."""
        task = asyncio.current_task()
        if task is None or task in self._running:
            yield
            return
        self._running.add(task)
        try:
            yield
        finally:
            self._running.discard(task)

    async def asked(self, body: Body, context: AsyncBoltContext, client: AsyncWebClient) -> Asked:
        """The circumstances of something that a person did."""
        return await asked_in(body, context, client, self._whois)

    def once(self, work: Work) -> Listener:
        """A listener for what must not be done twice: Slack may send again what it got no ack for.

        It is done by the first of all processes.
        """

        async def first(asked: Asked, body: Body) -> None:
            if await self._claims.claim(asked.key):
                await work(asked, body)

        return self.each(first)

    def each(self, work: Work, acked: dict[str, Any] | None = None) -> Listener:
        """A listener for what may be done twice. `acked` is what it is acknowledged with."""

        async def listener(
            ack: AsyncAck, body: Body, context: AsyncBoltContext, client: AsyncWebClient
        ) -> None:
            with self.under_way():
                await ack(**(acked or {}))
                asked = await self.asked(body, context, client)
                try:
                    await work(asked, body)
                except Exception as error:
                    await report(asked, error)

        return listener


def value_of(body: Body) -> str:
    """The value of the button that was pressed."""
    return str(_used(body).get("value") or "")


def action_of(body: Body) -> str:
    """The action id of the button that was pressed."""
    return str(_used(body).get("action_id") or "")


def _used(body: Body) -> dict[str, Any]:
    used: list[dict[str, Any]] = body.get("actions") or [{}]
    return used[0]
