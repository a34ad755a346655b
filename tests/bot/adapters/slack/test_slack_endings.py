"""How an answer that streams comes to its end while it is still sought what to ask next."""

from __future__ import annotations

import asyncio

import pytest

from bot.suggestions import Suggestions
from bot.types import Answer
from tests.fakes.openai_server import FakeOpenAI, Reply, Request
from tests.fakes.slack.state import Message
from tests.support.model import citing
from tests.support.slack_world import World, words

WHEN = "When did the ferry of Sandmoor begin to run?"
NEXT = "Why was the ferry given up?"
BEGAN = "The ferry of Sandmoor began to run on 3 March 1911"
CARRIED = "It carried 240 passengers on its first day"


@pytest.fixture
def sought(monkeypatch: pytest.MonkeyPatch, modelled: World) -> asyncio.Event:
    """What to ask next is found once this is set."""
    found = asyncio.Event()

    async def after(_: Suggestions, answer: Answer) -> tuple[str, ...]:
        await found.wait()
        await modelled.house.answers.suggest(answer.id, [NEXT])
        return (NEXT,)

    monkeypatch.setattr(Suggestions, "after", after)
    return found


def two_sentences(model: FakeOpenAI, pause: float) -> None:
    def reply(request: Request) -> Reply:
        said = citing("began to run", BEGAN)(request).text
        mark = str(said).rpartition(" ")[2]
        return Reply([f"{BEGAN} {mark}. ", f"{CARRIED} {mark}."], pause=pause)

    model.reply = reply


async def begun(here: World, asked: Message) -> Message:
    await here.until(lambda: any("1911" in here.slack.text(one) for one in here.replies(asked)))
    return here.replies(asked)[0]


async def test_sources_do_not_wait_for_what_to_ask_next(
    modelled: World, model: FakeOpenAI, sought: asyncio.Event
) -> None:
    two_sentences(model, 0.1)
    asked = modelled.ask(WHEN)
    answer = await begun(modelled, asked)

    await modelled.until(lambda: "Show quotes" in modelled.slack.buttons(answer))
    session = modelled.slack.session(modelled.channel, asked)
    assert "Sandmoor Herald" in modelled.slack.text(answer)
    assert not answer.streaming
    assert session is not None
    assert session.status == "active"

    sought.set()
    await modelled.until(lambda: NEXT in modelled.slack.buttons(answer))
    assert len(modelled.replies(asked)) == 1
    assert words(modelled.slack.text(answer)).count("1911") == 1


async def test_what_a_closed_stream_lacks_is_shown_before_the_end(
    modelled: World, model: FakeOpenAI, sought: asyncio.Event
) -> None:
    two_sentences(model, 1.0)
    asked = modelled.ask(WHEN)
    answer = await begun(modelled, asked)
    assert modelled.slack.close_stream(answer.ts)

    await modelled.until(lambda: CARRIED in words(modelled.slack.text(answer)))
    assert not sought.is_set()

    sought.set()
    await modelled.until(lambda: NEXT in modelled.slack.buttons(answer))
    assert "Stop" not in modelled.slack.buttons(answer)
