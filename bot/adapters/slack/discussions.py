"""Which discussion is to be summarized, and whether the person may read it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import structlog
from slack_sdk.errors import SlackApiError

from bot.adapters.slack.history import read_discussion
from bot.adapters.slack.incoming import user_of
from bot.adapters.slack.posting import code_of
from bot.adapters.slack.troubles import NOT_THERE
from bot.adapters.slack.whispering import note, whisper
from bot.discussion import Discussion
from bot.types import BotError

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.adapters.slack.asked import Asked
    from bot.chat.types import Person

log = structlog.get_logger()

_MOST_PAGES = 20
_PAGE = 1000


class Discussions:
    """Reads them. `limit` is how many messages are read at most."""

    def __init__(self, limit: int) -> None:
        self._limit = limit

    async def channel(self, asked: Asked, channel: str, since: datetime | None) -> Discussion:
        """The newest messages of a channel. Raises BotError that says what is in the way."""
        return await self._read(asked, channel, None, since)

    async def thread(self, asked: Asked, channel: str, thread: str) -> Discussion:
        """A thread, by the message that it is under. Raises BotError like `channel`."""
        return await self._read(asked, channel, thread, None)

    async def _read(
        self, asked: Asked, channel: str, thread: str | None, since: datetime | None
    ) -> Discussion:
        phrases = asked.phrases
        if not await may_read(asked.client, channel, asked.person):
            raise BotError(phrases.say("slack-not-yours"))
        await whisper(asked, note(phrases.say("slack-reading")))
        return await read_discussion(
            asked.client, asked.workspace, channel, thread=thread, since=since, limit=self._limit
        )


async def may_read(client: AsyncWebClient, channel: str, person: Person) -> bool:
    """Whether someone may read a channel: it is public and they are no guest, or they are in it."""
    try:
        info = (await client.conversations_info(channel=channel))["channel"]
        hidden = info.get("is_private") or info.get("is_im") or info.get("is_mpim")
        if not hidden and not person.guest:
            return True
        cursor = ""
        for _ in range(_MOST_PAGES):
            page = await client.conversations_members(channel=channel, limit=_PAGE, cursor=cursor)
            if user_of(person) in page["members"]:
                return True
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                break
    except SlackApiError as error:
        log.info("membership_unknown", channel=channel, reason=code_of(error))
        if code_of(error) not in NOT_THERE:
            raise
    return False
