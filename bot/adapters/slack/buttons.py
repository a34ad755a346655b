"""The buttons under an answer. All they need is in their ids and the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Literal

import structlog
from slack_sdk.errors import SlackApiError

from bot.adapters.slack import ids
from bot.adapters.slack.blocks import Page, headed, pages
from bot.adapters.slack.forms import filled_in, saying, show, what_was_wrong
from bot.adapters.slack.posting import FAULTS, code_of, post
from bot.adapters.slack.quotes import quotes_view
from bot.adapters.slack.taking import Taking, action_of, value_of
from bot.adapters.slack.troubles import NOT_THERE
from bot.adapters.slack.whispering import note, respond, whisper
from bot.adapters.slack.writing import mrkdwn, mrkdwn_bold
from bot.chat.desk import Kind, Request, conversation_of
from bot.chat.plain import one_line
from bot.chat.shown import Shown
from bot.phrases import Phrases
from bot.store.posts import Post
from bot.types import BotError

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.async_context import AsyncBoltContext
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.adapters.slack.asked import Asked, Body
    from bot.adapters.slack.asking import Asking
    from bot.adapters.slack.pacing import Pacer
    from bot.chat.desk import Desk
    from bot.store.answers import StoredAnswer
    from bot.store.claims import Claims
    from bot.store.posts import Posts

log = structlog.get_logger()

_QUESTION = 200


class Buttons:
    """What pressing them does."""

    def __init__(
        self,
        *,
        taking: Taking,
        desk: Desk,
        asking: Asking,
        claims: Claims,
        posts: Posts,
        pacer: Pacer,
        now: Callable[[], datetime],
    ) -> None:
        self._taking = taking
        self._desk = desk
        self._asking = asking
        self._claims = claims
        self._posts = posts
        self._pacer = pacer
        self._now = now

    def set_up(self, app: AsyncApp) -> None:
        """Registers them."""
        each, once = self._taking.each, self._taking.once
        app.action(ids.QUOTES)(each(self.quotes))
        app.action(ids.VOTE)(each(self.vote))
        app.action(ids.STOP)(each(self.stop))
        app.action(ids.SHARE)(once(self.share))
        app.action(ids.NEXT)(once(self.follow_up))
        app.view(ids.WRONG_VIEW)(self.comment)

    async def quotes(self, asked: Asked, body: Body) -> None:
        """Shows whoever pressed what each sentence rests on."""
        await show(asked, quotes_view(await self._stored(value_of(body), asked)))

    async def vote(self, asked: Asked, body: Body) -> None:
        """Keeps a vote; asks for words with a bad one."""
        voted = ids.voted(value_of(body))
        if voted is None:
            raise BotError(asked.phrases.say("answer-gone"))
        answer, up = voted
        if not up:
            stored = await self._stored(answer, asked)
            # The language of the person is known by now; that of the answer is what they read.
            await show(asked, what_was_wrong(answer, Phrases(stored.answer.language)))
        vote: Literal[1, -1] = 1 if up else -1
        known = await self._desk.vote(answer, asked.person, vote)
        if up or not known:
            said = asked.phrases.say("vote-up-kept" if known else "answer-gone")
            await whisper(asked, note(said))

    async def comment(
        self, ack: AsyncAck, body: Body, context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        """Keeps what was said with a bad vote."""
        with self._taking.under_way():
            answer = str(body["view"].get("private_metadata") or "")
            comment = str(filled_in(body)[ids.COMMENT].get("value") or "").strip()
            stored = await self._desk.stored(answer)
            phrases = Phrases("en" if stored is None else stored.answer.language)
            said = phrases.say("answer-gone" if stored is None else "vote-down-kept")
            await ack(response_action="update", view=saying(said, phrases))
            if stored is not None and comment:
                asked = await self._taking.asked(body, context, client)
                await self._desk.vote(answer, asked.person, -1, comment)

    async def stop(self, asked: Asked, body: Body) -> None:
        """Stops an answer, for whoever asked and for admins."""
        administers = await self._desk.administers(asked.person, asked.administered)
        stopped = self._desk.stop(value_of(body), asked.person, administers=administers)
        key = {True: "stop-done", False: "stop-refused", None: "not-running"}[stopped]
        await whisper(asked, note(asked.phrases.say(key)))

    async def follow_up(self, asked: Asked, body: Body) -> None:
        """Asks a suggested question, in private where it stands under a private answer.

        It stands alone, so it begins or goes on with the conversation of whoever pressed.
        """
        stored = await self._stored(value_of(body), asked)
        match = ids.NEXT.fullmatch(action_of(body))
        index = -1 if match is None else int(match["index"])
        if not 0 <= index < len(stored.follow_ups):
            raise BotError(asked.phrases.say("answer-gone"))
        await self._asking.ask(asked, Kind.ANSWER, stored.follow_ups[index], asked.hidden)

    async def share(self, asked: Asked, body: Body) -> None:
        """Posts a private answer in the channel, once."""
        stored = await self._stored(value_of(body), asked)
        answer = stored.answer
        if answer.question.asker != asked.person.key:
            raise BotError(asked.phrases.say("share-not-yours"))
        claim = f"{asked.place.server_key}:share:{answer.id}"
        if not await self._claims.claim(claim):
            raise BotError(asked.phrases.say("share-twice"))
        shown = Shown("", answer.language, answer=answer, follow_ups=stored.follow_ups)
        said = asked.phrases.say("shared-by", name=mrkdwn_bold(asked.person.name))
        question = mrkdwn(one_line(answer.question.text, _QUESTION))
        lines = [said, f"> {question}"] if question else [said]
        first, *others = pages(shown, stop=False)
        for number, page in enumerate([headed(first, *lines), *others]):
            try:
                await self._post(asked, page, stored, f"share:{answer.id}:{number}")
            except FAULTS:
                if number == 0:
                    await self._claims.give_back(claim)
                raise
        await whisper(asked, note(asked.phrases.say("share-done")))

    async def _post(self, asked: Asked, page: Page, stored: StoredAnswer, name: str) -> None:
        """Where the bot is no member, a command's or button's own address still reaches all."""
        try:
            sent = await post(
                asked.client,
                self._pacer,
                asked.channel or asked.user,
                page,
                name=name,
                thread_ts=asked.place.thread,
            )
        except SlackApiError as error:
            if code_of(error) in NOT_THERE and await respond(asked, page, everyone=True):
                return
            raise
        await self._record(sent.ts, asked, stored)

    async def _record(self, ts: str, asked: Asked, stored: StoredAnswer) -> None:
        """A reply to the shared answer begins a conversation that everyone may hear."""
        request = Request("", Kind.ANSWER, "", asked.place, asked.person)
        await self._posts.record(
            Post(
                message=asked.workspace.key_of(asked.channel or "", ts),
                place=asked.place.key,
                questions=(),
                answer=stored.answer.id,
                conversation=conversation_of(request),
                asker=asked.person.key,
                created=self._now(),
            )
        )

    async def _stored(self, answer: str, asked: Asked) -> StoredAnswer:
        stored = await self._desk.stored(answer)
        if stored is None:
            raise BotError(asked.phrases.say("answer-gone"))
        return stored
