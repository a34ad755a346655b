"""An OpenAI-compatible `/v1/embeddings` server over a real socket, whose vectors a test chooses."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

MODEL = "words-8"


def counted_letters(text: str) -> list[float]:
    """A vector of eight numbers that differs with the letters of the text."""
    return [1.0 + sum(ord(letter) % 8 == place for letter in text) for place in range(8)]


@dataclass
class FakeEmbeddings:
    """What the server does, to be changed while it runs, and what it was asked."""

    base_url: str
    key: str | None = None
    vector: Callable[[str], list[float]] = counted_letters
    bodies: list[Mapping[str, Any]] = field(default_factory=list)

    async def answer(self, request: Request) -> JSONResponse:
        if self.key and request.headers.get("authorization") != f"Bearer {self.key}":
            given = request.headers.get("authorization", "").removeprefix("Bearer ")
            return _error(401, f"Incorrect API key provided: {given}")
        body = await request.json()
        self.bodies.append(body)
        if body["model"] != MODEL:
            return _error(404, f"model {body['model']!r} not found")
        if not all(body["input"]):
            return _error(400, "input must not be empty")
        data = [
            {"object": "embedding", "index": index, "embedding": self.vector(text)}
            for index, text in enumerate(body["input"])
        ]
        usage = {"prompt_tokens": len(data), "total_tokens": len(data)}
        return JSONResponse({"object": "list", "model": MODEL, "data": data, "usage": usage})


@contextmanager
def embeddings_server(key: str | None = None) -> Iterator[FakeEmbeddings]:
    """Runs the server in a thread, on a free port of the loopback interface."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        fake = FakeEmbeddings(f"http://127.0.0.1:{listener.getsockname()[1]}/v1", key)
        app = Starlette(routes=[Route("/v1/embeddings", fake.answer, methods=["POST"])])
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield fake
        finally:
            server.should_exit = True
            thread.join()


def _error(status: int, message: str) -> JSONResponse:
    return JSONResponse({"error": {"message": message, "type": "error"}}, status)
