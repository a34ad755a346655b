"""Takes pictures of pages with the Chromium of this machine, over its own debugging protocol."""

from __future__ import annotations

import asyncio
import base64
import itertools
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_STARTS_IN = 60.0
_ANSWERS_IN = 60.0
_ENDS_IN = 10.0
_LARGEST = 64_000_000

# Nothing but the loopback interface is reached, and nothing of a person's own browser is used. As
# only pages of our own are opened, there is no sandbox: in many containers it would not start.
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--remote-debugging-port=0",
)


class BrowserError(Exception):
    """The browser is missing, did not start, or could not do what it was told."""


def installed() -> str | None:
    """The path of Chromium on this machine."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


class Tab:
    """One page of a running browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)

    async def open(self, url: str, *, width: int, height: int, scale: float) -> None:
        """Shows an address in a window of so many CSS pixels, `scale` dots to each."""
        size = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
        await self._do("Emulation.setDeviceMetricsOverride", **size)
        await self._do("Page.navigate", url=url)

    async def run(self, script: str) -> Any:
        """What an expression comes to, awaited if it is a promise."""
        done = await self._do(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in done:
            raise BrowserError(f"The page failed: {done['exceptionDetails']}")
        return done["result"].get("value")

    async def picture(self, *, x: float, y: float, width: float, height: float) -> bytes:
        """A part of the page, in CSS pixels from its upper left corner, as PNG."""
        part = {"x": x, "y": y, "width": width, "height": height, "scale": 1}
        done = await self._do("Page.captureScreenshot", format="png", clip=part)
        return base64.b64decode(done["data"])

    async def _do(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        async with asyncio.timeout(_ANSWERS_IN):
            while (said := await self._socket.receive_json()).get("id") != number:
                pass
        if "error" in said:
            raise BrowserError(f"Chromium could not do {method}: {said['error']['message']}")
        result: dict[str, Any] = said["result"]
        return result


@asynccontextmanager
async def running() -> AsyncIterator[Tab]:
    """A page in a browser of its own, which ends with it."""
    program = installed()
    if program is None:
        raise BrowserError(
            "Pictures need Chromium, and there is none on the path. Install it, on Debian with "
            "`apt-get install chromium`, and try again."
        )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            program,
            *_FLAGS,
            f"--user-data-dir={profile}",
            "about:blank",
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            port = await _port(Path(profile) / "DevToolsActivePort", process)
            async with (
                aiohttp.ClientSession() as session,
                session.ws_connect(await _page(session, port), max_msg_size=_LARGEST) as socket,
            ):
                yield Tab(socket)
        finally:
            await _end(process)


async def _port(file: Path, process: asyncio.subprocess.Process) -> int:
    """The port that the browser listens on, which it writes into a file."""
    for _ in range(int(_STARTS_IN / 0.1)):
        if process.returncode is not None:
            raise BrowserError(f"Chromium ended at once, with code {process.returncode}.")
        if lines := _lines(file):
            return int(lines[0])
        await asyncio.sleep(0.1)
    raise BrowserError(f"Chromium did not start in {_STARTS_IN:.0f} seconds.")


def _lines(file: Path) -> list[str]:
    return file.read_text().splitlines() if file.exists() else []


async def _page(session: aiohttp.ClientSession, port: int) -> str:
    async with session.get(f"http://127.0.0.1:{port}/json/list") as response:
        pages = [found for found in await response.json() if found["type"] == "page"]
    address: str = pages[0]["webSocketDebuggerUrl"]
    return address


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), _ENDS_IN)
    except TimeoutError:
        process.kill()
        await process.wait()
