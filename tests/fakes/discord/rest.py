"""The REST side: one door for all requests (token, limits, trouble), and the smaller routes."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.fakes.discord.checks import ApiError, check_commands
from tests.fakes.discord.state import Channel, Guild, Payload

if TYPE_CHECKING:
    from tests.fakes.discord.core import Core

API = "/api/v10"
_MAJOR = ("channel", "guild", "application", "token", "interaction")


@dataclass
class Call:
    """A request on its way through the door. `done` says that what it asked for was done."""

    method: str
    route: str
    path: str
    ids: dict[str, str]
    query: dict[str, str]
    body: Any = None
    files: dict[int, tuple[str, bytes]] = field(default_factory=dict)
    at: float = field(default_factory=time.monotonic)
    status: int = 0
    done: bool = False

    def id(self, name: str) -> int:
        return int(self.ids[name])

    @property
    def place(self) -> str:
        return "/".join(self.ids[name] for name in _MAJOR if name in self.ids)


@dataclass
class Trouble:
    """Something that goes wrong with the next requests that fit.

    `after` says that what was asked for is done first, so that only the answer is lost.
    """

    method: str
    path: re.Pattern[str]
    status: int = 0
    cut: bool = False
    after: bool = False
    delay: float = 0.0
    times: int = 1
    retry_after: float = 1.0
    everything: bool = False

    def fits(self, call: Call) -> bool:
        return self.times > 0 and self.method == call.method and bool(self.path.search(call.path))


Handler = Callable[[Call], Awaitable[Any]]


class Door:
    """Every request comes through here."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self.calls: list[Call] = []
        self.troubles: list[Trouble] = []

    def open(self, app: web.Application, method: str, route: str, handler: Handler) -> None:
        """Adds a route, whose path is named as in `limits`."""

        async def handle(request: web.Request) -> web.StreamResponse:
            return await self._handle(request, route, handler)

        app.router.add_route(method, API + route, handle)

    async def _handle(
        self, request: web.Request, route: str, handler: Handler
    ) -> web.StreamResponse:
        path = request.path.removeprefix(API)
        call = Call(request.method, route, path, dict(request.match_info), dict(request.query))
        await _read(request, call)
        self.calls.append(call)
        response = await self._answered(request, call, handler)
        call.status = response.status
        return response

    async def _answered(
        self, request: web.Request, call: Call, handler: Handler
    ) -> web.StreamResponse:
        limits, key = self._core.limits, (call.method, call.route)
        by_token = "token" in call.ids
        if not by_token and request.headers.get("Authorization") != f"Bot {self._core.token}":
            return _json({"message": "401: Unauthorized", "code": 0}, 401)
        refusal = limits.take(key, call.place, exempt=by_token)
        trouble = None if refusal else next((t for t in self.troubles if t.fits(call)), None)
        if trouble is not None:
            trouble.times -= 1
            await asyncio.sleep(trouble.delay)
            if trouble.status == 429:
                refusal = limits.shut(
                    key, call.place, trouble.retry_after, everything=trouble.everything
                )
        if refusal is not None:
            headers = limits.bucket(key, call.place).headers(time.monotonic()) | refusal.headers
            return _json(refusal.body, 429, headers)
        response: web.StreamResponse | None = None
        if trouble is None or trouble.after or not (trouble.status or trouble.cut):
            response = await self._done(call, handler)
        if trouble is not None and trouble.cut:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)
        if trouble is not None and trouble.status:
            return web.Response(status=trouble.status, text="upstream connect error")
        assert response is not None
        response.headers.update(limits.told(key, call.place))
        return response

    async def _done(self, call: Call, handler: Handler) -> web.StreamResponse:
        try:
            answer = await handler(call)
        except ApiError as error:
            self._core.errors.append(f"{call.method} {call.path}: {error}")
            return _json(error.body, error.status)
        call.done = True
        self._core.changed()
        return web.Response(status=204) if answer is None else _json(answer)


def _json(body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    # discord.py looks for exactly this type.
    kind = {"Content-Type": "application/json"}
    content = json.dumps(body).encode()
    return web.Response(body=content, status=status, headers=kind | dict(headers or {}))


async def _read(request: web.Request, call: Call) -> None:
    if request.content_type.startswith("multipart/"):
        async for part in await request.multipart():
            content = bytes(await part.read())  # type: ignore[union-attr]
            name = str(part.name)  # type: ignore[union-attr]
            if name == "payload_json":
                call.body = json.loads(content)
            elif found := re.fullmatch(r"files\[(\d+)\]", name):
                call.files[int(found[1])] = (str(part.filename), content)  # type: ignore[union-attr]
    elif request.can_read_body:
        call.body = json.loads(await request.read() or b"null")


class Basics:
    """Who the bot is, where the gateway is, servers, channels and commands."""

    def __init__(self, core: Core, door: Door, app: web.Application) -> None:
        self._core = core
        self._state = core.state
        own = "/applications/{application}/commands"
        for method, route, handler in (
            ("GET", "/users/@me", self.me),
            ("GET", "/users/{user}", self.user),
            ("GET", "/applications/@me", self.application),
            ("PATCH", "/applications/@me", self.application),
            ("GET", "/oauth2/applications/@me", self.application),
            ("GET", "/gateway", self.gateway),
            ("GET", "/gateway/bot", self.gateway),
            ("GET", "/users/@me/guilds", self.guilds),
            ("POST", "/users/@me/channels", self.direct),
            ("GET", own, self.commands),
            ("PUT", own, self.replace_commands),
            ("POST", own, self.add_command),
            ("PATCH", own + "/{command}", self.change_command),
            ("DELETE", own + "/{command}", self.remove_command),
            ("GET", "/guilds/{guild}", self.guild),
            ("GET", "/guilds/{guild}/channels", self.channels),
            ("GET", "/guilds/{guild}/roles", self.roles),
            ("GET", "/guilds/{guild}/members", self.members),
            ("GET", "/guilds/{guild}/members/{user}", self.member),
            ("GET", "/guilds/{guild}/threads/active", self.active_threads),
            ("GET", "/channels/{channel}", self.channel),
        ):
            door.open(app, method, route, handler)

    async def me(self, _: Call) -> Payload:
        return self._state.ours.payload() | {"verified": True, "mfa_enabled": False, "flags": 0}

    async def user(self, call: Call) -> Payload:
        found = self._state.users.get(call.id("user"))
        if found is None:
            raise ApiError(404, 10013, "Unknown User")
        return found.payload()

    async def application(self, _: Call) -> Payload:
        ours = self._state.ours
        owner = next(u for u in self._state.users.values() if u is not ours)
        return {
            "id": str(ours.id),
            "name": ours.name,
            "icon": None,
            "description": "",
            "summary": "",
            "bot_public": True,
            "bot_require_code_grant": False,
            "verify_key": "0" * 64,
            "flags": self._core.gateway.flags,
            "owner": owner.payload(),
            "team": None,
            "bot": ours.payload(),
            "integration_types_config": {"0": {}, "1": {}},
            "approximate_guild_count": len(self._state.guilds),
        }

    async def gateway(self, _: Call) -> Payload:
        limit = {"total": 1000, "remaining": 999, "reset_after": 86_400_000, "max_concurrency": 16}
        gateway = self._core.gateway
        return {"url": gateway.address, "shards": gateway.shards, "session_start_limit": limit}

    async def guilds(self, _: Call) -> list[Payload]:
        return [{"id": str(guild.id), "name": guild.name} for guild in self._state.guilds.values()]

    async def direct(self, call: Call) -> Payload:
        user = self._state.users.get(int(call.body["recipient_id"]))
        if user is None or user.bot:
            raise ApiError(400, 50007, "Cannot send messages to this user")
        return self._state.direct(user).payload()

    async def commands(self, _: Call) -> list[Payload]:
        return self._core.commands

    async def replace_commands(self, call: Call) -> list[Payload]:
        check_commands(call.body)
        self._core.commands = [self._registered(command) for command in call.body]
        return self._core.commands

    async def add_command(self, call: Call) -> Payload:
        check_commands([call.body])
        made = self._registered(call.body)
        kept = [old for old in self._core.commands if _same(old, made) is False]
        self._core.commands = [*kept, made]
        return made

    async def change_command(self, call: Call) -> Payload:
        found = self._command(call)
        check_commands([found | call.body])
        found.update(call.body)
        return found

    async def remove_command(self, call: Call) -> None:
        self._core.commands.remove(self._command(call))

    def _command(self, call: Call) -> Payload:
        for command in self._core.commands:
            if command["id"] == call.ids["command"]:
                return command
        raise ApiError(404, 10063, "Unknown application command")

    def _registered(self, command: Payload) -> Payload:
        old = next((one for one in self._core.commands if _same(one, command)), None)
        key = str(self._state.ids.next())
        usual = {"type": 1, "description": "", "options": [], "default_member_permissions": None}
        return {
            **usual,
            "dm_permission": True,
            "nsfw": False,
            **command,
            "id": key if old is None else old["id"],
            "application_id": str(self._state.ours.id),
            "version": key,
        }

    def _guild(self, call: Call) -> Guild:
        found = self._state.guilds.get(call.id("guild"))
        if found is None:
            raise ApiError(404, 10004, "Unknown Guild")
        return found

    async def guild(self, call: Call) -> Payload:
        return self._guild(call).payload(everyone=False, ours=self._state.ours)

    async def channels(self, call: Call) -> list[Payload]:
        return [c.payload() for c in self._guild(call).channels.values() if not c.is_thread]

    async def active_threads(self, call: Call) -> Payload:
        threads: list[Channel] = [c for c in self._guild(call).channels.values() if c.is_thread]
        return {"threads": [thread.payload() for thread in threads], "members": []}

    async def roles(self, call: Call) -> list[Payload]:
        return [role.payload(place) for place, role in enumerate(self._guild(call).roles)]

    async def members(self, call: Call) -> list[Payload]:
        return [member.payload() for member in self._guild(call).members.values()]

    async def member(self, call: Call) -> Payload:
        guild = self._guild(call)
        wanted = call.ids["user"]
        user = self._state.ours.id if wanted == "@me" else int(wanted)
        if user not in guild.members:
            raise ApiError(404, 10007, "Unknown Member")
        return guild.members[user].payload()

    async def channel(self, call: Call) -> Payload:
        return self._core.channel(call).payload()


def _same(one: Payload, other: Payload) -> bool:
    return bool(one["name"] == other["name"] and one.get("type", 1) == other.get("type", 1))
