"""What people see of the buttons under an answer."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
import simcord

from bot.adapters.discord import ids
from bot.chat.desk import Kind, Request
from bot.chat.types import Person, Place
from bot.cli.wiring import House
from bot.store.feedback import Feedback
from bot.store.posts import Posts
from bot.suggestions import Suggestions
from bot.types import Answer, Done, Outcome
from tests.fakes.openai_server import FakeOpenAI, Reply
from tests.support.discord_commands import commanding, plain, seen
from tests.support.discord_world import World, buttons, words

WHEN = "When did the ferry of Sandmoor begin to run?"


NEXT = "Why was the ferry given up?"


@pytest.fixture(autouse=True)
def suggested(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    """One follow-up question under every answer with sources, whatever else would be found."""

    async def after(_: Suggestions, answer: Answer) -> tuple[str, ...]:
        if not answer.sources:
            return ()
        await house.answers.suggest(answer.id, [NEXT])
        return (NEXT,)

    monkeypatch.setattr(Suggestions, "after", after)


@pytest.fixture
async def world(house: House) -> AsyncIterator[World]:
    async with commanding(house) as running:
        yield running


@pytest.fixture
def env(world: World) -> simcord.Env:
    return world.env


@pytest.fixture
def here(world: World, env: simcord.Env) -> World:
    return world


async def asked(here: World, *, private: bool = False) -> Any:
    """The message with an answer that bob was given."""
    result = await here.bob.slash(here.channel, "ask", question=WHEN, private=private)
    assert result.response is not None
    return result.response


def id_with(message: Any, part: str) -> str:
    found = [button.custom_id or "" for button in buttons(message.message)]
    return next(custom_id for custom_id in found if part in custom_id)


def answer_in(message: Any) -> str:
    found = re.search(r"[0-9a-f]{32}", id_with(message, "ex:quotes"))
    assert found is not None
    return found[0]


async def forget(here: World, answer: str) -> None:
    from sqlalchemy import delete

    from bot.store.models import AnswerRow

    async with here.house.database.writing() as session:
        await session.execute(delete(AnswerRow).where(AnswerRow.id == answer))


async def test_quotes_are_shown_to_whoever_asks_for_them(here: World) -> None:
    message = await asked(here)
    shown = await here.alice.click(message, custom_id=id_with(message, "ex:quotes"))

    assert shown.ephemeral
    assert "began to run on 3 March 1911" in plain(seen(shown))


async def test_buttons_work_after_a_restart(here: World) -> None:
    message = await asked(here)
    await here.restart()

    shown = await here.alice.click(message, custom_id=id_with(message, "ex:quotes"))
    assert "began to run on 3 March 1911" in plain(seen(shown))
    voted = await here.alice.click(message, custom_id=id_with(message, "vote:up"))
    assert "Thank you" in seen(voted)


async def test_a_thumb_up_is_kept_with_thanks(here: World) -> None:
    message = await asked(here)
    voted = await here.alice.click(message, custom_id=id_with(message, "vote:up"))

    assert voted.ephemeral
    assert "Thank you! I noted that it helped." in plain(seen(voted))
    (vote,) = await Feedback(here.house.database).of(answer_in(message))
    assert (vote.person, vote.vote) == (f"discord:{here.alice.id}", 1)


async def test_a_thumb_down_asks_what_was_wrong(here: World) -> None:
    message = await asked(here)
    form = await here.alice.click(message, custom_id=id_with(message, "vote:down"))
    assert form.modal is not None
    assert form.modal["title"] == "What was wrong?"

    sent = await here.alice.submit_modal(form, {"comment": "It was in April."})

    assert sent.ephemeral
    assert "Thank you" in seen(sent)
    (vote,) = await Feedback(here.house.database).of(answer_in(message))
    assert (vote.vote, vote.comment) == (-1, "It was in April.")


async def test_nothing_need_be_said_with_a_thumb_down(here: World) -> None:
    message = await asked(here)
    form = await here.alice.click(message, custom_id=id_with(message, "vote:down"))
    await here.alice.submit_modal(form, {})

    (vote,) = await Feedback(here.house.database).of(answer_in(message))
    assert (vote.vote, vote.comment) == (-1, None)


@pytest.mark.parametrize("button", ["ex:quotes", "vote:up", "ex:next"])
async def test_a_button_of_an_answer_that_is_not_kept_says_so(here: World, button: str) -> None:
    message = await asked(here)
    await forget(here, answer_in(message))
    shown = await here.alice.click(message, custom_id=id_with(message, button))

    assert "This answer is not kept any more" in seen(shown)


async def test_a_follow_up_is_asked_by_whoever_presses_it(here: World) -> None:
    message = await asked(here)
    shown = await here.alice.click(message, label=NEXT)

    assert not shown.ephemeral
    assert shown.response is not None
    assert shown.response.id != message.id
    assert f"**alice** asks: {NEXT}" in plain(seen(shown))
    assert "new tunnel" in plain(seen(shown))
    post = await Posts(here.house.database).by_message(f"discord:{shown.response.id}")
    assert post is not None
    assert post.asker == f"discord:{here.alice.id}"
    assert post.conversation.endswith(f"with:{here.alice.id}")


async def test_a_follow_up_of_a_private_answer_stays_private(here: World) -> None:
    message = await asked(here, private=True)
    shown = await here.bob.click(message, label=NEXT)

    assert shown.ephemeral
    assert "new tunnel" in plain(seen(shown))
    assert not here.channel.history(viewer=here.alice)


async def test_a_private_answer_is_shared_once_with_the_name_of_who_shares_it(
    here: World,
) -> None:
    message = await asked(here, private=True)
    share = id_with(message, "ex:share")
    done = await here.bob.click(message, custom_id=share)
    assert done.ephemeral
    assert "everyone here can read it now" in plain(seen(done))

    (shared,) = here.channel.history(viewer=here.alice)
    assert "Shared by **bob**" in words(shared)
    assert WHEN in plain(words(shared))
    assert "3 March 1911" in words(shared)
    assert not [one for one in buttons(shared) if "ex:share" in (one.custom_id or "")]

    again = await here.bob.click(message, custom_id=share)
    assert "You have shared this answer already" in seen(again)
    assert len(here.channel.history(viewer=here.alice)) == 1


async def test_what_could_not_be_shared_can_be_shared_later(here: World) -> None:
    message = await asked(here, private=True)
    share = id_with(message, "ex:share")
    posts = f"/channels/{here.channel.id}/messages"
    here.env.inject_error("POST", posts, status=403, times=1)
    await here.bob.click(message, custom_id=share)
    assert here.channel.history(viewer=here.alice) == []

    await here.bob.click(message, custom_id=share)
    assert len(here.channel.history(viewer=here.alice)) == 1


async def test_a_reply_to_a_shared_answer_does_not_go_on_with_the_private_conversation(
    here: World,
) -> None:
    message = await asked(here, private=True)
    await here.bob.click(message, custom_id=id_with(message, "ex:share"))
    (shared,) = here.channel.history(viewer=here.alice)

    post = await Posts(here.house.database).by_message(f"discord:{shared.id}")
    assert post is not None
    assert "private" not in post.conversation


async def test_sharing_names_the_permission_that_is_missing(here: World) -> None:
    me = here.guild.me
    assert me is not None
    closed = here.guild.create_text_channel(
        "closed", overwrites={me: discord.PermissionOverwrite(send_messages=False)}
    )
    result = await here.bob.slash(closed, "ask", question=WHEN, private=True)
    assert result.response is not None
    shown = await here.bob.click(result.response, custom_id=id_with(result.response, "ex:share"))

    assert "I lack the permission “Send Messages”" in plain(seen(shown))


async def test_a_name_full_of_markup_is_shown_as_it_is(here: World) -> None:
    eve = here.guild.add_member(here.env.create_user("eve"), nick="**@everyone** [x](https://e.x)")
    result = await eve.slash(here.channel, "ask", question=WHEN, private=True)
    assert result.response is not None
    await eve.click(result.response, custom_id=id_with(result.response, "ex:share"))

    (shared,) = here.channel.history(viewer=here.alice)
    assert "@everyone" not in words(shared)
    assert "](https" not in words(shared).split("\n")[0]


def under_way(here: World, request: str) -> discord.Message:
    """A message of the bot's that says that this request is under way."""
    button = {"type": 2, "style": 2, "label": "Stop", "custom_id": ids.stop(request)}
    me = here.env.backend.bot_user.id
    parts = [{"type": 1, "components": [button]}]
    here.env.backend.create_message(here.channel.id, me, "…", components=parts)
    message = here.channel.last_message
    assert message is not None
    return message


@pytest.mark.parametrize("who", ["bob", "alice"])
async def test_stop_is_for_the_asker_and_admins(
    house_with_model: House, model: FakeOpenAI, who: str
) -> None:
    model.reply = lambda _: Reply(["The ", "ferry "], pause=30.0, pause_after=1)
    async with commanding(house_with_model) as here:
        place = Place("discord", str(here.guild.id), str(here.channel.id))
        request = Request(
            "discord:77", Kind.ANSWER, WHEN, place, Person("discord", str(here.bob.id), "bob")
        )
        begun = asyncio.Event()
        answering = asyncio.create_task(outcome_of(here, request, begun))
        await begun.wait()
        message = under_way(here, request.key)
        dora = here.guild.add_member(here.env.create_user("dora"))

        assert "Only the person who asked" in seen(await dora.click(message, label="Stop"))
        assert "Stopped" in seen(await getattr(here, who).click(message, label="Stop"))
        assert await answering is Outcome.STOPPED


async def outcome_of(here: World, request: Request, begun: asyncio.Event) -> Outcome | None:
    outcome = None
    async for event in here.desk.take(request):
        begun.set()
        if isinstance(event, Done):
            outcome = event.answer.outcome
    return outcome


async def test_stopping_what_is_over_says_so(here: World) -> None:
    shown = await here.bob.click(under_way(here, "discord:1"), label="Stop")

    assert shown.ephemeral
    assert "finished already" in seen(shown)
