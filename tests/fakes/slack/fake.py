"""A Slack of one's own, over real sockets on the loopback interface, in a thread.

    with FakeSlack() as slack:
        ann, news = slack.user("Ann"), slack.channel("news")
        … start the app with slack.bot_token, slack.app_token, slack.api_url …
        slack.wait_for_connection()
        asked = slack.say(ann, news, f"{slack.bot.mention} What fell?")
        slack.wait_for(lambda: slack.messages(news, asked), 10)

Everything may be called from any thread. In an event loop that also runs the app, wait with
`await slack.until(…)`, since `wait_for` lets nothing else run.
"""

from __future__ import annotations

import asyncio
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self, TypeVar

from aiohttp import web

from tests.fakes.slack.chatting import Chatting
from tests.fakes.slack.core import Core, on_loop
from tests.fakes.slack.courier import Courier
from tests.fakes.slack.http_events import HttpEvents, Reply
from tests.fakes.slack.limits import Limits
from tests.fakes.slack.oauth import OAuth
from tests.fakes.slack.people import People
from tests.fakes.slack.reading import Reading
from tests.fakes.slack.seen import Seen
from tests.fakes.slack.showing import Showing
from tests.fakes.slack.socket_mode import SocketMode
from tests.fakes.slack.state import (
    Payload,
    State,
    User,
)
from tests.fakes.slack.streams import Streams
from tests.fakes.slack.web_api import Door, Trouble
from tests.fakes.slack.world import World

R = TypeVar("R")

EVERY_SCOPE = frozenset(
    {
        *("app_mentions:read", "assistant:write", "chat:write", "chat:write.public", "commands"),
        *("channels:history", "channels:join", "channels:read", "groups:history", "groups:read"),
        *("im:history", "im:read", "im:write", "mpim:history", "mpim:read", "files:read"),
        *("reactions:read", "reactions:write", "team:read", "usergroups:read", "users:read"),
    }
)


class FakeSlack:
    """The running Slack, with one workspace in which the app is installed."""

    def __init__(
        self,
        *,
        manifest: Mapping[str, Any] | None = None,
        limits: bool = True,
        ack_seconds: float = 3.0,
        retry_waits: tuple[float, ...] = (0.0, 60.0, 300.0),
        port: int = 0,
    ) -> None:
        """With a manifest, the app has only the scopes, events, commands and shortcuts in it."""
        self.app_token = f"xapp-1-{secrets.token_hex(8)}"
        self.signing_secret = secrets.token_hex(16)
        self.client_id, self.client_secret = "111.222", secrets.token_hex(8)
        self._port = port
        self._state = State()
        self.limits = Limits()
        self.limits.enabled = limits
        self.courier = Courier()
        self.courier.retry_waits = retry_waits
        self.core = core = Core(self._state, self.limits, self.courier)
        self.socket = SocketMode()
        self.http = HttpEvents(self.signing_secret)
        self.socket.ack_seconds = self.http.ack_seconds = ack_seconds
        self.courier.carrier = self.socket
        self._door = Door(self._state, self.limits, core.changed)
        self._chatting = Chatting(core, self._door)
        self.streams = Streams(core, self._door)
        self.showing = Showing(core, self._door)
        self._reading = Reading(core, self._door)
        client = (self.client_id, self.client_secret)
        self.oauth = OAuth(core, self._door, self.socket, client=client, app_token=self.app_token)
        self.scopes = set(EVERY_SCOPE)
        self._people = people = People(core, self._chatting, self.showing, self.streams)
        self.say, self.edit, self.delete = people.say, people.edit, people.delete
        self.unfurl, self.react = people.unfurl, people.react
        self.slash, self.click, self.submit = people.slash, people.click, people.submit
        self.dismiss, self.shortcut = people.dismiss, people.shortcut
        self.message_shortcut, self.open_home = people.message_shortcut, people.open_home
        self.look_at, self.stop_session = people.look_at, people.stop_session
        self.add_bot, self.remove_bot = people.add_bot, people.remove_bot
        self.archive, self.send_event = people.archive, people.send_event
        self.send_again = people.send_again
        if manifest is not None:
            self._follow(manifest)
        self._world = world = World(core, self.oauth, self.scopes)
        self.organization, self.workspace = world.organization, world.workspace
        self.user, self.channel, self.direct = world.user, world.channel, world.direct
        self.user_group, self.installation = world.user_group, world.installation
        self.approve, self.deny = world.approve, world.deny
        self.uninstall, self.revoke_tokens = world.uninstall, world.revoke_tokens
        self.remove_scope = world.remove_scope
        self._seen = seen = Seen(core, self._door)
        self.posts, self.messages, self.ephemerals = seen.posts, seen.messages, seen.ephemerals
        self.views, self.home, self.prompts = seen.views, seen.home, seen.prompts
        self.session, self.sessions, self.pings = seen.session, seen.sessions, seen.pings
        self.text, self.buttons, self.permalink = seen.text, seen.buttons, seen.permalink
        self.calls, self.deliveries = seen.calls, seen.deliveries
        self.statuses, self.failures = seen.statuses, seen.failures
        self._ready = threading.Event()
        self._end: asyncio.Event | None = None
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    def _follow(self, manifest: Mapping[str, Any]) -> None:
        features, people = manifest.get("features", {}), self._people
        self.scopes = set(manifest["oauth_config"]["scopes"]["bot"])
        subscribed = manifest.get("settings", {}).get("event_subscriptions", {})
        self.core.events = set(subscribed.get("bot_events", ()))
        people.commands = {one["command"] for one in features.get("slash_commands", ())}
        people.shortcuts = {one["callback_id"] for one in features.get("shortcuts", ())}

    # Its life.

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._ready.wait(10):
            raise RuntimeError("the fake Slack did not start")
        self.team = self._world.team = self.workspace("Acme")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._end is not None
        assert self.core.loop is not None
        self.core.loop.call_soon_threadsafe(self._end.set)
        self._thread.join(10)

    async def _serve(self) -> None:
        app = web.Application(client_max_size=32 * 2**20)
        app.router.add_route("*", "/api/{method}", self._door.serve)
        app.router.add_get("/link", self.socket.serve)
        app.router.add_post("/actions/{team}/{key}", self._chatting.respond)
        app.router.add_get("/files-pri/{file}/{name}", self._reading.download)
        app.router.add_get("/oauth/v2/authorize", self.oauth.page)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", self._port)
        await site.start()
        self._port = runner.addresses[0][1]
        self.core.base = f"http://127.0.0.1:{self._port}"
        self.socket.address = f"ws://127.0.0.1:{self._port}"
        self._end = asyncio.Event()
        self.core.adopt(asyncio.get_running_loop())
        self._ready.set()
        await self._end.wait()
        self.streams.cancel_timers()
        await self.courier.close()
        await self.socket.close()
        await self.http.close()
        await runner.cleanup()

    @property
    def base_url(self) -> str:
        return self.core.base

    @property
    def api_url(self) -> str:
        """For the client's `base_url`; it ends in `/api/`."""
        return f"{self.core.base}/api/"

    @property
    def bot(self) -> User:
        """The app's user in the first workspace."""
        return self.team.bot

    @property
    def bot_token(self) -> str:
        return self.installation().token

    # What goes wrong.

    @on_loop
    def trouble(
        self,
        method: str,
        error: str = "",
        *,
        status: int = 0,
        cut: bool = False,
        after: bool = False,
        delay: float = 0.0,
        times: int = 1,
        retry_after: float = 1.0,
    ) -> Trouble:
        """Lets the next requests to a method fail, break, or come late (see `Trouble`)."""
        made = Trouble(method, error, status, cut, after, delay, times, retry_after)
        self._door.troubles.append(made)
        return made

    @on_loop
    def lack(self, method: str, error: str = "unknown_method") -> None:
        """A workspace that does not have a method."""
        self._door.lacking[method] = error

    @on_loop
    def close_stream(self, ts: str) -> bool:
        """Closes a stream as Slack does after some minutes. Whether it was open."""
        found = [m for c in self._state.channels.values() if (m := c.messages.get(ts)) is not None]
        return bool(found) and self.streams.close(found[0])

    def _await(self, make: Callable[[], Any]) -> Any:
        assert self.core.loop is not None

        async def begin() -> Any:
            return await make()

        return asyncio.run_coroutine_threadsafe(begin(), self.core.loop).result(60)

    def refresh(self, reason: str = "refresh_requested", stay: float = 0.2) -> int:
        """Tells Socket Mode's connections to be renewed (or only warns). Gives how many."""
        return int(self._await(lambda: self.socket.say_goodbye(reason, stay)))

    @on_loop
    def cut(self) -> int:
        """Breaks Socket Mode's connections without a word. Gives how many."""
        return self.socket.cut()

    @on_loop
    def lose_acks(self, times: int) -> None:
        """The next acks get lost, so that events come again which the app has seen."""
        self.socket.lost_acks = times

    # HTTP mode.

    @on_loop
    def deliver_to(self, *addresses: str) -> None:
        """Sends signed requests to these addresses (of workers, in turn), not Socket Mode."""
        self.http.addresses = list(addresses)
        self.courier.carrier = self.http

    def verify_url(self, address: str) -> Reply:
        """Slack's url_verification."""
        reply: Reply = self._await(lambda: self.http.verify(address))
        return reply

    def forge(
        self,
        address: str,
        event: Payload,
        *,
        secret: str | None = None,
        age: float = 0.0,
        signed: bool = True,
    ) -> Reply:
        """Sends an event with another secret, of an age (seconds), or without a signature."""
        body = self.core.run(lambda: self.core.envelope(event, self.installation(), self.team))
        reply: Reply = self._await(
            lambda: self.http.forge(address, body, secret=secret, age=age, signed=signed)
        )
        return reply

    # Waiting.

    def wait_for(self, predicate: Callable[[], R], seconds: float = 10.0, *, what: str = "") -> R:
        """Waits until something is so, and gives it. Raises AssertionError."""
        end = time.monotonic() + seconds
        while not (found := predicate()):
            if time.monotonic() > end:
                raise AssertionError(self._untrue(seconds, what))
            time.sleep(0.02)
        return found

    async def until(
        self, predicate: Callable[[], R], seconds: float = 10.0, *, what: str = ""
    ) -> R:
        """The same in an event loop that has other things to do meanwhile."""
        end = time.monotonic() + seconds
        while not (found := predicate()):
            if time.monotonic() > end:
                raise AssertionError(self._untrue(seconds, what))
            await asyncio.sleep(0.02)
        return found

    def _untrue(self, seconds: float, what: str) -> str:
        recent = [f"{one.method} {one.error or one.status}" for one in self.calls()[-12:]]
        waiting = [one.event.get("type", one.kind) for one in self.courier.unacked()]
        wish = f" ({what})" if what else ""
        return f"not so after {seconds} s{wish}; last calls: {recent}; not acked: {waiting}"

    def wait_for_connection(self, count: int = 1, seconds: float = 15.0) -> None:
        """Waits until so many Socket Mode connections stand."""
        self.wait_for(
            lambda: self.core.run(lambda: len(self.socket.connections) >= count),
            seconds,
            what=f"{count} connections",
        )
