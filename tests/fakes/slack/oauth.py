"""How the app comes into workspaces and out of them: OAuth, tokens, and Socket Mode's door."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

from aiohttp import web

from tests.fakes.slack.checks import ApiError
from tests.fakes.slack.core import Core
from tests.fakes.slack.socket_mode import SocketMode
from tests.fakes.slack.state import APP_ID, Installation, Org, Payload, Team, User
from tests.fakes.slack.web_api import Call, Door


@dataclass(eq=False)
class _Code:
    teams: list[Team]
    org: Org | None
    user: User
    scopes: set[str]
    redirect: str
    used: bool = False


class OAuth:
    """Codes, tokens, and their ends."""

    def __init__(
        self, core: Core, door: Door, socket: SocketMode, *, client: tuple[str, str], app_token: str
    ) -> None:
        self._core = core
        self._state = core.state
        self._socket = socket
        self._client = client
        self._app_token = app_token
        self._codes: dict[str, _Code] = {}
        self.approver: User | None = None
        door.open("oauth.v2.access", self.access, free=True)
        door.open("apps.connections.open", self.connect, free=True)
        door.open("auth.revoke", self.revoke)

    async def connect(self, call: Call) -> Payload:
        if not call.token:
            raise ApiError("not_authed")
        if not call.token.startswith("xapp-"):
            raise ApiError("not_allowed_token_type")
        if call.token != self._app_token:
            raise ApiError("invalid_auth")
        return {"url": self._socket.open()}

    # A person installs the app.

    def approve(self, address: str, user: User, *, whole_org: bool = False) -> str:
        """Agrees to what the app asks for. Gives the address to which the person is sent."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        if asked.get("client_id") != self._client[0]:
            raise LookupError(f"Slack knows no such client_id: {asked.get('client_id')}")
        org = user.team.org if whole_org else None
        if whole_org and org is None:
            raise LookupError(f"{user.team.name} belongs to no organization")
        teams = [one for one in self._state.teams.values() if org and one.org is org]
        code = secrets.token_hex(16)
        scopes = {one for one in asked.get("scope", "").split(",") if one}
        redirect = asked.get("redirect_uri", "")
        self._codes[code] = _Code(teams or [user.team], org, user, scopes, redirect)
        return f"{redirect}?{urlencode({'code': code, 'state': asked.get('state', '')})}"

    @staticmethod
    def deny(address: str) -> str:
        """Does not agree. Gives the address to which the person is sent."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        back = urlencode({"error": "access_denied", "state": asked.get("state", "")})
        return f"{asked.get('redirect_uri', '')}?{back}"

    async def page(self, request: web.Request) -> web.StreamResponse:
        """The page that asks; the one who was chosen to agree does so at once."""
        user = self.approver or next(u for u in self._state.users.values() if not u.bot)
        raise web.HTTPFound(self.approve(str(request.url), user))

    async def access(self, call: Call) -> Payload:
        client = call.basic or (call.get("client_id") or "", call.get("client_secret") or "")
        if client[0] != self._client[0]:
            raise ApiError("invalid_client_id")
        if client[1] != self._client[1]:
            raise ApiError("bad_client_secret")
        code = self._codes.get(call.text("code"))
        if code is None:
            raise ApiError("invalid_code")
        if code.used:
            raise ApiError("code_already_used")
        if (call.get("redirect_uri") or code.redirect) != code.redirect:
            raise ApiError("bad_redirect_uri")
        code.used = True
        made = self.install(code.teams, code.org, code.scopes, code.user)
        team, org = code.teams[0], code.teams[0].org
        return {
            "app_id": APP_ID,
            "authed_user": {"id": code.user.id},
            "scope": ",".join(sorted(made.scopes)),
            "token_type": "bot",
            "access_token": made.token,
            "bot_user_id": made.bot.id,
            "team": None if made.whole_org else {"id": team.id, "name": team.name},
            "enterprise": None if org is None else {"id": org.id, "name": org.name},
            "is_enterprise_install": made.whole_org,
        }

    def install(
        self, teams: list[Team], org: Org | None, scopes: set[str], user: User | None
    ) -> Installation:
        """Lets the app in, with a new token. One that it had for the same place still holds."""
        token = f"xoxb-{len(self._state.installations) + 1}-{secrets.token_hex(12)}"
        made = Installation(token, teams, org, scopes, user)
        self._state.installations.append(made)
        return made

    # And is rid of it.

    async def revoke(self, call: Call) -> Payload:
        if not call.flag("test"):
            self.take_away(call.app, told=False)
        return {"revoked": not call.flag("test")}

    def take_away(
        self, install: Installation, *, told: bool = True, uninstall: bool = False
    ) -> None:
        """Makes a token worthless, and tells of it where it was a person who did it."""
        if told:
            tokens = {"oauth": [], "bot": [install.bot.id]}
            self._core.tell({"type": "tokens_revoked", "tokens": tokens}, install=install)
        if told and uninstall:
            self._core.tell({"type": "app_uninstalled"}, install=install)
        install.gone = "account_inactive" if uninstall else "token_revoked"
        self._core.changed()
