"""The texts of the command table, in the languages that it has them in, for Discord's menus."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.commands import Texts


def localized(texts: Texts) -> app_commands.locale_str:
    """A text of the table as discord.py takes it: English, and the rest for the translator."""
    return app_commands.locale_str(texts["en"], texts=texts)


def language_of(locale: discord.Locale) -> str:
    """The language (ISO 639-1) of a locale, as `pt` of `pt-BR`."""
    return str(locale).split("-")[0]


class TableTranslator(app_commands.Translator):
    """Gives Discord each text in the languages that the table has it in."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        _context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """The text in the locale's language; without one, Discord shows the English text."""
        texts: dict[str, Any] = string.extras.get("texts", {})
        return texts.get(language_of(locale))
