from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.chat.preferences import (
    Listening,
    Placement,
    PreferenceBook,
    Preferences,
    Sources,
    scopes_for,
)
from bot.chat.types import Person, Place
from bot.store.database import Database
from bot.store.preferences import PreferenceLayers
from bot.types import Length
from knowledge.types import EVERYONE

SERVER = "discord:1"
CHANNEL = Place("discord", "1", "2")
THREAD = Place("discord", "1", "2", "3")
ELSEWHERE = Place("discord", "1", "22")
ANN = Person("discord", "7", "Ann")

EXAMPLES: dict[str, Any] = {
    "listening": Listening.EVERYTHING,
    "placement": Placement.CHANNEL,
    "silent_unknown": True,
    "sources": Sources.OWN,
    "language": "fr",
    "length": Length.SHORT,
    "admins": frozenset({"8", "9"}),
    "experts": "5",
    "answer_bots": True,
    "follow_up_unmentioned": False,
    "guests_read_all": True,
}


class Seconds:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
async def layers(tmp_path: Path) -> AsyncIterator[PreferenceLayers]:
    database = Database(f"sqlite:///{tmp_path}/explainer.db")
    await database.migrate()
    yield PreferenceLayers(database)
    await database.close()


@pytest.fixture
def book(layers: PreferenceLayers) -> PreferenceBook:
    return PreferenceBook(layers)


async def test_where_nothing_is_set_the_defaults_hold(book: PreferenceBook) -> None:
    assert await book.of(CHANNEL) == Preferences()
    assert await book.of(Place("discord", None, "5")) == Preferences()


async def test_a_channels_word_goes_before_its_servers_in_its_threads_too(
    book: PreferenceBook,
) -> None:
    await book.set(SERVER, "length", Length.LONG, ANN.key)
    await book.set(SERVER, "language", "de", ANN.key)
    await book.set(CHANNEL.key, "language", "fr", ANN.key)

    assert await book.of(CHANNEL) == Preferences(length=Length.LONG, language="fr")
    assert await book.of(THREAD) == await book.of(CHANNEL)
    assert await book.of(ELSEWHERE) == Preferences(length=Length.LONG, language="de")
    assert await book.of(Place("discord", "11", "2")) == Preferences()


async def test_every_preference_can_be_set_and_comes_back_as_it_was(book: PreferenceBook) -> None:
    assert EXAMPLES.keys() == {field.name for field in fields(Preferences)}
    for name, value in EXAMPLES.items():
        await book.set(SERVER, name, value, ANN.key)
    assert await book.of(CHANNEL) == Preferences(**EXAMPLES)


async def test_a_form_may_give_plain_values(book: PreferenceBook) -> None:
    await book.set(SERVER, "listening", "everything", ANN.key)
    await book.set(SERVER, "admins", ["9", "8"], ANN.key)
    assert await book.own(SERVER) == {"listening": "everything", "admins": ["8", "9"]}
    held = await book.of(CHANNEL)
    assert held.listening is Listening.EVERYTHING
    assert held.admins == frozenset({"8", "9"})


async def test_unset_means_that_what_holds_around_it_does_again(book: PreferenceBook) -> None:
    await book.set(SERVER, "language", "de", ANN.key)
    await book.set(CHANNEL.key, "language", "fr", ANN.key)
    await book.set(CHANNEL.key, "language", None, ANN.key)
    assert (await book.of(CHANNEL)).language == "de"
    assert await book.own(CHANNEL.key) == {}


async def test_a_channel_can_do_without_what_its_server_has(book: PreferenceBook) -> None:
    await book.set(SERVER, "experts", "5", ANN.key)
    await book.set(CHANNEL.key, "experts", "", ANN.key)
    assert (await book.of(CHANNEL)).experts is None
    assert (await book.of(ELSEWHERE)).experts == "5"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("colour", "red"),
        ("listening", "sometimes"),
        ("silent_unknown", "no"),
        ("silent_unknown", 1),
        ("admins", "8"),
        ("admins", [8]),
        ("experts", 5),
        ("experts", object()),
    ],
)
async def test_what_does_not_fit_is_refused_by_its_name_and_changes_nothing(
    book: PreferenceBook, name: str, value: Any
) -> None:
    with pytest.raises(ValueError, match=name):
        await book.set(SERVER, name, value, ANN.key)
    assert await book.own(SERVER) == {}


async def test_an_unknown_preference_can_not_be_unset_either(book: PreferenceBook) -> None:
    with pytest.raises(ValueError, match="listening"):
        await book.set(SERVER, "colour", None, ANN.key)


async def test_what_another_version_stored_is_passed_over_and_logged(
    layers: PreferenceLayers, book: PreferenceBook
) -> None:
    stored = {"colour": "red", "length": "endless", "language": "fr"}
    await layers.change(SERVER, stored, ANN.key)
    with structlog.testing.capture_logs() as logs:
        assert await book.of(CHANNEL) == Preferences(language="fr")
    assert {line["preference"] for line in logs} == {"colour", "length"}


async def test_what_another_process_changed_holds_after_ten_seconds(
    layers: PreferenceLayers,
) -> None:
    clock = Seconds()
    book, other = PreferenceBook(layers, clock), PreferenceBook(layers, clock)
    assert (await book.of(CHANNEL)).language is None
    await other.set(SERVER, "language", "fr", ANN.key)

    clock.time = 9.9
    assert (await book.of(CHANNEL)).language is None
    clock.time = 10
    assert (await book.of(CHANNEL)).language == "fr"


async def test_what_was_changed_here_holds_at_once(book: PreferenceBook) -> None:
    await book.of(CHANNEL)
    await book.set(SERVER, "language", "fr", ANN.key)
    assert (await book.of(CHANNEL)).language == "fr"


async def test_documents_of_a_server_are_read_there_and_not_elsewhere() -> None:
    assert scopes_for(THREAD, ANN, Preferences()) == {EVERYONE, "discord:1", "discord:1:2"}
    own = Preferences(sources=Sources.OWN)
    assert scopes_for(THREAD, ANN, own) == {"discord:1", "discord:1:2"}
    direct = Place("discord", None, "5")
    assert scopes_for(direct, ANN, own) == {EVERYONE}


async def test_people_from_elsewhere_read_what_everyone_may() -> None:
    guest = Person("slack", "U1", "Bob", guest=True)
    place = Place("slack", "T1", "C1")
    assert scopes_for(place, guest, Preferences()) == {EVERYONE}
    assert scopes_for(place, guest, Preferences(sources=Sources.OWN)) == {EVERYONE}
