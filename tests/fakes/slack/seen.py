"""What people see in this Slack, what the app asked for, and what it was told."""

from __future__ import annotations

from tests.fakes.slack.chatting import permalink_of
from tests.fakes.slack.checks import blocks_text, buttons_of, text_of
from tests.fakes.slack.core import Core, on_loop
from tests.fakes.slack.courier import Delivered
from tests.fakes.slack.state import Channel, Message, Payload, Session, Team, User, View
from tests.fakes.slack.web_api import Call, Door


class Seen:
    """Looks only. What it gives is live: a message changes as the app changes it."""

    def __init__(self, core: Core, door: Door) -> None:
        self.core = core
        self._state = core.state
        self._door = door

    @on_loop
    def posts(self, channel: Channel, thread: Message | str | None = None) -> list[Message]:
        """The messages of a channel, or the replies of a thread, oldest first."""
        if thread is not None:
            root = thread.root if isinstance(thread, Message) else thread
            return [message for message in channel.thread(root) if message.ts != root]
        top = [m for m in channel.messages.values() if m.thread_ts is None or m.broadcast]
        return sorted(top, key=lambda message: float(message.ts))

    def messages(self, channel: Channel, thread: Message | str | None = None) -> list[str]:
        """What they say."""
        return [text_of(message) for message in self.posts(channel, thread)]

    @on_loop
    def ephemerals(self, user: User, channel: Channel | None = None) -> list[Message]:
        """What only this person sees."""
        places = self._state.channels.values() if channel is None else [channel]
        return [m for place in places for m in place.ephemerals if m.only_for is user]

    @on_loop
    def views(self, user: User) -> list[View]:
        """The modals that someone has open, the uppermost last."""
        return list(self._state.modals.get(user.id, ()))

    @on_loop
    def home(self, user: User) -> View | None:
        """Someone's Home tab."""
        return self._state.homes.get(user.id)

    @on_loop
    def prompts(self, user: User, team: Team | None = None) -> list[Payload]:
        """The suggested prompts in someone's Messages tab."""
        found = self._state.prompts.get(self._state.direct(user, team or user.team).id, {})
        return list(found.get("prompts") or ())

    @on_loop
    def session(self, channel: Channel, thread: Message | str) -> Session | None:
        """The agent session of a thread."""
        root = thread.root if isinstance(thread, Message) else thread
        return self._state.sessions.get((channel.id, root))

    @on_loop
    def sessions(self) -> list[Session]:
        """All agent sessions."""
        return list(self._state.sessions.values())

    @staticmethod
    def text(shown: Message | View) -> str:
        """All that a message, modal or Home tab says; buttons aside."""
        return text_of(shown) if isinstance(shown, Message) else blocks_text(shown.body["blocks"])

    @staticmethod
    def buttons(shown: Message | View) -> dict[str, Payload]:
        """What can be pressed there, by what is on it."""
        return buttons_of(shown.blocks if isinstance(shown, Message) else shown.body["blocks"])

    @staticmethod
    def permalink(message: Message) -> str:
        return permalink_of(message)

    @on_loop
    def statuses(self) -> list[Payload]:
        """What the app said it was doing, by assistant.threads.setStatus."""
        return list(self._state.statuses)

    @on_loop
    def failures(self) -> list[Delivered]:
        """What the app never acked, or not in time: people were shown an error."""
        return self.core.courier.failures()

    @on_loop
    def pings(self) -> list[str]:
        """All mentions in what the app wrote that would have notified someone."""
        places = self._state.channels.values()
        said = [m for one in places for m in [*one.messages.values(), *one.ephemerals]]
        return [ping for message in said for ping in message.pings]

    # What the app did.

    @on_loop
    def calls(self, method: str | None = None) -> list[Call]:
        """The requests to the Web API, or to one method."""
        return [call for call in self._door.calls if method in (None, call.method)]

    @on_loop
    def deliveries(self, kind: str | None = None) -> list[Delivered]:
        """What the app was told, or only events of a type, or `slash_commands`, `interactive`."""
        every = self.core.courier.deliveries
        return [one for one in every if kind in (None, one.kind, one.event.get("type"))]
