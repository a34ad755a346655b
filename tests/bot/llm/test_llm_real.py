"""The same promises with a real model behind llama.cpp's own server."""

from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing

import pytest
from pydantic import SecretStr

from bot.llm import (
    Begun,
    ContextOverflow,
    Endpoint,
    Finished,
    Message,
    Models,
    NoEndpointLeft,
    TextDelta,
)
from tests.fakes.llama_server import LlamaServer, missing

pytestmark = pytest.mark.skipif(missing() is not None, reason=missing() or "")

QUESTION = [Message("user", "Name a colour.")]


@pytest.fixture(scope="module")
def server() -> Iterator[LlamaServer]:
    with LlamaServer(context=512) as server:
        yield server


def endpoint(server: LlamaServer, key: str | None = None) -> Endpoint:
    return Endpoint(
        "llama",
        server.base_url,
        server.model,
        SecretStr(key or server.api_key),
        input_price=1.0,
        output_price=2.0,
        first_token_timeout=60,
        max_tokens=8,
    )


@pytest.fixture
async def models(server: LlamaServer) -> AsyncIterator[Models]:
    models = Models([endpoint(server)])
    yield models
    await models.close()


async def test_it_streams_and_reports_what_it_took(models: Models) -> None:
    async with aclosing(models.stream(QUESTION)) as answer:
        begun, *text, end = [piece async for piece in answer]
    assert begun == Begun("llama")
    assert len(text) > 1
    assert all(isinstance(piece, TextDelta) and piece.text for piece in text)
    assert isinstance(end, Finished)
    assert (end.endpoint, end.finish_reason) == ("llama", "length")
    assert end.usage.completion_tokens == 8
    assert end.usage.prompt_tokens > 8
    assert end.usage.cost == pytest.approx((end.usage.prompt_tokens + 16) / 1_000_000)


async def test_it_can_be_stopped_and_asked_again(models: Models) -> None:
    async with aclosing(models.stream(QUESTION, max_tokens=400)) as answer:
        await anext(answer)
    text, end = await models.complete(QUESTION)
    assert text
    assert end.usage.completion_tokens == 8


async def test_messages_beyond_its_context_are_told_apart(models: Models) -> None:
    with pytest.raises(ContextOverflow, match="too long for the model's context"):
        await models.complete([Message("user", "word " * 2000)])
    assert (await models.complete(QUESTION))[0]


async def test_a_wrong_key_is_told(server: LlamaServer) -> None:
    models = Models([endpoint(server, "sk-wrong")])
    with pytest.raises(NoEndpointLeft, match=r"it refused the key \(401\)") as caught:
        await models.complete(QUESTION)
    assert "sk-wrong" not in str(caught.value)
    await models.close()


async def test_trying_it_out_finds_everything_in_order(models: Models, server: LlamaServer) -> None:
    check = await models.check(models.endpoints[0])
    assert check.usable, check.problems
    assert check.offered == (server.model,)
    assert (check.model_there, check.streams, check.reports_usage) == (True, True, True)
    assert check.notes == ()
