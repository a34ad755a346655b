from __future__ import annotations

import asyncio

import aiohttp
from aiohttp import web
from discord.http import Route

from bot.adapters.discord.client import pacing_trace
from bot.adapters.discord.pacing import Pacer


async def test_no_second_holds_more_calls_than_discord_allows() -> None:
    pacer = Pacer(per_second=40)
    loop = asyncio.get_running_loop()
    times: list[float] = []

    async def call() -> None:
        await pacer.turn()
        times.append(loop.time())

    await asyncio.gather(*(call() for _ in range(100)))

    most = max(sum(start <= time < start + 1 for time in times) for start in times)
    assert most < 50


async def test_calls_are_made_in_the_order_in_which_they_came() -> None:
    pacer = Pacer(per_second=200)
    order: list[int] = []

    async def call(number: int) -> None:
        await pacer.turn()
        order.append(number)

    await asyncio.gather(*(call(number) for number in range(50)))

    assert order == list(range(50))


async def test_a_message_waits_between_its_edits_and_longer_where_discord_is_slow() -> None:
    pacer = Pacer(edit_seconds=1.0)
    quick, slow = pacer.message(), pacer.message()
    assert quick.wait == 0

    quick.edited(took=0.1)
    slow.edited(took=3.0)

    assert 0.5 < quick.wait <= 1.0
    assert 5.0 < slow.wait <= 6.0


async def test_while_calls_wait_an_edit_may_be_left_out() -> None:
    pacer = Pacer(per_second=50)
    pace = pacer.message()
    assert not pace.may_skip()

    waiting = [asyncio.create_task(pacer.turn()) for _ in range(20)]
    await asyncio.sleep(0)
    assert pace.may_skip()
    await asyncio.gather(*waiting)


async def test_every_call_to_the_api_is_paced_but_those_that_discord_does_not_count() -> None:
    pacer = Pacer(per_second=50)
    application = web.Application()

    async def answer(_: web.Request) -> web.Response:
        return web.Response(text="{}")

    application.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    base, before = f"http://127.0.0.1:{port}/api/v10", Route.BASE
    Route.BASE = base
    try:
        async with aiohttp.ClientSession(trace_configs=[pacing_trace(pacer)]) as session:
            for path in ("/interactions/1/token/callback", "/webhooks/1/token"):
                for _ in range(10):
                    await session.get(base + path)
            assert not pacer.busy
            calls = (session.get(f"{base}/channels/{one}/messages") for one in range(15))
            waiting = asyncio.gather(*calls)
            await asyncio.sleep(0.05)
            assert pacer.busy
            await waiting
    finally:
        Route.BASE = before
        await runner.cleanup()
