"""/help, /sources, /status and /reindex: what there is to know, and documents read in."""

from __future__ import annotations

import re
from contextlib import aclosing
from typing import TYPE_CHECKING

import discord
import structlog
from discord import ui

from bot.adapters.discord.asked import Asked, Interaction, asked_in
from bot.adapters.discord.dynamic import DynamicItem, dynamic
from bot.adapters.discord.incoming import key_of
from bot.adapters.discord.sections import in_pages, view_of
from bot.adapters.discord.targets import NOBODY, Handle, InteractionTarget
from bot.chat.administration import Section
from bot.chat.reindexing import GivenFile
from bot.types import BotError

if TYPE_CHECKING:
    from bot.chat.administration import Administration
    from bot.chat.desk import Desk
    from bot.chat.reindexing import Reindexing

log = structlog.get_logger()

_PAGE = r"ex:sources:(?P<page>\d{1,4})"


class Telling:
    """Draws what the administration says; whoever asked sees it alone."""

    def __init__(
        self, *, desk: Desk, administration: Administration, reindexing: Reindexing
    ) -> None:
        self._desk = desk
        self._administration = administration
        self._reindexing = reindexing

    def items(self) -> list[DynamicItem]:
        """For `Client.add_dynamic_items`."""
        return [dynamic(_PAGE, self._turn)]

    async def help(self, interaction: Interaction) -> None:
        """/help: what a person can do here."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        asked = asked_in(interaction)
        admin = await self._administers(asked)
        told = self._administration.help(
            asked.language, admin=admin, unmentioned=interaction.client.intents.message_content
        )
        await _show(interaction, view_of(told))

    async def sources(self, interaction: Interaction) -> None:
        """/sources: what answers may rest on, page by page."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._show_sources(interaction, 0)

    async def _turn(self, interaction: Interaction, pressed: re.Match[str]) -> None:
        await interaction.response.defer()
        await self._show_sources(interaction, int(pressed["page"]))

    async def _show_sources(self, interaction: Interaction, page: int) -> None:
        asked = asked_in(interaction)
        section = await self._administration.sources(asked.place, asked.person, asked.language)
        pages = in_pages(section)
        page = min(page, len(pages) - 1)
        await _show(interaction, view_of([pages[page]], *_paging(asked, page, len(pages))))

    async def status(self, interaction: Interaction) -> None:
        """/status, for admins."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        asked = await self._admin(interaction)
        sections = await self._administration.status(asked.place, asked.person, asked.language)
        await _show(interaction, view_of(sections))

    async def reindex(
        self,
        interaction: Interaction,
        link: str | None = None,
        file: discord.Attachment | None = None,
    ) -> None:
        """/reindex, for admins: says every few seconds that it is under way."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        asked = await self._admin(interaction)
        given = None if file is None else await self._fetched(file, asked)
        run = self._reindexing.run(asked.place, asked.person, asked.language, link=link, file=given)
        note = _Note(InteractionTarget(interaction, ephemeral=True), key_of(interaction.id))
        async with aclosing(run) as sections:
            async for section in sections:
                await note.show(section)
        await note.settle()

    async def _fetched(self, file: discord.Attachment, asked: Asked) -> GivenFile:
        refusal = self._reindexing.refusal(file.size, asked.language)
        if refusal is not None:
            raise BotError(refusal)
        return GivenFile(file.filename, await file.read())

    async def _admin(self, interaction: Interaction) -> Asked:
        asked = asked_in(interaction)
        if not await self._administers(asked):
            raise BotError(asked.phrases.say("admins-only"))
        return asked

    async def _administers(self, asked: Asked) -> bool:
        return not asked.place.direct and await self._desk.administers(asked.person, asked.place)


async def _show(interaction: Interaction, view: ui.LayoutView) -> None:
    await interaction.edit_original_response(view=view, allowed_mentions=NOBODY)


class _Note:
    """A message that says how far something is, and how it ended."""

    def __init__(self, target: InteractionTarget, name: str) -> None:
        self._target = target
        self._name = name
        self._handle: Handle | None = None
        self._missed: Section | None = None

    async def show(self, section: Section) -> None:
        """A word that does not get through is no reason to stop the work."""
        try:
            await self._put(section)
        except discord.HTTPException as error:
            self._missed = section
            log.warning("progress_not_shown", reason=str(error))

    async def settle(self) -> None:
        """Shows what came last, if it did not get through."""
        if self._missed is not None:
            await self._put(self._missed)

    async def _put(self, section: Section) -> None:
        view = view_of([section])
        if self._handle is None:
            self._handle = await self._target.send(view, nonce=f"{self._name}/note")
        else:
            await self._handle.edit(view)
        self._missed = None


def _paging(asked: Asked, page: int, pages: int) -> list[ui.ActionRow[ui.LayoutView]]:
    if pages == 1:
        return []
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    say = asked.phrases.say
    if page > 0:
        row.add_item(ui.Button(custom_id=f"ex:sources:{page - 1}", label=say("page-back")))
    if page < pages - 1:
        row.add_item(ui.Button(custom_id=f"ex:sources:{page + 1}", label=say("page-on")))
    return [row]
