import logging
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.llm import ContextOverflow, Endpoint, NoEndpointLeft
from tests.bot.llm.asking import NOW, Time, ask, endpoint, models, reason
from tests.fakes.openai_server import (
    FakeOpenAI,
    Reply,
    context_overflow,
    failing,
    in_trouble,
    too_many_requests,
)

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
    assert check.problems == (told,)
    assert check.reachable is None


async def test_a_line_break_behind_the_key_does_no_harm(server: FakeOpenAI) -> None:
    async with models(endpoint(server, api_key=SecretStr(f"{server.api_key}\r\n"))) as made:
        assert (await ask(made))[0] == "Yes."


async def test_an_address_is_shown_without_password_and_query() -> None:
    hidden = Endpoint("x", "https://me:secret@models.example:8443/api/v3/?token=secret", "m")
    assert hidden.shown_address == "https://models.example:8443/api/v3"
    assert "secret" not in repr(hidden)


@pytest.mark.parametrize(
    "address", ["127.0.0.1:8000", "http://127.0.0.1:99999/v1", "http://[::1/v1"]
)
async def test_an_address_that_is_none_is_told(server: FakeOpenAI, address: str) -> None:
    async with models(endpoint(server, base_url=address)) as made:
        await made.prepare()
        assert "its base URL cannot be used" in await reason(made)
        assert "its base URL cannot be used" in (await made.check(made.endpoints[0])).problems[0]
