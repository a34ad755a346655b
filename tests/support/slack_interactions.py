"""A real Bolt app that takes what people do on the fake Slack, on the rooms of a house."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from slack_bolt.async_app import AsyncApp

from bot.adapters.slack.installations import Departures
from bot.adapters.slack.interactions import Interactions
from bot.adapters.slack.looking import Looking
from bot.adapters.slack.pacing import Pacer
from bot.adapters.slack.people import People
from bot.adapters.slack.presenting import Presenter
from bot.chat.desk import Desk
from bot.cli.wiring import House
from bot.store.claims import Claims
from bot.store.pauses import Pauses
from bot.store.posts import Posts
from tests.fakes.slack.driving import bolt, running
from tests.fakes.slack.fake import FakeSlack
from tests.fakes.slack.state import Channel, Message, User, View

R = TypeVar("R")


@dataclass
class Acting:
    """One workspace with a channel, an admin `ada` and someone else, `ben`."""

    slack: FakeSlack
    house: House
    app: AsyncApp
    looking: Looking
    channel: Channel
    ada: User
    ben: User
    forgotten: list[str] = field(default_factory=list)

    @property
    def desk(self) -> Desk:
        return self.house.chat.desk

    async def until(self, predicate: Callable[[], R], seconds: float = 20.0) -> R:
        return await self.slack.until(predicate, seconds)

    async def told(self, user: User, part: str) -> Message:
        """What only `user` sees, as soon as it says this."""

        def found() -> Message | None:
            here = self.slack.ephemerals(user)
            return next((one for one in here if part in self.slack.text(one)), None)

        message = await self.until(found)
        assert message is not None
        return message

    async def view(self, user: User, part: str = "") -> View:
        """The uppermost modal that `user` has open, as soon as it says this."""

        def found() -> View | None:
            views = self.slack.views(user)
            return views[-1] if views and part in self.slack.text(views[-1]) else None

        view = await self.until(found)
        assert view is not None
        return view

    async def slash(self, user: User, command: str, text: str = "") -> None:
        """Types a command in the channel; Slack must have been answered in time."""
        sent = self.slack.slash(user, self.channel, command, text)
        await self.until(lambda: sent.acked)


@asynccontextmanager
async def serving_people(
    house: House, slack: FakeSlack, looking: Looking | None = None
) -> AsyncIterator[AsyncApp]:
    """The running app with all that it takes of people's doings."""
    app = bolt(slack)
    chat, pacer = house.chat, Pacer(edit_seconds=0.0)
    posts, claims = Posts(house.database), Claims(house.database)
    interactions = Interactions(
        desk=chat.desk,
        presenter=Presenter(desk=chat.desk, posts=posts, claims=claims, pacer=pacer),
        administration=chat.administration,
        reindexing=chat.reindexing,
        claims=claims,
        posts=posts,
        pauses=Pauses(house.database),
        pacer=pacer,
        people=People(),
        looking=looking or Looking(),
        discussion_messages=100,
    )
    interactions.set_up(app)
    async with running(slack, app):
        yield app
        await interactions.rest(20)


@asynccontextmanager
async def acting(house: House, slack: FakeSlack) -> AsyncIterator[Acting]:
    """People and the running app."""
    looking, forgotten = Looking(), list[str]()

    async def forget(place: str) -> None:
        forgotten.append(place)

    ada, ben = slack.user("Ada", admin=True), slack.user("Ben")
    channel = slack.channel("general", members=[ada, ben])
    async with serving_people(house, slack, looking) as app:
        Departures(forget).set_up(app)
        yield Acting(slack, house, app, looking, channel, ada, ben, forgotten)


def chosen(view: View, action: str) -> Any:
    """The option that is chosen in a menu of a modal, by its value."""
    for block in view.body["blocks"]:
        for element in [block.get("element"), *block.get("elements", ())]:
            if element is not None and element["action_id"] == action:
                return (element.get("initial_option") or {}).get("value")
    raise LookupError(f"there is no {action} in {view.body}")
