"""Draws an answer in the making: only as often as Discord allows, but its end for certain."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import aiohttp
import discord
import structlog
from tenacity import (
    AsyncRetrying,
    retry_if_exception,
    stop_after_attempt,
    wait_random_exponential,
)

from bot.adapters.discord.layout import pages

if TYPE_CHECKING:
    from discord.ui import LayoutView

    from bot.adapters.discord.pacing import MessagePace, Pacer
    from bot.adapters.discord.targets import Handle, Target
    from bot.chat.shown import Shown

log = structlog.get_logger()
_T = TypeVar("_T")

_ATTEMPTS = 5
_LONGEST_WAIT = 20.0
_MOMENT = 0.2


@dataclass(slots=True)
class _Page:
    handle: Handle
    pace: MessagePace
    drawn: Any = None
    gone: bool = False


class Drawing:
    """The messages that show one answer."""

    def __init__(
        self,
        target: Target,
        pacer: Pacer,
        posted: Callable[[str], Awaitable[None]],
        instead_of: Iterable[Handle] = (),
    ) -> None:
        """`posted` is told the key of each new message."""
        self._target = target
        self._pacer = pacer
        self._posted = posted
        self._pages = [_Page(handle, pacer.message()) for handle in instead_of]
        self._shown: Shown | None = None
        self._stale = False
        self._ending = asyncio.Event()
        self._drawing: asyncio.Task[None] | None = None
        self._name = uuid.uuid4().hex
        self.trouble: Exception | None = None

    @property
    def handles(self) -> list[Handle]:
        """The messages that there are, in order."""
        return [page.handle for page in self._pages if not page.gone]

    @property
    def keys(self) -> list[str]:
        """The keys of the messages that there are, in order."""
        return [handle.key for handle in self.handles]

    def show(self, shown: Shown) -> None:
        """Has this shown soon."""
        self._shown = shown
        self._stale = True
        if self._drawing is None or self._drawing.done():
            self._drawing = asyncio.create_task(self._draw_on())

    async def rest(self) -> None:
        """Stops drawing; what is being sent is sent first."""
        self._ending.set()
        if self._drawing is not None:
            await self._drawing

    async def finish(self) -> None:
        """Comes back once what was shown last is on the screen.

        Raises discord.HTTPException or what else hinders it.
        """
        await self.rest()
        if self.trouble is not None:
            raise self.trouble
        await self._draw(last=True)

    async def erase(self) -> None:
        """Takes away all messages."""
        await self.rest()
        for page in self._pages:
            await lasting(page.handle.delete)
        self._pages.clear()

    async def _draw_on(self) -> None:
        while self._stale and not self._ending.is_set():
            self._stale = False
            try:
                await self._draw(last=False)
            except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
                self.trouble = error
                return
            if self._stale:
                await self._wait()

    async def _wait(self) -> None:
        """Until a message may be edited again, or the end has come."""
        seconds = max((page.pace.wait for page in self._pages), default=0.0) or _MOMENT
        try:
            await asyncio.wait_for(self._ending.wait(), seconds)
        except TimeoutError:
            return

    async def _draw(self, *, last: bool) -> None:
        assert self._shown is not None
        views = pages(self._shown)
        for index, view in enumerate(views):
            if index < len(self._pages):
                await self._redraw(self._pages[index], view, last=last)
            else:
                await self._add(view, f"{self._name}/{index}")
        for page in self._pages[len(views) :]:
            await lasting(page.handle.delete)
        del self._pages[len(views) :]

    async def _add(self, view: LayoutView, nonce: str) -> None:
        handle = await lasting(lambda: self._target.send(view, nonce=nonce))
        page = _Page(handle, self._pacer.message(), _parts(view))
        page.pace.edited()
        self._pages.append(page)
        await self._posted(handle.key)

    async def _redraw(self, page: _Page, view: LayoutView, *, last: bool) -> None:
        parts = _parts(view)
        if page.gone or parts == page.drawn:
            return
        if last:
            await asyncio.sleep(page.pace.wait)
        elif page.pace.wait or page.pace.may_skip():
            self._stale = True
            return
        started = asyncio.get_running_loop().time()
        try:
            await (lasting(lambda: page.handle.edit(view)) if last else page.handle.edit(view))
        except discord.NotFound:
            # Somebody deleted it. The others are still worth finishing.
            page.gone = True
            return
        except Exception as error:
            if last:
                raise
            log.info("edit_left_out", reason=str(error))
            self._stale = True
        else:
            page.drawn = parts
        page.pace.edited(asyncio.get_running_loop().time() - started)


def _parts(view: LayoutView) -> Any:
    """What Discord would be sent: what it has already need not be sent again."""
    return view.to_components()  # type: ignore[no-untyped-call]


async def lasting(call: Callable[[], Awaitable[_T]]) -> _T:
    """Makes a call that may be made twice, again where Discord or the way there is in trouble."""
    retrying = AsyncRetrying(
        retry=retry_if_exception(_passes),
        stop=stop_after_attempt(_ATTEMPTS),
        wait=wait_random_exponential(max=_LONGEST_WAIT),
        reraise=True,
    )
    async for attempt in retrying:
        with attempt:
            return await call()
    raise AssertionError("the last attempt raises")


def _passes(error: BaseException) -> bool:
    if isinstance(error, discord.HTTPException):
        return error.status >= 500 or error.status == 429
    return isinstance(error, (aiohttp.ClientError, OSError, TimeoutError))
