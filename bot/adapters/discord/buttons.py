"""The buttons under an answer. All they need is in their ids and the database."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Literal

import discord
import structlog

from bot.adapters.discord import ids
from bot.adapters.discord.asked import Asked, Interaction, asked_in, phrases_for
from bot.adapters.discord.dynamic import DynamicItem, dynamic
from bot.adapters.discord.forms import WhatWasWrong
from bot.adapters.discord.headed import QUESTION, HeadedTarget, asking, headed
from bot.adapters.discord.incoming import key_of
from bot.adapters.discord.layout import pages
from bot.adapters.discord.permissions import phrase_for
from bot.adapters.discord.quotes import quote_pages
from bot.adapters.discord.targets import NOBODY, InteractionTarget
from bot.adapters.discord.troubles import say
from bot.adapters.discord.writing import bold, harmless
from bot.chat.desk import Kind, Request, conversation_of
from bot.chat.plain import one_line
from bot.chat.shown import Shown
from bot.store.posts import Post
from bot.types import BotError

if TYPE_CHECKING:
    from bot.adapters.discord.presenting import Presenter
    from bot.chat.desk import Desk
    from bot.store.answers import StoredAnswer
    from bot.store.claims import Claims
    from bot.store.posts import Posts

log = structlog.get_logger()


class Buttons:
    """What pressing them does."""

    def __init__(
        self,
        *,
        desk: Desk,
        presenter: Presenter,
        claims: Claims,
        posts: Posts,
        now: Callable[[], datetime],
    ) -> None:
        self._desk = desk
        self._presenter = presenter
        self._claims = claims
        self._posts = posts
        self._now = now

    def items(self) -> list[DynamicItem]:
        """For `Client.add_dynamic_items`."""
        return [
            dynamic(ids.QUOTES, self.quotes),
            dynamic(ids.VOTE, self.vote),
            dynamic(ids.STOP, self.stop),
            dynamic(ids.SHARE, self.share),
            dynamic(ids.NEXT, self.follow_up),
        ]

    async def quotes(self, interaction: Interaction, pressed: re.Match[str]) -> None:
        """Shows whoever pressed what each sentence rests on."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        stored = await self._stored(pressed["answer"], asked_in(interaction))
        target = InteractionTarget(interaction, ephemeral=True)
        for page in quote_pages(stored):
            await target.send(page, nonce=f"{key_of(interaction.id)}/quotes")

    async def vote(self, interaction: Interaction, pressed: re.Match[str]) -> None:
        """Keeps a good vote; asks for words with a bad one."""
        answer = pressed["answer"]
        if pressed["vote"] == "up":
            await interaction.response.defer(ephemeral=True, thinking=True)
            await self._keep_vote(interaction, answer, 1, None)
            return

        async def submitted(form: Interaction, comment: str) -> None:
            await form.response.defer(ephemeral=True, thinking=True)
            await self._keep_vote(form, answer, -1, comment or None)

        await interaction.response.send_modal(WhatWasWrong(phrases_for(interaction), submitted))

    async def _keep_vote(
        self, interaction: Interaction, answer: str, vote: Literal[1, -1], comment: str | None
    ) -> None:
        asked = asked_in(interaction)
        known = await self._desk.vote(answer, asked.person, vote, comment)
        kept = "vote-up-kept" if vote == 1 else "vote-down-kept"
        await say(interaction, asked.phrases.say(kept if known else "answer-gone"))

    async def stop(self, interaction: Interaction, pressed: re.Match[str]) -> None:
        """Stops an answer, for whoever asked and for admins."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        asked = asked_in(interaction)
        administers = await self._desk.administers(asked.person, asked.place)
        stopped = self._desk.stop(pressed["request"], asked.person, administers=administers)
        key = {True: "stop-done", False: "stop-refused", None: "not-running"}[stopped]
        await say(interaction, asked.phrases.say(key))

    async def follow_up(self, interaction: Interaction, pressed: re.Match[str]) -> None:
        """Asks a suggested question, in private where it stands under a private answer.

        It stands alone, so it begins or goes on with the conversation of whoever pressed.
        """
        private = interaction.message is not None and interaction.message.flags.ephemeral
        await interaction.response.defer(ephemeral=private, thinking=True)
        asked = asked_in(interaction)
        stored = await self._stored(pressed["answer"], asked)
        index = int(pressed["index"])
        if index >= len(stored.follow_ups):
            raise BotError(asked.phrases.say("answer-gone"))
        question = stored.follow_ups[index]
        request = Request(
            key=key_of(interaction.id),
            kind=Kind.ANSWER,
            text=question,
            place=asked.place,
            person=asked.person,
            private=private,
        )
        target = InteractionTarget(interaction, ephemeral=private)
        await self._presenter.present(request, HeadedTarget(target, asking(asked, question)))

    async def share(self, interaction: Interaction, pressed: re.Match[str]) -> None:
        """Posts a private answer in the channel, once."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        asked = asked_in(interaction)
        stored = await self._stored(pressed["answer"], asked)
        answer = stored.answer
        if answer.question.asker != asked.person.key:
            raise BotError(asked.phrases.say("share-not-yours"))
        channel = _open_channel(interaction, asked)
        claim = f"{asked.place.server_key}:share:{answer.id}"
        if not await self._claims.claim(claim):
            raise BotError(asked.phrases.say("share-twice"))
        shown = Shown("", answer.language, answer=answer, follow_ups=stored.follow_ups)
        said = asked.phrases.say("shared-by", name=bold(asked.person.name))
        question = harmless(one_line(answer.question.text, QUESTION))
        line = f"{said}\n> {question}" if question else said
        views = pages(shown)
        views[0] = headed(views[0], line)
        for page, view in enumerate(views):
            try:
                sent = await channel.send(view=view, allowed_mentions=NOBODY)
            except discord.HTTPException:
                if page == 0:
                    await self._claims.give_back(claim)
                raise
            await self._record(key_of(sent.id), asked, stored)
        await say(interaction, asked.phrases.say("share-done"))

    async def _record(self, message: str, asked: Asked, stored: StoredAnswer) -> None:
        """A reply to the shared answer begins a conversation that everyone may hear."""
        request = Request("", Kind.ANSWER, "", asked.place, asked.person)
        await self._posts.record(
            Post(
                message=message,
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


def _open_channel(interaction: Interaction, asked: Asked) -> discord.abc.Messageable:
    """The channel, if the bot may write there. Raises BotError that names what it lacks."""
    channel = interaction.channel
    guild = interaction.guild_id
    member = guild is None or interaction.client.get_guild(guild) is not None
    if not isinstance(channel, discord.abc.Messageable) or not member:
        raise BotError(asked.phrases.say("share-not-member"))
    ours = interaction.app_permissions
    in_thread = isinstance(channel, discord.Thread)
    if guild is not None and not (
        ours.send_messages_in_threads if in_thread else ours.send_messages
    ):
        lacking = "send_messages_in_threads" if in_thread else "send_messages"
        permission = asked.phrases.say(phrase_for(lacking))
        raise BotError(asked.phrases.say("share-no-permission", permission=permission))
    return channel
