"""What people on Discord see while a model writes slowly, or much, or when the bot has to leave."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.end_to_end.conftest import SENTENCES, Room, open_room
from tests.end_to_end.running import Bot, finished
from tests.fakes.discord.seen import Seen
from tests.fakes.discord.world import FakeDiscord
from tests.fakes.openai_server import FakeOpenAI, Reply, Request
from tests.support.installation import Installation, copy
from tests.support.model import with_model

_TOKEN_SECONDS = 3.0
_MANY = "Which voyages did the steamer Halcyon make from Sandmoor?"
_SHORT = "Where did the steamer Halcyon sail?"


@pytest.fixture(scope="module")
def model() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as running:
        yield running


@pytest.fixture(scope="module")
def fake() -> Iterator[FakeDiscord]:
    with FakeDiscord(token_seconds=_TOKEN_SECONDS) as running:
        yield running


@pytest.fixture(scope="module")
def shared(indexed: Installation, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return copy(indexed, tmp_path_factory.mktemp("with-model"))


@pytest.fixture(scope="module")
def bot(fake: FakeDiscord, model: FakeOpenAI, shared: Installation) -> Iterator[Bot]:
    with Bot(shared, fake, **with_model(model)) as running:
        yield running


@pytest.fixture
def room(fake: FakeDiscord, bot: Bot) -> Room:
    return open_room(fake)


def _voyages(request: Request) -> list[str]:
    """All sentences about voyages that the model was given, each with its citation."""
    numbered = re.split(r"^(?=\[\d+\])", request.prompt, flags=re.M)
    said = []
    for passage in numbered[1:]:
        number = passage[1 : passage.index("]")]
        said += [f"{s} [{number}] " for s in SENTENCES if s in passage]
    return said


def test_an_answer_longer_than_a_message_is_shown_whole(
    fake: FakeDiscord, model: FakeOpenAI, room: Room
) -> None:
    model.reply = lambda request: Reply(_voyages(request))
    topic = {"of": "the voyages of the Halcyon", "length": "long"}
    asked = fake.slash(room.ada, room.channel, "summary", topic)
    first = fake.wait_for(lambda: fake.replies(asked))[0]

    def pages() -> list[Seen]:
        """Those after the first are ordinary messages in the channel."""
        shown = [one for one in fake.answers(room.channel) if one.id >= first.id]
        return _all_finished(shown) if len(shown) > 1 else []

    answers = fake.wait_for(pages)
    said = _voyages(model.chats[0])
    whole = " ".join(answer.text for answer in answers)
    for sentence in said:
        assert whole.count(sentence.split("[")[0].strip()) == 1
    assert not any("-# [1]" in answer.text for answer in answers[:-1])
    assert "-# [1] The voyages of the Halcyon" in answers[-1].text


def test_an_answer_that_outlives_its_token_ends_in_an_ordinary_message(
    fake: FakeDiscord, model: FakeOpenAI, room: Room
) -> None:
    model.reply = lambda request: Reply(_voyages(request)[:4], pause=1.3)
    asked = fake.slash(room.ada, room.channel, "ask", {"question": _MANY})
    answer = fake.wait_for(
        lambda: [one for one in fake.answers(room.channel) if "Show quotes" in one.buttons]
    )[-1]
    assert answer.id not in [reply.id for reply in fake.replies(asked)]
    assert answer.text.count("sailed from Sandmoor") == 4


def test_answers_under_way_at_the_end_are_finished_or_marked_as_cut(
    fake: FakeDiscord, model: FakeOpenAI, shared: Installation, bot: Bot, room: Room
) -> None:
    def reply(request: Request) -> Reply:
        return Reply(_voyages(request)[:5], pause=0.5 if _SHORT in request.question else 5.0)

    before = len(model.chats)
    model.reply = reply
    short = fake.say(room.ada, room.channel, _SHORT, mention_bot=True)
    long = fake.say(room.ben, room.channel, _MANY, mention_bot=True)
    fake.wait_for(lambda: len(model.chats) == before + 2)
    bot.ask_to_end()
    fake.wait_for(lambda: "Ending" in bot.log)
    late = fake.say(room.ada, room.channel, _MANY, mention_bot=True)
    assert bot.end() == 0
    assert "Traceback" not in bot.log

    [whole], [cut] = finished(fake, short), finished(fake, long)
    assert whole.text.count("sailed from Sandmoor") == 5
    assert "before the answer was finished" not in whole.text
    assert "sailed from Sandmoor" in cut.text
    assert "before the answer was finished" in cut.text
    assert ["restarted" in told.text for told in finished(fake, late)] in ([], [True])

    with Bot(shared, fake, **with_model(model)):
        pressed = fake.click(room.ben, whole, "Show quotes")
        [quotes] = fake.wait_for(lambda: [r for r in fake.replies(pressed) if not r.thinking])
        assert "sailed from Sandmoor" in quotes.text


def _all_finished(answers: list[Seen]) -> list[Seen]:
    return answers if answers and "Show quotes" in answers[-1].buttons else []
