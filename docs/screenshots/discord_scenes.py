"""A simulated Discord server with the real bot on it, and what people do there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import discord
import simcord

from bot.cli.wiring import House

# From the start of a year, where the simulated clock begins, to a morning in March.
_MORNING = timedelta(days=61, hours=9, minutes=41)
_BETWEEN_MESSAGES = timedelta(minutes=2)

_TALK = (
    "Nvidia lost 17% today because of DeepSeek. I think the market has overreacted.",
    "I don't agree. If training needs less computing power, fewer chips will be sold.",
    "Or more of them: what gets cheaper is used more. That happened with coal.",
    "Let's look at what Microsoft and Meta say about their spending on Wednesday.",
    "Good idea. I will write a short note on both before the call.",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person looks at: the newest messages of a channel, all where `last` is None."""

    channel: simcord.ChannelHandle
    by: simcord.MemberActor
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Server:
    """A server with the bot on it. Its members are Ann, who manages it, and Bob."""

    env: simcord.Env
    guild: simcord.GuildHandle
    ann: simcord.MemberActor
    bob: simcord.MemberActor

    async def ask(self, channel: str, question: str) -> simcord.ChannelHandle:
        """A new channel in which Bob asks by mention."""
        made = self.guild.create_text_channel(channel)
        assert self.env.bot.user is not None
        await self.bob.send(made, f"{self.env.bot.user.mention} {question}")
        return made


@dataclass(frozen=True, slots=True)
class Scene:
    """What a picture shows, and words that must stand on it."""

    play: Callable[[Server], Awaitable[Seen]]
    says: tuple[str, ...]


@asynccontextmanager
async def opened(house: House) -> AsyncIterator[Server]:
    """The bot of a house, on a server where answers stand below their questions.

    Messages have the same ids each time, so a database serves one server only.
    """
    client, _ = house.chat.discord().build(message_content=True)
    env = simcord.Env(client, shard_count=1, settle_timeout=60)
    env.backend.bot_user.name = "Explainer"
    env.backend.clock.advance(_MORNING.total_seconds())
    await env.start()
    try:
        guild = env.create_guild(name="Market talk")
        manage = discord.Permissions(manage_guild=True)
        managers = guild.create_role("Moderators", permissions=manage)
        ann = guild.add_member(env.create_user("ann", global_name="Ann"), roles=[managers])
        bob = guild.add_member(env.create_user("bob", global_name="Bob"))
        preferences = house.chat.desk.preferences
        await preferences.set(f"discord:{guild.id}", "placement", "channel", f"discord:{ann.id}")
        yield Server(env, guild, ann, bob)
    finally:
        await env.shutdown()
    env.raise_errors()


async def _answer(server: Server) -> Seen:
    return Seen(await server.ask("markets", "why did Nvidia fall?"), server.bob)


async def _unknown(server: Server) -> Seen:
    return Seen(await server.ask("chips", "who is the CEO of Nvidia?"), server.bob)


async def _french(server: Server) -> Seen:
    return Seen(await server.ask("bourse", "pourquoi Nvidia a-t-il chuté ?"), server.bob)


async def _quotes(server: Server) -> Seen:
    channel = await server.ask("research", "what did DeepSeek's models cost?")
    answer = channel.last_message
    assert answer is not None
    await server.bob.click(answer, label="Show quotes")
    return Seen(channel, server.bob, last=1)


async def _settings(server: Server) -> Seen:
    channel = server.guild.create_text_channel("moderators")
    await server.ann.slash(channel, "settings")
    return Seen(channel, server.ann, last=1)


async def _summary(server: Server) -> Seen:
    channel = server.guild.create_text_channel("lounge")
    for index, said in enumerate(_TALK):
        await (server.bob if index % 2 else server.ann).send(channel, said)
        await server.env.advance_time(_BETWEEN_MESSAGES.total_seconds())
    await server.bob.slash(channel, "summary", of="this channel")
    return Seen(channel, server.bob)


SCENES = {
    "discord-answer": Scene(_answer, ("why did Nvidia fall?", "DeepSeek", "Show quotes")),
    "discord-unknown": Scene(_unknown, ("who is the CEO", "Not in the documents")),
    "discord-quotes": Scene(_quotes, ("What each sentence rests on", "$5.576 million")),
    "discord-settings": Scene(_settings, ("Settings for the whole server", "More settings")),
    "discord-summary": Scene(_summary, ("Bob used /summary", "Read: 5 messages by 2 people")),
    "discord-french": Scene(_french, ("pourquoi Nvidia", "DeepSeek", "Voir les citations")),
}
"""The pictures, by their names."""
