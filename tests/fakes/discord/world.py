"""The fake itself: a server in a thread of its own, and the people in it.

    with FakeDiscord() as discord:
        guild = discord.guild("Newsroom")
        room, ada = discord.channel(guild, "general"), discord.user("Ada", guild)
        … start a bot with discord.token against discord.base_url …
        asked = discord.say(ada, room, "Why did it fall?", mention_bot=True)
        answer = discord.wait_for(lambda: discord.replies_to(asked))[0]
        assert "589 billion" in answer.text and not discord.violations

Everything may be called from any thread. What is called from a coroutine that shares its loop with
the bot must not wait for the bot: there, use `await discord.until(…)`.
"""

from __future__ import annotations

import asyncio
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

import discord
from aiohttp import web

from tests.fakes.discord.checks import mentions_in, text_of
from tests.fakes.discord.commands import find, given
from tests.fakes.discord.core import Core
from tests.fakes.discord.gateway import (
    GUILD_MEMBERS,
    MESSAGE_CONTENT,
    Gateway,
)
from tests.fakes.discord.interactions import AUTOCOMPLETE, COMMAND, Interaction, Interactions
from tests.fakes.discord.limits import Limits, Route, Rule
from tests.fakes.discord.messages import Messages
from tests.fakes.discord.rest import API, Basics, Call, Door, Trouble
from tests.fakes.discord.seen import Seen, real, seen
from tests.fakes.discord.state import (
    FORUM,
    TEXT,
    USUAL,
    Channel,
    Guild,
    Member,
    Message,
    Role,
    State,
    User,
)

_T = TypeVar("_T")
_TICK = 0.02
_LIMITED_CONTENT, _LIMITED_MEMBERS = 1 << 19, 1 << 15
Files = Mapping[str, bytes]


class FakeDiscord:
    """Discord for one bot. Use it as a context manager; everything may be changed while it runs.

    `message_content` and `members` are the privileged intents that the application was granted.
    `heartbeat`, `answer_seconds` (to acknowledge an interaction) and `token_seconds` (for which it
    can be answered) are in seconds. `rules` replace usual rate limits.
    """

    def __init__(
        self,
        *,
        token: str = "MTIz.fake.discord-token-0123456789",
        message_content: bool = True,
        members: bool = False,
        shards: int = 1,
        heartbeat: float = 41.25,
        answer_seconds: float = 3.0,
        token_seconds: float = 900.0,
        rules: Mapping[Route, Rule] | None = None,
    ) -> None:
        self.token = token
        self.state = State("Explainer")
        self.limits = Limits()
        self.limits.rules.update(rules or {})
        granted = message_content * MESSAGE_CONTENT | members * GUILD_MEMBERS
        self.gateway = Gateway(
            self.state, token=token, shards=shards, granted=granted, heartbeat=heartbeat
        )
        content, everyone = message_content * _LIMITED_CONTENT, members * _LIMITED_MEMBERS
        self.gateway.flags = content | everyone
        self.core = Core(self.state, self.limits, self.gateway, token)
        self._app = web.Application(client_max_size=64 * 2**20)
        self._door = Door(self.core)
        Basics(self.core, self._door, self._app)
        Messages(self.core, self._door, self._app)
        self.interactions = Interactions(self.core, self._door, self._app)
        self.interactions.answer_seconds = answer_seconds
        self.interactions.token_seconds = token_seconds
        self._app.router.add_get("/gateway", self.gateway.serve)
        self._app.router.add_get("/attachments/{tail:.*}", self._file)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fake-discord")
        self._owner = self._user("owner", bot=False)
        self.base_url = ""

    # Life.

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(10)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _start(self) -> None:
        self._runner = web.AppRunner(self._app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.core.base = f"http://{host}:{port}"
        self.base_url = self.core.base + API
        self.gateway.address = f"ws://{host}:{port}/gateway"

    async def _stop(self) -> None:
        for connection in self.gateway.connections:
            connection.cut()
        await self._runner.cleanup()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _file(self, request: web.Request) -> web.Response:
        content = self.state.files.get(request.path)
        return web.Response(status=404) if content is None else web.Response(body=content)

    def call(self, task: Callable[[], _T]) -> _T:
        """Does something on the fake's own thread, where nothing else happens meanwhile."""
        if threading.current_thread() is self._thread:
            return task()

        async def done() -> _T:
            return task()

        return asyncio.run_coroutine_threadsafe(done(), self._loop).result(30)

    def wait_for(self, task: Callable[[], _T], timeout: float = 60.0) -> _T:
        """Waits until something is true, and gives it."""
        end = time.monotonic() + timeout
        while True:
            looked = time.monotonic()
            if found := self.call(task):
                return found
            now = time.monotonic()
            if now > end:
                raise AssertionError(f"waited {timeout} s in vain\n{self.transcript()}")
            # A long look keeps the server from its work, so it is not repeated soon.
            time.sleep(max(_TICK, 10 * (now - looked)))

    async def until(self, task: Callable[[], _T], seconds: float = 60.0) -> _T:
        """As `wait_for`, for a test that runs in the bot's own loop."""
        return await asyncio.to_thread(self.wait_for, task, seconds)

    # Places and people.

    def guild(self, name: str = "Newsroom") -> Guild:
        """A server that the bot is a member of."""

        def make() -> Guild:
            key = self.state.ids.guild()
            ours = self.state.ours
            role = Role(self.state.ids.next(), ours.name, USUAL, bot=ours.id)
            made = Guild(key, name, self._owner, [Role(key, "@everyone", USUAL), role])
            made.members = {
                self._owner.id: Member(self._owner),
                ours.id: Member(ours, [role]),
            }
            self.state.guilds[key] = made
            self.gateway.dispatch_guild(made)
            return made

        return self.call(make)

    def channel(self, guild: Guild, name: str = "general", *, kind: int = TEXT) -> Channel:
        """A channel of a server."""

        def make() -> Channel:
            made = Channel(self.state.ids.next(), kind, name, guild)
            self.state.channels[made.id] = guild.channels[made.id] = made
            self.gateway.dispatch("CHANNEL_CREATE", made.payload(), guild)
            return made

        return self.call(make)

    def forum(self, guild: Guild, name: str = "questions") -> Channel:
        """A channel that holds threads alone."""
        return self.channel(guild, name, kind=FORUM)

    def user(self, name: str, *guilds: Guild, admin: bool = False, locale: str = "en-US") -> User:
        """Someone, as a member of servers; an admin may manage them."""

        def make() -> User:
            made = self._user(name, bot=False)
            made.locale = locale
            for guild in guilds:
                member = guild.members[made.id] = Member(made)
                if admin:
                    bits = discord.Permissions(manage_guild=True).value
                    role = Role(self.state.ids.next(), "admins", bits)
                    guild.roles.append(role)
                    member.roles.append(role)
                    self.gateway.dispatch_guild(guild)
                body = member.payload() | {"guild_id": str(guild.id)}
                self.gateway.dispatch("GUILD_MEMBER_ADD", body, guild)
            return made

        return self.call(make)

    def _user(self, name: str, *, bot: bool) -> User:
        made = User(self.state.ids.next(), name, bot)
        self.state.users[made.id] = made
        return made

    def direct(self, user: User) -> Channel:
        """Someone's direct messages with the bot."""
        return self.call(lambda: self.state.direct(user))

    def forbid(self, channel: Channel, *permissions: str) -> None:
        """Takes these permissions from the bot there; none gives all of them back."""

        def change() -> None:
            bits = discord.Permissions(**dict.fromkeys(permissions, True)).value
            channel.denied = {self.state.ours.id: bits} if bits else {}
            self.gateway.dispatch("CHANNEL_UPDATE", channel.payload(), channel.guild)

        self.call(change)

    # What people do.

    def say(
        self,
        user: User,
        channel: Channel,
        text: str,
        *,
        mention_bot: bool = False,
        reply_to: Seen | Message | None = None,
        files: Files | None = None,
    ) -> Message:
        """Writes a message. `text` may hold anyone's `mention`."""
        said = f"{self.state.ours.mention} {text}" if mention_bot else text

        def do() -> Message:
            made = Message(self.state.ids.next(), channel, user, said)
            if reply_to is not None:
                original = real(reply_to)
                self.core.reply(made, original, original.id)
                made.mentioned = [original.author]
            made.mentioned += mentions_in(said, self.state.users, channel.guild)[0]
            for name, content in (files or {}).items():
                stored = self.state.store_file(channel, name, content, self.core.base)
                made.attachments.append(stored)
            self.core.keep(made)
            return made

        return self.call(do)

    def edit(self, message: Message, text: str) -> None:
        """Changes what a message says; a mention of the bot in it stays."""
        ours = self.state.ours
        mentioned = ours in message.mentioned and message.content.startswith(ours.mention)

        def do() -> None:
            message.content = f"{ours.mention} {text}" if mentioned else text
            message.touch()
            self.core.tell("MESSAGE_UPDATE", message)

        self.call(do)

    def delete(self, message: Message | Seen) -> None:
        self.call(lambda: self.core.delete(real(message)))

    def react(self, user: User, message: Message | Seen, emoji: str, *, there: bool = True) -> None:
        self.call(lambda: self.core.react(real(message), emoji, user, there=there))

    def thread(
        self, user: User, channel: Channel, name: str, message: Message | None = None
    ) -> Channel:
        """Starts a thread."""
        return self.call(lambda: self.core.start_thread(channel, name, user, message))

    def slash(
        self,
        user: User,
        channel: Channel,
        name: str,
        options: Mapping[str, Any] | None = None,
        *,
        locale: str | None = None,
    ) -> Interaction:
        """Uses a command that the bot has registered."""

        def do() -> Interaction:
            command = find(self.core.commands, name, 1)
            data = given(self.core, channel, command, options or {})
            return self.interactions.start(COMMAND, user, channel, data, locale or user.locale)

        return self.call(do)

    def menu(self, user: User, message: Message | Seen, name: str) -> Interaction:
        """Uses an entry of a message's menu."""

        def do() -> Interaction:
            target, command = real(message), find(self.core.commands, name, 3)
            data = {
                "id": command["id"],
                "name": name,
                "type": 3,
                "target_id": str(target.id),
                "resolved": {"messages": {str(target.id): target.payload(self.state.ours)}},
            }
            return self.interactions.start(COMMAND, user, target.channel, data, user.locale)

        return self.call(do)

    def autocomplete(
        self,
        user: User,
        channel: Channel,
        name: str,
        option: str,
        typed: str,
        *,
        timeout: float = 5.0,
    ) -> list[str]:
        """What is offered while someone types."""

        def do() -> Interaction:
            data = given(
                self.core, channel, find(self.core.commands, name, 1), {option: typed}, partial=True
            )
            data["options"][0]["focused"] = True
            return self.interactions.start(AUTOCOMPLETE, user, channel, data, user.locale)

        made = self.call(do)
        choices = self.wait_for(lambda: made.choices is not None and [made.choices], timeout)
        return [str(choice["name"]) for choice in choices[0]] if choices else []

    def click(
        self, user: User, message: Seen | Message, what: str, values: Sequence[str] = ()
    ) -> Interaction:
        """Presses a button, by what is on it or by its id, or chooses values in a menu."""
        pressed = real(message)
        return self.call(lambda: self.interactions.press(user, pressed, what, [*values]))

    def submit_modal(self, shown: Interaction, values: Mapping[str, Any]) -> Interaction:
        """Fills in and sends the form that `shown` was answered with; values by custom id."""
        return self.call(lambda: self.interactions.submit(shown, values))

    # What people see.

    def messages(self, channel: Channel, *, seen_by: User | None = None) -> list[Seen]:
        """All messages of a channel, oldest first; those for one person alone only for them."""

        def look() -> list[Seen]:
            found = sorted(channel.messages.values(), key=lambda message: message.id)
            return [seen(m) for m in found if m.only_for is None or m.only_for is seen_by]

        return self.call(look)

    def answers(self, channel: Channel, *, seen_by: User | None = None) -> list[Seen]:
        """The bot's messages in a channel."""
        return [one for one in self.messages(channel, seen_by=seen_by) if one.ours]

    def replies_to(self, message: Message) -> list[Seen]:
        """The bot's messages that reply to a message."""
        return [s for s in self.answers(message.channel) if s.replies_to == message.id]

    def replies(self, interaction: Interaction) -> list[Seen]:
        """What the bot answered to an interaction, as the person who started it sees it."""

        def look() -> list[Seen]:
            there = interaction.channel.messages
            return [seen(message) for message in interaction.replies if message.id in there]

        return self.call(look)

    def ignored(self, interaction: Interaction) -> bool:
        """Whether the person read that the application did not respond."""
        return self.call(lambda: self.interactions.ignored(interaction))

    def thread_of(self, message: Message | Seen) -> Channel | None:
        """The thread that was started under a message."""
        return self.call(lambda: real(message).thread)

    def transcript(self) -> str:
        """All that was said anywhere, and what went wrong: for a failing test."""

        def look() -> str:
            lines: list[str] = []
            for channel in self.state.channels.values():
                for message in channel.messages.values():
                    said = text_of(message).replace("\n", " ⏎ ")
                    lines.append(f"#{channel.name} {message.author.name}: {said[:300]}")
            return "\n".join([*lines[-60:], *self.core.errors[-20:], *self.violations[:5]])

        return self.call(look)

    # What goes wrong, and what was counted.

    @property
    def violations(self) -> list[str]:
        """Requests that a bot which keeps to what it was told would not have made."""
        return self.limits.violations

    @property
    def calls(self) -> list[Call]:
        """All REST requests so far."""
        return self._door.calls

    @property
    def errors(self) -> list[str]:
        """All that was refused because it was wrong."""
        return self.core.errors

    def trouble(self, method: str, path: str, **how: Any) -> Trouble:
        """Makes the next requests go wrong whose path fits; `how` are fields of a Trouble."""
        made = Trouble(method, re.compile(path), **how)
        self.call(lambda: self._door.troubles.append(made))
        return made

    def fail_next(self, method: str, path: str, status: int, times: int = 1) -> Trouble:
        """Answers the next requests whose path fits with a status, undone."""
        return self.trouble(method, path, status=status, times=times)

    def ready(self, timeout: float = 30.0) -> None:
        """Waits until every shard of the bot is there."""
        self.wait_for(lambda: len(self.gateway.connections) >= self.gateway.shards, timeout)

    def cut_gateway(self) -> None:
        """Breaks every connection without a word."""
        self.call(self.gateway.cut)

    def ask_to_reconnect(self) -> None:
        """Tells every connection to come again (op 7)."""
        self.call(self.gateway.ask_to_reconnect)

    def invalidate(self) -> None:
        """Ends every session for good (op 9)."""
        self.call(self.gateway.invalidate)
