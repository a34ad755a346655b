"""Work that a person may stop at any moment. Whatever ends it, no task of it is left behind."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable
from contextlib import aclosing
from typing import TypeVar

T = TypeVar("T")


async def until(
    stop: asyncio.Event | None, items: AsyncGenerator[T, None]
) -> AsyncGenerator[T, None]:
    """The items up to the moment when `stop` is set, even while the next one is awaited.

    `items`, none of which is None, is closed at the end.
    """
    async with aclosing(items):
        while stop is None or not stop.is_set():
            item = await unless(stop, anext(items, None))
            if item is None:
                return
            yield item


async def unless(stop: asyncio.Event | None, work: Awaitable[T]) -> T | None:
    """What `work` gives, or None where `stop` is set first; `work` is cancelled then."""
    if stop is None:
        return await work
    working, stopping = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        # Also where this is cancelled: waiting for a task does not end it.
        working.cancel()
        stopping.cancel()
        await asyncio.gather(working, stopping, return_exceptions=True)
