"""Numbers in a sentence, comparable across locales and languages.

A number has every value that some locale gives its digits (`1.234` is 1.234 or 1234): two numbers
are equal where they share one. Units count where both sides name one; percent always counts.
Spelled-out numbers are read by text2num, scale words by a table per language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum

from bot.text.units import SCALE_SUFFIX, UNIT_AFTER, UNIT_BEFORE, scale_words, unit_of
from bot.text.words import fold, word_set, words
from knowledge.types import Span


class Hedge(StrEnum):
    """What a number's hedge allows: rounding (`about`), a lower or a higher round number."""

    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it stands in a text.

    `span` covers digits or number words, scale and unit. `values` are its possible values. `unit`
    is `%`, a currency (`dollar`) or a measure (`km`), None where none is named. `ordinal` marks
    `27th`. `spelled` marks number words, which are less certain to be numbers. `told` marks what
    only bears a number out (`both`, the `II` of a name) and need not be borne out itself.
    """

    span: Span
    values: frozenset[Decimal]
    unit: str | None = None
    hedge: Hedge | None = None
    ordinal: bool = False
    spelled: bool = False
    told: bool = False


_GAPS = " \u00a0\u2009\u202f"
_NUMBER = re.compile(
    rf"(?<![^\W_])(?<!\d[.,])(?:\d{{1,3}}(?P<gap>[{_GAPS}'’.,·_])\d{{3}}(?:(?P=gap)\d{{3}})*"
    r"(?!\d)(?:(?!(?P=gap))[.,]\d+)?"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d+(?:[.,]\d+)?)(?!\d)"
)
_CODE = re.compile(r"(?<![^\W_])[^\W_]+(?:[-‑.][^\W_]+)*")
_DIGITS_FIRST = re.compile(
    r"\d[\d.,]*(?:[-‑–]\d[\d.,]*)*"
    r"(?:st|nd|rd|th|s|er[ns]?|e|ème|re|º|ª|h\d*|am|pm|[kmbt]n?|[¼-¾⅐-⅞]|[-‑][^\W\d_].*)?$",
    re.IGNORECASE,
)
_ORDINAL_TAIL = re.compile(r"(?:st|nd|rd|th|er|re|e|ème|de|ste|º|ª|°)(?![^\W_])")
_DECADE_TAIL = re.compile(r"(?<=\d0)(?:s|er|ern)(?![^\W_])")
_ROMAN = re.compile(
    r"\b(?P<a>[IVX]+)(?:e|ème|er)?\s+(?:siècles?|siglos?|secol[oi]|séculos?|century)"
    r"|\b(?:siglos?|secol[oi]|séculos?)\s+(?P<b>[IVX]+)\b"
)
_JOIN = re.compile(
    r"\s*(?:[-–—/]|to|and|or|through|à|et|ou|bis|und|oder|a|y|o|e|al|tot|en|of)\s*[$€£¥]?\s*",
    re.IGNORECASE,
)
_HEDGES = {
    Hedge.ABOUT: "about|around|roughly|approximately|approx|nearly|almost|some|close to|circa|ca|c"
    "|an estimated|environ|près de|presque|quelque|autour de|approximativement|etwa|rund|knapp"
    "|fast|ungefähr|circa|zirka|beinahe|an die|unos|unas|casi|aproximadamente|cerca de"
    "|alrededor de|circa|quasi|intorno a|pressoché|aproximadamente|quase|por volta de"
    "|ongeveer|bijna|zo'n|zowat",
    Hedge.OVER: "more than|over|above|at least|upwards of|plus de|plus d'|au moins|mehr als|über"
    "|mindestens|más de|al menos|oltre|più di|almeno|mais de|pelo menos|meer dan|ruim|minstens",
    Hedge.UNDER: "less than|fewer than|under|below|at most|up to|moins de|jusqu'à|au plus"
    "|weniger als|unter|höchstens|bis zu|menos de|hasta|como mucho|meno di|fino a|até|minder dan"
    "|hooguit|tot",
}
_HEDGE_BEFORE = {
    hedge: re.compile(
        rf"(?:(?<![^\W_])(?:{terms})[.,]?|[~≈])\s*"
        r"(?:(?:the|a|an|les|la|le|un|une|einem|einer|den|die)\s+)?(?:US|[-−+$€£¥])*\s*$",
        re.IGNORECASE,
    )
    for hedge, terms in _HEDGES.items()
}
_HEDGE_REACH = 28
# Spelled words that are numbers too rarely to rest a verdict on: articles, `according to`, `new`.
_UNSURE = word_set(
    "both twice thrice once pair couple beide beiden beider zweimal dreimal einmal ambos ambas"
    " entrambi entrambe tweemaal allebei hundreds thousands hunderte hunderten tausende tausenden"
    " centaines milliers cientos miles centinaia migliaia honderden duizenden"
    " one un une uno una um uma ein eine einen einem einer eins een second seconde secondo seconda"
    " segundo segunda segundos segundas neuf sei first million millions hundred thousand mille"
    " cent cento ciento mil hundert tausend honderd duizend point points"
)
# Words that say a number without being one, and Roman numerals in names: they bear numbers out.
_TELLING = {
    **dict.fromkeys(("both", "twice", "pair", "couple", "beide", "beiden", "beider"), 2),
    **dict.fromkeys(("zweimal", "ambos", "ambas", "entrambi", "entrambe", "tweemaal"), 2),
    **dict.fromkeys(("thrice", "dreimal"), 3),
}
_NUMERAL = re.compile(r"(?<=\s)(?:II|III|IV|VI{0,3}|IX|XI{0,3}|XI?V|XVI{1,3}|XX)(?![^\W_])")
_SPELLING = frozenset({"en", "fr", "de", "es", "it", "pt", "nl"})


def ascii_digits(text: str) -> str:
    """The text with every script's decimal digits as 0–9; positions stay the same."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text
    )


def values_of(digits: str) -> frozenset[Decimal]:
    """Every value that a locale gives to digits with separators.

    A lone separator before three digits groups or starts decimals, unless the three are `000` or
    nothing but zeros stand before it: nobody writes 10 as `10,000`, nor 234 as `0.234`.
    """
    bare = re.sub(rf"[{_GAPS}'’·_]", "", digits)
    marks = [c for c in bare if c in ".,"]
    if not marks:
        return frozenset({Decimal(bare)})
    joined = Decimal(bare.replace(",", "").replace(".", ""))
    head, tail = re.split(r"[.,]", bare)[0], re.split(r"[.,]", bare)[-1]
    if len(marks) > 1 and len(set(marks)) == 1:
        return frozenset({joined})
    split = Decimal(re.sub(r"[.,]", "", bare[: -len(tail)]) + "." + tail)
    if len(marks) > 1 or bare != digits or len(tail) != 3 or len(head) > 3 or not head.strip("0"):
        return frozenset({split})
    return frozenset({joined}) if tail == "000" else frozenset({joined, split})


def figures(text: str, language: str, taken: Iterable[Span] = ()) -> list[Figure]:
    """The numbers of a text, in order, leaving out what stands in `taken` (its dates) and in codes.

    `taken` may come from `dates.dates`; codes are what `codes` finds.
    """
    text = ascii_digits(text)
    used = [*taken, *codes(text)]
    found = list(_romans(text))
    used += [figure.span for figure in found]
    for match in _NUMBER.finditer(text):
        if not _inside(match.start(), used):
            figure = _read(match, text, language)
            found.append(figure)
            used.append(figure.span)
    found += _spelled(text, language, used)
    found.sort(key=lambda figure: figure.span.start)
    return [_hedged(figure, text) for figure in _share_units(found, text)]


def codes(text: str) -> list[Span]:
    """Names that hold digits: `R1`, `GPT-4`, `o3-mini`, `5G`, `1.2.3`; not `17km` or `20-year`."""
    found = []
    for match in _CODE.finditer(ascii_digits(text)):
        token = match.group()
        if not any(c.isdecimal() for c in token):
            continue
        if token[0].isdigit():
            number = _DIGITS_FIRST.match(token)
            if token.count(".") >= 2 and re.fullmatch(r"[\d.]+", token):
                number = re.fullmatch(r"\d{1,3}(?:\.\d{3})+", token)
            if number or _measure(token):
                continue
        elif re.fullmatch(r"[^\W\d_]+(?:[-‑][^\W\d_]+)*[-‑]\d[\d.]*(?:s|st|nd|rd|th)?", token):
            if token.split("-")[0].islower():  # mid-1990s
                continue
        elif re.fullmatch(r"[ckm]?m[23]|mi2", token) or re.fullmatch(
            r"(?:US|EUR|USD|GBP|CHF)\d[\d.,]*[a-z]*", token
        ):
            continue
        found.append(Span(match.start(), match.end()))
    return found


def bears_out(claim: Figure, sources: Iterable[Figure]) -> bool:
    """Whether a claimed number stands among the sources' numbers.

    Equal values only; a hedge (`nearly 17 %`) also accepts the right rounding of a number that
    has more digits and lies within 5 %.
    """
    return any(
        units_agree(claim.unit, source.unit)
        and (bool(claim.values & source.values) or _rounds(claim, source))
        for source in sources
    )


def units_agree(one: str | None, other: str | None) -> bool:
    """Whether two units may be the same: equal, or one unnamed and neither a percentage."""
    if one == other:
        return True
    if one in ("%", "pp") or other in ("%", "pp"):
        return False
    return one is None or other is None


def is_certain(figure: Figure, text: str) -> bool:
    """Whether the figure is surely a number, so that a sentence must account for it."""
    if figure.told:
        return False
    if not figure.spelled:
        return True
    spelled = fold(figure.span.of(text))
    return spelled not in _UNSURE and not figure.values & {Decimal(0), Decimal(1)}


def _inside(position: int, spans: Iterable[Span]) -> bool:
    return any(span.start <= position < span.end for span in spans)


def _measure(token: str) -> bool:
    digits = re.match(r"[\d.,]+", token)
    unit = UNIT_AFTER.match(token, digits.end()) if digits else None
    return bool(unit and unit.end() == len(token))


def _read(match: re.Match[str], text: str, language: str) -> Figure:
    """The figure at a match of digits: scale words, unit, ordinal and decade endings read on."""
    values, end = values_of(match.group()), match.end()
    before = UNIT_BEFORE.search(text, max(0, match.start() - 6), match.start())
    start = before.start() if before else match.start()
    ordinal, factor = False, Decimal(1)
    if end < len(text) and unicodedata.category(text[end]) == "No" and text[end] not in "²³":
        part = Decimal(repr(round(unicodedata.numeric(text[end]), 3)))
        values, end = frozenset(value + part for value in values), end + 1
    if tail := _DECADE_TAIL.match(text, end):
        end = tail.end()
        if all(value < 100 for value in values):
            values |= {value + 1900 for value in values}
    elif tail := _ORDINAL_TAIL.match(text, end):
        ordinal, end = True, tail.end()
    else:
        factor, end = _scale(text, end, language, money=before is not None)
    after = None if ordinal else UNIT_AFTER.match(text, end)
    unit = unit_of(before) if before else unit_of(after) if after else None
    if after:
        end = after.end()
    return Figure(Span(start, end), frozenset(v * factor for v in values), unit, ordinal=ordinal)


def _scale(text: str, end: int, language: str, *, money: bool) -> tuple[Decimal, int]:
    """What the scale words from `end` on multiply by, and where they end."""
    factor, pattern = Decimal(1), scale_words(language)
    if suffix := SCALE_SUFFIX.match(text, end):
        letter = suffix["letter"] or suffix["apart"]
        power = {"k": 3, "m": 6, "b": 9, "t": 12}[letter.lower()]
        if letter != "m" or suffix.end() - suffix.start() > 1 or money:
            return Decimal(10) ** power, suffix.end()
    while match := pattern.match(text, end):
        factor *= Decimal(10) ** int((match.lastgroup or "p0")[1:])
        end = match.end()
    return factor, end


def _romans(text: str) -> Iterator[Figure]:
    """Roman numerals: those of centuries, and those in names (`World War II`)."""
    worth = {"I": 1, "V": 5, "X": 10}
    spans = [Span(*match.span("a" if match["a"] else "b")) for match in _ROMAN.finditer(text)]
    centuries = len(spans)
    spans += [Span(*match.span()) for match in _NUMERAL.finditer(text)]
    for i, span in enumerate(spans):
        if span not in spans[:i]:
            numerals = [worth[numeral] for numeral in span.of(text)]
            pairs = zip(numerals, [*numerals[1:], 0], strict=True)
            value = sum(-one if one < following else one for one, following in pairs)
            values = frozenset({Decimal(value)})
            yield Figure(span, values, ordinal=True, told=i >= centuries)


@dataclass(frozen=True, slots=True)
class _Token:
    """A word as text2num wants it."""

    word: str
    apart: bool
    number: bool

    def text(self) -> str:
        return self.word.lower()

    def nt_separated(self, _previous: _Token) -> bool:
        return self.apart

    def not_a_number_part(self) -> bool:
        return not self.number


def _spelled(text: str, language: str, used: list[Span]) -> list[Figure]:
    """The numbers written as words that do not stand in `used`."""
    found = [
        Figure(word.span, frozenset({Decimal(_TELLING[word.folded])}), spelled=True, told=True)
        for word in words(text)
        if word.folded in _TELLING
    ]
    if language not in _SPELLING:
        return found
    from text_to_num import find_numbers

    tokens: list[_Token] = []
    spans: list[Span] = []
    for match in re.finditer(r"[^\W_]+(?:[-‑][^\W_]+)*", text):
        gap = text[spans[-1].end : match.start()] if spans else ""
        word = match.group().replace("‑", "-")
        free = not any(c.isdigit() for c in word) and not _inside(match.start(), used)
        tokens.append(_Token(word, bool(gap.strip()), free))
        spans.append(Span(*match.span()))
    for number in find_numbers(tokens, language, threshold=0):
        span = Span(spans[number.start].start, spans[number.end - 1].end)
        factor, end = _scale(text, span.end, language, money=False)
        after = UNIT_AFTER.match(text, end)
        value = Decimal(repr(number.value)) * factor
        found.append(
            Figure(
                Span(span.start, after.end() if after else end),
                frozenset({value}),
                unit_of(after) if after else None,
                ordinal=number.is_ordinal,
                spelled=True,
            )
        )
    return found


def _share_units(found: list[Figure], text: str) -> list[Figure]:
    """`13 to 15 %` and `$10–15 million`: the first number also has the second one's unit."""
    shared = list(found)
    for i in range(len(found) - 2, -1, -1):
        left, right = shared[i], shared[i + 1]
        if not _JOIN.fullmatch(text, left.span.end, right.span.start):
            continue
        factor = _factor(right, text)
        values = left.values
        if factor != 1 and _factor(left, text) == 1:
            values |= {value * factor for value in values}
        shared[i] = replace(left, values=values, unit=left.unit or right.unit)
        if right.unit is None and text[left.span.start] in "$€£¥":
            shared[i + 1] = replace(right, unit=left.unit)
    return shared


def _factor(figure: Figure, text: str) -> Decimal:
    """What the scale words of a figure multiplied by."""
    digits = _NUMBER.search(text, figure.span.start, figure.span.end)
    base = min(values_of(digits.group())) if digits else Decimal(0)
    return min(figure.values) / base if base else Decimal(1)


def with_hedge(figure: Figure, text: str) -> Span:
    """The figure's span and that of the words that hedge it: `nearly 17 percent`."""
    start = max(0, figure.span.start - _HEDGE_REACH)
    for pattern in _HEDGE_BEFORE.values():
        if match := pattern.search(text[start : figure.span.start]):
            return Span(start + match.start(), figure.span.end)
    return figure.span


def _hedged(figure: Figure, text: str) -> Figure:
    before = text[max(0, figure.span.start - _HEDGE_REACH) : figure.span.start]
    for hedge, pattern in _HEDGE_BEFORE.items():
        if pattern.search(before):
            return replace(figure, hedge=hedge)
    if re.match(r"\s*(?:or so|environ|circa|ungefähr)\b", text[figure.span.end :]):
        return replace(figure, hedge=Hedge.ABOUT)
    return figure


_ROUNDING = {
    Hedge.ABOUT: ROUND_HALF_UP,
    Hedge.OVER: ROUND_FLOOR,
    Hedge.UNDER: ROUND_CEILING,
}


def _rounds(claim: Figure, source: Figure) -> bool:
    """Whether a hedged claim is the source's number, rightly rounded to fewer digits."""
    if claim.hedge is None:
        return False
    for value in claim.values:
        step = Decimal(1).scaleb(_exponent(value))
        for exact in source.values:
            if not value or _exponent(exact) >= _exponent(value):
                continue
            near = abs(exact - value) <= abs(exact) / 20
            if near and exact.quantize(step, _ROUNDING[claim.hedge]) == value:
                return True
    return False


def _exponent(value: Decimal) -> int:
    """The power of ten of the last digit that is not zero."""
    return int(value.normalize().as_tuple().exponent)
