"""The whole path with a real model, which is too small to do anything but make things up."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.cli.wiring import House, open_house
from bot.settings import EndpointSettings
from bot.types import EMBEDDED, Outcome
from tests.bot.engine.asking import DOCUMENTS, answer_of, settings
from tests.fakes.llama_server import LlamaServer, missing

pytestmark = pytest.mark.skipif(missing() is not None, reason=missing() or "")

WORDS = " ".join("".join(DOCUMENTS.values()).split())
QUESTIONS = (
    "When was the bridge at Larkford opened?",
    "What did people say about the bridge at Larkford, and what became of its engineer?",
    "Wie lang ist der Fluss Lark?",
)


@pytest.fixture(scope="module")
def llama() -> Iterator[LlamaServer]:
    with LlamaServer(context=2048) as running:
        yield running


@pytest.fixture
async def made_up(data_dir: Path, llama: LlamaServer) -> AsyncIterator[House]:
    """A house whose answers the real model writes."""
    endpoint = EndpointSettings(
        base_url=llama.base_url, api_key=SecretStr(llama.api_key), model=llama.model
    )
    more = {"answer_tokens": 80, "endpoint_first_seconds": 120, "endpoint_seconds": 240}
    async with open_house(settings(data_dir, endpoints=[endpoint], **more)) as opened:
        yield opened


@pytest.mark.parametrize("question", QUESTIONS)
async def test_nothing_that_it_invents_is_shown(made_up: House, question: str) -> None:
    answer = await answer_of(made_up, question)

    assert answer.usage.completion_tokens > 0
    assert answer.prompt_version == "answer-2"
    if answer.outcome is Outcome.UNKNOWN:
        assert answer.sources == ()
        return
    assert answer.sentences
    for sentence in answer.sentences:
        assert sentence.citations
        assert all(citation.quote in WORDS for citation in sentence.citations)
        for word in re.findall(r"\w*[A-Z\d][\w,.]*\w", sentence.text):
            assert word in WORDS
        if answer.writer == EMBEDDED:
            assert sentence.text in WORDS
