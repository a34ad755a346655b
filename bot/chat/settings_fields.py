"""The settings of a server or channel that are chosen among options, on every platform."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.chat.preferences import Listening, Placement, Preferences, Sources
from bot.phrases import LANGUAGES, Phrases
from bot.types import Length

INHERITED = "inherited"
"""The option that unsets a channel's value, so that its server's holds again."""
_AUTOMATIC = "automatic"
_SWITCH = {"yes": True, "no": False}


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


SHOWN = (
    Field("listening", {value.value: value.value for value in Listening}),
    Field("placement", {value.value: value.value for value in Placement}),
    Field("sources", {value.value: value.value for value in Sources}),
    # An empty text says "none here", whatever the server says.
    Field("language", {_AUTOMATIC: "", **{code: code for code in LANGUAGES}}),
)
"""What is looked for first."""

MORE = (
    Field("length", {value.value: value.value for value in Length}),
    Field("silent_unknown", _SWITCH),
    Field("follow_up_unmentioned", _SWITCH),
    Field("answer_bots", _SWITCH),
)
"""What is changed more rarely."""

SHARED = (Field("guests_read_all", _SWITCH),)
"""What matters only where people of other organizations are in a channel."""

FIELDS: Mapping[str, Field] = {field.name: field for field in (*SHOWN, *MORE, *SHARED)}


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


def _key(name: str) -> str:
    return name.replace("_", "-")
