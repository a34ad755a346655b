from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.end_to_end.running import Bot
from tests.fakes.discord.state import Channel, Guild, User
from tests.fakes.discord.world import FakeDiscord
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
