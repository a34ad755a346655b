"""What happens with messages, whoever writes them: kept, and told to the app as Slack does."""

from __future__ import annotations

import asyncio
import functools
import re
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from tests.fakes.slack.checks import ApiError, pings_of, text_of
from tests.fakes.slack.courier import Courier, Delivered
from tests.fakes.slack.limits import Limits
from tests.fakes.slack.state import (
    APP_ID,
    DIRECT,
    FAMILIES,
    GROUP,
    PRIVATE,
    Channel,
    Installation,
    Message,
    Payload,
    State,
    Team,
    User,
)
from tests.fakes.slack.web_api import Call

P = ParamSpec("P")
R = TypeVar("R")


class Core:
    """Everything that the methods and the people share."""

    def __init__(self, state: State, limits: Limits, courier: Courier) -> None:
        self.state = state
        self.limits = limits
        self.courier = courier
        self.base = ""
        self.token = "verification-token"
        self.events: set[str] | None = None
        self.changes = 0
        self.loop: asyncio.AbstractEventLoop | None = None
        self._thread = 0

    # Threads: everything is done in the fake's own.

    def adopt(self, loop: asyncio.AbstractEventLoop) -> None:
        """Says that the thread that runs now is the fake's."""
        self.loop, self._thread = loop, threading.get_ident()

    def run(self, work: Callable[[], R]) -> R:
        """Does something in the fake's thread, from any thread."""
        if threading.get_ident() == self._thread:
            return work()
        assert self.loop is not None, "the fake is not running"
        done: Future[R] = Future()

        def do() -> None:
            try:
                done.set_result(work())
            except BaseException as error:
                done.set_exception(error)

        self.loop.call_soon_threadsafe(do)
        return done.result(30)

    def changed(self) -> None:
        self.changes += 1

    # Events.

    def hears(self, name: str) -> bool:
        """Whether the app has subscribed to an event."""
        return self.events is None or name in self.events

    def home_of(self, channel: Channel) -> Installation | None:
        """Through which installation the app hears of a channel in which it is a member."""
        for team in channel.teams:
            found = self.state.installed(team)
            if found is not None and team.bot.id in channel.members:
                return found
        return None

    def tell(
        self,
        event: Payload,
        *,
        channel: Channel | None = None,
        install: Installation | None = None,
        name: str | None = None,
    ) -> Delivered | None:
        """Tells the app an event, where it has subscribed to it. `name` is what it is called."""
        self.changed()
        if install is None and channel is not None:
            install = self.home_of(channel)
        if install is None or install.gone or not self.hears(name or event["type"]):
            return None
        team = self._team(install, channel)
        return self.courier.send("events_api", self.envelope(event, install, team, channel))

    @staticmethod
    def _team(install: Installation, channel: Channel | None) -> Team:
        if channel is not None:
            for team in channel.teams:
                if team in install.teams:
                    return team
        return install.teams[0]

    def envelope(
        self, event: Payload, install: Installation, team: Team, channel: Channel | None = None
    ) -> Payload:
        """An event as it is sent."""
        event.setdefault("event_ts", event.get("ts") or self.state.ids.ts())
        return {
            "token": self.token,
            "team_id": team.id,
            "enterprise_id": team.enterprise_id,
            "context_team_id": team.id,
            "context_enterprise_id": team.enterprise_id,
            "api_app_id": APP_ID,
            "event": event,
            "type": "event_callback",
            "event_id": self.state.ids.next("Ev"),
            "event_time": int(time.time()),
            "authorizations": [
                {
                    "enterprise_id": team.enterprise_id,
                    "team_id": team.id,
                    "user_id": install.bot.id,
                    "is_bot": True,
                    "is_enterprise_install": install.whole_org,
                }
            ],
            "is_ext_shared_channel": channel is not None and channel.shared,
            "event_context": f"4-{self.state.ids.next('ec')}",
        }

    def tell_message(self, event: Payload, channel: Channel) -> None:
        """Tells of something in a channel, where the app may read it."""
        install = self.home_of(channel)
        if install is None or f"{FAMILIES[channel.kind]}:history" not in install.scopes:
            self.changed()
            return
        kinds = {PRIVATE: "groups", DIRECT: "im", GROUP: "mpim"}
        name = f"message.{kinds.get(channel.kind, 'channels')}"
        said = {**event, "channel": channel.id, "channel_type": channel.kind}
        self.tell(said, channel=channel, name=name)

    # Messages.

    def keep(self, message: Message) -> Message:
        """Puts a new message where it belongs, and tells of it."""
        self.read(message)
        if message.only_for is not None:
            message.channel.ephemerals.append(message)
            self.changed()
            return message
        message.channel.messages[message.ts] = message
        body = message.payload()
        if not message.user.bot:
            body["client_msg_id"] = self.state.ids.next("")
        self.tell_message(body, message.channel)
        self._tell_mention(message, body)
        return message

    def _tell_mention(self, message: Message, body: Payload) -> None:
        """A mention arrives a second time, but not in direct messages."""
        channel = message.channel
        install = self.home_of(channel)
        if install is None or message.user.bot or channel.kind == DIRECT:
            return
        bots = [team.bot for team in channel.teams if team in install.teams]
        named = re.findall(r"<@(\w+)", message.text)
        if "app_mentions:read" in install.scopes and any(bot.id in named for bot in bots):
            body = {name: body[name] for name in body if name not in ("subtype", "parent_user_id")}
            said = body | {"type": "app_mention", "channel": channel.id}
            self.tell(said, channel=channel)

    def read(self, message: Message) -> None:
        """Notes what people see of a message now, and whom it would notify."""
        shown = text_of(message)
        if not message.versions or message.versions[-1] != shown:
            message.versions.append(shown)
        body = {name: getattr(message, name) for name in ("text", "blocks", "attachments")}
        if message.user.bot:
            message.pings = list(dict.fromkeys([*message.pings, *pings_of(body)]))

    def change(self, message: Message, by: User, **new: Any) -> None:
        """Edits a message, and tells of it."""
        before = message.payload()
        for name, value in new.items():
            setattr(message, name, value)
        message.edits += 1
        if message.text != before["text"] and not message.blocks:
            message.edited = {"user": by.id, "ts": self.state.ids.ts()}
        self.read(message)
        self.tell_change(message, before)

    def tell_change(self, message: Message, before: Payload) -> None:
        """Says that a message is not what it was."""
        self.changed()
        if message.only_for is None:
            about = {"message": message.payload(), "previous_message": before}
            self.tell_message(self._about("message_changed") | about, message.channel)

    def _about(self, subtype: str) -> Payload:
        ts = self.state.ids.ts()
        return {"type": "message", "subtype": subtype, "hidden": True, "ts": ts, "event_ts": ts}

    def delete(self, message: Message) -> None:
        """Takes a message away. One with replies leaves a tombstone."""
        self.changed()
        channel = message.channel
        if message.only_for is not None:
            channel.ephemerals.remove(message)
            return
        before = message.payload()
        if len(channel.thread(message.ts)) > 1:
            message.subtype, message.text = "tombstone", "This message was deleted."
            message.blocks, message.files, message.attachments = [], [], []
            self.tell_change(message, before)
            return
        del channel.messages[message.ts]
        about = {"deleted_ts": message.ts, "previous_message": before}
        self.tell_message(self._about("message_deleted") | about, channel)

    def react(self, message: Message, emoji: str, user: User, *, there: bool) -> None:
        """Puts a reaction under a message, or takes it away."""
        who = message.reactions.setdefault(emoji, [])
        if (user.id in who) == there:
            raise ApiError("already_reacted" if there else "no_reaction")
        (who.append if there else who.remove)(user.id)
        if not who:
            del message.reactions[emoji]
        event = {
            "type": "reaction_added" if there else "reaction_removed",
            "user": user.id,
            "reaction": emoji,
            "item_user": message.user.id,
            "item": {"type": "message", "channel": message.channel.id, "ts": message.ts},
            "event_ts": self.state.ids.ts(),
        }
        install = self.home_of(message.channel)
        if install is not None and "reactions:read" in install.scopes:
            self.tell(event, channel=message.channel)

    # Where, and what the app may do there.

    def channel(self, call: Call, *, name: str = "channel") -> Channel:
        """The channel of a request, as far as the app can see it."""
        key = call.text(name)
        if key in self.state.users:
            user = self.state.users[key]
            if user.bot or user.deleted:
                raise ApiError("channel_not_found")
            return self.state.direct(user, call.app.teams[0])
        found = self.state.channels.get(key)
        if found is None or not set(found.teams) & set(call.app.teams):
            raise ApiError("channel_not_found")
        if found.kind != "channel" and not self.member(call, found):
            raise ApiError("channel_not_found")
        return found

    @staticmethod
    def member(call: Call, channel: Channel) -> bool:
        return any(team.bot.id in channel.members for team in call.app.teams)

    def writable(self, call: Call) -> Channel:
        """A channel in which the app may write."""
        found = self.channel(call)
        if found.archived:
            raise ApiError("is_archived")
        if not self.member(call, found) and "chat:write.public" not in call.app.scopes:
            raise ApiError("not_in_channel")
        return found

    def message(self, channel: Channel, ts: str, error: str = "message_not_found") -> Message:
        """A message that is there for everyone."""
        found = channel.messages.get(ts)
        if found is None or found.subtype == "tombstone":
            raise ApiError(error)
        return found

    def bot_in(self, call: Call, channel: Channel) -> User:
        """As whom the app acts in a channel."""
        return self._team(call.app, channel).bot


class Standing(Protocol):
    """Something that has a core."""

    @property
    def core(self) -> Core: ...


S = TypeVar("S", bound=Standing)


def on_loop(method: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """Makes a method one that may be called from any thread."""

    @functools.wraps(method)
    def call(self: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
        return self.core.run(lambda: method(self, *args, **kwargs))

    return call
