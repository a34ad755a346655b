"""Units, currencies and scale words as texts write them, in seven languages.

Every pattern is matched right before or right after a number; the name of the group that matched
is the unit, so `km`, `kilometres` and `Kilometer` are one.
"""

from __future__ import annotations

import re
from functools import cache

_UNITS = {
    "pp": "percentage points?|points? de pourcentage|prozentpunkten?|puntos? porcentuales"
    "|punti percentuali|pontos percentuais|procentpunten?",
    "pct": "%|％|٪|percent|per cent|pct|pour ?cent|prozents?|por ciento|por cento|per cento"
    "|procent",
    "dollar": r"US\$|\$|dollars?|US-dollars?|USD|d[oó]lar(?:es)?|dollari",
    "euro": "€|euros?|EUR",
    "pound": "£|pounds?|GBP|livres? sterling|livres|pfund|libras?|sterline|lbs?|pond",
    "yen": "¥|yens?|yenes|JPY",
    "yuan": "yuans?|yuanes|renminbi|RMB|CNY",
    "franc": "francs?|franken|francos?|franchi|CHF",
    "mark": "D-?marks?|reichsmarks?",
    "rupee": "₹|rupees?|roupies?|rupien|rupias?|INR",
    "km2": "km²|km2|square kilomet(?:er|re)s?|kilomètres? carrés?|quadratkilometern?"
    "|kilómetros? cuadrados?|chilometri quadrati|quilômetros? quadrados?|vierkante kilometers?",
    "mi2": "sq mi|square miles?|quadratmeilen|millas cuadradas|milles? carrés?",
    "m2": "m²|m2|square met(?:er|re)s?|mètres? carrés?|quadratmetern?|metros? cuadrados?"
    "|metri quadrati|vierkante meters?",
    "kmh": "km/h|kph|kilomet(?:er|re)s? per hour|kilomètres?-heure|stundenkilometern?",
    "mph": "mph|miles? per hour|meilen pro stunde|millas por hora",
    "km": "km|kilomet(?:er|re)s?|kilomètres?|kilometern|kilómetros?|chilometr[oi]|quil[ôo]metros?",
    "cm": "cm|centimet(?:er|re)s?|centimètres?|zentimetern?|centímetros?|centimetri",
    "mm": "mm|millimet(?:er|re)s?|millimètres?|millimetern|milímetros?|millimetri",
    "m": "(?-i:m)|met(?:er|re)s?|mètres?|metern|metros?|metri",
    "mile": "mi|miles?|meilen?|millas?|milles|miglia|milhas?|mijl",
    "foot": "ft|feet|foot|pieds?|fuß|pies|piedi|pés|voet",
    "yard": "yards?|yd|yardas?|iarde|jardas?",
    "inch": "inch(?:es)?|pouces?|zoll|pulgadas?|pollici|polegadas?",
    "acre": "acres?|morgen",
    "hectare": "(?-i:ha)|hectares?|hektar|hectáreas?|ettari",
    "kg": "kg|kilograms?|kilogrammes?|kilogramm|kilos?|kilogramos?|chilogrammi|quilogramas?",
    "g": "(?-i:g)|grams?|grammes?|gramm|gramos?|grammi|gramas?",
    "tonne": "tonnes?|tons?|tonnen|toneladas?|tonnellate|ton",
    "celsius": "°\\s?C|degrees celsius|degrés celsius|grad celsius|grados celsius",
    "fahrenheit": "°\\s?F|degrees fahrenheit|grad fahrenheit",
    "mw": "(?-i:MW)|megawatts?|megavatios?",
    "gw": "(?-i:GW)|gigawatts?|gigavatios?",
    "second": "seconds?|sekunden?|secondi|secondes|segundos",
    "minute": "(?-i:min)|minutes?|minuten|minutos?|minuti",
    "hour": "hours?|heures?|stunden?|horas?|or[ae]|uur|uren",
    "day": "days?|jours?|tagen?|tage|días?|giorn[oi]|dias?|dagen|dag",
    "week": "weeks?|semaines?|wochen?|semanas?|settiman[ae]|weken|week",
    "month": "months?|mois|monaten?|monate|mes(?:es)?|mes[ei]|mês|maanden|maand",
    "year": "years?|ans?|années?|jahren?|jahre|jährigen?|años?|ann[oi]|anos?|jaar|jaren",
}
_OF = (
    r"(?:de\s+|d['’]|di\s+|of\s+|US[- ]|U\.S\.\s|us-|amerikanischen?\s|american\s"
    r"|-|‑)?"
)


UNIT_AFTER = re.compile(
    rf"[\s\u202f]*{_OF}(?:"
    + "|".join(f"(?P<{name}>{entry})" for name, entry in _UNITS.items())
    + r")(?![^\W_])",
    re.IGNORECASE,
)
"""A unit right after a number or its scale word."""

UNIT_BEFORE = re.compile(
    r"(?:(?P<dollar>(?:US|A|C|NZ|HK)?\$|USD)|(?P<euro>€|EUR)|(?P<pound>£|GBP)"
    r"|(?P<yen>¥|JPY)|(?P<rupee>₹|INR)|(?P<franc>CHF))\s?[-−]?$"
)
"""A currency sign right before a number."""

SCALE_SUFFIX = re.compile(r"(?<=\d)(?:(?P<letter>[KkMmBbT])n?|\s(?P<apart>[MB]))(?![^\W_])")
"""A scale letter right after digits: `50k`, `671B`, `$5m`, `589bn`."""

_SCALES = {
    "en": {
        2: "hundred",
        3: "thousand|k",
        6: "millions?|mn|mio",
        9: "billions?|bn|bln",
        12: "trillions?|tn|trn",
        15: "quadrillions?",
    },
    "fr": {
        3: "mille|milliers?|k",
        6: "millions?|mio|M",
        9: "milliards?|mds?|mrds?",
        12: "billions?",
        18: "trillions?",
    },
    "de": {
        2: "hundert",
        3: "tausend|tsd\\.?",
        6: "million(?:en)?|mio\\.?",
        9: "milliarden?|mrd\\.?",
        12: "billion(?:en)?|bio\\.?",
        15: "billiarden?",
        18: "trillion(?:en)?",
    },
    "es": {3: "mil|miles", 6: "mill[oó]n(?:es)?", 9: "millardos?", 12: "bill[oó]n(?:es)?"},
    "it": {
        3: "mila|mille|migliaia",
        6: "milion[ei]|mln",
        9: "miliard[oi]|mld|mrd",
        12: "bilion[ei]",
    },
    "pt": {
        3: "mil|milhares",
        6: "milh(?:ão|ões)|mi",
        9: "bilh(?:ão|ões)|bi",
        12: "bili(?:ão|ões)|trilh(?:ão|ões)|tri",
    },
    "nl": {
        2: "honderd",
        3: "duizend",
        6: "miljoen(?:en)?|mln",
        9: "miljard(?:en)?|mld|mrd",
        12: "biljoen(?:en)?",
        18: "triljoen",
    },
}


@cache
def scale_words(language: str) -> re.Pattern[str]:
    """A scale word after a number; the group's name holds the power of ten (`p9`).

    The same word differs by language: a French or German billion is 10¹².
    """
    table = _SCALES.get(language, _SCALES["en"])
    groups = "|".join(f"(?P<p{power}>{terms})" for power, terms in table.items())
    return re.compile(rf"[\s\u202f-]*(?:de\s+)?(?:{groups})(?![^\W_])", re.IGNORECASE)


def unit_of(match: re.Match[str]) -> str:
    """The unit that a match of `UNIT_AFTER` or `UNIT_BEFORE` names."""
    name = match.lastgroup or ""
    return "%" if name == "pct" else name
