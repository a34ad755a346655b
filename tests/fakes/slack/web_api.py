"""The Web API's door: every request comes through here (token, scopes, limits, trouble)."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fakes.slack.checks import ApiError
from tests.fakes.slack.limits import Limits
from tests.fakes.slack.state import Installation, Payload, State

_JSON = frozenset({"blocks", "chunks", "attachments", "view", "prompts", "metadata", "unfurls"})


@dataclass(eq=False)
class Call:
    """A request. `done` says that what it asked for was done."""

    method: str
    args: Payload
    token: str
    basic: tuple[str, str] | None = None
    install: Installation | None = None
    at: float = field(default_factory=time.monotonic)
    status: int = 0
    error: str = ""
    done: bool = False

    @property
    def app(self) -> Installation:
        assert self.install is not None
        return self.install

    def text(self, name: str) -> str:
        """An argument that must be there."""
        value = self.args.get(name)
        if value is None or value == "":
            raise ApiError("invalid_arguments", f"missing required field: {name}")
        return str(value)

    def get(self, name: str) -> str | None:
        value = self.args.get(name)
        return None if value in (None, "") else str(value)

    def flag(self, name: str) -> bool:
        return str(self.args.get(name, "")).lower() in ("1", "true")

    def number(self, name: str, usual: int) -> int:
        return int(self.args.get(name) or usual)


@dataclass(eq=False)
class Trouble:
    """Something that goes wrong with the next requests to a method.

    `after` says that what was asked for is done first, so that only the answer is lost.
    """

    method: str
    error: str = ""
    status: int = 0
    cut: bool = False
    after: bool = False
    delay: float = 0.0
    times: int = 1
    retry_after: float = 1.0


Handler = Callable[[Call], Awaitable[Payload]]


@dataclass(frozen=True)
class _Method:
    handler: Handler
    scope: str | None
    free: bool


class Door:
    """All methods by name."""

    def __init__(self, state: State, limits: Limits, changed: Callable[[], None]) -> None:
        self._state = state
        self._limits = limits
        self._changed = changed
        self._methods: dict[str, _Method] = {}
        self.calls: list[Call] = []
        self.troubles: list[Trouble] = []
        self.lacking: dict[str, str] = {}

    def open(
        self, name: str, handler: Handler, *, scope: str | None = None, free: bool = False
    ) -> None:
        """Adds a method that needs a scope, or, `free`, not even a bot's token."""
        self._methods[name] = _Method(handler, scope, free)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        call = await _read(request)
        self.calls.append(call)
        method = self._methods.get(call.method)
        trouble = next((t for t in self.troubles if t.times and t.method == call.method), None)
        if trouble is not None:
            trouble.times -= 1
            await asyncio.sleep(trouble.delay)
        try:
            self._authorize(call, method)
        except ApiError as error:
            return self._refused(call, error)
        wait = self._limited(call, trouble)
        if wait is not None:
            call.status, call.error = 429, "ratelimited"
            body = {"ok": False, "error": "ratelimited"}
            return web.json_response(body, status=429, headers={"Retry-After": str(wait)})
        lost = trouble is not None and bool(trouble.status or trouble.cut or trouble.error)
        if trouble is not None and lost and not trouble.after:
            return self._broken(request, call, trouble)
        assert method is not None
        answer = await self._done(call, method)
        if trouble is not None and lost:
            return self._broken(request, call, trouble)
        return answer

    def _limited(self, call: Call, trouble: Trouble | None) -> int | None:
        team = call.install.teams[0].id if call.install is not None else call.token
        channel = str(call.args.get("channel") or "")
        if trouble is not None and trouble.status == 429:
            return self._limits.shut(call.method, team, channel, trouble.retry_after)
        return self._limits.take(call.method, team, channel)

    def _authorize(self, call: Call, method: _Method | None) -> None:
        if call.method in self.lacking:
            raise ApiError(self.lacking[call.method])
        if method is None:
            raise ApiError("unknown_method", req_method=call.method)
        if method.free:
            return
        if not call.token:
            raise ApiError("not_authed")
        found = [one for one in self._state.installations if one.token == call.token]
        if not found:
            raise ApiError("invalid_auth")
        if found[0].gone:
            raise ApiError(found[0].gone)
        call.install = found[0]
        if method.scope is not None:
            require(call, method.scope)

    async def _done(self, call: Call, method: _Method) -> web.StreamResponse:
        try:
            answer = await method.handler(call)
        except ApiError as error:
            return self._refused(call, error)
        call.status, call.done = 200, True
        self._changed()
        return web.json_response({"ok": True, **answer}, headers=_scopes(call))

    def _refused(self, call: Call, error: ApiError) -> web.StreamResponse:
        call.status, call.error = 200, error.error
        return web.json_response(error.body, headers=_scopes(call))

    def _broken(self, request: web.Request, call: Call, trouble: Trouble) -> web.StreamResponse:
        call.status, call.error = trouble.status, trouble.error or "cut"
        if trouble.cut:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)
        if trouble.status:
            return web.Response(status=trouble.status, text="upstream connect error")
        return self._refused(call, ApiError(trouble.error))


def require(call: Call, scope: str) -> None:
    """Raises ApiError where the app may not."""
    if scope not in call.app.scopes:
        provided = ",".join(sorted(call.app.scopes))
        raise ApiError("missing_scope", needed=scope, provided=provided)


def page(call: Call, items: list[Any], usual: int, most: int = 1000) -> tuple[list[Any], Payload]:
    """A page of a list, and where the next one begins."""
    cursor = call.get("cursor")
    if cursor is not None and not cursor.startswith("next:"):
        raise ApiError("invalid_cursor")
    start = int(cursor.removeprefix("next:")) if cursor is not None else 0
    limit = max(1, min(call.number("limit", usual), most))
    after = f"next:{start + limit}" if start + limit < len(items) else ""
    return items[start : start + limit], {"response_metadata": {"next_cursor": after}}


def _scopes(call: Call) -> dict[str, str]:
    if call.install is None:
        return {}
    return {"X-OAuth-Scopes": ",".join(sorted(call.install.scopes))}


async def _read(request: web.Request) -> Call:
    args: Payload = dict(request.query)
    if request.content_type == "application/json":
        args |= json.loads(await request.read() or b"{}")
    elif request.can_read_body:
        args |= dict(await request.post())
    for name in _JSON & args.keys():
        if isinstance(args[name], str):
            try:
                args[name] = json.loads(args[name]) if args[name] else None
            except ValueError:
                args[name] = None
    token = str(args.pop("token", "") or "")
    basic = None
    header = request.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        token = header.removeprefix("Bearer ").strip()
    elif header.startswith("Basic "):
        from aiohttp import BasicAuth

        known = BasicAuth.decode(header)
        basic = (known.login, known.password)
    return Call(request.match_info["method"], args, token, basic)
