"""All that people do on Discord other than by writing: commands, menus, buttons, panels."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from discord import app_commands

if TYPE_CHECKING:
    from bot.adapters.discord.presenting import Presenter
    from bot.chat.administration import Administration
    from bot.chat.desk import Desk
    from bot.store.claims import Claims


class Interactions:
    """Takes interactions. `Client.setup_hook` calls `set_up` once, before it connects."""

    def __init__(
        self,
        *,
        desk: Desk,
        presenter: Presenter,
        administration: Administration,
        claims: Claims,
        question_characters: int,
        discussion_messages: int,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """The two numbers are settings of the same names; `now` is aware."""

    async def set_up(self, tree: app_commands.CommandTree[Any]) -> None:
        """Fills the tree, makes buttons work again after a restart, and syncs what changed."""
        raise NotImplementedError
