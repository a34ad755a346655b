from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.cli.wiring import House, open_house
from bot.settings import EndpointSettings
from tests.bot.engine.asking import DOCUMENTS, settings
from tests.fakes.openai_server import FakeOpenAI


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("engine")
    for name, text in DOCUMENTS.items():
        (folder / "documents").mkdir(exist_ok=True)
        (folder / "documents" / name).write_text(text, encoding="utf-8")

    async def build() -> None:
        async with open_house(settings(folder)) as house:
            await house.indexer.run()

    asyncio.run(build())
    return folder


@pytest.fixture
async def plain(data_dir: Path) -> AsyncIterator[House]:
    """A house without a model."""
    async with open_house(settings(data_dir)) as house:
        yield house


@pytest.fixture
def server() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as running:
        yield running


@pytest.fixture
def endpoint(server: FakeOpenAI) -> EndpointSettings:
    return EndpointSettings(
        base_url=server.base_url, api_key=SecretStr(server.api_key), model=server.model
    )


@pytest.fixture
async def house(data_dir: Path, endpoint: EndpointSettings) -> AsyncIterator[House]:
    """A house with the fake model."""
    async with open_house(settings(data_dir, endpoints=[endpoint], endpoint_retries=0)) as opened:
        yield opened
