"""What the doctor says of Discord: the token, what the bot may read, and what it can do where.

Only asks: nothing is connected, registered or sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import discord
from discord.http import Route

from bot.adapters.discord.permissions import NEEDS, missing
from bot.adapters.discord.rest import logged_in
from bot.chat.preferences import Placement
from bot.commands import COMMANDS, EXPLAIN_MENU
from bot.doctor import Finding, State
from bot.phrases import Phrases

SUBJECT = "discord"

_SERVERS = 20
_CHANNELS = 25
_TALKED_IN = (discord.TextChannel, discord.ForumChannel, discord.VoiceChannel, discord.StageChannel)


async def examine(
    token: str, api_url: str | None, *, servers: int = _SERVERS, channels: int = _CHANNELS
) -> list[Finding]:
    """Whether Discord lets the bot work; at most so many servers, and of each so many channels.

    Raises PlatformError where the token is refused or Discord cannot be asked.
    """
    async with logged_in(token, api_url) as api:
        application = await api.application_info()
        found = [
            Finding(SUBJECT, State.OK, f"The token is that of {api.user} ({application.name})."),
            _reading(application.flags),
            await _commands(api, application.id),
        ]
        looked_at = [guild async for guild in api.fetch_guilds(limit=servers + 1)]
        for guild in looked_at[:servers]:
            found += await _server(api, guild.id, guild.name, channels)
        if not looked_at:
            found.append(
                Finding(
                    SUBJECT,
                    State.NOTE,
                    "The bot is on no server yet. `explainer discord invite` prints the link that "
                    "adds it to one.",
                )
            )
        if len(looked_at) > servers:
            found.append(_left_out(servers, application.approximate_guild_count))
    return found


def _reading(flags: discord.ApplicationFlags) -> Finding:
    subject = f"{SUBJECT} message content"
    if flags.gateway_message_content:
        return Finding(subject, State.OK, "The intent is granted; the bot reads all messages.")
    if flags.gateway_message_content_limited:
        return Finding(
            subject,
            State.OK,
            "The intent is switched on; the bot reads all messages. Discord reviews it before a "
            "bot may grow large.",
        )
    return Finding(
        subject,
        State.NOTE,
        "The intent is off, so the bot cannot read messages that do not mention it. Lost: channels "
        "where it answers everything, follow-ups in threads without a mention, summaries of "
        "threads and channels. Mentions, replies to the bot, direct messages, commands and buttons "
        "work. To have all, switch on Message Content Intent under Bot in the Discord Developer "
        "Portal.",
    )


async def _commands(api: discord.Client, application: int) -> Finding:
    subject = f"{SUBJECT} commands"
    route = Route("GET", "/applications/{application_id}/commands", application_id=application)
    registered = {command["name"] for command in await api.http.request(route)}
    wanted = {*(command.name for command in COMMANDS), EXPLAIN_MENU["en"]}
    lacking = sorted(wanted - registered)
    if not lacking:
        return Finding(subject, State.OK, f"All {len(wanted)} are registered.")
    which = "None is" if len(lacking) == len(wanted) else f"Not all are ({', '.join(lacking)})"
    return Finding(
        subject, State.NOTE, f"{which} registered yet. `explainer run` does that at its start."
    )


async def _server(api: discord.Client, key: int, name: str, most: int) -> list[Finding]:
    subject = f"{SUBJECT} server {name}"
    assert api.user is not None
    try:
        guild = await api.fetch_guild(key, with_counts=False)
        me = await guild.fetch_member(api.user.id)
        channels = [one for one in await guild.fetch_channels() if isinstance(one, _TALKED_IN)]
    except (discord.Forbidden, discord.NotFound) as error:
        return [Finding(subject, State.PROBLEM, f"It cannot be looked at ({error.text}).")]
    channels.sort(key=lambda channel: (channel.position, channel.id))
    lacks: dict[discord.abc.GuildChannel, list[str]] = {
        channel: missing(channel, me, Placement.THREAD) for channel in channels
    }
    return list(_told(subject, lacks, most))


def _told(
    subject: str, lacks: dict[discord.abc.GuildChannel, list[str]], most: int
) -> Iterable[Finding]:
    """What holds for many channels in one sentence, the rest channel by channel."""
    well = [channel for channel, lacking in lacks.items() if not lacking]
    unseen = [channel for channel, lacking in lacks.items() if lacking == ["view_channel"]]
    partly = [channel for channel in lacks if channel not in well and channel not in unseen]
    if not well and not any(_can_answer(lacks[channel]) for channel in partly):
        yield Finding(
            subject,
            State.PROBLEM,
            "The bot cannot answer in any channel. Give its role the permissions that are named "
            "here in a channel's settings, or add it again by `explainer discord invite`.",
        )
    if well:
        yield Finding(subject, State.OK, f"The bot can do everything in {_names(well, most)}.")
    if unseen:
        message = f"The bot may not see {_names(unseen, most)} ({_called(['view_channel'])})."
        yield Finding(subject, State.NOTE, message)
    for channel in partly[:most]:
        yield Finding(f"{subject} #{channel.name}", State.NOTE, _lost(lacks[channel]))
    if len(partly) > most:
        yield Finding(
            subject,
            State.NOTE,
            f"The bot lacks such permissions in {_more(len(partly) - most, 'channel')}.",
        )


def _can_answer(lacking: Sequence[str]) -> bool:
    return "send_messages" not in lacking or "send_messages_in_threads" not in lacking


def _lost(lacking: Sequence[str]) -> str:
    lost = [need.lost for need in NEEDS if need.permission in lacking]
    listed = Phrases("en").listing(lost)
    return f"The bot {listed}. It lacks {_called(lacking)}."


def _called(lacking: Sequence[str]) -> str:
    """Permissions by Discord's own names."""
    phrases = Phrases("en")
    return phrases.titles(phrases.say(need.phrase) for need in NEEDS if need.permission in lacking)


def _names(channels: Sequence[discord.abc.GuildChannel], most: int) -> str:
    names = [f"#{channel.name}" for channel in channels[:most]]
    if len(channels) > most:
        names.append(_more(len(channels) - most, "channel"))
    return Phrases("en").listing(names)


def _left_out(looked_at: int, servers: int) -> Finding:
    left = "all others" if servers <= looked_at else _more(servers - looked_at, "server")
    return Finding(SUBJECT, State.NOTE, f"Not looked at: {left}.")


def _more(count: int, thing: str) -> str:
    return f"one more {thing}" if count == 1 else f"{count} more {thing}s"
