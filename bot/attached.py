"""What came with a question: read for it alone, as documents beside the index, never kept there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from bot.conversation import Standalone, leans
from bot.phrases import LANGUAGES, Phrases, small_talk
from bot.text.links import without_links
from bot.text.words import plain
from bot.types import Question
from knowledge.types import Document, Retrieval, Scope

if TYPE_CHECKING:
    from bot.work import Work
    from knowledge.retrieval.beside import Beside


def came_with(question: Question) -> bool:
    """Whether anything came with a question, read or not."""
    return bool(question.attached or question.unread)


def words_of(question: Question) -> str:
    """What a question says, on one line, without the links that came with it."""
    text = without_links(question.text) if came_with(question) else question.text
    return " ".join(text.split())


def asks_for_all(text: str, language: str) -> bool:
    """Whether a text wants no more of what came with it than to know what it says.

    That is so without words, and with a greeting alone, too.
    """
    if not re.search(r"\w", text) or small_talk(text, language) is not None:
        return True
    return any(_counting(text, spoken) in _asks(spoken) for spoken in LANGUAGES)


def standing_on(question: Standalone, language: str, documents: Sequence[Document]) -> Standalone:
    """A question that leans ("how much did it cost?") put behind the title of the document."""
    if len(documents) != 1 or not leans(question.own, language):
        return question
    title = re.sub(r"\.\w{1,5}$", "", documents[0].info.title)
    return Standalone(f"{title}: {question.own}", own=question.own)


def in_turn(found: Retrieval, documents: Sequence[Document]) -> list[Retrieval]:
    """What was found in the documents that came with a question, then all that was found.

    Whoever hands a document over asks about it, so what it answers is looked for nowhere else.
    """
    ids = {document.info.id for document in documents}
    hits = tuple(hit for hit in found.hits if hit.passage.document.id in ids)
    if not hits:
        return [found]
    ranked = tuple(hit for hit in found.ranked if hit.passage.document.id in ids)
    spoken = frozenset(hit.passage.document.language for hit in ranked)
    return [replace(found, hits=hits, ranked=ranked, languages=spoken), found]


def scopes_of(question: Question, language: str) -> frozenset[Scope]:
    """What of the index a question reads: nothing where "it" is what came with the question."""
    alone = question.attached and leans(words_of(question), language)
    return frozenset() if alone else question.scopes


def note_unread(work: Work) -> None:
    """Says what came with the question and was not read."""
    work.said_of_question += [
        work.phrases.say(f"unread-{one.reason}", name=one.name) for one in work.question.unread
    ]


def note_cut(work: Work, beside: Beside) -> None:
    """Says what was not read whole."""
    work.said_of_question += [
        work.phrases.say("attached-cut", name=document.info.title) for document in beside.cut
    ]


def _counting(text: str, language: str) -> str:
    """The words of a text that count, where it may ask for a whole file."""
    beside = _beside(language)
    return " ".join(word for word in plain(text).split() if word not in beside)


@cache
def _beside(language: str) -> frozenset[str]:
    said = Phrases(language).say("heard-attached-beside").split("|")
    return frozenset(word for one in said for word in plain(one).split())


@cache
def _asks(language: str) -> frozenset[str]:
    phrases = Phrases(language)
    said = [phrases.say(f"heard-{kind}").split("|") for kind in ("attached-asks", "story")]
    return frozenset({"", *(_counting(one, language) for every in said for one in every)})
