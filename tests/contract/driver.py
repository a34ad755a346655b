"""What a platform must offer to be held to the contract: a way to say something and to look."""

from __future__ import annotations

import io
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

from rich.console import Console

from bot.adapters.console import Transcript
from bot.cli.conversing import console_question
from bot.cli.wiring import House
from tests.contract.chat import Chat
from tests.contract.discord import discord_chat
from tests.contract.slack import slack_chat


class Driver(Protocol):
    """One person in one conversation of a platform."""

    async def say(self, text: str) -> str:
        """Says something; returns all that the person then sees, as text."""

    async def summary(self, topic: str = "") -> str:
        """Asks for a summary; returns all that the person then sees."""


class ChatDriver:
    """A person who writes the bot direct messages on a chat platform."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self._room = chat.direct()

    async def say(self, text: str) -> str:
        await self._room.write(text)
        return self._room.said()[-1]

    async def summary(self, topic: str = "") -> str:
        options = {"of": topic} if topic else {}
        return await self._chat.command("summary", self._room, **options)


class ConsoleDriver:
    """A person at a terminal whose output is piped."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._conversation = uuid.uuid4().hex

    async def say(self, text: str) -> str:
        question = console_question(text, self._conversation, None)
        shown, transcript = _transcript()
        async for event in self._house.explainer.answer(question):
            transcript.show(event)
        return shown.getvalue()

    async def summary(self, topic: str = "") -> str:
        question = console_question(topic, self._conversation, None)
        shown, transcript = _transcript()
        async for event in self._house.explainer.summary(question):
            transcript.show(event)
        return shown.getvalue()


@asynccontextmanager
async def console(house: House) -> AsyncIterator[Driver]:
    yield ConsoleDriver(house)


def _transcript() -> tuple[io.StringIO, Transcript]:
    shown = io.StringIO()
    output = Console(file=shown, markup=False, highlight=False, emoji=False)
    return shown, Transcript(output, output)


@asynccontextmanager
async def on_discord(house: House) -> AsyncIterator[Driver]:
    async with discord_chat(house) as chat:
        yield ChatDriver(chat)


@asynccontextmanager
async def on_slack(house: House) -> AsyncIterator[Driver]:
    async with slack_chat(house) as chat:
        yield ChatDriver(chat)


PLATFORMS: dict[str, Callable[[House], AbstractAsyncContextManager[Driver]]] = {
    "console": console,
    "discord": on_discord,
    "slack": on_slack,
}
CHATS: dict[str, Callable[[House], AbstractAsyncContextManager[Chat]]] = {
    "discord": discord_chat,
    "slack": slack_chat,
}
