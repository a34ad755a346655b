"""A server on a simulated Discord, with the real bot on it, and how a person sees it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import discord
import simcord

from bot.adapters.discord.interactions import Interactions
from bot.adapters.discord.platform import DiscordPlatform
from bot.adapters.discord.presenting import Presenter
from bot.chat.bursts import Bursts
from bot.chat.desk import Desk
from bot.cli.wiring import House
from bot.store.claims import Claims
from bot.store.pauses import Pauses
from bot.store.posts import Posts


def words(message: discord.Message | None) -> str:
    """All text that a person sees in a message."""
    assert message is not None
    return "\n".join([message.content, *_texts(message.components)]).strip()


def _texts(components: Iterable[Any]) -> Iterable[str]:
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        yield from _texts(getattr(component, "children", ()))


def buttons(message: discord.Message | None) -> list[discord.Button]:
    """The buttons under a message."""
    assert message is not None
    return list(_buttons(message.components))


def _buttons(components: Iterable[Any]) -> Iterable[discord.Button]:
    for component in components:
        if isinstance(component, discord.Button):
            yield component
        yield from _buttons(getattr(component, "children", ()))
        accessory = getattr(component, "accessory", None)
        if accessory is not None:
            yield from _buttons([accessory])


@dataclass
class World:
    """One server with a channel, and two people on it: `alice` and `bob`."""

    env: simcord.Env
    house: House
    platform: DiscordPlatform
    presenter: Presenter
    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    alice: simcord.MemberActor
    bob: simcord.MemberActor
    forgotten: list[str] = field(default_factory=list)

    @property
    def bot(self) -> str:
        """How the bot is mentioned."""
        assert self.env.bot.user is not None
        return self.env.bot.user.mention

    @property
    def desk(self) -> Desk:
        return desk_of(self.house)

    async def prefer(self, place: Any = None, **wanted: Any) -> None:
        """Sets preferences of the server, or of a channel."""
        key = f"discord:{self.guild.id}" + ("" if place is None else f":{place.id}")
        for name, value in wanted.items():
            await self.desk.preferences.set(key, name, value, "test")

    def thread(self, channel: simcord.ChannelHandle | None = None) -> simcord.ChannelHandle:
        """The newest thread of the channel."""
        return (channel or self.channel).threads[-1]

    def said(self, channel: simcord.ChannelHandle | None = None) -> list[str]:
        """What the bot's messages in a channel say, oldest first."""
        assert self.env.bot.user is not None
        me = self.env.bot.user.id
        history = (channel or self.channel).history()
        return [words(said) for said in history if said.author.id == me and not said.is_system()]

    async def restart(self) -> None:
        """Ends the bot and starts it anew: only what the database keeps is known then."""
        client, self.presenter = self.platform.build(message_content=True)
        await self.env.restart_bot(client)


@asynccontextmanager
async def world(
    house: House, *, message_content: bool = True, **options: Any
) -> AsyncIterator[World]:
    """The bot of a house on a simulated Discord."""
    forgotten: list[str] = []
    platform = platform_of(house, forgotten)
    client, presenter = platform.build(message_content=message_content)
    # Not `simcord.run`: a fixture ends in another context than it began in.
    # A busy machine may take its time.
    env = simcord.Env(client, shard_count=1, **{"settle_timeout": 60.0} | options)
    await env.start()
    try:
        guild = env.create_guild(name="Sandmoor")
        yield World(
            env,
            house,
            platform,
            presenter,
            guild,
            guild.create_text_channel("general"),
            guild.add_member(env.create_user("alice")),
            guild.add_member(env.create_user("bob")),
            forgotten,
        )
    finally:
        await env.shutdown()
    env.raise_errors()


def platform_of(house: House, forgotten: list[str], **changes: Any) -> DiscordPlatform:
    """What the house runs on Discord, but quicker."""
    desk = desk_of(house)

    async def forget(server: str) -> None:
        forgotten.append(server)

    given: dict[str, Any] = {
        "token": "a-token",
        "api_url": None,
        "desk": desk,
        "posts": Posts(house.database),
        "claims": Claims(house.database),
        "pauses": Pauses(house.database),
        "bursts": Bursts(0.2),
        "interactions": lambda presenter: Interactions(
            desk=desk,
            presenter=presenter,
            administration=house.chat.administration,
            reindexing=house.chat.reindexing,
            claims=Claims(house.database),
            posts=Posts(house.database),
            question_characters=2000,
            discussion_messages=100,
        ),
        "discussion_messages": 100,
        "forget": forget,
        # With time to wait for, the simulated clock would wait for what a model server sends.
        "edit_seconds": 0.0,
    }
    return DiscordPlatform(**given | changes)


def desk_of(house: House) -> Desk:
    return house.chat.desk
