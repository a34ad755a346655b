"""Builds what chat platforms stand on, and the platforms themselves, from a house.

Part of the wiring: each object is built when it is first asked for.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import SecretStr
    from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings

    from bot.adapters.discord.platform import DiscordPlatform
    from bot.adapters.discord.presenting import Presenter
    from bot.adapters.slack.pacing import Pacer
    from bot.adapters.slack.people import People
    from bot.adapters.slack.platform import Access, Part, SlackPlatform
    from bot.adapters.slack.presenting import Presenter as SlackPresenter
    from bot.chat.administration import Administration
    from bot.chat.attachments import AttachmentReader
    from bot.chat.desk import Desk
    from bot.chat.limits import Rules
    from bot.chat.platform import Platform
    from bot.chat.reindexing import Reindexing
    from bot.cli.wiring import House
    from bot.store.claims import Claims
    from bot.store.feedback import Feedback
    from bot.store.posts import Posts
    from bot.store.requests import Requests
    from knowledge.types import Document

_TO_MESSAGES = re.compile(
    r"https?://(?:[\w-]+\.)*(?:discord(?:app)?\.com/channels|slack\.com/archives)/", re.I
)
"""Links to messages in a chat: they point at what was said, not at a document."""

UPLOADS = "uploads"
"""The folder, in the data folder, of files that admins hand over in a chat."""


class ChatRooms:
    """The objects that all chat platforms of one house share."""

    def __init__(self, house: House) -> None:
        self._house = house

    @cached_property
    def claims(self) -> Claims:
        """What is done once only, over all processes."""
        from bot.store.claims import Claims

        return Claims(self._house.database)

    @cached_property
    def posts(self) -> Posts:
        """Which message shows which answer."""
        from bot.store.posts import Posts

        return Posts(self._house.database)

    @cached_property
    def feedback(self) -> Feedback:
        """What people think of answers."""
        from bot.store.feedback import Feedback

        return Feedback(self._house.database)

    @cached_property
    def requests(self) -> Requests:
        """What was asked lately, to be counted."""
        from bot.store.requests import Requests

        return Requests(self._house.database)

    @cached_property
    def rules(self) -> Rules:
        """How much may be asked."""
        from bot.chat.limits import Rules

        settings = self._house.settings
        return Rules(
            person_per_minute=settings.person_per_minute,
            person_per_day=settings.person_per_day,
            server_per_minute=settings.server_per_minute,
            server_per_day=settings.server_per_day,
            server_daily_dollars=settings.server_daily_dollars,
        )

    @cached_property
    def attachments(self) -> AttachmentReader:
        """What reads the files and links of questions: for anyone, so never a private network."""
        from bot.chat.attachments import AttachmentReader
        from bot.cli.wiring import limits_of
        from bot.seeing import Seeing
        from knowledge.loading.loaders import load, load_bytes

        settings, models = self._house.settings, self._house.models
        limits = limits_of(settings, settings.attachment_megabytes)

        async def page(address: str) -> Document:
            return await load(address, limits=limits)

        async def file(name: str, content: bytes, media_type: str | None) -> Document:
            return await load_bytes(name, content, media_type=media_type, limits=limits)

        return AttachmentReader(
            page,
            file,
            most=settings.attachments,
            megabytes=settings.attachment_megabytes,
            seconds=settings.fetch_seconds,
            see=Seeing(models).text if models is not None and settings.model_sees else None,
            skip=lambda address: _TO_MESSAGES.match(address) is not None,
        )

    @cached_property
    def desk(self) -> Desk:
        """What takes every request."""
        from bot.chat.desk import Desk
        from bot.chat.limits import Limits
        from bot.chat.outages import Outages
        from bot.chat.preferences import PreferenceBook
        from bot.chat.turns import Turns
        from bot.store.preferences import PreferenceLayers
        from bot.suggestions import Suggestions

        house, settings = self._house, self._house.settings
        return Desk(
            explainer=house.explainer,
            preferences=PreferenceBook(PreferenceLayers(house.database)),
            limits=Limits(self.requests, self.rules),
            turns=Turns(),
            outages=Outages(),
            attachments=self.attachments,
            suggestions=Suggestions(house.retriever, house.models),
            answers=house.answers,
            feedback=self.feedback,
            claims=self.claims,
            catalogue=house.catalogue,
            language=settings.language,
        )

    @cached_property
    def administration(self) -> Administration:
        """What /status, /sources and /help say."""
        from bot.chat.administration import Administration
        from bot.store.standing import Standing

        models = self._house.models
        return Administration(
            desk=self.desk,
            catalogue=self._house.catalogue,
            standing=Standing(self._house.database),
            requests=self.requests,
            rules=self.rules,
            models=[endpoint.name for endpoint in models.endpoints] if models else [],
        )

    @cached_property
    def reindexing(self) -> Reindexing:
        """What /reindex does."""
        from bot.chat.reindexing import Reindexing
        from bot.chat.uploads import Uploads
        from bot.cli.reindexing import ChildIndexing
        from bot.settings import environment

        settings = self._house.settings
        return Reindexing(
            desk=self.desk,
            catalogue=self._house.catalogue,
            indexing=ChildIndexing(environment(settings)),
            keep_file=Uploads(settings.data_dir / UPLOADS).keep,
            file_megabytes=settings.document_megabytes,
        )

    async def forget(self, server: str) -> None:
        """Deletes what was kept of a server that the bot was removed from."""
        from bot.store.retention import forget_place

        await forget_place(self._house.database, server)

    def platforms(self) -> list[Platform]:
        """The platforms whose token is set."""
        settings = self._house.settings
        found: list[Platform] = []
        if settings.discord_token is not None:
            found.append(self.discord())
        if settings.slack_bot_token is not None or settings.slack_client_id is not None:
            found.append(self.slack())
        return found

    def slack(self) -> SlackPlatform:
        """Slack, with the tokens that are set."""
        from bot.adapters.slack.installations import Departures, Installations
        from bot.adapters.slack.interactions import Interactions
        from bot.adapters.slack.looking import Looking
        from bot.adapters.slack.platform import SlackPlatform
        from bot.chat.bursts import Bursts
        from bot.store.pauses import Pauses

        house, settings = self._house, self._house.settings
        access, pauses, looking = self.slack_access(), Pauses(house.database), Looking()
        store = None if access.oauth is None else access.oauth.installation_store
        installations = store if isinstance(store, Installations) else None

        def parts(presenter: SlackPresenter, people: People, pacer: Pacer) -> list[Part]:
            interactions = Interactions(
                desk=self.desk,
                presenter=presenter,
                administration=self.administration,
                reindexing=self.reindexing,
                claims=self.claims,
                posts=self.posts,
                pauses=pauses,
                pacer=pacer,
                people=people,
                looking=looking,
                discussion_messages=settings.discussion_messages,
            )
            return [interactions, Departures(self.forget, installations)]

        return SlackPlatform(
            access=access,
            desk=self.desk,
            posts=self.posts,
            claims=self.claims,
            pauses=pauses,
            bursts=Bursts(settings.burst_seconds),
            parts=parts,
            discussion_messages=settings.discussion_messages,
            looking=looking,
        )

    def slack_access(self) -> Access:
        """What lets the program into Slack, as it is set."""
        from bot.adapters.slack.platform import Access

        settings = self._house.settings
        return Access(
            mode=settings.slack_mode,
            bot_token=_secret(settings.slack_bot_token),
            app_token=_secret(settings.slack_app_token),
            signing_secret=_secret(settings.slack_signing_secret),
            oauth=self._slack_oauth(),
            host=settings.slack_host,
            port=settings.slack_port,
            api_url=settings.slack_api_url,
        )

    def _slack_oauth(self) -> AsyncOAuthSettings | None:
        """How workspaces install the app; None where one token serves one workspace."""
        from bot.adapters.slack.installations import Client, oauth_settings
        from bot.store.installations import Installed

        settings = self._house.settings
        if settings.slack_client_id is None:
            return None
        client = Client(settings.slack_client_id, _secret(settings.slack_client_secret) or "")
        return oauth_settings(client, Installed(self._house.database), self.claims)

    def discord(self) -> DiscordPlatform:
        """Discord, with the token that is set."""
        from bot.adapters.discord.interactions import Interactions
        from bot.adapters.discord.platform import DiscordPlatform
        from bot.chat.bursts import Bursts
        from bot.store.pauses import Pauses

        house, settings = self._house, self._house.settings

        def interactions(presenter: Presenter) -> Interactions:
            return Interactions(
                desk=self.desk,
                presenter=presenter,
                administration=self.administration,
                reindexing=self.reindexing,
                claims=self.claims,
                posts=self.posts,
                question_characters=settings.question_characters,
                discussion_messages=settings.discussion_messages,
            )

        return DiscordPlatform(
            token=_secret(settings.discord_token) or "",
            api_url=settings.discord_api_url,
            desk=self.desk,
            posts=self.posts,
            claims=self.claims,
            pauses=Pauses(house.database),
            bursts=Bursts(settings.burst_seconds),
            interactions=interactions,
            discussion_messages=settings.discussion_messages,
            forget=self.forget,
        )


def _secret(value: SecretStr | None) -> str | None:
    """A secret as it was meant: people copy spaces along."""
    return None if value is None else value.get_secret_value().strip()
