"""What the doctor says of Slack."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.adapters.slack.examination import LOST, examine
from bot.adapters.slack.manifest import manifest
from bot.adapters.slack.platform import Access
from bot.chat.platform import PlatformError
from bot.doctor import Finding, State
from tests.fakes.slack.fake import FakeSlack


def access_to(slack: FakeSlack) -> Access:
    return Access(bot_token=slack.bot_token, app_token=slack.app_token, api_url=slack.api_url)


async def examined(slack: FakeSlack, access: Access | None = None) -> dict[str, Finding]:
    found = await examine(access or access_to(slack))
    said = " ".join(finding.message for finding in found)
    assert slack.bot_token not in said
    assert slack.app_token not in said
    return {finding.subject: finding for finding in found}


async def test_an_app_made_from_the_manifest_is_told_that_all_is_well() -> None:
    with FakeSlack(manifest=manifest()) as slack:
        found = await examined(slack)
        sent = [call.method for call in slack.calls()]

    assert {finding.state for finding in found.values()} == {State.OK}
    assert "in Acme" in found["slack"].message
    assert set(sent) == {"auth.test", "apps.connections.open"}


async def test_missing_scopes_are_named_with_what_is_lost() -> None:
    with FakeSlack(manifest=manifest()) as slack:
        slack.remove_scope("files:read")
        slack.remove_scope("reactions:read")
        scopes = (await examined(slack))["slack scopes"]
        slack.remove_scope("chat:write")
        vital = (await examined(slack))["slack scopes"]

    assert scopes.state is State.NOTE
    assert "2 are missing" in scopes.message
    assert f"files:read: {LOST['files:read']}" in scopes.message
    assert "reactions:read" in scopes.message
    assert "explainer slack manifest" in scopes.message
    assert vital.state is State.PROBLEM


def test_of_every_scope_it_is_known_what_is_lost_without_it() -> None:
    assert list(LOST) == manifest()["oauth_config"]["scopes"]["bot"]


async def test_a_wrong_bot_token_is_a_problem_that_says_where_to_get_it() -> None:
    with FakeSlack() as slack:
        wrong = replace(access_to(slack), bot_token="xoxb-wrong")
        with pytest.raises(PlatformError, match="SLACK_BOT_TOKEN") as raised:
            await examine(wrong)
    assert "xoxb-wrong" not in str(raised.value)


async def test_a_wrong_app_token_is_a_problem_of_socket_mode_alone() -> None:
    with FakeSlack() as slack:
        found = await examined(slack, replace(access_to(slack), app_token="xapp-wrong"))

    assert found["slack"].state is State.OK
    assert found["slack socket mode"].state is State.PROBLEM
    assert "SLACK_APP_TOKEN" in found["slack socket mode"].message


async def test_over_http_no_connection_is_asked_for() -> None:
    with FakeSlack() as slack:
        over_http = replace(access_to(slack), mode="http", app_token=None, signing_secret="s")
        found = await examined(slack, over_http)

    assert found["slack http"].state is State.OK


async def test_a_setting_that_is_missing_is_named() -> None:
    with pytest.raises(PlatformError, match="SLACK_APP_TOKEN"):
        await examine(Access(bot_token="xoxb-any"))
