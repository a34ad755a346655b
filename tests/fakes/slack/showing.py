"""Views and what else belongs to people's screens: modals, the Home tab, suggested prompts."""

from __future__ import annotations

import copy
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.slack.checks import ApiError, check_view, elements_of
from tests.fakes.slack.core import Core
from tests.fakes.slack.state import Payload, Team, User, View
from tests.fakes.slack.web_api import Call, Door, require

MOST_VIEWS = 3


@dataclass(eq=False)
class Trigger:
    """The right to open a modal, shortly and once."""

    user: User
    team: Team
    view: View | None
    made: float = field(default_factory=time.monotonic)
    used: bool = False


class Showing:
    """The methods, and all triggers."""

    def __init__(self, core: Core, door: Door) -> None:
        self._core = core
        self._state = core.state
        self.trigger_seconds = 3.0
        self._triggers: dict[str, Trigger] = {}
        for name, handler in (
            ("views.open", self.open),
            ("views.push", self.push),
            ("views.update", self.update),
            ("views.publish", self.publish),
        ):
            door.open(name, handler)
        door.open("assistant.threads.setSuggestedPrompts", self.prompts)
        door.open("assistant.threads.setStatus", self.status)
        door.open("assistant.threads.setTitle", self.title)

    def trigger(self, user: User, team: Team, view: View | None = None) -> str:
        """A new one, for something that a person did."""
        key = f"{secrets.randbelow(10**10)}.{secrets.randbelow(10**10)}.{secrets.token_hex(16)}"
        self._triggers[key] = Trigger(user, team, view)
        return key

    def _exchange(self, call: Call) -> Trigger:
        found = self._triggers.get(call.text("trigger_id"))
        if found is None or found.team not in call.app.teams:
            raise ApiError("invalid_trigger_id")
        if found.used:
            raise ApiError("exchanged_trigger_id")
        if time.monotonic() - found.made > self.trigger_seconds:
            raise ApiError("expired_trigger_id")
        return found

    def make(self, user: User, team: Team, body: Any) -> View:
        """A view that someone sees from now on. Raises ApiError for one that cannot be shown."""
        check_view(body)
        if any(
            body.get("external_id") and one.body.get("external_id") == body["external_id"]
            for one in self._state.views()
        ):
            raise ApiError("duplicate_external_id")
        return View(self._state.ids.next("V"), user, team, _named(body), secrets.token_hex(4))

    async def open(self, call: Call) -> Payload:
        trigger = self._exchange(call)
        made = self.make(trigger.user, trigger.team, call.args.get("view"))
        trigger.used = True
        self._state.modals[trigger.user.id] = [made]
        return self._answer(made)

    async def push(self, call: Call) -> Payload:
        trigger = self._exchange(call)
        if trigger.view is None:
            raise ApiError("invalid_trigger_id")
        made = self.make(trigger.user, trigger.team, call.args.get("view"))
        trigger.used = True
        self.put_above(made)
        return self._answer(made)

    def put_above(self, view: View) -> None:
        """Shows a modal over those that are open."""
        stack = self._state.modals.setdefault(view.user.id, [])
        if len(stack) >= MOST_VIEWS:
            raise ApiError("push_limit_reached")
        view.previous = stack[-1] if stack else None
        stack.append(view)

    async def update(self, call: Call) -> Payload:
        keys = call.get("view_id"), call.get("external_id")
        for view in self._state.views():
            if view.id == keys[0] or (keys[1] and view.body.get("external_id") == keys[1]):
                if view.team not in call.app.teams:
                    break
                self._replace(view, call.args.get("view"), call.get("hash"))
                return self._answer(view)
        raise ApiError("not_found")

    def _replace(self, view: View, body: Any, known: str | None) -> None:
        if known is not None and known != view.hash:
            raise ApiError("hash_conflict")
        check_view(body)
        view.body, view.hash = _named(body), secrets.token_hex(4)

    async def publish(self, call: Call) -> Payload:
        user = self._state.users.get(call.text("user_id"))
        if user is None:
            raise ApiError("invalid_arguments", "user_id is not a valid user")
        if (call.args.get("view") or {}).get("type") != "home":
            raise ApiError("invalid_arguments", "view must be of type home")
        shown = self._state.homes.get(user.id)
        if shown is None:
            shown = self.make(user, call.app.teams[0], call.args["view"])
            self._state.homes[user.id] = shown
        else:
            self._replace(shown, call.args["view"], call.get("hash"))
        return self._answer(shown)

    def _answer(self, view: View) -> Payload:
        self._core.changed()
        return {"view": view.payload(view.team.bot)}

    def answered(self, view: View, response: Any) -> None:
        """What a submission was acked with: the modal closes, changes, or shows errors."""
        stack = self._state.modals.get(view.user.id, [])
        if view not in stack:
            return
        self._core.changed()
        view.errors = {}
        match (response or {}).get("response_action"):
            case None:
                stack.remove(view)
            case "clear":
                stack.clear()
            case "errors":
                view.errors = dict(response["errors"])
            case "update":
                self._replace(view, response["view"], None)
            case "push":
                self.put_above(self.make(view.user, view.team, response["view"]))

    # Threads of the agent.

    async def prompts(self, call: Call) -> Payload:
        require(call, "assistant:write")
        channel = self._core.channel(call, name="channel_id")
        prompts = call.args.get("prompts")
        if not isinstance(prompts, list) or not 1 <= len(prompts) <= 4:
            raise ApiError("invalid_arguments", "prompts must be 1 to 4")
        if not all(one.get("title") and one.get("message") for one in prompts):
            raise ApiError("invalid_arguments", "a prompt has a title and a message")
        said = {name: call.args.get(name) for name in ("title", "prompts", "thread_ts")}
        self._state.prompts[channel.id] = said
        return {}

    async def status(self, call: Call) -> Payload:
        if not {"assistant:write", "chat:write"} & call.app.scopes:
            require(call, "assistant:write")
        self._core.channel(call, name="channel_id")
        call.text("thread_ts")
        self._state.statuses.append(dict(call.args))
        return {}

    async def title(self, call: Call) -> Payload:
        require(call, "assistant:write")
        channel = self._core.channel(call, name="channel_id")
        self._state.titles[channel.id, call.text("thread_ts")] = call.text("title")
        return {}


def _named(body: Payload) -> Payload:
    """A view of which every block has an id."""
    made = copy.deepcopy(body)
    for place, block in enumerate(made["blocks"]):
        block.setdefault("block_id", f"vb{place}")
    return made


def state_of(view_blocks: list[Payload], values: dict[str, Any]) -> dict[str, Payload]:
    """What stands in the inputs: what a person gave (by action id), or what stood there before.

    A menu's value is the `value` of an option, or a list of them; an id of a person or channel.
    """
    known: set[str] = set()
    state: dict[str, Payload] = {}
    for block in view_blocks:
        for element in elements_of(block):
            if (made := _filled(element, values)) is not None:
                known.add(element["action_id"])
                state.setdefault(block["block_id"], {})[element["action_id"]] = made
    if missing := values.keys() - known:
        raise LookupError(f"there is no {sorted(missing)} to fill in, but {sorted(known)}")
    return state


def _filled(element: Payload, values: dict[str, Any]) -> Payload | None:
    kind, key = element["type"], element["action_id"]
    given = values.get(key)
    if kind in ("button", "feedback_buttons", "icon_button", "overflow"):
        return None
    if kind.endswith("_input"):
        text = element.get("initial_value") if key not in values else given
        return {"type": kind, "value": text or None}
    many = kind.startswith("multi_") or kind == "checkboxes"
    for noun in ("conversation", "channel", "user"):
        if f"{noun}s_select" in kind:
            plural = f"{noun}s" if many else noun
            chosen = element.get(f"initial_{plural}") if key not in values else given
            return {"type": kind, f"selected_{plural}": chosen if chosen else [] if many else None}
    if kind in ("datepicker", "timepicker"):
        noun = kind.removesuffix("picker")
        chosen = element.get(f"initial_{noun}") if key not in values else given
        return {"type": kind, f"selected_{noun}": chosen}
    groups = element.get("option_groups") or ()
    options = [*(element.get("options") or ()), *(one for g in groups for one in g["options"])]
    if many:
        picked = element.get("initial_options") or []
        if key in values:
            picked = [_option(options, value) for value in given or ()]
        return {"type": kind, "selected_options": picked}
    one = element.get("initial_option")
    if key in values:
        one = None if given is None else _option(options, given)
    return {"type": kind, "selected_option": one}


def _option(options: list[Payload], value: str) -> Payload:
    for option in options:
        if value in (option["value"], option["text"]["text"]):
            return option
    raise LookupError(f"there is no {value!r} to choose, but {[o['value'] for o in options]}")
