"""The settings of a workspace or channel as the blocks of a modal, and what was chosen in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.adapters.slack import ids
from bot.adapters.slack.blocks import Block, actions, button, context, section, words
from bot.adapters.slack.forms import modal
from bot.adapters.slack.incoming import person_id
from bot.adapters.slack.writing import mrkdwn
from bot.chat.plain import one_line
from bot.chat.settings_fields import (
    FIELDS,
    INHERITED,
    Field,
    chosen_value,
    default_of,
)
from bot.phrases import Phrases

NOBODY = "nobody"
_WORKSPACE = "workspace"
_ADMINS, _EXPERTS = "admins", "experts"
_MOST_OPTIONS = 100
_OPTION_LIMIT = 75
_LABEL_LIMIT = 2000
_SAID_LIMIT = 500
_OF_A_WORKSPACE = frozenset({"sources-own"})
"""What is worded for a server, and reads otherwise for a workspace."""


@dataclass(frozen=True, slots=True)
class Layers:
    """What is set at the place that the modal is for, and at its workspace.

    `channel` is the channel's id, None where it is for the workspace.
    """

    channel: str | None
    own: Mapping[str, Any]
    server: Mapping[str, Any]

    def around(self, name: str) -> Any:
        """What holds where the channel says nothing."""
        return self.server.get(name, default_of(name))


def settings_view(
    layers: Layers,
    groups: Mapping[str, str] | None,
    phrases: Phrases,
    *,
    here: str | None,
    private: str,
    stamp: str,
    said: str | None = None,
) -> Block:
    """The modal. `groups` are the names of the user groups by id, None where there are none.

    `here` is the channel where it was opened. A new `stamp` makes Slack forget what was chosen
    before the modal was drawn anew. `said` is told above everything.
    """
    blocks = [] if said is None else [section(mrkdwn(one_line(said, _SAID_LIMIT)))]
    blocks.append(_places(layers, phrases, here, stamp))
    blocks += [_select(field, layers, phrases, stamp) for field in FIELDS.values()]
    blocks += _experts(layers, groups, phrases, stamp)
    if layers.channel is None:
        blocks.append(_admins(layers, phrases, stamp))
    if layers.own:
        key = "slack-settings-reset-channel" if layers.channel else "settings-reset-server"
        blocks.append(actions(button(ids.SETTINGS_RESET, phrases.say(key), stamp)))
    title, save = phrases.say("slack-home-settings"), phrases.say("slack-save")
    return modal(ids.SETTINGS_VIEW, title, blocks, phrases, submit=save, private=private)


def wanted_in(given: Mapping[str, Mapping[str, Any]], layers: Layers, team: str) -> dict[str, Any]:
    """What was changed, as the book is to keep it (None unsets), by the preference's name."""
    channel = layers.channel is not None
    wanted: dict[str, Any] = {}
    for name, field in FIELDS.items():
        option = (given.get(name, {}).get("selected_option") or {}).get("value")
        if option is not None:
            wanted[name] = chosen_value(field, str(option), channel=channel)
    if _EXPERTS in given:
        chosen = (given[_EXPERTS].get("selected_option") or {}).get("value", INHERITED)
        # In a channel, nobody is another word than what the workspace says.
        nobody = "" if channel else None
        wanted[_EXPERTS] = {INHERITED: None, NOBODY: nobody}.get(str(chosen), chosen)
    if _ADMINS in given:
        users = given[_ADMINS].get("selected_users") or ()
        wanted[_ADMINS] = sorted(person_id(team, user) for user in users) or None
    return {name: value for name, value in wanted.items() if value != layers.own.get(name)}


def _places(layers: Layers, phrases: Phrases, here: str | None, stamp: str) -> Block:
    """Which place the modal is for: the workspace, this channel, or another one."""
    options = [_option(_WORKSPACE, phrases.say("slack-settings-workspace"))]
    if here is not None:
        options.append(_option(here, phrases.say("settings-for-here")))
    at = layers.channel or _WORKSPACE
    target: Block = {
        "type": "static_select",
        "action_id": ids.SETTINGS_TARGET,
        "options": options,
        "placeholder": words(phrases.say("settings-for-other"), 150),
    }
    other: Block = {
        "type": "conversations_select",
        "action_id": ids.SETTINGS_CHANNEL,
        "placeholder": words(phrases.say("settings-for-other"), 150),
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    now = next((option for option in options if option["value"] == at), None)
    if now is not None:
        target["initial_option"] = now
    else:
        other["initial_conversation"] = at
    return {**actions(target, other), "block_id": f"places:{stamp}"}


def _select(field: Field, layers: Layers, phrases: Phrases, stamp: str) -> Block:
    """A setting's options, with the one that holds chosen."""
    own, name = layers.own, field.name
    options = [_option(option, _label(field, option, phrases)) for option in field.options]
    if layers.channel is None:
        now = field.option_for(own.get(name, default_of(name)))
    else:
        around = _label(field, field.option_for(layers.around(name)), phrases)
        said = phrases.say("slack-settings-inherited", value=around)
        options.insert(0, _option(INHERITED, said))
        now = INHERITED if name not in own else field.option_for(own[name])
    return _input(name, field.called(phrases), _chosen(name, options, now), stamp)


def _experts(
    layers: Layers, groups: Mapping[str, str] | None, phrases: Phrases, stamp: str
) -> list[Block]:
    own, around = layers.own.get(_EXPERTS), layers.around(_EXPERTS)
    known = {group: group for group in (own, around) if group} | dict(groups or {})
    if not known:
        return [context(mrkdwn(phrases.say("slack-settings-no-groups")))]
    options = [_option(NOBODY, _nobody(phrases))]
    now = own or NOBODY
    if layers.channel is not None:
        name = known.get(around, around) if around else phrases.say("settings-nobody")
        options.insert(0, _option(INHERITED, phrases.say("slack-settings-inherited", value=name)))
        now = INHERITED if own is None else own or NOBODY
    # The chosen one first, so that it is among those that fit.
    ordered = sorted(known, key=lambda group: (group != own, known[group].casefold()))
    options += [_option(group, known[group]) for group in ordered][: _MOST_OPTIONS - len(options)]
    select = _chosen(_EXPERTS, options, now)
    return [_input(_EXPERTS, phrases.say("settings-experts").rstrip(":"), select, stamp)]


def _admins(layers: Layers, phrases: Phrases, stamp: str) -> Block:
    select: Block = {
        "type": "multi_users_select",
        "action_id": _ADMINS,
        "placeholder": words(_nobody(phrases), 150),
    }
    kept = [person.rpartition(":")[2] for person in layers.own.get(_ADMINS, ())]
    if kept:
        select["initial_users"] = kept
    block = _input(_ADMINS, phrases.say("slack-settings-admins"), select, stamp)
    return {**block, "optional": True}


def _nobody(phrases: Phrases) -> str:
    """The word where it stands alone."""
    said = phrases.say("settings-nobody")
    return said[:1].upper() + said[1:]


def _label(field: Field, option: str, phrases: Phrases) -> str:
    key = f"{field.name}-{option}"
    if key in _OF_A_WORKSPACE:
        return phrases.say(f"slack-settings-{key}")
    return field.label(option, phrases)


def _chosen(name: str, options: list[Block], now: str) -> Block:
    chosen = next((option for option in options if option["value"] == now), options[0])
    return {
        "type": "static_select",
        "action_id": name,
        "options": options,
        "initial_option": chosen,
    }


def _input(name: str, label: str, element: Block, stamp: str) -> Block:
    return {
        "type": "input",
        "block_id": f"{name}:{stamp}",
        "label": words(label, _LABEL_LIMIT),
        "element": element,
    }


def _option(value: str, label: str) -> Block:
    return {"text": words(label, _OPTION_LIMIT), "value": value}
