"""What a message in a chat is by its words: a question, a wish for quiet, or just talk.

A question mark tells in every language. People leave it out, so in the languages that the bot
speaks a question is also known by how it begins. The patterns are narrow: to speak up where nobody
asked is worse than to miss a question, which can be asked again with a mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from bot.chat import openings
from bot.phrases import LANGUAGES, Phrases, small_talk
from bot.text.words import plain

_NO_WORDS_OF_THEIRS = re.compile(
    r"```.*?```|`[^`]*`|^[ \t]*>[^\n]*|https?://\S+", re.DOTALL | re.MULTILINE
)
_ENDS = re.compile(r"(?<=[?？؟!！。…])(?![?？؟!！。…])|(?<=\.)(?=\s)|\n|(?=¿)")
_MARK = re.compile(r"[?？؟¿]")
_WITHOUT_SPACES = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_FEW_LETTERS = 4
_READ = 4_000
_LAUGHTER = re.compile(
    r"(?:h?(?:[aeiou]h){2,}[aeiou]?|(?:ha|he|hi|ho|ja|je|ji){2,}h?|lo+l(?:ol)*|x+d+|md+r+|ptdr|k{2,}"
    r"|(?:rs){2,}|lmf?ao+|rofl|omg)"
)
# "It fell by 17 %, right?" wants a nod, not an answer.
_TAG = re.compile(
    r",\s*(?:right|correct|no|innit|isn.t it|eh|huh|yeah|ok|okay|n.est-ce pas|non|hein|pas vrai"
    r"|oder|gell|ne|nicht wahr|verdad|cierto|vale|vero|giusto|certo|né|não é|toch|hè"
    r"|of niet)\s*[?？]+\s*$",
    re.IGNORECASE,
)

_FILLERS = re.compile(openings.FILLERS)
_POLITE = re.compile(openings.POLITE)
_TO_KNOW = re.compile(openings.TO_KNOW)
_TO_A_PERSON = re.compile(openings.TO_A_PERSON)
_SECOND_PERSON = re.compile(openings.SECOND_PERSON)
_QUESTIONS = tuple(re.compile(pattern) for pattern in openings.QUESTIONS.values())
_REQUESTS = tuple(re.compile(pattern) for pattern in openings.REQUESTS.values())


def asks(text: str) -> bool:
    """Whether a text asks for something that documents could tell.

    Small talk, a nod and questions that only another person can answer do not count.
    """
    bare = _NO_WORDS_OF_THEIRS.sub(" ", text[:_READ])
    if not bare.strip() or small_talk(bare, LANGUAGES[0]) is not None:
        return False
    if any(Phrases(language).asks_for_the_story(bare) for language in LANGUAGES):
        return True
    if any(_asks(sentence) for sentence in _ENDS.split(bare) if sentence):
        return True
    # A question may come in pieces, a line each: "so", "why did", "it fall?".
    whole = " ".join(bare.split())
    return "\n" in bare.strip() and any(
        _asks(sentence) and _begins_as_question(_opening(sentence))
        for sentence in _ENDS.split(whole)
        if sentence
    )


def asks_a_person(text: str) -> bool:
    """Whether a text speaks to somebody ("do you think so?"): told by its pronouns alone."""
    return _SECOND_PERSON.search(plain(text)) is not None


def is_marked(text: str) -> bool:
    """Whether a text has a question mark of any script."""
    return _MARK.search(text) is not None


def is_aside(text: str) -> bool:
    """Whether a text is no more than thanks, a nod, laughter or a greeting, or has no words."""
    left = _without_laughter(text)
    asides = _said("aside", "thanks", "greeting")
    while left:
        for said in asides:
            if left == said or left.startswith(said + " "):
                left = left[len(said) :].strip()
                break
        else:
            return False
    return True


def wants_quiet(text: str) -> bool:
    """Whether the whole text, politeness aside, tells the bot to be quiet."""
    return _wants("pause", text)


def wants_talk(text: str) -> bool:
    """Whether the whole text, politeness aside, tells the bot to speak again."""
    return _wants("resume", text)


def _asks(sentence: str) -> bool:
    said = _without_laughter(sentence)
    words = _opening(sentence)
    if not words or is_aside(sentence):
        return False
    if _TO_A_PERSON.match(words) and not _calls_for_words(words):
        return False
    if is_marked(sentence):
        enough = " " in said or len(_WITHOUT_SPACES.findall(sentence)) >= _FEW_LETTERS
        return enough and (_TAG.search(sentence) is None or _begins_as_question(words))
    return _begins_as_question(words)


def _opening(sentence: str) -> str:
    """The words, from where a sentence begins after its fillers."""
    return _FILLERS.sub("", _without_laughter(sentence) + " ", count=1)


def _begins_as_question(words: str) -> bool:
    count = len(words.split())
    if count > 1 and (_calls_for_words(words) or _begins(_REQUESTS, words)):
        return True
    return count > 2 and _begins(_QUESTIONS, words)


def _calls_for_words(words: str) -> bool:
    return _POLITE.match(words) is not None or _TO_KNOW.match(words) is not None


def _begins(patterns: Iterable[re.Pattern[str]], words: str) -> bool:
    return any(pattern.match(words) for pattern in patterns)


def _without_laughter(text: str) -> str:
    return " ".join(word for word in plain(text).split() if not _LAUGHTER.fullmatch(word))


@cache
def _said(*kinds: str) -> tuple[str, ...]:
    """What is heard as one of these in any language, the longest first."""
    return _longest_first(plain(said).strip() for kind in kinds for said in _alternatives(kind))


def _wants(kind: str, text: str) -> bool:
    """With accents: without them the French for "summarize" is the English for "go on"."""
    words = _spoken(text)
    wanted, polite = _exactly(kind), _exactly("politely")
    while words:
        if words in wanted:
            return True
        for said in polite:
            if words.startswith(said + " ") or words.endswith(" " + said):
                words = words.removeprefix(said + " ").removesuffix(" " + said)
                break
        else:
            return False
    return False


@cache
def _exactly(kind: str) -> tuple[str, ...]:
    return _longest_first(_spoken(said) for said in _alternatives(kind))


def _spoken(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _alternatives(kind: str) -> list[str]:
    return [
        said for language in LANGUAGES for said in Phrases(language).say(f"heard-{kind}").split("|")
    ]


def _longest_first(said: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(said), key=len, reverse=True))
