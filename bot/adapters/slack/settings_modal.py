"""The settings of a workspace or one of its channels, in a modal.

It opens at once and is filled when what holds is known. What it is for and who opened it where
stands in the modal itself, so it works after a restart.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import structlog
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.adapters.slack import ids
from bot.adapters.slack.asked import NOWHERE, Asked, Body
from bot.adapters.slack.forms import fill, filled_in, opened_in, saying, show
from bot.adapters.slack.incoming import PLATFORM
from bot.adapters.slack.settings_fields import Layers, settings_view, wanted_in
from bot.adapters.slack.taking import Taking
from bot.adapters.slack.troubles import sentence
from bot.chat.types import Place
from bot.types import BotError

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.async_context import AsyncBoltContext
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.chat.desk import Desk

log = structlog.get_logger()

WORKSPACE = "workspace"

_ACK_SECONDS = 1.5
"""Slack waits for three."""


@dataclass(frozen=True, slots=True)
class _Where:
    """What a modal is for: `at` is a channel or the workspace; it was opened in `here`."""

    at: str
    here: str | None

    def kept(self) -> str:
        return json.dumps({"at": self.at, "here": self.here})

    @staticmethod
    def of(kept: str) -> _Where:
        read = json.loads(kept)
        return _Where(read["at"], read["here"])


class SettingsModal:
    """Shows and changes the preferences of a workspace."""

    def __init__(self, *, taking: Taking, desk: Desk) -> None:
        self._taking = taking
        self._desk = desk

    def set_up(self, app: AsyncApp) -> None:
        """Registers it."""
        each = self._taking.each
        app.action(ids.SETTINGS_TARGET)(each(self._turn))
        app.action(ids.SETTINGS_CHANNEL)(each(self._turn))
        app.action(ids.SETTINGS_RESET)(each(self._reset))
        app.view(ids.SETTINGS_VIEW)(self._submitted)

    async def open(self, asked: Asked, _: Body | None = None) -> None:
        """The workspace's settings, for admins."""
        opened = await show(asked, saying("…", asked.phrases))
        here = None if asked.place.direct else asked.channel
        await self._draw(asked, opened, _Where(WORKSPACE, here))

    async def _turn(self, asked: Asked, body: Body) -> None:
        """Turns the modal to the workspace or another channel."""
        used = body["actions"][0]
        option = used.get("selected_option") or {}
        at = used.get("selected_conversation") or option.get("value") or WORKSPACE
        where = _Where.of(body["view"]["private_metadata"])
        await self._draw(asked, opened_in(body), replace(where, at=str(at)))

    async def _reset(self, asked: Asked, body: Body) -> None:
        """Unsets all that is set at a place; who are admins stays."""
        where = _Where.of(body["view"]["private_metadata"])
        if await self._refused(asked, opened_in(body)):
            return
        own = await self._desk.preferences.own(_key(asked, where.at))
        for name in own:
            if where.at != WORKSPACE or name != "admins":
                await self._set(asked, where, name, None)
        said = f"✅ {asked.phrases.say('settings-reset-done')}"
        await self._draw(asked, opened_in(body), where, said)

    async def _submitted(
        self, ack: AsyncAck, body: Body, context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        """Saves what was chosen: the modal stays and says so.

        The answer to Slack is the modal as it is then. What takes longer than Slack would wait
        is shown later: not too soon, or that answer would come after it.
        """
        with self._taking.under_way():
            await self._save(ack, body, context, client)

    async def _save(
        self, ack: AsyncAck, body: Body, context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        saving = asyncio.create_task(self._saved(body, context, client))
        done, _ = await asyncio.wait({saving}, timeout=_ACK_SECONDS)
        if done:
            await ack(response_action="update", view=saving.result())
            return
        await ack(response_action="update", view=_waiting(body))
        view = await saving
        await asyncio.sleep(_ACK_SECONDS)
        try:
            await client.views_update(view_id=opened_in(body), view=view)
        except SlackClientError as error:
            log.info("settings_not_shown", reason=str(error))

    async def _saved(
        self, body: Body, context: AsyncBoltContext, client: AsyncWebClient
    ) -> dict[str, Any]:
        """The modal after all was saved that was changed."""
        asked = await self._taking.asked(body, context, client)
        where = _Where.of(body["view"]["private_metadata"])
        if not await self._administers(asked):
            return saying(asked.phrases.say("slack-admins-only"), asked.phrases)
        try:
            layers = await self._layers(asked, where)
            wanted = wanted_in(filled_in(body), layers, asked.team)
            for name, value in wanted.items():
                await self._set(asked, where, name, value)
            said = asked.phrases.say("settings-more-saved" if wanted else "settings-unchanged")
            return await self._view(asked, where, f"✅ {said}")
        except Exception as error:
            log.error("settings_not_saved", place=_key(asked, where.at), exc_info=error)
            said = sentence(error, asked.phrases, name=asked.workspace.name)
            return saying(said, asked.phrases)

    async def _set(self, asked: Asked, where: _Where, name: str, value: Any) -> None:
        key = _key(asked, where.at)
        await self._desk.preferences.set(key, name, value, asked.person.key)

    async def _administers(self, asked: Asked) -> bool:
        return await self._desk.administers(asked.person, asked.administered)

    async def _refused(self, asked: Asked, opened: str) -> bool:
        """Whether the person may not; the modal then says so."""
        if await self._administers(asked):
            return False
        said = asked.phrases.say("slack-admins-only")
        if not await fill(asked, opened, saying(said, asked.phrases)):
            raise BotError(said)
        return True

    async def _draw(
        self, asked: Asked, opened: str, where: _Where, said: str | None = None
    ) -> None:
        if not await self._refused(asked, opened):
            await fill(asked, opened, await self._view(asked, where, said))

    async def _view(self, asked: Asked, where: _Where, said: str | None = None) -> dict[str, Any]:
        return settings_view(
            await self._layers(asked, where),
            await _user_groups(asked),
            asked.phrases,
            here=where.here,
            private=where.kept(),
            stamp=secrets.token_hex(3),
            said=said,
        )

    async def _layers(self, asked: Asked, where: _Where) -> Layers:
        server = await self._desk.preferences.own(_key(asked, WORKSPACE))
        if where.at == WORKSPACE:
            return Layers(None, server, server)
        return Layers(where.at, await self._desk.preferences.own(_key(asked, where.at)), server)


async def _user_groups(asked: Asked) -> dict[str, str] | None:
    """The names of the workspace's user groups by id; None where they cannot be had."""
    try:
        found = await asked.client.usergroups_list(team_id=asked.team)
    except SlackApiError as error:
        # Workspaces on a free plan have none.
        log.info("no_user_groups", team=asked.team, reason=str(error.response.get("error")))
        return None
    groups = found.get("usergroups") or []
    return {str(one["id"]): str(one.get("name") or one["handle"]) for one in groups}


def _waiting(body: Body) -> dict[str, Any]:
    """The modal that was sent off, while it is being saved."""
    view = body["view"]
    kept = {name: view[name] for name in ("title", "close", "private_metadata") if view.get(name)}
    text = {"type": "mrkdwn", "text": "…"}
    blocks = [{"type": "section", "text": text}]
    return {"type": "modal", "callback_id": ids.NOTE_VIEW, "blocks": blocks, **kept}


def _key(asked: Asked, at: str) -> str:
    """The key in the book of the workspace or the channel."""
    place = Place(PLATFORM, asked.team, NOWHERE if at == WORKSPACE else at)
    return place.server_key if at == WORKSPACE else place.channel_key
