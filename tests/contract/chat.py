"""What a chat platform must offer to be held to the contract: rooms, people, what they do."""

from __future__ import annotations

from typing import Any, Protocol

ANN, BOB = "ann", "bob"
"""Two people who are in every room; neither administers anything."""


class Room(Protocol):
    """A channel, a thread or a direct message."""

    async def mention(self, text: str, by: str = ANN) -> None:
        """Says something to the bot by name, and waits until it is quiet again."""

    async def write(self, text: str, by: str = ANN) -> None:
        """Says something without naming the bot, and waits until it is quiet again."""

    async def edit(self, text: str) -> None:
        """Changes what was said last here by a person; a mention of the bot stays."""

    async def delete(self) -> None:
        """Takes back what was said last here by a person."""

    async def thumb(self, *, up: bool, by: str = ANN) -> None:
        """Reacts to the bot's last message here."""

    async def press(self, label: str, by: str = ANN) -> str:
        """Presses a button of the bot's last message here; returns what the person then sees."""

    def said(self) -> list[str]:
        """What the bot's messages here say now, oldest first."""

    def thread(self) -> Room:
        """The newest thread of this channel."""


class Chat(Protocol):
    """A server of a platform with the bot on it."""

    def channel(self) -> Room:
        """A channel that everyone is in."""

    def direct(self, person: str = ANN) -> Room:
        """The direct messages between a person and the bot."""

    async def command(self, name: str, room: Room, by: str = ANN, **options: Any) -> str:
        """Uses a slash command; returns what the person who used it then sees."""

    async def prefer(self, **wanted: Any) -> None:
        """Sets preferences for the whole server."""

    async def restart(self) -> None:
        """Ends the bot and starts it anew."""

    def pinged(self) -> list[str]:
        """Whom the bot's messages called so far: people, roles, everyone."""
