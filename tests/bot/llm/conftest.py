from collections.abc import Iterator

import pytest

from tests.fakes.openai_server import FakeOpenAI


@pytest.fixture
def server() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as server:
        yield server


@pytest.fixture
def second() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as server:
        server.say("The second one says so.")
        yield server
