"""Words of a text, folded and stemmed, so that two sentences can be compared.

Everything here is a pure function of its arguments; positions are characters of the given text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from knowledge.lexicon import STEMMERS, stop_words
from knowledge.types import Span

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in a text, and where. `U.S.` is one word, `well-kept` two."""

    text: str
    span: Span

    @property
    def folded(self) -> str:
        """The word without case, accents and dots: `É.-U.` and `eu` fold alike."""
        return fold(self.text)

    @property
    def capitalized(self) -> bool:
        """Whether it holds a capital letter anywhere: `Paris`, `iPhone`, `LSEG`."""
        return any(letter.isupper() for letter in self.text)


def fold(text: str) -> str:
    """Lower case, without accents; ligatures and `ß` spelled out; dots of initials removed."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    bare = bare.replace("œ", "oe").replace("æ", "ae").replace("ø", "o").replace("ł", "l")
    return bare.replace(".", "") if _WORD.fullmatch(text) else bare


def words(text: str) -> list[Word]:
    """The words of a text, in order."""
    return [Word(m.group(), Span(m.start(), m.end())) for m in _WORD.finditer(text)]


def plain(text: str) -> str:
    """The words alone, folded, with one space around each: what `word for word` compares."""
    return " " + " ".join(word.folded for word in words(text)) + " "


def stems(folded_words: Iterable[str], language: str) -> list[str]:
    """The Snowball stems of words; the words themselves where the language has no stemmer."""
    name = STEMMERS.get(language)
    if name is None:
        return list(folded_words)
    import Stemmer

    # A new one each time: a stemmer must not be shared by threads, and making one costs little.
    return list(Stemmer.Stemmer(name, 0).stemWords(list(folded_words)))


def word_set(listed: str) -> frozenset[str]:
    """The words of a list written in one string, with spaces between."""
    return frozenset(listed.split())


@cache
def stopwords(language: str) -> frozenset[str]:
    """The folded words of a language that carry no subject matter, from bm25s's lists."""
    folded = (fold(word) for word in stop_words(language))
    return frozenset(word for entry in folded for word in re.split(r"\W+", entry) if word)


def every_stem(text: str, language: str) -> list[str]:
    """The stems of all words, those that carry no subject matter too."""
    return stems((word.folded for word in words(text)), language)


def content(text: str, language: str) -> list[str]:
    """The stems of the words that carry subject matter, in order, repeated as they repeat."""
    empty = stopwords(language)
    kept = [word.folded for word in words(text)]
    return stems((word for word in kept if len(word) > 1 and word not in empty), language)


def is_common_word(word: str, language: str) -> bool:
    """Whether a capitalized word is an ordinary one of its language, by simplemma's lexicon.

    The lexicons hold some names too, with a capitalized lemma; German nouns all have one, so there
    a known word counts as ordinary, as does a compound of known words. The lexicon is loaded at
    first use (German: 1.3 s and 110 MB), so ask last.
    """
    import simplemma

    try:
        if language == "de":
            return (
                simplemma.is_known(word, lang="de")
                or simplemma.is_known(word.lower(), lang="de")
                or _is_compound(word.lower())
            )
        lower = word.lower()
        return bool(
            simplemma.is_known(lower, lang=language)
            and simplemma.lemmatize(lower, lang=language).islower()
        )
    except ValueError:  # no lexicon for the language: nothing says that it is a name
        return True


def _is_compound(word: str) -> bool:
    """Whether a German word falls into known ones, with a linking s, n, en or es at most."""
    for cut in range(3, len(word) - 2):
        head, tail = word[:cut], word[cut:]
        heads = [head] + [head[: -len(e)] for e in ("s", "n", "en", "es") if head.endswith(e)]
        if any(map(_is_part, heads)) and (_is_part(tail) or _is_compound(tail)):
            return True
    return False


def _is_part(word: str) -> bool:
    import simplemma

    if len(word) < 4:
        return word in ("süd", "ost", "see", "typ", "weg", "tag", "art", "bau", "amt", "öl")
    return bool(
        simplemma.is_known(word.capitalize(), lang="de") or simplemma.is_known(word, lang="de")
    )
