"""What people see of the buttons under an answer."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import delete

from bot.adapters.slack import ids
from bot.cli.wiring import House
from bot.store.feedback import Feedback
from bot.store.models import AnswerRow
from bot.store.posts import Posts
from bot.suggestions import Suggestions
from bot.types import Answer
from tests.fakes.slack.fake import FakeSlack
from tests.fakes.slack.state import Message
from tests.support.slack_interactions import Acting, acting, serving_people

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
async def here(house: House, slack: FakeSlack) -> AsyncIterator[Acting]:
    async with acting(house, slack) as running:
        yield running


async def asked(here: Acting, *, private: bool = False) -> Message:
    """The message with an answer that ben was given, with its buttons."""
    await here.slash(here.ben, "/ask", f"private: {WHEN}" if private else WHEN)
    if private:
        return await here.told(here.ben, "1911")
    root = (await here.until(lambda: here.slack.posts(here.channel)))[0]

    def finished() -> Message | None:
        replies = here.slack.posts(here.channel, root)
        return replies[0] if replies and NEXT in here.slack.buttons(replies[0]) else None

    message = await here.until(finished)
    assert message is not None
    return message


def answer_of(here: Acting, message: Message) -> str:
    return str(here.slack.buttons(message)["Show quotes"]["value"])


async def test_quotes_are_shown_to_whoever_asks_for_them(here: Acting) -> None:
    message = await asked(here)

    here.slack.click(here.ada, message, "Show quotes")

    view = await here.view(here.ada, "began to run on 3 March 1911")
    assert "What each sentence rests on" in here.slack.text(view)
    assert here.slack.views(here.ben) == []


async def test_buttons_work_after_a_restart(house: House, slack: FakeSlack) -> None:
    async with acting(house, slack) as here:
        message = await asked(here)
    async with serving_people(house, slack):
        slack.click(here.ada, message, "Show quotes")
        await here.view(here.ada, "1911")
        slack.click(here.ada, message, NEXT)
        await here.until(lambda: "tunnel" in "".join(slack.messages(here.channel, message)))


async def test_a_good_vote_is_kept_and_thanked_for(here: Acting) -> None:
    message = await asked(here)

    here.slack.click(here.ada, message, "👍")

    await here.told(here.ada, "Thank you")
    votes = await Feedback(here.house.database).of(answer_of(here, message))
    assert [(vote.vote, vote.comment) for vote in votes] == [(1, None)]


async def test_a_bad_vote_counts_at_once_and_what_was_wrong_is_kept_with_it(here: Acting) -> None:
    message = await asked(here)
    feedback = Feedback(here.house.database)

    here.slack.click(here.ada, message, "👎")
    view = await here.view(here.ada, "In a few words")
    while not (votes := await feedback.of(answer_of(here, message))):
        pass
    assert [vote.vote for vote in votes] == [-1]

    here.slack.submit(view, {ids.COMMENT: "It is the wrong ferry."})

    await here.view(here.ada, "I noted it")
    while (await feedback.of(answer_of(here, message)))[0].comment is None:
        pass
    votes = await feedback.of(answer_of(here, message))
    assert [(vote.vote, vote.comment) for vote in votes] == [(-1, "It is the wrong ferry.")]


async def test_a_follow_up_is_asked_in_the_same_thread_in_the_name_of_who_pressed(
    here: Acting,
) -> None:
    message = await asked(here)

    here.slack.click(here.ada, message, NEXT)

    await here.until(lambda: "tunnel" in "".join(here.slack.messages(here.channel, message)))
    said = here.slack.messages(here.channel, message)
    assert any("*Ada*" in one and NEXT in one for one in said)
    assert len(here.slack.posts(here.channel)) == 1


async def test_a_follow_up_of_a_private_answer_stays_private(here: Acting) -> None:
    message = await asked(here, private=True)

    here.slack.click(here.ben, message, NEXT)

    await here.told(here.ben, "tunnel")
    assert here.slack.posts(here.channel) == []


async def test_a_private_answer_is_shared_once_and_can_be_gone_on_with(here: Acting) -> None:
    message = await asked(here, private=True)

    here.slack.click(here.ben, message, "Share with the channel")
    await here.told(here.ben, "everyone here can read it")
    here.slack.click(here.ben, message, "Share with the channel")
    await here.told(here.ben, "shared this answer already")

    (shared,) = here.slack.posts(here.channel)
    assert "Shared by *Ben*" in here.slack.text(shared)
    assert "1911" in here.slack.text(shared)
    key = f"slack:{here.slack.team.id}:{here.channel.id}:{shared.ts}"
    post = await Posts(here.house.database).by_message(key)
    assert post is not None
    assert post.answer == answer_of(here, message)


async def test_what_could_not_be_shared_can_be_shared_later(here: Acting) -> None:
    message = await asked(here, private=True)
    here.slack.trouble("chat.postMessage", "restricted_action")
    here.slack.click(here.ben, message, "Share with the channel")
    await here.told(here.ben, "may not post")

    here.slack.click(here.ben, message, "Share with the channel")
    await here.until(lambda: here.slack.posts(here.channel))


async def test_an_answer_is_shared_even_where_the_bot_may_not_write(here: Acting) -> None:
    message = await asked(here, private=True)
    here.slack.remove_scope("chat:write.public")
    here.channel.members.discard(here.slack.bot.id)

    here.slack.click(here.ben, message, "Share with the channel")

    await here.until(lambda: "Shared by *Ben*" in "".join(here.slack.messages(here.channel)))


async def test_what_is_not_kept_any_more_is_said_to_be_gone(here: Acting) -> None:
    message = await asked(here)
    async with here.house.database.writing() as session:
        await session.execute(delete(AnswerRow))

    for pressed in ("Show quotes", "👎", NEXT):
        here.slack.click(here.ada, message, pressed)
    await here.until(
        lambda: (
            [here.slack.text(one) for one in here.slack.ephemerals(here.ada)]
            == ["This answer is not kept any more. Please ask again."] * 3
        )
    )


async def test_stop_says_when_there_is_nothing_left_to_stop(here: Acting) -> None:
    message = await asked(here)
    button = {"type": "button", "action_id": ids.STOP, "value": "slack:T:C:1"}
    label = {"text": {"type": "plain_text", "text": "Stop"}}
    message.blocks.append({"type": "actions", "block_id": "s", "elements": [button | label]})

    here.slack.click(here.ada, message, "Stop")

    await here.told(here.ada, "finished already")
