"""What kind of thing a question asks for: a time, a number, a person, a place, a reason.

Question words are lists per language. A question of no known kind is answered all the same.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from bot.text.dates import dates
from bot.text.figures import figures
from bot.text.names import names


class Kind(StrEnum):
    """What an answer must hold."""

    TIME = "time"
    NUMBER = "number"
    PERSON = "person"
    PLACE = "place"
    REASON = "reason"


_ASKS = {
    "en": {
        # "What happened when …" does not ask for a time.
        Kind.TIME: r"^(and |but |so )?(since )?when(?!.* (what|who|which|how|why) )"
        r"|(what|which|in what|in which) (year|date|day|month|century"
        r"|decade|time)",
        Kind.NUMBER: r"how (many|much|long|far|old|often|tall|large|big|high|deep|fast|heavy)"
        r"|(what|which) (number|amount|share|percentage|percent|price|cost|figure|age|sum)"
        r"|by how much",
        Kind.PERSON: r"who|whom|whose",
        Kind.PLACE: r"where|(what|which) (city|country|state|town|place|region|continent)",
        Kind.REASON: r"why|how come|what (caused|causes|led to|made|explains)|for what reason",
    },
    "fr": {
        Kind.TIME: r"quand|depuis quand|(quelle?|en quelle?|à quelle?) (année|date|jour|mois|siècle"
        r"|époque|décennie|heure)",
        Kind.NUMBER: r"combien|(quel|quelle|quels|quelles) (est le |est la |était le |était la )?"
        r"(nombre|montant|part|pourcentage|prix|coût|somme|âge|hauteur|longueur|taille|distance"
        r"|superficie|proportion)|de combien",
        Kind.PERSON: r"qui",
        Kind.PLACE: r"où|d où|(quelle?|dans quelle?) (ville|pays|région|lieu|endroit|continent)",
        Kind.REASON: r"pourquoi|pour quelle raison|qu est ce qui a (causé|provoqué|entraîné)"
        r"|comment se fait il",
    },
    "de": {
        Kind.TIME: r"wann|seit wann|(welche[mnrs]?|in welche[mnrs]?) (jahr|datum|tag|monat"
        r"|jahrhundert|jahrzehnt|zeit)",
        Kind.NUMBER: r"wie ?(viele?|lange|weit|alt|oft|hoch|groß|tief|schnell|schwer|teuer)"
        r"|wieviele?|welche[rns]? (anzahl|anteil|betrag|preis|summe)|um wie ?viel",
        Kind.PERSON: r"wer|wen|wem|wessen",
        Kind.PLACE: r"wo|woher|wohin|(in )?welche[mnrs]? (stadt|land|ort|region|staat)",
        Kind.REASON: r"warum|weshalb|wieso|aus welchem grund|wodurch",
    },
    "es": {
        Kind.TIME: r"cuándo|cuando|desde cuándo|(en )?qué (año|fecha|día|mes|siglo|época|década)",
        Kind.NUMBER: r"cuánt[oa]s?|qué (número|cantidad|porcentaje|precio|edad|parte)"
        r"|cuál (es|era|fue) (el|la) (número|cantidad|porcentaje|precio|coste|costo)",
        Kind.PERSON: r"quién|quiénes|quien",
        Kind.PLACE: r"dónde|donde|adónde|(en )?qué (ciudad|país|lugar|región|estado)",
        Kind.REASON: r"por qué|a qué se debe|cuál (es|fue) la (causa|razón)",
    },
    "it": {
        Kind.TIME: r"quando|da quando|(in )?(che|quale) (anno|data|giorno|mese|secolo|epoca)",
        Kind.NUMBER: r"quant[oaie]|quale (numero|quantità|percentuale|prezzo|costo|età)",
        Kind.PERSON: r"chi",
        Kind.PLACE: r"dove|(in )?(che|quale) (città|paese|luogo|regione|stato)",
        Kind.REASON: r"perché|perche|come mai|per quale motivo",
    },
    "pt": {
        Kind.TIME: r"quando|desde quando|(em )?que (ano|data|dia|mês|século|época)",
        Kind.NUMBER: r"quant[oa]s?|qual (é|era|foi) (o|a) (número|quantidade|percentagem"
        r"|porcentagem|preço|custo|idade)",
        Kind.PERSON: r"quem",
        Kind.PLACE: r"onde|aonde|(em )?que (cidade|país|lugar|região|estado)",
        Kind.REASON: r"por que|por quê|porquê|porque",
    },
    "nl": {
        Kind.TIME: r"wanneer|sinds wanneer|(in )?(welk|welke) (jaar|datum|dag|maand|eeuw)",
        Kind.NUMBER: r"hoeveel|hoe (lang|ver|oud|vaak|hoog|groot|diep|snel|duur)|welk (aantal"
        r"|percentage|bedrag|deel)",
        Kind.PERSON: r"wie|wiens",
        Kind.PLACE: r"waar|waarheen|(in )?(welk|welke) (stad|land|plaats|regio)",
        Kind.REASON: r"waarom|hoe komt het|waardoor",
    },
}
_REASONS = {
    "en": r"because|since|due to|owing to|so that|as a result|therefore|thus|hence|reasons?"
    r"|cause[sd]?|led to|leads to|in order to|feared?|worried|thanks to|drove|prompted",
    "fr": r"parce qu|car|puisqu|en raison|à cause|grâce|afin|donc|raisons?|causes?|causé|entraîné"
    r"|provoqué|provoque|explique|crain\w+|remet\w* en (cause|question)|dû à|due à",
    "de": r"weil|denn|da|wegen|aufgrund|deshalb|daher|darum|grund|gründe\w*|ursache\w*|führte\w*"
    r"|verursacht\w*|durch|damit|fürchte\w*",
    "es": r"porque|ya que|debido a|a causa de|por ello|por eso|razón|razones|causa\w*|provoc\w+"
    r"|temía\w*|temor\w*|gracias a|para que",
    "it": r"perché|poiché|a causa di|dovut[oaie]|quindi|ragion[ei]|caus\w+|provoc\w+|tem\w+vano"
    r"|grazie a|affinché",
    "pt": r"porque|já que|devido a|por causa de|razão|razões|caus\w+|provoc\w+|temia\w*|graças a"
    r"|para que",
    "nl": r"omdat|doordat|want|vanwege|wegens|daardoor|daarom|reden\w*|oorzaak|leidde\w*"
    r"|veroorzaakt\w*|vreesde\w*|dankzij",
}
_WHEN = re.compile(
    r"\b(?:1\d{3}|20\d{2})(?:s|er)?\b"  # a year, a decade
    r"|\b\d{1,2}(?::|h|\.)[0-5]\d\b|\b\d{1,2} ?[ap]\.?m\b"  # a time of day
    r"|centur|siècle|jahrhundert|siglo|secol|século|eeuw",
    re.IGNORECASE,
)


def kinds(question: str, language: str) -> frozenset[Kind]:
    """What the question asks for, as far as its question words tell."""
    text = " ".join(re.findall(r"\w+", question.casefold()))
    return frozenset(kind for kind, asks in _asks(language).items() if asks.search(text))


def offers(sentence: str, language: str, kind: Kind, question: str) -> bool:
    """Whether a sentence holds what such a question asks for, beyond what the question says."""
    if kind is Kind.TIME:
        return bool(dates(sentence, language)) or _WHEN.search(sentence) is not None
    if kind is Kind.NUMBER:
        days = [found.span for found in dates(sentence, language)]
        return bool(figures(sentence, language, days))
    if kind is Kind.REASON:
        words = _reasons(language)
        return words is not None and words.search(sentence.casefold()) is not None
    known = question.casefold()
    return any(name.text.casefold() not in known for name in names(sentence, language))


@cache
def _asks(language: str) -> dict[Kind, re.Pattern[str]]:
    asks = _ASKS.get(language, {})
    return {kind: re.compile(rf"\b(?:{words})\b") for kind, words in asks.items()}


@cache
def _reasons(language: str) -> re.Pattern[str] | None:
    words = _REASONS.get(language)
    return None if words is None else re.compile(rf"\b(?:{words})")
