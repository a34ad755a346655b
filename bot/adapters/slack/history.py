"""Reads what was said in a thread or channel, as fast as the workspace lets the app.

To apps that are given to others outside Slack's marketplace, Slack shows 15 messages a minute. So
reading has a time; what was not reached in it is owned up to.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

import structlog

from bot.adapters.slack.incoming import (
    Event,
    is_ordinary,
    is_ours,
    mentioned,
    name_of,
    read_text,
    sent_at,
)
from bot.adapters.slack.posting import FAULTS, at_once, code_of, is_unclear, limited_for
from bot.discussion import Discussion, Remark
from bot.types import Heard

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.adapters.slack.incoming import Workspace
    from bot.adapters.slack.people import People

log = structlog.get_logger()

READ_SECONDS = 300.0
"""How long reading a discussion may take."""

_PAGE = 200
_LONGEST_HEARD = 500
_ATTEMPTS = 4
_HEARD = 30
_HEARD_PAGES = 3

Progress = Callable[[int], Awaitable[None]]
"""Is told how many messages were read so far, before the reading has to wait."""


@dataclass(slots=True)
class _Reading:
    """One reading, with what is left of its time."""

    client: AsyncWebClient
    until: float
    progress: Progress | None
    read: int = 0
    _told: int = -1

    async def call(self, call: Callable[[], Awaitable[Any]]) -> Any | None:
        """Makes a call, later where Slack says so; None where the time is too short for that."""
        for attempt in range(_ATTEMPTS):
            try:
                return await call()
            except FAULTS as error:
                wait = limited_for(error)
                if wait is None:
                    if not is_unclear(error) or attempt == _ATTEMPTS - 1:
                        raise
                    wait = 1.0
                if time.monotonic() + wait > self.until:
                    return None
                if self.progress is not None and self.read != self._told:
                    self._told = self.read
                    await self.progress(self.read)
                await asyncio.sleep(wait)
        return None


@dataclass(slots=True)
class _Found:
    """Messages as Slack gives them, in any order, and what is known to be missing."""

    messages: dict[str, Event] = field(default_factory=dict)
    complete: bool = True
    later: int = 0
    replies: int = 0


async def read_discussion(
    client: AsyncWebClient,
    workspace: Workspace,
    channel: str,
    *,
    thread: str | None = None,
    since: datetime | None = None,
    before: str | None = None,
    limit: int,
    people: People | None = None,
    progress: Progress | None = None,
    seconds: float = READ_SECONDS,
) -> Discussion:
    """What people said in a thread or channel, its newest `limit` messages at most.

    `thread` and `before` are `ts`. Raises SlackApiError where it may not be read.
    """
    reading = _Reading(at_once(client), time.monotonic() + seconds, progress)
    if thread is not None:
        found = await _thread(reading, channel, thread, before)
    else:
        found = await _channel(reading, channel, since, before, limit)
    said = sorted(found.messages.values(), key=lambda message: float(message["ts"]))
    if len(said) > limit:
        said, found.complete = said[-limit:], False
    return Discussion(
        name=await _name(client, channel),
        remarks=await _remarks(client, workspace, channel, said, people),
        asked_from=since,
        left_out=_left_out(said, found, workspace),
        complete=found.complete,
    )


async def _channel(
    reading: _Reading, channel: str, since: datetime | None, before: str | None, limit: int
) -> _Found:
    """A channel, newest first, and then its threads."""
    found, cursor = _Found(), ""
    asked: dict[str, Any] = {"channel": channel}
    if since is not None:
        asked["oldest"] = f"{since.timestamp():.6f}"
    if before is not None:
        asked["latest"] = before
    while True:
        some = min(_PAGE, limit - len(found.messages) + 1)
        further = {"cursor": cursor} if cursor else {}
        page = await reading.call(
            lambda some=some, further=further: reading.client.conversations_history(  # type: ignore[misc]
                **asked, **further, limit=some
            )
        )
        if page is None:
            found.complete = False
            break
        _take(found, page["messages"], reading)
        cursor = _next(page)
        if not cursor or len(found.messages) > limit:
            break
    await _replies(reading, channel, found, limit)
    return found


async def _replies(reading: _Reading, channel: str, found: _Found, limit: int) -> None:
    """The threads under a channel's messages, newest first, while there is time and room."""
    roots = [one for one in found.messages.values() if int(one.get("reply_count") or 0)]
    for root in sorted(roots, key=lambda one: -float(one["ts"])):
        count = int(root["reply_count"])
        if len(found.messages) + count > limit:
            found.replies += count
            continue
        before = len(found.messages)
        thread = await _thread(reading, channel, str(root["ts"]), None)
        found.messages.update(thread.messages)
        found.replies += max(0, count - (len(found.messages) - before))


async def _thread(reading: _Reading, channel: str, thread: str, before: str | None) -> _Found:
    """A thread, which Slack gives oldest first: what is not reached in time is its end."""
    found, cursor = _Found(), ""
    asked: dict[str, Any] = {"channel": channel, "ts": thread, "limit": _PAGE}
    if before is not None:
        asked["latest"] = before
    while True:
        further = {"cursor": cursor} if cursor else {}
        page = await reading.call(
            lambda further=further: reading.client.conversations_replies(**asked, **further)  # type: ignore[misc]
        )
        if page is None:
            root = found.messages.get(thread, {})
            expected = int(root.get("reply_count") or 0) + 1
            if before is not None:
                expected -= 1  # The message that asks for this is one of them.
            found.later = max(1, expected - len(found.messages))
            return found
        _take(found, page["messages"], reading)
        cursor = _next(page)
        if not cursor:
            return found


def _take(found: _Found, messages: list[Event], reading: _Reading) -> None:
    before = len(found.messages)
    found.messages.update({str(message["ts"]): message for message in messages})
    reading.read += len(found.messages) - before


def _next(page: Any) -> str:
    return str((page.get("response_metadata") or {}).get("next_cursor") or "")


def _left_out(
    said: list[Event], found: _Found, workspace: Workspace
) -> tuple[tuple[str, int], ...]:
    bots = [one for one in said if one.get("bot_id") or is_ours(one, workspace)]
    wordless = [
        one
        for one in said
        if one not in bots and is_ordinary(one) and not read_text(one, {}, me=workspace.me)
    ]
    counted = {
        "bots": len(bots),
        "wordless": len(wordless),
        "replies": found.replies,
        "later": found.later,
    }
    return tuple((reason, count) for reason, count in counted.items() if count)


async def _remarks(
    client: AsyncWebClient,
    workspace: Workspace,
    channel: str,
    said: list[Event],
    people: People | None,
) -> tuple[Remark, ...]:
    kept = [
        one
        for one in said
        if is_ordinary(one) and not one.get("bot_id") and not is_ours(one, workspace)
    ]
    names = await _names(client, workspace, kept, people)
    remarks: list[Remark] = []
    for one in kept:
        # Calling the bot is no part of a discussion.
        text = read_text(one, names, me=workspace.me)
        if text:
            ts, thread = str(one["ts"]), one.get("thread_ts")
            remarks.append(
                Remark(
                    id=ts,
                    author=names.get(str(one.get("user")), "…"),
                    text=text,
                    sent=sent_at(ts),
                    link=workspace.link(channel, ts, thread),
                    reply_to=thread if thread not in (None, ts) else None,
                )
            )
    return tuple(remarks)


async def _names(
    client: AsyncWebClient, workspace: Workspace, said: list[Event], people: People | None
) -> dict[str, str]:
    names: dict[str, str] = {}
    users = dict.fromkeys(str(one["user"]) for one in said if one.get("user"))
    users |= dict.fromkeys(user for one in said for user in mentioned(one))
    if people is not None:
        return dict(await people.names_of(client, workspace, users))
    for user in users:
        try:
            names[user] = name_of((await client.users_info(user=user))["user"])
        except FAULTS as error:
            log.info("name_unknown", reason=code_of(error) or str(error))
    return names


async def _name(client: AsyncWebClient, channel: str) -> str:
    """What a channel is called; direct messages have no name."""
    if channel.startswith("D"):
        return ""
    try:
        return str((await client.conversations_info(channel=channel))["channel"].get("name") or "")
    except FAULTS as error:
        log.info("channel_unknown", channel=channel, reason=code_of(error) or str(error))
        return ""


async def messages_before(
    client: AsyncWebClient, channel: str, thread: str, ts: str
) -> list[Event]:
    """What was said in a thread before a message, oldest first, as far as it can be had at once.

    Of a long thread it is the beginning.
    """
    found: dict[str, Event] = {}
    cursor = ""
    try:
        for _ in range(_HEARD_PAGES):
            further: dict[str, Any] = {"cursor": cursor} if cursor else {}
            page = await at_once(client).conversations_replies(
                channel=channel, ts=thread, latest=ts, limit=_PAGE, **further
            )
            found |= {str(one["ts"]): one for one in page["messages"]}
            cursor = _next(page)
            if not cursor:
                break
    except FAULTS as error:
        log.info("thread_not_read", channel=channel, reason=code_of(error) or str(error))
    return [found[key] for key in sorted(found, key=float) if float(key) < float(ts)]


async def heard_in(
    client: AsyncWebClient, workspace: Workspace, said: list[Event], people: People
) -> tuple[Heard, ...]:
    """The newest of these messages, as what was heard before a question."""
    kept = [one for one in said if is_ordinary(one)][-_HEARD:]
    authors = [str(one["user"]) for one in kept if one.get("user") and not is_ours(one, workspace)]
    names = dict(await people.names_of(client, workspace, dict.fromkeys(authors)))
    for one in kept:
        names |= await people.names(client, workspace, one)
    heard: list[Heard] = []
    for one in kept:
        text, ours = read_text(one, names, me=workspace.me), is_ours(one, workspace)
        if text:
            speaker = workspace.name if ours else names.get(str(one.get("user")), "…")
            heard.append(Heard(speaker, text[:_LONGEST_HEARD], ours=ours))
    return tuple(heard)
