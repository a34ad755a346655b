"""What an evaluation counts, as pure functions: is the answer right, the passage the right one, and
does what is quoted stand in its source?

`bears_out_itself` is code of its own on purpose: what it counts would else be true by definition.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path, PurePosixPath
from urllib.parse import urldefrag

from bot.questions import Line
from bot.text.figures import figures, units_agree, values_of
from bot.types import Sentence
from knowledge.sentences import sentence_spans
from knowledge.types import DocumentInfo, Passage, Span

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»‹›", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
    }
)
_NUMBER = re.compile(
    r"(?<![^\W_])(?<!\d[.,])(?:\d{1,3}(?P<gap>[ '.,·_])\d{3}(?:(?P=gap)\d{3})*(?!\d)(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+)?)(?!\d)"
)
_DIGITS = re.compile(
    r"(?<![^\W_])(?<![^\W\d_][-‑])\d+(?:[.,'’ \u00a0\u2009\u202f]\d{3}(?!\d))*(?:[.,]\d+)?"
)
_OTHER = "\uf8ff"


@dataclass(frozen=True, slots=True)
class _Number:
    span: Span
    values: frozenset[Decimal]
    unit: str | None = None

    def expected_in(self, found: _Number) -> bool:
        """Whether `found` is this one, which was expected and may name no unit."""
        agree = self.unit is None or units_agree(self.unit, found.unit)
        return agree and bool(self.values & found.values)


def contains(text: str, expected: str, languages: Iterable[str]) -> bool:
    """Whether `text` contains `expected`, whatever the case, the quotation marks and the numbers'
    format: `1,234.5` is `1.234,5`, and `589 billion` is `$589bn`.

    A number is only found whole: `2` does not stand in `2025`. `languages` are those in which
    either text may be, for what `billion` means.
    """
    text, expected = plain(text), plain(expected)
    if _contains(text, _bare(text), expected, _bare(expected)):
        return True
    spoken = list(dict.fromkeys(languages))
    wanted = [_scaled(expected, language) for language in spoken]
    there = [_scaled(text, language) for language in spoken]
    return any(_contains(text, found, expected, want) for want in wanted for found in there)


def plain(text: str) -> str:
    """The text in lower case, with plain spaces, quotation marks and dashes."""
    folded = unicodedata.normalize("NFKC", text).translate(_SIGNS).casefold()
    return " ".join(folded.split())


def _bare(text: str) -> list[_Number]:
    """The numbers as they stand there, without what they are multiplied by or measured in."""
    return [
        _Number(Span(*match.span()), values_of(match.group())) for match in _NUMBER.finditer(text)
    ]


def _scaled(text: str, language: str) -> list[_Number]:
    """The numbers with their scale words and units."""
    return [
        _Number(figure.span, figure.values, figure.unit)
        for figure in figures(text, language)
        if not figure.spelled
    ]


def _contains(
    text: str, found: Sequence[_Number], expected: str, wanted: Sequence[_Number]
) -> bool:
    """Writes the same sign for equal numbers into both texts, then looks for one in the other."""

    def sign(number: _Number) -> str:
        places = (i for i, want in enumerate(wanted) if want.expected_in(number))
        place = next(places, None)
        return _OTHER if place is None else chr(0xE000 + place)

    return _signed(expected, wanted, sign) in _signed(text, found, sign)


def _signed(text: str, numbers: Sequence[_Number], sign: Callable[[_Number], str]) -> str:
    parts, position = [], 0
    for number in numbers:
        if number.span.start >= position:
            parts += [text[position : number.span.start], sign(number)]
            position = number.span.end
    return "".join([*parts, text[position:]])


def right(answer: Sequence[Sentence], line: Line, first: int | None = None) -> bool:
    """Whether an expected string stands in the answer, or in so many of its first sentences.

    Sentences are counted as they are written: what is shown as one may hold two.
    """
    written = [
        span.of(shown.text)
        for shown in answer
        for span in sentence_spans(shown.text, shown.language or "en")
    ]
    text = " ".join(written[:first])
    languages = [one for one in (line.lang, *(shown.language for shown in answer), "en") if one]
    return any(contains(text, expected, languages) for expected in line.any)


def words_of(text: str) -> str:
    """A text's words alone, so that white space, typography and Markdown make no difference."""
    text = re.sub(r"\[\^[^\]\s]+\]", " ", text)
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold()))


def holds(passage_words: str, quote_words: str) -> bool:
    """Whether a passage holds a quote, or the greater part of one that goes on in its neighbour."""
    if not quote_words:
        return False
    if quote_words in passage_words:
        return True
    parts = quote_words.split()
    most = len(parts) // 2 + 1
    if len(parts) < 4:
        return False
    begins, ends = " ".join(parts[:most]), " ".join(parts[-most:])
    start = passage_words.rfind(begins)
    at_end = start >= 0 and quote_words.startswith(passage_words[start:])
    stop = passage_words.find(ends)
    at_start = stop >= 0 and quote_words.endswith(passage_words[: stop + len(ends)])
    return at_end or at_start


def rank(passages: Iterable[Passage], documents: Collection[str] | None, quote: str | None) -> int:
    """The rank, from 1, of the first passage that is of one of `documents` (ids; None: of any) and
    holds `quote` where one is given; 0 where there is none.
    """
    wanted = words_of(quote) if quote else ""
    for place, passage in enumerate(passages, 1):
        if documents is not None and passage.document.id not in documents:
            continue
        if not wanted or holds(words_of(passage.text), wanted):
            return place
    return 0


def documents_of(
    source: str, documents: Iterable[DocumentInfo], base: Path | None
) -> frozenset[str]:
    """The ids of the documents that `source` names: an address, or a path relative to `base`.

    `base` is the folder or file that was indexed, None for the live index, where the end of a path
    is enough.
    """
    known = list(documents)
    named = {_address(source)}
    if base is not None:
        folder = base if base.is_dir() else base.parent
        named |= {str((folder / source).resolve()), f"{folder.resolve().name}/{source}"}
    exact = {
        info.id
        for info in known
        if info.source in named or _address(info.address or info.source) in named
    }
    if exact:
        return frozenset(exact)
    end = PurePosixPath(source).parts
    return frozenset(
        info.id for info in known if PurePosixPath(info.source).parts[-len(end) :] == end
    )


def _address(source: str) -> str:
    return urldefrag(source).url.rstrip("/")


def bears_out_itself(
    sentence: Sentence, documents: Mapping[str, str], texts: Mapping[str, str]
) -> bool:
    """Whether a shown sentence cites something, every quote of it stands in its document, character
    for character at its span, and every figure of the sentence stands in one of the quotes.

    `documents` leads from a passage's id to its document's, `texts` from there to its kept text.
    Figures are runs of digits: number words are not read, and a rounded figure is another one.
    """
    if not sentence.citations:
        return False
    for citation in sentence.citations:
        text = texts.get(documents.get(citation.passage, ""), "")
        if not citation.quote or citation.span.of(text) != citation.quote:
            return False
    quoted = {digits for citation in sentence.citations for digits in _digits(citation.quote)}
    return _digits(sentence.text) <= quoted


def _digits(text: str) -> set[str]:
    """The figures of a text, each as its digits without separators: `1,234.5` is `12345`.

    Digits behind a letter (`R1`, `GPT-4`) are part of a name.
    """
    return {re.sub(r"\D", "", run) for run in _DIGITS.findall(text)}


def percentile(values: Collection[float], share: float) -> float | None:
    """The value that this share of `values` does not exceed; None where there are none."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
