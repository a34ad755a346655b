"""Questions to ask next: those that the documents can answer and that were not just answered.

A model proposes some, the headings of what was found near give others; each is really tried.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

import prompts
from bot import asking, extractive
from bot.conversation import Standalone, leans
from bot.phrases import LANGUAGES, Phrases
from bot.text.links import links
from bot.text.names import names
from bot.text.words import content
from bot.types import Answer, BotError, Outcome
from knowledge.language import detect
from knowledge.types import Hit, Retrieval

if TYPE_CHECKING:
    from bot.llm import Models
    from knowledge.retrieval.retriever import Retriever

log = structlog.get_logger()

MOST = 3
LONGEST = 80
"""What fits on a button."""

_TRIED = 6
_PROPOSED = 4
_PER_DOCUMENT = 2
_ALIKE = 0.6
_TELLING = 2
_TOKENS = 160
_PATIENCE = 8.0
_HEADINGS = 24
_ANSWER_CHARACTERS = 1_200
_LISTED = re.compile(r"^\s*(?:[-*•–]|\(?\d+[.):])\s*")
_QUOTES = " \"'“”„«»‘’"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question by the stems of its subject words and the kinds of thing that it asks for."""

    language: str
    stems: frozenset[str]
    kinds: frozenset[asking.Kind]

    @classmethod
    def of(cls, question: str, language: str) -> _Asked:
        spoken = detect(question, LANGUAGES) or language
        stems = frozenset(content(question, spoken))
        return cls(spoken, stems, asking.kinds(question, spoken))

    def repeats(self, other: _Asked) -> bool:
        """Whether both ask the same: nearly the same words, or the same kind of fewer words.

        In two languages one common word, a name then, is enough beside the kind.
        """
        common = len(self.stems & other.stems)
        fewer = min(len(self.stems), len(other.stems))
        enough = fewer if self.language == other.language else 1
        return common >= _ALIKE * len(self.stems | other.stems) or (
            common >= enough and self.kinds == other.kinds != frozenset()
        )


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was said already: what was asked, and where the answer's quotes stand."""

    questions: tuple[_Asked, ...]
    quotes: frozenset[tuple[str, int, int]]


class Suggestions:
    """Suggests questions."""

    def __init__(
        self, retriever: Retriever, models: Models | None, *, patience: float = _PATIENCE
    ) -> None:
        """`models` is None where no model is configured; one may take `patience` seconds."""
        self._retriever = retriever
        self._models = models
        self._patience = patience

    async def after(self, answer: Answer) -> tuple[str, ...]:
        """At most 3 questions, in the answer's language, each at most 80 characters.

        None after what did not come from the index (a discussion, a file), and where nothing was
        asked of it. Where the documents did not answer, these are near questions that they do
        answer. Never raises.
        """
        if answer.outcome not in (Outcome.ANSWERED, Outcome.UNKNOWN):
            return ()
        if not answer.generation or answer.question.attached:
            return ()
        try:
            return await self._after(answer)
        except Exception:
            log.warning("suggestions_failed", exc_info=True)
            return ()

    async def _after(self, answer: Answer) -> tuple[str, ...]:
        near = await self._near(answer)
        seen = _seen(answer)
        proposed = await self._proposed(answer, near)
        headings = await asyncio.to_thread(_headings, answer, near)
        room = _TRIED if not proposed else _PROPOSED + MOST
        wanted = await asyncio.to_thread(
            _distinct, [*proposed, *headings], answer.language, seen.questions, room
        )
        tried = await asyncio.gather(*(self._is_answered(one, answer, seen) for one in wanted))
        answered = [one for one, does in zip(wanted, tried, strict=True) if does]
        return tuple(answered[:MOST])

    async def _near(self, answer: Answer) -> list[Hit]:
        """What was found near the question, cited or not, best first."""
        language, scopes = answer.language, answer.question.scopes
        if not answer.standalone.strip():
            found = await self._retriever.overview(language=language, scopes=scopes)
        else:
            found = await self._retriever.retrieve(
                answer.standalone, language=language, scopes=scopes
            )
        return list(found.ranked)

    async def _proposed(self, answer: Answer, near: Sequence[Hit]) -> list[str]:
        """What a model proposes, in the answer's language; nothing where none can."""
        if self._models is None:
            return []
        from bot.llm import Message

        passages = (hit.passage for hit in near)
        known = dict.fromkeys(
            " | ".join(dict.fromkeys([one.document.title, *one.headings])) for one in passages
        )
        language = Phrases("en").language_name(answer.language)
        said = "\n".join(
            [
                f"Question: {answer.standalone or 'What is the whole story?'}",
                f"Answer: {' '.join(answer.text.split())[:_ANSWER_CHARACTERS]}",
                "Headings:",
                *[" ".join(one.split()) for one in known][:_HEADINGS],
            ]
        )
        try:
            async with asyncio.timeout(self._patience):
                text, _ = await self._models.complete(
                    [
                        Message("system", prompts.read("follow_ups").fill(language=language)),
                        Message("user", said),
                    ],
                    max_tokens=_TOKENS,
                )
        except (BotError, TimeoutError) as error:
            log.info("no_follow_ups_proposed", reason=str(error) or "it took too long")
            return []
        lines = [_LISTED.sub("", line).strip(_QUOTES) for line in text.splitlines()]
        return [line for line in lines if _is_sound(line, answer.language)][:_PROPOSED]

    async def _is_answered(self, question: str, answer: Answer, seen: _Seen) -> bool:
        """Whether the documents answer it, with something that was not just said."""
        found = await self._retriever.retrieve(
            question, language=answer.language, scopes=answer.question.scopes
        )
        quoted = await asyncio.to_thread(_quoted, question, answer.language, found)
        return bool(quoted) and quoted[0] not in seen.quotes


def _quoted(question: str, language: str, found: Retrieval) -> list[tuple[str, int, int]]:
    drafts = extractive.answer(Standalone.of(question), language, found)
    return [
        (quoted.passage.document.id, quoted.span.start, quoted.span.end)
        for draft in drafts
        for quoted in draft.quotes
    ]


def _seen(answer: Answer) -> _Seen:
    asked = {answer.standalone, answer.question.text}
    questions = (_Asked.of(one, answer.language) for one in asked)
    documents = {hit.passage.id: hit.passage.document.id for hit in answer.hits}
    quotes = {
        (documents.get(cited.passage, ""), cited.span.start, cited.span.end)
        for sentence in answer.sentences
        for cited in sentence.citations
    }
    return _Seen(tuple(one for one in questions if one.stems), frozenset(quotes))


def _headings(answer: Answer, near: Sequence[Hit]) -> list[str]:
    """Questions made of the headings above what was found and not cited.

    Those in the answer's language; others only where there are none.
    """
    cited = {cited.passage for sentence in answer.sentences for cited in sentence.citations}
    cited_parts = {part for passage in cited for part in passage.split("+")}
    left = [hit for hit in near if hit.passage.id not in cited_parts]
    own = [hit for hit in left if hit.passage.document.language == answer.language]
    made: list[str] = []
    counts: dict[str, int] = {}
    for hit in own or left:
        document = hit.passage.document.id
        question = _question_from(hit, answer.language)
        if question and counts.get(document, 0) < _PER_DOCUMENT:
            counts[document] = counts.get(document, 0) + 1
            made.append(question)
    return made


def _question_from(hit: Hit, language: str) -> str | None:
    """A question that a passage answers: the heading itself, or one about it."""
    passage = hit.passage
    title = " ".join(passage.document.title.split())
    heading = " ".join(passage.headings[-1].split()) if passage.headings else title
    if not heading.endswith("?"):
        about = Phrases(language).say("follow-up-about", title=heading)
        return about if _fits(about) else None
    spoken = passage.document.language
    telling = len(content(heading, spoken)) >= _TELLING or names(heading, spoken)
    if leans(heading, spoken) or not telling:
        # "What did it cost?" needs the title to be understood.
        heading = f"{title} – {heading}"
    return heading if _fits(heading) else None


def _is_sound(line: str, language: str) -> bool:
    """Whether a line that a model wrote is a question that can stand on a button."""
    if not line.endswith("?") or not _fits(line) or "@" in line or "<" in line:
        return False
    spoken = detect(line, LANGUAGES)
    return not links(line) and spoken in (None, language) and not leans(line, language)


def _fits(question: str) -> bool:
    return len(question) <= LONGEST


def _distinct(
    questions: Iterable[str], language: str, asked: Sequence[_Asked], most: int
) -> list[str]:
    """The first `most` questions that repeat neither each other nor what was asked."""
    kept: list[str] = []
    known = list(asked)
    for question in questions:
        own = _Asked.of(question, language)
        if len(kept) == most:
            break
        if own.stems and not any(own.repeats(other) for other in known):
            kept.append(question)
            known.append(own)
    return kept
