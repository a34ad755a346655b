"""Discord and Slack in one process of `explainer run`: neither takes the other one down."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.end_to_end.conftest import Corner, open_corner, open_room
from tests.end_to_end.running import Bot, finished, on_discord, on_slack, over_http
from tests.fakes.discord.world import FakeDiscord
from tests.fakes.slack.checks import text_of
from tests.fakes.slack.fake import FakeSlack
from tests.support.installation import Installation
from tests.support.slack_world import words

FERRY = "When did the ferry of Sandmoor begin to run?"
BEGAN = "3 March 1911"
NO_DISCORD = "Discord does not accept the token in DISCORD_TOKEN"
NO_SLACK = "Slack does not accept the token in SLACK_BOT_TOKEN"


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as running:
        yield running


@pytest.fixture
def fake() -> Iterator[FakeDiscord]:
    with FakeDiscord() as running:
        yield running


def _answers_on_discord(fake: FakeDiscord) -> None:
    room = open_room(fake)
    asked = fake.say(room.ada, room.channel, FERRY, mention_bot=True)
    [answer] = fake.wait_for(lambda: finished(fake, asked), 30)
    assert BEGAN in answer.text


def _answers_on_slack(corner: Corner) -> None:
    assert BEGAN in words(text_of(corner.answer(corner.ask(FERRY))))


def test_both_are_served_slack_over_http_and_a_restart_brings_both_back(
    installation: Installation, fake: FakeDiscord, slack: FakeSlack
) -> None:
    corner = open_corner(slack)
    for _ in range(2):
        with Bot(installation, fake, slack, **over_http(slack)) as bot:
            slack.deliver_to(bot.address)
            _answers_on_discord(fake)
            _answers_on_slack(corner)
            assert bot.stop() == 0
            assert "Traceback" not in bot.log


def test_a_bad_slack_token_leaves_discord_answering(
    installation: Installation, fake: FakeDiscord, slack: FakeSlack
) -> None:
    with Bot(installation, fake, **on_slack(slack) | {"SLACK_BOT_TOKEN": "xoxb-wrong"}) as bot:
        _answers_on_discord(fake)
        assert NO_SLACK in bot.log
        assert not bot.serves("Slack")
        assert bot.stop() == 0


def test_a_bad_discord_token_leaves_slack_answering(
    installation: Installation, fake: FakeDiscord, slack: FakeSlack
) -> None:
    wrong = on_discord(fake) | {"DISCORD_TOKEN": "wrong.token.0"}
    with Bot(installation, slack, **wrong) as bot:
        _answers_on_slack(open_corner(slack))
        slack.wait_for(lambda: NO_DISCORD in bot.log)
        assert not bot.serves("Discord")
        assert bot.stop() == 0


def test_where_both_tokens_are_bad_both_reasons_are_told_and_nothing_runs(
    installation: Installation, fake: FakeDiscord, slack: FakeSlack
) -> None:
    wrong = {"DISCORD_TOKEN": "wrong.token.0", "SLACK_BOT_TOKEN": "xoxb-wrong"}
    ran = installation.run("run", env=on_discord(fake) | on_slack(slack) | wrong)
    assert ran.code == 1
    assert NO_DISCORD in ran.err
    assert NO_SLACK in ran.err
    assert "Traceback" not in ran.err
