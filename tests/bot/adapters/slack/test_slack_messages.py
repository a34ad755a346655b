"""What people who write to the bot on Slack get, with the real Bolt app over real sockets."""

from __future__ import annotations

import asyncio

import pytest

from bot.cli.wiring import House
from bot.store.feedback import Feedback
from tests.fakes.slack.fake import FakeSlack
from tests.fakes.slack.state import User
from tests.support.slack_world import World, words, world

WHEN = "When did the ferry of Sandmoor begin to run?"
WHY = "Why was the ferry given up?"
TALL = "How high is the lighthouse on Gull Rock?"
DAY = "3 March 1911"


def _other_bot(here: World) -> User:
    other = here.slack.user("Robo")
    other.bot = True
    other.team = here.slack.workspace("Robots", installed=False)
    other.team.bot_id = "B999"
    return other


async def test_a_mention_in_a_channel_is_answered_in_its_thread(here: World) -> None:
    asked = here.ask(WHEN)

    (answer,) = await here.said(asked, holds=DAY)

    assert "Sandmoor Herald" in answer
    assert here.slack.messages(here.channel) == [f"{here.bot} {WHEN}"]
    assert here.slack.failures() == []


async def test_though_it_comes_as_a_mention_and_as_a_message_it_is_answered_once(
    here: World,
) -> None:
    asked = here.ask(WHEN)
    await here.said(asked, holds=DAY)
    await here.settle()

    assert len(here.slack.deliveries("app_mention")) == 1
    assert len(here.replies(asked)) == 1


async def test_what_is_written_in_a_thread_of_the_bots_needs_no_mention(here: World) -> None:
    asked = here.ask(WHEN)
    await here.said(asked, holds=DAY)

    here.slack.say(here.bob, here.channel, WHY, thread=asked)

    await here.said(asked, count=2, holds="tunnel")


async def test_in_the_thread_of_others_it_keeps_out_of_the_talk(here: World) -> None:
    root = here.slack.say(here.bob, here.channel, "I was on the ferry yesterday.")
    here.slack.say(here.ann, here.channel, WHEN, thread=root)
    await here.settle()

    assert here.replies(root) == []


async def test_where_answers_stand_in_the_channel_there_is_no_thread(here: World) -> None:
    await here.prefer(here.channel, placement="channel")
    asked = here.ask(WHEN)

    await here.until(lambda: DAY in words("\n".join(here.slack.messages(here.channel))))
    await here.until(here.quiet)

    assert here.slack.posts(here.channel, asked) == []
    assert len(here.slack.posts(here.channel)) == 2


async def test_an_answer_in_a_thread_can_be_sent_to_the_channel_as_well(here: World) -> None:
    await here.prefer(here.channel, placement="both")
    asked = here.ask(WHEN)
    await here.said(asked, holds=DAY)

    await here.until(lambda: len(here.slack.posts(here.channel)) == 2)
    shown = here.slack.posts(here.channel)[-1]
    assert shown.thread_ts == asked.ts
    assert "Show quotes" in here.slack.buttons(shown)


async def test_each_direct_message_begins_a_conversation_that_its_thread_goes_on_with(
    here: World,
) -> None:
    direct = here.slack.direct(here.ann)
    asked = here.slack.say(here.ann, direct, WHEN)
    await here.said(asked, holds=DAY)

    here.slack.say(here.ann, direct, "and why was it given up?", thread=asked)
    await here.said(asked, count=2, holds="tunnel")

    answers = await here.house.answers.recent(2)
    assert len({one.answer.question.conversation for one in answers}) == 1
    team = here.slack.team.id
    expected = f"slack:direct:{team}:{direct.id}:{asked.ts}"
    assert answers[0].answer.question.conversation == expected
    assert answers[0].answer.question.asker == f"slack:{team}:{here.ann.id}"


async def test_where_it_answers_everything_questions_are_answered_and_thanks_are_not(
    here: World,
) -> None:
    await here.prefer(here.channel, listening="everything")
    asked = here.slack.say(here.ann, here.channel, WHEN)
    await here.said(asked, holds=DAY)

    thanks = here.slack.say(here.ann, here.channel, "thanks, that was quick!")
    await here.settle()

    assert here.replies(thanks) == []


async def test_who_talks_with_somebody_else_is_left_alone(here: World) -> None:
    await here.prefer(here.channel, listening="everything")
    said = here.slack.say(here.ann, here.channel, f"{here.bob.mention} {WHEN}")
    await here.settle()

    assert here.replies(said) == []


async def test_short_messages_in_a_row_are_one_question(here: World) -> None:
    here.ask("hello, about the ferry")
    here.slack.say(here.ann, here.channel, "the one of Sandmoor")
    last = here.slack.say(here.ann, here.channel, "when did it begin to run?")

    await here.said(last, holds=DAY)
    await here.settle()

    assert sum(1 for one in here.slack.posts(here.channel) if here.replies(one)) == 1


async def test_an_edited_question_has_its_answer_changed(here: World) -> None:
    asked = here.ask(WHEN)
    await here.said(asked, holds=DAY)

    here.slack.edit(asked, f"{here.bot} {TALL}")

    (answer,) = await here.said(asked, holds="38 metres")
    assert DAY not in answer


async def test_a_preview_of_a_link_is_no_change_of_a_question(here: World) -> None:
    asked = here.ask(WHEN)
    await here.said(asked, holds=DAY)
    before = len(await here.house.answers.recent(5))

    here.slack.unfurl(asked, "The ferry")
    await here.settle()

    assert len(await here.house.answers.recent(5)) == before


async def test_with_its_question_an_answer_goes(here: World) -> None:
    asked = here.ask(WHEN)
    await here.said(asked, holds=DAY)

    here.slack.delete(asked)

    await here.until(lambda: here.replies(asked) == [])


async def test_a_question_that_is_deleted_at_once_is_not_answered(here: World) -> None:
    asked = here.ask(WHEN)
    here.slack.delete(asked)
    await here.settle()

    assert here.replies(asked) == []
    assert await here.house.answers.recent(5) == []


async def test_a_question_that_is_edited_at_once_is_answered_as_it_then_reads(here: World) -> None:
    asked = here.ask(WHEN)
    here.slack.edit(asked, f"{here.bot} {TALL}")

    (answer,) = await here.said(asked, holds="38 metres")
    await here.settle()

    assert DAY not in answer
    assert len(here.replies(asked)) == 1


async def test_of_two_edits_in_a_row_the_last_is_answered(here: World) -> None:
    asked = here.ask(WHEN)
    await here.said(asked, holds=DAY)
    for question in (f"{TALL} really", TALL.replace("lighthouse", "old lighthouse"), TALL):
        here.slack.edit(asked, f"{here.bot} {question}")
    await here.settle()

    (answer,) = await here.said(asked, holds="38 metres")
    assert DAY not in answer
    assert (await here.house.answers.recent(1))[0].answer.question.text == TALL


async def test_what_a_bot_changes_in_its_question_is_left_alone(here: World) -> None:
    await here.prefer(here.channel, answer_bots=True)
    asked = here.ask(WHEN, by=_other_bot(here))
    await here.said(asked, holds=DAY)
    here.slack.edit(asked, f"{here.bot} {TALL}")
    await here.settle()

    (answer,) = await here.said(asked)
    assert DAY in answer


async def test_thumbs_are_votes_in_every_tone_of_skin(here: World) -> None:
    asked = here.ask(WHEN)
    await here.said(asked, holds=DAY)
    (answer,) = here.replies(asked)

    here.slack.react(here.bob, answer, "+1::skin-tone-4")
    here.slack.react(here.ann, answer, "-1")
    here.slack.react(here.ann, answer, "tada")

    (kept,) = await here.house.answers.recent(1)
    feedback = Feedback(here.house.database)

    async def votes() -> list[int]:
        return sorted(one.vote for one in await feedback.of(kept.answer.id))

    for _ in range(100):
        if len(await votes()) == 2:
            break
        await asyncio.sleep(0.05)
    assert await votes() == [-1, 1]


async def test_a_mention_without_words_explains_the_thread(here: World) -> None:
    root = here.slack.say(here.bob, here.channel, "I rode the ferry of Sandmoor as a child.")
    here.slack.say(here.ann, here.channel, "It was slow, I was told.", thread=root)
    here.slack.say(here.ann, here.channel, here.bot, thread=root)

    await here.said(root, holds="as a child")


@pytest.mark.parametrize("wish", ["summarize", "please sum up the thread", "Résume le fil !"])
async def test_summarize_in_a_thread_summarizes_it_and_links_its_messages(
    here: World, wish: str
) -> None:
    root = here.slack.say(here.bob, here.channel, "The ferry came late on Monday.")
    reply = here.slack.say(here.ann, here.channel, "It was the fog over the water.", thread=root)
    here.ask(wish, thread=root)

    await here.said(root, holds="fog over the water")

    (answer,) = here.replies(root)
    assert here.slack.permalink(reply) in here.slack.text(answer)


async def test_it_can_be_told_to_be_quiet_and_to_speak_again(here: World) -> None:
    await here.prefer(here.channel, listening="everything")
    here.ask("be quiet")
    await here.until(lambda: "quiet here" in "\n".join(here.slack.messages(here.channel)))
    asked = here.slack.say(here.ann, here.channel, WHEN)
    await here.settle()
    assert here.replies(asked) == []

    here.ask("resume")
    await here.until(lambda: "listening here" in "\n".join(here.slack.messages(here.channel)))
    again = here.slack.say(here.ann, here.channel, WHEN)
    await here.said(again, holds=DAY)


async def test_a_thread_goes_on_after_a_restart(here: World) -> None:
    asked = here.ask(WHEN)
    await here.said(asked, holds=DAY)

    await here.restart()
    here.slack.say(here.ann, here.channel, "and why was it given up?", thread=asked)

    await here.said(asked, count=2, holds="tunnel")


async def test_an_event_that_comes_again_is_not_answered_again_not_even_after_a_restart(
    here: World,
) -> None:
    asked = here.ask(WHEN)
    await here.said(asked, holds=DAY)

    await here.restart()
    for made in here.slack.deliveries("message") + here.slack.deliveries("app_mention"):
        here.slack.send_again(made)
    await here.settle()

    assert len(here.replies(asked)) == 1


async def test_two_processes_answer_a_question_once(house: House, slack: FakeSlack) -> None:
    async with world(house, slack, workers=2) as here:
        await here.until(lambda: len(slack.socket.connections) == 2)
        asked = [here.ask(WHEN, by=person) for person in (here.ann, here.bob, here.ann)]
        for one in asked:
            await here.said(one, holds=DAY)
        await here.settle()

        assert [len(here.replies(one)) for one in asked] == [1, 1, 1]


async def test_an_answer_calls_nobody_and_shows_no_previews(here: World) -> None:
    await here.prefer(here.channel, placement="channel")
    here.ask("Who are <!channel> and <@U0000000001>?")
    await here.until(lambda: len(here.slack.posts(here.channel)) == 2)
    await here.until(here.quiet)

    answer = here.slack.posts(here.channel)[-1]
    assert here.slack.pings() == []
    assert answer.unfurl_links is False
    assert answer.unfurl_media is False


async def test_experts_are_called_once_where_the_documents_do_not_answer(here: World) -> None:
    group = here.slack.user_group("experts", [here.bob])
    await here.prefer(here.channel, experts=group)
    asked = here.ask("Who won the world cup of chess in 1998?")

    await here.until(lambda: len(here.replies(asked)) == 2)

    assert here.slack.pings() == [f"!subteam^{group}"]


async def test_a_file_in_a_question_is_read(here: World) -> None:
    note = b"The harbour of Sandmoor was dredged in the autumn of 1934."
    asked = here.slack.say(
        here.ann,
        here.channel,
        f"{here.bot} When was the harbour of Sandmoor dredged?",
        files=[("harbour.txt", note)],
    )

    await here.said(asked, holds="1934")


async def test_a_file_that_the_bot_may_not_open_is_told_as_such(here: World) -> None:
    here.slack.remove_scope("files:read")
    asked = here.slack.say(
        here.ann, here.channel, f"{here.bot} {WHEN}", files=[("harbour.txt", b"It was dredged.")]
    )

    await here.said(asked, holds="I may not open files here")


async def test_other_bots_are_not_answered_unless_that_is_set(here: World) -> None:
    other = _other_bot(here)
    asked = here.ask(WHEN, by=other)
    await here.settle()
    assert here.replies(asked) == [] or all(one.user is other for one in here.replies(asked))

    await here.prefer(here.channel, answer_bots=True)
    again = here.ask(WHEN, by=other)
    await here.said(again, holds=DAY)
