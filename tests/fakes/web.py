"""A web server on the loopback interface that answers as a test tells it to, also rudely."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Handler = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Web:
    """The running server: what it serves by path, and the requests it has seen."""

    port: int
    pages: dict[str, Handler] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)

    def address(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


def page(
    body: bytes | str,
    content_type: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    headers: Mapping[str, str] | None = None,
) -> Handler:
    """Answers with a whole body."""
    content = body.encode() if isinstance(body, str) else body

    async def send(writer: asyncio.StreamWriter) -> None:
        _head(
            writer,
            status,
            {
                "Content-Type": content_type,
                "Content-Length": str(len(content)),
                **(headers or {}),
            },
        )
        writer.write(content)
        await writer.drain()

    return send


def redirect(to: str) -> Handler:
    """Sends the reader elsewhere."""
    return page(b"", status="302 Found", headers={"Location": to})


def endless(piece: bytes, pause: float, status: str = "200 OK", location: str = "") -> Handler:
    """Sends the same piece again and again until the reader hangs up."""

    async def send(writer: asyncio.StreamWriter) -> None:
        more = {"Location": location} if location else {}
        _head(writer, status, {"Content-Type": "text/plain", **more})
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return send


def _head(writer: asyncio.StreamWriter, status: str, headers: Mapping[str, str]) -> None:
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items())]
    writer.write("\r\n".join([*lines, "Connection: close", "", ""]).encode())


@asynccontextmanager
async def serving(**pages: Handler) -> AsyncIterator[Web]:
    """Runs a server; `serving(news=page(…))` answers at `/news`."""
    web = Web(0, {f"/{name}": handler for name, handler in pages.items()})

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ")[1]
            web.seen.append(path)
            await web.pages.get(path, page("nothing here", status="404 Not Found"))(writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    web.port = server.sockets[0].getsockname()[1]
    async with server:
        yield web
        server.close()
