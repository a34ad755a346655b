"""An answer ends when the person stops it or leaves, and takes the model's request with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest

from bot.cli.wiring import House
from bot.types import Done, Outcome, Said
from tests.bot.engine.asking import answer_of, asked, citing, number_of
from tests.fakes.openai_server import FakeOpenAI, Reply

QUESTION = "When was the bridge at Larkford opened?"


@pytest.fixture(autouse=True)
async def no_task_is_left() -> AsyncIterator[None]:
    before = asyncio.all_tasks()
    yield
    assert not asyncio.all_tasks() - before - {asyncio.current_task()}


def pausing(server: FakeOpenAI) -> None:
    """Says one sentence that holds, begins another, and falls silent."""

    def reply(request: object) -> Reply:
        number = number_of(server, "12 June 1874")
        text = [f"The bridge was opened on 12 June 1874 [{number}]. ", "It ", "is ", "old ", "now."]
        return Reply(text, pause=30.0, pause_after=3)

    server.reply = reply


async def test_a_stopped_answer_keeps_what_was_said_and_who_wrote_it(
    house: House, server: FakeOpenAI
) -> None:
    pausing(server)
    stop = asyncio.Event()
    events = []
    async for event in house.explainer.answer(asked(QUESTION), stop):
        events.append(event)
        if isinstance(event, Said):
            stop.set()

    done = events[-1]
    assert isinstance(done, Done)
    assert done.answer.outcome is Outcome.STOPPED
    assert done.answer.text == "The bridge was opened on 12 June 1874. [1]"
    assert done.answer.writer == server.model
    assert "Stopped here." in done.answer.notices
    assert server.chats[0].disconnected.wait(10)


async def test_an_answer_can_be_stopped_while_its_next_sentence_is_awaited(
    house: House, server: FakeOpenAI
) -> None:
    pausing(server)
    stop = asyncio.Event()
    async for event in house.explainer.answer(asked(QUESTION), stop):
        if isinstance(event, Said):
            asyncio.get_running_loop().call_later(0.2, stop.set)

    assert isinstance(event, Done)
    assert event.answer.outcome is Outcome.STOPPED
    assert server.chats[0].disconnected.wait(10)


async def test_a_follow_up_can_be_stopped_while_a_model_works_out_what_it_means(
    house: House, server: FakeOpenAI
) -> None:
    citing(server, "The bridge was opened on 12 June 1874 [n].", "12 June 1874")
    await answer_of(house, asked(QUESTION, "stopped early"))
    server.say("What did it cost?", wait=30)
    stop = asyncio.Event()
    server.asked.clear()
    asking = asyncio.create_task(_last(house, "what did it cost?", "stopped early", stop))
    assert await asyncio.to_thread(server.asked.wait, 10)
    stop.set()

    done = await asyncio.wait_for(asking, 10)

    assert done.answer.outcome is Outcome.STOPPED
    assert done.answer.sentences == ()
    assert len(server.chats) == 2


async def test_who_closes_an_answer_ends_the_models_request(
    house: House, server: FakeOpenAI
) -> None:
    pausing(server)
    async with aclosing(house.explainer.answer(asked(QUESTION))) as events:
        async for event in events:
            if isinstance(event, Said):
                break

    assert server.chats[0].disconnected.wait(10)


@pytest.mark.parametrize("stop", [None, asyncio.Event()], ids=["", "that could be stopped"])
async def test_cancelling_who_waits_for_an_answer_ends_the_models_request(
    house: House, server: FakeOpenAI, stop: asyncio.Event | None
) -> None:
    pausing(server)
    said = asyncio.Event()

    async def read() -> None:
        async with aclosing(house.explainer.answer(asked(QUESTION), stop)) as events:
            async for event in events:
                if isinstance(event, Said):
                    said.set()

    reading = asyncio.create_task(read())
    await said.wait()
    await asyncio.sleep(0.1)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading

    assert server.chats[0].disconnected.wait(10)


async def _last(house: House, text: str, conversation: str, stop: asyncio.Event) -> Done:
    async for event in house.explainer.answer(asked(text, conversation), stop):
        last = event
    assert isinstance(last, Done)
    return last
