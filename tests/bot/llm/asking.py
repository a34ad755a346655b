"""What the tests of `bot.llm` share: an endpoint, a clock, a question."""

from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import SecretStr

from bot.llm import Endpoint, Finished, Message, Models, NoEndpointLeft, TextDelta
from tests.fakes.openai_server import FakeOpenAI

QUESTION = [Message("system", "Answer shortly."), Message("user", "Why did Nvidia fall?")]
NOW = datetime(2025, 1, 27, 12, 0, tzinfo=UTC).timestamp()


class Time:
    """A clock that moves when someone sleeps by it."""

    def __init__(self) -> None:
        self.now = NOW
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def endpoint(server: FakeOpenAI, name: str = "first", **changes: Any) -> Endpoint:
    usual = Endpoint(name, server.base_url, server.model, SecretStr(server.api_key), max_retries=0)
    return replace(usual, **changes)


@asynccontextmanager
async def models(*endpoints: Endpoint, time: Time | None = None) -> AsyncIterator[Models]:
    time = time or Time()
    made = Models(endpoints, clock=time, sleep=time.sleep)
    try:
        yield made
    finally:
        await made.close()


async def ask(made: Models, **how: Any) -> tuple[str, Finished]:
    text = ""
    async with aclosing(made.stream(QUESTION, **how)) as answer:
        async for piece in answer:
            if isinstance(piece, Finished):
                return text, piece
            if isinstance(piece, TextDelta):
                text += piece.text
    raise AssertionError("the stream ended without Finished")


async def reason(made: Models) -> str:
    """Why the only endpoint did not answer."""
    with pytest.raises(NoEndpointLeft) as caught:
        await ask(made)
    return caught.value.problems[0].reason
