"""What people see when they open the app, and what is remembered of where they look."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.adapters.slack import ids
from bot.adapters.slack.looking import Looking, looked_at
from bot.cli.wiring import House
from bot.store.gaps import Gaps
from tests.fakes.slack.fake import FakeSlack
from tests.fakes.slack.state import User, View
from tests.support.installation import Installation
from tests.support.slack_interactions import Acting, acting
from tests.support.slack_world import world

WHEN = "When did the ferry of Sandmoor begin to run?"


@pytest.fixture
async def here(house: House, slack: FakeSlack) -> AsyncIterator[Acting]:
    async with acting(house, slack) as running:
        yield running


async def home(here: Acting, user: User) -> View:
    before = here.slack.home(user)
    version = None if before is None else before.hash
    here.slack.open_home(user)

    def published() -> View | None:
        view = here.slack.home(user)
        return view if view is not None and view.hash != version else None

    view = await here.until(published)
    assert view is not None
    return view


async def test_the_home_tab_says_what_is_indexed_and_what_this_person_asked(here: Acting) -> None:
    assert "Nothing has been asked yet" in here.slack.text(await home(here, here.ben))
    await here.slash(here.ben, "/ask", f"private: {WHEN}")
    await here.told(here.ben, "1911")

    for_ben = await home(here, here.ben)
    for_ada = await home(here, here.ada)

    assert "The lighthouse on Gull Rock" in here.slack.text(for_ben)
    assert WHEN in here.slack.text(for_ben)
    assert WHEN not in here.slack.text(for_ada)
    here.slack.click(here.ben, for_ben, "Show quotes")
    await here.view(here.ben, "1911")


async def test_admins_find_what_went_unanswered_and_others_do_not(here: Acting) -> None:
    await here.slash(here.ben, "/ask", "Who is the mayor of Atlantis?")
    gaps = Gaps(here.house.database)
    while not await gaps.open(10):
        pass

    for_ada, for_ben = await home(here, here.ada), await home(here, here.ben)

    assert "Atlantis" in here.slack.text(for_ada)
    assert set(here.slack.buttons(for_ada)) >= {"Read the sources again", "Settings"}
    assert not set(here.slack.buttons(for_ben)) & {"Read the sources again", "Settings"}


async def test_a_summary_has_a_heading_among_the_recent_answers(here: Acting) -> None:
    await here.slash(here.ben, "/summary")
    root = (await here.until(lambda: here.slack.posts(here.channel)))[0]
    await here.until(
        lambda: (found := here.slack.posts(here.channel, root)) and here.slack.buttons(found[0])
    )

    assert "*A summary*" in here.slack.text(await home(here, here.ben))


async def test_reading_the_sources_again_is_told_in_a_modal(
    here: Acting, made: Installation
) -> None:
    made.write("pier.md", "# The pier\n\nThe pier of Sandmoor is 200 metres long.\n")
    view = await home(here, here.ada)

    here.slack.click(here.ada, view, ids.HOME_REINDEX)

    await here.until(
        lambda: (shown := here.slack.views(here.ada)) and "Done in" in here.slack.text(shown[-1]),
        60,
    )


async def test_the_messages_tab_offers_questions_about_what_is_indexed(here: Acting) -> None:
    here.slack.open_home(here.ben, "messages")

    prompts = await here.until(lambda: here.slack.prompts(here.ben))
    assert prompts[0]["title"] == "The whole story"
    assert any("ferry of Sandmoor" in prompt["message"] for prompt in prompts[1:])
    (call,) = here.slack.calls("assistant.threads.setSuggestedPrompts")
    assert "thread_ts" not in call.args


async def test_a_workspace_without_the_method_does_not_disturb_anyone(here: Acting) -> None:
    here.slack.lack("assistant.threads.setSuggestedPrompts")

    sent = here.slack.open_home(here.ben, "messages")

    await here.until(lambda: here.slack.calls("assistant.threads.setSuggestedPrompts"))
    assert sent is not None
    await here.until(lambda: sent.acked)
    assert here.slack.ephemerals(here.ben) == []


async def test_the_channel_that_someone_looks_at_is_remembered_until_they_turn_away(
    here: Acting,
) -> None:
    team = here.slack.team.id
    here.slack.look_at(here.ben, here.channel)
    await here.until(lambda: here.looking.at(team, here.ben.id) == here.channel.id)
    assert here.looking.at(team, here.ada.id) is None

    here.slack.look_at(here.ben, None)
    await here.until(lambda: here.looking.at(team, here.ben.id) is None)


async def test_this_channel_in_the_messages_tab_means_the_one_that_is_looked_at(
    house: House, slack: FakeSlack
) -> None:
    async with world(house, slack) as there:
        for said in ("The tunnel opens in May.", "The ferry ends in June.", "Tom steers it."):
            slack.say(there.bob, there.channel, said)
        secret = slack.channel("secret", private=True, members=[there.bob])
        direct = slack.direct(there.ann)
        slack.look_at(there.ann, there.channel)

        asked = slack.say(there.ann, direct, "Summarize this channel")
        assert "tunnel opens in May" in "".join(await there.said(asked, holds="May"))

        slack.look_at(there.ann, secret)
        asked = slack.say(there.ann, direct, "Summarize this channel")
        await there.said(asked, holds="may not read")


def test_only_those_who_looked_last_are_remembered() -> None:
    looking = Looking(most=2)
    for user in ("U1", "U2", "U1", "U3"):
        looking.turn("T", user, "C1")

    assert [looking.at("T", user) for user in ("U1", "U2", "U3")] == ["C1", None, "C1"]


def test_a_message_that_is_looked_at_stands_for_its_channel_and_a_canvas_for_none() -> None:
    message = {"type": "slack#/types/message_context", "value": {"channel_id": "C7"}}
    canvas = {"type": "slack#/types/canvas_id", "value": "F1"}
    talk = {"type": "slack#/types/channel_id", "value": "D1"}

    assert looked_at({"context": {"entities": [canvas, talk, message]}}) == "C7"
    assert looked_at({"context": {"entities": [canvas, talk]}}) is None
    assert looked_at({"context": {}}) is None
