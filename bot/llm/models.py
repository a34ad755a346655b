"""Several endpoints, tried in order, each with its own patience.

An endpoint is asked again after a passing fault, left for the next one after any other, and then
left alone for a while, so that not every question waits for the same time-out.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import structlog
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    wait_exponential_jitter,
)

from bot.llm.check import EndpointCheck, check_endpoint
from bot.llm.endpoint import EndpointClient
from bot.llm.faults import EndpointError
from bot.llm.types import Begun, Endpoint, Finished, Message, TextDelta
from bot.types import BotError

LONGEST_REST = 3600.0

T = TypeVar("T")

log = structlog.get_logger(__name__)


class Problem(NamedTuple):
    """Why one endpoint gave no answer, in words for the owner."""

    endpoint: str
    reason: str


class NoEndpointLeft(BotError):  # noqa: N818 - the name says what happened
    """No endpoint answered; `problems` holds one reason for each, in order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        told = "; ".join(f"{problem.endpoint}: {problem.reason}" for problem in problems)
        super().__init__(
            f"No model could answer. {told}" if told else "No model is configured to answer."
        )


class ContextOverflow(NoEndpointLeft):
    """No endpoint answered, and at least one would if the messages were shorter."""


class StreamCut(BotError):  # noqa: N818 - the name says what happened
    """The stream broke after some of its text had been handed out, which stays as it is."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(f"The answer broke off. {problem.endpoint}: {problem.reason}")


@dataclass(slots=True)
class _Line:
    client: EndpointClient
    rests_until: float = 0.0
    reason: str = ""


class Models:
    """The configured endpoints, in order of preference.

    `patience` is the longest wait in seconds that an endpoint may ask for before the next is tried;
    `cool_down` for how many seconds one that failed is left alone. `clock` gives seconds since the
    epoch. Close it when done.
    """

    def __init__(
        self,
        endpoints: Sequence[Endpoint],
        *,
        patience: float = 10.0,
        cool_down: float = 30.0,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.endpoints = tuple(endpoints)
        self._lines = [_Line(EndpointClient(endpoint, clock)) for endpoint in endpoints]
        self._patience = patience
        self._cool_down = cool_down
        self._clock = clock
        self._sleep = sleep
        self._backoff = wait_exponential_jitter(multiplier=0.5, max=8.0, jitter=0.5)

    async def stream(
        self, messages: Sequence[Message], *, max_tokens: int | None = None
    ) -> AsyncGenerator[Begun | TextDelta | Finished, None]:
        """`Begun`, an answer's text as it comes, `Finished`; by the first endpoint that answers.

        `max_tokens` takes the place of the endpoint's. Closing the generator (`aclosing`) ends the
        request: the endpoint stops writing. Raises NoEndpointLeft (ContextOverflow) before any
        text, StreamCut after some.
        """

        async def begin(
            client: EndpointClient,
        ) -> tuple[TextDelta | Finished, AsyncGenerator[TextDelta | Finished, None]]:
            answer = client.answer(messages, max_tokens)
            return await anext(answer), answer

        client, (first, answer) = await self._first_to(begin)
        async with aclosing(answer):
            yield Begun(client.endpoint.name)
            yield first
            try:
                async for piece in answer:
                    yield piece
            except EndpointError as failure:
                problem = Problem(client.endpoint.name, failure.reason)
                log.warning("answer broke off", endpoint=problem.endpoint, reason=problem.reason)
                raise StreamCut(problem) from failure

    async def complete(
        self, messages: Sequence[Message], *, max_tokens: int | None = None
    ) -> tuple[str, Finished]:
        """A whole answer and its end. A broken stream is asked for again, since none of it shows.

        Raises NoEndpointLeft (ContextOverflow).
        """

        async def whole(client: EndpointClient) -> tuple[str, Finished]:
            text: list[str] = []
            async with aclosing(client.answer(messages, max_tokens)) as answer:
                async for piece in answer:
                    if isinstance(piece, Finished):
                        return "".join(text), piece
                    text.append(piece.text)
            raise AssertionError("an answer ends with Finished or raises")

        return (await self._first_to(whole))[1]

    async def check(self, endpoint: Endpoint) -> EndpointCheck:
        """Try one endpoint out, whether it is among these or not, resting or not."""
        client = EndpointClient(endpoint, self._clock)
        try:
            return await check_endpoint(client)
        finally:
            await client.close()

    async def prepare(self) -> None:
        """Import and build the first endpoint's client now, so that its first answer need not."""
        if self._lines:
            # A client that cannot be built is told when it is asked.
            with suppress(EndpointError):
                await self._lines[0].client.opened()

    async def close(self) -> None:
        """Close all connections."""
        for line in self._lines:
            await line.client.close()

    async def _first_to(
        self, ask: Callable[[EndpointClient], Awaitable[T]]
    ) -> tuple[EndpointClient, T]:
        problems: list[Problem] = []
        overflow = False
        for line in self._lines:
            name = line.client.endpoint.name
            rest = line.rests_until - self._clock()
            if rest > 0:
                problems.append(Problem(name, f"{line.reason} (left alone for {rest:.0f} s more)"))
                continue
            try:
                return line.client, await self._ask_again(line.client, ask)
            except EndpointError as failure:
                log.warning("endpoint failed", endpoint=name, reason=failure.reason)
                problems.append(Problem(name, failure.reason))
                overflow = overflow or failure.overflow
                if failure.rests:
                    line.reason = failure.reason
                    seconds = max(self._cool_down, failure.wait or 0.0)
                    line.rests_until = self._clock() + min(seconds, LONGEST_REST)
        raise ContextOverflow(problems) if overflow else NoEndpointLeft(problems)

    async def _ask_again(
        self, client: EndpointClient, ask: Callable[[EndpointClient], Awaitable[T]]
    ) -> T:
        retrying = AsyncRetrying(
            sleep=self._sleep,
            stop=stop_after_attempt(client.endpoint.max_retries + 1),
            wait=self._wait,
            retry=retry_if_exception(self._may_pass),
            reraise=True,
        )
        return await retrying(ask, client)

    def _may_pass(self, error: BaseException) -> bool:
        return (
            isinstance(error, EndpointError)
            and error.again
            and (error.wait or 0.0) <= self._patience
        )

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.wait if isinstance(error, EndpointError) else None
        return asked if asked is not None else self._backoff(state)
