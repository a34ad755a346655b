"""What people do in this Slack: they write, press, choose, open, stop. Each from any thread."""

from __future__ import annotations

import copy
import json
import mimetypes
from collections.abc import Sequence
from typing import Any

from tests.fakes.slack.chatting import Chatting
from tests.fakes.slack.checks import buttons_of, elements_of
from tests.fakes.slack.core import Core, on_loop
from tests.fakes.slack.courier import Delivered
from tests.fakes.slack.showing import Showing, state_of
from tests.fakes.slack.state import (
    APP_ID,
    DIRECT,
    Channel,
    Installation,
    Message,
    Payload,
    Team,
    User,
    View,
)
from tests.fakes.slack.streams import Streams


class People:
    """All that they can do. `commands` and `shortcuts` are the app's, where they are known."""

    def __init__(self, core: Core, chatting: Chatting, showing: Showing, streams: Streams) -> None:
        self.core = core
        self.commands: set[str] | None = None
        self.shortcuts: set[str] | None = None
        self._state = core.state
        self._chatting = chatting
        self._showing = showing
        self._streams = streams

    # Messages.

    @on_loop
    def say(
        self,
        user: User,
        channel: Channel,
        text: str,
        *,
        thread: Message | str | None = None,
        files: Sequence[tuple[str, bytes]] = (),
        broadcast: bool = False,
        at: float | None = None,
    ) -> Message:
        """Writes a message, in Slack's own form (`<@U…>`, `&amp;`).

        One `at` a time in the past (seconds since 1970) was there before: the app is told nothing.
        """
        if channel.archived:
            raise LookupError(f"#{channel.name} is archived")
        channel.members.add(user.id)
        made = Message(self._state.ids.ts(at), channel, user, text)
        made.thread_ts = thread.root if isinstance(thread, Message) else thread
        made.broadcast = broadcast and made.thread_ts is not None
        made.files = [self._file(made, name, content) for name, content in files]
        if made.files:
            made.subtype = "file_share"
        elif made.broadcast:
            made.subtype = "thread_broadcast"
        if at is None:
            return self.core.keep(made)
        channel.messages[made.ts] = made
        return made

    def _file(self, message: Message, name: str, content: bytes) -> Payload:
        key = self._state.ids.next("F")
        address = f"{self.core.base}/files-pri/{key}/{name}"
        stored: Payload = {
            "id": key,
            "name": name,
            "title": name,
            "mimetype": mimetypes.guess_type(name)[0] or "application/octet-stream",
            "filetype": name.rpartition(".")[2],
            "user": message.user.id,
            "user_team": message.user.team.id,
            "size": len(content),
            "mode": "hosted",
            "is_external": False,
            "url_private": address,
            "url_private_download": f"{address}?download=1",
        }
        self._state.files[key] = (stored, content, message.channel)
        if message.channel.shared:
            return {"id": key, "mode": "file_access", "file_access": "check_file_info"}
        return stored

    @on_loop
    def edit(self, message: Message, text: str) -> None:
        """Changes what one wrote."""
        self.core.change(message, message.user, text=text)

    @on_loop
    def unfurl(self, message: Message, title: str) -> None:
        """Slack shows a preview of a link: a message_changed without any change of the text."""
        self.core.change(message, message.user, attachments=[{"title": title, "fallback": title}])

    @on_loop
    def delete(self, message: Message) -> None:
        """Takes a message away, one's own or the app's."""
        self.core.delete(message)

    @on_loop
    def react(self, user: User, message: Message, emoji: str, *, there: bool = True) -> None:
        """Puts a reaction under a message, or takes it away. Emoji are names, as `thumbsup`."""
        self.core.react(message, emoji, user, there=there)

    # Commands, buttons, shortcuts.

    def _installed(self, team: Team) -> Installation:
        found = self._state.installed(team)
        if found is None:
            raise LookupError(f"the app is not installed in {team.name}")
        return found

    def _home(self, channel: Channel) -> Installation:
        for team in channel.teams:
            if (found := self._state.installed(team)) is not None:
                return found
        raise LookupError(f"the app is not installed where #{channel.name} is")

    def _about(self, user: User, team: Team) -> Payload:
        install = self._installed(team)
        name = user.name.lower()
        org = team.org
        return {
            "user": {"id": user.id, "username": name, "name": name, "team_id": user.team.id},
            "team": team.brief(),
            "api_app_id": APP_ID,
            "token": self.core.token,
            "enterprise": None if org is None else {"id": org.id, "name": org.name},
            "is_enterprise_install": install.whole_org,
        }

    def _place(self, channel: Channel) -> Payload:
        names = {"channel": channel.name, "group": "privategroup", DIRECT: "directmessage"}
        return {"id": channel.id, "name": names.get(channel.kind, channel.name)}

    @on_loop
    def slash(self, user: User, channel: Channel, command: str, text: str = "") -> Delivered:
        """Uses a slash command, which goes in channels and direct messages, not in threads."""
        if self.commands is not None and command not in self.commands:
            raise LookupError(f"{command} is not one of {sorted(self.commands)}")
        team = user.team
        install = self._installed(team)
        place = self._place(channel)
        org = {"enterprise_id": team.org.id, "enterprise_name": team.org.name} if team.org else {}
        url = self._chatting.response_url(channel, user, install.bot, None)
        body = {
            "token": self.core.token,
            "team_id": team.id,
            "team_domain": team.domain,
            **org,
            "channel_id": place["id"],
            "channel_name": place["name"],
            "user_id": user.id,
            "user_name": user.name.lower(),
            "command": command,
            "text": text,
            "api_app_id": APP_ID,
            "is_enterprise_install": "true" if install.whole_org else "false",
            "response_url": url,
            "trigger_id": self._showing.trigger(user, team),
        }

        def answered(response: Any) -> None:
            self._chatting.acked(url, response)

        return self.core.courier.send("slash_commands", body, answered)

    @on_loop
    def click(
        self, user: User, on: Message | View, action: str, *, choose: str | list[str] | None = None
    ) -> Delivered:
        """Presses a button, by its action id or by what is on it, or chooses in a menu."""
        blocks = on.blocks if isinstance(on, Message) else on.body["blocks"]
        if isinstance(on, Message) and on.only_for not in (None, user):
            raise LookupError(f"{user.name} does not see this message")
        block, element = _find(blocks, action)
        used = _used(element, action, choose) | {"block_id": block["block_id"]}
        used["action_ts"] = self.core.state.ids.ts()
        given = {element["action_id"]: choose} if "select" in element["type"] else {}
        state = {"values": state_of(blocks, given)}
        about = {"type": "block_actions", "actions": [used], "state": state}
        if isinstance(on, View):
            body = self._about(user, on.team) | about
            body["view"] = on.payload(on.team.bot, state["values"])
            body["container"] = {"type": "view", "view_id": on.id}
            body["trigger_id"] = self._showing.trigger(user, on.team, on)
        else:
            body = self._pressed(user, on) | about
        return self.core.courier.send("interactive", body)

    def _pressed(self, user: User, message: Message) -> Payload:
        install = self._home(message.channel)
        team = next(one for one in message.channel.teams if one in install.teams)
        container: Payload = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel.id,
            "is_ephemeral": message.only_for is not None,
        }
        if message.thread_ts is not None:
            container["thread_ts"] = message.thread_ts
        place = self._place(message.channel)
        body: Payload = {"container": container, "channel": place}
        if message.only_for is None:
            body["message"] = message.payload()
        original = message if message.user.bot else None
        url = self._chatting.response_url(message.channel, user, team.bot, original)
        body |= {"response_url": url, "trigger_id": self._showing.trigger(user, team)}
        return self._about(user, team) | body

    @on_loop
    def submit(self, view: View, values: dict[str, Any] | None = None) -> Delivered:
        """Sends off a modal. `values` are by action id; others stay as they are."""
        stack = self._state.modals.get(view.user.id, [])
        if view not in stack:
            raise LookupError("this modal is not open")
        state = state_of(view.body["blocks"], values or {})
        body = self._about(view.user, view.team) | {
            "type": "view_submission",
            "team": view.user.team.brief(),
            "trigger_id": self._showing.trigger(view.user, view.team, view),
            "view": view.payload(view.team.bot, state),
            "response_urls": [],
        }

        def answered(response: Any) -> None:
            self._showing.answered(view, response)

        return self.core.courier.send("interactive", body, answered)

    @on_loop
    def dismiss(self, view: View) -> Delivered | None:
        """Closes a modal."""
        self._state.modals[view.user.id].remove(view)
        if not view.body.get("notify_on_close"):
            return None
        body = self._about(view.user, view.team) | {"type": "view_closed", "is_cleared": False}
        return self.core.courier.send("interactive", body | {"view": view.payload(view.team.bot)})

    def _known_shortcut(self, callback_id: str) -> None:
        if self.shortcuts is not None and callback_id not in self.shortcuts:
            raise LookupError(f"{callback_id} is not one of {sorted(self.shortcuts)}")

    @on_loop
    def shortcut(self, user: User, callback_id: str) -> Delivered:
        """Uses a global shortcut."""
        self._known_shortcut(callback_id)
        body = self._about(user, user.team) | {"type": "shortcut", "callback_id": callback_id}
        body["trigger_id"] = self._showing.trigger(user, user.team)
        return self.core.courier.send("interactive", body | {"action_ts": self._state.ids.ts()})

    @on_loop
    def message_shortcut(self, user: User, message: Message, callback_id: str) -> Delivered:
        """Uses a message shortcut."""
        self._known_shortcut(callback_id)
        body = self._pressed(user, message)
        del body["container"]
        about = {"type": "message_action", "callback_id": callback_id, "message_ts": message.ts}
        body |= about | {"message": message.payload(), "action_ts": self._state.ids.ts()}
        return self.core.courier.send("interactive", body)

    # The app's own place, and its sessions.

    @on_loop
    def open_home(
        self, user: User, tab: str = "home", team: Team | None = None
    ) -> Delivered | None:
        """Opens the app: its tab `home` or `messages`."""
        install = self._installed(team or user.team)
        channel = self._state.direct(user, team or user.team)
        event: Payload = {"type": "app_home_opened", "user": user.id, "channel": channel.id}
        event["tab"] = tab
        home = self._state.homes.get(user.id)
        if home is not None and tab == "home":
            event["view"] = home.payload(home.team.bot)
        return self.core.tell(event, channel=channel, install=install)

    @on_loop
    def look_at(self, user: User, channel: Channel | None) -> Delivered | None:
        """Turns to a channel (or to nothing) while the app is open beside it."""
        install = self._installed(user.team)
        context: Payload = {}
        if channel is not None:
            entity = {"type": "slack#/types/channel_id", "value": channel.id}
            context["entities"] = [entity | {"team_id": channel.team.id}]
        direct = self._state.direct(user, user.team)
        event = {"type": "app_context_changed", "user": user.id, "channel": direct.id}
        return self.core.tell(event | {"context": context}, channel=direct, install=install)

    @on_loop
    def stop_session(self, user: User, channel: Channel, thread_ts: str) -> Delivered | None:
        """Presses Slack's Stop: streams of the thread end, the status stays for the app to move."""
        session = self._state.sessions.get((channel.id, thread_ts))
        if session is None or session.status != "processing":
            raise LookupError("nothing is being worked on here, so there is no Stop to press")
        ended = [m.ts for m in channel.thread(thread_ts) if self._streams.close(m, "person")]
        event: Payload = {
            "type": "agent_session_stopped",
            "channel": channel.id,
            "thread_ts": thread_ts,
            "streaming_message_ts": ended,
            "user": user.id,
        }
        return self.core.tell(event, channel=channel)

    # Who is where.

    @on_loop
    def add_bot(self, user: User, channel: Channel) -> None:
        """Invites the app to a channel."""
        install = self._home(channel)
        channel.members.add(install.bot.id)
        event = {"type": "member_joined_channel", "user": install.bot.id, "inviter": user.id}
        about = {"channel": channel.id, "channel_type": channel.kind[0].upper()}
        self.core.tell(event | about | {"team": channel.team.id}, channel=channel)

    @on_loop
    def remove_bot(self, user: User, channel: Channel) -> None:
        """Puts the app out of a channel."""
        install = self._home(channel)
        channel.members.discard(install.bot.id)
        kind = "channel_left" if channel.kind == "channel" else "group_left"
        event = {"type": kind, "channel": channel.id, "actor_id": user.id}
        self.core.tell(event, channel=channel, install=install)

    @on_loop
    def archive(self, user: User, channel: Channel) -> None:
        """Archives a channel."""
        channel.archived = True
        kind = "channel_archive" if channel.kind == "channel" else "group_archive"
        self.core.tell({"type": kind, "channel": channel.id, "user": user.id}, channel=channel)

    @on_loop
    def send_event(self, team: Team, event: Payload, channel: Channel | None = None) -> Delivered:
        """Tells the app any event at all, as if Slack had it."""
        install = self._installed(team)
        body = self.core.envelope(copy.deepcopy(event), install, team, channel)
        return self.core.courier.send("events_api", body)

    @on_loop
    def send_again(self, made: Delivered) -> Delivered:
        """Tells the app the same event (same `event_id`) once more."""
        return self.core.courier.send(made.kind, json.loads(json.dumps(made.body)))


def _find(blocks: Sequence[Payload], action: str) -> tuple[Payload, Payload]:
    """The element that has an action id, or this on it."""
    labelled = buttons_of(blocks)
    for block in blocks:
        for element in elements_of(block):
            if element["action_id"] == action or labelled.get(action) is element:
                return block, element
    known = [e["action_id"] for b in blocks for e in elements_of(b)]
    raise LookupError(f"there is no {action!r} here, but {sorted(labelled)} and {known}")


def _used(element: Payload, action: str, choose: str | list[str] | None) -> Payload:
    kind = element["type"]
    made: Payload = {"type": kind, "action_id": element["action_id"]}
    if kind == "feedback_buttons":
        for name in ("positive_button", "negative_button"):
            button = element[name]
            if button["text"]["text"] in (action, choose) or button["value"] == choose:
                return made | {"value": button["value"], "text": button["text"]}
        raise LookupError("say which of the feedback buttons: by its text, or choose=its value")
    if kind in ("button", "icon_button"):
        kept = ("text", "value", "style", "url")
        return made | {name: element[name] for name in kept if name in element}
    if kind == "overflow":
        for option in element["options"]:
            if choose in (option["value"], option["text"]["text"]):
                return made | {"selected_option": option}
        raise LookupError(f"there is no {choose!r} in this menu")
    block = {"type": "actions", "block_id": "b", "elements": [element]}
    filled = state_of([block], {element["action_id"]: choose})["b"]
    return {**made, **filled[element["action_id"]]}
