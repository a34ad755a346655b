from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.adapters.slack.manifest import manifest
from tests.end_to_end.running import Bot, answered
from tests.fakes.discord.state import Channel, Guild, User
from tests.fakes.discord.world import FakeDiscord
from tests.fakes.slack.fake import FakeSlack
from tests.fakes.slack.state import Channel as SlackChannel
from tests.fakes.slack.state import Message as SlackMessage
from tests.fakes.slack.state import User as SlackUser
from tests.support.installation import Installation, copy, install

NO_LIMITS = {
    "EXPLAINER_PERSON_PER_MINUTE": "0",
    "EXPLAINER_SERVER_PER_MINUTE": "0",
    "EXPLAINER_BURST_SECONDS": "0.2",
}


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation whose documents are indexed. Copy it before a bot writes into it."""
    made = install(tmp_path_factory.mktemp("end-to-end"))
    made.variables.update(NO_LIMITS)
    made.write("voyages.md", VOYAGES)
    made.write("harbour.md", HARBOUR)
    done = made.run("index")
    assert done.code == 0, done.err
    return made


@pytest.fixture
def installation(indexed: Installation, tmp_path: Path) -> Installation:
    return copy(indexed, tmp_path)


@pytest.fixture(scope="module")
def fake() -> Iterator[FakeDiscord]:
    """The Discord of the bot below; each test has a server of its own there."""
    with FakeDiscord() as running:
        yield running


@pytest.fixture(scope="module")
def bot(
    fake: FakeDiscord, indexed: Installation, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Bot]:
    """A bot without a model, which several tests share: it has to survive all of them."""
    with Bot(copy(indexed, tmp_path_factory.mktemp("shared")), fake) as running:
        yield running


@dataclass(frozen=True)
class Room:
    """A server with one channel and two people."""

    guild: Guild
    channel: Channel
    ada: User
    ben: User


def open_room(fake: FakeDiscord) -> Room:
    guild = fake.guild()
    ada, ben = fake.user("Ada", guild), fake.user("Ben", guild, locale="fr")
    return Room(guild, fake.channel(guild), ada, ben)


@pytest.fixture
def room(fake: FakeDiscord, bot: Bot) -> Room:
    return open_room(fake)


# The same on Slack.


@pytest.fixture(scope="module")
def slack() -> Iterator[FakeSlack]:
    """The Slack of the bot below; each test has a channel of its own there."""
    with FakeSlack(manifest=manifest(), limits=False, retry_waits=(0.0, 0.3, 0.6)) as running:
        yield running


@pytest.fixture(scope="module")
def slack_bot(
    slack: FakeSlack, indexed: Installation, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Bot]:
    """A bot without a model, which several tests share: it has to survive all of them."""
    with Bot(copy(indexed, tmp_path_factory.mktemp("on-slack")), slack) as running:
        yield running


@dataclass(frozen=True)
class Corner:
    """A channel on Slack with two people: Ada administers the workspace, Ben reads French."""

    slack: FakeSlack
    channel: SlackChannel
    ada: SlackUser
    ben: SlackUser

    def ask(
        self, text: str, by: SlackUser | None = None, thread: SlackMessage | None = None
    ) -> SlackMessage:
        """Mentions the bot."""
        said = f"{self.channel.team.bot.mention} {text}"
        return self.slack.say(by or self.ada, self.channel, said, thread=thread)

    def answer(self, asked: SlackMessage, seconds: float = 30.0) -> SlackMessage:
        """The only answer to a message, once it is complete."""
        found = self.slack.wait_for(lambda: answered(self.slack, asked), seconds)
        assert len(found) == 1
        return found[0]


def open_corner(slack: FakeSlack) -> Corner:
    ada, ben = slack.user("Ada", admin=True), slack.user("Ben", locale="fr-FR")
    return Corner(slack, slack.channel("harbour", members=[ada, ben]), ada, ben)


@pytest.fixture
def corner(slack: FakeSlack, slack_bot: Bot) -> Corner:
    return open_corner(slack)


HARBOUR = """---
title: The harbour of Sandmoor
language: en
scope: slack:T0000000001
---

# The harbour of Sandmoor

The harbour of Sandmoor was dredged in the autumn of 1934 by the barge Petronella.
"""
"""For the people of one workspace: the first that a fake Slack has."""

_ISLANDS = (
    ("Ameland", "barley"), ("Borkum", "copper"), ("Corvo", "wool"), ("Dursey", "slate"),
    ("Eigg", "linen"), ("Foula", "amber"), ("Gozo", "olives"), ("Hven", "clocks"),
    ("Inisheer", "ropes"), ("Jura", "barrels"), ("Kihnu", "salt"), ("Lokrum", "marble"),
)  # fmt: skip

SENTENCES = [
    f"In {1850 + 3 * number} the steamer Halcyon sailed from Sandmoor to the island of {island} "
    f"with {120 + 7 * number} passengers and {30 + number} crates of {cargo} in its forward hold, "
    "and came home again before the autumn storms had closed the narrow harbour to all traffic, "
    "while its captain wrote every mooring, tide and lantern of the passage into a ledger that the "
    "town kept, and counted the barrels of fresh water twice on the quay."
    for number, (island, cargo) in enumerate(_ISLANDS * 2)
]
"""Enough for an answer that no single message of Discord can hold."""

_PARTS = [f"## Voyage {number}\n\n{said}" for number, said in enumerate(SENTENCES, 1)]
VOYAGES = "\n\n".join(
    ["---\ntitle: The voyages of the Halcyon\nlanguage: en\n---", "# The voyages", *_PARTS]
)
