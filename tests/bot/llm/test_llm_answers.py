import asyncio
import subprocess
import sys
from contextlib import aclosing
from typing import Any

import pytest

from bot.llm import Begun, Finished, Message, TextDelta, base_address
from bot.types import Usage
from tests.bot.llm.asking import QUESTION, ask, endpoint, models, reason
from tests.fakes.openai_server import FakeOpenAI, Reply, Request

# An answer


async def test_text_comes_in_pieces_and_then_who_wrote_it_and_what_it_took(
    server: FakeOpenAI,
) -> None:
    server.say(["Shares ", "fell. ", "[1]"], usage_extra={"prompt_tokens": 1000})
    async with models(endpoint(server, input_price=0.5, output_price=2.0)) as made:
        pieces = [piece async for piece in made.stream(QUESTION)]
    begun, *texts, end = pieces
    assert begun == Begun("first")
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
    assert [piece.text for piece in pieces if isinstance(piece, TextDelta)] == ["It ", "fell."]


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


# Start


def test_importing_does_not_load_the_client() -> None:
    code = "import sys, bot.llm; print('openai' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"
