"""Who said it: the cue by which a sentence hands its words to someone, and that someone.

Cues are lists per language: `according to X`, `X said`, `« … », selon X`. What a sentence gives as
someone's view must not come out of the bot as a fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice

from bot.text.dates import dates
from bot.text.names import Name, names
from bot.text.words import word_set
from knowledge.types import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose words a sentence gives.

    `cue` is the span of the words that say so (`according to`, `said`). `holder` is the span of
    the person, firm or group, None where only a pronoun or nothing stands there; `name` is the
    holder's name, None for `analysts`.
    """

    cue: Span
    holder: Span | None
    name: Name | None


# `according to X`: what stands before the holder.
_BEFORE = {
    "en": "according to|in the words of|in the (?:view|opinion|eyes) of|as told by|as per",
    "fr": "selon|d['’]après|de l['’]avis d[eu]s?|de l['’]aveu d[eu]s?|aux yeux d[eu]s?|à en croire"
    "|aux dires d[eu]s?|d['’]après les dires d[eu]s?",
    "de": "laut|nach Angaben|nach Ansicht|nach Meinung|nach Einschätzung|nach Auffassung"
    "|nach Aussagen?|nach den Worten|aus Sicht|in den Augen",
    "es": "según|en palabras de|a juicio de|en opinión de|de acuerdo con|a ojos de",
    "it": "secondo|stando a|a detta d[ei]\\w*|a giudizio d[ei]\\w*|a parere d[ei]\\w*",
    "pt": "segundo|de acordo com|na opinião d[eoa]s?|nas palavras d[eoa]s?|conforme",
    "nl": "volgens|aldus|naar de mening van|naar het oordeel van|in de ogen van",
}
# Prepositions that also mean a number or an order, so that they count only before a capital letter
# or an article, at the start of a clause.
_CLAUSE_ONLY = frozenset({"pt", "it", "es", "fr"})
# Verbs that always report, and those that do only before `that`, a colon or a quotation.
_VERBS = {
    "en": (
        "said|says|argued|argues|believes?|believed|thinks|thought|warned"
        "|warns|insisted|insists|suggested|suggests|contends|contended|opined|quipped|remarked"
        "|predicted|predicts|asserted|asserts|stated|states|told|commented|tweeted",
        "claimed|claims|claim|saying|wrote|writes|concluded|concludes|noted|notes|added|adds"
        "|explained|explains"
        "|estimated|estimates|announced|announces|reported|reports|declared|declares|admitted"
        "|acknowledged|called|calls|described|maintains|maintained|pointed out|feels|felt|say"
        "|argue|believe|think|write|warn|suggest",
    ),
    "fr": (
        "a déclaré|ont déclaré|déclare|déclarent|a affirmé|affirme|affirment|affirmait|a-t-il dit"
        "|a dit|ont dit|disait|estime|estiment|estimait|a estimé|a-t-il déclaré|a-t-elle déclaré"
        "|a-t-il affirmé|a-t-elle affirmé|écrit-il|écrit-elle|juge|a jugé|soutient"
        "|soutiennent|soutenait|prétend|prétendent|prétendait|dit-il|dit-elle|explique-t-il"
        "|explique-t-elle|lance-t-il|raconte-t-il|pense|pensent|pensait|croit|croient|a averti"
        "|avertit|assure|a assuré|a-t-il ajouté|a-t-elle ajouté",
        "dit|disent|a écrit|explique|expliquent|a expliqué|ajoute|a ajouté|note|annonce"
        "|a annoncé|écrit"
        "|rappelle|souligne|considère|considèrent|raconte|reconnaît|a reconnu|admet|conclut"
        "|remarque|suggère|ont affirmé|prévoit",
    ),
    "de": (
        "sagte|sagt|sagten|sagen|erklärte|erklärten|meinte|meint|meinen|meinten|behauptete"
        "|behauptet|behaupten|behaupteten|glaubte|glaubt|glauben"
        "|warnte|warnt|warnten|argumentierte|argumentiert|argumentieren|äußerte|betonte|betont",
        "erklärt|erklären|schrieb|schreibt|schreiben|stellte fest|kündigte an|fügte hinzu"
        "|schätzt|schätzen|schätzte"
        "|berichtete|berichtet|nannte|nennt|findet|vermutet|vermuten|hält|halten|schloss|zufolge",
    ),
    "es": (
        "dijo|dijeron|afirmó|afirma|afirman|afirmaron|declaró|declararon|aseguró|asegura|aseguran"
        "|opina|opinan|opinó|sostiene|sostienen|sostuvo|argumentó|argumenta|advirtió|advierte"
        "|cree|creen|piensa|piensan",
        "dice|dicen|escribió|señaló|señala|explicó|explica|añadió|agregó|anunció|considera"
        "|consideran"
        "|estima|estiman|reconoció|concluyó|indicó|sugiere",
    ),
    "it": (
        "ha detto|hanno detto|disse|ha dichiarato|hanno dichiarato|dichiarò|ha affermato|afferma"
        "|affermano|sostiene|sostengono|sosteneva|ritiene|ritengono|avverte"
        "|ha avvertito|pensa|crede",
        "dice|dicono|ha scritto|scrisse|spiega|ha spiegato|ha aggiunto|aggiunge|annuncia"
        "|ha annunciato|nota|stima"
        "|considera|osserva|conclude|ha ammesso",
    ),
    "pt": (
        "disse|disseram|afirmou|afirma|afirmam|declarou|declararam|argumentou|argumenta|alertou"
        "|acredita|acreditam|sustenta|defende|pensa|pensam",
        "diz|dizem|escreveu|explicou|explica|acrescentou|anunciou|considera|estima|estimam|concluiu"
        "|reconheceu|observou|sugere",
    ),
    "nl": (
        "zei|zegt|zeiden|zeggen|verklaarde|verklaart|beweerde|beweert|beweren"
        "|meent|vindt|gelooft|geloven|denkt|denken|waarschuwde|waarschuwt|betoogde|betoogt|stelt",
        "legde uit|schreef|schrijft|voegde toe|kondigde aan|merkte op|schat|schatten"
        "|concludeerde|noemt|noemde",
    ),
}
_THAT = {
    "en": "that", "fr": "qu(?:e\\b|['’])", "de": "dass", "es": "que", "it": "che", "pt": "que",
    "nl": "dat",
}  # fmt: skip
_PEOPLE = {
    "en": "analysts?|experts?|critics?|researchers?|scientists?|historians?|scholars?|economists?"
    "|investors?|officials?|observers?|sceptics|skeptics|supporters?|opponents?|authors?|some"
    "|spokes(?:man|woman|person)|many|others|people|commentators?|proponents?|he|she|they",
    "fr": "analystes?|experts?|critiques|chercheurs?|scientifiques|historiens?|économistes?"
    "|investisseurs?|responsables?|observateurs?|auteurs?|certains|porte-parole|beaucoup|ils?"
    "|elles?|spécialistes?|partisans?|dirigeants?",
    "de": "Analyst(?:en)?|Experten?|Kritiker|Forscher|Wissenschaftler|Historiker|Ökonom(?:en)?"
    "|Anleger|Beobachter|Autor(?:en)?|einige|manche|viele|Sprecher(?:in)?|er|sie|Befürworter",
    "es": "analistas?|expertos?|críticos?|investigadores|científicos?|historiadores|economistas?"
    "|inversores|observadores|autor(?:es)?|algunos|muchos|portavoz|él|ella|ellos",
    "it": "analist[ai]|analisti|espert[io]|critici|ricercatori|scienziati|storici|economist[ai]"
    "|economisti|investitori|osservatori|autor[ei]|alcuni|molti|portavoce",
    "pt": "analistas?|especialistas?|críticos?|pesquisadores|cientistas?|historiadores"
    "|economistas?|investidores|observadores|autor(?:es)?|alguns|muitos|porta-voz|ele|ela",
    "nl": "analist(?:en)?|expert(?:s)?|critici|onderzoekers?|wetenschappers?|historici|economen"
    "|beleggers?|waarnemers?|auteurs?|sommigen|velen|woordvoerder|hij|zij|ze",
}
_PRONOUNS = word_set("he she they il ils elle elles er sie él ella ellos ele ela hij zij ze")
_BEFORE_ANY = re.compile("|".join(_BEFORE.values()), re.IGNORECASE)
_QUOTE_MARKS = '“”«»„"'
_REACH = 90
_CUES = 4  # A sentence that has more of them names its speaker by one of the first.
# `the lab says`: an article, at most two words and the subject right before the verb.
_SUBJECT = re.compile(
    r"(?:^|[,;]\s|\bthat\s)((?:the|its|his|her|their|a|an|le|la|les|un|une|der|die|das|ein|eine|el|los|las"
    r"|il|lo|i|gli|o|os|as|de|het)\s(?:[^\W\d_]+\s){0,2}[^\W\d_]+)\s$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Cues:
    before: re.Pattern[str]
    always: re.Pattern[str]
    sometimes: re.Pattern[str]
    reporting: re.Pattern[str]
    people: re.Pattern[str]
    people_end: re.Pattern[str]


@cache
def _cues(language: str) -> _Cues | None:
    if language not in _BEFORE:
        return None
    always, sometimes = _VERBS[language]
    people = rf"\b(?:{_PEOPLE[language]})\b"
    also = r"|(?<=,\s)so\b(?=\s[A-ZÄÖÜ])|\bzufolge\b" if language == "de" else ""
    return _Cues(
        re.compile(rf"\b(?:{_BEFORE[language]})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{always})\b{also}"),
        re.compile(rf"\b(?:{sometimes})\b"),
        re.compile(
            rf"\s+{_THAT[language]}|\s*:|(?:\s+[^\s,.;]+){{0,4}}\s*,?\s*[{_QUOTE_MARKS}‘]",
            re.IGNORECASE,
        ),
        re.compile(people, re.IGNORECASE),
        re.compile(rf"{people}\s+$", re.IGNORECASE),
    )


def speaker(text: str, language: str) -> Attribution | None:
    """Whose words a sentence gives, by the first cue in it; None where it speaks for itself.

    Known for en, fr, de, es, it, pt and nl; in another language nothing is found.
    """
    cues = _cues(language)
    if cues is None:
        return None
    for match in islice(cues.before.finditer(text), _CUES):
        found = _before_holder(match, text, language, cues)
        if found:
            return found
    verbs = [*cues.always.finditer(text)]
    verbs += (match for match in cues.sometimes.finditer(text) if _reports(match, text, cues))
    for match in verbs[:_CUES]:
        found = _around_verb(match, text, language, cues)
        if found:
            return found
    return None


def _reports(match: re.Match[str], text: str, cues: _Cues) -> bool:
    """Whether a verb that has other meanings too reports someone's words here."""
    before = text[: match.start()]
    return bool(
        cues.reporting.match(text, match.end())
        or cues.people_end.search(before)
        or re.search(rf"[{_QUOTE_MARKS}’],?\s$", before)
    )


def _before_holder(
    match: re.Match[str], text: str, language: str, cues: _Cues
) -> Attribution | None:
    """`according to X`: X begins right behind, up to a comma or the end."""
    start = match.end()
    if language in _CLAUSE_ONLY and re.search(r"\w\s*$", text[: match.start()]):
        # `o segundo governo`, `di secondo grado`: an ordinal, unless a name follows.
        if not re.match(r"\s+(?:l[eao]s?\s|el\s|il\s|os?\s|as?\s|un\w?\s)?[A-ZÀ-Þ]", text[start:]):
            return None
        if match.group().lower() in ("segundo", "secondo") and match.group()[0].islower():
            before = re.search(r"(\w+)\s*$", text[: match.start()])
            if before and before[1].lower() in {"o", "il", "do", "no", "del", "nel", "um", "un"}:
                return None
    end = _clause_end(text, start)
    return _attribution(Span(*match.span()), Span(start, end), text, language, cues, first=True)


def _around_verb(match: re.Match[str], text: str, language: str, cues: _Cues) -> Attribution | None:
    """`X said` or, behind a quotation or a comma, `said X`."""
    cue = Span(*match.span())
    inverted = re.search(rf"[,{_QUOTE_MARKS}’]\s*$", text[: cue.start]) or "so" in match.group()
    if inverted or re.search(r"-t-(?:il|elle)|-(?:il|elle)$", match.group()):
        after = Span(cue.end, _clause_end(text, cue.end))
        found = _attribution(cue, after, text, language, cues, first=True)
        if found:
            return found
    start = max(cue.start - _REACH, _clause_start(text, cue.start))
    found = _attribution(cue, Span(start, cue.start), text, language, cues, first=False)
    if found is None and language in ("de", "nl", "es", "it", "pt", "fr"):
        after = Span(cue.end, min(_clause_end(text, cue.end), cue.end + 40))
        found = _attribution(cue, after, text, language, cues, first=True)
    return found


def _attribution(
    cue: Span, part: Span, text: str, language: str, cues: _Cues, *, first: bool
) -> Attribution | None:
    """The holder in a part of the text: a name, or people without one."""
    taken = [cue, *(one.span for one in dates(text, language))]
    found = [name for name in names(text, language, taken) if _within(name.span, part)]
    people = [
        Span(part.start + match.start(), part.start + match.end())
        for match in cues.people.finditer(part.of(text))
    ]
    found = [one for one in found if one.sure or not any(_within(one.span, p) for p in people)]
    name = (found[0] if first else found[-1]) if found else None
    group = (people[0] if first else people[-1]) if people else None
    if name and group and (_within(name.span, group) or _belongs(group, name, text)):
        name = None
    if name:
        return Attribution(cue, name.span, name)
    if group:
        return Attribution(cue, None if group.of(text).lower() in _PRONOUNS else group, None)
    if not first and (subject := _SUBJECT.search(part.of(text))):
        return Attribution(cue, Span(*(part.start + end for end in subject.span(1))), None)
    words = re.search(r"\w[\w\s'’-]*\w", part.of(text))
    if first and words and cue.end == part.start and _BEFORE_ANY.fullmatch(cue.of(text)):
        span = Span(part.start + words.start(), part.start + words.end())
        return Attribution(cue, span, None)
    return None


def _belongs(group: Span, name: Name, text: str) -> bool:
    """Whether a name only says which people: `leaders of OpenAI`, `dirigeants de l’IA`."""
    between = text[group.end : name.span.start]
    return bool(re.search(r"^\s[\w\s]*\b(?:of|at|de|d|du|von|der|bei|di|da|do|van|en)\b", between))


def _within(span: Span, part: Span) -> bool:
    return part.start <= span.start and span.end <= part.end


def _clause_end(text: str, start: int) -> int:
    match = re.compile(rf"[,;:.!?…()–—](?!\w)|[{_QUOTE_MARKS}]").search(text, start)
    return match.start() if match else len(text)


def _clause_start(text: str, end: int) -> int:
    """Where the clause before a position begins; an apposition between commas is skipped."""
    marks = [match.end() for match in re.finditer(rf"[;:.!?…{_QUOTE_MARKS}]\s", text[:end])]
    return marks[-1] if marks else 0
