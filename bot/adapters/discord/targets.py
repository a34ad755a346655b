"""Where an answer is shown: as messages in a channel, or under a command or button."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any, Protocol

import discord
import structlog
from discord.ui import Button, LayoutView

from bot.adapters.discord import ids
from bot.adapters.discord.incoming import id_of, key_of
from bot.adapters.discord.troubles import GONE

log = structlog.get_logger()

NOBODY = discord.AllowedMentions.none()
_UNANSWERABLE = frozenset({50035, 160002})
"""Discord's codes for a reply to a message that is gone, or that the bot may not read."""


class Handle(Protocol):
    """One message of ours."""

    key: str

    async def edit(self, view: LayoutView) -> None:
        """Shows something else in it. Raises discord.NotFound where the message is gone."""

    async def delete(self) -> None:
        """Takes it away, if it is still there."""


class Target(Protocol):
    """A place that takes the messages of one answer."""

    async def send(
        self, view: LayoutView, *, nonce: str, mentions: discord.AllowedMentions = NOBODY
    ) -> Handle:
        """Shows one more message. Sending again with the same nonce does not double it."""


class MessageHandle:
    """A message in a channel."""

    def __init__(self, channel: discord.abc.Messageable, message: int) -> None:
        self.key = key_of(message)
        self._channel = channel
        self._id = message

    async def edit(self, view: LayoutView) -> None:
        """See Handle."""
        message = await _partial(self._channel, self._id)
        await message.edit(view=view, allowed_mentions=NOBODY)

    async def delete(self) -> None:
        """See Handle."""
        message = await _partial(self._channel, self._id)
        try:
            await message.delete()
        except discord.NotFound:
            return


class MessageTarget:
    """A channel, thread or direct message; the first message there may be a reply."""

    def __init__(
        self, channel: discord.abc.Messageable, reply_to: discord.Message | None = None
    ) -> None:
        self._channel = channel
        self._reply_to = reply_to

    async def send(
        self, view: LayoutView, *, nonce: str, mentions: discord.AllowedMentions = NOBODY
    ) -> Handle:
        """See Target."""
        reference = None
        if self._reply_to is not None:
            reference = self._reply_to.to_reference(fail_if_not_exists=False)
        try:
            sent = await self._sent(view, nonce, mentions, reference)
        except discord.HTTPException as error:
            if reference is None or error.code not in _UNANSWERABLE:
                raise
            sent = await self._sent(view, nonce, mentions, None)
        self._reply_to = None
        return MessageHandle(self._channel, sent.id)

    async def _sent(
        self,
        view: LayoutView,
        nonce: str,
        mentions: discord.AllowedMentions,
        reference: discord.MessageReference | None,
    ) -> discord.Message:
        further: dict[str, Any] = {} if reference is None else {"reference": reference}
        return await self._channel.send(
            view=view,
            nonce=_nonce(nonce),
            allowed_mentions=mentions,
            mention_author=False,
            **further,
        )


@dataclass(slots=True)
class _InteractionHandle:
    key: str
    _target: InteractionTarget
    _id: int | None
    _instead: Handle | None = None

    async def edit(self, view: LayoutView) -> None:
        if self._instead is None:
            try:
                await self._target.edit(self._id, view)
                return
            except discord.HTTPException as error:
                if not _is_over(error):
                    raise
            self._instead = await self._target.instead(view, self.key)
            await self._target.clear_away(id_of(self.key))
        else:
            await self._instead.edit(view)

    async def delete(self) -> None:
        if self._instead is not None:
            await self._instead.delete()
            return
        try:
            await self._target.delete(self._id)
        except discord.HTTPException as error:
            if not isinstance(error, discord.NotFound) and not _is_over(error):
                raise


@dataclass(slots=True)
class _DirectHandle:
    """A message that its reader has alone: where it stands there is nobody to share it with."""

    key: str
    _handle: Handle

    async def edit(self, view: LayoutView) -> None:
        await self._handle.edit(unshared(view))

    async def delete(self) -> None:
        await self._handle.delete()


class InteractionTarget:
    """What answers a command or button. It must have been deferred (`thinking=True`).

    After fifteen minutes Discord takes no more for it. The answer then ends in an ordinary message
    in the channel; one that only its asker may see, in a direct message.

    What everyone may see goes on in ordinary messages, too, where the bot may write those: Discord
    knows them again by their nonce when they are sent twice. What it takes for an interaction it
    does not, so after trouble that leaves open whether a message arrived, one that its asker alone
    sees may be there twice, which is better than not at all.
    """

    def __init__(self, interaction: discord.Interaction[Any], *, ephemeral: bool) -> None:
        self._interaction = interaction
        self._ephemeral = ephemeral
        self._deferral_filled = False

    async def send(
        self, view: LayoutView, *, nonce: str, mentions: discord.AllowedMentions = NOBODY
    ) -> Handle:
        """See Target. The first message fills the deferred one, which can be done any often."""
        interaction = self._interaction
        try:
            if not self._deferral_filled:
                filled = await interaction.edit_original_response(
                    view=view, allowed_mentions=mentions
                )
                self._deferral_filled = True
                return _InteractionHandle(key_of(filled.id), self, None)
            ordinary = await self._ordinary(view, nonce, mentions)
            if ordinary is not None:
                return ordinary
            sent = await interaction.followup.send(
                view=view,
                ephemeral=self._ephemeral,
                allowed_mentions=mentions,
                wait=True,
            )
            return _InteractionHandle(key_of(sent.id), self, sent.id)
        except discord.HTTPException as error:
            if not _is_over(error):
                raise
            return await self.instead(view, nonce, mentions)

    async def _ordinary(
        self, view: LayoutView, nonce: str, mentions: discord.AllowedMentions
    ) -> Handle | None:
        """An ordinary message, None where there can be none."""
        channel: Any = self._interaction.channel
        if self._ephemeral or not may_write(self._interaction):
            return None
        try:
            return await MessageTarget(channel).send(view, nonce=nonce, mentions=mentions)
        except (discord.Forbidden, discord.NotFound) as error:
            log.info("no_ordinary_message", reason=str(error))
            return None

    async def edit(self, message: int | None, view: LayoutView) -> None:
        """Edits a message of this interaction, None for the first."""
        if message is None:
            await self._interaction.edit_original_response(view=view, allowed_mentions=NOBODY)
        else:
            await self._interaction.followup.edit_message(
                message, view=view, allowed_mentions=NOBODY
            )

    async def delete(self, message: int | None) -> None:
        """Deletes a message of this interaction, None for the first."""
        if message is None:
            await self._interaction.delete_original_response()
        else:
            await self._interaction.followup.delete_message(message)

    async def instead(
        self, view: LayoutView, nonce: str, mentions: discord.AllowedMentions = NOBODY
    ) -> Handle:
        """An ordinary message, once the interaction takes no more."""
        channel: Any = self._interaction.channel
        if self._ephemeral or not isinstance(channel, discord.abc.Messageable):
            channel = self._interaction.user
        log.info("interaction_outlived", interaction=self._interaction.id)
        view = unshared(view) if self._ephemeral else view
        target = MessageTarget(channel)
        handle = await target.send(view, nonce=f"{nonce} instead", mentions=mentions)
        return _DirectHandle(handle.key, handle) if self._ephemeral else handle

    async def clear_away(self, message: int) -> None:
        """Deletes what an ordinary message now stands for, where the bot may still do that."""
        channel = self._interaction.channel
        if self._ephemeral or not isinstance(channel, discord.abc.Messageable):
            return
        try:
            await MessageHandle(channel, message).delete()
        except discord.HTTPException as error:
            log.info("left_behind", message=message, reason=str(error))


def may_write(interaction: discord.Interaction[Any]) -> bool:
    """Whether the bot may write by itself where an interaction is."""
    channel = interaction.channel
    if not isinstance(channel, discord.abc.Messageable):
        return False
    if interaction.guild_id is None:
        return isinstance(channel, discord.DMChannel) and not interaction.context.private_channel
    ours = interaction.app_permissions
    in_thread = isinstance(channel, discord.Thread)
    may_send = ours.send_messages_in_threads if in_thread else ours.send_messages
    member = interaction.client.get_guild(interaction.guild_id) is not None
    return member and ours.view_channel and may_send


def unshared(view: LayoutView) -> LayoutView:
    """The view without the button that shares it."""
    for item in list(view.walk_children()):
        if isinstance(item, Button) and re.fullmatch(ids.SHARE, item.custom_id or ""):
            row: Any = item.parent
            row.remove_item(item)
    return view


def _is_over(error: discord.HTTPException) -> bool:
    """Whether Discord no longer takes anything for the interaction."""
    return error.status == 401 or error.code in GONE


def _nonce(text: str) -> str:
    """As Discord wants it: at most 25 characters."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]


async def _partial(channel: discord.abc.Messageable, message: int) -> discord.PartialMessage:
    where: Any = channel
    if isinstance(where, (discord.User, discord.Member)):
        where = where.dm_channel or await where.create_dm()
    partial: discord.PartialMessage = where.get_partial_message(message)
    return partial
