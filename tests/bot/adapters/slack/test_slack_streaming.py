"""An answer in the making on Slack: as a stream, without one, and when Slack is in trouble."""

from __future__ import annotations

import asyncio

import pytest

from bot.cli.wiring import House
from tests.fakes.openai_server import FakeOpenAI, Reply
from tests.fakes.slack.fake import FakeSlack
from tests.fakes.slack.state import Message
from tests.support.slack_world import World, words, world

WHEN = "When did the ferry of Sandmoor begin to run?"
FIRST = "The ferry of Sandmoor began to run on 3 March 1911. [1]"
SECOND = " It carried 240 passengers on its first day. [1]"


@pytest.fixture
def slow(model: FakeOpenAI) -> FakeOpenAI:
    """The model needs some time between its sentences."""
    model.reply = lambda _: Reply([FIRST + " ", SECOND, " "], pause=0.8)
    return model


async def begun(here: World, asked: Message) -> Message:
    """The answer, once its first sentence stands there."""
    await here.until(lambda: any("1911" in here.slack.text(one) for one in here.replies(asked)))
    return here.replies(asked)[0]


async def test_an_answer_grows_as_a_stream_with_a_session_around_it(
    modelled: World, slow: FakeOpenAI
) -> None:
    asked = modelled.ask(WHEN)
    answer = await begun(modelled, asked)

    assert answer.streaming
    assert "240" not in modelled.slack.text(answer)
    session = modelled.slack.session(modelled.channel, asked)
    assert session is not None
    assert session.status == "processing"
    assert session.title == WHEN
    assert any("Reading" in said["status"] for said in modelled.slack.statuses())

    await modelled.said(asked, holds="240")
    assert session.status == "active"
    assert "Show quotes" in modelled.slack.buttons(answer)
    assert len(modelled.replies(asked)) == 1


async def test_what_was_shown_never_disappears(modelled: World, slow: FakeOpenAI) -> None:
    asked = modelled.ask(WHEN)
    await modelled.said(asked, holds="240")

    (answer,) = modelled.replies(asked)
    shown = [words(text) for text in answer.versions]
    first = next(index for index, text in enumerate(shown) if "1911" in text)
    assert all("1911" in text for text in shown[first:])


async def test_slacks_stop_keeps_what_was_checked_and_says_that_it_was_stopped(
    modelled: World, model: FakeOpenAI
) -> None:
    model.reply = lambda _: Reply([FIRST + " ", SECOND, " "], pause=5.0)
    asked = modelled.ask(WHEN)
    await begun(modelled, asked)

    modelled.slack.stop_session(modelled.ann, modelled.channel, asked.ts)

    (text,) = await modelled.said(asked, holds="topped")
    assert "1911" in text
    assert "240" not in text
    session = modelled.slack.session(modelled.channel, asked)
    assert session is not None
    assert session.status == "active"


async def test_stop_is_heard_by_whichever_process_answers(
    modelled_house: House, slack: FakeSlack, model: FakeOpenAI
) -> None:
    model.reply = lambda _: Reply([FIRST + " ", SECOND, " x.", " "], pause=1.5)
    async with world(modelled_house, slack, workers=2) as here:
        await here.until(lambda: len(slack.socket.connections) == 2)
        asked = [here.ask(WHEN, by=person) for person in (here.ann, here.bob)]
        for one in asked:
            await begun(here, one)
            slack.stop_session(here.ann, here.channel, one.ts)
        for one in asked:
            await here.said(one, holds="topped")


@pytest.mark.parametrize("after", [0.0, 0.5])
async def test_a_stream_that_slack_closes_is_finished_all_the_same(
    modelled: World, slow: FakeOpenAI, after: float
) -> None:
    asked = modelled.ask(WHEN)
    answer = await begun(modelled, asked)
    await asyncio.sleep(after)

    modelled.slack.close_stream(answer.ts)

    (text,) = await modelled.said(asked, holds="240")
    assert text.count("1911") == 1
    assert "Show quotes" in modelled.slack.buttons(answer)
    session = modelled.slack.session(modelled.channel, asked)
    assert session is not None
    await modelled.until(lambda: session.status == "active")


@pytest.mark.parametrize("error", ["unknown_method", "missing_scope", "feature_not_enabled"])
async def test_without_streams_the_message_is_edited_and_streams_are_not_tried_again(
    modelled: World, slow: FakeOpenAI, error: str
) -> None:
    modelled.slack.lack("chat.startStream", error)
    asked = modelled.ask(WHEN)
    answer = await begun(modelled, asked)
    assert "Stop" in modelled.slack.buttons(answer)

    (text,) = await modelled.said(asked, holds="240")
    assert "Stop" not in modelled.slack.buttons(answer)
    again = modelled.ask(WHEN)
    await modelled.said(again, holds="240")
    assert len(modelled.slack.calls("chat.startStream")) == 1
    assert text.count("1911") == 1


async def test_without_sessions_it_still_streams(modelled: World, slow: FakeOpenAI) -> None:
    modelled.slack.lack("agents.sessions.setStatus")
    modelled.slack.lack("assistant.threads.setStatus")
    for _ in range(2):
        asked = modelled.ask(WHEN)
        answer = await begun(modelled, asked)
        assert answer.streaming
        await modelled.said(asked, holds="240")

    assert len(modelled.slack.calls("agents.sessions.setStatus")) == 1


async def test_in_direct_messages_it_streams_too(modelled: World, slow: FakeOpenAI) -> None:
    asked = modelled.slack.say(modelled.ann, modelled.slack.direct(modelled.ann), WHEN)
    answer = await begun(modelled, asked)
    assert answer.streaming
    await modelled.said(asked, holds="240")


async def test_where_nobody_called_it_nothing_is_shown_before_there_is_a_sentence(
    modelled: World, slow: FakeOpenAI
) -> None:
    await modelled.prefer(modelled.channel, listening="everything")
    asked = modelled.slack.say(modelled.ann, modelled.channel, WHEN)
    await begun(modelled, asked)

    assert "Searching" not in "".join(modelled.replies(asked)[0].versions)
    assert modelled.slack.statuses() == []


async def test_where_nobody_called_it_it_may_keep_silent_on_what_it_does_not_know(
    here: World,
) -> None:
    await here.prefer(here.channel, listening="everything", silent_unknown=True)
    asked = here.slack.say(here.ann, here.channel, "What is the capital of Mongolia, by the way?")
    await here.settle()

    assert here.replies(asked) == []


async def test_an_answer_under_way_goes_when_its_question_does(
    modelled: World, slow: FakeOpenAI
) -> None:
    asked = modelled.ask(WHEN)
    await begun(modelled, asked)

    modelled.slack.delete(asked)

    await modelled.until(lambda: modelled.replies(asked) == [] and modelled.quiet())


async def test_an_answer_under_way_is_changed_when_its_question_is(
    modelled: World, slow: FakeOpenAI
) -> None:
    asked = modelled.ask("When did the tram begin to run?")
    await begun(modelled, asked)

    modelled.slack.edit(asked, f"{modelled.bot} {WHEN}")

    await modelled.said(asked, holds="240")
    await modelled.settle()
    assert len(modelled.replies(asked)) == 1
    assert not modelled.replies(asked)[0].streaming


@pytest.mark.parametrize("method", ["chat.startStream", "chat.appendStream", "chat.stopStream"])
@pytest.mark.parametrize("after", [True, False])
async def test_a_connection_that_breaks_neither_loses_nor_doubles_an_answer(
    modelled: World, slow: FakeOpenAI, method: str, after: bool
) -> None:
    modelled.slack.trouble(method, cut=True, after=after)
    asked = modelled.ask(WHEN)

    await modelled.said(asked, holds="240")
    await modelled.settle()

    (answer,) = modelled.replies(asked)
    assert words(modelled.slack.text(answer)).count("1911") == 1
    assert not answer.streaming


@pytest.mark.parametrize("status", [500, 503, 0])
@pytest.mark.parametrize("after", [True, False])
async def test_a_message_whose_sending_went_wrong_comes_once(
    here: World, status: int, after: bool
) -> None:
    await here.prefer(here.channel, placement="channel")
    here.slack.trouble("chat.postMessage", status=status, cut=not status, after=after)
    here.slack.trouble("chat.update", status=503)
    here.ask(WHEN)

    await here.until(lambda: "1911" in words("\n".join(here.slack.messages(here.channel))))
    await here.settle()

    assert len(here.slack.posts(here.channel)) == 2


async def test_retry_after_is_kept_to(here: World) -> None:
    await here.prefer(here.channel, placement="channel")
    here.slack.trouble("chat.postMessage", status=429, retry_after=2)
    here.slack.trouble("chat.update", status=429, retry_after=2)
    here.ask(WHEN)

    await here.until(lambda: "1911" in words("\n".join(here.slack.messages(here.channel))))
    await here.until(here.quiet)

    assert here.slack.limits.violations == []


async def test_under_load_all_are_answered_once_and_within_the_limits(
    house: House, slack: FakeSlack
) -> None:
    async with world(house, slack) as here:
        channels = [slack.channel(f"c{number}", members=[here.ann]) for number in range(8)]
        people = [slack.user(f"P{number}") for number in range(8)]
        asked = [
            slack.say(person, channel, f"{here.bot} {WHEN}")
            for person in people
            for channel in channels
        ]
        await here.until(
            lambda: all(
                any("1911" in words(text) for text in slack.messages(one.channel, one))
                for one in asked
            ),
            120,
        )
        await here.until(here.quiet, 60)

        assert [len(here.replies(one)) for one in asked] == [1] * len(asked)
        assert slack.limits.violations == []
        assert slack.failures() == []
        assert len(slack.calls("chat.startStream")) <= 20
