"""What the tests of the fakes share: a Slack with a person and a channel."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack.fake import FakeSlack
from tests.fakes.slack.state import Channel, User


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack(ack_seconds=0.5, retry_waits=(0.0, 0.2)) as running:
        yield running


@pytest.fixture
def client(slack: FakeSlack) -> AsyncWebClient:
    return AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)


@pytest.fixture
def ann(slack: FakeSlack) -> User:
    return slack.user("Ann")


@pytest.fixture
def news(slack: FakeSlack, ann: User) -> Channel:
    return slack.channel("news", members=[ann])
