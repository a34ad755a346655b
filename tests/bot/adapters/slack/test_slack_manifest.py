"""The manifest and the code say the same."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_sdk.web.async_client import AsyncWebClient
from typer.testing import CliRunner

from bot.adapters import slack as adapter
from bot.adapters.slack.app import Events
from bot.adapters.slack.manifest import (
    EVENTS,
    SCOPES,
    WITHOUT_SCOPE,
    bot_scopes,
    manifest,
)
from bot.adapters.slack.pacing import Pacer
from bot.cli.main import app as command
from bot.cli.wiring import House
from bot.commands import COMMANDS
from tests.fakes.slack.fake import EVERY_SCOPE

URL = "https://explainer.example"
LISTENERS = ("event", "command", "global_shortcut", "message_shortcut", "action", "view")


class Registered:
    """Stands for Bolt's app and notes what is registered in it."""

    def __init__(self) -> None:
        self.names: dict[str, list[Any]] = {kind: [] for kind in LISTENERS}

    def __getattr__(self, kind: str) -> Callable[[Any], Callable[[Any], Any]]:
        if kind not in LISTENERS:
            raise AttributeError(kind)

        def register(name: Any) -> Callable[[Any], Any]:
            self.names[kind].append(name)
            return lambda listener: listener

        return register


@pytest.fixture
def registered(house: House) -> dict[str, list[Any]]:
    """All that the program listens to, by kind, as the wiring builds it."""
    app: Any = Registered()
    nothing: Any = dict.fromkeys(
        ("conversing", "changes", "presenter", "people", "claims", "errands")
    )
    Events(**nothing).set_up(app)
    people: Any = type("People", (), {"person": None})
    presenter: Any = None
    for part in house.chat.slack()._parts(presenter, people, Pacer()):
        part.set_up(app)
    names: dict[str, list[Any]] = app.names
    return names


def subscribed() -> set[str]:
    events = manifest()["settings"]["event_subscriptions"]["bot_events"]
    # One listener takes the messages of all kinds of channels.
    return {event.partition(".")[0] for event in events}


def test_every_event_that_is_subscribed_to_is_taken_and_no_other(
    registered: dict[str, list[Any]],
) -> None:
    assert subscribed() == set(registered["event"])


def test_every_command_and_shortcut_is_offered_and_no_other(
    registered: dict[str, list[Any]],
) -> None:
    features = manifest()["features"]
    offered = features["shortcuts"]

    assert [one["command"] for one in features["slash_commands"]] == registered["command"]
    for kind in ("global", "message"):
        ids = [one["callback_id"] for one in offered if one["type"] == kind]
        assert ids == registered[f"{kind}_shortcut"]


def test_every_command_of_the_table_can_be_typed() -> None:
    slash = {one["command"]: one for one in manifest()["features"]["slash_commands"]}
    for one in COMMANDS:
        assert f"/{one.name}" in slash or one.name in slash["/explainer"]["usage_hint"]


def test_nothing_is_registered_twice(registered: dict[str, list[Any]]) -> None:
    for names in registered.values():
        assert len(names) == len(set(names))


def called() -> Iterator[str]:
    """The methods of Slack's Web API that the adapter calls."""
    for source in Path(adapter.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            name = node.attr if isinstance(node, ast.Attribute) else ""
            if re.fullmatch(r"[a-z]+(?:_[a-zA-Z0-9]+)+", name) and hasattr(AsyncWebClient, name):
                yield name.replace("_", ".")


def test_every_method_that_is_called_has_its_scope_and_no_scope_is_idle() -> None:
    scoped = {need for needs in SCOPES.values() for need in needs}
    methods = set(called()) - {"api.call"}

    # The library calls this one, where people install the app.
    assert methods | {"oauth.v2.access"} == {
        need for need in scoped | set(WITHOUT_SCOPE) if "." in need and need not in EVENTS
    }
    assert set(EVENTS) <= scoped | set(WITHOUT_SCOPE)
    assert not scoped & set(WITHOUT_SCOPE)
    assert set(bot_scopes()) <= EVERY_SCOPE


def test_socket_mode_needs_no_address_and_http_mode_has_it_everywhere() -> None:
    over_socket, over_http = manifest(), manifest("http", f"{URL}/")

    assert over_socket["settings"]["socket_mode_enabled"] is True
    assert "url" not in json.dumps(over_socket)
    assert over_http["settings"]["socket_mode_enabled"] is False
    events = f"{URL}/slack/events"
    assert over_http["settings"]["event_subscriptions"]["request_url"] == events
    assert over_http["settings"]["interactivity"]["request_url"] == events
    assert {one["url"] for one in over_http["features"]["slash_commands"]} == {events}
    assert over_http["oauth_config"]["redirect_urls"] == [f"{URL}/slack/oauth_redirect"]


@pytest.mark.parametrize("url", [None, "", "http://explainer.example", "explainer.example"])
def test_an_address_that_slack_would_not_call_is_refused(url: str | None) -> None:
    with pytest.raises(ValueError, match="https://"):
        manifest("http", url)


def test_it_keeps_to_what_slack_takes() -> None:
    made = manifest("http", URL)
    shown, features = made["display_information"], made["features"]

    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 174 <= len(shown["long_description"]) <= 4000
    assert len(features["agent_view"]["agent_description"]) <= 300
    assert features["app_home"]["messages_tab_read_only_enabled"] is False
    for one in features["slash_commands"]:
        assert len(one["command"]) <= 32
        assert len(one["description"]) <= 2000
        assert len(one.get("usage_hint", "")) <= 1000
    for one in features["shortcuts"]:
        assert len(one["name"]) <= 24
        assert len(one["description"]) <= 150
        assert len(one["callback_id"]) <= 255
    assert len({(one["type"], one["name"]) for one in features["shortcuts"]}) == 4


def test_the_command_prints_what_can_be_pasted_in() -> None:
    runner = CliRunner()

    as_yaml = runner.invoke(command, ["slack", "manifest"])
    as_json = runner.invoke(command, ["slack", "manifest", "--json", "--url", URL])
    wrong = runner.invoke(command, ["slack", "manifest", "--url", "http://explainer.example"])

    assert yaml.safe_load(as_yaml.output) == manifest()
    assert json.loads(as_json.output) == manifest("http", URL)
    assert wrong.exit_code == 2
    assert "https://" in wrong.output
