"""One app in many workspaces: it is let in by OAuth and put out again, on the bot's own database.

A workspace's key is `slack:T…`, an organization's `slack:E…`. Where one installation serves a whole
organization, the workspaces that were seen through it are noted, so that their data goes with it.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from logging import Logger
from typing import TYPE_CHECKING, Any

import structlog
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from bot.adapters.slack.incoming import PLATFORM
from bot.adapters.slack.manifest import INSTALL_PATH, REDIRECT_PATH, bot_scopes
from bot.chat.types import DIRECT

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.async_context import AsyncBoltContext

    from bot.adapters.slack.asked import Body
    from bot.store.claims import Claims
    from bot.store.installations import Installed

log = structlog.get_logger()

EVENTS = ("app_uninstalled", "tokens_revoked")
"""The events that are taken here."""

_STATE_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Client:
    """The app's own credentials."""

    id: str
    secret: str


def oauth_settings(
    client: Client, installed: Installed, claims: Claims, url: str | None = None
) -> AsyncOAuthSettings:
    """How people install the app: `/slack/install` leads to Slack, and back.

    `url` is where the program is reached; without it, Slack uses the address in the manifest.
    """
    settings = AsyncOAuthSettings(
        client_id=client.id,
        client_secret=client.secret,
        scopes=bot_scopes(),
        install_path=INSTALL_PATH,
        redirect_uri_path=REDIRECT_PATH,
        redirect_uri=None if url is None else url.rstrip("/") + REDIRECT_PATH,
        installation_store=Installations(client.id, installed),
        state_store=States(client.secret, claims),
        install_page_rendering_enabled=False,
    )
    # Else Slack is asked at every event whether the token still holds.
    authorize: Any = settings.authorize
    authorize.cache_enabled = True
    return settings


class Installations(AsyncInstallationStore):
    """Where the SDK keeps and finds installations. The newest of a workspace counts."""

    def __init__(self, client_id: str, installed: Installed) -> None:
        self._client_id = client_id
        self._installed = installed
        self._served: set[str] = set()

    @property
    def logger(self) -> Logger:
        """Asked for by the SDK."""
        return logging.getLogger(__name__)

    async def async_save(self, installation: Installation) -> None:
        """Keeps an installation."""
        place = place_key(
            installation.enterprise_id,
            installation.team_id,
            whole_org=bool(installation.is_enterprise_install),
        )
        data = {name: _plain(value) for name, value in vars(installation).items()}
        at = datetime.fromtimestamp(installation.installed_at, UTC)
        await self._installed.save(self._client_id, place, data, at)
        log.info("installed", place=place)

    async def async_save_bot(self, bot: Bot) -> None:
        """Keeps a renewed token."""
        found = await self._find(bot.enterprise_id, bot.team_id, bot.is_enterprise_install)
        if found is not None:
            renewed = {name: value for name, value in vars(bot).items() if name in vars(found)}
            vars(found).update(renewed)
            await self.async_save(found)

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """The workspace's, or else that of its organization. Only bots' tokens are used."""
        if user_id is not None:
            return None
        return await self._find(enterprise_id, team_id, is_enterprise_install)

    async def async_find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        """The same, as the SDK wants it for renewing tokens."""
        found = await self._find(enterprise_id, team_id, is_enterprise_install)
        return None if found is None else found.to_bot()

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Deletes what is kept for a workspace, or for an organization as a whole."""
        await self.remove(enterprise_id, team_id, whole_org=team_id is None)

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """The same; there are no installations of persons."""
        if user_id is None:
            await self.remove(enterprise_id, team_id, whole_org=team_id is None)

    async def remove(
        self,
        enterprise: str | None,
        team: str | None,
        *,
        whole_org: bool,
        until: datetime | None = None,
    ) -> list[str]:
        """Deletes an installation up to a time; the keys of all places that it served."""
        place = place_key(enterprise, team, whole_org=whole_org)
        gone = await self._installed.remove(self._client_id, place, until or datetime.now(UTC))
        self._served.difference_update(gone)
        return gone

    async def _find(
        self, enterprise: str | None, team: str | None, whole_org: bool | None
    ) -> Installation | None:
        if team is not None and not whole_org:
            data = await self._installed.of(self._client_id, f"{PLATFORM}:{team}")
            if data is not None:
                return _installation(data)
        if enterprise is None:
            return None
        around = f"{PLATFORM}:{enterprise}"
        data = await self._installed.of(self._client_id, around)
        if data is None:
            return None
        await self._note(team, around)
        return _installation(data)

    async def _note(self, team: str | None, around: str) -> None:
        """Notes, once in a process, that a workspace is served through its organization."""
        place = f"{PLATFORM}:{team}"
        if team is None or team == around.partition(":")[2] or place in self._served:
            return
        await self._installed.serve(self._client_id, place, around, datetime.now(UTC))
        self._served.add(place)


class States(AsyncOAuthStateStore):
    """Who comes back from Slack must have set out from here, shortly before, and only once.

    A state is signed, so that any worker knows it; the database says whether it was used.
    """

    def __init__(self, secret: str, claims: Claims, clock: Callable[[], float] = time.time) -> None:
        """`clock` counts seconds since 1970."""
        self._secret = secret.encode()
        self._claims = claims
        self._clock = clock

    @property
    def logger(self) -> Logger:
        """Asked for by the SDK."""
        return logging.getLogger(__name__)

    async def async_issue(self, *_: Any, **__: Any) -> str:
        """A new state."""
        said = f"{int(self._clock())}.{secrets.token_urlsafe(16)}"
        return f"{said}.{self._signed(said)}"

    async def async_consume(self, state: str) -> bool:
        """Whether it is one of ours, in time, and was not used before."""
        said, _, signature = (state or "").rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._signed(said).encode()):
            return False
        age = self._clock() - int(said.partition(".")[0])
        if not -_STATE_SECONDS <= age <= _STATE_SECONDS:
            return False
        return await self._claims.claim(f"{PLATFORM}:oauth:{said}")

    def _signed(self, said: str) -> str:
        return hmac.new(self._secret, b"state " + said.encode(), hashlib.sha256).hexdigest()


class Departures:
    """Forgets a workspace that has put the app out."""

    def __init__(
        self,
        forget: Callable[[str], Awaitable[None]],
        installations: Installations | None = None,
    ) -> None:
        """`forget` is given the keys of places; without `installations` one token serves all."""
        self._forget = forget
        self._installations = installations
        self._running: set[asyncio.Task[Any]] = set()

    def set_up(self, app: AsyncApp) -> None:
        """Registers what is told of it. Raises KeyError where an event has no handler."""
        handlers = {"app_uninstalled": self.gone, "tokens_revoked": self.revoked}
        for name in EVENTS:
            app.event(name)(handlers[name])

    async def rest(self, seconds: float) -> None:
        """Comes back once all that was begun is done, or after some seconds."""
        if self._running:
            await asyncio.wait(self._running, timeout=seconds)

    async def revoked(self, event: dict[str, Any], body: Body, context: AsyncBoltContext) -> None:
        """A person's token is none of ours; the bot's means that it is out."""
        if (event.get("tokens") or {}).get("bot"):
            await self.gone(body, context)

    async def gone(self, body: Body, context: AsyncBoltContext) -> None:
        """Deletes the installation and all that was asked, answered and set there."""
        forgetting = asyncio.create_task(self._forget_all(body, context))
        self._running.add(forgetting)
        forgetting.add_done_callback(self._running.discard)
        await forgetting

    async def _forget_all(self, body: Body, context: AsyncBoltContext) -> None:
        enterprise, team = context.enterprise_id, context.team_id
        whole_org = bool(context.is_enterprise_install)
        places = [place_key(enterprise, team, whole_org=whole_org)]
        if self._installations is not None:
            # The event names its second; what was installed after it stays, and so does its data.
            until = datetime.fromtimestamp(int(body["event_time"]), UTC) + timedelta(seconds=1)
            places = await self._installations.remove(
                enterprise, team, whole_org=whole_org, until=until
            )
        for place in places:
            server = place.removeprefix(f"{PLATFORM}:")
            await self._forget(place)
            await self._forget(f"{PLATFORM}:{DIRECT}:{server}")
            log.info("forgotten", place=place)


def place_key(enterprise: str | None, team: str | None, *, whole_org: bool) -> str:
    """The key of a workspace, or of an organization as a whole."""
    return f"{PLATFORM}:{enterprise if whole_org or team is None else team}"


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple | set) else value


def _installation(data: dict[str, Any]) -> Installation:
    custom = data.get("custom_values") or {}
    known = {name: value for name, value in data.items() if name != "custom_values"}
    made = Installation(**known)
    for name, value in custom.items():
        made.set_custom_value(name, value)
    return made
