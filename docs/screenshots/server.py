"""A simulated Discord server with the real bot on it, and what people do there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import discord
import simcord

from bot.cli.wiring import House

# Since the simulated clock begins with a year. A morning, and no date of the bundled story.
_NOON = timedelta(days=61, hours=9, minutes=41)


@dataclass(frozen=True, slots=True)
class Server:
    """A server whose members are Ann, who manages it, and Bob."""

    env: simcord.Env
    guild: simcord.GuildHandle
    ann: simcord.MemberActor
    bob: simcord.MemberActor

    @property
    def bot(self) -> str:
        """How the bot is mentioned."""
        assert self.env.bot.user is not None
        return self.env.bot.user.mention

    def channel(self, name: str) -> simcord.ChannelHandle:
        """A new text channel."""
        return self.guild.create_text_channel(name)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person looks at: a channel or thread, or one message in it."""

    channel: simcord.ChannelHandle
    by: simcord.MemberActor
    message: Any = None


@asynccontextmanager
async def opened(house: House) -> AsyncIterator[Server]:
    """The bot of a house, on a server."""
    client, _ = house.chat.discord().build(message_content=True)
    env = simcord.Env(client, shard_count=1, settle_timeout=60)
    env.backend.bot_user.name = "Explainer"
    env.backend.clock.advance(_NOON.total_seconds())
    await env.start()
    try:
        guild = env.create_guild(name="Market talk")
        manage = discord.Permissions(manage_guild=True)
        managers = guild.create_role("Moderators", permissions=manage)
        guild.create_role("Analysts")
        ann = guild.add_member(env.create_user("ann", global_name="Ann"), roles=[managers])
        bob = guild.add_member(env.create_user("bob", global_name="Bob"))
        yield Server(env, guild, ann, bob)
    finally:
        await env.shutdown()
    env.raise_errors()


async def answer(server: Server) -> Seen:
    """A question by mention, answered in its thread."""
    channel = server.channel("markets")
    await server.bob.send(channel, f"{server.bot} why did Nvidia fall?")
    return Seen(channel.threads[-1], server.bob)


async def unknown(server: Server) -> Seen:
    """A question that the documents do not answer."""
    channel = server.channel("chips")
    await server.bob.send(channel, f"{server.bot} who is the CEO of Nvidia?")
    return Seen(channel.threads[-1], server.bob)
