"""Tells Discord of the commands, where what it knows is not what the table says.

Registering costs a call with a small daily allowance, so what is registered is looked at first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import structlog
from discord.http import Route

if TYPE_CHECKING:
    from discord import app_commands

log = structlog.get_logger()

_SAID = frozenset(
    {
        "autocomplete",
        "choices",
        "contexts",
        "default_member_permissions",
        "description",
        "description_localizations",
        "integration_types",
        "max_length",
        "min_length",
        "name",
        "name_localizations",
        "options",
        "required",
        "type",
        "value",
    }
)
"""What we say of commands, options and choices. Discord adds ids, versions and older forms."""
_UNORDERED = ("contexts", "integration_types")


async def sync(tree: app_commands.CommandTree[Any]) -> bool:
    """Registers the tree's commands if they changed; says whether they had.

    Raises discord.HTTPException where Discord refuses.
    """
    wanted = await _payload(tree)
    registered = await _registered(tree)
    if _normal(wanted) == _normal(registered):
        log.info("commands_unchanged", commands=len(wanted))
        return False
    await tree.sync()
    log.info("commands_synced", commands=len(wanted))
    return True


async def _payload(tree: app_commands.CommandTree[Any]) -> list[dict[str, Any]]:
    translator = tree.translator
    commands = tree.get_commands()
    if translator is None:
        return [command.to_dict(tree) for command in commands]
    return [await command.get_translated_payload(tree, translator) for command in commands]


async def _registered(tree: app_commands.CommandTree[Any]) -> list[dict[str, Any]]:
    """What is registered, with all localizations, which `fetch_commands` does not ask for."""
    client = tree.client
    route = Route(
        "GET", "/applications/{application_id}/commands", application_id=client.application_id
    )
    found: list[dict[str, Any]] = await client.http.request(
        route, params={"with_localizations": "true"}
    )
    return found


def _normal(commands: Sequence[Mapping[str, Any]]) -> list[Any]:
    """The commands in one order, with nothing that says nothing."""
    normal = [_told(command) for command in commands]
    return sorted(normal, key=lambda command: (command.get("type", 1), command["name"]))


def _told(thing: Mapping[str, Any]) -> dict[str, Any]:
    told = {key: _value(value) for key, value in thing.items() if key in _SAID}
    for key in _UNORDERED:
        if key in told:
            told[key] = sorted(told[key])
    return {key: value for key, value in told.items() if value not in (None, False, [], {}, "")}


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return [_told(item) if isinstance(item, Mapping) else item for item in value]
    return dict(value) if isinstance(value, Mapping) else value
