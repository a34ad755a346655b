"""Slack as one of the platforms that the program runs, over Socket Mode or HTTP."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

import aiohttp
import structlog
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.app import Errands, Events, build_app, take_the_rest
from bot.adapters.slack.changes import Changes
from bot.adapters.slack.conversing import Conversing
from bot.adapters.slack.history import READ_SECONDS
from bot.adapters.slack.pacing import Pacer
from bot.adapters.slack.people import People
from bot.adapters.slack.posting import FAULTS, code_of, is_unclear, limited_for, retry_handlers
from bot.adapters.slack.presenting import Presenter
from bot.adapters.slack.recent import Recent
from bot.adapters.slack.requesting import Requesting
from bot.chat.platform import PlatformError

if TYPE_CHECKING:
    from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings

    from bot.adapters.slack.looking import Looking
    from bot.chat.bursts import Bursts
    from bot.chat.desk import Desk
    from bot.store.claims import Claims
    from bot.store.pauses import Pauses
    from bot.store.posts import Posts

log = structlog.get_logger()

EVENTS_PATH = "/slack/events"
HEALTH_PATH = "/health"

_API = "https://slack.com/api/"
_LAST_ANSWERS_SECONDS = 10.0
_LAST_ERRANDS_SECONDS = 5.0
_PING_SECONDS = 5.0
_WRONG = frozenset({"invalid_auth", "not_authed", "account_inactive", "token_revoked"})


@dataclass(frozen=True, slots=True)
class Access:
    """What lets the program in.

    Either `bot_token`, for one workspace, or `oauth`, for many. Socket Mode needs `app_token`, HTTP
    the signing secret, and `host` and `port` to listen on. `api_url` ends in `/api/`.
    """

    mode: Literal["socket", "http"] = "socket"
    bot_token: str | None = None
    app_token: str | None = None
    signing_secret: str | None = None
    oauth: AsyncOAuthSettings | None = None
    host: str = "127.0.0.1"
    port: int = 3000
    api_url: str | None = None

    @property
    def api(self) -> str:
        """Where Slack's Web API is."""
        return self.api_url or _API

    def check(self) -> None:
        """Raises PlatformError where a setting is missing."""
        if self.oauth is None and not self.bot_token:
            raise PlatformError(
                "SLACK_BOT_TOKEN is missing: copy it from OAuth & Permissions in the app's "
                "settings at api.slack.com/apps. It begins with xoxb-."
            )
        if self.oauth is not None and not self.oauth.client_secret:
            raise PlatformError(
                "SLACK_CLIENT_SECRET is missing: it belongs to SLACK_CLIENT_ID. Copy it from Basic "
                "Information > App Credentials."
            )
        if self.mode == "socket" and not self.app_token:
            raise PlatformError(
                "SLACK_APP_TOKEN is missing: make one with the scope connections:write under Basic "
                "Information > App-Level Tokens, or set SLACK_MODE=http. It begins with xapp-."
            )
        if self.mode == "http" and not self.signing_secret:
            raise PlatformError(
                "SLACK_SIGNING_SECRET is missing: without it, anyone could send events. Copy it "
                "from Basic Information > App Credentials."
            )


class Part(Protocol):
    """Something that takes what people do."""

    def set_up(self, app: AsyncApp) -> None:
        """Registers its listeners."""

    async def rest(self, seconds: float) -> None:
        """Comes back once all that was begun is done, or after some seconds."""


class SlackPlatform:
    """Serves Slack."""

    name = "Slack"

    def __init__(
        self,
        *,
        access: Access,
        desk: Desk,
        posts: Posts,
        claims: Claims,
        pauses: Pauses,
        bursts: Bursts,
        parts: Callable[[Presenter, People, Pacer], Sequence[Part]],
        discussion_messages: int,
        looking: Looking | None = None,
        edit_seconds: float = 1.0,
        read_seconds: float = READ_SECONDS,
        ping_seconds: float = _PING_SECONDS,
    ) -> None:
        """`parts` makes what takes commands, buttons and the app's end in a workspace.

        `discussion_messages` is the setting. `looking` knows what people look at, where a part of
        `parts` tells it. `edit_seconds` is how long a message stays between
        edits, `read_seconds` how long reading a discussion may take, `ping_seconds` how often a
        connection is looked after.
        """
        self._access = access
        self._desk = desk
        self._posts = posts
        self._claims = claims
        self._pauses = pauses
        self._bursts = bursts
        self._parts = parts
        self._discussion_messages = discussion_messages
        self._looking = looking
        self._edit_seconds = edit_seconds
        self._read_seconds = read_seconds
        self._ping_seconds = ping_seconds

    async def run(self, stopping: asyncio.Event, ready: Callable[[str], None]) -> None:
        """See Platform."""
        _quieten()
        self._access.check()
        pacer = Pacer(edit_seconds=self._edit_seconds)
        async with _session(pacer, self._access.api) as session:
            client = AsyncWebClient(
                base_url=self._access.api,
                session=session,
                retry_handlers=retry_handlers(),
            )
            only = await self._only(client)
            who = " for every workspace that installs it"
            if only is not None:
                who = f" as @{only.user} in {only.team}"
            errands = Errands()
            app, presenter, parts = self._build(client, only, pacer, errands)
            serve = self._socket if self._access.mode == "socket" else self._http
            async with serve(app) as how:
                ready(f"here{who}, {how}.")
                await stopping.wait()
                await presenter.end(_LAST_ANSWERS_SECONDS)
                await asyncio.gather(
                    errands.end(_LAST_ERRANDS_SECONDS),
                    *(part.rest(_LAST_ERRANDS_SECONDS) for part in parts),
                )

    def _build(
        self,
        client: AsyncWebClient,
        only: AuthorizeResult | None,
        pacer: Pacer,
        errands: Errands,
    ) -> tuple[AsyncApp, Presenter, Sequence[Part]]:
        access, people = self._access, People()
        presenter = Presenter(desk=self._desk, posts=self._posts, claims=self._claims, pacer=pacer)
        conversing = Conversing(
            desk=self._desk,
            presenter=presenter,
            requesting=Requesting(
                self._posts,
                people,
                self._discussion_messages,
                read_seconds=self._read_seconds,
                looking=self._looking,
            ),
            people=people,
            recent=Recent(),
            pacer=pacer,
            posts=self._posts,
            claims=self._claims,
            pauses=self._pauses,
            bursts=self._bursts,
        )
        changes = Changes(
            desk=self._desk,
            presenter=presenter,
            conversing=conversing,
            posts=self._posts,
            bursts=self._bursts,
        )
        events = Events(
            conversing=conversing,
            changes=changes,
            presenter=presenter,
            people=people,
            claims=self._claims,
            errands=errands,
        )
        app = build_app(
            client, signing_secret=access.signing_secret or "", oauth=access.oauth, only=only
        )
        parts = self._parts(presenter, people, pacer)
        events.set_up(app)
        for part in parts:
            part.set_up(app)
        take_the_rest(app)
        return app, presenter, parts

    async def _only(self, client: AsyncWebClient) -> AuthorizeResult | None:
        """The workspace of the one token that there is.

        Raises PlatformError where Slack does not accept it.
        """
        token = self._access.bot_token
        if self._access.oauth is not None:
            return None
        try:
            found = await client.auth_test(token=token)
        except FAULTS as error:
            raise trouble(error, "SLACK_BOT_TOKEN") from error
        made = AuthorizeResult.from_auth_test_response(bot_token=token, auth_test_response=found)
        # A bot has a name, too.
        made.user = str(found["user"])
        return made

    @asynccontextmanager
    async def _socket(self, app: AsyncApp) -> AsyncIterator[str]:
        handler = AsyncSocketModeHandler(
            app, self._access.app_token, ping_interval=self._ping_seconds
        )
        token = self._access.app_token or ""
        try:
            try:
                # The library would ask for an address again and again, whatever the answer.
                opened = await app.client.apps_connections_open(app_token=token)
            except FAULTS as error:
                raise trouble(error, "SLACK_APP_TOKEN") from error
            handler.client.wss_uri = str(opened["url"])
            await handler.connect_async()  # type: ignore[no-untyped-call]
            yield "over Socket Mode"
        finally:
            await handler.close_async()  # type: ignore[no-untyped-call]

    @asynccontextmanager
    async def _http(self, app: AsyncApp) -> AsyncIterator[str]:
        served = app.web_app(EVENTS_PATH)
        served.router.add_get(HEALTH_PATH, _healthy)
        runner = web.AppRunner(served, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        try:
            host, port = self._access.host, self._access.port
            try:
                await web.TCPSite(runner, host, port).start()
            except OSError as error:
                raise PlatformError(
                    f"Slack cannot be served at {host}:{port} ({error.strerror or error}). "
                    "Set SLACK_HOST and SLACK_PORT to an address that is free."
                ) from error
            address = runner.addresses[0]
            yield f"over HTTP at http://{address[0]}:{address[1]}{EVENTS_PATH}"
        finally:
            await runner.cleanup()


async def _healthy(_: web.Request) -> web.Response:
    return web.json_response({"ok": True})


@asynccontextmanager
async def _session(pacer: Pacer, api: str) -> AsyncIterator[aiohttp.ClientSession]:
    """Connections to Slack. A call may have to wait its turn for long; then it must be quick."""
    timeout = aiohttp.ClientTimeout(total=None, sock_connect=10, sock_read=30)
    async with aiohttp.ClientSession(timeout=timeout, trace_configs=[pacer.trace(api)]) as session:
        yield session


def _quieten() -> None:
    """At their most talkative the libraries log what is said, and addresses that hold tickets."""
    for name in ("slack_sdk", "slack_bolt"):
        logger = logging.getLogger(name)
        if logger.getEffectiveLevel() < logging.INFO:
            logger.setLevel(logging.INFO)


def trouble(error: BaseException, setting: str) -> PlatformError:
    """Why Slack cannot be served, in words, and what to do."""
    code = code_of(error)
    if code in _WRONG or code == "not_allowed_token_type":
        return PlatformError(
            f"Slack does not accept the token in {setting} ({code}). Copy it again from the app's "
            "settings at api.slack.com/apps."
        )
    if code == "missing_scope":
        return PlatformError(
            f"The token in {setting} lacks a scope. Make the app again from the manifest that "
            "`explainer slack manifest` prints, and install it again."
        )
    if not isinstance(error, SlackApiError):
        return PlatformError(
            f"Slack cannot be reached ({error or type(error).__name__}). Check the network and, if "
            "it is set, SLACK_API_URL.",
            passes=True,
        )
    return PlatformError(
        f"Slack answered with an error ({code or 'no reason given'}). Look at slack-status.com, or "
        "check SLACK_API_URL if it is set.",
        passes=is_unclear(error) or limited_for(error) is not None,
    )
