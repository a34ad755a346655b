"""The real bot on a Slack of the test's own, over real sockets, and how a person sees it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from bot.adapters.slack.platform import Access, SlackPlatform
from bot.chat.bursts import Bursts
from bot.chat.desk import Desk
from bot.cli.wiring import House
from bot.store.pauses import Pauses
from tests.fakes.slack.fake import FakeSlack
from tests.fakes.slack.state import Channel, Message, User

_MARKS = re.compile(r"\\([^\w\s]|_)")
_LINKS = re.compile(r"\[((?:\[[^\]]*\]|\\.|[^\[\]\\])*)\]\([^()\s]*\)")
_SECONDS = 20.0


def words(text: str) -> str:
    """What a person reads of Markdown and mrkdwn: no escapes, no addresses."""
    text = re.sub(r"<[^<>|\s]+\|([^<>]*)>", r"\1", _LINKS.sub(r"\1", text))
    return unescape(_MARKS.sub(r"\1", text)).replace("\u200b", "")


@dataclass
class World:
    """One workspace with a channel, and two people in it: `ann` and `bob`."""

    slack: FakeSlack
    house: House
    channel: Channel
    ann: User
    bob: User
    platforms: list[SlackPlatform]
    forgotten: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    _stops: list[asyncio.Event] = field(default_factory=list)
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    @property
    def bot(self) -> str:
        """How the bot is mentioned."""
        return self.slack.bot.mention

    @property
    def desk(self) -> Desk:
        return self.house.chat.desk

    async def prefer(self, channel: Channel | None = None, **wanted: Any) -> None:
        """Sets preferences of the workspace, or of a channel."""
        key = f"slack:{self.slack.team.id}" + ("" if channel is None else f":{channel.id}")
        for name, value in wanted.items():
            await self.desk.preferences.set(key, name, value, "test")

    def ask(self, text: str, *, by: User | None = None, thread: Message | None = None) -> Message:
        """Mentions the bot in the channel, or in a thread of it."""
        return self.slack.say(by or self.ann, self.channel, f"{self.bot} {text}", thread=thread)

    async def said(
        self, where: Message, *, count: int = 1, holds: str = "", seconds: float = _SECONDS
    ) -> list[str]:
        """What the bot's replies to a message say, once that many are complete."""
        await self.until(lambda: self._complete(where, count, holds), seconds)
        return [words(self.slack.text(one)) for one in self.replies(where)]

    def _complete(self, where: Message, count: int, holds: str) -> bool:
        ours = self.replies(where)
        done = [one for one in ours if not one.streaming and "Stop" not in self.slack.buttons(one)]
        texts = "\n".join(words(self.slack.text(one)) for one in ours)
        return len(done) >= count and holds in texts and self.quiet()

    def replies(self, where: Message) -> list[Message]:
        """The bot's replies to a message."""
        return [one for one in self.slack.posts(where.channel, where) if one.user.bot]

    def quiet(self) -> bool:
        """Whether nothing is on its way to the bot or being answered."""
        return not self.desk._running and not self.slack.courier.unacked()

    async def settle(self, seconds: float = 1.0) -> None:
        """Waits until all is quiet, for what should not come to have had its chance."""
        await asyncio.sleep(seconds)
        await self.until(self.quiet, _SECONDS)

    async def until(self, predicate: Callable[[], Any], seconds: float = _SECONDS) -> Any:
        return await self.slack.until(predicate, seconds)

    async def start(self, platform: SlackPlatform) -> None:
        """Serves, until `stop`."""
        stopping, ready = asyncio.Event(), asyncio.Event()

        def told(line: str) -> None:
            self.told.append(line)
            ready.set()

        task = asyncio.create_task(platform.run(stopping, told))
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if task.done():
            task.result()
        self._stops.append(stopping)
        self._tasks.append(task)

    async def stop(self) -> None:
        """Ends all that was started."""
        for stopping in self._stops:
            stopping.set()
        try:
            await asyncio.gather(*self._tasks)
        finally:
            self._stops.clear()
            self._tasks.clear()

    async def restart(self) -> None:
        """Ends the bot and starts it anew: only what the database keeps is known then."""
        await self.stop()
        for platform in self.platforms:
            await self.start(platform)


@asynccontextmanager
async def world(
    house: House, slack: FakeSlack, *, workers: int = 1, **changes: Any
) -> AsyncIterator[World]:
    """The bot of a house on a Slack; `workers` share its database."""
    forgotten: list[str] = []
    platforms = [platform_of(house, slack, forgotten, **changes) for _ in range(workers)]
    ann, bob = slack.user("Ann"), slack.user("Bob")
    channel = slack.channel("general", members=[ann, bob])
    made = World(slack, house, channel, ann, bob, platforms, forgotten)
    try:
        for platform in platforms:
            await made.start(platform)
        yield made
    finally:
        await made.stop()


def platform_of(
    house: House, slack: FakeSlack, forgotten: list[str] | None = None, **changes: Any
) -> SlackPlatform:
    """What the house runs on Slack, but quicker."""
    wired = house.chat.slack()
    access = Access(
        bot_token=slack.bot_token,
        app_token=slack.app_token,
        signing_secret=slack.signing_secret,
        api_url=slack.api_url,
    )
    given: dict[str, Any] = {
        "access": access,
        "desk": house.chat.desk,
        "posts": house.chat.posts,
        "claims": house.chat.claims,
        "pauses": Pauses(house.database),
        "bursts": Bursts(0.2),
        "parts": wired._parts,
        "looking": wired._looking,
        "discussion_messages": 100,
        "edit_seconds": 0.05,
        "ping_seconds": 1.0,
    }
    return SlackPlatform(**given | changes)
