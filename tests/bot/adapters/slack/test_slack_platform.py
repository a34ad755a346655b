"""How the program comes to Slack and leaves it: tokens, modes, workers, the end."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import aiohttp
import pytest

from bot.adapters.slack.platform import EVENTS_PATH, HEALTH_PATH, Access
from bot.chat.platform import PlatformError
from bot.cli.wiring import House
from tests.fakes.openai_server import FakeOpenAI, Reply
from tests.fakes.slack.fake import FakeSlack
from tests.support.slack_world import World, platform_of, world

WHEN = "When did the ferry of Sandmoor begin to run?"
FIRST = "The ferry of Sandmoor began to run on 3 March 1911. [1]"
SECOND = " It carried 240 passengers on its first day. [1]"
DAY = "3 March 1911"


def access(slack: FakeSlack, **changes: Any) -> Access:
    given: dict[str, Any] = {
        "bot_token": slack.bot_token,
        "app_token": slack.app_token,
        "signing_secret": slack.signing_secret,
        "api_url": slack.api_url,
    }
    return Access(**given | changes)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


async def test_it_says_as_whom_and_where_it_is(here: World) -> None:
    assert here.told == ["here as @Explainer in Acme, over Socket Mode."]


@pytest.mark.parametrize(
    ("changes", "named", "passes"),
    [
        ({"bot_token": "xoxb-wrong"}, "SLACK_BOT_TOKEN", False),
        ({"app_token": "xapp-wrong"}, "SLACK_APP_TOKEN", False),
        ({"bot_token": None}, "SLACK_BOT_TOKEN", False),
        ({"app_token": None}, "SLACK_APP_TOKEN", False),
        ({"mode": "http", "signing_secret": None}, "SLACK_SIGNING_SECRET", False),
        ({"api_url": "http://127.0.0.1:9/api/"}, "SLACK_API_URL", True),
    ],
)
async def test_what_keeps_it_from_starting_is_named_with_what_to_do(
    house: House, slack: FakeSlack, changes: dict[str, Any], named: str, passes: bool
) -> None:
    platform = platform_of(house, slack, access=access(slack, **changes))

    with pytest.raises(PlatformError, match=named) as caught:
        await asyncio.wait_for(platform.run(asyncio.Event(), lambda _: None), 60)

    assert caught.value.passes is passes
    assert "xoxb-wrong" not in str(caught.value)


async def test_a_port_that_is_taken_is_named(house: House, slack: FakeSlack) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        platform = platform_of(house, slack, access=access(slack, mode="http", port=port))
        with pytest.raises(PlatformError, match="SLACK_PORT"):
            await platform.run(asyncio.Event(), lambda _: None)


async def test_over_http_signed_events_are_answered_by_any_worker_and_once(
    house: House, slack: FakeSlack
) -> None:
    ports = [free_port(), free_port()]
    async with world(house, slack, workers=0) as here:
        for port in ports:
            there = access(slack, mode="http", port=port, app_token=None)
            await here.start(platform_of(house, slack, access=there))
        addresses = [f"http://127.0.0.1:{port}{EVENTS_PATH}" for port in ports]
        slack.deliver_to(*addresses)
        assert (await asyncio.to_thread(slack.verify_url, addresses[0])).status == 200

        asked = [here.ask(WHEN, by=person) for person in (here.ann, here.bob, here.ann)]
        for one in asked:
            await here.said(one, holds=DAY)
        await here.settle()

        assert [len(here.replies(one)) for one in asked] == [1, 1, 1]
        assert slack.failures() == []
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{ports[0]}{HEALTH_PATH}") as healthy,
        ):
            assert healthy.status == 200


@pytest.mark.parametrize(
    "forgery", [{"secret": "not-the-secret"}, {"age": 600.0}, {"signed": False}]
)
async def test_over_http_forged_and_stale_events_are_refused(
    house: House, slack: FakeSlack, forgery: dict[str, Any]
) -> None:
    port = free_port()
    async with world(house, slack, workers=0) as here:
        there = access(slack, mode="http", port=port, app_token=None)
        await here.start(platform_of(house, slack, access=there))
        event = {
            "type": "app_mention",
            "user": here.ann.id,
            "text": f"{here.bot} {WHEN}",
            "ts": "1700000000.000001",
            "channel": here.channel.id,
        }
        address = f"http://127.0.0.1:{port}{EVENTS_PATH}"
        forge = slack.forge
        reply = await asyncio.to_thread(lambda: forge(address, event, **forgery))
        await here.settle()

        assert reply.status == 401
        assert slack.calls("chat.postMessage") == []
        assert slack.calls("chat.startStream") == []


@pytest.mark.parametrize("end", ["refresh", "cut"])
async def test_nothing_is_lost_when_the_connection_is(here: World, end: str) -> None:
    await asyncio.to_thread(getattr(here.slack, end))
    asked = here.ask(WHEN)

    await here.said(asked, holds=DAY, seconds=40)


async def test_an_ack_that_gets_lost_is_no_second_answer(here: World) -> None:
    here.slack.lose_acks(2)
    asked = here.ask(WHEN)
    await here.said(asked, holds=DAY)
    await here.settle(2)

    assert len(here.replies(asked)) == 1
    assert max(made.attempts for made in here.slack.deliveries()) == 2


async def test_what_is_under_way_at_the_end_is_finished(modelled: World, model: FakeOpenAI) -> None:
    model.reply = lambda _: Reply([FIRST + " ", SECOND, " "], pause=0.5)
    asked = modelled.ask(WHEN)
    await modelled.until(lambda: modelled.replies(asked))

    await modelled.stop()

    (text,) = modelled.slack.messages(modelled.channel, asked)
    assert "240" in text
    assert not modelled.replies(asked)[0].streaming


async def test_what_takes_too_long_at_the_end_says_that_it_was_cut(
    modelled: World, model: FakeOpenAI
) -> None:
    model.reply = lambda _: Reply([FIRST + " ", " It", SECOND, " "], pause=60.0, pause_after=2)
    asked = modelled.ask(WHEN)
    await modelled.until(lambda: modelled.replies(asked))

    await modelled.stop()

    (text,) = modelled.slack.messages(modelled.channel, asked)
    assert "1911" in text
    assert "had to restart" in text
    session = modelled.slack.session(modelled.channel, asked)
    assert session is not None
    assert session.status == "active"


async def test_whoever_asks_during_the_end_is_told_to_come_back(
    modelled: World, model: FakeOpenAI
) -> None:
    model.reply = lambda _: Reply([FIRST + " ", SECOND, " "], pause=1.5)
    asked = modelled.ask(WHEN)
    await modelled.until(lambda: modelled.replies(asked))
    ending = asyncio.create_task(modelled.stop())
    await asyncio.sleep(0.1)

    late = modelled.ask(WHEN, by=modelled.bob)
    await ending

    (text,) = modelled.slack.messages(modelled.channel, late)
    assert "restarted" in text


async def test_what_was_kept_of_a_workspace_goes_when_the_bot_does(
    here: World, house: House
) -> None:
    asked = here.ask(WHEN)
    direct = here.slack.say(here.ann, here.slack.direct(here.ann), WHEN)
    await here.said(asked, holds=DAY)
    await here.said(direct, holds=DAY)
    assert len(await house.answers.recent(5)) == 2

    here.slack.uninstall()

    for _ in range(100):
        if not await house.answers.recent(5):
            break
        await asyncio.sleep(0.1)
    assert await house.answers.recent(5) == []
