"""Discord held to the contract: the real bot on a simulated Discord."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord
import simcord

from bot.cli.wiring import House
from tests.contract.chat import ANN, BOB, Room
from tests.support.discord_world import World, buttons, words, world

_LINK = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.|\[[^\]]*\])+)\]\(<(.+?)>\)")


class DiscordRoom:
    """A channel, thread or direct message."""

    def __init__(self, chat: DiscordChat, channel: simcord.ChannelHandle) -> None:
        self._chat = chat
        self._channel = channel
        self._last: tuple[str, discord.Message] | None = None

    async def mention(self, text: str, by: str = ANN) -> None:
        await self.write(f"{self._chat.world.bot} {text}", by)

    async def write(self, text: str, by: str = ANN) -> None:
        self._last = by, await self._chat.person(by).send(self._channel, text)

    async def edit(self, text: str) -> None:
        by, message = self._spoken()
        bot = self._chat.world.bot
        again = f"{bot} {text}" if bot in message.content else text
        await self._chat.person(by).edit(message, again)

    async def delete(self) -> None:
        by, message = self._spoken()
        await self._chat.person(by).delete(message)

    async def thumb(self, *, up: bool, by: str = ANN) -> None:
        await self._chat.person(by).react(self._newest(), "👍" if up else "👎")

    async def press(self, label: str, by: str = ANN) -> str:
        message = self._newest()
        chosen = next(one for one in buttons(message) if one.label == label)
        result = await self._chat.person(by).click(message, custom_id=chosen.custom_id)
        return seen(result)

    def said(self) -> list[str]:
        return [rendered(text) for text in self._chat.world.said(self._channel)]

    def thread(self) -> DiscordRoom:
        return DiscordRoom(self._chat, self._chat.world.thread(self._channel))

    def _spoken(self) -> tuple[str, discord.Message]:
        assert self._last is not None
        return self._last

    def _newest(self) -> discord.Message:
        me = self._chat.world.env.bot.user
        assert me is not None
        return [one for one in self._channel.history() if one.author.id == me.id][-1]

    @property
    def channel(self) -> simcord.ChannelHandle:
        return self._channel


class DiscordChat:
    """A server on a simulated Discord."""

    def __init__(self, running: World) -> None:
        self.world = running

    def person(self, name: str) -> simcord.MemberActor:
        return {ANN: self.world.alice, BOB: self.world.bob}[name]

    def channel(self) -> DiscordRoom:
        return DiscordRoom(self, self.world.channel)

    def direct(self, person: str = ANN) -> DirectRoom:
        return DirectRoom(self, self.person(person))

    async def command(self, name: str, room: Room, by: str = ANN, **options: Any) -> str:
        assert isinstance(room, DiscordRoom)
        person = self.person(by)
        if isinstance(room, DirectRoom):
            return seen(await person.user.slash(name, **options))
        return seen(await person.slash(room.channel, name, **options))

    async def prefer(self, **wanted: Any) -> None:
        await self.world.prefer(**wanted)

    async def restart(self) -> None:
        await self.world.restart()

    def pinged(self) -> list[str]:
        posted = [
            (request.json or {}).get("allowed_mentions", {"parse": ["everything"]})
            for request in self.world.env.http_requests
            if request.method == "POST" and request.path.endswith("/messages")
        ]
        called: list[str] = []
        for allowed in posted:
            called += [*allowed.get("parse", []), *allowed.get("roles", [])]
            called += [*allowed.get("users", [])]
        return called


class DirectRoom(DiscordRoom):
    """Direct messages, where the bot is spoken to without its name."""

    def __init__(self, chat: DiscordChat, person: simcord.MemberActor) -> None:
        super().__init__(chat, person.user.dm_channel)
        self._person = person

    async def mention(self, text: str, by: str = ANN) -> None:
        await self.write(text, by)

    async def write(self, text: str, by: str = ANN) -> None:
        self._last = by, await self._person.send_dm(text)


def seen(result: Any) -> str:
    """All that a person sees of what an interaction brought."""
    shown = [result.response, *result.followups]
    return "\n".join(rendered(words(one.message)) for one in shown if one is not None)


def rendered(text: str) -> str:
    """Discord's Markdown as it is shown, an address behind what it opens."""
    text = re.sub(_LINK, r"\1 <\2>", text)
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", text)


@asynccontextmanager
async def discord_chat(house: House) -> AsyncIterator[DiscordChat]:
    async with world(house) as running:
        yield DiscordChat(running)
