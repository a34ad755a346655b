"""All that people do on Slack other than by writing: commands, shortcuts, buttons, tabs, modals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.adapters.slack.asking import Asking
from bot.adapters.slack.buttons import Buttons
from bot.adapters.slack.commands import Commands
from bot.adapters.slack.discussions import Discussions
from bot.adapters.slack.home_tab import HomeTab
from bot.adapters.slack.settings_modal import SettingsModal
from bot.adapters.slack.shortcuts import Shortcuts
from bot.adapters.slack.taking import Taking

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

    from bot.adapters.slack.looking import Looking
    from bot.adapters.slack.pacing import Pacer
    from bot.adapters.slack.people import People
    from bot.adapters.slack.presenting import Presenter
    from bot.chat.administration import Administration
    from bot.chat.desk import Desk
    from bot.chat.reindexing import Reindexing
    from bot.store.claims import Claims
    from bot.store.pauses import Pauses
    from bot.store.posts import Posts


class Interactions:
    """Takes interactions. `set_up` is called once, before the app listens."""

    def __init__(
        self,
        *,
        desk: Desk,
        presenter: Presenter,
        administration: Administration,
        reindexing: Reindexing,
        claims: Claims,
        posts: Posts,
        pauses: Pauses,
        pacer: Pacer,
        people: People,
        looking: Looking,
        discussion_messages: int,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`discussion_messages` is the setting of that name; `now` is aware.

        What people look at is put into `looking`.
        """
        self._taking = taking = Taking(whois=people.person, claims=claims)
        asking = Asking(desk=desk, presenter=presenter, pacer=pacer)
        discussions = Discussions(people, discussion_messages)
        settings = SettingsModal(taking=taking, desk=desk)
        self._parts = (
            settings,
            Commands(
                taking=taking,
                desk=desk,
                asking=asking,
                discussions=discussions,
                administration=administration,
                reindexing=reindexing,
                settings=settings,
                pauses=pauses,
                now=now,
            ),
            Shortcuts(taking=taking, asking=asking, discussions=discussions, now=now),
            Buttons(
                taking=taking,
                desk=desk,
                asking=asking,
                claims=claims,
                posts=posts,
                pacer=pacer,
                now=now,
            ),
            HomeTab(
                taking=taking,
                whois=people.person,
                desk=desk,
                administration=administration,
                reindexing=reindexing,
                settings=settings,
                looking=looking,
            ),
        )

    def set_up(self, app: AsyncApp) -> None:
        """Registers everything."""
        for part in self._parts:
            part.set_up(app)

    async def rest(self, seconds: float) -> None:
        """Comes back once all that was begun is done, or after some seconds: at the end."""
        await self._taking.rest(seconds)
