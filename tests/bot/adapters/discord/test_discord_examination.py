"""What the doctor says of Discord."""

from __future__ import annotations

import pytest

from bot.adapters.discord.examination import examine
from bot.chat.platform import PlatformError
from bot.commands import COMMANDS, EXPLAIN_MENU
from bot.doctor import Finding, State
from tests.fakes.discord.world import FakeDiscord


async def examined(server: FakeDiscord, **most: int) -> list[Finding]:
    found = await examine(server.token, server.base_url, **most)
    assert not any(server.token in finding.message for finding in found)
    return found


def about(found: list[Finding], subject: str) -> list[Finding]:
    return [finding for finding in found if finding.subject == subject]


async def test_a_bot_that_may_do_everything_is_told_so() -> None:
    with FakeDiscord() as server:
        guild = server.guild("Newsroom")
        for name in ("general", "markets"):
            server.channel(guild, name)
        server.forum(guild, "questions")
        server.core.commands = [
            {"name": name} for name in (*(one.name for one in COMMANDS), EXPLAIN_MENU["en"])
        ]
        found = await examined(server)
    assert {finding.state for finding in found} == {State.OK}
    (token,) = about(found, "discord")
    assert "Explainer" in token.message
    (told,) = about(found, "discord server Newsroom")
    for name in ("#general", "#markets", "#questions"):
        assert name in told.message


async def test_without_the_message_content_intent_it_says_what_is_lost_and_what_works() -> None:
    with FakeDiscord(message_content=False) as server:
        (finding,) = about(await examined(server), "discord message content")
    assert finding.state is State.NOTE
    assert "follow-ups in threads without a mention" in finding.message
    assert "Mentions, replies to the bot, direct messages, commands and buttons work" in (
        finding.message
    )
    assert "switch on Message Content Intent" in finding.message


async def test_commands_that_are_not_registered_yet_are_named() -> None:
    with FakeDiscord() as server:
        (none,) = about(await examined(server), "discord commands")
        server.core.commands = [{"name": one.name} for one in COMMANDS]
        (some,) = about(await examined(server), "discord commands")
    assert none.state is some.state is State.NOTE
    assert "None is registered yet" in none.message
    assert "Explain this" in some.message
    assert "ask" not in some.message


async def test_each_channel_tells_what_cannot_be_done_there_by_the_permission_s_name() -> None:
    with FakeDiscord() as server:
        guild = server.guild("Newsroom")
        server.channel(guild, "general")
        server.forbid(server.channel(guild, "markets"), "create_public_threads")
        server.forbid(server.channel(guild, "staff"), "view_channel")
        server.forbid(server.channel(guild, "rules"), "send_messages", "read_message_history")
        found = await examined(server)
    (markets,) = about(found, "discord server Newsroom #markets")
    assert "answers stand in the channel" in markets.message
    assert "“Create Public Threads”" in markets.message
    (rules,) = about(found, "discord server Newsroom #rules")
    assert "“Send Messages” and “Read Message History”" in rules.message
    server_wide = " ".join(one.message for one in about(found, "discord server Newsroom"))
    assert "can do everything in #general" in server_wide
    assert "may not see #staff (“View Channel”)" in server_wide
    assert not any(finding.state is State.PROBLEM for finding in found)


async def test_a_server_on_which_it_can_answer_nowhere_is_a_problem() -> None:
    with FakeDiscord() as server:
        guild = server.guild("Newsroom")
        server.forbid(server.channel(guild, "general"), "view_channel")
        server.forbid(server.channel(guild, "rules"), "send_messages", "send_messages_in_threads")
        found = await examined(server)
    problems = [finding for finding in found if finding.state is State.PROBLEM]
    assert [finding.subject for finding in problems] == ["discord server Newsroom"]
    assert "cannot answer in any channel" in problems[0].message


async def test_what_is_left_out_is_counted() -> None:
    with FakeDiscord() as server:
        for number in range(4):
            guild = server.guild(f"Server {number}")
            for channel in range(4):
                server.channel(guild, f"room-{channel}")
        found = await examined(server, servers=2, channels=3)
    assert about(found, "discord")[-1].message == "Not looked at: 2 more servers."
    (first,) = about(found, "discord server Server 0")
    assert first.message.endswith("and one more channel.")
    assert not about(found, "discord server Server 2")


async def test_a_bot_on_no_server_is_told_how_to_get_onto_one() -> None:
    with FakeDiscord() as server:
        found = await examined(server)
    assert "explainer discord invite" in about(found, "discord")[-1].message


async def test_a_server_that_cannot_be_looked_at_does_not_end_the_examination() -> None:
    with FakeDiscord() as server:
        for name in ("Closed", "Open"):
            server.channel(server.guild(name), "general")
        server.fail_next("GET", r"/guilds/\d+/channels", 403)
        found = await examined(server)
    (closed,) = about(found, "discord server Closed")
    assert closed.state is State.PROBLEM
    (opened,) = about(found, "discord server Open")
    assert opened.state is State.OK


async def test_a_token_that_is_refused_says_where_to_get_another() -> None:
    with FakeDiscord() as server, pytest.raises(PlatformError, match="Reset Token"):
        await examine("MTIz.wrong.token", server.base_url)
