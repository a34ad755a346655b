"""The routes of channels: messages, history, reactions, threads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.fakes.discord.checks import ApiError
from tests.fakes.discord.core import Core, plain_emoji
from tests.fakes.discord.limits import CHANNEL, MESSAGE, MESSAGES
from tests.fakes.discord.state import FORUM, Channel, Message, Payload

if TYPE_CHECKING:
    from tests.fakes.discord.rest import Call, Door

_REACTION = MESSAGE + "/reactions/{emoji}"
_THREAD_MEMBER = CHANNEL + "/thread-members/{user}"


class Messages:
    """What the bot does in channels."""

    def __init__(self, core: Core, door: Door, app: web.Application) -> None:
        self._core = core
        self._ours = core.state.ours
        for method, route, handler in (
            ("POST", MESSAGES, self.send),
            ("GET", MESSAGES, self.history),
            ("GET", MESSAGE, self.get),
            ("PATCH", MESSAGE, self.edit),
            ("DELETE", MESSAGE, self.delete),
            ("POST", CHANNEL + "/typing", self.type),
            ("PUT", _REACTION + "/@me", self.react),
            ("DELETE", _REACTION + "/@me", self.unreact),
            ("DELETE", _REACTION + "/{user}", self.unreact),
            ("POST", MESSAGE + "/threads", self.start_thread),
            ("POST", CHANNEL + "/threads", self.start_thread),
            ("PUT", _THREAD_MEMBER, self.join),
            ("DELETE", _THREAD_MEMBER, self.join),
        ):
            door.open(app, method, route, handler)

    async def send(self, call: Call) -> Payload:
        channel = self._core.channel(call)
        if channel.kind == FORUM:
            raise ApiError(400, 50008, "Cannot send messages in a non-text channel")
        may = "send_messages_in_threads" if channel.is_thread else "send_messages"
        self._core.require(channel, may)
        if call.body.get("message_reference"):
            self._core.require(channel, "read_message_history")
        return self._core.send(channel, call.body, call.files).payload(self._ours)

    async def history(self, call: Call) -> list[Payload]:
        channel = self._core.channel(call)
        if not channel.permissions_of(self._ours) & (1 << 16):
            return []
        limit = int(call.query.get("limit", 50))
        visible = [m for m in channel.messages.values() if m.only_for is None]
        found = sorted(visible, key=lambda message: -message.id)
        if "before" in call.query:
            found = [m for m in found if m.id < int(call.query["before"])][:limit]
        elif "after" in call.query:
            found = [m for m in found if m.id > int(call.query["after"])][-limit:]
        elif "around" in call.query:
            middle = int(call.query["around"])
            found = sorted(found, key=lambda m: abs(m.id - middle))[:limit]
            found.sort(key=lambda message: -message.id)
        return [self._core.shown(message) for message in found[:limit]]

    async def get(self, call: Call) -> Payload:
        channel = self._core.channel(call, "read_message_history")
        return self._core.shown(self._core.message(channel, call.id("message")))

    async def edit(self, call: Call) -> Payload:
        message = self._core.message(self._core.channel(call), call.id("message"))
        if message.author is not self._ours:
            raise ApiError(403, 50005, "Cannot edit a message authored by another user")
        return self._core.edit(message, call.body, call.files).payload(self._ours)

    async def delete(self, call: Call) -> None:
        channel = self._core.channel(call)
        message = self._core.message(channel, call.id("message"))
        if message.author is not self._ours:
            self._core.require(channel, "manage_messages")
        self._core.delete(message)

    async def type(self, call: Call) -> None:
        self._core.typing.append(self._core.channel(call, "send_messages").id)

    async def react(self, call: Call) -> None:
        channel = self._core.channel(call, "add_reactions", "read_message_history")
        self._reaction(call, channel, there=True)

    async def unreact(self, call: Call) -> None:
        self._reaction(call, self._core.channel(call), there=False)

    def _reaction(self, call: Call, channel: Channel, *, there: bool) -> None:
        message = self._core.message(channel, call.id("message"))
        self._core.react(message, plain_emoji(call.ids["emoji"]), self._ours, there=there)

    async def start_thread(self, call: Call) -> Payload:
        parent = self._core.channel(call, "create_public_threads")
        message: Message | None = None
        if "message" in call.ids:
            message = self._core.message(parent, call.id("message"))
        body: dict[str, Any] = call.body
        thread = self._core.start_thread(parent, body["name"], self._ours, message)
        answer = thread.payload() | {"member": thread.member_payload(self._ours.id)}
        if parent.kind == FORUM:
            first = self._core.send(thread, body["message"], call.files)
            answer["message"] = first.payload(self._ours)
        return answer

    async def join(self, call: Call) -> None:
        thread = self._core.channel(call)
        joins = call.method == "PUT"
        (thread.joined.add if joins else thread.joined.discard)(self._ours.id)
