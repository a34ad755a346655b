from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator

import pytest
from aiohttp import web
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.chat.platform import PlatformError
from bot.cli.wiring import House
from tests.support.discord_world import World, buttons, platform_of, words

WHEN = "When did the ferry of Sandmoor begin to run?"


@pytest.fixture(autouse=True)
def _the_address_as_it_was() -> Iterator[None]:
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    yield
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


@pytest.fixture
async def refusing() -> AsyncIterator[str]:
    """The address of an API that accepts no token."""

    async def refuse(_: web.Request) -> web.Response:
        return web.json_response({"message": "401: Unauthorized", "code": 0}, status=401)

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", refuse)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/v10"
    await runner.cleanup()


async def test_a_wrong_token_is_named_with_what_to_do(
    house: House, refusing: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    platform = platform_of(house, [], api_url=refusing, token="a-secret-token")

    with pytest.raises(PlatformError, match="DISCORD_TOKEN") as caught:
        await platform.run(asyncio.Event(), _nobody)

    assert not caught.value.passes
    assert "a-secret-token" not in str(caught.value)
    assert "a-secret-token" not in caplog.text


async def test_an_api_that_cannot_be_reached_may_come_back(
    house: House, unused_tcp_port: int
) -> None:
    there = f"http://127.0.0.1:{unused_tcp_port}/api/v10"

    with pytest.raises(PlatformError, match="cannot be reached") as caught:
        await platform_of(house, [], api_url=there).run(asyncio.Event(), _nobody)

    assert caught.value.passes


async def test_a_message_that_discord_tells_of_twice_is_answered_once(here: World) -> None:
    await here.prefer(here.channel, placement="channel")
    backend = here.env.backend
    asked = await here.alice.send(here.channel, f"{here.bot} {WHEN}")

    backend.announce_message_create(backend.messages[here.channel.id][asked.id])
    await here.env.settle()

    assert len(here.said()) == 1


async def test_an_answer_that_outlives_its_command_ends_in_an_ordinary_message(
    here: World,
) -> None:
    here.env.inject_error("*", "/webhooks/*", status=401, code=50027, times=None)
    await here.alice.slash(here.channel, "ask", question=WHEN)

    ordinary = here.channel.last_message
    assert ordinary is not None
    assert ordinary.interaction_metadata is None
    assert "1911" in words(ordinary)
    assert len([said for said in here.said() if "1911" in said]) == 1


async def test_a_private_answer_that_outlives_its_command_stays_private(here: World) -> None:
    here.env.inject_error("*", "/webhooks/*", status=401, code=50027, times=None)
    await here.alice.slash(here.channel, "ask", question=WHEN, private=True)

    assert not any("1911" in said for said in here.said())
    told = here.alice.user.dm_channel.last_message
    assert "1911" in words(told)
    # There it could only be shared with whoever reads it already.
    assert "Share with the channel" not in [button.label for button in buttons(told)]


def _nobody(_: str) -> None:
    raise AssertionError("nobody can ask here")
