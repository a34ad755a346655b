from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.openai_server import FakeOpenAI
from tests.support.installation import Installation, copy, install


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation with its index, for reading; made by the command itself."""
    made = install(tmp_path_factory.mktemp("installation"))
    ran = made.run("index")
    assert ran.code == 0, ran.err
    return made


@pytest.fixture
def own(indexed: Installation, tmp_path: Path) -> Installation:
    """A copy of the indexed installation, with documents of its own to change."""
    return copy(indexed, tmp_path)


@pytest.fixture
def server() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as running:
        yield running
