"""Only one run writes the index at a time; a second one waits or learns who is at work."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from knowledge.types import KnowledgeError

_POLL = 0.1


class IndexBusyError(KnowledgeError):
    """Another run is changing the index."""


@asynccontextmanager
async def only_writer(data_dir: Path, wait: float = 0.0) -> AsyncIterator[None]:
    """Holds the index for writing; the operating system lets go of it when the process dies.

    Waits up to `wait` seconds for another run to finish, then raises IndexBusyError.
    """
    from filelock import FileLock, Timeout

    await asyncio.to_thread(data_dir.mkdir, parents=True, exist_ok=True)
    holder = data_dir / "index.holder"
    lock = FileLock(data_dir / "index.lock", thread_local=False)
    deadline = time.monotonic() + wait
    while not lock.is_locked:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if time.monotonic() >= deadline:
                raise IndexBusyError(
                    f"{_described(holder)} is changing the index. Try again when it has finished."
                ) from None
            await asyncio.sleep(_POLL)
    try:
        holder.write_text(f"Process {os.getpid()} (since {time.strftime('%H:%M:%S')})", "utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _described(holder: Path) -> str:
    try:
        return holder.read_text("utf-8") or "Another process"
    except OSError:
        return "Another process"
