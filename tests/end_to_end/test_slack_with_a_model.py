"""What people on Slack see while a model writes slowly, and when somebody or something ends it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest

from bot.adapters.slack.manifest import manifest
from tests.end_to_end.conftest import SENTENCES, Corner, open_corner
from tests.end_to_end.running import Bot, answered, replies
from tests.fakes.openai_server import FakeOpenAI, Reply, Request
from tests.fakes.slack.checks import text_of
from tests.fakes.slack.fake import FakeSlack
from tests.fakes.slack.state import Message, Session
from tests.support.installation import Installation, copy
from tests.support.model import with_model

_MANY = "Which voyages did the steamer Halcyon make from Sandmoor?"
_SHORT = "Where did the steamer Halcyon sail?"
_SAILED = "sailed from Sandmoor"


@pytest.fixture(scope="module")
def model() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as running:
        yield running


@pytest.fixture(scope="module")
def slack() -> Iterator[FakeSlack]:
    with FakeSlack(manifest=manifest(), limits=False, retry_waits=(0.0, 0.3)) as running:
        yield running


@pytest.fixture(scope="module")
def shared(indexed: Installation, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return copy(indexed, tmp_path_factory.mktemp("with-model"))


@pytest.fixture(scope="module")
def bot(slack: FakeSlack, model: FakeOpenAI, shared: Installation) -> Iterator[Bot]:
    with Bot(shared, slack, **with_model(model)) as running:
        yield running


@pytest.fixture
def corner(slack: FakeSlack, bot: Bot) -> Iterator[Corner]:
    yield open_corner(slack)
    # What a workspace lacks is remembered for half an hour.
    slack.core.run(slack._door.lacking.clear)


def _voyages(request: Request) -> list[str]:
    """All sentences about voyages that the model was given, each with its citation."""
    numbered = re.split(r"^(?=\[\d+\])", request.prompt, flags=re.M)
    said = []
    for passage in numbered[1:]:
        number = passage[1 : passage.index("]")]
        said += [f"{s} [{number}] " for s in SENTENCES if s in passage]
    return said


def _writes(model: FakeOpenAI, sentences: int, pause: float) -> None:
    model.reply = lambda request: Reply(_voyages(request)[:sentences], pause=pause)


def _begun(corner: Corner, asked: Message) -> Message:
    """The answer, once its first sentence stands there."""

    def begun() -> list[Message]:
        return [one for one in replies(corner.slack, asked) if _SAILED in text_of(one)]

    return corner.slack.wait_for(begun, 30)[0]


def _session(corner: Corner, asked: Message) -> Session:
    found = corner.slack.session(corner.channel, asked)
    assert found is not None
    return found


def test_an_answer_streams_in_a_session_that_says_what_goes_on(
    corner: Corner, model: FakeOpenAI
) -> None:
    slack = corner.slack
    _writes(model, 4, 0.5)
    asked = corner.ask(_MANY)
    answer = _begun(corner, asked)
    session = _session(corner, asked)
    assert answer.streaming
    assert (session.status, session.title) == ("processing", _MANY)
    assert corner.answer(asked) is answer
    slack.wait_for(lambda: session.statuses == ["processing", "active"])
    assert text_of(answer).count(_SAILED) == 4
    assert any("Reading" in said["status"] for said in slack.statuses())


def test_stop_keeps_what_was_checked_and_says_that_it_was_stopped(
    corner: Corner, model: FakeOpenAI
) -> None:
    slack = corner.slack
    _writes(model, 5, 3.0)
    asked = corner.ask(_MANY)
    answer = _begun(corner, asked)
    slack.stop_session(corner.ada, corner.channel, asked.ts)
    slack.wait_for(lambda: "Stopped here." in text_of(answer))
    assert 0 < text_of(answer).count(_SAILED) < 5
    session = _session(corner, asked)
    slack.wait_for(lambda: session.status == "active")
    slack.wait_for(model.chats[-1].disconnected.is_set)
    assert replies(slack, asked) == [answer]


@pytest.mark.parametrize("after", [0.0, 0.3, 0.8])
def test_a_stream_that_slack_closes_is_complete_in_the_end(
    corner: Corner, model: FakeOpenAI, after: float
) -> None:
    _writes(model, 4, 0.5)
    asked = corner.ask(_MANY)
    answer = _begun(corner, asked)
    time.sleep(after)
    corner.slack.close_stream(answer.ts)
    corner.slack.wait_for(lambda: text_of(answer).count(_SAILED) == 4, 20)
    assert corner.answer(asked) is answer
    session = _session(corner, asked)
    corner.slack.wait_for(lambda: session.status == "active")


def test_an_answer_longer_than_a_message_is_shown_whole(corner: Corner, model: FakeOpenAI) -> None:
    slack = corner.slack
    model.reply = lambda request: Reply(_voyages(request))
    before = len(model.chats)
    slack.slash(corner.ada, corner.channel, "/summary", "long: the voyages of the Halcyon")

    def shown() -> list[Message]:
        roots = [one for one in slack.posts(corner.channel) if one.user.bot]
        found = [one for root in roots for one in [root, *replies(slack, root)]]
        return found if found and "Show quotes" in slack.buttons(found[-1]) else []

    answers = slack.wait_for(shown, 30)
    whole = " ".join(map(text_of, answers))
    for sentence in _voyages(model.chats[before]):
        assert whole.count(sentence.split("[")[0].strip()) == 1


def test_a_workspace_without_streams_sees_the_answer_grow_by_edits(
    corner: Corner, model: FakeOpenAI
) -> None:
    _writes(model, 4, 0.8)
    corner.slack.lack("chat.startStream")
    asked = corner.ask(_MANY)
    answer = _begun(corner, asked)
    assert "Stop" in corner.slack.buttons(answer)
    corner.slack.wait_for(lambda: text_of(answer).count(_SAILED) == 4, 20)
    assert corner.answer(asked) is answer
    assert answer.stream is None


def test_a_workspace_without_any_of_it_is_answered_all_the_same(
    corner: Corner, model: FakeOpenAI
) -> None:
    for method in (
        *("chat.startStream", "chat.appendStream", "chat.stopStream"),
        *("agents.sessions.setStatus", "assistant.threads.setStatus"),
    ):
        corner.slack.lack(method)
    _writes(model, 2, 0.2)
    asked = corner.ask(_SHORT)
    assert text_of(corner.answer(asked)).count(_SAILED) == 2
    assert corner.slack.session(corner.channel, asked) is None


def test_answers_under_way_at_the_end_are_finished_or_marked_as_cut(
    corner: Corner, model: FakeOpenAI, shared: Installation, bot: Bot
) -> None:
    slack = corner.slack

    def reply(request: Request) -> Reply:
        return Reply(_voyages(request)[:5], pause=0.5 if _SHORT in request.question else 5.0)

    before = len(model.chats)
    model.reply = reply
    short, long = corner.ask(_SHORT), corner.ask(_MANY, corner.ben)
    slack.wait_for(lambda: len(model.chats) == before + 2)
    bot.ask_to_end()
    slack.wait_for(lambda: "Ending" in bot.log)
    assert bot.end() == 0
    assert "Traceback" not in bot.log

    whole = corner.answer(short)
    [cut] = replies(slack, long)
    assert text_of(whole).count(_SAILED) == 5
    assert "before the answer was finished" not in text_of(whole)
    assert _SAILED in text_of(cut)
    assert "before the answer was finished" in text_of(cut)
    assert not cut.streaming

    late = corner.ask(_SHORT, corner.ben)
    with Bot(shared, slack, **with_model(model)):
        slack.click(corner.ben, whole, "Show quotes")
        slack.wait_for(lambda: [v for v in slack.views(corner.ben) if _SAILED in slack.text(v)])
        slack.wait_for(lambda: answered(slack, late), 30)
    assert [len(replies(slack, one)) for one in (short, long, late)] == [1, 1, 1]
    expected = {"", "unknown_method", "message_not_in_streaming_state"}
    assert {call.error for call in slack.calls()} <= expected
