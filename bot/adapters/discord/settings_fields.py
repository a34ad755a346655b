"""The settings of a server or channel, as the options of selects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import discord

from bot.chat.preferences import Listening, Placement, Preferences, Sources
from bot.phrases import LANGUAGES, Phrases
from bot.types import Length

INHERITED = "inherited"
"""The option that unsets a channel's value, so that its server's holds again."""
_AUTOMATIC = "automatic"
_YES, _NO = "yes", "no"
_LONGEST_LABEL = 100


@dataclass(frozen=True, slots=True)
class Field:
    """A setting with its options: the option's value, and what the book keeps for it (JSON)."""

    name: str
    options: Mapping[str, Any]

    def called(self, phrases: Phrases) -> str:
        """What it is called above its options."""
        return phrases.say(f"settings-{_key(self.name)}")

    def option_for(self, kept: Any) -> str:
        """The option that stands for a kept value; the first one for a value that is none."""
        # False and 0, or "" and None, are not the same here.
        found = (option for option, value in self.options.items() if value is kept or value == kept)
        return next(found, next(iter(self.options)))

    def label(self, option: str, phrases: Phrases) -> str:
        """What an option does, in words that stand alone."""
        if self.name == "language" and option != _AUTOMATIC:
            return phrases.say("settings-language-one", language=phrases.language_name(option))
        return phrases.say(f"settings-{_key(self.name)}-{option}")


def _of(name: str, values: Mapping[str, Any]) -> Field:
    return Field(name, dict(values))


_SWITCH = {_YES: True, _NO: False}

SHOWN = (
    _of("listening", {value.value: value.value for value in Listening}),
    _of("placement", {value.value: value.value for value in Placement}),
    _of("sources", {value.value: value.value for value in Sources}),
    # An empty text says "none here", whatever the server says.
    _of("language", {_AUTOMATIC: "", **{code: code for code in LANGUAGES}}),
)
"""What stands on the panel itself."""

MORE = (
    _of("length", {value.value: value.value for value in Length}),
    _of("silent_unknown", _SWITCH),
    _of("follow_up_unmentioned", _SWITCH),
    _of("answer_bots", _SWITCH),
)
"""What a form asks for."""

FIELDS: Mapping[str, Field] = {field.name: field for field in (*SHOWN, *MORE)}


def default_of(name: str) -> Any:
    """What holds where nothing is set, as JSON."""
    value = getattr(Preferences(), name)
    return "" if value is None else value


def chosen_value(field: Field, option: str, *, channel: bool) -> Any:
    """What the book is to keep for an option; None unsets it.

    A server has nothing around it: what is the default there need not be kept.
    """
    if option == INHERITED:
        return None
    value = field.options[option]
    return None if not channel and value == default_of(field.name) else value


def options_of(
    field: Field,
    phrases: Phrases,
    *,
    own: Mapping[str, Any],
    inherited: Callable[[str], Any] | None,
) -> list[discord.SelectOption]:
    """The options, with the one that holds chosen.

    `own` is what is set here. `inherited` gives what holds around a channel; None at a server.
    """
    now = INHERITED if field.name not in own else field.option_for(own[field.name])
    options: list[discord.SelectOption] = []
    if inherited is None:
        now = field.option_for(own.get(field.name, default_of(field.name)))
    else:
        around = field.label(field.option_for(inherited(field.name)), phrases)
        label = phrases.say("settings-inherited", value=around)[:_LONGEST_LABEL]
        options.append(discord.SelectOption(label=label, value=INHERITED))
    options += [
        discord.SelectOption(label=field.label(option, phrases)[:_LONGEST_LABEL], value=option)
        for option in field.options
    ]
    for option in options:
        option.default = option.value == now
    return options


def _key(name: str) -> str:
    return name.replace("_", "-")
