"""One OpenAI-compatible endpoint, asked once, through the `openai` client.

Endpoints differ in which fields they accept. What one of them rejects is left out or renamed, and
remembered, so that it is asked in its own dialect from then on.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, cast

from bot.llm.faults import EndpointError, failure_of, is_overflow, rejects_unknown_field
from bot.llm.thoughts import ThoughtFilter
from bot.llm.types import Endpoint, Finished, Message, TextDelta, Thought, base_address
from bot.types import Usage

if TYPE_CHECKING:
    from openai import APIStatusError, AsyncOpenAI, AsyncStream
    from openai.types.chat import ChatCompletionChunk

CONNECT_SECONDS = 5.0
LISTING_SECONDS = 5.0
# A model's thoughts count against its limit of tokens, which is meant for the answer.
THOUGHT_TOKENS = 2500
NAMES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class _Dialect:
    """Which of the fields that endpoints disagree about this one accepts."""

    stream_options: bool = True
    temperature: bool = True
    limit: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"

    def without_rejected(self, error: APIStatusError) -> _Dialect | None:
        """The dialect that avoids what the error complains about; None where that is no field."""
        words = f"{error.message} {error.param} {error.body}".lower()
        if is_overflow(words):
            return None
        if self.limit == "max_tokens" and "max_completion_tokens" in words:
            return replace(self, limit="max_completion_tokens")
        if self.stream_options and ("stream_options" in words or "include_usage" in words):
            return replace(self, stream_options=False)
        if self.temperature and "temperature" in words:
            return replace(self, temperature=False)
        if self.stream_options and rejects_unknown_field(words):
            return replace(self, stream_options=False)
        return None


class EndpointClient:
    """A connection to one endpoint. It is opened at the first use and must be closed."""

    def __init__(self, endpoint: Endpoint, clock: Callable[[], float] = time.time) -> None:
        self.endpoint = endpoint
        self._clock = clock
        self._client: AsyncOpenAI | None = None
        self._opening = asyncio.Lock()
        self._dialect = _Dialect()
        self._thinks = False

    async def answer(
        self, messages: Sequence[Message], max_tokens: int | None = None
    ) -> AsyncGenerator[TextDelta | Finished, None]:
        """The answer's text as it comes, thoughts left out, and its end. Never without text.

        Raises EndpointError.
        """
        allowed_to_think = self._thinks
        thoughts = ThoughtFilter()
        said = thought = False
        async with aclosing(self.pieces(messages, max_tokens)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Finished):
                    text = thoughts.end()
                else:
                    text = thoughts.feed(piece.text) if isinstance(piece, TextDelta) else ""
                    thought = thought or isinstance(piece, Thought) or thoughts.thought_seen
                    self._thinks = self._thinks or thought
                if text:
                    said = True
                    yield TextDelta(text)
                if isinstance(piece, Finished):
                    if not said:
                        raise _empty(piece.finish_reason, thought, allowed_to_think)
                    yield piece

    async def pieces(
        self, messages: Sequence[Message], max_tokens: int | None = None
    ) -> AsyncGenerator[TextDelta | Thought | Finished, None]:
        """What the endpoint sends, piece by piece, and its end.

        Raises EndpointError: for silence, a broken stream, and one that stops without an end.
        """
        await self.opened()
        loop = asyncio.get_running_loop()
        end = loop.time() + self.endpoint.timeout
        patience = self.endpoint.first_token_timeout
        stream: AsyncStream[ChatCompletionChunk] | None = None
        finish_reason: str | None = None
        usage = Usage()
        try:
            deadline = min(end, loop.time() + patience)
            async with asyncio.timeout_at(deadline):
                stream = await self._open(messages, max_tokens)
            while True:
                async with asyncio.timeout_at(deadline):
                    chunk = await anext(stream, None)
                if chunk is None:
                    break
                for piece in _pieces_of(chunk):
                    yield piece
                finish_reason = _finish_reason(chunk) or finish_reason
                usage = _usage_of(chunk, self.endpoint) or usage
                deadline = min(end, loop.time() + patience)
        except self._faults() as error:
            # Whoever said why the answer ended has sent all of it, whatever breaks afterwards.
            if finish_reason is None:
                raise await self._failure(error, late=loop.time() >= end) from error
        finally:
            if stream is not None:
                await stream.close()
        if finish_reason is None:
            raise EndpointError("its answer broke off", status=200, again=True)
        yield Finished(self.endpoint.name, usage, finish_reason)

    async def offered(self) -> tuple[str, ...]:
        """The names of the models that the endpoint lists. Raises EndpointError."""
        client = await self.opened()
        try:
            async with asyncio.timeout(LISTING_SECONDS):
                page = await client.models.list()
            return tuple(str(model.id) for model in page.data or ())
        except (AttributeError, TypeError):
            return ()
        except self._faults() as error:
            raise self._plain_failure(error) from error

    async def opened(self) -> AsyncOpenAI:
        """The client; importing and building it takes about a second, once, in a thread.

        Raises EndpointError where the settings allow none.
        """
        async with self._opening:
            if self._client is None:
                self._client = await asyncio.to_thread(self._build)
            return self._client

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.close()

    def _build(self) -> AsyncOpenAI:
        from openai import AsyncOpenAI, Timeout

        if not (self.endpoint.secret.isascii() and self.endpoint.secret.isprintable()):
            reason = "its API key holds characters that no key has: copy it again"
            raise EndpointError(reason, rests=False)
        try:
            address = base_address(self.endpoint.base_url)
        except ValueError as error:
            reason = f"its base URL cannot be used: {error}"
            raise EndpointError(reason, rests=False) from error
        # The client insists on a key; local servers want none and ignore it.
        return AsyncOpenAI(
            api_key=self.endpoint.secret or "none",
            base_url=address,
            max_retries=0,
            timeout=Timeout(self.endpoint.timeout, connect=CONNECT_SECONDS),
        )

    async def _open(
        self, messages: Sequence[Message], max_tokens: int | None
    ) -> AsyncStream[ChatCompletionChunk]:
        client = await self.opened()
        from openai import BadRequestError, UnprocessableEntityError

        dialect = self._dialect
        while True:
            try:
                stream = cast(
                    "AsyncStream[ChatCompletionChunk]",
                    await client.chat.completions.create(
                        **self._request(messages, max_tokens, dialect)
                    ),
                )
            except (BadRequestError, UnprocessableEntityError) as error:
                adapted = dialect.without_rejected(error)
                if adapted is None:
                    raise
                dialect = adapted
            else:
                self._dialect = dialect
                await _refuse_other_content(stream)
                return stream

    def _request(
        self, messages: Sequence[Message], max_tokens: int | None, dialect: _Dialect
    ) -> dict[str, Any]:
        request: dict[str, Any] = {
            "model": self.endpoint.model,
            "messages": [
                {"role": message.role, "content": _content(message)} for message in messages
            ],
            "stream": True,
            "extra_body": dict(self.endpoint.extra_body) or None,
        }
        if dialect.stream_options:
            request["stream_options"] = {"include_usage": True}
        if dialect.temperature and self.endpoint.temperature is not None:
            request["temperature"] = self.endpoint.temperature
        limit = max_tokens if max_tokens is not None else self.endpoint.max_tokens
        if limit is not None:
            request[dialect.limit] = limit + (THOUGHT_TOKENS if self._thinks else 0)
        return request

    @staticmethod
    def _faults() -> tuple[type[Exception], ...]:
        from openai import OpenAIError

        return (OpenAIError, TimeoutError, ValueError, OSError)

    def _plain_failure(self, error: Exception) -> EndpointError:
        return failure_of(error, self.endpoint, self._clock())

    async def _failure(self, error: Exception, late: bool) -> EndpointError:
        if late:
            return EndpointError(f"it took too long: more than {self.endpoint.timeout:g} s")
        failure = self._plain_failure(error)
        if failure.model_missing:
            failure.reason = f"{failure.reason}: {self.endpoint.model}{await self._offer()}"
        return failure

    async def _offer(self) -> str:
        try:
            names = await self.offered()
        except EndpointError:
            return ""
        shown = ", ".join(names[:NAMES_SHOWN]) + (", …" if len(names) > NAMES_SHOWN else "")
        return f"; it offers {shown}" if names else "; it lists no models"


def _content(message: Message) -> str | list[dict[str, Any]]:
    """What is said, with the image that is shown: plain text where there is none."""
    text = _sendable(message.content)
    if message.image is None:
        return text
    return [
        {"type": "text", "text": text},
        {"type": "image_url", "image_url": {"url": message.image}},
    ]


def _sendable(text: str) -> str:
    """The text without lone surrogates, which chats let through and JSON does not."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


async def _refuse_other_content(stream: AsyncStream[ChatCompletionChunk]) -> None:
    """A page or a single object instead of a stream would otherwise look like an empty answer."""
    kind = stream.response.headers.get("content-type", "").partition(";")[0]
    if kind in {"text/html", "application/json"}:
        await stream.close()
        raise EndpointError(
            f"it sent {kind} instead of a stream: check its base URL",
            status=stream.response.status_code,
        )


def _pieces_of(chunk: ChatCompletionChunk) -> list[TextDelta | Thought]:
    # Field by field, and trusting none: endpoints leave out what the client's types promise.
    choice = _choice(chunk)
    delta = getattr(choice, "delta", None)
    pieces: list[TextDelta | Thought] = []
    if any(getattr(delta, name, None) for name in ("reasoning_content", "reasoning")):
        pieces.append(Thought())
    content = getattr(delta, "content", None)
    if isinstance(content, str) and content:
        pieces.append(TextDelta(content))
    return pieces


def _finish_reason(chunk: ChatCompletionChunk) -> str | None:
    reason = getattr(_choice(chunk), "finish_reason", None)
    return str(reason) if reason else None


def _choice(chunk: ChatCompletionChunk) -> object:
    choices = getattr(chunk, "choices", None)
    return choices[0] if isinstance(choices, list) and choices else None


def _usage_of(chunk: ChatCompletionChunk, endpoint: Endpoint) -> Usage | None:
    reported = getattr(chunk, "usage", None)
    if not reported:
        return None
    read = _count(reported, "prompt_tokens")
    written = _count(reported, "completion_tokens")
    cached = _count(getattr(reported, "prompt_tokens_details", None), "cached_tokens")
    cached = cached or _count(reported, "prompt_cache_hit_tokens")
    cached = min(cached, read)
    cost = None
    if endpoint.input_price is not None and endpoint.output_price is not None:
        cached_price = endpoint.cached_input_price
        if cached_price is None:
            cached_price = endpoint.input_price
        millionths = (
            (read - cached) * endpoint.input_price
            + cached * cached_price
            + written * endpoint.output_price
        )
        cost = millionths / 1_000_000
    return Usage(read, cached, written, cost)


def _count(holder: object, name: str) -> int:
    value = getattr(holder, name, None)
    return value if isinstance(value, int) and value > 0 else 0


def _empty(finish_reason: str, thought: bool, allowed_to_think: bool) -> EndpointError:
    if thought and finish_reason == "length":
        return EndpointError(
            "it spent all its tokens on thinking: raise its limit of tokens",
            again=not allowed_to_think,
            wait=0.0,
            rests=False,
        )
    if finish_reason == "content_filter":
        return EndpointError("its content filter held the answer back", rests=False)
    return EndpointError("it answered without a word", rests=False)
