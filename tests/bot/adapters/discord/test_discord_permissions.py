"""Which permissions the bot asks for, and what it says where one is missing."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import discord
import pytest

from bot.adapters.discord.invite import invite, server_link, user_link
from bot.adapters.discord.permissions import NEEDS, missing
from bot.adapters.discord.rest import logged_in
from bot.chat.platform import PlatformError
from bot.chat.preferences import Placement
from bot.phrases import LANGUAGES, Phrases
from tests.fakes.discord.world import FakeDiscord


@pytest.fixture
def server() -> Iterator[FakeDiscord]:
    with FakeDiscord() as fake:
        yield fake


async def lacking(server: FakeDiscord, name: str, placement: Placement) -> list[str]:
    """What the bot lacks in the channel of this name, as the real client sees it."""
    async with logged_in(server.token, server.base_url) as api:
        (found,) = [guild async for guild in api.fetch_guilds()]
        guild = await api.fetch_guild(found.id)
        assert api.user is not None
        me = await guild.fetch_member(api.user.id)
        (channel,) = [one for one in await guild.fetch_channels() if one.name == name]
        return missing(channel, me, placement)


def asked(link: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}


def test_the_server_link_asks_for_what_is_used_and_nothing_that_is_dangerous() -> None:
    query = asked(server_link(1234))
    assert query["client_id"] == "1234"
    assert query["scope"] == "bot applications.commands"
    assert query["integration_type"] == "0"
    used = 1 << 10 | 1 << 11 | 1 << 16 | 1 << 35 | 1 << 38
    assert int(query["permissions"]) == used
    may = discord.Permissions(used)
    assert not may.administrator
    assert not may.mention_everyone
    assert not may.manage_guild
    assert not may.manage_messages


def test_the_user_link_asks_for_commands_alone() -> None:
    query = asked(user_link(1234))
    assert query == {"client_id": "1234", "integration_type": "1", "scope": "applications.commands"}


async def test_the_links_are_those_of_the_application_whose_token_is_given(
    server: FakeDiscord,
) -> None:
    links = await invite(server.token, server.base_url)
    assert links.name == "Explainer"
    assert asked(links.for_server)["client_id"] == str(server.state.ours.id)
    assert links.for_user is not None
    assert asked(links.for_user)["client_id"] == str(server.state.ours.id)


async def test_a_refused_token_and_a_silent_address_are_told_apart(server: FakeDiscord) -> None:
    wrong = "MTIz.wrong.discord-token-9876543210"
    with pytest.raises(PlatformError, match="does not accept the token in DISCORD_TOKEN") as bad:
        await invite(wrong, server.base_url)
    assert wrong not in str(bad.value)
    assert not bad.value.passes
    with pytest.raises(PlatformError, match=r"cannot be reached.*DISCORD_API_URL") as gone:
        await invite(server.token, "http://127.0.0.1:9/api/v10")
    assert gone.value.passes


async def test_discord_is_asked_where_it_was_before_once_all_is_told(server: FakeDiscord) -> None:
    usual = discord.http.Route.BASE
    await invite(server.token, server.base_url)
    assert usual == discord.http.Route.BASE


async def test_nothing_is_missing_where_everything_is_allowed(server: FakeDiscord) -> None:
    guild = server.guild()
    server.channel(guild, "general")
    assert await lacking(server, "general", Placement.THREAD) == []


async def test_threads_need_more_than_answers_in_place(server: FakeDiscord) -> None:
    guild = server.guild()
    room = server.channel(guild, "general")
    server.forbid(room, "create_public_threads", "send_messages_in_threads")
    assert await lacking(server, "general", Placement.CHANNEL) == []
    assert await lacking(server, "general", Placement.THREAD) == [
        "create_public_threads",
        "send_messages_in_threads",
    ]


async def test_a_forum_needs_no_right_to_begin_threads(server: FakeDiscord) -> None:
    guild = server.guild()
    forum = server.forum(guild, "questions")
    server.forbid(forum, "create_public_threads", "send_messages")
    assert await lacking(server, "questions", Placement.THREAD) == []
    server.forbid(forum, "send_messages_in_threads")
    assert await lacking(server, "questions", Placement.THREAD) == ["send_messages_in_threads"]


async def test_a_channel_that_cannot_be_seen_lacks_nothing_else(server: FakeDiscord) -> None:
    guild = server.guild()
    room = server.channel(guild, "secret")
    server.forbid(room, "view_channel", "send_messages")
    assert await lacking(server, "secret", Placement.THREAD) == ["view_channel"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_permission_has_the_name_that_admins_see(language: str) -> None:
    names = [Phrases(language).say(need.phrase) for need in NEEDS]
    assert len(set(names)) == len(NEEDS)
    assert all(hasattr(discord.Permissions, need.permission) for need in NEEDS)
