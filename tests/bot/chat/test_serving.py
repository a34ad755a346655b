"""Platforms side by side: none takes another one down."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.chat.platform import PlatformError
from bot.chat.serving import Serving


class Service:
    """A platform that fails as often as it is told, then serves until the end."""

    def __init__(self, name: str, *failures: Exception, slow: bool = False) -> None:
        self.name = name
        self.failures = list(failures)
        self.slow = slow
        self.starts = 0

    async def run(self, stopping: asyncio.Event, ready: Callable[[str], None]) -> None:
        self.starts += 1
        await asyncio.sleep(0)
        if self.failures:
            raise self.failures.pop(0)
        if not self.slow:
            ready("can be asked")
        await stopping.wait()


async def serve(*platforms: Service, until: str | None) -> tuple[bool, list[str]]:
    """Serves until a line is told, or by itself to the end; says whether any started, and all."""
    told: list[str] = []
    stopping, heard = asyncio.Event(), asyncio.Event()

    def hear(line: str) -> None:
        told.append(line)
        if line == until:
            heard.set()

    serving = Serving(platforms, told=hear, first_pause=0.001)
    task = asyncio.create_task(serving.serve(stopping))
    if until is not None:
        async with asyncio.timeout(20):
            await heard.wait()
        stopping.set()
    return await task, told


WRONG = PlatformError("the token is wrong; set another one")


def outage() -> PlatformError:
    return PlatformError("it cannot be reached", passes=True)


async def test_a_wrong_token_does_not_stop_the_others() -> None:
    bad, good = Service("A", WRONG), Service("B")
    started, told = await serve(bad, good, until="B: can be asked")
    assert started
    assert bad.starts == 1
    assert told == ["A: the token is wrong; set another one", "B: can be asked"]


async def test_where_none_could_start_that_is_said_and_nothing_is_tried_for_ever() -> None:
    for first, second in (
        (Service("A", WRONG), Service("B", outage())),
        (Service("B", outage()), Service("A", WRONG)),
    ):
        started, told = await serve(first, second, until=None)
        assert not started
    assert "B: it cannot be reached" in told


async def test_an_end_before_anyone_could_ask_is_no_failure() -> None:
    told: list[str] = []
    stopping = asyncio.Event()
    serving = asyncio.create_task(
        Serving([Service("A", slow=True)], told=told.append).serve(stopping)
    )
    await asyncio.sleep(0)
    stopping.set()
    assert await serving
    assert told == []


async def test_trouble_that_passes_is_waited_out_beside_a_platform_that_runs() -> None:
    troubled = Service("A", outage(), outage())
    started, told = await serve(troubled, Service("B"), until="A: can be asked")
    assert started
    assert "A: can be asked" in told
    assert troubled.starts == 3


async def test_a_mistake_of_ours_in_one_platform_leaves_the_others_running() -> None:
    broken = Service("A", ValueError("secret detail"))
    started, told = await serve(broken, Service("B"), until="A: can be asked")
    assert started
    assert "A: can be asked" in told
    assert not any("secret detail" in line for line in told)
