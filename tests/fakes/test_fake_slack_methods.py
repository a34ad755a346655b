"""The fake Slack's Web API, held to its word by the real SDK: streams, limits, workspaces."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack.driving import bolt, button, refused, running, section
from tests.fakes.slack.fake import FakeSlack
from tests.fakes.slack.limits import Rule
from tests.fakes.slack.state import Channel, Message, User


def start_stream(client: AsyncWebClient, slack: FakeSlack, asked: Message, **more: Any) -> Any:
    return client.chat_startStream(
        channel=asked.channel.id,
        thread_ts=asked.ts,
        recipient_team_id=slack.team.id,
        recipient_user_id=asked.user.id,
        **more,
    )


# Streams and sessions.


async def test_a_stream_is_open_until_it_is_stopped(
    slack: FakeSlack, client: AsyncWebClient, ann: User, news: Channel
) -> None:
    asked = slack.say(ann, news, "What fell?")
    ts = (await start_stream(client, slack, asked))["ts"]
    await client.chat_appendStream(channel=news.id, ts=ts, markdown_text="Nvidia ")
    same = {"channel": news.id, "ts": ts}
    both = client.chat_appendStream(**same, markdown_text="a", chunks=[{"type": "plan_update"}])
    assert await refused(both) == "cannot_provide_both_markdown_text_and_chunks"
    other = client.chat_appendStream(**same, chunks=[{"type": "markdown_text", "text": "a"}])
    assert await refused(other) == "streaming_mode_mismatch"
    assert await refused(client.chat_update(**same, text="no")) == "streaming_state_conflict"
    assert await refused(client.chat_delete(**same)) == "cant_delete_message"
    long = client.chat_appendStream(**same, markdown_text="a" * 12_001)
    assert await refused(long) == "msg_too_long"
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "1. A source"}}
    await client.chat_stopStream(**same, markdown_text="fell.", blocks=[block])
    assert slack.messages(news, asked) == ["Nvidia fell.\n1. A source"]
    late = client.chat_appendStream(**same, markdown_text="more")
    assert await refused(late) == "message_not_in_streaming_state"


async def test_a_stream_that_slack_closed_can_be_finished_by_an_update(
    slack: FakeSlack, client: AsyncWebClient, ann: User, news: Channel
) -> None:
    asked = slack.say(ann, news, "What fell?")
    ts = (await start_stream(client, slack, asked, markdown_text="Nvidia"))["ts"]
    assert slack.close_stream(ts)
    ended = client.chat_stopStream(channel=news.id, ts=ts)
    assert await refused(ended) == "message_not_in_streaming_state"
    await client.chat_update(channel=news.id, ts=ts, markdown_text="Nvidia fell.")
    assert slack.messages(news, asked) == ["Nvidia fell."]


async def test_slack_closes_streams_after_a_while(
    slack: FakeSlack, client: AsyncWebClient, ann: User, news: Channel
) -> None:
    slack.streams.seconds = 0.05
    asked = slack.say(ann, news, "What fell?")
    await start_stream(client, slack, asked, markdown_text="Nvidia")
    (answer,) = slack.posts(news, asked)
    await slack.until(lambda: not answer.streaming)


async def test_a_stream_in_a_channel_says_for_whom(
    slack: FakeSlack, client: AsyncWebClient, ann: User, news: Channel
) -> None:
    asked = slack.say(ann, news, "What fell?")
    nobody = client.chat_startStream(channel=news.id, thread_ts=asked.ts)
    assert await refused(nobody) == "missing_recipient_team_id"
    told = slack.say(ann, slack.direct(ann), "What fell?")
    await client.chat_startStream(channel=told.channel.id, thread_ts=told.ts)


async def test_bolts_say_stream_streams(slack: FakeSlack, ann: User, news: Channel) -> None:
    app = bolt(slack)

    @app.event("app_mention")
    async def mentioned(say_stream: Any) -> None:
        stream = await say_stream(buffer_size=1)
        await stream.append(markdown_text="Nvidia ")
        await stream.append(markdown_text="fell.")
        await stream.stop()

    async with running(slack, app):
        asked = slack.say(ann, news, f"{slack.bot.mention} What fell?")
        await slack.until(lambda: slack.calls("chat.stopStream"))
        await slack.until(lambda: slack.messages(news, asked) == ["Nvidia fell."])
    (answer,) = slack.posts(news, asked)
    assert answer.versions == ["Nvidia ", "Nvidia fell."]


async def test_stop_ends_the_streams_and_leaves_the_status_to_the_app(
    slack: FakeSlack, ann: User, news: Channel
) -> None:
    app, stopped = bolt(slack), []

    @app.event("agent_session_stopped")
    async def stop(event: dict[str, Any], client: AsyncWebClient) -> None:
        stopped.append(event["streaming_message_ts"])
        await client.agents_sessions_setStatus(
            channel_id=event["channel"], thread_ts=event["thread_ts"], status="active"
        )

    async with running(slack, app):
        asked = slack.say(ann, news, "What fell?")
        place = {"channel_id": news.id, "thread_ts": asked.ts}
        await app.client.agents_sessions_setStatus(**place, status="processing", title="Falls")
        ts = (await start_stream(app.client, slack, asked, markdown_text="Nvidia"))["ts"]
        slack.stop_session(ann, news, asked.ts)
        await slack.until(lambda: stopped == [[ts]])
        session = slack.session(news, asked)
        assert session is not None
        await slack.until(lambda: session.statuses == ["processing", "active"])
    assert session.title == "Falls"
    with pytest.raises(LookupError):
        slack.stop_session(ann, news, asked.ts)


# Limits, tokens, scopes, and what does not fit.


async def test_who_asks_again_too_early_is_noted(
    slack: FakeSlack, client: AsyncWebClient, news: Channel
) -> None:
    slack.limits.rules["chat.postMessage"] = Rule(1, 60.0, by_channel=True)
    await client.chat_postMessage(channel=news.id, text="one")
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=news.id, text="two")
    assert caught.value.response.status_code == 429
    assert 59 <= int(caught.value.response.headers["Retry-After"]) <= 60
    assert not slack.limits.violations
    await asyncio.sleep(0.3)
    assert await refused(client.chat_postMessage(channel=news.id, text="two")) == "ratelimited"
    assert len(slack.limits.violations) == 1


async def test_who_waits_as_told_is_let_in(
    slack: FakeSlack, client: AsyncWebClient, news: Channel
) -> None:
    slack.trouble("chat.postMessage", status=429, retry_after=1)
    client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=1))
    await client.chat_postMessage(channel=news.id, text="one")
    assert [call.status for call in slack.calls("chat.postMessage")] == [429, 200]
    assert not slack.limits.violations


async def test_a_token_has_to_be_right(slack: FakeSlack, client: AsyncWebClient) -> None:
    nobody = AsyncWebClient(base_url=slack.api_url)
    assert await refused(nobody.auth_test()) == "not_authed"
    assert await refused(nobody.auth_test(token="xoxb-wrong")) == "invalid_auth"
    assert (await client.auth_test())["user_id"] == slack.bot.id
    await client.auth_revoke()
    assert await refused(client.auth_test()) == "token_revoked"


async def test_a_scope_that_is_missing_is_named(
    slack: FakeSlack, client: AsyncWebClient, news: Channel
) -> None:
    slack.remove_scope("channels:history")
    with pytest.raises(SlackApiError) as caught:
        await client.conversations_history(channel=news.id)
    assert caught.value.response["error"] == "missing_scope"
    assert caught.value.response["needed"] == "channels:history"
    assert "chat:write" in caught.value.response["provided"]


async def test_the_app_writes_only_where_it_may(
    slack: FakeSlack, client: AsyncWebClient, ann: User
) -> None:
    slack.remove_scope("chat:write.public")

    async def error(channel: Channel) -> str:
        return await refused(client.chat_postMessage(channel=channel.id, text="Hello"))

    old = slack.channel("old")
    slack.archive(ann, old)
    assert await error(old) == "is_archived"
    assert await error(slack.channel("open", bot=False)) == "not_in_channel"
    assert await error(slack.channel("shut", bot=False, private=True)) == "channel_not_found"
    assert await refused(client.chat_postMessage(channel="C1", text="a")) == "channel_not_found"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ({"text": "a" * 40_001}, "msg_too_long"),
        ({"text": " "}, "no_text"),
        ({"markdown_text": "a", "text": "a"}, "markdown_text_conflict"),
        ({"blocks": [{"type": "markdown", "text": "a" * 6_001}] * 2}, "msg_too_long"),
        (
            {"blocks": [{"type": "markdown", "text": "a" * 11_000}, section("a" * 2_500)]},
            "msg_blocks_too_long",
        ),
        ({"blocks": [section("a" * 3_001)]}, "invalid_blocks"),
        ({"blocks": [section("a")] * 51}, "invalid_blocks"),
        ({"blocks": [button(text={"type": "plain_text", "text": "a" * 76})]}, "invalid_blocks"),
        ({"blocks": [button(action_id="a" * 256)]}, "invalid_blocks"),
        ({"blocks": [button(value="a" * 2_001)]}, "invalid_blocks"),
        (
            {"blocks": [{"type": "context", "elements": [section("a")["text"]] * 11}]},
            "invalid_blocks",
        ),
        ({"blocks": [{"type": "poster"}]}, "invalid_blocks"),
    ],
)
async def test_what_does_not_fit_is_refused(
    client: AsyncWebClient, news: Channel, content: dict[str, Any], error: str
) -> None:
    content.setdefault("text", "" if "markdown_text" in content else "fallback")
    assert await refused(client.chat_postMessage(channel=news.id, **content)) == error


@pytest.mark.parametrize(
    ("content", "pings"),
    [
        ({"text": "<!channel> and <!here|here>"}, ["!channel", "!here"]),
        ({"text": "&lt;!channel&gt; and @here"}, []),
        ({"text": "a", "blocks": [{"type": "markdown", "text": "<@U1>"}]}, ["@U1"]),
        ({"text": "a", "blocks": [section("<!subteam^S1|@team>")]}, ["!subteam^S1"]),
        ({"text": "a", "blocks": [button(value="<!channel>")]}, []),
        ({"text": "a @here", "link_names": True}, []),
    ],
)
async def test_mentions_that_would_notify_are_found(
    slack: FakeSlack,
    client: AsyncWebClient,
    news: Channel,
    content: dict[str, Any],
    pings: list[str],
) -> None:
    await client.chat_postMessage(channel=news.id, **content)
    assert slack.pings() == pings


# Workspaces.


async def test_each_workspace_has_a_token_of_its_own(slack: FakeSlack) -> None:
    web_client = AsyncWebClient(base_url=slack.api_url)
    org = slack.organization("Globex")
    grid = slack.workspace("Globex East", org=org, installed=False)
    bob, cyd = (
        slack.user("Bob", team=slack.workspace("Beta", installed=False)),
        slack.user("Cyd", team=grid),
    )
    page = (
        f"{slack.base_url}/oauth/v2/authorize?client_id={slack.client_id}&state=s&scope=chat:write"
    )
    installed = {}
    for user, whole_org in ((bob, False), (cyd, True)):
        back = slack.approve(f"{page}&redirect_uri=http://app/back", user, whole_org=whole_org)
        code = back.split("code=")[1].split("&")[0]
        wanted = {"client_id": slack.client_id, "client_secret": slack.client_secret, "code": code}
        installed[user.name] = await web_client.oauth_v2_access(**wanted)
        assert await refused(web_client.oauth_v2_access(**wanted)) == "code_already_used"
    assert installed["Bob"]["team"]["id"] == bob.team.id
    assert installed["Cyd"]["team"] is None
    assert installed["Cyd"]["enterprise"]["id"] == org.id
    assert installed["Cyd"]["is_enterprise_install"]
    asked = await web_client.auth_test(token=installed["Bob"]["access_token"])
    assert asked["team_id"] == bob.team.id
    slack.uninstall(bob.team)
    gone = web_client.auth_test(token=installed["Bob"]["access_token"])
    assert await refused(gone) == "account_inactive"
    assert [one.event["type"] for one in slack.deliveries()] == [
        "tokens_revoked",
        "app_uninstalled",
    ]


async def test_people_of_another_workspace_are_told_apart(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    beta = slack.workspace("Beta", installed=False)
    bob = slack.user("Bob", team=beta)
    shared = slack.channel("shared", shared_with=[beta], members=[bob])
    slack.say(bob, shared, f"{slack.bot.mention} hello")
    (made,) = slack.deliveries("app_mention")
    assert made.body["is_ext_shared_channel"]
    assert made.body["team_id"] == slack.team.id
    assert made.event["user_team"] == beta.id
    assert (await client.users_info(user=bob.id))["user"]["is_stranger"]
    assert (await client.conversations_info(channel=shared.id))["channel"]["is_ext_shared"]


# Reading.


async def test_a_channel_is_read_in_pages(
    slack: FakeSlack, client: AsyncWebClient, ann: User, news: Channel
) -> None:
    root = slack.say(ann, news, "root", at=1_700_000_000)
    for n in range(20):
        slack.say(ann, news, f"m{n}", at=1_700_000_100 + n)
        slack.say(ann, news, f"r{n}", thread=root, at=1_700_000_200 + n)
    slack.limits.restrict_history(requests=10, messages=15)
    first = await client.conversations_history(channel=news.id, limit=200)
    assert [m["text"] for m in first["messages"]][:2] == ["m19", "m18"]
    assert len(first["messages"]) == 15
    assert first["has_more"]
    cursor = first["response_metadata"]["next_cursor"]
    rest = await client.conversations_history(channel=news.id, limit=200, cursor=cursor)
    assert [m["text"] for m in rest["messages"]][-1] == "root"
    assert rest["messages"][-1]["reply_count"] == 20
    since = await client.conversations_history(channel=news.id, oldest="1700000117.5")
    assert [m["text"] for m in since["messages"]] == ["m19", "m18"]
    thread = await client.conversations_replies(channel=news.id, ts=root.ts)
    assert [m["text"] for m in thread["messages"]][:2] == ["root", "r0"]
    assert not slack.deliveries()


async def test_files_are_given_to_whom_has_a_token(
    slack: FakeSlack, client: AsyncWebClient, ann: User, news: Channel
) -> None:
    said = slack.say(ann, news, "See here", files=[("notes.txt", b"Nvidia fell.")])
    assert said.payload()["subtype"] == "file_share"
    info = (await client.files_info(file=said.files[0]["id"]))["file"]
    async with ClientSession() as session:
        right = {"Authorization": f"Bearer {slack.bot_token}"}
        async with session.get(info["url_private"], headers=right) as got:
            assert await got.read() == b"Nvidia fell."
        async with session.get(info["url_private"]) as got:
            assert got.content_type == "text/html"


async def test_a_manifest_says_what_the_app_has(ann: User) -> None:
    manifest = {
        "features": {"slash_commands": [{"command": "/ask"}], "shortcuts": []},
        "oauth_config": {"scopes": {"bot": ["chat:write", "channels:history"]}},
        "settings": {"event_subscriptions": {"bot_events": ["message.channels"]}},
    }
    with FakeSlack(manifest=manifest) as small:
        eve = small.user("Eve")
        place = small.channel("place")
        small.say(eve, place, f"{small.bot.mention} hello")
        assert [one.event["type"] for one in small.deliveries()] == ["message"]
        with pytest.raises(LookupError):
            small.slash(eve, place, "/other")
        client = AsyncWebClient(token=small.bot_token, base_url=small.api_url)
        assert await refused(client.users_info(user=eve.id)) == "missing_scope"


async def test_trouble_comes_when_it_is_asked_for(
    slack: FakeSlack, client: AsyncWebClient, news: Channel
) -> None:
    slack.trouble("chat.postMessage", "internal_error", after=True)
    assert await refused(client.chat_postMessage(channel=news.id, text="one")) == "internal_error"
    slack.lack("chat.startStream")
    lacking = client.chat_startStream(channel=news.id, thread_ts="1.0")
    assert await refused(lacking) == "unknown_method"
    assert slack.messages(news) == ["one"]
