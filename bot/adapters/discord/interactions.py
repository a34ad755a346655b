"""All that people do on Discord other than by writing: commands, menus, buttons, panels."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.adapters.discord import syncing
from bot.adapters.discord.admin import Telling
from bot.adapters.discord.autocomplete import Autocomplete
from bot.adapters.discord.buttons import Buttons
from bot.adapters.discord.commands import Asking, Handler, explain_menu, slash_commands
from bot.adapters.discord.settings_panel import SettingsPanel
from bot.adapters.discord.translation import TableTranslator
from bot.adapters.discord.troubles import on_command_error

if TYPE_CHECKING:
    from discord import app_commands

    from bot.adapters.discord.presenting import Presenter
    from bot.chat.administration import Administration
    from bot.chat.desk import Desk
    from bot.chat.reindexing import Reindexing
    from bot.store.claims import Claims
    from bot.store.posts import Posts


class Interactions:
    """Takes interactions. `Client.setup_hook` calls `set_up` once, before it connects."""

    def __init__(
        self,
        *,
        desk: Desk,
        presenter: Presenter,
        administration: Administration,
        reindexing: Reindexing,
        claims: Claims,
        posts: Posts,
        question_characters: int,
        discussion_messages: int,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """The two numbers are settings of the same names; `now` is aware."""
        self._characters = question_characters
        self._autocomplete = Autocomplete(desk)
        self._asking = Asking(presenter=presenter, discussion_messages=discussion_messages, now=now)
        self._telling = Telling(desk=desk, administration=administration, reindexing=reindexing)
        self._panel = SettingsPanel(desk)
        self._buttons = Buttons(desk=desk, presenter=presenter, claims=claims, posts=posts, now=now)

    async def set_up(self, tree: app_commands.CommandTree[Any]) -> None:
        """Fills the tree, makes buttons work again after a restart, and syncs what changed.

        Raises discord.HTTPException where Discord does not take the commands.
        """
        handlers: dict[str, Handler] = {
            "ask": self._asking.ask,
            "summary": self._asking.summary,
            "sources": self._telling.sources,
            "help": self._telling.help,
            "reindex": self._telling.reindex,
            "status": self._telling.status,
            "settings": self._panel.open,
        }
        for command in slash_commands(handlers, self._autocomplete.of, characters=self._characters):
            tree.add_command(command)
        tree.add_command(explain_menu(self._asking.explain))
        tree.error(on_command_error)
        await tree.set_translator(TableTranslator())
        tree.client.add_dynamic_items(
            *self._buttons.items(), *self._panel.items(), *self._telling.items()
        )
        await syncing.sync(tree)
