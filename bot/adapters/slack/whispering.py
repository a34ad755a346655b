"""What only one person sees: through what they used, else in the channel, else in private."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import structlog
from slack_sdk.errors import SlackClientError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.adapters.slack.blocks import Page, page, section
from bot.adapters.slack.writing import mrkdwn

if TYPE_CHECKING:
    from bot.adapters.slack.asked import Asked

log = structlog.get_logger()

MOST_POSTS = 5
"""What a response_url takes."""

_TIMEOUT = 20


def note(text: str) -> Page:
    """A message of one plain sentence."""
    return page([section(mrkdwn(text))])


async def whisper(asked: Asked, shown: Page) -> None:
    """Shows a message to the person alone. Raises SlackClientError where there is no way."""
    if asked.response_url is not None and await respond(asked, shown):
        return
    client, place, user = asked.client, asked.place, asked.user
    if asked.channel is not None and not place.direct:
        try:
            await client.chat_postEphemeral(
                channel=asked.channel,
                user=user,
                thread_ts=place.thread,
                text=shown.text,
                blocks=list(shown.blocks),
            )
        except SlackClientError as error:
            log.info("not_whispered", reason=str(error))
        else:
            return
    await client.chat_postMessage(
        channel=user,
        text=shown.text,
        blocks=list(shown.blocks),
        unfurl_links=False,
        unfurl_media=False,
    )


async def whisper_all(asked: Asked, pages: Sequence[Page], more: str) -> None:
    """Shows messages, as many as a response_url takes; `more` says that there are others."""
    shown = list(pages)
    if len(shown) > MOST_POSTS:
        shown = [*shown[: MOST_POSTS - 1], note(more)]
    for one in shown:
        await whisper(asked, one)


async def respond(asked: Asked, shown: Page, *, everyone: bool = False) -> bool:
    """Answers through what was used, also where the bot is no member; says whether it could."""
    if asked.response_url is None:
        return False
    hook = AsyncWebhookClient(asked.response_url, timeout=_TIMEOUT)
    body = {
        "response_type": "in_channel" if everyone else "ephemeral",
        "replace_original": False,
        "text": shown.text,
        "blocks": list(shown.blocks),
        "unfurl_links": False,
        "unfurl_media": False,
    }
    if asked.place.thread is not None:
        body["thread_ts"] = asked.place.thread
    try:
        answer = await hook.send_dict(body)
    except Exception as error:
        log.info("response_url_failed", reason=type(error).__name__)
        return False
    if answer.status_code != 200:
        log.info("response_url_refused", status=answer.status_code)
    return answer.status_code == 200
