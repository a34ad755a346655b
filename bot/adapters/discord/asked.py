"""Who uses a command or button, where, and in which language they are told about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import discord

from bot.adapters.discord.incoming import PLATFORM, person_of, place_of
from bot.adapters.discord.translation import language_of
from bot.chat.types import Person, Place
from bot.phrases import Phrases

Interaction = discord.Interaction[Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """The circumstances of an interaction."""

    place: Place
    person: Person
    phrases: Phrases

    @property
    def language(self) -> str:
        """The language of the person's client, as far as there are phrases in it."""
        return self.phrases.language


def asked_in(interaction: Interaction) -> Asked:
    """The circumstances of an interaction. Nothing is fetched."""
    language = language_of(interaction.locale)
    person = replace(person_of(interaction.user), locale=str(interaction.locale))
    return Asked(_place(interaction), person, Phrases(language))


def phrases_for(interaction: Interaction) -> Phrases:
    """The phrases in the language of the person's client."""
    return Phrases(language_of(interaction.locale))


def _place(interaction: Interaction) -> Place:
    """Where it is, also in a kind of channel that the library does not know."""
    if interaction.channel is not None:
        return place_of(interaction.channel)
    server = None if interaction.guild_id is None else str(interaction.guild_id)
    return Place(PLATFORM, server, str(interaction.channel_id or interaction.user.id))
