"""Streams and agent sessions: chat.*Stream with its states, agents.sessions.*, and Stop."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from tests.fakes.slack.checks import MOST_MARKDOWN, ApiError, check_blocks
from tests.fakes.slack.core import Core
from tests.fakes.slack.state import DIRECT, Channel, Message, Payload, Session, Stream
from tests.fakes.slack.web_api import Call, Door, require

STATUSES = frozenset({"active", "processing", "suspended", "closed"})
_CHUNKS = frozenset({"markdown_text", "task_update", "plan_update", "blocks"})


class Streams:
    """All streams. `seconds` is how long Slack lets one be open."""

    def __init__(self, core: Core, door: Door) -> None:
        self._core = core
        self.seconds = 300.0
        self.stop_error = "message_not_in_streaming_state"
        self._timers: list[asyncio.TimerHandle] = []
        for name, handler in (
            ("chat.startStream", self.start),
            ("chat.appendStream", self.append),
            ("chat.stopStream", self.stop),
            ("agents.sessions.setStatus", self.set_status),
            ("agents.sessions.rename", self.rename),
        ):
            door.open(name, handler, scope="chat:write")

    # Methods.

    async def start(self, call: Call) -> Payload:
        channel = self._core.writable(call)
        thread = call.text("thread_ts")
        parent = channel.messages.get(thread)
        if parent is None or parent.thread_ts is not None:
            raise ApiError("invalid_thread_ts")
        if channel.kind != DIRECT:
            self._check_recipient(call, channel)
        if call.get("task_display_mode") not in (None, "timeline", "plan"):
            raise ApiError("invalid_arguments", "task_display_mode must be timeline or plan")
        made = Message(self._core.state.ids.ts(), channel, self._core.bot_in(call, channel))
        made.thread_ts = thread
        made.stream = Stream(time.monotonic(), call.get("recipient_user_id"))
        self._take(made, made.stream, call, needed=False)
        self._core.keep(made)
        loop = asyncio.get_running_loop()
        self._timers.append(loop.call_later(self.seconds, self.close, made, "slack"))
        return {"channel": channel.id, "ts": made.ts}

    def _check_recipient(self, call: Call, channel: Channel) -> None:
        for name in ("recipient_team_id", "recipient_user_id"):
            if call.get(name) is None:
                raise ApiError(f"missing_{name}")
        if call.text("recipient_team_id") not in self._core.state.teams:
            raise ApiError("team_not_found")
        if call.text("recipient_user_id") not in channel.members:
            raise ApiError("user_not_found")

    def _open(self, call: Call) -> tuple[Message, Stream]:
        channel = self._core.channel(call)
        message = self._core.message(channel, call.text("ts"))
        if message.user is not self._core.bot_in(call, channel):
            raise ApiError("message_not_owned_by_app")
        if message.stream is None:
            raise ApiError("message_not_in_streaming_state")
        if not message.stream.open:
            raise ApiError(message.stream.error)
        return message, message.stream

    async def append(self, call: Call) -> Payload:
        message, stream = self._open(call)
        self._take(message, stream, call, needed=True)
        stream.appends += 1
        self._core.read(message)
        return {"channel": message.channel.id, "ts": message.ts}

    async def stop(self, call: Call) -> Payload:
        status = call.get("session_status") or "active"
        if status not in STATUSES:
            raise ApiError("invalid_arguments", "session_status is not one of the known")
        message, stream = self._open(call)
        blocks: list[Payload] = call.args.get("blocks") or []
        if blocks:
            check_blocks(blocks)
        before = message.payload()
        self._take(message, stream, call, needed=False)
        for place, block in enumerate(blocks):
            block.setdefault("block_id", f"end{place}")
        message.blocks = [*message.blocks, *blocks]
        message.metadata = call.args.get("metadata") or message.metadata
        stream.open, stream.ended_by = False, "app"
        session = self._core.state.sessions.get((message.channel.id, message.root))
        if session is not None:
            self._move(session, status)
        self._core.read(message)
        self._core.tell_change(message, before)
        answer = {"channel": message.channel.id, "ts": message.ts}
        return answer | {"message": message.payload()}

    def _take(self, message: Message, stream: Stream, call: Call, *, needed: bool) -> None:
        """Adds what was sent: either text or chunks, and the same of them all along."""
        markdown, chunks = call.args.get("markdown_text"), call.args.get("chunks")
        if markdown and chunks:
            raise ApiError("cannot_provide_both_markdown_text_and_chunks")
        if not markdown and not chunks:
            if needed:
                raise ApiError("no_text")
            return
        chunks = _checked(chunks) if chunks else [{"type": "markdown_text", "text": str(markdown)}]
        if (
            sum(len(one["text"]) for one in chunks if one["type"] == "markdown_text")
            > MOST_MARKDOWN
        ):
            raise ApiError("msg_too_long")
        mode = "markdown_text" if markdown else "chunks"
        if stream.mode not in (None, mode):
            raise ApiError("streaming_mode_mismatch")
        stream.mode = mode
        for chunk in chunks:
            self._add(message, stream, chunk)

    def _add(self, message: Message, stream: Stream, chunk: Payload) -> None:
        match chunk["type"]:
            case "markdown_text":
                message.text += chunk["text"]
                last = message.blocks[-1] if message.blocks else None
                if last is None or last["type"] != "markdown":
                    last = {"type": "markdown", "block_id": f"md{len(message.blocks)}", "text": ""}
                    message.blocks.append(last)
                last["text"] += chunk["text"]
            case "task_update":
                stream.tasks[chunk["id"]] = stream.tasks.get(chunk["id"], {}) | chunk
            case "plan_update":
                stream.plan = chunk["title"]
            case "blocks":
                message.blocks.extend(chunk["blocks"])

    # Ends that the app does not make.

    def close(self, message: Message, by: str = "slack") -> bool:
        """Closes a stream. Whether it was open."""
        stream = message.stream
        if stream is None or not stream.open:
            return False
        stream.open, stream.ended_by = False, by
        if by == "person":
            stream.error = self.stop_error
        self._core.changed()
        return True

    def cancel_timers(self) -> None:
        for timer in self._timers:
            timer.cancel()

    # Sessions.

    async def set_status(self, call: Call) -> Payload:
        require(call, "assistant:write")
        status, title = call.text("status"), call.get("title") or ""
        if status not in STATUSES:
            raise ApiError("invalid_arguments", "status is not one of the known")
        if len(title) > 200:
            raise ApiError("invalid_arguments", "title must be no more than 200 characters")
        channel, thread = self._place(call)
        key = (channel.id, thread)
        session = self._core.state.sessions.get(key)
        if session is None:
            initiator = call.get("initiator_user_id")
            if initiator is not None and initiator not in channel.members:
                raise ApiError("user_not_in_channel")
            session = Session(channel.id, thread, status, title, initiator)
            self._core.state.sessions[key] = session
        self._move(session, status)
        answer: Payload = {"status": status, "agent_status": status, "title": session.title}
        if not self._core.hears("agent_session_stopped"):
            answer["warning"] = "missing_agent_session_stopped_event_subscription"
        return answer

    async def rename(self, call: Call) -> Payload:
        require(call, "assistant:write")
        title = call.text("title")
        if len(title) > 200:
            raise ApiError("invalid_arguments", "title must be no more than 200 characters")
        channel, thread = self._place(call)
        session = self._core.state.sessions.get((channel.id, thread))
        if session is None:
            raise ApiError("session_not_found")
        session.title = title
        return {"title": title}

    def _place(self, call: Call) -> tuple[Channel, str]:
        channel = self._core.channel(call, name="channel_id")
        thread = call.text("thread_ts")
        message = channel.messages.get(thread)
        if message is None or message.thread_ts is not None:
            raise ApiError("invalid_thread_ts")
        return channel, thread

    @staticmethod
    def _move(session: Session, status: str) -> None:
        session.status = status
        session.statuses.append(status)


def _checked(chunks: Any) -> list[Payload]:
    if not isinstance(chunks, list):
        raise ApiError("invalid_chunks")
    for chunk in chunks:
        if not isinstance(chunk, dict) or chunk.get("type") not in _CHUNKS:
            raise ApiError("invalid_chunks", f"unknown chunk: {chunk!r:.80}")
        kind = chunk["type"]
        if kind == "markdown_text" and not isinstance(chunk.get("text"), str):
            raise ApiError("invalid_chunks", "a markdown_text chunk needs a text")
        if kind == "task_update" and not (chunk.get("id") and chunk.get("status")):
            raise ApiError("invalid_chunks", "a task_update chunk needs an id and a status")
        if kind in ("task_update", "plan_update") and not 0 < len(chunk.get("title") or "") <= 256:
            raise ApiError("invalid_chunks", "a title has 1 to 256 characters")
        if kind == "blocks":
            check_blocks(chunk.get("blocks"))
    return chunks
