"""Short is short and long is long, with a model and without."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cli.wiring import House
from bot.lengths import extent
from bot.types import Answer, Done, Length
from tests.bot.engine.asking import answer_of, asked, citing
from tests.fakes.openai_server import FakeOpenAI

QUESTION = "What did the bridge at Larkford cost, and why was it closed?"


async def summary_of(house: House, length: Length) -> Answer:
    events = [e async for e in house.explainer.summary(replace(asked(""), length=length))]
    assert isinstance(events[-1], Done), events[-1]
    return events[-1].answer


async def test_a_short_answer_is_one_quote_and_holds_what_is_asked_for(plain: House) -> None:
    question = replace(asked("When was the stone bridge at Larkford opened?"), length=Length.SHORT)

    answer = await answer_of(plain, question)

    assert len(answer.sentences) == 1
    assert "12 June 1874" in answer.text


async def test_a_long_answer_says_at_least_as_much_as_a_normal_one(plain: House) -> None:
    counts = [
        len((await answer_of(plain, replace(asked(QUESTION), length=length))).sentences)
        for length in Length
    ]

    assert counts == sorted(counts)
    assert counts[0] == 1
    assert counts[-1] <= 5


async def test_summaries_keep_to_their_length(plain: House) -> None:
    counts = [len((await summary_of(plain, length)).sentences) for length in Length]

    assert counts == sorted(counts)
    assert counts[0] <= 3


@pytest.mark.parametrize("length", Length)
async def test_a_model_is_told_how_much_to_write_and_given_room_for_it(
    house: House, server: FakeOpenAI, length: Length
) -> None:
    citing(server, "The bridge at Larkford cost £48,000 to build [n].", "£48,000")

    await answer_of(house, replace(asked(QUESTION), length=length))

    sent = server.chats[-1]
    assert f"Write in English, in {extent('answer', length).words}." in sent.prompt
    room = {Length.SHORT: 350, Length.NORMAL: 700, Length.LONG: 1400}[length]
    assert sent.body["max_tokens"] == room
