"""What admins see of the settings panel, and what it keeps."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
import simcord

from bot.adapters.discord.settings_fields import FIELDS, MORE, SHOWN
from bot.adapters.discord.settings_panel import _Layers, panel
from bot.chat.preferences import Listening, Placement, Preferences, Sources
from bot.chat.types import Place
from bot.cli.wiring import House
from bot.phrases import LANGUAGES, Phrases
from bot.store.preferences import PreferenceLayers
from bot.types import Length
from tests.support.discord_commands import chosen_in, commanding, plain, seen, select_named
from tests.support.discord_world import World, buttons, words


@pytest.fixture
async def world(house: House) -> AsyncIterator[World]:
    async with commanding(house) as running:
        yield running


@pytest.fixture
def env(world: World) -> simcord.Env:
    return world.env


@pytest.fixture
def here(world: World, env: simcord.Env) -> World:
    return world


async def opened(here: World) -> Any:
    """The panel as alice sees it."""
    result = await here.alice.slash(here.channel, "settings")
    assert result.ephemeral
    assert result.response is not None
    return result.response


async def choose(here: World, message: Any, part: str, *values: Any) -> None:
    custom_id = select_named(message, part)["custom_id"]
    await here.alice.select(message, values, custom_id=custom_id)


async def at(here: World, channel: Any = None) -> Preferences:
    place = Place("discord", str(here.guild.id), str((channel or here.channel).id))
    return await here.desk.preferences.of(place)


async def test_the_panel_shows_what_holds_on_the_server(here: World) -> None:
    message = await opened(here)

    assert "Settings for the whole server" in words(message.message)
    assert chosen_in(select_named(message, "listening")) == ["Answers when mentioned"]
    assert chosen_in(select_named(message, "language")) == ["Answers in the asker’s language"]


async def test_a_choice_is_kept_at_once_and_confirmed(here: World) -> None:
    message = await opened(here)
    await choose(here, message, "listening", "everything")

    assert (await at(here)).listening is Listening.EVERYTHING
    assert "Saved: Answers every question" in plain(words(message.message))
    assert chosen_in(select_named(message, "listening")) == ["Answers every question"]
    (change,) = await PreferenceLayers(here.house.database).changes(f"discord:{here.guild.id}", 5)
    assert change.by == f"discord:{here.alice.id}"


async def test_what_cannot_work_without_an_intent_is_said_when_it_is_chosen(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = await opened(here)
    assert "message content" not in words(message.message)
    monkeypatch.setattr(discord.Client, "intents", discord.Intents(guilds=True))
    await choose(here, message, "listening", "everything")

    assert "the message content intent is off" in words(message.message)


@pytest.mark.parametrize(
    ("select", "value", "name", "kept"),
    [
        ("placement", "channel", "placement", Placement.CHANNEL),
        ("sources", "own", "sources", Sources.OWN),
        ("language", "nl", "language", "nl"),
    ],
)
async def test_every_select_sets_its_preference(
    here: World, select: str, value: str, name: str, kept: Any
) -> None:
    message = await opened(here)
    await choose(here, message, select, value)

    assert getattr(await at(here), name) == kept


async def test_a_channel_follows_its_server_until_it_is_told_otherwise(here: World) -> None:
    await here.prefer(listening="nothing", language="fr")
    other = here.guild.create_text_channel("other")
    message = await opened(here)
    await choose(here, message, "target", str(here.channel.id))

    assert f"Settings for <#{here.channel.id}>" in words(message.message)
    inherited = ["As on the server (Answers commands only)"]
    assert chosen_in(select_named(message, "listening")) == inherited

    await choose(here, message, "listening", "everything")
    await choose(here, message, "language", "automatic")
    assert (await at(here)).listening is Listening.EVERYTHING
    assert (await at(here)).language is None
    assert (await at(here, other)).listening is Listening.NOTHING
    assert (await at(here, other)).language == "fr"

    await choose(here, message, "listening", "inherited")
    assert (await at(here)).listening is Listening.NOTHING
    assert "Saved: Answers commands only" in plain(words(message.message))


async def test_another_channel_can_be_chosen(here: World) -> None:
    other = here.guild.create_text_channel("other")
    message = await opened(here)
    await choose(here, message, "ex:set:channel", other)
    await choose(here, message, "placement", "channel")

    assert (await at(here, other)).placement is Placement.CHANNEL
    assert (await at(here)).placement is Placement.THREAD
    assert chosen_in(select_named(message, "ex:set:channel")) == [str(other.id)]


async def test_all_of_a_channel_can_be_reset_to_its_server(here: World) -> None:
    await here.prefer(here.channel, listening="everything", length="long")
    message = await opened(here)
    await choose(here, message, "target", str(here.channel.id))
    await here.alice.click(message, label="Reset to the server’s")

    assert await at(here) == Preferences()
    assert "Reset to the server’s" not in [button.label for button in buttons(message.message)]


async def test_roles_are_chosen_for_admins_and_experts(here: World) -> None:
    librarians = here.guild.create_role("librarians")
    carol = here.guild.add_member(here.env.create_user("carol"), roles=[librarians])
    message = await opened(here)
    await choose(here, message, "roles:admins", librarians)
    await choose(here, message, "roles:experts", librarians)

    preferences = await at(here)
    assert preferences.admins == frozenset({str(librarians.id)})
    assert preferences.experts == str(librarians.id)
    assert f"experts are <@&{librarians.id}>" in words(message.message)
    assert "Settings for" in seen(await carol.slash(here.channel, "settings"))

    await choose(here, message, "roles:admins")
    assert not (await at(here)).admins
    assert "This is for admins" in seen(await carol.slash(here.channel, "settings"))


async def test_a_channel_can_do_without_its_servers_experts(here: World) -> None:
    experts = here.guild.create_role("experts")
    await here.prefer(experts=str(experts.id))
    message = await opened(here)
    await choose(here, message, "target", str(here.channel.id))
    assert f"as on the server: <@&{experts.id}>" in words(message.message)

    await choose(here, message, "roles:experts", experts)
    await choose(here, message, "roles:experts")

    assert (await at(here)).experts is None
    assert (await at(here, here.guild.create_text_channel("other"))).experts == str(experts.id)


async def test_the_rest_is_set_in_a_form(here: World) -> None:
    message = await opened(here)
    form = await here.alice.click(message, label="More settings")
    assert form.modal is not None
    labels = [part["label"] for part in form.modal["components"]]
    assert "How long answers are" in labels

    await here.alice.submit_modal(
        form,
        {
            "length": ["short"],
            "silent_unknown": ["yes"],
            "answer_bots": ["yes"],
            "follow_up_unmentioned": ["no"],
        },
    )

    preferences = await at(here)
    assert preferences.length is Length.SHORT
    assert preferences.silent_unknown
    assert preferences.answer_bots
    assert not preferences.follow_up_unmentioned
    assert "Saved." in plain(words(message.message))


async def test_the_form_shows_what_holds_in_a_channel_and_can_unset_it(here: World) -> None:
    await here.prefer(length="long")
    await here.prefer(here.channel, length="short")
    message = await opened(here)
    await choose(here, message, "target", str(here.channel.id))
    form = await here.alice.click(message, label="More settings")
    assert form.modal is not None
    length = form.modal["components"][0]["component"]
    assert chosen_in(length) == ["Short answers"]

    others = {field.name: ["inherited"] for field in MORE}
    await here.alice.submit_modal(form, others)

    assert (await at(here)).length is Length.LONG


async def test_a_panel_still_works_after_a_restart(here: World) -> None:
    message = await opened(here)
    await here.restart()
    await choose(here, message, "listening", "everything")

    assert (await at(here)).listening is Listening.EVERYTHING
    assert "Saved" in words(message.message)


async def test_who_is_no_admin_any_more_changes_nothing(here: World) -> None:
    librarians = here.guild.create_role("librarians")
    carol = here.guild.add_member(here.env.create_user("carol"), roles=[librarians])
    await here.prefer(admins=[str(librarians.id)])
    result = await carol.slash(here.channel, "settings")
    assert result.response is not None
    await here.prefer(admins=None)

    custom_id = select_named(result, "listening")["custom_id"]
    shown = await carol.select(result.response, ["everything"], custom_id=custom_id)

    assert "This is for admins" in seen(shown)
    assert (await at(here)).listening is Listening.MENTIONS


async def test_a_setting_is_heeded_by_the_next_question(here: World) -> None:
    message = await opened(here)
    await choose(here, message, "language", "fr")
    asked = await here.bob.slash(here.channel, "ask", question="Who won the chess cup of Oslo?")

    assert "Absent des documents" in seen(asked)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("where", ["server", "1" * 20])
async def test_the_panel_keeps_to_discords_limits_in_every_language(
    language: str, where: str
) -> None:
    phrases = Phrases(language)
    own = {"experts": "1" * 20, "admins": [str(10**19 + n) for n in range(10)], "language": "de"}
    view = panel(_Layers(where, own, {}), phrases, here="2" * 20, said="x" * 300)

    assert view.total_children_count <= 40
    for item in view.walk_children():
        assert len(getattr(item, "custom_id", None) or "") <= 100
        assert len(getattr(item, "placeholder", None) or "") <= 150
        assert len(getattr(item, "label", None) or "") <= 80
        options = getattr(item, "options", [])
        assert len(options) <= 25
        assert sum(option.default for option in options) <= 1
        assert len({option.label for option in options}) == len(options)
    assert len(phrases.say("settings-more")) <= 45
    assert len(phrases.say("wrong-title")) <= 45
    assert len(phrases.say("wrong-label")) <= 45
    assert len(phrases.say("wrong-example")) <= 100
    assert all(len(field.called(phrases)) <= 45 for field in MORE)


def test_every_preference_can_be_set() -> None:
    names = {*FIELDS, "admins", "experts"}

    assert names == set(Preferences.__dataclass_fields__)
    assert {field.name for field in SHOWN}.isdisjoint({field.name for field in MORE})
