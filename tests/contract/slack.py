"""Slack held to the contract: the real bot and the real SDK against a Slack on loopback."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import unescape
from typing import Any

from bot.cli.wiring import House
from tests.contract.chat import ANN, BOB, Room
from tests.fakes.slack.fake import FakeSlack
from tests.fakes.slack.state import Channel, Message, User, View
from tests.support.slack_world import World, world

_MARKDOWN_LINK = re.compile(r"(?<!\\)\[((?:\[[^\]]*\]|\\.|[^\[\]\\])*)\]\(([^()\s]*)\)")
_MRKDWN_LINK = re.compile(r"<([^<>|\s]+)\|([^<>]*)>")
_QUIET_SECONDS = 0.6
"""Longer than what is said in a row is waited for."""
_STEADY_SECONDS = 0.3


class SlackRoom:
    """A channel, or a thread of one: replies to `root`."""

    def __init__(self, chat: SlackChat, channel: Channel, root: Message | None = None) -> None:
        self.channel = channel
        self._chat = chat
        self._root = root
        self._last: Message | None = None

    async def mention(self, text: str, by: str = ANN) -> None:
        await self.write(f"{self._chat.world.bot} {text}", by)

    async def write(self, text: str, by: str = ANN) -> None:
        person = self._chat.person(by)
        self._last = self._chat.world.slack.say(person, self.channel, text, thread=self._root)
        await self._chat.quiet()

    async def edit(self, text: str) -> None:
        last = self._spoken()
        bot = self._chat.world.bot
        self._chat.world.slack.edit(last, f"{bot} {text}" if bot in last.text else text)
        await self._chat.quiet()

    async def delete(self) -> None:
        self._chat.world.slack.delete(self._spoken())
        await self._chat.quiet()

    async def thumb(self, *, up: bool, by: str = ANN) -> None:
        emoji = "+1" if up else "-1"
        self._chat.world.slack.react(self._chat.person(by), self._ours()[-1], emoji)
        await self._chat.quiet()

    async def press(self, label: str, by: str = ANN) -> str:
        person = self._chat.person(by)
        before = self._chat.visible(person)
        self._chat.world.slack.click(person, self._ours()[-1], label)
        await self._chat.quiet()
        return self._chat.news(person, before)

    def said(self) -> list[str]:
        return [rendered(self._chat.world.slack.text(one)) for one in self._ours()]

    def thread(self) -> SlackRoom:
        return SlackRoom(self._chat, self.channel, self._spoken())

    def _spoken(self) -> Message:
        assert self._last is not None
        return self._last

    def _ours(self) -> list[Message]:
        posts = self._chat.world.slack.posts(self.channel, self._root)
        return [one for one in posts if one.user.bot]


class DirectRoom(SlackRoom):
    """Direct messages: the first one is the root of a thread that the others go on in."""

    def __init__(self, chat: SlackChat, person: User) -> None:
        super().__init__(chat, chat.world.slack.direct(person))
        self._person = person

    async def mention(self, text: str, by: str = ANN) -> None:
        await self.write(text, by)

    async def write(self, text: str, by: str = ANN) -> None:
        slack = self._chat.world.slack
        self._last = slack.say(self._person, self.channel, text, thread=self._root)
        self._root = self._root or self._last
        await self._chat.quiet()


class SlackChat:
    """A workspace on the fake Slack."""

    def __init__(self, running: World) -> None:
        self.world = running
        self._channel = SlackRoom(self, running.channel)
        self._direct: dict[str, DirectRoom] = {}

    def person(self, name: str) -> User:
        return {ANN: self.world.ann, BOB: self.world.bob}[name]

    def channel(self) -> SlackRoom:
        return self._channel

    def direct(self, person: str = ANN) -> DirectRoom:
        if person not in self._direct:
            self._direct[person] = DirectRoom(self, self.person(person))
        return self._direct[person]

    async def command(self, name: str, room: Room, by: str = ANN, **options: Any) -> str:
        assert isinstance(room, SlackRoom)
        person = self.person(by)
        before = self.visible(person)
        typed = f"/{name}" if name in ("ask", "summary", "sources", "reindex") else "/explainer"
        words = ["private:"] if options.pop("private", False) else []
        words += [name] if typed == "/explainer" else []
        self.world.slack.slash(
            person, room.channel, typed, " ".join([*words, *map(str, options.values())])
        )
        await self.quiet()
        return self.news(person, before)

    async def prefer(self, **wanted: Any) -> None:
        await self.world.prefer(**wanted)

    async def restart(self) -> None:
        await self.world.restart()

    def pinged(self) -> list[str]:
        return self.world.slack.pings()

    async def quiet(self) -> None:
        """Waits until nothing that anyone sees changes any more."""
        await self.world.settle(_QUIET_SECONDS)
        while True:
            before = [self.visible(self.person(name)) for name in (ANN, BOB)]
            await self.world.settle(_STEADY_SECONDS)
            after = [self.visible(self.person(name)) for name in (ANN, BOB)]
            if before == after and not any(self._unfinished(one) for one in self._posts()):
                return

    def _unfinished(self, message: Message) -> bool:
        return message.streaming or "Stop" in self.world.slack.buttons(message)

    def visible(self, person: User) -> dict[str, str]:
        """All that a person sees of the bot, by where it stands."""
        slack = self.world.slack
        shown: list[Message | View] = [*self._posts(), *slack.ephemerals(person)]
        shown += slack.views(person)
        return {str(id(one)): rendered(slack.text(one)) for one in shown}

    def news(self, person: User, before: dict[str, str]) -> str:
        """What a person sees now and did not before."""
        now = self.visible(person)
        return "\n".join(text for place, text in now.items() if before.get(place) != text)

    def _posts(self) -> list[Message]:
        slack = self.world.slack
        places = [self.world.channel, *(slack.direct(self.person(name)) for name in (ANN, BOB))]
        tops = [post for place in places for post in slack.posts(place)]
        replies = [reply for post in tops for reply in slack.posts(post.channel, post)]
        return [post for post in (*tops, *replies) if post.user.bot]


def rendered(text: str) -> str:
    """Slack's two Markdowns as they are shown, an address behind what it opens."""
    text = _MRKDWN_LINK.sub(r"\2 <\1>", _MARKDOWN_LINK.sub(r"\1 <\2>", text))
    return unescape(re.sub(r"\\([^\w\s]|_)", r"\1", text)).replace("\u200b", "")


@asynccontextmanager
async def slack_chat(house: House) -> AsyncIterator[SlackChat]:
    with FakeSlack() as slack:
        async with world(house, slack) as running:
            yield SlackChat(running)
