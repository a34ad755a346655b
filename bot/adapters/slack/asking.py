"""What is asked by command, button or shortcut, on its way to an answer.

Where everyone may see it, the question is posted first and the answer stands in its thread, where
it can stream and be followed up; or in the channel, where that is preferred. An answer for one
person alone cannot stream: it is posted when it is ready.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import structlog
from slack_sdk.errors import SlackApiError

from bot.adapters.slack.blocks import Page, section
from bot.adapters.slack.incoming import place_of
from bot.adapters.slack.posting import code_of, post
from bot.adapters.slack.targets import MessageTarget, ResponseTarget
from bot.adapters.slack.troubles import NOT_THERE
from bot.adapters.slack.writing import mrkdwn, mrkdwn_bold
from bot.chat.desk import Request
from bot.chat.plain import one_line
from bot.chat.preferences import Placement

if TYPE_CHECKING:
    from bot.adapters.slack.asked import Asked
    from bot.adapters.slack.pacing import Pacer
    from bot.adapters.slack.presenting import Presenter
    from bot.chat.desk import Desk, Kind

log = structlog.get_logger()

_QUESTION = 300


class Asking:
    """Makes requests and has them answered."""

    def __init__(self, *, desk: Desk, presenter: Presenter, pacer: Pacer) -> None:
        self._desk = desk
        self._presenter = presenter
        self._pacer = pacer

    async def ask(
        self, asked: Asked, kind: Kind, text: str, private: bool, wish: str = "", **further: Any
    ) -> None:
        """Answers, to the person alone or to everyone; `wish` is what is said to be asked."""
        request = Request(
            key=asked.key,
            kind=kind,
            text=text,
            place=asked.place,
            person=asked.person,
            private=private,
            **further,
        )
        if private or asked.channel is None:
            await self._presenter.present(request, _response(asked, everyone=False))
            return
        try:
            question = await post(
                asked.client,
                self._pacer,
                asked.channel,
                _line(asked, wish or text),
                name=f"{asked.key}/asks",
                thread_ts=asked.place.thread,
            )
        except SlackApiError as error:
            if code_of(error) not in NOT_THERE:
                raise
            # What was used can be answered even where the bot may not write.
            log.info("answered_from_outside", channel=asked.channel, reason=code_of(error))
            said = _said(asked, wish or text)
            await self._presenter.present(request, _response(asked, everyone=True, heading=said))
            return
        thread = asked.place.thread or await self._begun(asked, question.ts)
        place = place_of(asked.workspace, asked.channel, thread)
        target = MessageTarget(
            asked.client, asked.workspace, asked.channel, thread, user=asked.user
        )
        await self._presenter.present(replace(request, place=place), target)

    async def ask_in_private(
        self, asked: Asked, kind: Kind, text: str, *, wish: str = "", **further: Any
    ) -> None:
        """Answers in the person's own direct messages with the bot: the Messages tab."""
        opened = await asked.client.conversations_open(users=asked.user)
        channel = str(opened["channel"]["id"])
        there = replace(asked, channel=channel, place=place_of(asked.workspace, channel))
        await self.ask(there, kind, text, False, wish, **further)

    async def _begun(self, asked: Asked, question: str) -> str | None:
        """The thread that an answer begins, or None where it goes into the channel."""
        if asked.place.direct:
            return question
        preferences = await self._desk.preferences.of(asked.place)
        return None if preferences.placement is Placement.CHANNEL else question


def _response(asked: Asked, *, everyone: bool, heading: str | None = None) -> ResponseTarget:
    return ResponseTarget(
        asked.client,
        asked.response_url,
        channel=asked.channel,
        user=asked.user,
        thread=asked.place.thread,
        everyone=everyone,
        heading=heading,
    )


def _line(asked: Asked, question: str) -> Page:
    said = _said(asked, question)
    return Page(said, (section(said),))


def _said(asked: Asked, question: str) -> str:
    """Who asks what, in mrkdwn."""
    return asked.phrases.say(
        "follow-up-asked",
        name=mrkdwn_bold(asked.person.name),
        question=mrkdwn(one_line(question, _QUESTION)),
    )
