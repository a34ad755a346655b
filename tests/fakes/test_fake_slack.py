"""The fake Slack, held to its word by a bare Bolt app: events, commands, modals, HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.fakes.slack.driving import bolt, button, refused, running, section, serving
from tests.fakes.slack.fake import FakeSlack
from tests.fakes.slack.state import Channel, User

# Socket Mode.


async def test_a_mention_arrives_as_a_mention_and_as_a_message(
    slack: FakeSlack, ann: User, news: Channel
) -> None:
    app, heard = bolt(slack), []

    @app.event("app_mention")
    async def mentioned(event: dict[str, Any], say: Any) -> None:
        heard.append(event["ts"])
        await say(text="Nvidia fell.", thread_ts=event["ts"])

    @app.event("message")
    async def message(event: dict[str, Any]) -> None:
        heard.append(event["ts"])

    async with running(slack, app):
        asked = slack.say(ann, news, f"{slack.bot.mention} What fell?")
        await slack.until(lambda: slack.messages(news, asked) and len(heard) == 2)
    assert heard == [asked.ts, asked.ts]
    assert slack.messages(news, asked) == ["Nvidia fell."]
    assert slack.messages(news) == [f"{slack.bot.mention} What fell?"]
    assert all(made.acked for made in slack.deliveries())


async def test_an_event_that_is_not_acked_comes_again(
    slack: FakeSlack, ann: User, news: Channel
) -> None:
    app, heard = bolt(slack), []

    @app.event("message")
    async def message(body: dict[str, Any]) -> None:
        heard.append(body["event_id"])

    async with running(slack, app):
        slack.lose_acks(1)
        slack.say(ann, news, "Hello")
        await slack.until(lambda: len(heard) == 2)
        (made,) = slack.deliveries("message")
        await slack.until(lambda: made.acked)
    assert heard[0] == heard[1]
    assert made.attempts == 2


async def test_each_event_goes_to_one_of_several_connections(
    slack: FakeSlack, ann: User, news: Channel
) -> None:
    heard: list[tuple[int, str]] = []

    def worker(number: int) -> AsyncApp:
        app = bolt(slack)

        @app.event("message")
        async def message(event: dict[str, Any]) -> None:
            heard.append((number, event["text"]))

        return app

    async with running(slack, worker(1)), running(slack, worker(2)):
        await slack.until(lambda: len(slack.socket.connections) == 2)
        for n in range(6):
            slack.say(ann, news, f"m{n}")
        await slack.until(lambda: len(heard) == 6)
    assert sorted(text for _, text in heard) == [f"m{n}" for n in range(6)]
    assert {number for number, _ in heard} == {1, 2}


@pytest.mark.parametrize("end", [FakeSlack.refresh, FakeSlack.cut])
async def test_nothing_is_lost_when_connections_end(
    slack: FakeSlack, ann: User, news: Channel, end: Callable[[FakeSlack], int]
) -> None:
    app, heard = bolt(slack), set()

    @app.event("message")
    async def message(event: dict[str, Any]) -> None:
        heard.add(event["text"])

    async with running(slack, app):
        slack.say(ann, news, "before")
        assert await asyncio.to_thread(end, slack) == 1
        slack.say(ann, news, "after")
        await slack.until(lambda: heard == {"before", "after"}, 20)
    assert len(slack.calls("apps.connections.open")) >= 2


async def test_a_wrong_app_token_is_refused(slack: FakeSlack) -> None:
    client = AsyncWebClient(base_url=slack.api_url)
    assert await refused(client.apps_connections_open(app_token="xapp-wrong")) == "invalid_auth"


async def test_changes_of_messages_are_told(slack: FakeSlack, ann: User, news: Channel) -> None:
    app, heard = bolt(slack), []

    @app.event("message")
    async def message(event: dict[str, Any]) -> None:
        heard.append((event.get("subtype"), event))

    async with running(slack, app):
        asked = slack.say(ann, news, "What fel?")
        slack.edit(asked, "What fell?")
        slack.delete(asked)
        await slack.until(lambda: len(heard) == 3)
    told = dict(heard)
    assert told["message_changed"]["message"]["text"] == "What fell?"
    assert told["message_changed"]["previous_message"]["text"] == "What fel?"
    assert told["message_deleted"]["deleted_ts"] == asked.ts


async def test_an_update_with_text_alone_takes_the_blocks_away(
    slack: FakeSlack, client: AsyncWebClient, news: Channel
) -> None:
    sent = await client.chat_postMessage(channel=news.id, text="a", blocks=[section("one")])
    same = {"channel": news.id, "ts": sent["ts"]}
    await client.chat_update(**same, blocks=[section("two")])
    await client.chat_update(**same, text="three")
    (post,) = slack.posts(news)
    assert post.versions == ["one", "two", "three"]
    assert await refused(client.chat_update(**same, text="a" * 4_001)) == "msg_too_long"


# Commands, buttons, modals, home.


async def test_a_command_is_answered_five_times_at_most(
    slack: FakeSlack, ann: User, news: Channel
) -> None:
    app, urls = bolt(slack), []

    @app.command("/ask")
    async def ask(ack: Any, command: dict[str, Any]) -> None:
        urls.append(command["response_url"])
        await ack(f"Looking for {command['text']}")

    async with running(slack, app):
        slack.slash(ann, news, "/ask", "falls")
        await slack.until(lambda: slack.ephemerals(ann))
    url = AsyncWebhookClient(urls[0])
    statuses = [(await url.send(text=f"Answer {n}")).status_code for n in range(6)]
    assert statuses == [200] * 5 + [404]
    assert slack.text(slack.ephemerals(ann)[0]) == "Looking for falls"
    assert slack.messages(news) == []


async def test_a_command_that_is_not_acked_fails(
    slack: FakeSlack, ann: User, news: Channel
) -> None:
    app = bolt(slack)

    @app.command("/ask")
    async def ask() -> None:
        return

    async with running(slack, app):
        made = slack.slash(ann, news, "/ask")
        await slack.until(lambda: made.failed == "timeout")
    assert made.attempts == 1


async def test_a_modal_is_opened_corrected_and_sent(
    slack: FakeSlack, ann: User, news: Channel
) -> None:
    app, sent = bolt(slack), []
    plain = {"type": "plain_text", "text": "Settings"}
    field = {"type": "plain_text_input", "action_id": "name"}
    form = {"type": "input", "block_id": "names", "label": plain, "element": field}
    view = {"type": "modal", "callback_id": "set", "title": plain, "submit": plain}

    @app.action("open")
    async def pressed(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view | {"blocks": [form]})
        again = client.views_open(trigger_id=body["trigger_id"], view=view | {"blocks": [form]})
        assert await refused(again) == "exchanged_trigger_id"

    @app.view("set")
    async def submitted(ack: Any, view: dict[str, Any]) -> None:
        value = view["state"]["values"]["names"]["name"]["value"]
        sent.append(value)
        if value is None:
            await ack(response_action="errors", errors={"names": "Say a name"})
        else:
            await ack()

    async with running(slack, app):
        await app.client.chat_postMessage(
            channel=news.id, text="Hello", blocks=[button(action_id="open")]
        )
        slack.click(ann, slack.posts(news)[0], "Press")
        (shown,) = await slack.until(lambda: slack.views(ann))
        slack.submit(shown)
        await slack.until(lambda: shown.errors == {"names": "Say a name"})
        slack.submit(shown, {"name": "Ann"})
        await slack.until(lambda: not slack.views(ann))
    assert sent == [None, "Ann"]


async def test_feedback_buttons_give_their_value(
    slack: FakeSlack, ann: User, news: Channel
) -> None:
    app, given = bolt(slack), []
    sides = {
        f"{side}_button": {"text": {"type": "plain_text", "text": side}, "value": f"{side} one"}
        for side in ("positive", "negative")
    }
    element = {"type": "feedback_buttons", "action_id": "feedback", **sides}

    @app.action("feedback")
    async def feedback(ack: Any, action: dict[str, Any]) -> None:
        await ack()
        given.append(action["value"])

    async with running(slack, app):
        block = {"type": "context_actions", "elements": [element]}
        await app.client.chat_postMessage(channel=news.id, text="a", blocks=[block])
        slack.click(ann, slack.posts(news)[0], "negative")
        await slack.until(lambda: given)
    assert given == ["negative one"]


async def test_the_apps_own_place_shows_what_was_published(slack: FakeSlack, ann: User) -> None:
    app, looked = bolt(slack), []

    @app.event("app_home_opened")
    async def opened(event: dict[str, Any], client: AsyncWebClient) -> None:
        if event["tab"] == "messages":
            prompt = {"title": "News", "message": "What is new?"}
            await client.assistant_threads_setSuggestedPrompts(
                channel_id=event["channel"], prompts=[prompt], thread_ts=""
            )
        else:
            view = {"type": "home", "blocks": [section("Three documents")]}
            await client.views_publish(user_id=event["user"], view=view)

    @app.event("app_context_changed")
    async def turned(event: dict[str, Any]) -> None:
        looked.append(event["context"]["entities"][0]["value"])

    async with running(slack, app):
        slack.open_home(ann)
        home = await slack.until(lambda: slack.home(ann))
        slack.open_home(ann, "messages")
        await slack.until(lambda: slack.prompts(ann))
        news = slack.channel("news")
        slack.look_at(ann, news)
        await slack.until(lambda: looked == [news.id])
    assert home is not None
    assert slack.text(home) == "Three documents"
    assert slack.prompts(ann)[0]["message"] == "What is new?"


# HTTP mode.


async def test_signed_requests_are_taken_and_others_are_not(
    slack: FakeSlack, ann: User, news: Channel
) -> None:
    app, heard = bolt(slack), []

    @app.event("message")
    async def message(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    async with serving(slack, app) as address:
        verified = await asyncio.to_thread(slack.verify_url, address)
        assert verified.json() == {"challenge": "3eZbrw1aB10F"}
        slack.say(ann, news, "Hello")
        await slack.until(lambda: heard == ["Hello"])
        said = {"type": "message", "text": "forged", "channel": news.id, "ts": "1.0"}
        for trick in ({"secret": "guessed"}, {"age": 600.0}, {"signed": False}):
            reply = await asyncio.to_thread(lambda t=trick: slack.forge(address, said, **t))  # type: ignore[misc]
            assert reply.status == 401
    assert heard == ["Hello"]


async def test_events_over_http_come_again_with_their_number(
    slack: FakeSlack, ann: User, news: Channel
) -> None:
    seen: list[tuple[str | None, str | None]] = []

    async def slow(request: web.Request) -> web.Response:
        headers = request.headers
        seen.append((headers.get("X-Slack-Retry-Num"), headers.get("X-Slack-Retry-Reason")))
        await asyncio.sleep(5 if len(seen) == 1 else 0)
        return web.Response(status=500 if len(seen) == 2 else 200)

    app = web.Application()
    app.router.add_post("/", slow)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.deliver_to(f"http://127.0.0.1:{runner.addresses[0][1]}/")
    slack.say(ann, news, "Hello")
    await slack.until(lambda: len(seen) == 3)
    assert seen == [(None, None), ("1", "http_timeout"), ("2", "http_error")]
    await runner.cleanup()


async def test_commands_and_buttons_go_over_http_too(
    slack: FakeSlack, ann: User, news: Channel
) -> None:
    app = bolt(slack)

    @app.command("/ask")
    async def ask(ack: Any) -> None:
        await ack(blocks=[button(action_id="more")], text="More?", response_type="in_channel")

    @app.action("more")
    async def more(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="More.", replace_original=True, blocks=[])

    async with serving(slack, app):
        slack.slash(ann, news, "/ask", "a=b&c")
        (post,) = await slack.until(lambda: slack.posts(news))
        slack.click(ann, post, "more")
        await slack.until(lambda: slack.messages(news) == ["More."])
