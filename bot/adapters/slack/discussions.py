"""Which discussion is to be summarized, and whether the person may read it."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import structlog
from slack_sdk.errors import SlackApiError

from bot.adapters.slack.history import read_discussion
from bot.adapters.slack.incoming import user_of
from bot.adapters.slack.posting import FAULTS, code_of
from bot.adapters.slack.troubles import NOT_THERE
from bot.adapters.slack.whispering import note, whisper
from bot.discussion import Discussion
from bot.types import BotError

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.adapters.slack.asked import Asked
    from bot.adapters.slack.people import People
    from bot.chat.types import Person

log = structlog.get_logger()

_MOST_PAGES = 20
_PAGE = 1000
_PROGRESS_SECONDS = 60.0


class Discussions:
    """Reads them. `limit` is how many messages are read at most."""

    def __init__(self, people: People, limit: int) -> None:
        self._people = people
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
            asked.client,
            asked.workspace,
            channel,
            thread=thread,
            since=since,
            limit=self._limit,
            people=self._people,
            progress=_Progress(asked).told,
        )


class _Progress:
    """Says now and then how far a reading is that takes long."""

    def __init__(self, asked: Asked) -> None:
        # What was used can be answered five times only: those are for the answer.
        self._asked = replace(asked, response_url=None)
        self._next = 0.0

    async def told(self, count: int) -> None:
        """So many messages were read."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _PROGRESS_SECONDS
        said = self._asked.phrases.say("slack-reading-so-far", count=count)
        try:
            await whisper(self._asked, note(said))
        except FAULTS as error:
            log.info("progress_not_shown", reason=code_of(error) or str(error))


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
