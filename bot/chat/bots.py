"""How often another bot was answered since a person spoke: two bots must not go on for ever.

Their messages may stand in a channel and our answers in a thread each, so that neither place shows
that they answer each other.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.chat.preferences import Preferences
    from bot.chat.types import Message
    from bot.store.posts import Posts

# Bots that answer each other do it at once; one that asks now and then is no loop.
_LOOKED_BACK = timedelta(hours=1)


class AnsweredBots:
    """Counts answers to bots, by channel with all its threads."""

    def __init__(
        self, posts: Posts, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """`now` is aware, and the clock by which posts are recorded."""
        self._posts = posts
        self._now = now
        self._spoke: dict[str, datetime] = {}

    def heard(self, message: Message, preferences: Preferences) -> None:
        """Notes that a person spoke, where bots are answered at all."""
        if preferences.answer_bots and message.ordinary and not message.author.bot:
            self._spoke[message.place.channel_key] = self._now()

    async def answered(self, message: Message, preferences: Preferences) -> int:
        """How often the bot that wrote a message was answered; 0 for a person."""
        if not message.author.bot or not preferences.answer_bots:
            return 0
        channel, back = message.place.channel_key, self._now() - _LOOKED_BACK
        since = max(self._spoke.get(channel, back), back)
        return await self._posts.answers_to(message.author.key, channel, since)
