"""What the doctor finds, part by part."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import SecretStr

from bot.doctor import Finding, State, data_folder, endpoints, examined, tokens
from bot.llm import Endpoint, Models
from knowledge.types import KnowledgeError
from tests.fakes.openai_server import FakeOpenAI

KEY = "sk-very-secret-0123456789"


async def ask_about(*asked: Endpoint) -> list[Finding]:
    models = Models(asked)
    try:
        return await endpoints(models)
    finally:
        await models.close()


async def test_an_error_that_says_what_to_do_is_a_problem_and_the_rest_is_still_examined() -> None:
    async def broken() -> Sequence[Finding]:
        raise KnowledgeError("The lamp is out. Light it.")

    async def fine() -> Sequence[Finding]:
        return [Finding("bell", State.OK, "It rings.")]

    found = [finding async for finding in examined({"lamp": broken, "bell": fine})]
    assert found == [
        Finding("lamp", State.PROBLEM, "The lamp is out. Light it."),
        Finding("bell", State.OK, "It rings."),
    ]


async def test_a_data_folder_is_made_and_left_empty(tmp_path: Path) -> None:
    (finding,) = await data_folder(tmp_path / "new")
    assert finding.state is State.OK
    assert list((tmp_path / "new").iterdir()) == []


async def test_each_endpoint_is_tried_and_told_apart() -> None:
    with FakeOpenAI() as server:
        good = Endpoint("good", server.base_url, server.model, SecretStr(server.api_key))
        locked = Endpoint("locked", server.base_url, server.model, SecretStr(KEY))
        gone = Endpoint("gone", "http://127.0.0.1:9", "any", max_retries=0)
        found = await ask_about(good, locked, gone)
    states = {finding.subject: finding.state for finding in found}
    assert states == {
        "model good": State.OK,
        "model locked": State.PROBLEM,
        "model gone": State.PROBLEM,
    }
    assert "reachable: no" in found[-1].message
    assert found[1].message.endswith(". It refused the key (401): check its API key.")
    assert not any(KEY in finding.message for finding in found)


async def test_no_model_is_worth_a_note_that_says_how_to_have_one() -> None:
    (finding,) = await endpoints(None)
    assert finding.state is State.NOTE
    assert "OPENAI_BASE_URL" in finding.message


def test_tokens_are_told_to_be_there_and_no_more() -> None:
    found = tokens({"DISCORD_TOKEN": True, "SLACK_BOT_TOKEN": False})
    assert [finding.message for finding in found] == [
        "DISCORD_TOKEN is set.",
        "SLACK_BOT_TOKEN is not set.",
    ]
    (none,) = tokens({"DISCORD_TOKEN": False})
    assert none.state is State.NOTE
