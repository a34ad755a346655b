import asyncio
import logging
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.llm import (
    ContextOverflow,
    Endpoint,
    Finished,
    Message,
    Models,
    NoEndpointLeft,
    StreamCut,
    base_address,
)
from bot.types import Usage
from tests.fakes.openai_server import (
    FakeOpenAI,
    Reply,
    Request,
    context_overflow,
    failing,
    in_trouble,
    too_many_requests,
)

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


@pytest.fixture
def server() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as server:
        yield server


@pytest.fixture
def second() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as server:
        server.say("The second one says so.")
        yield server


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
            text += piece.text
    raise AssertionError("the stream ended without Finished")


async def reason(made: Models) -> str:
    """Why the only endpoint did not answer."""
    with pytest.raises(NoEndpointLeft) as caught:
        await ask(made)
    return caught.value.problems[0].reason


# An answer


async def test_text_comes_in_pieces_and_then_who_wrote_it_and_what_it_took(
    server: FakeOpenAI,
) -> None:
    server.say(["Shares ", "fell. ", "[1]"], usage_extra={"prompt_tokens": 1000})
    async with models(endpoint(server, input_price=0.5, output_price=2.0)) as made:
        pieces = [piece async for piece in made.stream(QUESTION)]
    *texts, end = pieces
    assert [getattr(piece, "text", None) for piece in texts] == ["Shares ", "fell. ", "[1]"]
    assert end == Finished("first", Usage(1000, 0, 3, 506 / 1_000_000), "stop")
    assert server.requests[0].messages == [
        {"role": "system", "content": "Answer shortly."},
        {"role": "user", "content": "Why did Nvidia fall?"},
    ]


async def test_a_whole_answer_can_be_had_at_once(server: FakeOpenAI) -> None:
    server.say("Why did Nvidia's shares fall?")
    async with models(endpoint(server)) as made:
        text, end = await made.complete(QUESTION, max_tokens=60)
    assert (text, end.endpoint) == ("Why did Nvidia's shares fall?", "first")
    assert server.requests[0].body["max_tokens"] == 60


async def test_text_that_json_cannot_hold_is_sent_all_the_same(server: FakeOpenAI) -> None:
    async with models(endpoint(server)) as made:
        await made.complete([Message("user", "why \ud83d \0 \ud83d\udcc9?")])
    assert server.requests[0].question == "why \ufffd \0 \U0001f4c9?"


async def test_a_cut_by_the_limit_of_tokens_is_told(server: FakeOpenAI) -> None:
    server.say("It fell because", finish_reason="length")
    async with models(endpoint(server)) as made:
        assert (await ask(made))[1].finish_reason == "length"


@pytest.mark.parametrize(
    "extra",
    [{"prompt_tokens_details": {"cached_tokens": 600}}, {"prompt_cache_hit_tokens": 600}],
    ids=["OpenAI", "DeepSeek"],
)
async def test_cached_tokens_have_their_own_price(
    server: FakeOpenAI, extra: dict[str, Any]
) -> None:
    usage = {"prompt_tokens": 1000, "completion_tokens": 100}
    server.say("Yes.", usage_extra=usage | extra)
    priced = endpoint(server, input_price=1.0, cached_input_price=0.25, output_price=10.0)
    async with models(priced) as made:
        _, end = await ask(made)
    assert end.usage == Usage(1000, 600, 100, 1550 / 1_000_000)


async def test_usage_may_come_on_every_chunk(server: FakeOpenAI) -> None:
    server.say("It fell.", usage="every")
    async with models(endpoint(server)) as made:
        assert (await ask(made))[1].usage == Usage(6, 0, 2)


async def test_usage_that_is_not_reported_is_not_made_up(server: FakeOpenAI) -> None:
    server.say("It fell.", usage="none")
    async with models(endpoint(server, input_price=1.0, output_price=1.0)) as made:
        assert (await ask(made))[1].usage == Usage()


async def test_many_can_ask_at_once(server: FakeOpenAI) -> None:
    server.reply = lambda request: Reply(f"{request.question} Because.", pause=0.01)
    async with models(endpoint(server)) as made:
        answers = await asyncio.gather(
            *(made.complete([Message("user", f"Why {number}?")]) for number in range(20))
        )
    assert [text for text, _ in answers] == [f"Why {number}? Because." for number in range(20)]


# Thoughts


@pytest.mark.parametrize("name", ["reasoning_content", "reasoning"])
async def test_thoughts_beside_the_text_are_never_shown(server: FakeOpenAI, name: str) -> None:
    server.say("It fell.", thoughts=["Let me ", "think."], thoughts_in=name)
    async with models(endpoint(server)) as made:
        assert (await ask(made))[0] == "It fell."


async def test_thoughts_inside_the_text_are_never_shown(server: FakeOpenAI) -> None:
    server.say(["<thi", "nk>Let me ", "see</th", "ink>\n\n", "It ", "fell."])
    async with models(endpoint(server)) as made:
        pieces = [piece async for piece in made.stream(QUESTION)]
    assert [getattr(piece, "text", "end") for piece in pieces] == ["It ", "fell.", "end"]


async def test_a_model_that_thought_its_tokens_away_is_given_more(server: FakeOpenAI) -> None:
    def reply(request: Request) -> Reply:
        if request.body["max_tokens"] <= 100:
            return Reply((), thoughts=["Well, "], finish_reason="length")
        return Reply("It fell.", thoughts=["Well, that is it."])

    server.reply = reply
    async with models(endpoint(server, max_tokens=100, max_retries=1)) as made:
        assert (await ask(made))[0] == "It fell."


async def test_a_model_that_only_thinks_counts_as_having_failed(
    server: FakeOpenAI, second: FakeOpenAI
) -> None:
    server.say("<think>On and on", finish_reason="length")
    async with models(endpoint(server), endpoint(second, "second")) as made:
        assert (await ask(made))[1].endpoint == "second"
    async with models(endpoint(server)) as made:
        assert "raise its limit of tokens" in await reason(made)


# Faults that pass


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 529])
async def test_a_passing_fault_is_asked_again(server: FakeOpenAI, status: int) -> None:
    server.script(in_trouble(status))
    time = Time()
    async with models(endpoint(server, max_retries=1), time=time) as made:
        assert (await ask(made))[0] == "Yes."
    assert len(time.slept) == 1


async def test_it_waits_longer_each_time_and_never_in_step(server: FakeOpenAI) -> None:
    server.script(*[in_trouble()] * 4)
    time = Time()
    async with models(endpoint(server, max_retries=4), time=time) as made:
        await ask(made)
    for wait, least in zip(time.slept, [0.5, 1.0, 2.0, 4.0], strict=True):
        assert least <= wait <= least + 0.5
    assert len({wait % 0.5 for wait in time.slept}) == 4


@pytest.mark.parametrize(
    "headers",
    [
        {"Retry-After": "3"},
        {"retry-after-ms": "3000", "Retry-After": "9"},
        {"Retry-After": format_datetime(datetime.fromtimestamp(NOW + 3, UTC), usegmt=True)},
        {
            "Date": "Mon, 27 Jan 2025 08:00:00 GMT",
            "Retry-After": "Mon, 27 Jan 2025 08:00:03 GMT",
        },
    ],
    ids=["seconds", "milliseconds", "date", "date by the server's own clock"],
)
async def test_it_waits_as_long_as_the_endpoint_asks(
    server: FakeOpenAI, headers: dict[str, str]
) -> None:
    server.script(replace(too_many_requests(), headers=headers))
    time = Time()
    async with models(endpoint(server, max_retries=1), time=time) as made:
        await ask(made)
    assert time.slept == [3.0]


async def test_an_odd_retry_after_is_no_reason_to_fail(server: FakeOpenAI) -> None:
    server.script(too_many_requests("soon"), too_many_requests("-5"), too_many_requests("inf"))
    async with models(endpoint(server, max_retries=3)) as made:
        assert (await ask(made))[0] == "Yes."


async def test_who_asks_for_a_long_wait_is_left_for_the_next_one_at_once(
    server: FakeOpenAI, second: FakeOpenAI
) -> None:
    server.script(too_many_requests(90))
    time = Time()
    first = endpoint(server, max_retries=5)
    async with models(first, endpoint(second, "second"), time=time) as made:
        assert (await ask(made))[1].endpoint == "second"
        assert time.slept == []
        time.now += 89
        assert (await ask(made))[1].endpoint == "second"
        time.now += 2
        assert (await ask(made))[1].endpoint == "first"


async def test_after_the_last_try_the_next_endpoint_answers_and_says_so(
    server: FakeOpenAI, second: FakeOpenAI
) -> None:
    server.reply = lambda _: in_trouble()
    async with models(endpoint(server, max_retries=2), endpoint(second, "second")) as made:
        text, end = await ask(made)
    assert (text, end.endpoint) == ("The second one says so.", "second")
    assert len(server.requests) == 3


async def test_nobody_listening_is_told() -> None:
    with FakeOpenAI() as gone:
        pass
    time = Time()
    async with models(endpoint(gone, max_retries=2), time=time) as made:
        assert f"no connection to {gone.base_url}: " in await reason(made)
    assert len(time.slept) == 2


# Faults that stay


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (failing(401, "Incorrect API key provided"), "it refused the key (401)"),
        (failing(402, "Insufficient Balance"), "no credit left (402)"),
        (failing(403, "Country not supported"), "(403): Country not supported"),
        (failing(404, "Not found"), "nothing at its address (404)"),
        (failing(400, "Bad messages"), "refused the request (400): Bad messages"),
        (failing(422, "Bad messages"), "refused the request (422): Bad messages"),
        (failing(429, "Quota", code="insufficient_quota"), "no credit left (429)"),
        (Reply(status=400, error="<html><h1>Bad</h1></html>"), "refused the request (400)"),
    ],
    ids=["key", "balance", "access", "path", "request", "fields", "quota", "page"],
)
async def test_a_fault_that_stays_is_not_asked_again(
    server: FakeOpenAI, second: FakeOpenAI, reply: Reply, told: str
) -> None:
    server.reply = lambda _: reply
    async with models(endpoint(server, max_retries=3)) as made:
        assert told in await reason(made)
    assert len(server.chats) == 1
    async with models(endpoint(server, max_retries=3), endpoint(second, "second")) as made:
        assert (await ask(made))[1].endpoint == "second"


async def test_a_missing_key_is_told_from_a_wrong_one(server: FakeOpenAI) -> None:
    async with models(endpoint(server, api_key=None)) as made:
        assert await reason(made) == "it asks for a key (401): set its API key"


async def test_a_server_without_keys_needs_none(server: FakeOpenAI) -> None:
    server.api_key = ""
    async with models(endpoint(server, api_key=SecretStr(""))) as made:
        assert (await ask(made))[0] == "Yes."


@pytest.mark.parametrize(
    "refusal",
    [
        None,
        failing(400, "Model Not Exist"),
        failing(404, 'model "old" not found, try pulling it first', type="api_error"),
    ],
    ids=["OpenAI", "DeepSeek", "Ollama"],
)
async def test_a_missing_model_is_told_with_those_that_are_there(
    server: FakeOpenAI, refusal: Reply | None
) -> None:
    server.models = ["small", "large"]
    if refusal:
        server.models.append("old")
        server.script(refusal)
    async with models(endpoint(server, model="old")) as made:
        told = await reason(made)
    assert "it does not have the model" in told
    assert "old; it offers small, large" in told


async def test_a_web_page_in_place_of_an_answer_is_told(server: FakeOpenAI) -> None:
    server.reply = lambda _: Reply(content_type="text/html; charset=utf-8")
    async with models(endpoint(server)) as made:
        assert "text/html instead of a stream: check its base URL" in await reason(made)


async def test_without_an_endpoint_that_is_what_is_told() -> None:
    async with models() as made:
        with pytest.raises(NoEndpointLeft, match="No model is configured"):
            await ask(made)


async def test_every_endpoint_has_its_reason(server: FakeOpenAI, second: FakeOpenAI) -> None:
    server.reply = lambda _: in_trouble()
    second.reply = lambda _: failing(403, "Not from here.")
    async with models(endpoint(server, "one"), endpoint(second, "two")) as made:
        with pytest.raises(NoEndpointLeft) as caught:
            await ask(made)
    assert [problem.endpoint for problem in caught.value.problems] == ["one", "two"]
    assert "one: it is in trouble (503)" in str(caught.value)
    assert "two: it refused the request (403): Not from here." in str(caught.value)


async def test_an_empty_answer_counts_as_a_failure(server: FakeOpenAI, second: FakeOpenAI) -> None:
    server.say(["", " \n"])
    async with models(endpoint(server), endpoint(second, "second")) as made:
        assert (await ask(made))[1].endpoint == "second"
    server.say((), finish_reason="content_filter")
    async with models(endpoint(server)) as made:
        assert "content filter" in await reason(made)


# Rest


async def test_an_endpoint_that_failed_is_left_alone_for_a_while(
    server: FakeOpenAI, second: FakeOpenAI
) -> None:
    server.script(in_trouble())
    time = Time()
    async with models(endpoint(server), endpoint(second, "second"), time=time) as made:
        writers = []
        for _ in range(4):
            writers.append((await ask(made))[1].endpoint)
            time.now += 12
    assert writers == ["second", "second", "second", "first"]
    assert len(server.requests) == 2


async def test_one_that_is_left_alone_says_why(server: FakeOpenAI) -> None:
    server.script(in_trouble())
    async with models(endpoint(server)) as made:
        await reason(made)
        assert "in trouble (503)" in await reason(made)
        assert "left alone for 30 s more" in await reason(made)


async def test_a_question_that_it_refused_is_not_held_against_it(server: FakeOpenAI) -> None:
    server.script(failing(400, "Bad messages"))
    async with models(endpoint(server)) as made:
        await reason(made)
        assert (await ask(made))[0] == "Yes."


# Too long


@pytest.mark.parametrize(
    "reply",
    [
        context_overflow(),
        failing(
            400,
            "'max_tokens' or 'max_completion_tokens' is too large: 2000. This model's maximum "
            "context length is 2048 tokens and your request has 500 input tokens.",
        ),
        failing(413, "Request too large for this model."),
        Reply(stream_error={"message": "The prompt is too long: 9000 tokens", "code": 400}),
    ],
    ids=["OpenAI", "vLLM", "too large", "inside the stream"],
)
async def test_messages_that_are_too_long_are_told_apart(
    server: FakeOpenAI, second: FakeOpenAI, reply: Reply
) -> None:
    server.script(replace(reply, text=()))
    async with models(endpoint(server, max_retries=2)) as made:
        with pytest.raises(ContextOverflow) as caught:
            await ask(made)
        assert "too long for the model's context" in str(caught.value)
        assert len(server.chats) == 1
        assert (await ask(made))[0] == "Yes."
    server.script(replace(reply, text=()))
    async with models(endpoint(server), endpoint(second, "second")) as made:
        assert (await ask(made))[1].endpoint == "second"


# Dialects


@pytest.mark.parametrize(
    "rejection",
    [
        "Unknown parameter: '{field}'.",
        "[{{'type': 'extra_forbidden', 'loc': ['body', '{field}'], 'msg': 'Extra inputs'}}]",
        "Extra inputs are not permitted",
    ],
)
async def test_an_endpoint_that_refuses_stream_options_is_asked_without_from_then_on(
    server: FakeOpenAI, rejection: str
) -> None:
    server.rejects, server.rejection = {"stream_options"}, rejection
    async with models(endpoint(server)) as made:
        assert await ask(made) == ("Yes.", Finished("first", Usage(), "stop"))
        await ask(made)
    assert ["stream_options" in request.body for request in server.requests] == [True, False, False]


async def test_a_model_that_wants_its_limit_under_another_name_gets_it(server: FakeOpenAI) -> None:
    server.rejects = {"max_tokens", "temperature"}
    server.rejection = (
        "Unsupported parameter: '{field}' is not supported with this model. "
        "Use 'max_completion_tokens' instead."
    )
    async with models(endpoint(server, max_tokens=321)) as made:
        await ask(made)
        await ask(made)
    first, *_, last = server.requests
    assert first.body["max_tokens"] == 321
    assert last.body["max_completion_tokens"] == 321
    assert "max_tokens" not in last.body
    assert "temperature" not in last.body
    assert len(server.requests) == 4


async def test_extra_fields_are_sent_as_they_are(server: FakeOpenAI) -> None:
    extra = {"thinking": {"type": "disabled"}}
    async with models(endpoint(server, extra_body=extra)) as made:
        await ask(made)
    assert server.requests[0].body["thinking"] == {"type": "disabled"}


# Broken streams


BROKEN_EARLY = [
    Reply(cut_after=1),
    Reply(malformed_after=1),
    Reply((), finish_reason=None),
    Reply((), stream_error={"message": "Overloaded", "code": 529}),
    Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Le"),
    Reply(raw=b""),
]
BROKEN_LATE = [
    Reply("It fell by 17 %.", cut_after=3),
    Reply("It fell by 17 %.", malformed_after=3),
    Reply(["It ", "fell "], finish_reason=None),
    Reply(["It ", "fell "], stream_error={"message": "Overloaded"}),
]


@pytest.mark.parametrize("reply", BROKEN_EARLY)
async def test_a_stream_that_breaks_before_any_text_is_asked_for_again(
    server: FakeOpenAI, second: FakeOpenAI, reply: Reply
) -> None:
    server.script(reply)
    async with models(endpoint(server, max_retries=1)) as made:
        assert (await ask(made))[0] == "Yes."
    server.script(reply)
    async with models(endpoint(server), endpoint(second, "second")) as made:
        assert (await ask(made))[1].endpoint == "second"


@pytest.mark.parametrize("reply", BROKEN_LATE)
async def test_a_stream_that_breaks_after_some_text_leaves_that_text(
    server: FakeOpenAI, second: FakeOpenAI, reply: Reply
) -> None:
    server.script(reply)
    pieces = []

    async def read(made: Models) -> None:
        async for piece in made.stream(QUESTION):
            pieces.append(piece)  # noqa: PERF401 - what came before the error is wanted

    async with models(endpoint(server, max_retries=2), endpoint(second, "second")) as made:
        with pytest.raises(StreamCut, match="first: "):
            await read(made)
    assert "".join(getattr(piece, "text", "") for piece in pieces).strip() == "It fell"
    assert second.requests == []


@pytest.mark.parametrize("reply", BROKEN_LATE)
async def test_a_whole_answer_is_asked_for_again_wherever_it_breaks(
    server: FakeOpenAI, reply: Reply
) -> None:
    server.script(reply)
    async with models(endpoint(server, max_retries=1)) as made:
        assert (await made.complete(QUESTION))[0] == "Yes."


async def test_what_breaks_behind_the_end_of_the_text_does_no_harm(server: FakeOpenAI) -> None:
    server.say(["It ", "fell."], cut_after=4)
    async with models(endpoint(server)) as made:
        assert await ask(made) == ("It fell.", Finished("first", Usage(), "stop"))


async def test_a_slow_first_word_is_left_for_the_next_endpoint(
    server: FakeOpenAI, second: FakeOpenAI
) -> None:
    server.say("At last.", wait=30)
    slow = endpoint(server, first_token_timeout=0.2, max_retries=3)
    async with models(slow, endpoint(second, "second")) as made:
        assert (await ask(made))[1].endpoint == "second"
        assert (await ask(made))[1].endpoint == "second"
    assert len(server.requests) == 1


async def test_keeping_the_connection_alive_is_no_sign_of_an_answer(server: FakeOpenAI) -> None:
    server.script(Reply(comments=100, pause=0.05))
    async with models(endpoint(server, first_token_timeout=0.3)) as made:
        assert "silent for too long" in await reason(made)


async def test_comments_between_the_pieces_are_passed_over(server: FakeOpenAI) -> None:
    server.script(Reply("It fell.", comments=3))
    async with models(endpoint(server)) as made:
        assert (await ask(made))[0] == "It fell."


async def test_thinking_aloud_is_no_silence(server: FakeOpenAI) -> None:
    server.script(Reply("It fell.", thoughts=["Hm. "] * 8, pause=0.1))
    async with models(endpoint(server, first_token_timeout=0.5)) as made:
        assert (await ask(made))[0] == "It fell."


async def test_a_silence_in_the_middle_ends_the_answer(server: FakeOpenAI) -> None:
    server.say(["It ", *["fell "] * 50], pause=30, pause_after=2)
    async with models(endpoint(server, first_token_timeout=0.3)) as made:
        with pytest.raises(StreamCut, match="silent for too long"):
            await ask(made)


async def test_an_answer_that_takes_too_long_in_all_is_ended(server: FakeOpenAI) -> None:
    server.say(["It ", *["fell "] * 200], pause=0.05)
    async with models(endpoint(server, timeout=0.5)) as made:
        with pytest.raises(StreamCut, match="took too long"):
            await ask(made)


# Stopping


async def test_closing_the_stream_stops_the_endpoint(server: FakeOpenAI) -> None:
    server.say(["One. ", "Two. ", "Three."], pause=0.1)
    async with models(endpoint(server)) as made:
        async with aclosing(made.stream(QUESTION)) as answer:
            await anext(answer)
        assert await asyncio.to_thread(server.requests[0].disconnected.wait, 5)


async def test_cancelling_whoever_reads_stops_the_endpoint(server: FakeOpenAI) -> None:
    server.say("Never mind.", wait=30)
    async with models(endpoint(server)) as made:
        reading = asyncio.create_task(ask(made))
        await asyncio.to_thread(server.asked.wait, 5)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        assert await asyncio.to_thread(server.requests[0].disconnected.wait, 5)


# Secrets


async def test_the_key_is_nowhere_but_in_the_request(
    server: FakeOpenAI, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    key = server.api_key
    told = []
    with capture_logs() as logs:
        for status in (400, 401, 403, 404, 422, 429, 500):
            server.reply = lambda _, status=status: failing(  # type: ignore[misc]
                status, f"Incorrect API key provided: {key}. Header was Bearer {key}"
            )
            async with models(endpoint(server)) as made:
                with pytest.raises(NoEndpointLeft) as caught:
                    await ask(made)
                told += [str(caught.value), repr(caught.value), repr(caught.value.__cause__)]
                told.append(repr(await made.check(made.endpoints[0])))
                told.append(repr(made.endpoints))
    assert server.requests[0].key == key
    assert len(logs) == 7
    assert key not in f"{told}{logs}{caplog.text}"


@pytest.mark.parametrize("key", ["sk-one\nsk-two", "sk-“quoted”"])
async def test_a_key_that_cannot_be_sent_is_told_without_it(server: FakeOpenAI, key: str) -> None:
    async with models(endpoint(server, api_key=SecretStr(key))) as made:
        told = await reason(made)
        check = await made.check(made.endpoints[0])
    assert told == "its API key holds characters that no key has: copy it again"
    assert check.problems[0].startswith(told)


async def test_a_line_break_behind_the_key_does_no_harm(server: FakeOpenAI) -> None:
    async with models(endpoint(server, api_key=SecretStr(f"{server.api_key}\r\n"))) as made:
        assert (await ask(made))[0] == "Yes."


async def test_an_address_is_shown_without_password_and_query() -> None:
    hidden = Endpoint("x", "https://me:secret@models.example:8443/api/v3/?token=secret", "m")
    assert hidden.shown_address == "https://models.example:8443/api/v3"
    assert "secret" not in repr(hidden)


# Addresses


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("https://api.deepseek.com", "https://api.deepseek.com/v1"),
        ("https://api.deepseek.com/", "https://api.deepseek.com/v1"),
        ("http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1"),
        (" http://127.0.0.1:11434/v1/ ", "http://127.0.0.1:11434/v1"),
        ("https://models.example/api/v3", "https://models.example/api/v3"),
        ("https://models.example/v1beta/openai/", "https://models.example/v1beta/openai"),
        ("https://models.example/v1/chat/completions", "https://models.example/v1"),
        ("https://models.example/openai?v=2", "https://models.example/openai?v=2"),
    ],
)
def test_a_bare_host_gets_v1_and_a_path_is_taken_as_it_is(given: str, taken: str) -> None:
    assert base_address(given) == taken


async def test_a_bare_host_is_found(server: FakeOpenAI) -> None:
    async with models(endpoint(server, base_url=f"{server.address}/")) as made:
        assert (await ask(made))[0] == "Yes."


# Trying out


async def test_a_good_endpoint_is_found_good(server: FakeOpenAI) -> None:
    async with models(endpoint(server)) as made:
        check = await made.check(made.endpoints[0])
    assert check.usable
    assert (check.reachable, check.key_accepted, check.model_there) == (True, True, True)
    assert (check.streams, check.reports_usage) == (True, True)
    assert check.offered == ("fake-model",)
    assert check.notes == ()


async def test_a_wrong_key_is_found(server: FakeOpenAI) -> None:
    async with models() as made:
        check = await made.check(endpoint(server, api_key=SecretStr("sk-wrong")))
    assert (check.reachable, check.key_accepted, check.model_there) == (True, False, None)
    assert check.problems == ("it refused the key (401): check its API key",)


async def test_a_missing_model_is_found_with_what_to_choose(server: FakeOpenAI) -> None:
    async with models() as made:
        check = await made.check(endpoint(server, model="gone"))
    assert (check.reachable, check.key_accepted, check.model_there) == (True, True, False)
    assert "gone; it offers fake-model. Choose one" in check.problems[0]


async def test_a_server_that_is_not_there_is_found() -> None:
    async with models() as made:
        check = await made.check(Endpoint("x", "http://127.0.0.1:9/v1", "m"))
    assert (check.reachable, check.key_accepted) == (False, None)
    assert "Is the server at http://127.0.0.1:9/v1 running" in check.problems[0]


async def test_missing_usage_is_noted(server: FakeOpenAI) -> None:
    server.say("Yes.", usage="none")
    async with models() as made:
        check = await made.check(endpoint(server))
    assert check.usable
    assert check.reports_usage is False
    assert "not counted" in check.notes[0]


async def test_a_model_that_thinks_before_it_says_anything_is_good(server: FakeOpenAI) -> None:
    server.say((), thoughts=["Well"], finish_reason="length")
    async with models() as made:
        assert (await made.check(endpoint(server))).usable


# Start


def test_importing_does_not_load_the_client() -> None:
    code = "import sys, bot.llm; sys.exit('openai' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
