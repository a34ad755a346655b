from __future__ import annotations

import asyncio

from bot.store.database import Database
from bot.store.preferences import Change, PreferenceLayers

from .making import NOON, Hands


async def test_what_is_set_is_found_at_its_place_after_a_restart(
    database_url: str, database: Database
) -> None:
    values = {"listening": "everything", "admins": ["7", "8"], "silent_unknown": True}
    await PreferenceLayers(database).change("discord:1", values, by="discord:9")
    await database.close()

    restarted = Database(database_url)
    found = await PreferenceLayers(restarted).layers(["discord:1", "discord:1:2"])
    await restarted.close()

    assert found == {"discord:1": values, "discord:1:2": {}}


async def test_a_value_is_replaced_and_unset_without_touching_its_neighbours(
    database: Database,
) -> None:
    layers = PreferenceLayers(database)
    await layers.change("discord:1", {"language": "fr", "length": "short"}, by="ann")
    await layers.change("discord:12", {"language": "de"}, by="bob")

    await layers.change("discord:1", {"language": "it"}, by="ann")
    await layers.change("discord:1", {"length": None, "experts": None}, by="ann")

    assert await layers.layers(["discord:1", "discord:12"]) == {
        "discord:1": {"language": "it"},
        "discord:12": {"language": "de"},
    }


async def test_who_changed_what_and_when_is_kept_newest_first(database: Database) -> None:
    clock = Hands()
    layers = PreferenceLayers(database, clock)
    await layers.change("discord:1", {"language": "fr"}, by="ann")
    clock.pass_by(minutes=1)
    await layers.change("discord:1", {"language": "fr"}, by="bob")  # as it was: no change
    await layers.change("discord:1:2", {"language": "es"}, by="bob")
    await layers.change("discord:1", {"language": None}, by="bob")

    assert await layers.changes("discord:1", 10) == [
        Change("discord:1", "language", "fr", None, "bob", clock.time),
        Change("discord:1", "language", None, "fr", "ann", NOON),
    ]
    assert len(await layers.changes("discord:1", 1)) == 1


async def test_changes_at_once_are_all_kept(database: Database) -> None:
    layers = PreferenceLayers(database)
    await asyncio.gather(
        *(layers.change("discord:1", {f"name{n}": n}, by="ann") for n in range(20))
    )
    assert await layers.layers(["discord:1"]) == {"discord:1": {f"name{n}": n for n in range(20)}}
    assert len(await layers.changes("discord:1", 100)) == 20
