"""How far a reading is that takes long, in a message that goes when it is done."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from bot.adapters.slack.blocks import context, page
from bot.adapters.slack.posting import FAULTS, code_of
from bot.adapters.slack.targets import MessageHandle
from bot.adapters.slack.writing import mrkdwn

if TYPE_CHECKING:
    from bot.adapters.slack.conversing import Conversing
    from bot.adapters.slack.requesting import Came

log = structlog.get_logger()


class Progress:
    """Shows how far a reading is that takes long, in one message; the answer comes beneath it."""

    def __init__(self, conversing: Conversing, came: Came) -> None:
        self._conversing = conversing
        self._came = came
        self._ts: str | None = None

    async def told(self, count: int) -> None:
        """So many messages were read."""
        came = self._came
        said = self._conversing.phrases(came).say("slack-reading-so-far", count=count)
        if self._ts is None:
            place, _ = self._conversing.spot(came)
            there = replace(came, message=replace(came.message, place=place))
            self._ts = await self._conversing.say(there, said)
            return
        shown = page([context(mrkdwn(said))])
        await self._tried(self._handle(self._ts).edit(shown))

    async def over(self) -> None:
        """The reading is done."""
        if self._ts is not None:
            await self._tried(self._handle(self._ts).delete())

    def _handle(self, ts: str) -> MessageHandle:
        came = self._came
        return MessageHandle(came.client, came.workspace.team, came.channel, ts)

    async def _tried(self, doing: Awaitable[None]) -> None:
        try:
            await doing
        except FAULTS as error:
            log.info("progress_not_shown", reason=code_of(error) or str(error))
