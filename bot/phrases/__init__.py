"""The fixed phrases that people see: Fluent catalogues, a folder per language, a file per topic.

A language without a catalogue gets English. Dates, lists and names of languages come from CLDR.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

FALLBACK = "en"
LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl")
_LONGEST_SMALL_TALK = 200


class Phrases:
    """The phrases of one language."""

    def __init__(self, language: str) -> None:
        """Takes any ISO 639-1 code; one without a catalogue gets the English phrases."""
        self.language = language if language in LANGUAGES else FALLBACK

    def say(self, key: str, **values: str | int) -> str:
        """The phrase named `key` with its values filled in. Raises KeyError for an unknown key.

        A value that is a number chooses the plural and is written as the language writes numbers.
        """
        bundle = _bundle(self.language)
        message = bundle.get_message(key)
        if message.value is None:
            raise KeyError(key)
        text, problems = bundle.format_pattern(message.value, values)
        if problems:
            raise KeyError(f"{key}: {problems[0]}")
        return str(text)

    def date(self, day: date) -> str:
        """A date in words, as `27 January 2025`."""
        from babel.dates import format_date

        # Day before month, as every other language here has it.
        locale = "en_GB" if self.language == "en" else self.language
        return str(format_date(day, format="long", locale=locale))

    def language_name(self, code: str) -> str:
        """A language's name in this language, as `French` or `français`."""
        from babel import Locale

        return str(Locale.parse(self.language).languages.get(code, code))

    def listing(self, items: Iterable[str]) -> str:
        """Items joined as a sentence would, as `a, b and c`."""
        from babel.lists import format_list

        return format_list(list(items), locale=self.language)

    def titles(self, titles: Iterable[str]) -> str:
        """Titles joined as a sentence would, each in quotation marks: commas stand in many."""
        return self.listing(self.say("title", title=title) for title in titles)

    def hears(self, text: str) -> str | None:
        """`greeting`, `thanks` or `about` where the whole text is small talk, else None.

        Several may follow each other (`hi! thanks a lot`); the last one is answered.
        """
        words = _plain(text)
        heard = None
        while words:
            for kind in ("greeting", "thanks", "about"):
                said = _longest_start(words, _heard(self.language, kind))
                if said is not None:
                    heard, words = kind, words[len(said) :].strip()
                    break
            else:
                return None
        return heard

    def asks_about_the_present(self, text: str) -> bool:
        """Whether a question wants to know how things stand now, as `today` or `latest` do."""
        words = f" {_plain(text)} "
        return any(f" {said} " in words for said in _heard(self.language, "present"))

    def asks_for_the_story(self, text: str) -> bool:
        """Whether the whole text asks what it is all about, as `what happened?` does."""
        return _plain(text) in _heard(self.language, "story")


def small_talk(text: str, preferred: str) -> tuple[str, str] | None:
    """The language and kind of small talk that `text` is, or None for anything else.

    Greetings are too short to detect their language, so every catalogue is asked, the preferred
    language's first.
    """
    if len(text) > _LONGEST_SMALL_TALK:
        return None
    for language in sorted(LANGUAGES, key=lambda code: code != preferred):
        kind = Phrases(language).hears(text)
        if kind is not None:
            return language, kind
    return None


@cache
def _bundle(language: str) -> FluentBundle:
    from fluent.runtime import FluentBundle, FluentResource

    bundle = FluentBundle([language], use_isolating=False)
    for catalogue in sorted((Path(__file__).parent / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(catalogue.read_text(encoding="utf-8")))
    return bundle


@cache
def _heard(language: str, kind: str) -> tuple[str, ...]:
    alternatives = Phrases(language).say(f"heard-{kind}").split("|")
    return tuple(sorted((_plain(words) for words in alternatives), key=len, reverse=True))


def _longest_start(words: str, alternatives: Iterable[str]) -> str | None:
    for said in alternatives:
        if words == said or words.startswith(said + " "):
            return said
    return None


def _plain(text: str) -> str:
    """Lower case, no accents, punctuation or emoji: how people type greetings on a phone."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", letters))
