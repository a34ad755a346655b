from pydantic import SecretStr

from bot.llm import Endpoint
from tests.bot.llm.asking import endpoint, models
from tests.fakes.openai_server import FakeOpenAI


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
