"""Slack's messages as a person reads them: names for mentions, no entities, words for what is not.

All keys hold the workspace's id: `slack:TEAM:CHANNEL:TS`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from typing import TYPE_CHECKING, Any

import aiohttp
from slack_sdk.errors import SlackApiError
from yarl import URL

from bot.chat.types import DIRECT, Attachment, Message, Person, Place

if TYPE_CHECKING:
    from slack_bolt.context.async_context import AsyncBoltContext
    from slack_sdk.web.async_client import AsyncWebClient

Event = Mapping[str, Any]
"""A message or an event, as Slack sends it."""

PLATFORM = "slack"

_MOST_NAMES = 10
_FILE_SECONDS = 60.0
_ORDINARY = frozenset(
    {None, "file_share", "thread_broadcast", "me_message", "bot_message", "bot_add_message"}
)
_USER = re.compile(r"<@([UW]\w+)(?:\|([^>]*))?>")
_CHANNEL = re.compile(r"<#(\w+)(?:\|([^>]*))?>")
_GROUP = re.compile(r"<!subteam\^(\w+)(?:\|@?([^>]*))?>")
_SPECIAL = re.compile(r"<!(channel|here|everyone)(?:\|[^>]*)?>")
_DATE = re.compile(r"<!date\^[^>|]*\|([^>]*)>")
_LINK = re.compile(r"<((?:https?|mailto|tel):[^>|]+)(?:\|([^>]*))?>")


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace, as the app is in it.

    `me` is the id of the app's user there, `bot` that of its bot; `url` ends in a slash.
    """

    team: str
    me: str
    bot: str | None = None
    enterprise: str | None = None
    name: str = "Explainer"
    url: str = "https://slack.com/"

    def key_of(self, channel: str, ts: str) -> str:
        """A message's key on all platforms."""
        return key_of(self.team, channel, ts)

    def link(self, channel: str, ts: str, thread: str | None = None) -> str:
        """The address that opens a message."""
        address = f"{self.url}archives/{channel}/p{ts.replace('.', '')}"
        return address if thread in (None, ts) else f"{address}?thread_ts={thread}&cid={channel}"


def workspace_of(context: AsyncBoltContext) -> Workspace:
    """The workspace of an event, command or press. Whole organizations have no team: theirs."""
    found = context.authorize_result
    url = (found.url if found is not None else None) or "https://slack.com/"
    return Workspace(
        team=context.team_id or context.enterprise_id or "unknown",
        me=context.bot_user_id or "",
        bot=context.bot_id,
        enterprise=context.enterprise_id,
        name=(found.user if found is not None else None) or "Explainer",
        url=url if url.endswith("/") else f"{url}/",
    )


def key_of(team: str, channel: str, ts: str) -> str:
    """A message's key on all platforms."""
    return f"{PLATFORM}:{team}:{channel}:{ts}"


def ts_of(key: str) -> str:
    """The `ts` of the message with this key."""
    return key.rpartition(":")[2]


def place_of(workspace: Workspace, channel: str, thread: str | None = None) -> Place:
    """Where a message stands; `thread` is the `ts` of the message that the thread is under."""
    if channel.startswith("D"):
        return Place(PLATFORM, None, f"{workspace.team}:{channel}", thread)
    return Place(PLATFORM, workspace.team, channel, thread)


def place_with_key(key: str) -> Place:
    """The place whose `key` this is."""
    _, *rest = key.split(":")
    if rest[0] == DIRECT:
        _, team, channel, *thread = rest
        return Place(PLATFORM, None, f"{team}:{channel}", thread[0] if thread else None)
    team, channel, *thread = rest
    return Place(PLATFORM, team, channel, thread[0] if thread else None)


def channel_of(place: Place) -> str:
    """The id that Slack knows a place's channel by."""
    return place.channel.rpartition(":")[2]


def user_of(person: Person) -> str:
    """The id that Slack knows a person by."""
    return person.id.rpartition(":")[2]


def person_id(team: str, user: str) -> str:
    """The `id` of a `Person`."""
    return f"{team}:{user}"


def sent_at(ts: str) -> datetime:
    """When a message was sent."""
    return datetime.fromtimestamp(float(ts), UTC)


def is_direct(event: Event) -> bool:
    """Whether it happened in the direct messages between one person and the app."""
    return event.get("channel_type") == "im" or str(event.get("channel", "")).startswith("D")


def is_ordinary(message: Event) -> bool:
    """Whether somebody said something, rather than came, left or renamed."""
    return message.get("subtype") in _ORDINARY


def is_ours(message: Event, workspace: Workspace) -> bool:
    """Whether the app wrote it."""
    by_us = workspace.bot is not None and message.get("bot_id") == workspace.bot
    return by_us or message.get("user") == workspace.me


def mentioned(message: Event) -> list[str]:
    """The ids of the people that a message names."""
    return list(dict.fromkeys(found[1] for found in _USER.finditer(raw_text(message))))


def message_of(
    event: Event,
    workspace: Workspace,
    author: Person,
    names: Mapping[str, str],
    attachments: tuple[Attachment, ...] = (),
) -> Message:
    """A message as it is read. `names` are those of the people that it mentions, by id."""
    ts, channel = str(event["ts"]), str(event["channel"])
    thread = event.get("thread_ts")
    raw = raw_text(event)
    people = set(mentioned(event))
    others = bool(people - {workspace.me} or _GROUP.search(raw) or _SPECIAL.search(raw))
    return Message(
        id=ts,
        place=place_of(workspace, channel, thread),
        author=author,
        text=read_text(event, names, me=workspace.me),
        sent=sent_at(ts),
        link=workspace.link(channel, ts, thread),
        mentions_us=workspace.me in people,
        mentions_others=others,
        attachments=attachments,
        ours=is_ours(event, workspace),
        ordinary=is_ordinary(event),
    )


def raw_text(message: Event) -> str:
    """What a message says, in Slack's own form."""
    text = str(message.get("text") or "")
    if text:
        return text
    shown = [one.get("text") or one.get("fallback") for one in message.get("attachments") or ()]
    return "\n".join(str(said) for said in shown if said)


def read_text(message: Event, names: Mapping[str, str], *, me: str | None = None) -> str:
    """What a message says. `names` are people's by id.

    Mentions of `me` at its ends are left out: they call, they do not say.
    """
    text = raw_text(message)
    if me:
        us = rf"<@{me}(?:\|[^>]*)?>"
        text = re.sub(rf"\A(?:\s*{us}[\s,:;]*)+|(?:[\s,]*{us})+\s*\Z", "", text)
    text = _USER.sub(lambda found: f"@{names.get(found[1]) or found[2] or '…'}", text)
    text = _CHANNEL.sub(lambda found: f"#{found[2] or '…'}", text)
    text = _GROUP.sub(lambda found: f"@{found[2] or '…'}", text)
    text = _SPECIAL.sub(r"@\1", text)
    text = _DATE.sub(r"\1", text)
    return unescape(_LINK.sub(_linked, text)).strip()


def _linked(found: re.Match[str]) -> str:
    address, label = found[1], found[2]
    if not address.startswith("http"):
        return label or address.partition(":")[2]
    bare = address.partition("://")[2]
    if not label or label.rstrip("/") in (address.rstrip("/"), bare.rstrip("/")):
        return address
    return f"{label} ({address})"


async def text_of(message: Event, client: AsyncWebClient) -> str:
    """What a message says, with the names of the people in it fetched."""
    names: dict[str, str] = {}
    for user in mentioned(message)[:_MOST_NAMES]:
        try:
            found = await client.users_info(user=user)
        except (SlackApiError, aiohttp.ClientError, OSError, TimeoutError):
            continue
        names[user] = name_of(found["user"])
    return read_text(message, names)


def name_of(user: Mapping[str, Any]) -> str:
    """What people call someone."""
    profile = user.get("profile") or {}
    found = profile.get("display_name") or profile.get("real_name") or user.get("real_name")
    return str(found or user.get("name") or "…")


def attachments_of(message: Event, client: AsyncWebClient) -> tuple[Attachment, ...]:
    """The files in a message. None is fetched before it is read."""
    return tuple(_attachment(file, client) for file in message.get("files") or ())


def _attachment(file: Mapping[str, Any], client: AsyncWebClient) -> Attachment:
    async def read() -> bytes:
        known = file
        if file.get("mode") == "file_access" or not file.get("url_private"):
            # In a shared channel the event does not tell more than the id.
            try:
                known = (await client.files_info(file=str(file["id"])))["file"]
            except SlackApiError as error:
                if error.response.get("error") == "missing_scope":
                    raise PermissionError("the scope files:read is missing") from error
                raise
        return await _fetched(known, client)

    return Attachment(
        name=str(file.get("name") or file.get("title") or "file"),
        size=int(file.get("size") or 0),
        media_type=file.get("mimetype"),
        read=read,
    )


async def _fetched(file: Mapping[str, Any], client: AsyncWebClient) -> bytes:
    """A file's content. Raises OSError where Slack does not hand it over."""
    address = URL(str(file.get("url_private_download") or file["url_private"]))
    if not _is_slacks(address, client):
        raise OSError("the file is not kept at Slack")
    headers = {"Authorization": f"Bearer {client.token}"}
    timeout = aiohttp.ClientTimeout(total=_FILE_SECONDS)
    async with (
        aiohttp.ClientSession(timeout=timeout) as session,
        session.get(address, headers=headers, proxy=client.proxy) as got,
    ):
        got.raise_for_status()
        # Without the right to read files, a page to sign in comes instead.
        if got.content_type == "text/html" and file.get("mimetype") != "text/html":
            raise PermissionError("the scope files:read is missing")
        return await got.read()


def _is_slacks(address: URL, client: AsyncWebClient) -> bool:
    """Whether the token may be shown to an address."""
    if address.origin() == URL(client.base_url).origin():
        return True
    return address.scheme == "https" and str(address.host).endswith(
        (".slack.com", ".slack-files.com")
    )
