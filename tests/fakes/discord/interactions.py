"""Interactions: what people start with commands and buttons, and the bot's answers to them.

Each has to be answered within some seconds; its token then lives for some minutes.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.fakes.discord.checks import (
    ApiError,
    buttons_of,
    check_choices,
    check_message,
    check_modal,
    walk,
)
from tests.fakes.discord.limits import WEBHOOK
from tests.fakes.discord.state import EPHEMERAL, LOADING, Channel, Message, Payload, User

if TYPE_CHECKING:
    from tests.fakes.discord.core import Core
    from tests.fakes.discord.rest import Call, Door

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
_MESSAGE, _LATER, _LATER_UPDATE, _UPDATE, _CHOICES, _FORM = 4, 5, 6, 7, 8, 9


@dataclass(eq=False, repr=False)
class Interaction:
    """One, from a person's press to its end. `answered` is the type of the first answer."""

    id: int
    token: str
    kind: int
    user: User
    channel: Channel
    data: Payload
    locale: str
    pressed: Message | None = None
    started: float = field(default_factory=time.monotonic)
    answered: int | None = None
    original: Message | None = None
    replies: list[Message] = field(default_factory=list)
    choices: list[Payload] | None = None
    form: Payload | None = None


class Interactions:
    """All of them, and the two routes that answer them."""

    def __init__(self, core: Core, door: Door, app: web.Application) -> None:
        self._core = core
        self._ours = core.state.ours
        self.answer_seconds = 3.0
        self.token_seconds = 900.0
        self._by_token: dict[str, Interaction] = {}
        message = WEBHOOK + "/messages/{message}"
        for method, route, handler in (
            ("POST", "/interactions/{interaction}/{token}/callback", self.answer),
            ("POST", WEBHOOK, self.follow_up),
            ("GET", message, self.get),
            ("PATCH", message, self.edit),
            ("DELETE", message, self.delete),
        ):
            door.open(app, method, route, handler)

    # People.

    def start(
        self,
        kind: int,
        user: User,
        channel: Channel,
        data: Payload,
        locale: str,
        pressed: Message | None = None,
    ) -> Interaction:
        """Something that a person does; the bot is told of it."""
        made = Interaction(
            self._core.state.ids.next(),
            secrets.token_urlsafe(60),
            kind,
            user,
            channel,
            data,
            locale,
            pressed,
        )
        self._by_token[made.token] = made
        self._core.changed()
        self._core.gateway.dispatch("INTERACTION_CREATE", self._payload(made), channel.guild)
        return made

    def _payload(self, made: Interaction) -> Payload:
        guild, ours = made.channel.guild, self._ours
        owner = "0" if guild is None else str(guild.id)
        body: Payload = {
            "id": str(made.id),
            "application_id": str(ours.id),
            "type": made.kind,
            "token": made.token,
            "version": 1,
            "data": made.data,
            "locale": made.locale,
            "channel_id": str(made.channel.id),
            "channel": made.channel.payload(),
            "app_permissions": str(made.channel.permissions_of(ours)),
            "entitlements": [],
            "authorizing_integration_owners": {"0": owner},
            "context": 0 if guild is not None else 1,
            "attachment_size_limit": 10_485_760,
        }
        if guild is None:
            body["user"] = made.user.payload()
        else:
            may = {"permissions": str(made.channel.permissions_of(made.user))}
            body["member"] = guild.members[made.user.id].payload() | may
            body["guild_id"] = str(guild.id)
            body["guild_locale"] = "en-US"
            body["guild"] = {"id": str(guild.id), "locale": "en-US", "features": []}
        if made.pressed is not None:
            body["message"] = made.pressed.payload(ours)
        return body

    def press(self, user: User, message: Message, custom_id: str, values: list[str]) -> Interaction:
        """Presses a button or chooses in a menu, by its id or by what is written on it."""
        if message.only_for not in (None, user):
            raise LookupError(f"{user.name} does not see this message")
        custom_id = buttons_of(message).get(custom_id, custom_id)
        for part in walk(message.components):
            if part.get("custom_id") == custom_id and not part.get("disabled"):
                data: Payload = {"custom_id": custom_id, "component_type": part["type"]}
                if part["type"] != 2:
                    data["values"] = values
                return self.start(COMPONENT, user, message.channel, data, user.locale, message)
        raise LookupError(f"nothing here can be pressed as {custom_id}: {buttons_of(message)}")

    def submit(self, shown: Interaction, values: Mapping[str, Any]) -> Interaction:
        """Sends off the form that an interaction was answered with."""
        if shown.form is None:
            raise LookupError("no form was shown")
        fields = [_filled(part, values) for part in shown.form["components"]]
        known = {part.get("custom_id") for part in walk(fields)}
        if missing := set(values) - known:
            raise LookupError(f"the form has no {missing}, but {known}")
        data = {"custom_id": shown.form["custom_id"], "components": fields}
        return self.start(MODAL, shown.user, shown.channel, data, shown.locale, shown.pressed)

    def ignored(self, made: Interaction) -> bool:
        """Whether the person was told that the application did not respond."""
        late = time.monotonic() - made.started > self.answer_seconds
        return made.answered is None and late

    # The bot.

    async def answer(self, call: Call) -> Payload | None:
        made = self._by_token.get(call.ids["token"])
        if made is None or made.id != call.id("interaction"):
            raise ApiError(404, 10062, "Unknown interaction")
        if made.answered is not None:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        if self.ignored(made):
            raise ApiError(404, 10062, "Unknown interaction")
        kind, data = call.body["type"], call.body.get("data") or {}
        self._take(made, kind, data, call)
        made.answered = kind
        return self._told(made) if call.query.get("with_response") in ("1", "true") else None

    def _take(self, made: Interaction, kind: int, data: Payload, call: Call) -> None:
        match kind:
            case 4:
                made.original = self._say(made, data, call)
            case 5:
                flags = LOADING | (int(data.get("flags") or 0) & EPHEMERAL)
                made.original = self._say(made, {"flags": flags}, call, loading=True)
            case 6:
                made.original = self._pressed(made)
            case 7:
                made.original = self._core.edit(self._pressed(made), data, call.files)
            case 8:
                check_choices(data["choices"])
                made.choices = data["choices"]
            case 9:
                check_modal(data)
                made.form = data
            case _:
                raise ApiError(400, 50035, f"Invalid interaction response type {kind}")

    def _pressed(self, made: Interaction) -> Message:
        if made.pressed is None:
            raise ApiError(400, 50035, "There is no message to update")
        return made.pressed

    def _say(
        self, made: Interaction, body: Payload, call: Call, *, loading: bool = False
    ) -> Message:
        only_for = made.user if int(body.get("flags") or 0) & EPHEMERAL else None
        about = {
            "id": str(made.id),
            "type": made.kind,
            "user": made.user.payload(),
            "authorizing_integration_owners": {},
        }
        said = self._core.send(
            made.channel, body, call.files, only_for=only_for, interaction=about, loading=loading
        )
        made.replies.append(said)
        return said

    def _told(self, made: Interaction) -> Payload:
        about: Payload = {"id": str(made.id), "type": made.kind}
        told: Payload = {"interaction": about}
        if made.original is not None:
            flags = made.original.flags
            about["response_message_id"] = str(made.original.id)
            about["response_message_loading"] = bool(flags & LOADING)
            about["response_message_ephemeral"] = bool(flags & EPHEMERAL)
            message = made.original.payload(self._ours)
            told["resource"] = {"type": made.answered, "message": message}
        return told

    def _alive(self, call: Call) -> Interaction:
        made = self._by_token.get(call.ids["token"])
        if made is None or made.answered is None:
            raise ApiError(404, 10015, "Unknown Webhook")
        if time.monotonic() - made.started > self.token_seconds:
            raise ApiError(401, 50027, "Invalid Webhook Token")
        return made

    def _message(self, call: Call) -> Message:
        made, wanted = self._alive(call), call.ids["message"]
        found = [made.original] if wanted == "@original" else made.replies
        for message in found:
            if message is None or message.id not in message.channel.messages:
                continue
            if wanted in ("@original", str(message.id)):
                return message
        raise ApiError(404, 10008, "Unknown Message")

    async def follow_up(self, call: Call) -> Payload:
        made = self._alive(call)
        original = made.original
        if original is None or not original.flags & LOADING:
            return self._say(made, call.body, call).payload(self._ours)
        return self._fill(original, call).payload(self._ours)

    def _fill(self, message: Message, call: Call) -> Message:
        """What was promised by a deferral; it stays for one person alone where it was so."""
        check_message({**call.body, "attachments": [*call.files]})
        self._core.fill(message, call.body, call.files)
        if message.only_for is not None:
            message.flags |= EPHEMERAL
        self._core.tell("MESSAGE_UPDATE", message)
        return message

    async def get(self, call: Call) -> Payload:
        return self._message(call).payload(self._ours)

    async def edit(self, call: Call) -> Payload:
        message = self._message(call)
        if message.flags & LOADING:
            return self._fill(message, call).payload(self._ours)
        return self._core.edit(message, call.body, call.files).payload(self._ours)

    async def delete(self, call: Call) -> None:
        self._core.delete(self._message(call))


def _filled(part: Payload, values: Mapping[str, Any]) -> Payload:
    """A field of a form with what a person gave, or with what stood there."""
    if "components" in part:
        inner = [_filled(one, values) for one in part["components"]]
        return {"type": part["type"], "components": inner}
    if "component" in part:
        return {"type": part["type"], "component": _filled(part["component"], values)}
    if "custom_id" not in part:
        return {"type": part["type"]}
    body = {"type": part["type"], "custom_id": part["custom_id"]}
    given = values.get(part["custom_id"])
    if part["type"] == 4:
        return body | {"value": given if given is not None else part.get("value", "")}
    chosen = [one["value"] for one in part.get("options", ()) if one.get("default")]
    return body | {"values": chosen if given is None else given}
