"""Slack's own way to show an answer in the making: a stream, and a session that shows the work.

Slack closes a stream when it likes, and a workspace may lack all of it: whoever streams must be
able to go on without.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import structlog

from bot.adapters.slack.posting import (
    FAULTS,
    at_once,
    code_of,
    is_unclear,
    lasting,
    limited_for,
    look_for_stream,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.adapters.slack.blocks import Block
    from bot.adapters.slack.pacing import Pacer
    from bot.adapters.slack.targets import Thread

log = structlog.get_logger()

_LACKING_SECONDS = 1800.0
_STATUS_LIMIT = 100
_HERE = frozenset(
    {
        *("channel_not_found", "not_in_channel", "is_archived", "invalid_thread_ts"),
        *("thread_not_found", "user_not_in_channel", "user_not_found", "message_not_found"),
        *("missing_recipient_user_id", "missing_recipient_team_id", "restricted_action"),
        *("team_not_found", "message_limit_exceeded", "account_inactive", "token_revoked"),
        "invalid_auth",
    }
)
"""Slack's words for what is wrong with this place alone, not with the method."""


class Lacks:
    """Which methods a workspace was seen to lack; it is tried again after half an hour."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` counts seconds."""
        self._clock = clock
        self._until: dict[tuple[str, str], float] = {}

    def note(self, team: str, method: str, error: BaseException) -> None:
        """Remembers an error that is about the method, and no other."""
        code = code_of(error)
        if not code or code in _HERE or is_unclear(error) or limited_for(error) is not None:
            return
        log.info("workspace_lacks", team=team, method=method, reason=code)
        self._until[team, method] = self._clock() + _LACKING_SECONDS

    def lacks(self, team: str, method: str) -> bool:
        """Whether a method need not be tried."""
        until = self._until.get((team, method))
        if until is None:
            return False
        if self._clock() < until:
            return True
        del self._until[team, method]
        return False


class StreamClosedError(Exception):
    """Slack takes nothing more for a stream."""


_CLOSED = frozenset({"message_not_in_streaming_state", "message_not_found", "stream_not_found"})


class Stream:
    """One message that grows. `sent` is what has been sent of it for certain."""

    def __init__(self, thread: Thread, pacer: Pacer) -> None:
        self.ts: str | None = None
        self.sent = ""
        self.whole = True
        self.open = False
        self._thread = thread
        self._pacer = pacer
        self._client = at_once(thread.client)

    async def start(self, text: str) -> str:
        """Begins with a text; gives the message's `ts`. Raises FAULTS."""
        thread = self._thread
        recipient: dict[str, Any] = {}
        if not thread.channel.startswith("D"):
            recipient = {"recipient_user_id": thread.user, "recipient_team_id": thread.user_team}
        since = time.time()
        await self._pacer.post_turn(thread.channel)
        try:
            begun = await self._client.chat_startStream(
                channel=thread.channel, thread_ts=thread.ts, markdown_text=text, **recipient
            )
        except FAULTS as error:
            if not is_unclear(error):
                raise
            # It may be there all the same, and must not stand there twice.
            found = await look_for_stream(thread.client, thread.channel, thread.ts, text, since)
            if found is None:
                raise
            self.ts = found
        else:
            self.ts = str(begun["ts"])
        self.sent, self.open = text, True
        return self.ts

    async def append(self, text: str) -> None:
        """Lets it grow, unless Slack wants a pause. Raises StreamClosedError."""
        assert self.ts is not None
        try:
            await self._client.chat_appendStream(
                channel=self._thread.channel, ts=self.ts, markdown_text=text
            )
        except FAULTS as error:
            if code_of(error) in _CLOSED:
                self.open = False
                raise StreamClosedError from error
            if limited_for(error) is not None:
                return
            log.info("not_appended", ts=self.ts, reason=code_of(error) or type(error).__name__)
            # Nobody knows whether it came: the message is written anew at the end.
            self.whole = False
        else:
            self.sent += text

    async def stop(
        self, rest: str = "", blocks: Sequence[Block] = (), status: str | None = None
    ) -> None:
        """Ends it; `status` becomes that of the session.

        Raises StreamClosedError where it cannot be said that all of this was done.
        """
        assert self.ts is not None
        further: dict[str, Any] = {"markdown_text": rest} if rest else {}
        if status is not None:
            further["session_status"] = status
        if blocks:
            further["blocks"] = list(blocks)

        async def stop() -> Any:
            return await self._client.chat_stopStream(
                channel=self._thread.channel, ts=self.ts or "", **further
            )

        try:
            await lasting(stop)
        except FAULTS as error:
            if code_of(error) not in _CLOSED:
                log.warning("stream_not_stopped", ts=self.ts, reason=code_of(error) or str(error))
            raise StreamClosedError from error
        finally:
            self.open = False
        self.sent += rest


class Session:
    """What Slack shows of the work in a thread: that it goes on, what is done, and a Stop."""

    def __init__(self, thread: Thread, pacer: Pacer, lacks: Lacks, title: str) -> None:
        self._thread = thread
        self._pacer = pacer
        self._lacks = lacks
        self._title = title
        self._client = at_once(thread.client)
        self._begun = False
        self._told = ""
        self._quiet = False
        self.open = False

    async def work(self, status: str | None) -> None:
        """Says what is being done; the first time, that something is."""
        if not self._begun:
            self._begun = True
            # Under load the answers themselves need what the workspace allows.
            # Once for the beginning, once for the end.
            calls = {"agents.sessions.setStatus": 2}
            self._quiet = not self._pacer.take(self._client.token, calls, reserve=5)
            if not self._quiet:
                self.open = await self._set("processing")
        if status and status != self._told and not self._quiet:
            self._told = status
            await self._say(status)

    async def rest(self) -> None:
        """The work is over, and it is not shown to be going on any more."""
        if self.open:
            self.open = False
            await self._set("active")

    async def clear(self) -> None:
        """Takes back what was said of the work, where no message will."""
        if self._told:
            self._told = ""
            await self._say("")
        await self.rest()

    async def _set(self, status: str) -> bool:
        thread, method = self._thread, "agents.sessions.setStatus"
        if self._lacks.lacks(thread.team, method):
            return False
        further: dict[str, Any] = {}
        if status == "processing":
            further = {"title": self._title or None, "initiator_user_id": thread.user}

        async def call() -> Any:
            return await self._client.agents_sessions_setStatus(
                channel_id=thread.channel, thread_ts=thread.ts, status=status, **further
            )

        try:
            # That it goes on may be left unsaid, that it is over may not.
            await (call() if status == "processing" else lasting(call))
        except FAULTS as error:
            self._lacks.note(thread.team, method, error)
            return False
        return True

    async def _say(self, status: str) -> None:
        thread, method = self._thread, "assistant.threads.setStatus"
        if self._lacks.lacks(thread.team, method):
            return
        try:
            await self._client.assistant_threads_setStatus(
                channel_id=thread.channel, thread_ts=thread.ts, status=status[:_STATUS_LIMIT]
            )
        except FAULTS as error:
            self._lacks.note(thread.team, method, error)
