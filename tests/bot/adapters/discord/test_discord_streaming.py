from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

import discord
import pytest
from discord.ui import LayoutView

from bot.adapters.discord.drawing import Drawing
from bot.adapters.discord.pacing import Pacer
from bot.adapters.discord.targets import NOBODY
from bot.chat.shown import Shown
from bot.cli.wiring import House
from bot.store.answers import Answers
from bot.types import Outcome, Sentence
from tests.fakes.openai_server import FakeOpenAI, Reply
from tests.support.discord_world import World, buttons, words, world

WHEN = "When did the ferry of Sandmoor begin to run?"
FIRST = "The ferry of Sandmoor began to run on 3 March 1911. [1]"
SECOND = " It carried 240 passengers on its first day. [1]"


@pytest.fixture
def slow(model: FakeOpenAI) -> FakeOpenAI:
    """The model needs half a second between its sentences."""
    model.reply = lambda _: Reply([FIRST + " ", SECOND, " "], pause=0.5)
    return model


async def test_an_answer_grows_under_the_eyes_of_who_asked(
    modelled: World, slow: FakeOpenAI
) -> None:
    await modelled.alice.send(modelled.channel, f"{modelled.bot} {WHEN}")

    seen = _seen(modelled)
    assert "Searching" in seen[0]
    first = next(index for index, text in enumerate(seen) if "1911" in text)
    assert "240" not in seen[first]
    assert "1911" in seen[-1]
    assert "240" in seen[-1]
    assert "Searching" not in seen[-1]


async def test_what_was_shown_never_disappears(modelled: World, slow: FakeOpenAI) -> None:
    await modelled.alice.send(modelled.channel, f"{modelled.bot} {WHEN}")

    seen = _seen(modelled)
    first = next(index for index, text in enumerate(seen) if "1911" in text)
    assert all("1911" in text for text in seen[first:])


async def test_stop_is_offered_while_it_runs_and_not_after(
    modelled: World, slow: FakeOpenAI
) -> None:
    await modelled.alice.send(modelled.channel, f"{modelled.bot} {WHEN}")

    assert any("ex:stop:" in body for body in _bodies(modelled))
    final = buttons(modelled.thread().last_message)
    assert not any((button.custom_id or "").startswith("ex:stop:") for button in final)


async def test_where_nobody_called_it_nothing_is_shown_before_there_is_a_sentence(
    modelled: World, slow: FakeOpenAI
) -> None:
    await modelled.prefer(modelled.channel, listening="everything", placement="channel")
    await modelled.alice.send(modelled.channel, WHEN)

    assert "1911" in _seen(modelled)[0]
    paths = [call.path for call in modelled.env.http_requests]
    assert f"/channels/{modelled.channel.id}/typing" in paths


async def test_where_nobody_called_it_it_may_keep_silent_on_what_it_does_not_know(
    here: World,
) -> None:
    await here.prefer(
        here.channel, listening="everything", placement="channel", silent_unknown=True
    )
    await here.alice.send(here.channel, "What is the capital of Mongolia, by the way?")

    assert here.said() == []


async def test_trouble_that_passes_on_the_way_neither_loses_nor_doubles_an_answer(
    here: World,
) -> None:
    await here.prefer(here.channel, placement="channel")
    here.env.inject_error("POST", f"/channels/{here.channel.id}/messages", status=503, times=1)
    here.env.inject_error("PATCH", f"/channels/{here.channel.id}/messages/*", status=503, times=2)
    await here.alice.send(here.channel, f"{here.bot} {WHEN}")

    (answer,) = here.said()
    assert "1911" in answer


async def test_trouble_does_not_double_the_further_messages_under_a_command(
    modelled: World, model: FakeOpenAI
) -> None:
    model.reply = lambda _: Reply([f"{FIRST} "] * 40)
    posted = f"/channels/{modelled.channel.id}/messages"
    modelled.env.inject_error("POST", posted, status=503, times=1)
    await modelled.alice.slash(modelled.channel, "ask", question=WHEN)

    first, second, *_ = modelled.said()
    assert "1911" in first
    assert "1911" in second
    calls = [call for call in modelled.env.http_requests if call.method == "POST"]
    assert not [call for call in calls if call.path.startswith("/webhooks/")]
    # By these Discord knows that the second is the first once more.
    tries = [call.json for call in calls if call.path == posted]
    assert all(sent is not None and sent["enforce_nonce"] for sent in tries)
    assert len({str(sent["nonce"]) for sent in tries if sent}) == len(modelled.said()) - 1


async def test_a_message_of_it_that_is_deleted_meanwhile_breaks_nothing(
    modelled: World, slow: FakeOpenAI
) -> None:
    await modelled.prefer(modelled.channel, placement="channel")
    asking = asyncio.create_task(modelled.alice.send(modelled.channel, f"{modelled.bot} {WHEN}"))
    ours = await _first_of_ours(modelled)
    modelled.env.backend.delete_message(modelled.channel.id, ours)
    await asking
    await modelled.alice.send(modelled.channel, f"{modelled.bot} {WHEN}")

    (answer,) = modelled.said()
    assert "240" in answer


async def test_an_answer_under_way_goes_when_its_question_is_deleted(
    modelled: World, slow: FakeOpenAI
) -> None:
    await modelled.prefer(modelled.channel, placement="channel")
    asked = modelled.env.backend.create_message(
        modelled.channel.id, modelled.alice.id, f"{modelled.bot} {WHEN}"
    )
    await _first_of_ours(modelled)
    modelled.env.backend.delete_message(modelled.channel.id, asked.id)
    await modelled.env.settle()

    assert modelled.said() == []
    assert await Answers(modelled.house.database).recent(5) == []


async def test_an_answer_under_way_begins_anew_when_its_question_is_edited(
    modelled: World, slow: FakeOpenAI
) -> None:
    await modelled.prefer(modelled.channel, placement="channel")
    backend = modelled.env.backend
    asked = backend.create_message(modelled.channel.id, modelled.alice.id, f"{modelled.bot} {WHEN}")
    await _first_of_ours(modelled)
    slow.say("The lighthouse on Gull Rock is 38 metres high. [1]")
    text = f"{modelled.bot} How high is the lighthouse on Gull Rock?"
    backend.edit_message(modelled.channel.id, asked.id, {"content": text})
    await modelled.env.settle()

    (answer,) = modelled.said()
    assert "38 metres" in answer
    assert "1911" not in answer


async def test_an_answer_that_the_end_of_the_program_cuts_says_so(
    house_with_model: House, model: FakeOpenAI
) -> None:
    model.reply = lambda _: Reply([FIRST + " It", SECOND[3:], " "], pause=20, pause_after=2)
    async with world(house_with_model, settle_timeout=20) as there:
        await there.prefer(there.channel, placement="channel")
        there.env.backend.create_message(there.channel.id, there.alice.id, f"{there.bot} {WHEN}")
        await _until(lambda: any("1911" in text for text in there.said()))
        await there.presenter.end(0.1)

        (answer,) = there.said()
        (kept,) = await Answers(house_with_model.database).recent(5)
    assert "1911" in answer
    assert "240" not in answer
    assert kept.answer.outcome is Outcome.STOPPED


async def test_once_it_is_about_to_end_it_takes_no_question(here: World) -> None:
    await here.prefer(here.channel, placement="channel")
    await here.presenter.end(0.1)
    await here.alice.send(here.channel, f"{here.bot} {WHEN}")

    (said,) = here.said()
    assert "restarted" in said
    assert "1911" not in said


async def test_the_experts_are_called_once_in_a_message_that_reaches_them(here: World) -> None:
    role = here.guild.create_role("Experts")
    await here.prefer(here.channel, placement="channel", experts=str(role.id))
    await here.alice.send(here.channel, f"{here.bot} What is the capital of Mongolia?")
    await here.alice.send(here.channel, f"{here.bot} And of Peru, which city is it?")

    calling = [one for one in here.channel.history() if role.mention in words(one)]
    assert len(calling) == 1
    stored = here.env.backend.messages[here.channel.id][calling[0].id]
    assert stored.ping_role_ids == [role.id] or role.id in stored.ping_role_ids


@dataclass
class Screen:
    """Where messages are shown; `refuses` are what happens to the next calls."""

    refuses: list[Exception] = field(default_factory=list)
    nonces: list[str] = field(default_factory=list)
    messages: list[OnScreen] = field(default_factory=list)

    async def send(
        self, view: LayoutView, *, nonce: str, mentions: discord.AllowedMentions = NOBODY
    ) -> OnScreen:
        self.nonces.append(nonce)
        if self.refuses:
            raise self.refuses.pop(0)
        message = OnScreen(f"discord:{len(self.messages)}")
        self.messages.append(message)
        await message.edit(view)
        return message


@dataclass
class OnScreen:
    """A message, with all that it has shown and when."""

    key: str
    seen: list[tuple[float, str]] = field(default_factory=list)

    async def edit(self, view: LayoutView) -> None:
        shown = str(view.to_components())  # type: ignore[no-untyped-call]
        self.seen.append((asyncio.get_running_loop().time(), shown))

    async def delete(self) -> None:
        raise AssertionError("nothing is to be deleted here")


async def test_a_long_answer_goes_on_in_further_messages() -> None:
    screen = Screen()
    drawing = Drawing(screen, Pacer(edit_seconds=0.01), _unnoticed)
    said = [Sentence(f"This is what sentence number {one} of them says.") for one in range(200)]
    for count in (20, 120, 160, 200):
        drawing.show(Shown("a", "en", sentences=tuple(said[:count])))
        await asyncio.sleep(0.05)
    await drawing.finish()

    last = [message.seen[-1][1] for message in screen.messages]
    assert len(last) > 2
    for one in range(200):
        assert sum(f"number {one} of" in text for text in last) == 1
    # What is full is left as it is.
    assert len(screen.messages[0].seen) < 4


async def test_a_message_is_never_edited_twice_within_its_pause() -> None:
    screen = Screen()
    drawing = Drawing(screen, Pacer(edit_seconds=0.2), _unnoticed)
    for step in range(30):
        drawing.show(Shown("a", "en", status=f"step {step}"))
        await asyncio.sleep(0.02)
    await drawing.finish()

    (message,) = screen.messages
    times = [time for time, _ in message.seen]
    assert all(after - before > 0.19 for before, after in pairwise(times))
    assert "step 29" in message.seen[-1][1]
    assert len(message.seen) > 2


async def test_under_load_edits_are_left_out_but_never_the_last() -> None:
    screen, pacer = Screen(), Pacer(per_second=20, edit_seconds=0.01)
    drawing = Drawing(screen, pacer, _unnoticed)
    drawing.show(Shown("a", "en", status="step 0"))
    load = [asyncio.create_task(pacer.turn()) for _ in range(20)]
    for step in range(1, 10):
        drawing.show(Shown("a", "en", status=f"step {step}"))
        await asyncio.sleep(0.02)
    await drawing.finish()

    (message,) = screen.messages
    assert len(message.seen) < 4
    assert "step 9" in message.seen[-1][1]
    await asyncio.gather(*load)


async def test_a_message_that_is_sent_again_has_the_same_nonce() -> None:
    screen = Screen(refuses=[TimeoutError()])
    drawing = Drawing(screen, Pacer(), _unnoticed)
    drawing.show(Shown("a", "en", status="Searching"))
    await drawing.finish()

    first, second = screen.nonces
    assert first == second
    assert len(screen.messages) == 1


async def _unnoticed(_: str) -> None:
    return


def _seen(here: World) -> list[str]:
    """What one saw, one after the other, as the bot showed it."""
    return [body for body in _bodies(here) if "content" in body]


def _bodies(here: World) -> list[str]:
    return [
        str(call.json)
        for call in here.env.http_requests
        if "/messages" in call.path and call.method in ("POST", "PATCH") and call.json
    ]


async def _first_of_ours(here: World) -> int:
    """The id of the first message of the bot's in the channel, once it is there."""

    def ours() -> list[int]:
        me = here.env.backend.bot_user.id
        stored = here.env.backend.messages[here.channel.id].values()
        return [message.id for message in stored if message.author_id == me]

    await _until(lambda: bool(ours()))
    return ours()[0]


async def _until(holds: Callable[[], bool]) -> None:
    for _ in range(500):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come to pass")
