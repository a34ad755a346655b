"""The Bolt app: what comes in from Slack, and who takes it.

Everything is acknowledged by Bolt before any of it is done; what is being done is remembered, so
that the program can wait for it at its end.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.incoming import PLATFORM, is_direct, place_of, workspace_of
from bot.chat.lines import Lines

if TYPE_CHECKING:
    from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings

    from bot.adapters.slack.changes import Changes
    from bot.adapters.slack.conversing import Conversing
    from bot.adapters.slack.incoming import Workspace
    from bot.adapters.slack.people import People
    from bot.adapters.slack.presenting import Presenter
    from bot.store.claims import Claims

log = structlog.get_logger()

Body = dict[str, Any]
Take = Callable[[AsyncWebClient, "Workspace", Body], Awaitable[None]]


class Errands:
    """The work that is being done for what came in."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    async def run(self, name: str, work: Awaitable[None]) -> None:
        """Does it; an error is logged, and nothing else suffers from it."""
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            await work
        except Exception:
            log.exception("event_failed", event_name=name)
        finally:
            self._tasks.discard(task)

    async def end(self, seconds: float) -> None:
        """Waits for what is being done, but no longer than so many seconds."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)


class Events:
    """Takes what is said and what happens to it."""

    def __init__(
        self,
        *,
        conversing: Conversing,
        changes: Changes,
        presenter: Presenter,
        people: People,
        claims: Claims,
        errands: Errands,
    ) -> None:
        self._conversing = conversing
        self._changes = changes
        self._presenter = presenter
        self._people = people
        self._claims = claims
        self._errands = errands
        self._lines = Lines()

    def set_up(self, app: AsyncApp) -> None:
        """Registers everything."""
        app.event("message")(self._listener("message", self._message))
        app.event("app_mention")(self._listener("app_mention", self._mention))
        app.event("reaction_added")(self._listener("reaction_added", self._reaction))
        app.event("agent_session_stopped")(self._listener("agent_session_stopped", self._stopped))

    def _listener(self, name: str, take: Take) -> Callable[..., Awaitable[None]]:
        async def listener(body: Body, context: AsyncBoltContext, client: AsyncWebClient) -> None:
            # The next request goes through a client of its own.
            await self._errands.run(name, take(client, workspace_of(context), body))

        return listener

    async def _message(self, client: AsyncWebClient, workspace: Workspace, body: Body) -> None:
        event = body["event"]
        match event.get("subtype"):
            case "message_changed":
                if await self._first_in_order(workspace, body):
                    await self._changes.changed(client, workspace, event)
            case "message_deleted":
                if await self._first_in_order(workspace, body):
                    await self._changes.deleted(client, workspace, event)
            case _ if "ts" in event and not event.get("hidden"):
                await self._conversing.came(client, workspace, event)

    async def _mention(self, client: AsyncWebClient, workspace: Workspace, body: Body) -> None:
        if not is_direct(body["event"]):
            await self._conversing.came(client, workspace, body["event"])

    async def _reaction(self, _: AsyncWebClient, workspace: Workspace, body: Body) -> None:
        await self._changes.reacted(workspace, body["event"])

    async def _stopped(self, client: AsyncWebClient, workspace: Workspace, body: Body) -> None:
        event = body["event"]
        channel, thread = str(event["channel"]), str(event["thread_ts"])
        streams = [
            workspace.key_of(channel, str(ts)) for ts in event.get("streaming_message_ts") or ()
        ]
        person = await self._people.person(client, workspace, str(event["user"]))
        await self._presenter.stop(place_of(workspace, channel, thread), streams, person)

    async def _first(self, workspace: Workspace, body: Body) -> bool:
        """Whether no process has taken this event before: Slack may tell of it again."""
        event = body.get("event_id")
        return not event or await self._claims.claim(f"{PLATFORM}:{workspace.team}:event:{event}")

    async def _first_in_order(self, workspace: Workspace, body: Body) -> bool:
        """The same, answered in the order of the questions: of two edits the last one counts."""
        async with self._lines.at("first", body["event"].get("channel")):
            return await self._first(workspace, body)


def build_app(
    client: AsyncWebClient,
    *,
    signing_secret: str,
    oauth: AsyncOAuthSettings | None,
    only: AuthorizeResult | None,
) -> AsyncApp:
    """An app without listeners. With `oauth` it serves many workspaces, else the `only` one.

    `client` has no token: each request goes by that of its workspace.
    """

    async def authorize() -> AuthorizeResult:
        assert only is not None
        return only

    return AsyncApp(
        name="explainer",
        logger=_logger(),
        client=client,
        signing_secret=signing_secret,
        # Socket Mode needs no signatures; HTTP mode is not started without a secret.
        request_verification_enabled=bool(signing_secret),
        oauth_settings=oauth,
        authorize=authorize if oauth is None else None,
        # What the bot said itself belongs to what was said just before.
        ignoring_self_events_enabled=False,
        process_before_response=False,
    )


def _logger() -> logging.Logger:
    """What Bolt logs with: at the root's level, which it takes otherwise, it may log all talk."""
    logger = logging.getLogger("slack_bolt")
    logger.setLevel(max(logging.INFO, logging.root.level))
    logger.addFilter(_tells_something)
    return logger


def _tells_something(record: logging.LogRecord) -> bool:
    """Bolt finds the token in the environment and warns that it goes without: so it should."""
    return "will be unused" not in record.getMessage()


def take_the_rest(app: AsyncApp) -> None:
    """Whatever else Slack tells is acknowledged, and that is all. Comes last."""

    async def nothing() -> None:
        return

    app.event(re.compile(".*"))(nothing)
