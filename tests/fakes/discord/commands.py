"""What Discord's client makes of a command that a person types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tests.fakes.discord.state import Channel, Payload

if TYPE_CHECKING:
    from tests.fakes.discord.core import Core

_FILE = 11


def find(commands: Sequence[Payload], name: str, kind: int) -> Payload:
    """A command that the bot has registered; nobody can use another."""
    for command in commands:
        if command["name"] == name and command["type"] == kind:
            return command
    raise LookupError(f"no command {name}: {[one['name'] for one in commands]}")


def given(
    core: Core,
    channel: Channel,
    command: Payload,
    options: Mapping[str, Any],
    *,
    partial: bool = False,
) -> Payload:
    """A command with its options. A file is given as its name and its content."""
    known = {option["name"]: option for option in command.get("options") or ()}
    missing = [n for n, o in known.items() if o.get("required") and n not in options]
    if set(options) - set(known) or (missing and not partial):
        raise LookupError(f"/{command['name']} takes {list(known)}, not {list(options)}")
    sent: list[Payload] = []
    files: Payload = {}
    for name, value in options.items():
        kind = known[name]["type"]
        if kind == _FILE:
            file, content = value
            stored = core.state.store_file(channel, file, content, core.base)
            files[stored["id"]] = stored
            value = stored["id"]
        sent.append({"name": name, "type": kind, "value": value})
    data: Payload = {"id": command["id"], "name": command["name"], "type": 1, "options": sent}
    return data | ({"resolved": {"attachments": files}} if files else {})
