"""What this Slack holds: workspaces, people, channels, messages, views; how the API writes it."""

from __future__ import annotations

import copy
import itertools
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Payload = dict[str, Any]

APP_ID = "A0FAKE00001"
PUBLIC, PRIVATE, DIRECT, GROUP = "channel", "group", "im", "mpim"
FAMILIES = {PUBLIC: "channels", PRIVATE: "groups", DIRECT: "im", GROUP: "mpim"}
"""What the scopes and events of a kind of channel are called."""


class Ids:
    """Ids by their first letter, and timestamps of which each is later than the one before."""

    def __init__(self) -> None:
        self._counter = itertools.count(1)
        self._last = 0
        self._used: set[str] = set()

    def next(self, prefix: str) -> str:
        return f"{prefix}{next(self._counter):010d}"

    def ts(self, at: float | None = None) -> str:
        """Now, or a moment in the past for messages that were there before."""
        micros = int((time.time() if at is None else at) * 1_000_000)
        if at is None:
            micros = self._last = max(self._last + 1, micros)
        while (made := f"{micros // 1_000_000}.{micros % 1_000_000:06d}") in self._used:
            micros += 1
        self._used.add(made)
        return made


@dataclass(eq=False)
class Org:
    """An Enterprise Grid organization."""

    id: str
    name: str


@dataclass(eq=False)
class Team:
    """A workspace. `bot` is the app's user in it, whether or not the app is installed."""

    id: str
    name: str
    org: Org | None
    bot: User = field(init=False)
    bot_id: str = ""
    groups: list[Payload] = field(default_factory=list)

    @property
    def domain(self) -> str:
        return re.sub(r"\W+", "-", self.name.lower())

    @property
    def enterprise_id(self) -> str | None:
        return None if self.org is None else self.org.id

    def brief(self) -> Payload:
        """As it stands in what interactions send."""
        made: Payload = {"id": self.id, "domain": self.domain}
        if self.org is not None:
            made |= {"enterprise_id": self.org.id, "enterprise_name": self.org.name}
        return made


@dataclass(eq=False)
class User:
    id: str
    name: str
    team: Team
    bot: bool = False
    admin: bool = False
    guest: bool = False
    single_channel_guest: bool = False
    locale: str = "en-US"
    deleted: bool = False

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"

    def payload(self, seen_from: Team) -> Payload:
        """As users.info gives it to an app in a workspace."""
        stranger = self.team is not seen_from and (
            self.team.org is None or self.team.org is not seen_from.org
        )
        return {
            "id": self.id,
            "team_id": self.team.id,
            "name": self.name.lower(),
            "real_name": self.name,
            "deleted": self.deleted,
            "tz": "Europe/Berlin",
            "tz_offset": 3600,
            "locale": self.locale,
            "is_admin": self.admin and not stranger,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": self.guest or self.single_channel_guest,
            "is_ultra_restricted": self.single_channel_guest,
            "is_bot": self.bot,
            "is_app_user": False,
            **({"is_stranger": True} if stranger else {}),
            "profile": {"real_name": self.name, "display_name": self.name, "team": self.team.id},
        }


@dataclass(eq=False)
class Channel:
    """A channel or direct message. `shared_with` are the other workspaces of Slack Connect."""

    id: str
    name: str
    kind: str
    team: Team
    shared_with: list[Team] = field(default_factory=list)
    members: set[str] = field(default_factory=set)
    archived: bool = False
    topic: str = ""
    messages: dict[str, Message] = field(default_factory=dict)
    ephemerals: list[Message] = field(default_factory=list)

    @property
    def mention(self) -> str:
        return f"<#{self.id}|{self.name}>"

    @property
    def teams(self) -> list[Team]:
        return [self.team, *self.shared_with]

    @property
    def shared(self) -> bool:
        """Whether people of another organization are in here."""
        owners = {team.org or team for team in self.teams}
        return len(owners) > 1

    def thread(self, ts: str) -> list[Message]:
        """A message and its replies, oldest first."""
        found = [m for m in self.messages.values() if ts in (m.ts, m.thread_ts)]
        return sorted(found, key=lambda message: float(message.ts))

    def payload(self, ours: User) -> Payload:
        common: Payload = {
            "id": self.id,
            "created": 1_700_000_000,
            "is_archived": self.archived,
            "is_im": self.kind == DIRECT,
            "is_mpim": self.kind == GROUP,
            "is_org_shared": len(self.teams) > 1 and not self.shared,
            "context_team_id": self.team.id,
        }
        if self.kind == DIRECT:
            other = next((one for one in self.members if one != ours.id), ours.id)
            return common | {"user": other, "is_open": True}
        return common | {
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": self.kind == PUBLIC,
            "is_group": self.kind == PRIVATE,
            "is_private": self.kind != PUBLIC,
            "is_member": ours.id in self.members,
            "is_general": False,
            "is_shared": len(self.teams) > 1,
            "is_ext_shared": self.shared,
            "shared_team_ids": [team.id for team in self.teams],
            "topic": {"value": self.topic, "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
            "num_members": len(self.members),
        }


@dataclass(eq=False)
class Stream:
    """How far a streamed message is. `mode` is what its first words were sent as."""

    opened: float
    recipient: str | None = None
    mode: str | None = None
    open: bool = True
    ended_by: str = ""
    error: str = "message_not_in_streaming_state"
    appends: int = 0
    tasks: dict[str, Payload] = field(default_factory=dict)
    plan: str = ""


@dataclass(eq=False)
class Message:
    """A message. `pings` are the mentions that would notify; `versions` all texts people saw."""

    ts: str
    channel: Channel
    user: User
    text: str = ""
    blocks: list[Payload] = field(default_factory=list)
    attachments: list[Payload] = field(default_factory=list)
    files: list[Payload] = field(default_factory=list)
    thread_ts: str | None = None
    subtype: str | None = None
    broadcast: bool = False
    edited: Payload | None = None
    edits: int = 0
    reactions: dict[str, list[str]] = field(default_factory=dict)
    metadata: Payload | None = None
    only_for: User | None = None
    stream: Stream | None = None
    unfurl_links: bool | None = None
    unfurl_media: bool | None = None
    pings: list[str] = field(default_factory=list)
    versions: list[str] = field(default_factory=list)

    @property
    def streaming(self) -> bool:
        return self.stream is not None and self.stream.open

    @property
    def root(self) -> str:
        """The thread that it is in, or that would begin with it."""
        return self.thread_ts or self.ts

    def payload(self) -> Payload:
        """As the API and events write it."""
        author = self.user
        body: Payload = {
            "type": "message",
            "user": author.id,
            "text": self.text,
            "ts": self.ts,
            "team": author.team.id,
            "blocks": self.blocks or _rich(self),
        }
        if self.subtype is not None:
            body["subtype"] = self.subtype
        if author.bot:
            body |= {"bot_id": author.team.bot_id, "app_id": APP_ID}
        for name in ("attachments", "files", "edited", "metadata"):
            if value := getattr(self, name):
                body[name] = value
        if self.channel.shared or author.team is not self.channel.team:
            body |= {"user_team": author.team.id, "source_team": author.team.id}
            body["user_profile"] = {"real_name": author.name, "team": author.team.id}
        if self.reactions:
            body["reactions"] = [
                {"name": name, "users": who, "count": len(who)}
                for name, who in self.reactions.items()
            ]
        return copy.deepcopy(body | self._threaded())

    def _threaded(self) -> Payload:
        if self.thread_ts is not None:
            parent = self.channel.messages.get(self.thread_ts)
            whose = {} if parent is None else {"parent_user_id": parent.user.id}
            return {"thread_ts": self.thread_ts, **whose}
        replies = [m for m in self.channel.thread(self.ts) if m is not self]
        if not replies or self.only_for is not None:
            return {}
        return {
            "thread_ts": self.ts,
            "reply_count": len(replies),
            "reply_users": list(dict.fromkeys(reply.user.id for reply in replies)),
            "latest_reply": replies[-1].ts,
        }


def _rich(message: Message) -> list[Payload]:
    """The blocks that Slack makes of what was typed."""
    if not message.text:
        return []
    inside: list[Payload] = []
    for piece in re.split(r"(<@\w+>)", message.text):
        if found := re.fullmatch(r"<@(\w+)>", piece):
            inside.append({"type": "user", "user_id": found[1]})
        elif piece:
            inside.append({"type": "text", "text": piece})
    section = {"type": "rich_text_section", "elements": inside}
    return [{"type": "rich_text", "block_id": f"b{message.ts}", "elements": [section]}]


@dataclass(eq=False)
class View:
    """A modal or a Home tab that someone sees."""

    id: str
    user: User
    team: Team
    body: Payload
    hash: str
    previous: View | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def callback_id(self) -> str:
        return str(self.body.get("callback_id", ""))

    def payload(self, bot: User, state: Payload | None = None) -> Payload:
        kept = {name: self.body.get(name) for name in ("title", "close", "submit", "blocks")}
        root = self
        while root.previous is not None:
            root = root.previous
        return {
            **kept,
            "id": self.id,
            "team_id": self.team.id,
            "type": self.body["type"],
            "private_metadata": self.body.get("private_metadata", ""),
            "callback_id": self.callback_id,
            "external_id": self.body.get("external_id", ""),
            "state": {"values": state or {}},
            "hash": self.hash,
            "clear_on_close": bool(self.body.get("clear_on_close")),
            "notify_on_close": bool(self.body.get("notify_on_close")),
            "previous_view_id": None if self.previous is None else self.previous.id,
            "root_view_id": root.id,
            "app_id": APP_ID,
            "app_installed_team_id": self.team.id,
            "bot_id": self.team.bot_id,
        }


@dataclass(eq=False)
class Session:
    """An agent session: a thread with a status. `statuses` are all that it has had."""

    channel: str
    thread_ts: str
    status: str
    title: str = ""
    initiator: str | None = None
    statuses: list[str] = field(default_factory=list)


@dataclass(eq=False)
class Installation:
    """The app in a workspace or a whole organization, and the token that stands for it."""

    token: str
    teams: list[Team]
    org: Org | None
    scopes: set[str]
    installer: User | None = None
    gone: str = ""

    @property
    def bot(self) -> User:
        return self.teams[0].bot

    @property
    def whole_org(self) -> bool:
        return self.org is not None


class State:
    """All of it. Only the fake's own thread touches this."""

    def __init__(self) -> None:
        self.ids = Ids()
        self.orgs: dict[str, Org] = {}
        self.teams: dict[str, Team] = {}
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, tuple[Payload, bytes, Channel]] = {}
        self.installations: list[Installation] = []
        self.sessions: dict[tuple[str, str], Session] = {}
        self.modals: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self.prompts: dict[str, Payload] = {}
        self.statuses: list[Payload] = []
        self.titles: dict[tuple[str, str], str] = {}

    def direct(self, user: User, team: Team) -> Channel:
        """The direct messages between the app and someone."""
        wanted = {user.id, team.bot.id}
        for channel in self.channels.values():
            if channel.kind == DIRECT and channel.members == wanted:
                return channel
        made = Channel(self.ids.next("D"), "", DIRECT, team, members=wanted)
        self.channels[made.id] = made
        return made

    def installed(self, team: Team) -> Installation | None:
        """How the app is installed in a workspace; a whole organization's counts."""
        found = [one for one in self.installations if team in one.teams and not one.gone]
        return found[-1] if found else None

    def views(self) -> Iterator[View]:
        for stack in self.modals.values():
            yield from stack
        yield from self.homes.values()
