"""The terms of a message that its reader may not know: names, codes, figures, words that the
documents define; and where the documents speak of each.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from bot.conversation import opens_leaning
from bot.text import figures as numbers
from bot.text.dates import dates
from bot.text.names import at_start, has_alike, has_word, names
from bot.text.places import places
from bot.text.words import Word, content, is_common_word, stopwords, words
from knowledge.types import Hit, Span

_MOST = 6
_SHORTEST = 4  # Letters of a word that may be a term by itself.
_NOISE = re.compile(r"https?://\S+|<[@#:][^>\s]*>|(?<!\w)[@#]\w+|`[^`]*`")
_ASKS = re.compile(r"[?？]\W*$")
# `A token is a …`: what stands behind a term where a sentence says what it is.
_DEFINES = {
    "en": (
        r"(?:an?|the) ",
        r"(?:means?|refers to|stands for|describes"
        r"|(?:is|are|was|were) (?:an?|the|one of|any|what|how|when|where|that part|\w+['’]s)\b)",
    ),
    "fr": (
        r"(?:une?|les?|la|l['’]|des) ?",
        r"(?:désigne|signifie|consiste|(?:est|sont|était) (?:une?\b|les?\b|la\b|l['’]|des\b|ce\b))",
    ),
    "de": (
        r"(?:ein|eine|der|die|das) ",
        r"(?:bedeutet|bezeichnet|heißt|(?:ist|sind|war|waren) (?:eine?[mnr]?|der|die|das|was)\b)",
    ),
    "es": (
        r"(?:una?|el|la|los|las) ",
        r"(?:significa|consiste|se refiere|(?:es|son|era) (?:una?|el|la|los|las|lo)\b)",
    ),
    "it": (
        r"(?:una?|uno|il|la|lo|gli|le|i|l['’]|un['’]) ?",
        r"(?:significa|indica|(?:è|sono|era) (?:una?\b|uno\b|il\b|la\b|lo\b|gli\b|l['’]|un['’]))",
    ),
    "pt": (
        r"(?:uma?|os?|as?) ",
        r"(?:significa|consiste|refere|(?:é|são|era) (?:uma?|os?|as?)\b)",
    ),
    "nl": (
        r"(?:een|de|het) ",
        r"(?:betekent|verwijst|(?:is|zijn|was) (?:een|de|het|wat)\b)",
    ),
}

# What opens a sentence on all things of a kind, and words put behind a name to say what it is.
_KINDS = {
    "en": "an?",
    "fr": "une?",
    "de": "eine?",
    "es": "una?",
    "it": "una?|uno",
    "pt": "uma?",
    "nl": "een",
}
_BESIDE = {
    "en": "an?|the",
    "fr": "une?|le|la|les|l['’]",
    "es": "una?|el|la|los|las",
    "it": "una?|uno|il|la|lo|gli|l['’]",
    "pt": "uma?|os?|as?",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A term as the message has it, and where.

    `figure` is the number where it is one. `certain` says that it is a name or code, of which it is
    worth telling that the documents do not speak.
    """

    text: str
    span: Span
    certain: bool = False
    figure: numbers.Figure | None = None


def find_terms(
    message: str,
    language: str,
    near: Iterable[Hit] = (),
    *,
    without: Collection[str] = (),
    most: int = _MOST,
) -> list[Term]:
    """The terms of a message, in order, each once: at most `most`, names and codes first.

    `near` are passages near the message, which tell what words are defined in the documents;
    `without` are names that are no terms, such as those of the people who talk.
    """
    text = _NOISE.sub(lambda found: " " * len(found.group()), message)
    days = [found.span for found in dates(text, language)]
    named = _named(text, language, days)
    figured = [
        Term(figure.span.of(text).strip(), figure.span, figure=figure)
        for figure in numbers.figures(text, language, days)
        if figure.unit is not None and not figure.spelled and not figure.ordinal
    ]
    taken = [term.span for term in (*named, *figured)] + days
    worded = _defined(text, language, near, taken)
    rare = _rare(text, language, [*taken, *(term.span for term in worded)])
    known = {word.casefold() for name in without for word in name.split()}
    chosen: dict[str, Term] = {}
    for term in (*named, *worded, *figured, *rare):
        if not {word.casefold() for word in term.text.split()} <= known:
            chosen.setdefault(term.text.casefold(), term)
    return sorted([*chosen.values()][:most], key=lambda term: term.span.start)


def _named(text: str, language: str, days: Sequence[Span]) -> list[Term]:
    """Names and codes; a code beside a name belongs to it: `GPT 4`, `Airbus A380`."""
    coded = numbers.codes(text)
    spans = [*coded]
    for name in names(text, language, [*days, *coded]):
        # A sentence's first word has a capital for being first.
        ordinary = len(name.words) == 1 and _is_ordinary(name.words[0], text, language)
        spans += [] if ordinary else [name.span]
    joined: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        gap = text[joined[-1].end : span.start] if joined else "\n"
        if joined and gap in (" ", "-", "\u00a0", "‑"):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return [Term(span.of(text), span, certain=True) for span in joined]


def _is_ordinary(word: Word, text: str, language: str) -> bool:
    if any(letter.isupper() for letter in word.text[1:]):
        return False
    if at_start(word.span.start, text) or language == "de":
        return is_common_word(word.text, language)
    return False


def _defined(text: str, language: str, near: Iterable[Hit], taken: Sequence[Span]) -> list[Term]:
    """Words, up to three together, that a sentence of the documents says the meaning of."""
    told = [
        sentence
        for hit in near
        if hit.passage.document.language == language
        for sentence in hit.passage.sentence_texts()
    ]
    every = words(text)
    found: list[Term] = []
    used: list[Span] = list(taken)
    for size in (3, 2, 1):
        for first in range(len(every) - size + 1):
            run = every[first : first + size]
            span = Span(run[0].span.start, run[-1].span.end)
            if _may_be_term(run, span.of(text), language, used) and any(
                defines(sentence, span.of(text), language) for sentence in told
            ):
                found.append(Term(span.of(text), span))
                used.append(span)
    return sorted(found, key=lambda term: term.span.start)


def _may_be_term(run: Sequence[Word], text: str, language: str, used: Sequence[Span]) -> bool:
    if any(one.start <= word.span.start < one.end for one in used for word in run):
        return False
    if not re.fullmatch(r"[^\W\d_]+(?:[ -][^\W\d_]+)*", text) or len(text) < _SHORTEST:
        return False
    # A link may stand inside (`mixture of experts`), not at an end.
    empty = stopwords(language)
    return run[0].folded not in empty and run[-1].folded not in empty


def _rare(text: str, language: str, taken: Sequence[Span]) -> list[Term]:
    """Words that the language's lexicon does not know: names in lower case, words of a trade."""
    return [
        Term(word.text, word.span)
        for word in words(text)
        if _may_be_term([word], word.text, language, taken)
        and word.text.islower()
        and not is_common_word(word.text, language)
    ]


def defines(sentence: str, term: str, language: str) -> bool:
    """Whether a sentence says what the term is.

    It opens with the term (`A token is a …`, `A voussoir bears …`), or puts a few words behind it
    (`inference, the running of …`).
    """
    pattern = _defining(language)
    if pattern is None:
        return False
    article, verb = pattern
    kind = _KINDS.get(language, "")
    one = rf"\W*(?:{kind}) {re.escape(term)} \w+"
    beside = rf"(?<![^\W_]){re.escape(term)}, (?:{_BESIDE.get(language, kind)}) ?\w+ "
    if re.match(one, sentence, re.IGNORECASE) or re.search(beside, sentence, re.IGNORECASE):
        return True
    # An abbreviation or a translation in brackets, or a remark between commas, may stand between.
    between = r"(?:\W{1,2}[^,()]{1,60}[,)])?\W{0,2}"
    whole = rf"\W*{article}{re.escape(term)}(?:s|es|n|en|e)?{between}\s*{verb}"
    return re.match(whole, sentence, re.IGNORECASE) is not None


@cache
def _defining(language: str) -> tuple[str, str] | None:
    known = _DEFINES.get(language)
    return None if known is None else (f"(?:{known[0]})?", known[1])


def quotes(
    term: Term, language: str, reader: str, hits: Sequence[Hit], most: int = 1
) -> list[tuple[Hit, Span]]:
    """At most `most` sentences that tell best what the term is or means; none where none has it.

    `language` is the message's, `reader` that of who reads: their own language is preferred. One
    that points back takes the sentence before it along.
    """
    ranked: list[tuple[float, Hit, Span]] = []
    for place, hit in enumerate(hits):
        spoken = hit.passage.document.language
        texts = hit.passage.sentence_texts()
        for index, text in enumerate(texts):
            if _ASKS.search(text) or not _holds(term, language, text, spoken):
                continue
            span = hit.passage.sentences[index]
            leans = opens_leaning(text, spoken)
            if leans and index:
                span = Span(hit.passage.sentences[index - 1].start, span.end)
            worth = hit.sentence_similarities[index] + (0.6 if spoken == reader else 0.0)
            worth += 1.0 if defines(text, term.text, spoken) else 0.0
            worth += 0.2 if text.casefold().find(term.text.casefold()) in range(8) else 0.0
            worth -= 0.2 if leans else 0.0
            worth -= 0.3 if not 6 <= len(text.split()) <= 45 else 0.0
            ranked.append((worth - 0.02 * place, hit, span))
    ranked.sort(key=lambda one: -one[0])
    chosen: list[tuple[Hit, Span]] = []
    for _, hit, span in ranked:
        apart = all(
            other.passage.document.id != hit.passage.document.id
            or span.end <= place.start
            or place.end <= span.start
            for other, place in chosen
        )
        if apart and len(chosen) < most:
            chosen.append((hit, span))
    return chosen


def _holds(term: Term, language: str, text: str, spoken: str) -> bool:
    """Whether a sentence has the term, in its own language or as another language writes it."""
    if term.figure is not None:
        return numbers.bears_out(term.figure, numbers.figures(text, spoken))
    if language == spoken:
        wanted = content(term.text, language)
        return bool(wanted) and set(wanted) <= set(content(text, spoken))
    if places(term.text, language) & places(text, spoken):
        return True
    if not term.certain:
        return False
    held = frozenset(word.folded for word in words(text) if word.capitalized or word.text.isalnum())
    capitals = frozenset(word.folded for word in words(text) if word.capitalized)
    return all(
        has_word(word.folded, held) or has_alike(word.folded, capitals) for word in words(term.text)
    )
