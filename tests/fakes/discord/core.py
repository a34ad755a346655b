"""What happens with messages, whoever writes them: checked, kept, and told to the bot."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import discord

from tests.fakes.discord.checks import ApiError, check_message, invalid, mentions_in, pings_of
from tests.fakes.discord.gateway import MESSAGE_CONTENT, WORDLESS, Gateway
from tests.fakes.discord.limits import Limits
from tests.fakes.discord.rest import Call
from tests.fakes.discord.state import (
    COMPONENTS_V2,
    LOADING,
    PUBLIC_THREAD,
    Channel,
    Message,
    Payload,
    State,
    User,
)

_REPLY, _THREAD_STARTER = 19, 21
_CONTENT = ("content", "components", "embeds")


class Core:
    """Everything that the routes and the people share."""

    def __init__(self, state: State, limits: Limits, gateway: Gateway, token: str) -> None:
        self.state = state
        self.limits = limits
        self.gateway = gateway
        self.token = token
        self.base = ""
        self.commands: list[Payload] = []
        self.errors: list[str] = []
        self.typing: list[int] = []
        self.changes = 0
        self._nonces: dict[tuple[int, str], Message] = {}

    def changed(self) -> None:
        self.changes += 1

    # Where, and what the bot may do there.

    def channel(self, call: Call, *permissions: str) -> Channel:
        """The channel of a request, in which the bot must have these permissions."""
        found = self.state.channels.get(call.id("channel"))
        if found is None:
            raise ApiError(404, 10003, "Unknown Channel")
        self.require(found, *permissions)
        return found

    def require(self, channel: Channel, *permissions: str) -> None:
        """Raises ApiError for what the bot lacks."""
        has = discord.Permissions(channel.permissions_of(self.state.ours))
        if not has.view_channel:
            raise ApiError(403, 50001, "Missing Access")
        if not all(getattr(has, name) for name in permissions):
            raise ApiError(403, 50013, "Missing Permissions")

    def message(self, channel: Channel, key: int) -> Message:
        """A message that the bot can see through the channel."""
        found = channel.messages.get(key)
        if found is None or found.only_for is not None:
            raise ApiError(404, 10008, "Unknown Message")
        return found

    def shown(self, message: Message) -> Payload:
        """A message as REST gives it to the bot."""
        body = message.payload(self.state.ours)
        reads = self.gateway.granted & MESSAGE_CONTENT or self.gateway.may_read(message)
        return body if reads else body | WORDLESS

    # Messages of the bot.

    def send(
        self,
        channel: Channel,
        body: Payload,
        files: Mapping[int, tuple[str, bytes]],
        *,
        only_for: User | None = None,
        interaction: Payload | None = None,
        loading: bool = False,
    ) -> Message:
        """A new message of the bot; the same nonce gives the same message."""
        if not loading:
            check_message({**body, "attachments": [*files] or body.get("attachments")})
        nonce = body.get("nonce")
        key = (channel.id, str(nonce))
        if nonce is not None and body.get("enforce_nonce") and key in self._nonces:
            return self._nonces[key]
        made = Message(self.state.ids.next(), channel, self.state.ours, nonce=nonce)
        made.interaction = interaction
        made.only_for = only_for
        self._refer(made, body)
        self.fill(made, body, files)
        if nonce is not None:
            self._nonces[key] = made
        self.keep(made)
        return made

    def _refer(self, message: Message, body: Payload) -> None:
        if not (refers := body.get("message_reference")):
            return
        original = message.channel.messages.get(int(refers["message_id"]))
        if original is None and refers.get("fail_if_not_exists", True):
            raise invalid("message_reference", "Unknown message")
        self.reply(message, original, int(refers["message_id"]))

    def reply(self, message: Message, original: Message | None, key: int) -> None:
        """Makes a message a reply."""
        message.reference = original
        message.kind = _REPLY
        message.refers_to = {"message_id": str(key), "channel_id": str(message.channel.id)}

    def fill(self, message: Message, body: Payload, files: Mapping[int, tuple[str, bytes]]) -> None:
        """Gives a message its first content, and whom it pings."""
        for name in _CONTENT:
            setattr(message, name, body.get(name) or ("" if name == "content" else []))
        message.flags = (message.flags & ~LOADING) | int(body.get("flags") or 0)
        message.allowed_mentions = body.get("allowed_mentions")
        self._attach(message, files)
        self._name(message)
        message.pinged = pings_of(message, self.state.users)

    def _attach(self, message: Message, files: Mapping[int, tuple[str, bytes]]) -> None:
        for name, content in files.values():
            stored = self.state.store_file(message.channel, name, content, self.base)
            message.attachments.append(stored)

    def _name(self, message: Message) -> None:
        said = mentions_in(message.content, self.state.users, message.channel.guild)
        message.mentioned, roles = said
        message.mentioned_roles = [role.id for role in roles]

    def edit(
        self, message: Message, body: Payload, files: Mapping[int, tuple[str, bytes]]
    ) -> Message:
        """Changes a message of the bot. An edit pings nobody."""
        check_message({**body, "attachments": [*files] or message.attachments}, before=message)
        for name in _CONTENT:
            if name in body:
                setattr(message, name, body[name] or ("" if name == "content" else []))
        if body.get("flags") is not None:
            message.flags |= int(body["flags"]) & COMPONENTS_V2
        if message.flags & LOADING:
            message.flags &= ~LOADING
        self._attach(message, files)
        self._name(message)
        message.touch()
        self.tell("MESSAGE_UPDATE", message)
        return message

    # What anyone may do.

    def keep(self, message: Message) -> None:
        """Puts a message into its channel, and tells of it."""
        message.channel.messages[message.id] = message
        self.tell("MESSAGE_CREATE", message)

    def tell(self, event: str, message: Message) -> None:
        """Tells the bot of a message. Of those for one person alone it hears nothing."""
        self.changed()
        if message.only_for is None:
            self.gateway.dispatch_message(event, message)

    def delete(self, message: Message) -> None:
        """Takes a message away."""
        del message.channel.messages[message.id]
        self.changed()
        if message.only_for is None:
            self.dispatch("MESSAGE_DELETE", {"id": str(message.id)}, message.channel)

    def react(self, message: Message, emoji: str, user: User, *, there: bool) -> None:
        """Puts a reaction under a message, or takes it away."""
        who = message.reactions.setdefault(emoji, set())
        (who.add if there else who.discard)(user.id)
        event = "MESSAGE_REACTION_ADD" if there else "MESSAGE_REACTION_REMOVE"
        guild = message.channel.guild
        member = None if guild is None else guild.members[user.id].payload()
        data = {
            "user_id": str(user.id),
            "message_id": str(message.id),
            "message_author_id": str(message.author.id),
            "emoji": {"id": None, "name": emoji},
            "burst": False,
            "type": 0,
            **({"member": member} if member and there else {}),
        }
        self.dispatch(event, data, message.channel)

    def dispatch(self, event: str, data: Payload, channel: Channel) -> None:
        """Tells an event of a channel."""
        here: dict[str, Any] = {"channel_id": str(channel.id)}
        if channel.guild is not None:
            here["guild_id"] = str(channel.guild.id)
        self.changed()
        self.gateway.dispatch(event, data | here, channel.guild)

    def start_thread(
        self, parent: Channel, name: str, owner: User, message: Message | None
    ) -> Channel:
        """A thread under a message (whose id it then has), or one of its own."""
        if not 1 <= len(name) <= 100:
            raise invalid("name", "Must be between 1 and 100 in length.")
        if message is not None and message.thread is not None:
            raise ApiError(400, 160004, "A thread has already been created for this message")
        key = self.state.ids.next() if message is None else message.id
        thread = Channel(key, PUBLIC_THREAD, name, parent.guild, parent, owner=owner)
        thread.joined = {owner.id}
        self.state.channels[key] = thread
        assert parent.guild is not None
        parent.guild.channels[key] = thread
        data = thread.payload() | {"newly_created": True}
        self.changed()
        self.gateway.dispatch("THREAD_CREATE", data, parent.guild)
        if message is not None:
            message.thread = thread
            self.tell("MESSAGE_UPDATE", message)
            starter = Message(self.state.ids.next(), thread, message.author, kind=_THREAD_STARTER)
            starter.reference = message
            starter.refers_to = {"message_id": str(key), "channel_id": str(parent.id)}
            self.keep(starter)
        return thread


def plain_emoji(quoted: str) -> str:
    """An emoji of a path, custom ones by their name."""
    return re.sub(r":\d+$", "", quoted)
