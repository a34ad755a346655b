"""An OpenAI-compatible server that misbehaves on command, over a real socket in a thread.

    with FakeOpenAI() as server:
        server.say("Nvidia lost 17 %. [1]")             # the answer to every request from now on
        server.script(too_many_requests(2), Reply())    # these first, one a request
        server.reply = lambda request: Reply(request.question.upper())
        … server.base_url, server.api_key, server.model …
        assert server.requests[0].messages

It writes its own bytes, so that it can cut a connection or send half an answer. Requests that the
real thing would refuse (a wrong key, an unknown model, a field it does not know) are refused.
"""

from __future__ import annotations

import asyncio
import base64
import json
import re
import struct
import threading
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

STEP = 0.01
DIMENSIONS = 64


@dataclass(slots=True)
class Request:
    """A request as it came in. `disconnected` is set when the client leaves before the end."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]
    disconnected: threading.Event = field(default_factory=threading.Event)

    @property
    def messages(self) -> list[dict[str, str]]:
        """The messages with their text; images are left out."""
        return [
            {**message, "content": _text_of(message["content"])}
            for message in self.body.get("messages", ())
        ]

    @property
    def question(self) -> str:
        """The last message's text."""
        return self.messages[-1]["content"] if self.messages else ""

    @property
    def prompt(self) -> str:
        """All messages' text."""
        return "\n\n".join(message["content"] for message in self.messages)

    @property
    def key(self) -> str:
        return self.headers.get("authorization", "").removeprefix("Bearer ")


def _text_of(content: str | Sequence[Mapping[str, str]]) -> str:
    if isinstance(content, str):
        return content
    return "\n".join(part["text"] for part in content if part["type"] == "text")


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, and everything that may be wrong with it.

    `text` is sent word by word, or in the given pieces. `wait` is in seconds before the first byte,
    `pause` between the pieces, from the one numbered `pause_after` on. So many `comments` come
    first, as some servers keep a connection alive. `cut_after` and `malformed_after` count pieces
    (the first is an empty one): the connection is cut, or broken JSON sent, once so many were sent.
    `thoughts_in` is the field for `thoughts`. `usage` may be "last", "every" (on each piece, as
    some do) or "none"; `usage_extra` is added to it. `stream_error` takes the place of the end.
    `raw` replaces the whole HTTP response. `error` is the body where `status` is not 200.
    """

    text: str | Sequence[str] = "Yes."
    status: int = 200
    error: Mapping[str, Any] | str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    thoughts: Sequence[str] = ()
    thoughts_in: str = "reasoning_content"
    finish_reason: str | None = "stop"
    usage: str = "last"
    usage_extra: Mapping[str, Any] = field(default_factory=dict)
    stream_error: Mapping[str, Any] | None = None
    wait: float = 0.0
    pause: float = 0.0
    pause_after: int = 0
    comments: int = 0
    cut_after: int | None = None
    malformed_after: int | None = None
    content_type: str = "text/event-stream"
    raw: bytes | None = None

    def pieces(self) -> list[str]:
        return (
            re.findall(r"\s*\S+\s*$|\s*\S+", self.text)
            if isinstance(self.text, str)
            else [*self.text]
        )


def failing(status: int, message: str, **extra: Any) -> Reply:
    """An error as OpenAI words it; `headers` and `wait` go to the reply, the rest to the error."""
    reply = {name: extra.pop(name) for name in ("headers", "wait") if name in extra}
    error = {"message": message, "type": "invalid_request_error", "param": None, "code": None}
    return Reply(status=status, error={"error": error | extra}, **reply)


def too_many_requests(retry_after: float | str | None = None) -> Reply:
    """A 429, with `Retry-After` in seconds or as a date."""
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    message = "Rate limit reached for requests. Please try again later."
    return failing(429, message, type="requests", code="rate_limit_exceeded", headers=headers)


def in_trouble(status: int = 503, **extra: Any) -> Reply:
    """A 5xx."""
    return failing(status, "The engine is currently overloaded.", type="server_error", **extra)


def context_overflow(limit: int = 4096, asked: int = 5000) -> Reply:
    """A 400 for messages that do not fit the model's context."""
    message = (
        f"This model's maximum context length is {limit} tokens. However, your messages resulted "
        f"in {asked} tokens. Please reduce the length of the messages."
    )
    return failing(400, message, param="messages", code="context_length_exceeded")


class FakeOpenAI:
    """The server. Use it as a context manager; everything may be changed while it runs.

    An empty `api_key` accepts any. `rejects` are fields of a request that are refused, worded as in
    `rejection`, which may hold `{field}`. `max_prompt` in characters is the model's context.
    """

    def __init__(
        self,
        *,
        model: str = "fake-model",
        api_key: str = "sk-fake-key-0123456789",
        rejects: Sequence[str] = (),
        rejection: str = "Unknown parameter: '{field}'.",
        max_prompt: int | None = None,
    ) -> None:
        self.model = model
        self.models = [model]
        self.api_key = api_key
        self.rejects = set(rejects)
        self.rejection = rejection
        self.max_prompt = max_prompt
        self.requests: list[Request] = []
        self.asked = threading.Event()
        self.reply: Callable[[Request], Reply] = lambda _: Reply()
        self._script: list[Reply] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fake-openai")
        self._port = 0

    @property
    def address(self) -> str:
        """The bare host, without `/v1`."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def base_url(self) -> str:
        return f"{self.address}/v1"

    @property
    def chats(self) -> list[Request]:
        """The requests for answers, without those for lists or embeddings."""
        return [request for request in self.requests if request.path.endswith("/chat/completions")]

    def say(self, text: str | Sequence[str], **how: Any) -> None:
        """Answer every request with `text` from now on; `how` are fields of a Reply."""
        reply = Reply(text, **how)
        self.reply = lambda _: reply

    def script(self, *replies: Reply) -> None:
        """Answer the next requests with these, one each, in order."""
        self._script.extend(replies)

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(10)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self._port = self._server.sockets[0].getsockname()[1]

    async def _stop(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        exchange = _Exchange(reader, writer)
        try:
            while (request := await exchange.read()) is not None:
                self.requests.append(request)
                self.asked.set()
                await self._respond(exchange, request)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # The client left, or the server is being stopped.
        finally:
            writer.transport.abort() if exchange.cut else writer.close()

    async def _respond(self, exchange: _Exchange, request: Request) -> None:
        try:
            if self.api_key and request.key != self.api_key:
                message = f"Incorrect API key provided: {request.key}."
                await exchange.send(failing(401, message, code="invalid_api_key"), request)
            elif request.method == "GET" and request.path == "/v1/models":
                await exchange.send_json(
                    {"object": "list", "data": [_listed(m) for m in self.models]}
                )
            elif request.path == "/v1/embeddings":
                await exchange.send_json(_embeddings(request))
            elif request.path == "/v1/chat/completions":
                await exchange.send(self._refusal(request) or self._next(request), request)
            else:
                await exchange.send(failing(404, f"Invalid URL ({request.path})"), request)
        except ConnectionError:
            request.disconnected.set()
            raise

    def _next(self, request: Request) -> Reply:
        return self._script.pop(0) if self._script else self.reply(request)

    def _refusal(self, request: Request) -> Reply | None:
        for name in sorted(self.rejects & set(request.body)):
            message = self.rejection.format(field=name)
            return failing(400, message, param=name, code="unsupported_parameter")
        if request.body.get("model") not in self.models:
            message = f"The model `{request.body.get('model')}` does not exist."
            return failing(404, message, code="model_not_found")
        if self.max_prompt is not None and len(request.prompt) > self.max_prompt:
            return context_overflow(self.max_prompt // 4, len(request.prompt) // 4)
        return None


class _Exchange:
    """One connection: reads requests, writes responses."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self.cut = False

    async def read(self) -> Request | None:
        try:
            head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        except asyncio.IncompleteReadError:
            return None
        first, *lines = head.strip().split("\r\n")
        method, path, _ = first.split(" ")
        headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines)
        }
        body = await self._reader.readexactly(int(headers.get("content-length", "0")))
        return Request(method, path.partition("?")[0], headers, json.loads(body or b"{}"))

    async def send(self, reply: Reply, request: Request) -> None:
        await self._wait(reply.wait)
        if reply.raw is not None:
            self._writer.write(reply.raw)
            await self._hang_up()
        elif reply.status != 200:
            await self.send_json(reply.error, reply.status, reply.headers)
        elif request.body.get("stream"):
            await self._stream(reply, request)
        else:
            await self.send_json(_completion(reply, request), 200, reply.headers)

    async def send_json(
        self,
        body: Mapping[str, Any] | str,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        content = (body if isinstance(body, str) else json.dumps(body)).encode()
        kind = "text/html" if isinstance(body, str) else "application/json"
        self._head(
            status, {"Content-Type": kind, "Content-Length": str(len(content)), **(headers or {})}
        )
        self._writer.write(content)
        await self._writer.drain()

    async def _stream(self, reply: Reply, request: Request) -> None:
        kind = {"Content-Type": reply.content_type, "Transfer-Encoding": "chunked"}
        self._head(200, kind | dict(reply.headers))
        for _ in range(reply.comments):
            await self._line(": keep-alive")
            await self._wait(reply.pause)
        for sent, event in enumerate(_events(reply, request)):
            await self._wait(reply.pause if sent > reply.pause_after else 0)
            if sent == reply.cut_after:
                await self._hang_up()
            data = "{broken" if sent == reply.malformed_after else json.dumps(event)
            await self._line(f"data: {data}")
        await self._line("data: [DONE]")
        self._writer.write(b"0\r\n\r\n")
        await self._writer.drain()

    async def _line(self, text: str) -> None:
        line = f"{text}\n\n".encode()
        self._writer.write(f"{len(line):x}\r\n".encode() + line + b"\r\n")
        await self._writer.drain()

    def _head(self, status: int, headers: Mapping[str, str]) -> None:
        lines = [
            f"HTTP/1.1 {status} Said",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        self._writer.write("\r\n".join([*lines, "", ""]).encode())

    async def _wait(self, seconds: float) -> None:
        """Wait, but notice when the client has left."""
        end = time.monotonic() + seconds
        while True:
            if self._reader.at_eof():
                raise ConnectionResetError("the client has left")
            if (left := end - time.monotonic()) <= 0:
                return
            await asyncio.sleep(min(left, STEP))

    async def _hang_up(self) -> None:
        await self._writer.drain()
        # What was written should arrive before the connection is reset.
        await asyncio.sleep(2 * STEP)
        self.cut = True
        raise ConnectionAbortedError("cut on command")


def _events(reply: Reply, request: Request) -> list[dict[str, Any]]:
    """The chunks of a streamed answer, the first of them without text, as real servers do."""
    usage = _usage(reply, request)
    everywhere = {"usage": usage} if reply.usage == "every" else {}
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": None}]
    deltas += [{reply.thoughts_in: thought} for thought in reply.thoughts]
    deltas += [{"content": piece} for piece in reply.pieces()]
    events = [_chunk(request, [_choice(delta)]) | everywhere for delta in deltas]
    if reply.stream_error is not None:
        return [*events, {"error": dict(reply.stream_error)}]
    if reply.finish_reason is not None:
        events.append(_chunk(request, [_choice({}, reply.finish_reason)]) | everywhere)
    asked = (request.body.get("stream_options") or {}).get("include_usage")
    if reply.usage == "last" and asked:
        events.append(_chunk(request, []) | {"usage": usage})
    return events


def _chunk(request: Request, choices: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": "chatcmpl-fake",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": request.body.get("model"),
        "choices": choices,
    }


def _choice(delta: dict[str, Any], finish_reason: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "finish_reason": finish_reason}


def _completion(reply: Reply, request: Request) -> dict[str, Any]:
    message = {"role": "assistant", "content": "".join(reply.pieces())}
    choice = {"index": 0, "message": message, "finish_reason": reply.finish_reason}
    usage = {"usage": _usage(reply, request)} if reply.usage != "none" else {}
    return _chunk(request, [choice]) | {"object": "chat.completion"} | usage


def _usage(reply: Reply, request: Request) -> dict[str, Any]:
    """Tokens, counted as words."""
    read = len(request.prompt.split())
    written = len(" ".join([*reply.thoughts, *reply.pieces()]).split())
    total = {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}
    return total | dict(reply.usage_extra)


def _listed(model: str) -> dict[str, Any]:
    return {"id": model, "object": "model", "created": 1, "owned_by": "fake"}


def _embeddings(request: Request) -> dict[str, Any]:
    """Bags of hashed words: texts that share words are near."""
    texts = request.body.get("input", "")
    dimensions = int(request.body.get("dimensions") or DIMENSIONS)
    data = []
    for index, text in enumerate([texts] if isinstance(texts, str) else texts):
        vector: Any = [0.0] * dimensions
        for word in re.findall(r"\w+", text.lower()) or ["nothing"]:
            vector[zlib.crc32(word.encode()) % dimensions] += 1.0
        if request.body.get("encoding_format") == "base64":
            vector = base64.b64encode(struct.pack(f"<{dimensions}f", *vector)).decode()
        data.append({"object": "embedding", "index": index, "embedding": vector})
    words = sum(len(str(text).split()) for text in texts)
    usage = {"prompt_tokens": words, "total_tokens": words}
    return {"object": "list", "model": request.body.get("model"), "data": data, "usage": usage}
