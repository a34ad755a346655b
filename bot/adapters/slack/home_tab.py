"""The app's own place: its Home tab, what its Messages tab offers, what is looked at beside it."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING, Any

import structlog
from slack_sdk.errors import SlackClientError

from bot.adapters.slack import ids
from bot.adapters.slack.asked import NOWHERE, Asked, Body, Whois, language_of
from bot.adapters.slack.forms import MOST_BLOCKS, fill, modal, saying, show
from bot.adapters.slack.greeting import suggested_prompts
from bot.adapters.slack.home import Home, home_view
from bot.adapters.slack.incoming import PLATFORM, Workspace, place_of, user_of, workspace_of
from bot.adapters.slack.looking import looked_at
from bot.adapters.slack.sections import section_blocks
from bot.chat.types import Person, Place
from bot.types import BotError

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.async_context import AsyncBoltContext
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.adapters.slack.looking import Looking
    from bot.adapters.slack.settings_modal import SettingsModal
    from bot.adapters.slack.taking import Taking
    from bot.chat.administration import Administration
    from bot.chat.desk import Desk
    from bot.chat.reindexing import Reindexing

log = structlog.get_logger()

EVENTS = ("app_home_opened", "app_context_changed")
"""The events that are taken here."""

_RECENT = 10
_UNANSWERED = 10


class HomeTab:
    """Shows it, and does what its buttons say."""

    def __init__(
        self,
        *,
        taking: Taking,
        whois: Whois,
        desk: Desk,
        administration: Administration,
        reindexing: Reindexing,
        settings: SettingsModal,
        looking: Looking,
    ) -> None:
        self._taking = taking
        self._whois = whois
        self._desk = desk
        self._administration = administration
        self._reindexing = reindexing
        self._settings = settings
        self._looking = looking

    def set_up(self, app: AsyncApp) -> None:
        """Registers them. Raises KeyError where an event has no handler."""
        handlers = {"app_home_opened": self.opened, "app_context_changed": self.turned}
        for name in EVENTS:
            app.event(name)(handlers[name])
        app.action(ids.HOME_REINDEX)(self._taking.once(self.reindex))
        app.action(ids.HOME_SETTINGS)(self._taking.each(self._settings.open))

    async def opened(
        self, event: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        """Someone opened the app: its Home tab or its Messages tab."""
        with self._taking.under_way():
            await self._opened(event, workspace_of(context), client)

    async def _opened(
        self, event: dict[str, Any], workspace: Workspace, client: AsyncWebClient
    ) -> None:
        team = workspace.team
        try:
            person = await self._whois(client, workspace, str(event["user"]))
            if event.get("tab") == "messages":
                await self._greet(client, workspace, person, str(event["channel"]))
            elif event.get("tab") == "home":
                await self._publish(client, team, person)
        except BotError as error:
            log.warning("home_not_shown", team=team, reason=str(error))
        except SlackClientError as error:
            # A workspace may lack the method or the tab; nobody asked for anything yet.
            log.info("home_not_shown", team=team, reason=str(error))

    async def _greet(
        self, client: AsyncWebClient, workspace: Workspace, person: Person, channel: str
    ) -> None:
        place = place_of(workspace, channel)
        documents = await self._desk.documents(place, person)
        topics = [record.info.title for record in documents]
        offered = suggested_prompts(topics, language_of(person.locale))
        await client.assistant_threads_setSuggestedPrompts(
            channel_id=channel, title=offered.title, prompts=list(offered.prompts)
        )

    async def _publish(self, client: AsyncWebClient, team: str, person: Person) -> None:
        place = Place(PLATFORM, team, NOWHERE)
        language = language_of(person.locale)
        admin = await self._desk.administers(person, place)
        home = Home(
            language=language,
            indexed=(await self._administration.sources(place, person, language),),
            recent=tuple(await self._desk.recent(person, _RECENT)),
            unanswered=tuple(await self._administration.unanswered(place, person, _UNANSWERED))
            if admin
            else (),
            admin=admin,
        )
        await client.views_publish(user_id=user_of(person), view=home_view(home))

    async def turned(self, event: dict[str, Any], body: Body, context: AsyncBoltContext) -> None:
        """Someone looks at another channel beside the app."""
        user = event.get("user") or context.user_id or _person_authorized(body)
        if user:
            self._looking.turn(workspace_of(context).team, str(user), looked_at(event))

    async def reindex(self, asked: Asked, _: Body) -> None:
        """Reads all sources again, and says how far it is in a modal."""
        phrases = asked.phrases
        if not await self._desk.administers(asked.person, asked.administered):
            raise BotError(phrases.say("slack-admins-only"))
        title = phrases.say("slack-home-reindex")
        opened = await show(asked, saying("…", phrases, title))
        run = self._reindexing.run(asked.administered, asked.person, asked.language)
        try:
            async with aclosing(run) as sections:
                async for section in sections:
                    blocks = section_blocks(section)[:MOST_BLOCKS]
                    await fill(asked, opened, modal(ids.NOTE_VIEW, title, blocks, phrases))
        except BotError as error:
            if not await fill(asked, opened, saying(str(error), phrases, title)):
                raise
            return
        await self._publish(asked.client, asked.team, asked.person)


def _person_authorized(body: Body) -> str | None:
    """Who an event is about, where it does not say so itself."""
    found = [one for one in body.get("authorizations") or () if not one.get("is_bot")]
    return str(found[0].get("user_id")) if found else None
