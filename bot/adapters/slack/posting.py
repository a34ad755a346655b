"""Calls to Slack: tried again where that is safe, a message never sent twice, errors in words."""

from __future__ import annotations

import asyncio
import random
import time
import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.pacing import retry_after
from bot.phrases import Phrases

if TYPE_CHECKING:
    from bot.adapters.slack.blocks import Page
    from bot.adapters.slack.pacing import Pacer

log = structlog.get_logger()
_T = TypeVar("_T")

FAULTS = (SlackApiError, aiohttp.ClientError, OSError, TimeoutError)
"""What a call may raise."""

_ATTEMPTS = 5
_LONGEST_WAIT = 20.0
_LIMITED_SECONDS = 600.0
"""How long a call may be put off by limits alone."""
_LOOK_SECONDS = 70.0
"""How long to wait for the right to look whether a message came."""
_ADDING = ("chat.postMessage", "chat.postEphemeral", "chat.startStream", "chat.appendStream")
_UNCLEAR = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""Slack's words for trouble of its own; some of what was asked for may have been done."""
_EVENT = "explainer_message"


def code_of(error: BaseException) -> str:
    """Slack's word for what is wrong, empty where it said none."""
    return _in_response(error, "error")


def _in_response(error: BaseException, name: str) -> str:
    """What an error says under a name. A broken answer is no JSON, and says nothing."""
    if not isinstance(error, SlackApiError):
        return ""
    response: Any = error.response
    data = getattr(response, "data", response)
    return str(data.get(name) or "") if isinstance(data, Mapping) else ""


def _status_of(error: SlackApiError) -> int:
    response: Any = error.response
    return int(getattr(response, "status_code", None) or getattr(response, "status", None) or 0)


def limited_for(error: BaseException) -> float | None:
    """The seconds after which a call may be made again; None where it is no matter of limits."""
    if not isinstance(error, SlackApiError):
        return None
    if _status_of(error) != 429 and code_of(error) not in ("ratelimited", "rate_limited"):
        return None
    headers = getattr(error.response, "headers", None) or {}
    found = next((headers[name] for name in headers if name.lower() == "retry-after"), None)
    return retry_after(found)


def is_unclear(error: BaseException) -> bool:
    """Whether what was asked for may have been done, or not."""
    if not isinstance(error, SlackApiError):
        return isinstance(error, (aiohttp.ClientError, OSError, TimeoutError))
    return _status_of(error) >= 500 or code_of(error) in _UNCLEAR


async def lasting(call: Callable[[], Awaitable[_T]]) -> _T:
    """Makes a call that may be made twice, again where Slack or the way there is in trouble."""
    patience = _Patience()
    while True:
        try:
            return await call()
        except FAULTS as error:
            await patience.wait(error)


class _Patience:
    """How long one call is tried: trouble is met a few times, a limit is waited for.

    Others use up the same limit, so it may be met again and again.
    """

    def __init__(self) -> None:
        self._until = time.monotonic() + _LIMITED_SECONDS
        self._troubles = 0

    async def wait(self, error: BaseException) -> None:
        """Waits until the call may be tried again. Raises the error where it should not be."""
        wait = limited_for(error)
        if wait is not None:
            if time.monotonic() + wait > self._until:
                raise error
            await asyncio.sleep(wait)
            return
        self._troubles += 1
        if not is_unclear(error) or self._troubles == _ATTEMPTS:
            raise error
        longest = min(_LONGEST_WAIT, 2.0 ** (self._troubles - 1))
        await asyncio.sleep(random.uniform(0.5, 1) * longest)  # noqa: S311


class _SafeConnection(AsyncConnectionErrorRetryHandler):
    """Not for calls that add something: it may be there although the answer was lost."""

    async def can_retry_async(self, *, request: Any, **more: Any) -> bool:
        return not _adds(request) and await super().can_retry_async(request=request, **more)


class _SafeServer(AsyncServerErrorRetryHandler):
    async def can_retry_async(self, *, request: Any, **more: Any) -> bool:
        return not _adds(request) and await super().can_retry_async(request=request, **more)


def _adds(request: Any) -> bool:
    return str(request.url).endswith(_ADDING)


def retry_handlers() -> list[AsyncRetryHandler]:
    """What a client tries again by itself."""
    return [
        AsyncRateLimitErrorRetryHandler(max_retry_count=3),
        _SafeConnection(max_retry_count=2),
        _SafeServer(max_retry_count=2),
    ]


def at_once(client: AsyncWebClient) -> AsyncWebClient:
    """The same client, but one that raises instead of waiting and trying again."""
    return AsyncWebClient(
        token=client.token,
        base_url=client.base_url,
        timeout=client.timeout,
        session=client.session,
        ssl=client.ssl,
        proxy=client.proxy,
        headers=client.headers,
        logger=client._logger,
        retry_handlers=[],
    )


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a message came to stand."""

    channel: str
    ts: str


async def post(
    client: AsyncWebClient,
    pacer: Pacer,
    channel: str,
    page: Page,
    *,
    name: str,
    thread_ts: str | None = None,
    broadcast: bool = False,
) -> Sent:
    """Sends a message. Sending again with the same name does not double it, as far as can be.

    Where it is unclear whether it came, it is looked for. Slack may not let that be done in time;
    then a name that it has seen already is all that keeps it from coming twice.
    """
    key = str(uuid.uuid5(uuid.NAMESPACE_URL, f"explainer:{name}"))
    since = time.time()
    patience = _Patience()
    while True:
        await pacer.post_turn(channel)
        try:
            said = await at_once(client).chat_postMessage(
                channel=channel,
                text=page.text,
                blocks=list(page.blocks),
                thread_ts=thread_ts,
                reply_broadcast=broadcast or None,
                unfurl_links=False,
                unfurl_media=False,
                metadata={"event_type": _EVENT, "event_payload": {"id": key}},
                client_msg_id=key,
            )
            return Sent(str(said["channel"]), str(said["ts"]))
        except FAULTS as error:
            await patience.wait(error)
            if limited_for(error) is None:
                log.info("unclear_whether_sent", channel=channel, reason=type(error).__name__)
                found = await _look_for(client, channel, thread_ts, since, _has_id(key))
                if found is not None:
                    return found


def _has_id(key: str) -> Callable[[dict[str, Any]], bool]:
    def has(message: dict[str, Any]) -> bool:
        payload = (message.get("metadata") or {}).get("event_payload") or {}
        return bool(payload.get("id") == key)

    return has


async def _look_for(
    client: AsyncWebClient,
    channel: str,
    thread_ts: str | None,
    since: float,
    is_it: Callable[[dict[str, Any]], bool],
) -> Sent | None:
    """A message that may have come since then, by our clock; None where it is not to be seen."""
    quick = at_once(client)
    asked: dict[str, Any] = {"channel": channel, "oldest": f"{since - 120:.6f}", "limit": 15}

    async def look() -> Any:
        if thread_ts is None:
            return await quick.conversations_history(**asked, include_all_metadata=True)
        return await quick.conversations_replies(**asked, ts=thread_ts, include_all_metadata=True)

    try:
        async with asyncio.timeout(_LOOK_SECONDS):
            found = await lasting(look)
    except FAULTS as error:
        log.warning("cannot_look_whether_sent", channel=channel, reason=code_of(error))
        return None
    for message in found["messages"]:
        if is_it(message):
            return Sent(channel, str(message["ts"]))
    return None


async def look_for_stream(
    client: AsyncWebClient, channel: str, thread_ts: str, text: str, since: float
) -> str | None:
    """The `ts` of a stream of ours that begins so, if it came although its answer was lost."""

    def is_it(message: dict[str, Any]) -> bool:
        return bool(message.get("bot_id")) and str(message.get("text", "")).strip() == text.strip()

    found = await _look_for(client, channel, thread_ts, since, is_it)
    return None if found is None else found.ts


def in_words(error: BaseException, phrases: Phrases, name: str) -> str | None:
    """What a person can do about an error, None where nobody can. `name` is the bot's own."""
    match code_of(error):
        case "not_in_channel" | "channel_not_found":
            return phrases.say("slack-not-in-channel", name=name)
        case "is_archived":
            return phrases.say("slack-archived")
        case "missing_scope" | "no_permission":
            needed = _in_response(error, "needed")
            return phrases.say("slack-missing-scope", scope=needed or "?")
        case "restricted_action" | "restricted_action_read_only_channel":
            return phrases.say("slack-may-not-post")
    return None
