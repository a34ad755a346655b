"""Bare Bolt apps with the real SDK, pointed at the fake Slack."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack.fake import FakeSlack


def bolt(slack: FakeSlack, **more: Any) -> AsyncApp:
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
    return AsyncApp(client=client, signing_secret=slack.signing_secret, **more)


@asynccontextmanager
async def running(slack: FakeSlack, app: AsyncApp) -> AsyncIterator[None]:
    handler = AsyncSocketModeHandler(app, slack.app_token, ping_interval=1)
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call]
        await slack.until(lambda: slack.socket.connections)
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def serving(slack: FakeSlack, app: AsyncApp) -> AsyncIterator[str]:
    runner = web.AppRunner(app.web_app("/slack/events"), shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        address = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
        slack.deliver_to(address)
        yield address
    finally:
        await runner.cleanup()


async def refused(doing: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        await doing
    return str(caught.value.response["error"])


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(**more: Any) -> dict[str, Any]:
    made = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "Press"}}
    return {"type": "actions", "elements": [made | more]}
