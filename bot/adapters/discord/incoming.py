"""Discord's messages as a person reads them: names for mentions, words for stickers and polls."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import discord

from bot.chat.types import DIRECT, Attachment, Message, Person, Place
from bot.discussion import Discussion, Remark
from bot.types import Heard

PLATFORM = "discord"

_ORDINARY = frozenset({discord.MessageType.default, discord.MessageType.reply})
_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_CHANNEL = re.compile(r"<#(\d+)>")
_EMOJI = re.compile(r"<a?:(\w+):\d+>")
# Whoever may not call everyone still writes it, and means everyone.
_EVERYONE = re.compile(r"(?<!\w)@(?:everyone|here)\b")
_SMALL_PRINT = "-#"
_LONGEST_HEARD = 500


def key_of(message: int) -> str:
    """A message's key on all platforms: Discord's ids are unique everywhere."""
    return f"{PLATFORM}:{message}"


def id_of(key: str) -> int:
    """The id of the message with this key."""
    return int(key.rpartition(":")[2])


def place_of(channel: object) -> Place:
    """Where a channel, thread or direct message is, also one that is only known by its id."""
    known: Any = channel
    guild = getattr(known, "guild", None)
    server = guild.id if guild is not None else getattr(known, "guild_id", None)
    here = str(getattr(known, "id", "unknown"))
    server_id = None if server is None else str(server)
    if isinstance(known, discord.Thread):
        return Place(PLATFORM, server_id, str(known.parent_id), here)
    return Place(PLATFORM, server_id, here)


def place_with_key(key: str) -> Place:
    """The place whose `key` this is."""
    _, server, channel, *thread = key.split(":")
    return Place(
        PLATFORM, None if server == DIRECT else server, channel, thread[0] if thread else None
    )


def person_of(user: discord.User | discord.Member) -> Person:
    """Someone as this server knows them."""
    roles: frozenset[str] = frozenset()
    administers = False
    if isinstance(user, discord.Member):
        roles = frozenset(str(role.id) for role in user.roles if not role.is_default())
        may = user.resolved_permissions or user.guild_permissions
        administers = may.manage_guild or may.administrator
    return Person(
        PLATFORM,
        str(user.id),
        user.display_name,
        bot=user.bot,
        roles=roles,
        administers=administers,
    )


def message_of(message: discord.Message, me: int) -> Message:
    """A message as it is read; `me` is the bot's id."""
    calls_us, calls_others = _called(message, me)
    replied = _replied(message)
    return Message(
        id=str(message.id),
        place=place_of(message.channel),
        author=_author(message),
        text=text_of(message, me),
        sent=message.created_at,
        link=message.jump_url,
        mentions_us=calls_us,
        mentions_others=calls_others,
        replies_to=None if replied is None else str(replied),
        replies_to_us=replied is not None and _wrote(message.reference, me),
        attachments=attachments_of(message),
        ours=message.author.id == me,
        ordinary=message.type in _ORDINARY,
    )


def text_of(message: discord.Message, me: int | None = None) -> str:
    """What a message says, a forwarded one, a poll or a sticker too.

    Mentions of `me` at the start and the end are left out: they call, they do not say.
    """
    parts = [_readable(message.content, message, me)]
    parts += [_readable(forwarded.content, message, me) for forwarded in message.message_snapshots]
    if message.poll is not None:
        answers = "; ".join(answer.text for answer in message.poll.answers)
        parts.append(f"{message.poll.question} ({answers})")
    parts += [f"({sticker.name})" for sticker in message.stickers]
    if not any(parts):
        parts += [f"{embed.title or ''}\n{embed.description or ''}" for embed in message.embeds]
        parts.append(_shown(message.components))
    if isinstance(message.channel, discord.Thread) and message.channel.id == message.id:
        # A post in a forum: what it asks often stands in its title alone.
        parts.insert(0, message.channel.name)
    return "\n".join(part.strip() for part in parts if part.strip())


def attachments_of(message: discord.Message) -> tuple[Attachment, ...]:
    """The files in a message and in what it forwards."""
    files = [*message.attachments]
    for forwarded in message.message_snapshots:
        files += forwarded.attachments
    return tuple(attachment_of(file) for file in files)


def attachment_of(file: discord.Attachment) -> Attachment:
    """A file, which is not fetched before it is read."""

    async def read() -> bytes:
        return await file.read()

    return Attachment(file.filename, file.size, file.content_type, read)


async def heard_before(message: discord.Message, me: int, limit: int = 30) -> tuple[Heard, ...]:
    """What was said here before a message, oldest first; nothing where it may not be read."""
    try:
        before = [said async for said in message.channel.history(limit=limit, before=message)]
    except discord.HTTPException:
        return ()
    heard = [_heard(said, me) for said in reversed([_told(said) for said in before])]
    return tuple(said for said in heard if said is not None)


async def read_discussion(
    channel: discord.abc.Messageable,
    since: datetime | None,
    limit: int,
    *,
    before: discord.abc.Snowflake | None = None,
) -> Discussion:
    """What people said in a thread or channel, its newest `limit` messages at most.

    Raises discord.HTTPException where it may not be read.
    """
    newest = channel.history(limit=limit + 1, after=since, before=before, oldest_first=False)
    found = [said async for said in newest]
    complete = len(found) <= limit
    remarks: list[Remark] = []
    left_out = {"bots": 0, "wordless": 0}
    for said in map(_told, reversed(found[:limit])):
        if said.author.bot or said.webhook_id is not None:
            left_out["bots"] += 1
        elif said.type in _ORDINARY:
            remark = _remark(said)
            if remark is None:
                left_out["wordless"] += 1
            else:
                remarks.append(remark)
    return Discussion(
        name=getattr(channel, "name", ""),
        remarks=tuple(remarks),
        asked_from=since,
        left_out=tuple((reason, count) for reason, count in left_out.items() if count),
        complete=complete,
    )


def _author(message: discord.Message) -> Person:
    person = person_of(message.author)
    if message.webhook_id is None or person.bot:
        return person
    return Person(PLATFORM, person.id, person.name, bot=True)


def _called(message: discord.Message, me: int) -> tuple[bool, bool]:
    """Whether a message calls the bot, and others. The bot's own role is the bot, too."""
    people = {int(found) for found in _USER.findall(message.content)}
    roles = {int(found) for found in _ROLE.findall(message.content)}
    ours = _our_role(message)
    everyone = message.mention_everyone or _EVERYONE.search(message.content) is not None
    others = bool(people - {me} or roles - {ours} or everyone)
    return me in people or (ours is not None and ours in roles), others


def _our_role(message: discord.Message) -> int | None:
    if message.guild is None or message.guild.self_role is None:
        return None
    return message.guild.self_role.id


def _replied(message: discord.Message) -> int | None:
    reference = message.reference
    if message.type is not discord.MessageType.reply or reference is None:
        return None
    return reference.message_id


def _wrote(reference: discord.MessageReference | None, me: int) -> bool:
    said = None if reference is None else reference.resolved or reference.cached_message
    return isinstance(said, discord.Message) and said.author.id == me


def _readable(content: str, message: discord.Message, me: int | None) -> str:
    """Content with names for what Discord writes as numbers."""
    if me is not None:
        us = rf"<@!?{me}>"
        if (role := _our_role(message)) is not None:
            us += rf"|<@&{role}>"
        content = re.sub(rf"\A(?:\s*(?:{us})[\s,:;]*)+|(?:[\s,]*(?:{us}))+\s*\Z", "", content)
    people = {user.id: user.display_name for user in message.mentions}
    guild = message.guild

    def person(found: re.Match[str]) -> str:
        member = None if guild is None else guild.get_member(int(found[1]))
        name = people.get(int(found[1])) or (member and member.display_name)
        return f"@{name or '…'}"

    def role_name(found: re.Match[str]) -> str:
        known = None if guild is None else guild.get_role(int(found[1]))
        return f"@{known.name if known is not None else '…'}"

    def channel_name(found: re.Match[str]) -> str:
        known = None if guild is None else guild.get_channel_or_thread(int(found[1]))
        return f"#{known.name if known is not None else '…'}"

    content = _USER.sub(person, content)
    content = _CHANNEL.sub(channel_name, _ROLE.sub(role_name, content))
    return _EMOJI.sub(r":\1:", content)


def _shown(components: Iterable[object]) -> str:
    """The text in the parts that a message is laid out with; small print is left out."""
    lines: list[str] = []
    for component in components:
        if isinstance(component, discord.TextDisplay):
            lines += component.content.splitlines()
        else:
            lines += _shown(getattr(component, "children", ())).splitlines()
    return "\n".join(line for line in lines if not line.startswith(_SMALL_PRINT))


def _told(message: discord.Message) -> discord.Message:
    """The message that a thread starts from stands in it only as a reference."""
    if message.type is discord.MessageType.thread_starter_message and message.reference:
        resolved = message.reference.resolved
        if isinstance(resolved, discord.Message):
            thread = message.channel
            if isinstance(thread, discord.Thread) and thread.parent is not None:
                # The library puts it into the thread, where links to it lead nowhere.
                resolved.channel = thread.parent  # type: ignore[assignment]
            return resolved
    return message


def _heard(message: discord.Message, me: int) -> Heard | None:
    text = text_of(message, me)
    if message.type not in _ORDINARY or not text:
        return None
    ours = message.author.id == me
    return Heard(message.author.display_name, text[:_LONGEST_HEARD], ours=ours)


def _remark(message: discord.Message) -> Remark | None:
    bots = [user.id for user in message.mentions if user.bot]
    # Calling a bot is no part of a discussion.
    text = text_of(message, bots[0] if bots else None)
    if not text:
        return None
    reply = _replied(message)
    return Remark(
        id=str(message.id),
        author=message.author.display_name,
        text=text,
        sent=message.created_at,
        link=message.jump_url,
        reply_to=None if reply is None else str(reply),
    )
