"""What this Discord holds: people, servers, channels, messages, and how the API writes them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import discord

Payload = dict[str, Any]

EPHEMERAL = 1 << 6
LOADING = 1 << 7
HAS_THREAD = 1 << 5
COMPONENTS_V2 = 1 << 15

TEXT, DIRECT, ANNOUNCEMENT_THREAD, PUBLIC_THREAD, PRIVATE_THREAD, FORUM = 0, 1, 10, 11, 12, 15
THREADS = frozenset({ANNOUNCEMENT_THREAD, PUBLIC_THREAD, PRIVATE_THREAD})

_EPOCH = 1_420_070_400_000
_USUAL = discord.Permissions.text()
_USUAL.update(view_channel=True, use_application_commands=True, manage_guild=False)
_USUAL.update(manage_messages=False, manage_threads=False, mention_everyone=False)
USUAL = _USUAL.value


class Ids:
    """Snowflakes, each later than the one before."""

    def __init__(self) -> None:
        self._last = 0
        self._guilds = 0

    def next(self) -> int:
        now = int(time.time() * 1000 - _EPOCH) << 22
        self._last = max(self._last + 1, now)
        return self._last

    def guild(self) -> int:
        """The first guild is on shard 0, the second on shard 1, for a power of two of shards."""
        tick = (int(time.time() * 1000 - _EPOCH) - 86_400_000) // 1024 * 1024
        self._guilds += 1
        return (tick + self._guilds - 1) << 22


def _now() -> str:
    return datetime.now(UTC).isoformat()


@dataclass(eq=False)
class User:
    id: int
    name: str
    bot: bool = False
    locale: str = "en-US"

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"

    def payload(self) -> Payload:
        return {
            "id": str(self.id),
            "username": self.name,
            "discriminator": "0",
            "global_name": None if self.bot else self.name,
            "avatar": None,
            "bot": self.bot,
            "public_flags": 0,
        }


@dataclass(eq=False, repr=False)
class Role:
    id: int
    name: str
    permissions: int = 0
    bot: int | None = None

    def payload(self, position: int) -> Payload:
        tags = {} if self.bot is None else {"tags": {"bot_id": str(self.bot)}}
        return {
            "id": str(self.id),
            "name": self.name,
            "permissions": str(self.permissions),
            "position": position,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": self.bot is not None,
            "mentionable": False,
            "flags": 0,
            **tags,
        }


@dataclass(eq=False, repr=False)
class Member:
    user: User
    roles: list[Role] = field(default_factory=list)

    def payload(self, *, with_user: bool = True) -> Payload:
        return {
            **({"user": self.user.payload()} if with_user else {}),
            "roles": [str(role.id) for role in self.roles],
            "joined_at": "2024-01-01T00:00:00+00:00",
            "nick": None,
            "avatar": None,
            "premium_since": None,
            "deaf": False,
            "mute": False,
            "flags": 0,
            "pending": False,
        }


@dataclass(eq=False, repr=False)
class Guild:
    id: int
    name: str
    owner: User
    roles: list[Role] = field(default_factory=list)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)

    def permissions_of(self, user: User) -> int:
        if user is self.owner:
            return discord.Permissions.all().value
        bits = self.roles[0].permissions
        for role in self.members[user.id].roles:
            bits |= role.permissions
        return discord.Permissions.all().value if bits & 8 else bits

    def payload(self, *, everyone: bool, ours: User) -> Payload:
        """As in GUILD_CREATE. Without the members intent only the bot is in it."""
        members = [m for m in self.members.values() if everyone or m.user is ours]
        channels = self.channels.values()
        return {
            "id": str(self.id),
            "name": self.name,
            "owner_id": str(self.owner.id),
            "roles": [role.payload(place) for place, role in enumerate(self.roles)],
            "members": [member.payload() for member in members],
            "member_count": len(self.members),
            "channels": [c.payload() for c in channels if c.kind not in THREADS],
            "threads": [c.payload() for c in channels if c.kind in THREADS],
            "joined_at": "2024-01-01T00:00:00+00:00",
            "preferred_locale": "en-US",
            "system_channel_flags": 0,
            **dict.fromkeys(_EMPTY, ()),
            **dict.fromkeys(_ZERO, 0),
            **dict.fromkeys(_NONE),
            **dict.fromkeys(_FALSE, False),
        }


_EMPTY = (
    "emojis",
    "features",
    "stickers",
    "presences",
    "voice_states",
    "stage_instances",
    "guild_scheduled_events",
    "soundboard_sounds",
)
_ZERO = (
    "verification_level",
    "default_message_notifications",
    "explicit_content_filter",
    "mfa_level",
    "nsfw_level",
    "premium_tier",
    "premium_subscription_count",
    "afk_timeout",
)
_NONE = (
    "icon",
    "splash",
    "discovery_splash",
    "banner",
    "description",
    "vanity_url_code",
    "application_id",
    "afk_channel_id",
    "system_channel_id",
    "rules_channel_id",
    "public_updates_channel_id",
    "safety_alerts_channel_id",
)
_FALSE = ("large", "unavailable", "premium_progress_bar_enabled", "widget_enabled")


@dataclass(eq=False, repr=False)
class Channel:
    """A channel, forum, thread or direct message. `denied` holds bits of permissions by user."""

    id: int
    kind: int
    name: str
    guild: Guild | None = None
    parent: Channel | None = None
    recipient: User | None = None
    owner: User | None = None
    denied: dict[int, int] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    joined: set[int] = field(default_factory=set)

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"

    @property
    def is_thread(self) -> bool:
        return self.kind in THREADS

    def permissions_of(self, user: User) -> int:
        if self.guild is None:
            return USUAL
        bits = self.guild.permissions_of(user)
        return bits & ~self._denied(user.id)

    def _denied(self, user: int) -> int:
        above = 0 if self.parent is None else self.parent._denied(user)
        return above | self.denied.get(user, 0)

    def payload(self) -> Payload:
        newest = max(self.messages, default=None)
        common: Payload = {
            "id": str(self.id),
            "type": self.kind,
            "last_message_id": None if newest is None else str(newest),
            "flags": 0,
        }
        if self.guild is None:
            assert self.recipient is not None
            return common | {"recipients": [self.recipient.payload()]}
        common |= {"guild_id": str(self.guild.id), "name": self.name, "rate_limit_per_user": 0}
        if self.is_thread:
            return common | self._thread()
        return common | {
            "position": 0,
            "permission_overwrites": [
                {"id": str(user), "type": 1, "allow": "0", "deny": str(bits)}
                for user, bits in self.denied.items()
            ],
            "parent_id": None,
            "topic": None,
            "nsfw": False,
            "available_tags": [],
            "default_auto_archive_duration": 1440,
        }

    def _thread(self) -> Payload:
        assert self.parent is not None
        assert self.owner is not None
        return {
            "parent_id": str(self.parent.id),
            "owner_id": str(self.owner.id),
            "message_count": len(self.messages),
            "total_message_sent": len(self.messages),
            "member_count": len(self.joined),
            "applied_tags": [],
            "thread_metadata": {
                "archived": False,
                "auto_archive_duration": 1440,
                "archive_timestamp": _now(),
                "locked": False,
                "invitable": True,
                "create_timestamp": _now(),
            },
        }

    def member_payload(self, user: int) -> Payload:
        """Someone as a member of this thread."""
        return {
            "id": str(self.id),
            "user_id": str(user),
            "join_timestamp": _now(),
            "flags": 0,
        }


@dataclass(eq=False, repr=False)
class Message:
    """A message. `pinged` are those whom it really notified: ids, or "everyone"."""

    id: int
    channel: Channel
    author: User
    content: str = ""
    components: list[Payload] = field(default_factory=list)
    embeds: list[Payload] = field(default_factory=list)
    attachments: list[Payload] = field(default_factory=list)
    flags: int = 0
    kind: int = 0
    nonce: str | int | None = None
    reference: Message | None = None
    refers_to: Payload | None = None
    only_for: User | None = None
    thread: Channel | None = None
    interaction: Payload | None = None
    interaction_token: str | None = None
    reactions: dict[str, set[int]] = field(default_factory=dict)
    pinged: list[str] = field(default_factory=list)
    allowed_mentions: Payload | None = None
    mentioned: list[User] = field(default_factory=list)
    mentioned_roles: list[int] = field(default_factory=list)
    edits: int = 0
    timestamp: str = field(default_factory=_now)
    edited: str | None = None

    def touch(self) -> None:
        self.edits += 1
        self.edited = _now()

    def payload(self, ours: User, *, nested: bool = False) -> Payload:
        """As the API writes it. `ours` is the bot, whose reactions are marked."""
        body: Payload = {
            "id": str(self.id),
            "channel_id": str(self.channel.id),
            "author": self.author.payload(),
            "content": self.content,
            "components": self.components,
            "embeds": self.embeds,
            "attachments": self.attachments,
            "timestamp": self.timestamp,
            "edited_timestamp": self.edited,
            "tts": False,
            "mention_everyone": "everyone" in self.pinged,
            "mentions": [user.payload() for user in self.mentioned],
            "mention_roles": [str(role) for role in self.mentioned_roles],
            "pinned": False,
            "type": self.kind,
            "flags": self.flags | (HAS_THREAD if self.thread else 0),
        }
        if self.nonce is not None:
            body["nonce"] = self.nonce
        if self.reactions:
            body["reactions"] = [_reaction(e, who, ours) for e, who in self.reactions.items()]
        if self.thread is not None:
            body["thread"] = self.thread.payload()
        if self.interaction is not None:
            body["interaction_metadata"] = self.interaction
            body["application_id"] = str(ours.id)
            body["webhook_id"] = str(ours.id)
        if self.refers_to is not None:
            body["message_reference"] = self.refers_to
            if not nested:
                original = self.reference
                body["referenced_message"] = original and original.payload(ours, nested=True)
        return body


def _reaction(emoji: str, who: set[int], ours: User) -> Payload:
    return {
        "emoji": {"id": None, "name": emoji},
        "count": len(who),
        "count_details": {"burst": 0, "normal": len(who)},
        "me": ours.id in who,
        "me_burst": False,
        "burst_colors": [],
    }


class State:
    """All of it. Only the fake's own thread touches this."""

    def __init__(self, name: str) -> None:
        self.ids = Ids()
        self.ours = User(self.ids.next(), name, bot=True)
        self.users: dict[int, User] = {self.ours.id: self.ours}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.directs: dict[int, Channel] = {}
        self.files: dict[str, bytes] = {}

    def direct(self, user: User) -> Channel:
        """The direct messages between the bot and someone."""
        if user.id not in self.directs:
            made = Channel(self.ids.next(), DIRECT, "", recipient=user)
            self.directs[user.id] = self.channels[made.id] = made
        return self.directs[user.id]

    def store_file(self, channel: Channel, name: str, content: bytes, base: str) -> Payload:
        """Keeps a file and gives its attachment."""
        key = self.ids.next()
        path = f"/attachments/{channel.id}/{key}/{name}"
        self.files[path] = content
        return {
            "id": str(key),
            "filename": name,
            "size": len(content),
            "url": base + path,
            "proxy_url": base + path,
            "content_type": _media_type(name),
        }


def _media_type(name: str) -> str:
    import mimetypes

    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
