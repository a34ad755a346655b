"""The fake Discord is real enough for discord.py itself, and as strict as Discord."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import discord
import pytest
import yarl
from discord import app_commands

from tests.fakes.discord.limits import MESSAGES, Rule
from tests.fakes.discord.world import FakeDiscord


class Echo(discord.AutoShardedClient):
    """Answers mentions and one command."""

    def __init__(self, *, content: bool = True) -> None:
        intents = discord.Intents.default()
        intents.message_content = content
        super().__init__(intents=intents, guild_ready_timeout=0.1)
        self.tree = app_commands.CommandTree(self)
        self.heard: list[str] = []
        self.resumed = 0
        self.caught: list[discord.HTTPException] = []

        @self.tree.command(description="Says it again")
        async def echo(interaction: discord.Interaction[Any], text: str) -> None:
            await interaction.response.defer(thinking=True)
            await interaction.edit_original_response(content=f"{interaction.locale}: {text}")

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_resumed(self) -> None:
        self.resumed += 1

    async def on_message(self, message: discord.Message) -> None:
        if message.author == self.user:
            return
        self.heard.append(message.content)
        assert self.user is not None
        if self.user in message.mentions:
            try:
                await message.reply(message.clean_content, allowed_mentions=NOBODY)
            except discord.HTTPException as error:
                self.caught.append(error)


NOBODY = discord.AllowedMentions.none()


@pytest.fixture
def fake() -> Iterator[FakeDiscord]:
    with FakeDiscord() as running:
        yield running


@asynccontextmanager
async def connected(fake: FakeDiscord, *, content: bool = True) -> AsyncIterator[Echo]:
    patch = pytest.MonkeyPatch()
    patch.setattr(discord.http.Route, "BASE", fake.base_url)
    gateway = yarl.URL(fake.gateway.address)
    patch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
    client = Echo(content=content)
    running = asyncio.create_task(client.start(fake.token))
    try:
        ready = asyncio.create_task(client.wait_until_ready())
        await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if running.done():
            await running
        yield client
    finally:
        await client.close()
        await asyncio.gather(running, return_exceptions=True)
        patch.undo()


async def test_a_mention_is_answered_and_pings_nobody(fake: FakeDiscord) -> None:
    guild = fake.guild()
    room, ada = fake.channel(guild), fake.user("Ada", guild)
    async with connected(fake):
        asked = fake.say(ada, room, "hello", mention_bot=True)
        [answer] = await fake.until(lambda: fake.replies_to(asked))
    assert "hello" in answer.text
    assert not answer.pinged
    assert not fake.violations


async def test_events_of_two_shards_come_each_from_their_own() -> None:
    with FakeDiscord(shards=2) as fake:
        rooms = [fake.channel(fake.guild(name), "general") for name in ("one", "two")]
        people = [fake.user("Ada", room.guild) for room in rooms if room.guild]
        async with connected(fake) as client:
            assert client.shard_count == 2
            for ada, room in zip(people, rooms, strict=True):
                asked = fake.say(ada, room, "hello", mention_bot=True)
                await fake.until(lambda asked=asked: fake.replies_to(asked))  # type: ignore[misc]
        assert {tuple(one["shard"]) for one in fake.gateway.identifies} == {(0, 2), (1, 2)}


@pytest.mark.parametrize("how", ["cut_gateway", "ask_to_reconnect"])
async def test_what_was_said_during_a_break_is_heard_after_it(fake: FakeDiscord, how: str) -> None:
    guild = fake.guild()
    room, ada = fake.channel(guild), fake.user("Ada", guild)
    async with connected(fake) as client:
        getattr(fake, how)()
        fake.say(ada, room, "one")
        fake.say(ada, room, "two")
        await fake.until(lambda: client.resumed)
        await fake.until(lambda: client.heard == ["one", "two"])
    assert len(fake.gateway.identifies) == 1


async def test_a_session_that_is_invalid_begins_anew(fake: FakeDiscord) -> None:
    guild = fake.guild()
    room, ada = fake.channel(guild), fake.user("Ada", guild)
    async with connected(fake) as client:
        fake.invalidate()
        await fake.until(lambda: len(fake.gateway.connections) == 1)
        fake.say(ada, room, "again")
        await fake.until(lambda: client.heard == ["again"])
    assert len(fake.gateway.identifies) == 2


async def test_a_gateway_that_no_longer_acknowledges_is_left() -> None:
    with FakeDiscord(heartbeat=0.2) as fake:
        fake.guild()
        async with connected(fake) as client:
            client._connection.heartbeat_timeout = 0.5
            fake.gateway.deaf = True
            fake.cut_gateway()
            await fake.until(lambda: client.resumed >= 2)
            fake.gateway.deaf = False


async def test_an_intent_that_was_not_granted_is_refused() -> None:
    with FakeDiscord(message_content=False) as fake:
        with pytest.raises(discord.PrivilegedIntentsRequired):
            async with connected(fake):
                pass
        guild = fake.guild()
        room, ada = fake.channel(guild), fake.user("Ada", guild)
        async with connected(fake, content=False) as client:
            fake.say(ada, room, "to all")
            fake.say(ada, room, "to you", mention_bot=True)
            await fake.until(lambda: len(client.heard) == 2)
        assert client.heard[0] == ""
        assert client.heard[1].endswith("to you")


async def test_commands_are_answered_in_the_locale_of_the_person(fake: FakeDiscord) -> None:
    guild = fake.guild()
    room, ada = fake.channel(guild), fake.user("Ada", guild, locale="fr")
    async with connected(fake):
        asked = fake.slash(ada, room, "echo", {"text": "oui"})
        await fake.until(lambda: [r for r in fake.replies(asked) if r.text == "fr: oui"])
    assert not fake.errors


async def test_a_late_acknowledgement_is_refused() -> None:
    with FakeDiscord(answer_seconds=0.1) as fake:
        guild = fake.guild()
        room, ada = fake.channel(guild), fake.user("Ada", guild)
        async with connected(fake):
            fake.trouble("POST", "callback", delay=0.3)
            asked = fake.slash(ada, room, "echo", {"text": "oui"})
            await fake.until(lambda: fake.errors)
        assert "10062" in fake.errors[0]
        assert fake.ignored(asked)


async def test_the_library_keeps_to_the_limits_of_a_route() -> None:
    with FakeDiscord(rules={("POST", MESSAGES): Rule(5, 0.5)}) as fake:
        guild = fake.guild()
        room, ada = fake.channel(guild), fake.user("Ada", guild)
        async with connected(fake):
            for number in range(12):
                fake.say(ada, room, f"hello {number}", mention_bot=True)
            await fake.until(lambda: len(fake.answers(room)) == 12)
        assert not fake.violations


async def test_what_disregards_the_limits_is_counted(fake: FakeDiscord) -> None:
    guild = fake.guild()
    room, ada = fake.channel(guild), fake.user("Ada", guild)
    fake.limits.everything = Rule(3, 0.3)
    async with connected(fake):
        for number in range(4):
            other = fake.channel(guild, f"room-{number}")
            fake.say(ada, other, "hello", mention_bot=True)
        await fake.until(lambda: fake.violations)
    assert "over the limit for everything" in fake.violations[0]
    assert not fake.answers(room)


async def test_failures_are_tried_again_and_the_nonce_keeps_it_one_message(
    fake: FakeDiscord,
) -> None:
    guild = fake.guild()
    room, ada = fake.channel(guild), fake.user("Ada", guild)
    async with connected(fake):
        # Done, but the answer was lost on its way.
        fake.trouble("POST", "/messages$", status=502, after=True)
        asked = fake.say(ada, room, "hello", mention_bot=True)
        await fake.until(lambda: fake.limits.refused or len(_sends(fake)) == 2)
        await asyncio.sleep(0.1)
    assert len(fake.replies_to(asked)) == 1
    assert [call.status for call in _sends(fake)] == [502, 200]


async def test_a_text_over_the_limit_is_refused(fake: FakeDiscord) -> None:
    guild = fake.guild()
    room, ada = fake.channel(guild), fake.user("Ada", guild)
    async with connected(fake) as client:
        fake.say(ada, room, "x" * 1995, mention_bot=True)
        await fake.until(lambda: client.caught)
        channel = client.get_channel(room.id)
        assert isinstance(channel, discord.TextChannel)
        view = discord.ui.LayoutView()
        view.add_item(discord.ui.TextDisplay("x" * 4000))
        sent = await channel.send(view=view)
        view.add_item(discord.ui.TextDisplay("x"))
        with pytest.raises(discord.HTTPException, match="4000 or fewer"):
            await sent.edit(view=view)
    assert client.caught[0].code == 50035


async def test_what_is_missing_is_said(fake: FakeDiscord) -> None:
    guild = fake.guild()
    room, ada = fake.channel(guild), fake.user("Ada", guild)
    async with connected(fake) as client:
        fake.forbid(room, "send_messages")
        fake.say(ada, room, "hello", mention_bot=True)
        await fake.until(lambda: client.caught)
        channel = client.get_channel(room.id)
        assert isinstance(channel, discord.TextChannel)
        assert not channel.permissions_for(channel.guild.me).send_messages
        with pytest.raises(discord.NotFound, match="Unknown Message"):
            await channel.fetch_message(1)
    assert client.caught[0].code == 50013


def _sends(fake: FakeDiscord) -> list[Any]:
    return [call for call in fake.calls if call.method == "POST" and call.path.endswith("messages")]
