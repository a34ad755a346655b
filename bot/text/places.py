"""Countries, their peoples and great cities under the names that each language has for them.

The names are CLDR's, through Babel: territories, languages (`Chinese`, `chinois`) and the cities
that stand for time zones (`Londres`, `London`).
"""

from __future__ import annotations

import re
from functools import cache

from bot.text.words import fold, words

_LONGEST = 4
_ENDING = re.compile(r"(?:e[nmrs]?|n|s)$")
# Short forms that Babel leaves out, and adjectives that are no language's name.
_MORE = {
    "us": "US", "usa": "US", "america": "US", "american": "US", "americans": "US",
    "amerika": "US", "amerikanisch": "US", "amerique": "US", "americain": "US", "eeuu": "US",
    "ee uu": "US", "vs": "US", "eua": "US", "etats unis": "US", "uk": "GB", "britain": "GB",
    "great britain": "GB", "british": "GB", "britisch": "GB", "britannique": "GB",
    "britanico": "GB", "grossbritannien": "GB", "grande bretagne": "GB", "gran bretana": "GB",
    "uae": "AE", "eu": "EU", "ue": "EU", "european union": "EU", "union europeenne": "EU",
    "europaische union": "EU", "union europea": "EU", "unione europea": "EU",
    "uniao europeia": "EU", "europese unie": "EU", "un": "UN", "onu": "UN",
    "united nations": "UN", "vereinte nationen": "UN", "nations unies": "UN",
    "naciones unidas": "UN", "nato": "NATO", "otan": "NATO", "pekin": "Beijing",
    "europe": "150", "european": "150", "europeans": "150", "europaisch": "150",
    "europeen": "150", "europeo": "150", "europeu": "150", "europees": "150", "swiss": "CH",
    "schweizer": "CH", "suisse": "CH", "svizzero": "CH", "suizo": "CH", "africa": "002",
    "african": "002", "afrikanisch": "002", "africain": "002", "asian": "142",
    "asiatisch": "142", "asiatique": "142", "peking": "Beijing", "beijing": "Beijing",
    "pequim": "Beijing", "pechino": "Beijing",
}  # fmt: skip
_ACRONYMS = frozenset({"us", "vs", "un", "ue", "eu", "uk"})
_HOME = {"en": "GB", "pt": "PT", "ar": ""}


@cache
def _gazetteer(language: str) -> dict[str, frozenset[str]]:
    """Folded name → codes of the places that it may mean, for one language and English."""
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    named: dict[str, set[str]] = {}

    def add(name: str, code: str) -> None:
        key = " ".join(word.folded for word in words(name))
        if len(key) > 2 or key in _ACRONYMS:
            named.setdefault(key, set()).add(code)

    for name, code in _MORE.items():
        add(name, code)
    likely = get_global("likely_subtags")
    for code in dict.fromkeys((language, "en")):
        try:
            locale = Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            continue
        for territory, name in locale.territories.items():
            if territory != "001":  # the world
                add(name, territory)
        for tongue, name in locale.languages.items():
            if "_" not in tongue:
                home = likely.get(tongue, "").split("_")[-1]
                add(name, f"language {tongue}")
                add(name, f"language of {_HOME.get(tongue, home)}")
        zones = locale.time_zones
        for zone in get_global("zone_territories"):
            add(zones.get(zone, {}).get("city") or zone.split("/")[-1].replace("_", " "), zone)
    for alias, codes in get_global("territory_aliases").items():
        if alias.isalpha() and len(codes) == 1 and len(alias) == 3:
            add(alias, codes[0])
    for name in [name for name in named if " " in name]:
        named.setdefault(_uninflected(name), set()).update(named[name])
    return {name: frozenset(codes) for name, codes in named.items()}


def _uninflected(name: str) -> str:
    """A name of several words without German endings: `vereinigten staaten`, `vereinigte …`."""
    return " ".join(_ENDING.sub("", word) if len(word) > 5 else word for word in name.split())


def places(text: str, language: str) -> frozenset[str]:
    """Codes of the places that a text names: `CN` for `Chinesen`, `Europe/London` for `Londres`.

    A short name in capitals (`US`) counts only as such, so `us` is no country.
    """
    names = _gazetteer(language)
    found: set[str] = set()
    every = words(text)
    folded = [word.folded for word in every]
    for start, word in enumerate(every):
        for length in range(min(_LONGEST, len(folded) - start), 1, -1):
            name = " ".join(folded[start : start + length])
            found |= names.get(name) or names.get(_uninflected(name), frozenset())
        if len(folded[start]) > 3 or word.text.isupper() or "." in word.text:
            found |= _inflected(folded[start], names)
    homes = {code.removeprefix("language of ") for code in found}
    return frozenset(found | homes)


def is_place(word: str, language: str) -> bool:
    """Whether a word is itself the name of a country or a city, not an adjective or an ending."""
    key = fold(word)
    codes = _gazetteer(language).get(key, frozenset())
    return key not in _MORE and any(not code.startswith("language") for code in codes)


def _inflected(word: str, names: dict[str, frozenset[str]]) -> frozenset[str]:
    """The codes of a word or of what is left without an ending: `chinesischen`, `américaine`."""
    for cut in range(4):
        stem = word[: len(word) - cut] if cut else word
        if cut and len(stem) < 5:
            break
        if stem in names:
            return names[stem]
    return frozenset()
