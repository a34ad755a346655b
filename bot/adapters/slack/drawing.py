"""Draws an answer in the making, the best way that the place and its limits allow.

As a stream where there is a thread; else as messages that are edited; under load, or where nothing
can be edited, only once it is done. Its end is drawn for certain.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

import structlog

from bot.adapters.slack.blocks import Page, bodies, pages, stream_tail
from bot.adapters.slack.posting import FAULTS, code_of, lasting, limited_for
from bot.adapters.slack.streams import Session, Stream, StreamClosedError
from bot.adapters.slack.targets import GONE, MessageHandle

if TYPE_CHECKING:
    from bot.adapters.slack.pacing import MessagePace, Pacer
    from bot.adapters.slack.streams import Lacks
    from bot.adapters.slack.targets import Handle, Target
    from bot.chat.presenting import Posted
    from bot.chat.shown import Shown

log = structlog.get_logger()

_MOMENT = 0.2
_RESERVED_UPDATES = 10
"""Edits that are kept for the ends of answers, in a minute."""
_RESERVED_APPENDS = 5
_UPDATE = "chat.update"
_STREAMING = {"chat.startStream": 1, "chat.stopStream": 1}


class _Way(Enum):
    """How an answer is drawn."""

    STREAM = auto()
    EDITS = auto()
    END = auto()


@dataclass(slots=True)
class _Message:
    handle: Handle
    pace: MessagePace
    drawn: Page | None = None
    gone: bool = False


class Drawing:
    """The messages that show one answer."""

    def __init__(
        self,
        target: Target,
        pacer: Pacer,
        lacks: Lacks,
        posted: Posted,
        instead_of: Iterable[Handle] = (),
        *,
        title: str,
        closed: Callable[[str], Awaitable[None]],
    ) -> None:
        """`posted` is told the key of each new message. `title` is that of a new session.

        `closed` is told the key of a message whose stream was closed, and not by us.
        """
        self.trouble: Exception | None = None
        self._target = target
        self._pacer = pacer
        self._lacks = lacks
        self._posted = posted
        self._messages = [_Message(handle, pacer.message()) for handle in instead_of]
        self._closed = closed
        self._shown: Shown | None = None
        self._stale = False
        self._ending = asyncio.Event()
        self._drawing: asyncio.Task[None] | None = None
        self._name = uuid.uuid4().hex
        self._way = _Way.EDITS if self._messages else None
        self._promised = 0
        self._stream: Stream | None = None
        self._new = False
        thread = target.thread
        self._thread = thread
        self._session = None if thread is None else Session(thread, pacer, lacks, title)

    @property
    def handles(self) -> list[Handle]:
        """The messages that there are, in order."""
        return [message.handle for message in self._messages if not message.gone]

    @property
    def keys(self) -> list[str]:
        """Their keys; what is shown to one person alone has none."""
        return [handle.key for handle in self.handles if handle.key]

    def show(self, shown: Shown) -> None:
        """Has this shown soon."""
        self._shown = shown
        self._stale = True
        if self._drawing is None or self._drawing.done():
            self._drawing = asyncio.create_task(self._draw_on())

    async def rest(self) -> None:
        """Stops drawing; what is being sent is sent first. Nothing stays open."""
        await self._settle()
        self._promise(-self._promised)
        await self._close_stream()
        if self._session is not None:
            await self._session.clear()

    async def finish(self) -> None:
        """Comes back once what was shown last is on the screen.

        Raises FAULTS where it cannot be.
        """
        try:
            await self._settle()
            self._promise(-self._promised)
            if self.trouble is not None:
                raise self.trouble
            await self._draw_end()
        finally:
            await self._close_stream()
            if self._session is not None:
                # A new message takes back by itself what was said of the work.
                await (self._session.rest() if self._new else self._session.clear())

    async def erase(self) -> None:
        """Takes away all messages."""
        await self.rest()
        for message in self._messages:
            await lasting(message.handle.delete)
        self._messages.clear()

    # While it grows.

    async def _settle(self) -> None:
        self._ending.set()
        if self._drawing is not None:
            await self._drawing

    async def _draw_on(self) -> None:
        while self._stale and not self._ending.is_set():
            self._stale = False
            try:
                await self._draw()
            except FAULTS as error:
                self.trouble = error
                return
            if self._stale:
                await self._wait()

    async def _wait(self) -> None:
        """Until a message may change again, or the end has come."""
        seconds = max((one.pace.wait for one in self._messages), default=0.0) or _MOMENT
        try:
            await asyncio.wait_for(self._ending.wait(), seconds)
        except TimeoutError:
            return

    async def _draw(self) -> None:
        assert self._shown is not None
        if self._way is None:
            self._way = self._best_way()
        shown = self._shown
        if self._session is not None and shown.answer is None:
            await self._session.work(None if shown.sentences else shown.status)
        if self._way is _Way.STREAM:
            done = shown.answer is not None and self._stream is not None
            await (self._end_early(shown) if done else self._stream_on(shown))
        elif self._way is _Way.EDITS:
            await self._edit_all(pages(shown))
            if self._session is not None and shown.answer is not None:
                await self._session.rest()

    def _best_way(self) -> _Way:
        """What the place and its limits allow now."""
        if not self._target.live:
            return _Way.END
        return _Way.STREAM if self._may_stream() else self._way_without_streams()

    def _may_stream(self) -> bool:
        """Whether a stream can be begun; the right to it is taken."""
        thread = self._thread
        if thread is None or self._lacks.lacks(thread.team, "chat.startStream"):
            return False
        return self._pacer.take(self._target.token, _STREAMING)

    def _way_without_streams(self) -> _Way:
        """A message that is edited costs two calls, one that comes when all is said only one."""
        if self._pacer.left(self._target.token, _UPDATE) <= _RESERVED_UPDATES:
            return _Way.END
        self._promise(1)
        return _Way.EDITS

    def _promise(self, many: int) -> None:
        """An answer that is edited must have its last edit."""
        self._promised += many
        self._pacer.promise(self._target.token, _UPDATE, many)

    async def _stream_on(self, shown: Shown) -> None:
        """Sends what has been said since, unless it must be drawn anew in the end."""
        texts = bodies(shown)
        number = len(self._messages) - 1 if self._messages else 0
        if not texts or number >= len(texts):
            return
        stream = self._stream
        if stream is None:
            await self._start_stream(texts[0])
            return
        if not stream.open or not stream.whole or not texts[number].startswith(stream.sent):
            return
        new = texts[number][len(stream.sent) :]
        if len(texts) > number + 1:
            # The message is full.
            if await self._stopped(stream, new) and self._may_stream():
                await self._start_stream(texts[number + 1])
            return
        pace = self._messages[-1].pace
        if not new:
            return
        reserve = self._pacer.left(self._target.token, "chat.appendStream") < _RESERVED_APPENDS
        if pace.wait or reserve:
            self._stale = True
            return
        started = asyncio.get_running_loop().time()
        try:
            await stream.append(new)
        except StreamClosedError:
            await self._closed(self._messages[-1].handle.key)
            self._go_on_without()
            return
        pace.edited(asyncio.get_running_loop().time() - started)
        self._stale = self._stale or (stream.whole and stream.sent != texts[number])

    async def _end_early(self, shown: Shown) -> None:
        """Shows all that belongs to an answer; what to ask next takes its time, and an edit."""
        stream = self._stream
        if stream is None or not stream.open or self._scarce():
            return
        self._promise(1)
        if not await self._streamed_whole(stream, shown):
            self._go_on_without()

    def _go_on_without(self) -> None:
        """The stream takes nothing more; what it lacks is shown by edits, if there may be some."""
        if self._scarce():
            return
        self._promise(1)
        self._way, self._stale = _Way.EDITS, True

    async def _start_stream(self, text: str) -> None:
        assert self._thread is not None
        stream = Stream(self._thread, self._pacer)
        try:
            ts = await stream.start(text)
        except FAULTS as error:
            self._lacks.note(self._thread.team, "chat.startStream", error)
            log.info("not_streamed", reason=code_of(error) or type(error).__name__)
            if self._messages:
                return  # The rest comes when all is said.
            self._way = _Way.END
            if limited_for(error) is None:
                self._way = self._way_without_streams()
                self._stale = True
            return
        self._stream, self._new = stream, True
        client, team, channel = self._thread.client, self._thread.team, self._thread.channel
        message = _Message(MessageHandle(client, team, channel, ts), self._pacer.message())
        message.pace.edited()
        self._messages.append(message)
        await self._posted(message.handle.key)

    async def _stopped(self, stream: Stream, rest: str = "") -> bool:
        try:
            await stream.stop(rest)
        except StreamClosedError:
            return False
        return stream.whole

    async def _close_stream(self) -> None:
        if self._stream is not None and self._stream.open:
            await self._stopped(self._stream)

    # At the end.

    async def _draw_end(self) -> None:
        assert self._shown is not None
        shown = pages(self._shown, stop=False)
        if self._stream is None or not await self._streamed_whole(self._stream, self._shown):
            await self._edit_all(shown, last=True)
        if self._target.broadcast and self._messages and shown:
            first = self._messages[0].handle
            await lasting(lambda: first.edit(shown[0], broadcast=True))

    async def _streamed_whole(self, stream: Stream, shown: Shown) -> bool:
        """Ends the stream, and adds the messages after it; False where edits must do it."""
        if not await self._end_stream(stream, shown):
            return False
        all_pages, count = pages(shown, stop=False), len(self._messages)
        for message, page in zip(self._messages, all_pages, strict=False):
            message.drawn = page
        for index, page in enumerate(all_pages[count:], start=count):
            await self._add(page, index)
        return True

    async def _end_stream(self, stream: Stream, shown: Shown) -> bool:
        """Ends the stream with all that belongs there; False where it must be written anew."""
        number = len(self._messages) - 1
        tail = stream_tail(shown, stream.sent, number) if stream.open and stream.whole else None
        if tail is None:
            await self._close_stream()
            return False
        session = self._session
        showing = session is not None and session.open
        try:
            await stream.stop(tail.rest, tail.blocks, status="active" if showing else None)
        except StreamClosedError:
            return False
        if session is not None:
            session.open = False
        return True

    async def _edit_all(self, shown: list[Page], *, last: bool = False) -> None:
        for index, page in enumerate(shown):
            if index < len(self._messages):
                await self._edit(self._messages[index], page, last=last)
            else:
                await self._add(page, index)
        for message in self._messages[len(shown) :]:
            await lasting(message.handle.delete)
        del self._messages[len(shown) :]

    async def _add(self, page: Page, index: int) -> None:
        name = f"{self._name}/{index}"
        handle = await self._target.send(page, name=name, pacer=self._pacer)
        message = _Message(handle, self._pacer.message(), page)
        message.pace.edited()
        self._messages.append(message)
        self._new = True
        if handle.key:
            await self._posted(handle.key)

    async def _edit(self, message: _Message, page: Page, *, last: bool) -> None:
        if message.gone or page == message.drawn:
            return
        if last:
            await asyncio.sleep(message.pace.wait)
        elif message.pace.wait or self._scarce():
            self._stale = True
            return
        started = asyncio.get_running_loop().time()
        try:
            if last:
                await lasting(lambda: message.handle.edit(page))
            else:
                await message.handle.edit(page)
        except FAULTS as error:
            if code_of(error) in GONE:
                # Somebody deleted it. The others are still worth finishing.
                message.gone = True
                return
            if last:
                raise
            log.info("edit_left_out", reason=code_of(error) or type(error).__name__)
            self._stale = True
        else:
            message.drawn = page
        message.pace.edited(asyncio.get_running_loop().time() - started)

    def _scarce(self) -> bool:
        return self._pacer.left(self._target.token, _UPDATE) <= _RESERVED_UPDATES
