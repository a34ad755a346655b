"""How fast the app may call Slack: each method has its limit in each workspace.

Calls wait here rather than at Slack, and what can be left out is left out before that. Once Slack
says when to come back, nobody calls that method earlier.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from types import SimpleNamespace

import aiohttp
import yarl

_CAREFUL = 0.9
"""How much of a limit is used: other processes and clocks that differ need some, too."""

_PER_MINUTE = {
    "chat.startStream": 20,
    "chat.stopStream": 20,
    "chat.appendStream": 100,
    "chat.update": 50,
    "chat.delete": 50,
    "agents.sessions.setStatus": 50,
    "users.info": 100,
}
_TAKEN_BEFORE = frozenset({"chat.startStream", "chat.stopStream", "agents.sessions.setStatus"})
"""What is only called by those who have taken the right to it: they have another way to go."""
_POSTS = 4
"""How many messages may come in a channel at once; then it is one a second."""
_MOST_CHANNELS = 2000


class _Bucket:
    """So many calls at once, which come back evenly."""

    def __init__(self, most: float, per_second: float, now: float) -> None:
        self.most = most
        self.per_second = per_second
        self.shut = 0.0
        self.promised = 0
        self.queue = asyncio.Lock()
        self._left = most
        self._at = now

    def left(self, now: float) -> float:
        """How many calls may be made now."""
        if now < self.shut:
            return 0.0
        return min(self.most, self._left + (now - self._at) * self.per_second)

    def wait(self, now: float) -> float:
        """Seconds until a call may be made."""
        missing = 1 - min(self.most, self._left + (now - self._at) * self.per_second)
        return max(0.0, self.shut - now, missing / self.per_second)

    def drain(self, now: float) -> None:
        """What seemed to be left was used up by others, such as another process."""
        self._left, self._at = min(0.0, self._left), now

    def take(self, now: float) -> None:
        self._left = min(self.most, self._left + (now - self._at) * self.per_second) - 1
        self._at = now


class Pacer:
    """The pace of a whole process."""

    def __init__(
        self, *, edit_seconds: float = 1.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`edit_seconds` is how long a message stays as it is between edits."""
        self._edit_seconds = edit_seconds
        self._clock = clock
        self._methods: dict[tuple[str, str], _Bucket] = {}
        self._channels: dict[str, _Bucket] = {}

    async def turn(self, token: str, method: str) -> None:
        """Waits until a method may be called once more; first come, first served."""
        bucket = self._methods.get((token, method))
        if bucket is None:
            if method not in _PER_MINUTE:
                return
            bucket = self._method(token, method)
        if method not in _TAKEN_BEFORE:
            await self._turn(bucket)
        while True:
            wait = bucket.shut - self._clock()
            if wait <= 0:
                return
            await asyncio.sleep(wait)

    async def post_turn(self, channel: str) -> None:
        """Waits until one more message may come in a channel."""
        bucket = self._channels.pop(channel, None) or _Bucket(_POSTS, _CAREFUL, self._clock())
        self._channels[channel] = bucket  # last: the first one is the longest unused
        if len(self._channels) > _MOST_CHANNELS:
            del self._channels[next(iter(self._channels))]
        await self._turn(bucket)

    def left(self, token: str | None, method: str) -> float:
        """How many calls of a method could be made at once, those aside that are promised."""
        bucket = self._method(token or "", method)
        return bucket.left(self._clock()) - bucket.promised

    def take(self, token: str | None, calls: Mapping[str, int], reserve: float = 0.0) -> bool:
        """Takes the right to some calls of methods, all or none; `reserve` is left to others."""
        if any(self.left(token, method) < many + reserve for method, many in calls.items()):
            return False
        for method, many in calls.items():
            for _ in range(many):
                self._method(token or "", method).take(self._clock())
        return True

    def promise(self, token: str | None, method: str, many: int) -> None:
        """Keeps room for calls that will have to be made; a negative number gives it back."""
        self._method(token or "", method).promised += many

    def told(self, token: str, method: str, seconds: float) -> None:
        """Slack said that a method may be called again after so many seconds."""
        bucket = self._method(token, method)
        bucket.shut = max(bucket.shut, self._clock() + seconds)
        bucket.drain(self._clock())

    def message(self) -> MessagePace:
        """The pace of one message."""
        return MessagePace(self._edit_seconds)

    def trace(self, api: str) -> aiohttp.TraceConfig:
        """Holds every call to this address to the pace just before it leaves."""
        base = yarl.URL(api)

        def called(url: yarl.URL) -> str | None:
            ours = url.origin() == base.origin() and url.path.startswith(base.path)
            return url.path.removeprefix(base.path) if ours else None

        async def before(
            _session: aiohttp.ClientSession,
            context: SimpleNamespace,
            call: aiohttp.TraceRequestStartParams,
        ) -> None:
            method = called(call.url)
            context.call = None
            if method is not None:
                context.call = (call.headers.get("Authorization", ""), method)
                await self.turn(*context.call)

        async def after(
            _session: aiohttp.ClientSession,
            context: SimpleNamespace,
            call: aiohttp.TraceRequestEndParams,
        ) -> None:
            if context.call is not None and call.response.status == 429:
                token, method = context.call
                seconds = retry_after(call.response.headers.get("Retry-After"))
                self.told(token, method, seconds)

        trace = aiohttp.TraceConfig()
        trace.on_request_start.append(before)
        trace.on_request_end.append(after)
        return trace

    def _method(self, token: str, method: str) -> _Bucket:
        token = token if not token or token.startswith("Bearer ") else f"Bearer {token}"
        bucket = self._methods.get((token, method))
        if bucket is None:
            # What has no limit here got one by Slack's own word: it is only shut for a while.
            most = _CAREFUL * _PER_MINUTE.get(method, 6000)
            bucket = _Bucket(most, most / 60, self._clock())
            self._methods[token, method] = bucket
        return bucket

    async def _turn(self, bucket: _Bucket) -> None:
        async with bucket.queue:
            while True:
                wait = bucket.wait(self._clock())
                if wait <= 0:
                    break
                await asyncio.sleep(wait)
            bucket.take(self._clock())


class MessagePace:
    """The pace of one message's edits."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._free = 0.0

    @property
    def wait(self) -> float:
        """Seconds until the message may be edited again."""
        return max(0.0, self._free - time.monotonic())

    def edited(self, took: float = 0.0) -> None:
        """Notes an edit that took so many seconds; a slow one says that Slack is busy."""
        self._free = time.monotonic() + max(self._seconds, 2 * took if took > 1 else 0.0)


def retry_after(header: str | None) -> float:
    """The seconds to wait that Slack wrote into `Retry-After`."""
    try:
        return max(1.0, float(header or 1))
    except ValueError:
        return 1.0
