"""What people see of slash commands and shortcuts."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.adapters.slack import ids
from bot.adapters.slack.commands import without_privacy
from bot.chat.types import Place
from bot.cli.wiring import House
from bot.store.pauses import Pauses
from tests.fakes.slack.fake import FakeSlack
from tests.support.slack_interactions import Acting, acting

WHEN = "When did the ferry of Sandmoor begin to run?"


@pytest.fixture
async def here(house: House, slack: FakeSlack) -> AsyncIterator[Acting]:
    async with acting(house, slack) as running:
        yield running


async def test_ask_says_who_asks_and_answers_in_the_thread_for_all_to_see(here: Acting) -> None:
    await here.slash(here.ben, "/ask", WHEN)

    root = (await here.until(lambda: here.slack.posts(here.channel)))[0]
    assert "*Ben*" in here.slack.text(root)
    assert WHEN in here.slack.text(root)
    await here.until(lambda: "1911" in "".join(here.slack.messages(here.channel, root)))
    assert not here.slack.pings()


@pytest.mark.parametrize("said", [f"private: {WHEN}", f"Privé : {WHEN}", f"private {WHEN}"])
async def test_a_private_question_is_answered_to_the_asker_alone(here: Acting, said: str) -> None:
    await here.slash(here.ben, "/ask", said)

    answer = await here.told(here.ben, "1911")

    assert here.slack.posts(here.channel) == []
    assert "Share with the channel" in here.slack.buttons(answer)


def test_only_the_word_itself_makes_a_question_private() -> None:
    assert without_privacy("private: who?") == ("who?", True)
    assert without_privacy("privately who?") == ("who?", True)
    assert without_privacy("en privé : qui ?") == ("qui ?", True)
    assert without_privacy("privateers: who were they?") == ("privateers: who were they?", False)


async def test_ask_without_a_question_says_how_to_ask(here: Acting) -> None:
    await here.slash(here.ben, "/ask", "  ")
    await here.told(here.ben, "Write your question after the command")


async def test_ask_works_where_the_bot_is_no_member(here: Acting) -> None:
    here.slack.remove_scope("chat:write.public")
    here.channel.members.discard(here.slack.bot.id)

    await here.slash(here.ben, "/ask", WHEN)

    await here.until(lambda: "1911" in "".join(here.slack.messages(here.channel)))
    assert f"*Ben* asks: {WHEN}" in here.slack.messages(here.channel)[0]


async def test_a_command_that_slack_sends_twice_is_answered_once(here: Acting) -> None:
    sent = here.slack.slash(here.ben, here.channel, "/ask", WHEN)
    here.slack.send_again(sent)

    root = (await here.until(lambda: here.slack.posts(here.channel)))[0]
    await here.until(lambda: "1911" in "".join(here.slack.messages(here.channel, root)))
    assert len(here.slack.posts(here.channel)) == 1


async def test_summary_tells_a_topic_at_the_length_that_is_named(here: Acting) -> None:
    await here.slash(here.ben, "/summary", "short: the lighthouse on Gull Rock")

    root = (await here.until(lambda: here.slack.posts(here.channel)))[0]
    await here.until(lambda: "38 metres" in "".join(here.slack.messages(here.channel, root)))


async def test_summary_of_a_thread_says_that_slack_has_no_commands_there(here: Acting) -> None:
    await here.slash(here.ben, "/summary", "this thread")
    await here.told(here.ben, "do not work in threads")


async def test_summary_of_the_channel_cites_its_messages(here: Acting) -> None:
    for said in ("The tunnel opens in May.", "The ferry ends in June.", "Tom is the captain."):
        here.slack.say(here.ada, here.channel, said)

    await here.slash(here.ben, "/summary", "this channel")

    root = await here.until(
        lambda: next(
            (one for one in here.slack.posts(here.channel) if one.user.bot and one.blocks), None
        )
    )
    await here.until(lambda: "archives" in "".join(here.slack.messages(here.channel, root)))


async def test_sources_lists_the_documents_to_whoever_asks_alone(here: Acting) -> None:
    await here.slash(here.ben, "/sources")

    told = here.slack.text(await here.told(here.ben, "The lighthouse on Gull Rock"))
    assert "<https://herald.example/ferry|The ferry of Sandmoor>" in told


async def test_help_names_the_commands_as_slack_knows_them(here: Acting) -> None:
    await here.slash(here.ben, "/explainer", "what can you do")

    told = here.slack.text(await here.told(here.ben, "How to ask me"))
    assert "/explainer help" in told
    assert "do not work in threads" in told
    assert "/reindex" not in told


async def test_status_is_for_admins(here: Acting) -> None:
    await here.slash(here.ben, "/explainer", "status")
    await here.told(here.ben, "This is for admins")

    await here.slash(here.ada, "/explainer", "status")
    await here.told(here.ada, "3 documents")


async def test_those_whom_the_settings_name_are_admins_too(here: Acting) -> None:
    team = here.slack.team.id
    await here.desk.preferences.set(f"slack:{team}", "admins", [f"{team}:{here.ben.id}"], "test")

    await here.slash(here.ben, "/explainer", "status")

    await here.told(here.ben, "3 documents")


async def test_pause_is_told_to_everyone_and_resume_ends_it(here: Acting) -> None:
    place = Place("slack", here.slack.team.id, here.channel.id)
    pauses = Pauses(here.house.database)

    await here.slash(here.ben, "/explainer", "pause")
    await here.until(lambda: "I will be quiet" in "".join(here.slack.messages(here.channel)))
    assert await pauses.paused(place)

    await here.slash(here.ben, "/explainer", "resume")
    await here.until(lambda: "listening here again" in "".join(here.slack.messages(here.channel)))
    assert not await pauses.paused(place)


async def test_reindex_is_for_admins_and_takes_links_alone(here: Acting) -> None:
    await here.slash(here.ben, "/reindex")
    await here.told(here.ben, "This is for admins")

    await here.slash(here.ada, "/reindex", "/etc/passwd")
    await here.told(here.ada, "That is no link")


async def test_a_missing_permission_is_named(here: Acting) -> None:
    here.slack.remove_scope("chat:write")
    await here.slash(here.ben, "/ask", WHEN)
    await here.told(here.ben, "“chat:write”")


async def test_explain_this_is_told_to_the_person_alone(here: Acting) -> None:
    said = here.slack.say(here.ada, here.channel, "The ferry was given up because of the tunnel.")

    here.slack.message_shortcut(here.ben, said, ids.EXPLAIN_MESSAGE)

    await here.told(here.ben, "new tunnel")
    assert here.slack.posts(here.channel) == [said]


async def test_summarize_thread_reads_the_thread_of_the_message(here: Acting) -> None:
    root = here.slack.say(here.ada, here.channel, "Shall we keep the ferry?")
    for said in ("It costs 300 crowns a day.", "The tunnel is free.", "I vote for the tunnel."):
        reply = here.slack.say(here.ben, here.channel, said, thread=root)

    here.slack.message_shortcut(here.ben, reply, ids.SUMMARIZE_THREAD)

    await here.told(here.ben, "Reading the messages")
    await here.told(here.ben, "archives")


async def test_the_shortcut_explains_any_text_in_the_messages_tab(here: Acting) -> None:
    here.slack.shortcut(here.ben, ids.EXPLAIN_TEXT)
    view = await here.view(here.ben, "What shall I explain?")

    here.slack.submit(view, {ids.TEXT: "The ferry was given up because of the tunnel."})

    direct = here.slack.direct(here.ben)
    root = (await here.until(lambda: here.slack.posts(direct)))[0]
    await here.until(lambda: "new tunnel" in "".join(here.slack.messages(direct, root)))
    assert here.slack.views(here.ben) == []


async def test_nobody_has_a_channel_summarized_that_they_may_not_read(here: Acting) -> None:
    secret = here.slack.channel("secret", private=True, members=[here.ada])
    here.slack.say(here.ada, secret, "The tunnel is for sale.")
    here.slack.shortcut(here.ben, ids.SUMMARIZE_CHANNEL)
    view = await here.view(here.ben, "Which channel?")

    here.slack.submit(view, {ids.CHANNEL: secret.id})

    direct = here.slack.direct(here.ben)
    await here.until(lambda: "may not read" in "".join(here.slack.messages(direct)))
