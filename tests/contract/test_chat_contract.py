"""What people on a server experience, whatever the platform."""

from __future__ import annotations

import pytest

from bot.cli.wiring import House
from tests.contract.chat import BOB, Chat
from tests.fakes.openai_server import FakeOpenAI, in_trouble

WHEN = "When did the ferry of Sandmoor begin to run?"
WHY = "Why was the ferry of Sandmoor given up?"
UNKNOWN = "Who won the world cup of chess in 1998?"
DAY = "3 March 1911"


async def test_a_mention_is_answered_in_a_thread_with_sources(chat: Chat) -> None:
    channel = chat.channel()
    await channel.mention(WHEN)
    (answer,) = channel.thread().said()
    assert DAY in answer
    assert "Sandmoor Herald" in answer
    assert "2 April 2023" in answer
    assert channel.said() == []


async def test_a_setting_has_answers_stand_in_the_channel(chat: Chat) -> None:
    await chat.prefer(placement="channel")
    channel = chat.channel()
    await channel.mention(WHEN)
    (answer,) = channel.said()
    assert DAY in answer


async def test_in_the_bots_thread_a_follow_up_needs_no_mention(chat: Chat) -> None:
    channel = chat.channel()
    await channel.mention(WHEN)
    thread = channel.thread()
    await thread.write("and why?")
    assert "Understood as" in thread.said()[-1]
    await thread.write(WHY, by=BOB)
    assert "tunnel" in thread.said()[-1]


async def test_thanks_in_a_thread_need_no_answer(chat: Chat) -> None:
    channel = chat.channel()
    await channel.mention(WHEN)
    thread = channel.thread()
    await thread.write("thanks!")
    assert len(thread.said()) == 1


async def test_what_is_not_said_to_the_bot_is_left_alone(chat: Chat) -> None:
    channel = chat.channel()
    await channel.write(WHEN)
    assert channel.said() == []


async def test_where_it_answers_everything_it_answers_questions_only(chat: Chat) -> None:
    await chat.prefer(listening="everything", placement="channel")
    channel = chat.channel()
    await channel.write("I was late this morning, the bus did not come.")
    await channel.write("thanks!")
    assert channel.said() == []
    await channel.write(WHEN)
    (answer,) = channel.said()
    assert DAY in answer


async def test_silence_can_take_the_place_of_not_knowing_and_the_gap_is_noted(
    chat: Chat, house: House
) -> None:
    await chat.prefer(listening="everything", placement="channel", silent_unknown=True)
    channel = chat.channel()
    await channel.write(UNKNOWN)
    assert channel.said() == []
    assert UNKNOWN in [gap.question for gap in await house.gaps.open(5)]
    await channel.mention(UNKNOWN)
    assert "do not answer that" in channel.said()[-1]


async def test_it_can_be_paused_and_resumed_in_the_chat(chat: Chat) -> None:
    await chat.prefer(listening="everything", placement="channel")
    channel = chat.channel()
    await channel.mention("pause")
    before = len(channel.said())
    await channel.write(WHEN)
    assert len(channel.said()) == before
    await channel.mention("resume")
    await channel.write(WHEN)
    assert DAY in channel.said()[-1]


async def test_two_people_in_a_channel_do_not_mix(chat: Chat) -> None:
    await chat.prefer(placement="channel")
    channel = chat.channel()
    await channel.mention(WHEN)
    await channel.mention("and why?", by=BOB)
    assert "Understood as" not in channel.said()[-1]
    await channel.mention("and why?")
    assert "Understood as" in channel.said()[-1]


async def test_direct_messages_need_no_mention_and_stay_apart(chat: Chat) -> None:
    direct = chat.direct()
    await direct.write(WHEN)
    assert DAY in direct.said()[-1]
    await chat.direct(BOB).write("and why?")
    assert "Understood as" not in chat.direct(BOB).said()[-1]


async def test_a_conversation_outlives_the_program(chat: Chat) -> None:
    channel = chat.channel()
    await channel.mention(WHEN)
    await chat.restart()
    await channel.thread().write("and why?")
    assert "Understood as" in channel.thread().said()[-1]


async def test_an_edited_question_has_its_answer_changed(chat: Chat) -> None:
    await chat.prefer(placement="channel")
    channel = chat.channel()
    await channel.mention(WHEN)
    await channel.edit("How high is the lighthouse on Gull Rock?")
    (answer,) = channel.said()
    assert "38 metres" in answer
    assert DAY not in answer


async def test_with_its_question_an_answer_goes(chat: Chat) -> None:
    await chat.prefer(placement="channel")
    channel = chat.channel()
    await channel.mention(WHEN)
    await channel.delete()
    assert channel.said() == []


async def test_thumbs_are_kept_as_votes(chat: Chat, house: House) -> None:
    await chat.prefer(placement="channel")
    channel = chat.channel()
    await channel.mention(WHEN)
    await channel.thumb(up=False, by=BOB)
    (kept,) = await house.answers.recent(1)
    assert [vote.vote for vote in await house.chat.feedback.of(kept.answer.id)] == [-1]


async def test_quotes_show_what_each_sentence_rests_on(chat: Chat) -> None:
    await chat.prefer(placement="channel")
    channel = chat.channel()
    await channel.mention(WHEN)
    quotes = await channel.press("Show quotes", by=BOB)
    assert "The ferry of Sandmoor began to run on 3 March 1911." in quotes


async def test_buttons_work_after_a_restart(chat: Chat) -> None:
    await chat.prefer(placement="channel")
    channel = chat.channel()
    await channel.mention(WHEN)
    await chat.restart()
    assert DAY in await channel.press("Show quotes")


async def test_a_private_question_is_answered_to_its_asker_alone(chat: Chat) -> None:
    channel = chat.channel()
    assert DAY in await chat.command("ask", channel, question=WHEN, private=True)
    assert channel.said() == []


async def test_a_bare_mention_in_a_thread_explains_it(chat: Chat) -> None:
    channel = chat.channel()
    await channel.mention(WHEN)
    thread = channel.thread()
    await thread.write("I rode that ferry as a child, it was slow.", by=BOB)
    await thread.mention("")
    assert "ferry as a child" in thread.said()[-1]


async def test_nobody_is_pinged(chat: Chat) -> None:
    await chat.prefer(placement="channel")
    channel = chat.channel()
    await channel.mention("How deep is the well of Sandmoor?")
    assert "19 metres" in channel.said()[-1]
    assert chat.pinged() == []


async def test_everyone_can_read_what_commands_there_are(chat: Chat) -> None:
    told = await chat.command("help", chat.channel())
    assert "/ask" in told
    assert "/settings" not in told


async def test_who_asks_too_much_is_told_when_to_come_back(hasty_chat: Chat) -> None:
    await hasty_chat.prefer(placement="channel")
    channel = hasty_chat.channel()
    await channel.mention(WHEN)
    await channel.mention(WHY)
    assert "seconds" in channel.said()[-1] or "minute" in channel.said()[-1]
    await channel.mention(WHY, by=BOB)
    assert "tunnel" in channel.said()[-1]


async def test_an_outage_is_told_once_in_a_conversation(
    chat_with_model: Chat, server: FakeOpenAI
) -> None:
    server.reply = lambda _: in_trouble()
    direct = chat_with_model.direct()
    await direct.write(WHEN)
    await direct.write(WHY)
    first, second = direct.said()
    assert "could not be reached" in first
    assert "could not be reached" not in second
    assert "tunnel" in second


@pytest.mark.parametrize("sources", ["all", "own"])
async def test_a_place_can_be_kept_to_its_own_documents(chat: Chat, sources: str) -> None:
    await chat.prefer(placement="channel", sources=sources)
    channel = chat.channel()
    await channel.mention(WHEN)
    assert (DAY in channel.said()[-1]) is (sources == "all")
