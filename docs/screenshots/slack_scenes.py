"""A Slack workspace with the real bot on it, and what people do there.

The Slack is the one that the tests use: it speaks Slack's protocols over real sockets, refuses
what Slack refuses, and keeps the blocks that it was sent. This is the only place that uses it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from pydantic import SecretStr

from bot.adapters.slack import ids
from bot.adapters.slack.manifest import NAME, manifest
from bot.cli.wiring import House
from bot.settings import Settings
from docs.screenshots.slack_page import Message, Pages
from tests.fakes.slack import state
from tests.fakes.slack.fake import FakeSlack

# What people do waits for a slow machine, as no person would.
_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace with the bot in it. Its members are Ann, who is an admin, and Bob."""

    slack: FakeSlack
    ann: state.User
    bob: state.User
    channel: state.Channel
    pages: Pages

    async def asked(self, question: str, by: state.User) -> tuple[state.Message, state.Message]:
        """A question by mention, and its finished answer: with buttons for votes at its end."""
        said = self.slack.say(by, self.channel, f"{self.slack.bot.mention} {question}")

        def finished() -> state.Message | None:
            replies = self.slack.posts(self.channel, said)
            done = [one for one in replies if not one.streaming and ids.VOTE in str(one.blocks)]
            return done[0] if done else None

        answer = await self.slack.until(finished, _SECONDS, what="an answer")
        assert answer is not None
        return said, answer

    async def view(self, user: state.User, *, says: str) -> state.View:
        """The modal that someone has open, once it says this."""

        def filled() -> state.View | None:
            views = self.slack.views(user)
            return views[-1] if views and says in str(views[-1].body) else None

        view = await self.slack.until(filled, _SECONDS, what="a modal")
        assert view is not None
        return view


@dataclass(frozen=True, slots=True)
class Scene:
    """What a picture shows, as a page, and words that must stand on it."""

    play: Callable[[Workspace], Awaitable[str]]
    says: tuple[str, ...]


@contextmanager
def somewhere() -> Iterator[FakeSlack]:
    """A Slack with the app as its manifest describes it."""
    with FakeSlack(manifest=manifest(), ack_seconds=_SECONDS) as slack:
        slack.showing.trigger_seconds = _SECONDS
        yield slack


def let_in(configured: Settings, slack: FakeSlack) -> Settings:
    """The settings with which a bot serves this Slack."""
    tokens = {
        "slack_bot_token": SecretStr(slack.bot_token),
        "slack_app_token": SecretStr(slack.app_token),
        "slack_api_url": slack.api_url,
    }
    return configured.model_copy(update=tokens)


@asynccontextmanager
async def opened(house: House, slack: FakeSlack) -> AsyncIterator[Workspace]:
    """The bot of a house, in a channel of the Slack that it was let in to."""
    ann, bob = slack.user("Ann", admin=True), slack.user("Bob")
    channel = slack.channel("markets", members=[ann, bob])
    slack.user_group("market-experts", [ann])
    names = {user.id: user.name for user in (ann, bob, slack.bot)}
    stopping, ready = asyncio.Event(), asyncio.Event()
    serving = asyncio.create_task(house.chat.slack().run(stopping, lambda _: ready.set()))
    try:
        await slack.until(lambda: ready.is_set() or serving.done(), _SECONDS)
        yield Workspace(slack, ann, bob, channel, Pages(names))
    finally:
        stopping.set()
        await serving


async def _answer(workspace: Workspace) -> str:
    return await _thread(workspace, "why did Nvidia fall?", workspace.ann)


async def _unknown(workspace: Workspace) -> str:
    return await _thread(workspace, "who is the CEO of Nvidia?", workspace.bob)


async def _thread(workspace: Workspace, question: str, by: state.User) -> str:
    messages = await workspace.asked(question, by)
    shown = [Message(one.user.name, one.payload()["blocks"], app=one.user.bot) for one in messages]
    return workspace.pages.thread(workspace.channel.name, shown)


async def _quotes(workspace: Workspace) -> str:
    _, answer = await workspace.asked("what did DeepSeek's models cost?", workspace.ann)
    workspace.slack.click(workspace.ann, answer, ids.QUOTES)
    view = await workspace.view(workspace.ann, says="$5.576")
    return workspace.pages.modal(view.body)


async def _settings(workspace: Workspace) -> str:
    workspace.slack.slash(workspace.ann, workspace.channel, "/explainer", "settings")
    view = await workspace.view(workspace.ann, says="multi_users_select")
    return workspace.pages.modal(view.body)


async def _home(workspace: Workspace) -> str:
    workspace.slack.open_home(workspace.ann)
    view = await workspace.slack.until(lambda: workspace.slack.home(workspace.ann), _SECONDS)
    assert view is not None
    return workspace.pages.home(NAME, view.body)


SCENES = {
    "slack-answer": Scene(_answer, ("why did Nvidia fall?", "DeepSeek", "Show quotes")),
    "slack-unknown": Scene(_unknown, ("who is the CEO", "Not in the documents")),
    "slack-quotes": Scene(_quotes, ("What each sentence rests on", "$5.576 million")),
    "slack-settings": Scene(_settings, ("For the whole workspace", "Experts", "Admins")),
    "slack-home": Scene(_home, ("why did Nvidia fall?", "who is the CEO", "Settings")),
}
"""The pictures, by their names, in the order in which they are taken: the last shows the others."""
