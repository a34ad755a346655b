from __future__ import annotations

from bot.chat.types import Place
from bot.store.database import Database
from bot.store.pauses import Pauses

CHANNEL = Place("discord", "1", "2")
THREAD = Place("discord", "1", "2", "3")


async def test_a_pause_of_a_channel_holds_in_its_threads(database: Database) -> None:
    pauses = Pauses(database)
    await pauses.pause(CHANNEL.key, by="discord:7")
    await pauses.pause(CHANNEL.key, by="discord:8")

    assert await pauses.paused(CHANNEL)
    assert await pauses.paused(THREAD)
    assert not await pauses.paused(Place("discord", "1", "22"))

    assert await pauses.resume(CHANNEL.key)
    assert not await pauses.paused(CHANNEL)
    assert not await pauses.resume(CHANNEL.key)


async def test_a_pause_of_a_thread_holds_there_alone(database: Database) -> None:
    pauses = Pauses(database)
    await pauses.pause(THREAD.key, by="discord:7")

    assert await pauses.paused(THREAD)
    assert not await pauses.paused(CHANNEL)
    assert not await pauses.paused(Place("discord", "1", "2", "4"))
