from __future__ import annotations

import asyncio

import discord
import pytest
import simcord

from bot.cli.wiring import House
from bot.store.answers import Answers
from bot.store.feedback import Feedback
from tests.support.discord_world import World, words, world

WHEN = "When did the ferry of Sandmoor begin to run?"
WHY = "Why was the ferry given up?"
TALL = "How high is the lighthouse on Gull Rock?"


async def test_a_mention_in_a_channel_is_answered_in_a_thread(here: World) -> None:
    asked = await here.alice.send(here.channel, f"{here.bot} {WHEN}")

    thread = here.thread()
    assert thread.name == WHEN
    assert thread.id == asked.id
    assert "3 March 1911" in words(thread.last_message)
    assert here.said() == []


async def test_a_mention_that_says_nothing_starts_no_thread(here: World) -> None:
    await here.alice.send(here.channel, here.bot)

    assert not here.channel.threads
    assert "Please write a question" in here.said()[-1]


async def test_what_is_written_in_a_thread_of_the_bots_needs_no_mention(here: World) -> None:
    await here.alice.send(here.channel, f"{here.bot} {WHEN}")
    thread = here.thread()

    await here.alice.send(thread, WHY)

    assert len(here.said(thread)) == 2
    assert "tunnel" in words(thread.last_message)


async def test_where_answers_stand_in_the_channel_it_replies_there(here: World) -> None:
    await here.prefer(here.channel, placement="channel")
    asked = await here.alice.send(here.channel, f"{WHEN} {here.bot}")

    answer = here.channel.last_message
    assert answer is not None
    assert answer.reference is not None
    assert answer.reference.message_id == asked.id
    assert "3 March 1911" in words(answer)
    assert here.channel.threads == []


async def test_an_answer_pings_nobody(here: World) -> None:
    await here.prefer(here.channel, placement="channel")
    await here.alice.send(here.channel, f"{here.bot} {WHEN}")

    answer = here.channel.last_message
    assert answer is not None
    assert answer.mentions == []
    assert answer.role_mentions == []
    assert not answer.mention_everyone


async def test_a_direct_message_is_answered_there(here: World) -> None:
    await here.alice.send_dm(WHEN)

    assert "3 March 1911" in words(here.alice.user.dm_channel.last_message)


async def test_a_message_that_does_not_call_the_bot_is_left_alone(here: World) -> None:
    await here.alice.send(here.channel, WHEN)
    await here.alice.send(here.channel, f"{here.bob.mention} {WHEN}")

    assert here.said() == []
    assert here.channel.threads == []


async def test_where_it_answers_everything_a_question_needs_no_mention(here: World) -> None:
    await here.prefer(here.channel, listening="everything")
    await here.alice.send(here.channel, WHEN)
    assert "3 March 1911" in words(here.thread().last_message)

    await here.alice.send(here.channel, "thanks, that was quick!")
    assert len(here.channel.threads) == 1
    assert here.said() == []


async def test_where_it_answers_everything_a_call_to_all_is_none_to_it(here: World) -> None:
    await here.prefer(here.channel, listening="everything")
    await here.alice.send(here.channel, "@here anyone up for lunch?")

    assert not here.channel.threads
    assert here.said() == []


async def test_a_post_in_a_forum_where_it_answers_everything_is_a_question(here: World) -> None:
    forum = here.guild.create_forum_channel("questions")
    await here.prefer(forum, listening="everything")
    post = await _post(here, forum, WHEN, "I wondered about that.")

    assert "3 March 1911" in here.said(post)[-1]


async def test_a_reply_to_an_answer_goes_on_with_its_conversation(here: World) -> None:
    await here.prefer(here.channel, placement="channel")
    await here.alice.send(here.channel, f"{here.bot} {WHEN}")
    first = here.channel.last_message
    assert first is not None

    await here.bob.send(here.channel, "And why was it given up?", reply_to=first)

    told = words(here.channel.last_message)
    assert "tunnel" in told
    conversations = {one.answer.question.conversation for one in await _answers(here)}
    assert len(conversations) == 1


async def test_two_people_in_a_channel_have_a_conversation_each(here: World) -> None:
    await here.prefer(here.channel, placement="channel")
    await here.alice.send(here.channel, f"{here.bot} {WHEN}")
    await here.bob.send(here.channel, f"{here.bot} {TALL}")

    by_asker = {
        one.answer.question.asker: one.answer.question.conversation for one in await _answers(here)
    }
    assert len(set(by_asker.values())) == 2
    assert "38 metres" in words(here.channel.last_message)


async def test_after_a_restart_a_thread_goes_on_without_a_mention(here: World) -> None:
    await here.alice.send(here.channel, f"{here.bot} {WHEN}")
    thread = here.thread()

    await here.restart()
    await here.alice.send(thread, WHY)

    assert "tunnel" in words(thread.last_message)


async def test_after_a_restart_a_reply_to_an_answer_goes_on_with_it(here: World) -> None:
    await here.prefer(here.channel, placement="channel")
    await here.alice.send(here.channel, f"{here.bot} {WHEN}")
    answer = here.channel.last_message
    assert answer is not None

    await here.restart()
    await here.alice.send(here.channel, "And why was it given up?", reply_to=answer)

    assert "tunnel" in words(here.channel.last_message)
    assert len({one.answer.question.conversation for one in await _answers(here)}) == 1


async def test_short_messages_in_a_row_are_one_question(here: World) -> None:
    await here.prefer(here.channel, placement="channel")
    backend = here.env.backend
    backend.create_message(here.channel.id, here.alice.id, f"{here.bot} hello, about the ferry")
    backend.create_message(here.channel.id, here.alice.id, "the one of Sandmoor")
    await here.alice.send(here.channel, "when did it begin to run?")

    assert len(here.said()) == 1
    assert "3 March 1911" in here.said()[0]


async def test_it_can_be_told_to_be_quiet_and_to_go_on(here: World) -> None:
    await here.prefer(here.channel, listening="everything", placement="channel")
    await here.alice.send(here.channel, f"{here.bot} pause")
    before = here.said()
    assert len(before) == 1

    await here.alice.send(here.channel, WHEN)
    assert here.said() == before

    await here.alice.send(here.channel, f"{here.bot} resume")
    await here.alice.send(here.channel, WHEN)
    assert "3 March 1911" in here.said()[-1]


async def test_an_edited_question_is_answered_anew_in_the_same_message(here: World) -> None:
    asked = await here.alice.send(here.channel, f"{here.bot} {WHEN}")
    thread = here.thread()
    (before,) = here.said(thread)

    await here.alice.edit(asked, f"{here.bot} {TALL}")

    (after,) = here.said(thread)
    assert "1911" in before
    assert "38 metres" in after
    assert "1911" not in after


async def test_a_question_shown_anew_is_not_answered_anew(here: World) -> None:
    asked = await here.alice.send(here.channel, f"{here.bot} {WHEN}")
    await here.alice.edit(asked, f"{here.bot}  {WHEN}")

    assert len(await _answers(here)) == 1


async def test_with_its_question_an_answer_is_deleted(here: World) -> None:
    await here.prefer(here.channel, placement="channel")
    asked = await here.alice.send(here.channel, f"{here.bot} {WHEN}")
    assert len(here.said()) == 1

    await here.alice.delete(asked)

    assert here.said() == []


async def test_a_question_that_is_deleted_at_once_is_not_answered(here: World) -> None:
    backend = here.env.backend
    asked = backend.create_message(here.channel.id, here.alice.id, f"{here.bot} {WHEN}")
    backend.delete_message(here.channel.id, asked.id)
    await here.env.settle()

    assert here.said() == []
    assert here.channel.threads == []


async def test_a_question_that_is_edited_at_once_is_answered_as_it_then_reads(here: World) -> None:
    await here.prefer(here.channel, placement="channel")
    backend = here.env.backend
    asked = backend.create_message(here.channel.id, here.alice.id, f"{here.bot} {WHEN}")
    await asyncio.sleep(0)  # It is read before it is edited, and not answered yet.
    backend.edit_message(here.channel.id, asked.id, {"content": f"{here.bot} {TALL}"})
    await here.env.settle()

    (answer,) = here.said()
    assert "38 metres" in answer


async def test_of_two_edits_in_a_row_the_last_is_answered(here: World) -> None:
    await here.prefer(here.channel, placement="channel")
    asked = await here.alice.send(here.channel, f"{here.bot} {WHEN}")
    backend = here.env.backend
    for question in (f"{TALL} really", TALL.replace("lighthouse", "old lighthouse"), TALL):
        backend.edit_message(here.channel.id, asked.id, {"content": f"{here.bot} {question}"})
        await asyncio.sleep(0)
    await here.env.settle()

    (answer,) = here.said()
    assert "38 metres" in answer
    assert (await _answers(here))[0].answer.question.text == TALL


async def test_what_a_bot_changes_in_its_question_is_left_alone(here: World) -> None:
    await here.prefer(here.channel, placement="channel", answer_bots=True)
    other = here.guild.add_member(here.env.create_user("other", bot=True))
    asked = await other.send(here.channel, f"{here.bot} {WHEN}")
    await other.edit(asked, f"{here.bot} {TALL}")

    (answer,) = here.said()
    assert "1911" in answer


async def test_after_a_restart_an_old_question_can_still_be_edited_and_deleted(
    here: World,
) -> None:
    await here.prefer(here.channel, placement="channel")
    asked = await here.alice.send(here.channel, f"{here.bot} {WHEN}")
    await here.restart()

    await here.alice.edit(asked, f"{here.bot} {TALL}")
    assert "38 metres" in here.said()[0]
    await here.alice.delete(asked)
    assert here.said() == []


async def test_of_a_question_in_several_messages_one_can_be_deleted(here: World) -> None:
    await here.prefer(here.channel, placement="channel")
    backend = here.env.backend
    first = backend.create_message(here.channel.id, here.alice.id, f"{here.bot} {TALL[:-1]}")
    last = await here.alice.send(here.channel, "and when did the ferry begin to run?")
    (message,) = [one for one in here.channel.history() if one.author.bot]

    await here.alice.delete(last)
    assert "38 metres" in here.said()[0]
    assert here.channel.last_message.id == message.id  # type: ignore[union-attr]
    await here.alice.delete(await _message(here, first.id))
    assert here.said() == []


@pytest.mark.parametrize(("emoji", "vote"), [("👍", 1), ("👎🏽", -1)])
async def test_thumbs_under_an_answer_are_votes(here: World, emoji: str, vote: int) -> None:
    await here.alice.send(here.channel, f"{here.bot} {WHEN}")
    answer = here.thread().last_message
    assert answer is not None

    await here.bob.react(answer, emoji)

    (given,) = await _votes(here)
    assert given.vote == vote
    assert given.person == f"discord:{here.bob.id}"


async def test_other_reactions_are_no_votes(here: World) -> None:
    await here.alice.send(here.channel, f"{here.bot} {WHEN}")
    answer = here.thread().last_message
    assert answer is not None

    await here.bob.react(answer, "🎉")

    assert await _votes(here) == []


async def test_a_bare_mention_under_a_message_explains_that(here: World) -> None:
    await here.prefer(here.channel, placement="channel")
    said = await here.bob.send(here.channel, "They gave up the ferry of Sandmoor in 1968.")
    await here.alice.send(here.channel, here.bot, reply_to=said)

    explained = here.channel.last_message
    assert explained is not None
    assert "Sandmoor Herald" in words(explained)


async def test_a_bare_mention_in_a_thread_explains_the_thread(here: World) -> None:
    start = await here.alice.send(here.channel, "The ferry of Sandmoor")
    thread = here.env.backend.create_thread(
        here.channel.id, "The ferry", here.alice.id, message_id=start.id
    )
    handle = next(one for one in here.channel.threads if one.id == thread.id)
    await here.alice.send(handle, "The ferry of Sandmoor was given up in 1968, I have read.")
    await here.bob.send(handle, "Because the tunnel took its passengers, surely.")

    await here.alice.send(handle, here.bot)

    told = words(handle.last_message)
    assert "tunnel" in told


def _thread(here: World, channel: simcord.ChannelHandle) -> simcord.ChannelHandle:
    """A thread that alice began."""
    thread = here.env.backend.create_thread(channel.id, "The harbour", here.alice.id)
    return next(one for one in channel.threads if one.id == thread.id)


@pytest.mark.parametrize("wish", ["summarize this thread", "résume ce fil", "Sum it up, please!"])
async def test_a_thread_is_summarized_where_a_mention_asks_for_that(here: World, wish: str) -> None:
    thread = _thread(here, here.channel)
    await here.alice.send(thread, "The harbour office moves to Quay Street on Monday.")
    await here.bob.send(thread, "Then the ferry tickets are sold at Quay Street too.")
    await here.alice.send(thread, f"{here.bot} {wish}")

    assert "Quay Street" in here.said(thread)[-1]


async def test_a_channel_is_summarized_where_a_mention_asks_for_that(here: World) -> None:
    await here.bob.send(here.channel, "The harbour office moves to Quay Street on Monday.")
    await here.alice.send(here.channel, f"{here.bot} summarize this channel")

    assert "Quay Street" in here.said(here.thread())[-1]


async def test_outside_a_thread_a_summary_is_one_of_the_story_in_the_language_of_the_wish(
    here: World,
) -> None:
    await here.prefer(here.channel, placement="channel")
    await here.alice.send(here.channel, f"{here.bot} résume l’histoire")

    assert "mis en service le 3 mars 1911" in here.said()[-1]


async def test_a_thread_that_it_may_not_read_is_not_summarized_and_it_says_why(
    here: World,
) -> None:
    thread = _thread(here, _without(here, "read_message_history"))
    await here.alice.send(thread, f"{here.bot} summarize this thread")

    (said,) = here.said(thread)
    assert "Read Message History" in said


async def test_a_thread_that_it_may_not_read_is_not_explained_and_it_says_why(here: World) -> None:
    channel = _without(here, "read_message_history")
    thread = here.env.backend.create_thread(channel.id, "The ferry", here.alice.id)
    handle = next(one for one in channel.threads if one.id == thread.id)
    await here.alice.send(handle, here.bot)

    (said,) = here.said(handle)
    assert "Read Message History" in said


async def test_without_the_permission_for_threads_it_answers_below_and_says_so_once(
    here: World,
) -> None:
    channel = _without(here, "create_public_threads")
    await here.alice.send(channel, f"{here.bot} {WHEN}")
    await here.alice.send(channel, f"{here.bot} {TALL}")

    said = here.said(channel)
    assert "1911" in said[0]
    assert "Create Public Threads" in said[1]
    assert "38 metres" in said[2]
    assert len(said) == 3


async def test_where_it_may_write_in_threads_alone_it_answers_there(here: World) -> None:
    channel = _without(here, "send_messages")
    await here.alice.send(channel, f"{here.bot} {WHEN}")

    assert "1911" in here.said(here.thread(channel))[0]


async def test_who_could_let_it_write_is_told_what_is_missing(here: World) -> None:
    role = here.guild.create_role("Mods", permissions=discord.Permissions(manage_guild=True))
    carol = here.guild.add_member(here.env.create_user("carol"), roles=[role])
    channel = _without(here, "send_messages", "send_messages_in_threads")
    await carol.send(channel, f"{here.bot} {WHEN}")
    await carol.send(channel, f"{here.bot} {WHEN}")

    (told,) = [one for one in carol.user.dm_channel.history() if one.author.bot]
    assert "Send Messages" in told.content
    assert channel.mention in told.content


async def test_without_message_content_it_still_answers_mentions(house: House) -> None:
    approved = discord.Intents.all()
    approved.message_content = False
    async with world(house, message_content=False, approved_intents=approved) as there:
        await there.prefer(there.channel, listening="everything", placement="channel")
        await there.alice.send(there.channel, WHEN)
        assert there.said() == []

        await there.alice.send(there.channel, f"{there.bot} {WHEN}")
        assert "1911" in there.said()[0]


async def test_other_bots_are_not_answered(here: World) -> None:
    other = here.guild.add_member(here.env.create_user("other", bot=True))
    await other.send(here.channel, f"{here.bot} {WHEN}")

    assert here.said() == []
    assert here.channel.threads == []


async def test_bots_that_ask_in_a_channel_and_are_answered_in_threads_come_to_an_end(
    here: World,
) -> None:
    await here.prefer(here.channel, answer_bots=True)
    other = here.guild.add_member(here.env.create_user("other", bot=True))
    for _ in range(4):
        await other.send(here.channel, f"{here.bot} {WHEN}")
    assert len(here.channel.threads) == 2

    await here.alice.send(here.channel, "What are you two doing?")
    await other.send(here.channel, f"{here.bot} {WHEN}")
    assert len(here.channel.threads) == 3


async def test_an_event_that_cannot_be_read_does_not_end_the_bot(here: World) -> None:
    client: discord.Client = here.env.bot
    client._connection.parsers["MESSAGE_CREATE"]({"nonsense": True})

    await here.alice.send(here.channel, f"{here.bot} {WHEN}")

    assert "1911" in words(here.thread().last_message)


async def test_being_removed_from_a_server_is_passed_on(here: World) -> None:
    here.env.backend.remove_guild(here.guild.id)
    await here.env.settle()

    assert here.forgotten == [f"discord:{here.guild.id}"]


def _without(here: World, *permissions: str) -> simcord.ChannelHandle:
    """A channel in which the bot lacks these permissions."""
    assert here.env.bot.user is not None
    denied = discord.PermissionOverwrite(**dict.fromkeys(permissions, False))
    return here.guild.create_text_channel("strict", overwrites={here.env.bot.user: denied})


async def _post(
    here: World, forum: simcord.ChannelHandle, title: str, text: str
) -> simcord.ChannelHandle:
    """A new post in a forum, by alice."""
    backend = here.env.backend
    post = backend.create_thread(forum.id, title, here.alice.id, broadcast=False)
    starter = backend.prepare_message(post.id, here.alice.id, text)
    # As on Discord: the post and the message that it begins with have one id.
    starter.id = post.id
    backend.commit_message(starter, broadcast=False)
    backend.announce_thread_create(post)
    backend.announce_message_create(starter)
    await here.env.settle()
    return forum.threads[-1]


async def _message(here: World, message: int) -> discord.Message:
    return next(one for one in here.channel.history() if one.id == message)


async def _answers(here: World) -> list:  # type: ignore[type-arg]
    return await Answers(here.house.database).recent(20)


async def _votes(here: World) -> list:  # type: ignore[type-arg]
    return [
        vote
        for one in await _answers(here)
        for vote in await Feedback(here.house.database).of(one.answer.id)
    ]
