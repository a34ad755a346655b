"""The settings of a server or channel, as the options of selects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import discord

from bot.chat.settings_fields import (
    FIELDS,
    INHERITED,
    MORE,
    SHOWN,
    Field,
    chosen_value,
    default_of,
)
from bot.phrases import Phrases

__all__ = ["FIELDS", "INHERITED", "MORE", "SHOWN", "chosen_value", "default_of", "options_of"]

_LONGEST_LABEL = 100


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
