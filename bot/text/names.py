"""Names of persons, firms and places in a sentence, and whether a source has them.

A capital letter is the sign of a name, except where the language or the position explains it: at a
sentence's start and in German, the lexicon decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from bot.text.places import is_place, places
from bot.text.words import Word, is_common_word, stopwords, word_set, words
from knowledge.types import Span

_LINKS = word_set("of de du des d von van der den di da dos do del bin & für")
_ARTICLES = word_set("the la le l el al los las den der")
_STARTS = re.compile(r"(?:^|[.!?…:;]\s|[“”\"«„»(\[•–—|]\s?|[-*]\s)[\W\d_]*$")
_ENDINGS = ("", "s", "es", "e", "n", "en", "ns", "i", "er", "ern", "a")

_ROMAN = re.compile(r"[IVX]+")
_SPELLINGS = (
    ("ph", "f"), ("th", "t"), ("ch", "k"), ("c", "k"), ("q", "k"), ("y", "i"), ("w", "v"),
    ("ou", "u"), ("x", "ks"), ("z", "s"), ("j", "i"),
)  # fmt: skip
_STOP = Word("-", Span(0, 0))


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands in a sentence: the words that make it up, without `of` or `von`.

    `sure` says that the writing alone shows a name; otherwise the lexicon must be asked about each
    of its words.
    """

    text: str
    span: Span
    words: tuple[Word, ...]
    sure: bool


class Vocabulary:
    """The words that a source holds, as names are looked up in them."""

    def __init__(self, texts: Iterable[str], language: str) -> None:
        self.language = language
        self._texts = tuple(texts)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word, folded."""
        return frozenset(word.folded for text in self._texts for word in words(text))

    @cached_property
    def names(self) -> frozenset[str]:
        """The capitalized words, folded."""
        every = (word for text in self._texts for word in words(text))
        return frozenset(word.folded for word in every if word.capitalized)

    @cached_property
    def places(self) -> frozenset[str]:
        """The codes of the places named."""
        return frozenset().union(*(places(text, self.language) for text in self._texts))

    @cached_property
    def initials(self) -> str:
        """The first letters of capitalized words in a row, `|` elsewhere; acronyms hide there."""
        letters = [
            word.folded[0] if word.capitalized else "" if word.folded in _LINKS | _ARTICLES else "|"
            for text in self._texts
            for word in [*words(text), _STOP]
        ]
        return "".join(letters)


def names(text: str, language: str, taken: Iterable[Span] = ()) -> list[Name]:
    """The names of a text, in order, leaving out what stands in `taken` (its dates, its codes).

    Neighbouring capitalized words are one name; a link (`Bank of England`) joins them.
    """
    spans = list(taken)
    every = words(text)
    runs: list[list[Word]] = []
    links: list[Word] = []
    for word in every:
        if _may_be_name(word, text, language, spans):
            gap = text[runs[-1][-1].span.end : word.span.start] if runs else ""
            between = [link.text for link in links]
            joined = " ".join(re.split(r"[\s\-‑'’]+", gap.strip(" -‑'’\u00a0")))
            if runs and joined == " ".join(between):
                runs[-1].append(word)
            else:
                runs.append([word])
            links = []
        elif word.folded in (_ARTICLES if links else _LINKS) and len(links) < 2:
            links.append(word)
        else:
            links = [word, word, word]  # too far apart to be one name
    return [_name(run, text, language) for run in runs]


def _may_be_name(word: Word, text: str, language: str, taken: list[Span]) -> bool:
    if not word.capitalized or any(c.isdecimal() for c in word.text):
        return False
    if any(span.start <= word.span.start < span.end for span in taken):
        return False
    if len(word.folded) == 1 or (word.text[0].islower() and "." in word.text):
        return False
    acronym = word.text.isupper() and not text.isupper()
    return acronym or word.folded not in stopwords(language)


def at_start(position: int, text: str) -> bool:
    """Whether a sentence, a quotation or a list item starts at the position."""
    return bool(_STARTS.search(text, 0, position)) or not re.search(r"\w", text[:position])


def _name(run: list[Word], text: str, language: str) -> Name:
    span = Span(run[0].span.start, run[-1].span.end)
    written = any(c.isupper() for word in run for c in word.text[1:])
    plain = language != "de" and not at_start(span.start, text)
    return Name(span.of(text), span, tuple(run), written or plain)


def missing(name: Name, text: str, language: str, source: Vocabulary) -> str | None:
    """The first word of a name that the source lacks, or None where it has the name.

    The source's own words count in any inflection, acronyms for what they stand for, places under
    their names in other languages. Where the languages differ, a similar name counts, and a word
    of the lexicon (`Church`) need not be there.
    """
    lacking = [word for word in name.words if not has_word(word.folded, source.words)]
    if not lacking or _has_acronym(name, source):
        return None
    codes = places(name.text, language)
    if codes & source.places:
        lacking = [word for word in lacking if not places(word.text, language) and codes]
        lacking = lacking if len(lacking) < len(name.words) else []
    foreign = language != source.language
    for word in lacking:
        if places(word.text, language) & source.places:
            continue
        if foreign and has_alike(word.folded, source.words if language == "de" else source.names):
            continue
        if not _is_required(word, name, text, language, foreign=foreign):
            continue
        return word.text
    return None


def _is_required(word: Word, name: Name, text: str, language: str, *, foreign: bool) -> bool:
    """Whether a word that the source lacks is a name after all."""
    if is_place(word.text, language):
        return True
    if foreign and _ROMAN.fullmatch(word.text):
        return False
    if any(c.isupper() for c in word.text[1:]) and not text.isupper():
        return True
    last = word is name.words[-1]
    if not foreign and language != "de" and last and not at_start(word.span.start, text):
        return True
    return not is_common_word(word.text, language)


def has_word(folded: str, known: frozenset[str]) -> bool:
    """Whether a word stands among others in some inflection: `trumps` for `trump`."""
    if folded in known:
        return True
    if len(folded) < 4:
        return False
    if any(folded + ending in known for ending in _ENDINGS):
        return True
    return any(
        folded.endswith(ending)
        and len(folded) - len(ending) >= 4
        and folded[: -len(ending)] in known
        for ending in _ENDINGS[1:]
    )


def has_alike(folded: str, known: Iterable[str]) -> bool:
    """Whether a name has a likely translation among others: `platon` for `plato`."""
    return any(_alike(folded, other) for other in known)


def _alike(one: str, other: str) -> bool:
    one, other = _sounds(one), _sounds(other)
    if one[:1] != other[:1] or min(len(one), len(other)) < 3:
        return False
    shorter = min(len(one), len(other))
    common = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), shorter)
    if common >= max(4, 0.55 * shorter):
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.75


def _sounds(word: str) -> str:
    """A word in a spelling that languages share more often: `konstantinopel`, `filip`."""
    for written, spoken in _SPELLINGS:
        word = word.replace(written, spoken)
    return re.sub(r"(.)\1", r"\1", word)


def _has_acronym(name: Name, source: Vocabulary) -> bool:
    """Whether the source spells the acronym out, or abbreviates the name."""
    if len(name.words) == 1:
        letters = name.words[0]
        bare = letters.folded
        return letters.text.isupper() and 2 < len(bare) < 7 and bare in source.initials
    initials = "".join(word.folded[0] for word in name.words)
    return len(initials) > 2 and initials in source.names
