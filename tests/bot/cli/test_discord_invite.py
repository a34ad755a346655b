"""`explainer discord invite`: the link that adds the bot, and what to do where there is none."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from bot.cli.discord import app
from tests.fakes.discord.world import FakeDiscord


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.chdir(str(tmp_path))
    for name in ("DISCORD_TOKEN", "DISCORD_API_URL"):
        monkeypatch.delenv(name, raising=False)


def test_the_links_are_printed_each_on_a_line_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    with FakeDiscord() as server:
        monkeypatch.setenv("DISCORD_TOKEN", server.token)
        monkeypatch.setenv("DISCORD_API_URL", server.base_url)
        ran = CliRunner().invoke(app, ["invite"])
        links = [line for line in ran.stdout.splitlines() if line.startswith("https://")]
        key = server.state.ours.id
    assert ran.exit_code == 0, ran.output
    assert len(links) == 2
    assert all(f"client_id={key}" in link for link in links)
    assert server.token not in ran.output


def test_without_a_token_it_says_where_to_get_one() -> None:
    ran = CliRunner().invoke(app, ["invite"])
    assert ran.exit_code == 1
    assert "DISCORD_TOKEN is not set" in ran.output
    assert "Reset Token" in ran.output


def test_a_refused_token_is_said_to_be_refused_and_never_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with FakeDiscord() as server:
        monkeypatch.setenv("DISCORD_TOKEN", "MTIz.wrong.token")
        monkeypatch.setenv("DISCORD_API_URL", server.base_url)
        ran = CliRunner().invoke(app, ["invite"])
    assert ran.exit_code == 1
    assert "does not accept the token" in ran.output
    assert "MTIz.wrong.token" not in ran.output
