"""Asks a set of questions and counts: is the right passage found, the answer right, "I don't know"
said where it should be, and does every quote hold?

Questions are asked one at a time, so that the times are those that a person would wait.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import aclosing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.conversation import Standalone, Turn, joined
from bot.phrases import LANGUAGES
from bot.scoring import bears_out_itself, documents_of, percentile, rank, right
from bot.types import Done, Failed, Outcome, Question
from knowledge.language import detect
from knowledge.retrieval.retriever import Retriever
from knowledge.types import EVERYONE, DocumentInfo, KnowledgeError, Retrieval, Scope

if TYPE_CHECKING:
    from bot.engine import Explainer
    from bot.questions import Line
    from bot.types import Answer
    from knowledge.catalogue import Catalogue
    from knowledge.retrieval.beside import Beside

_FIRST_SENTENCES = 2
_LISTED = 10
HITS = (1, 4, 10)
_ASKER = "evaluation"


class WatchedRetriever(Retriever):
    """A retriever that keeps what it found last, and how many seconds that took."""

    def __init__(self, inner: Retriever) -> None:
        self._inner = inner
        self.found = Retrieval(())
        self.seconds: float | None = None

    async def retrieve(
        self,
        question: str,
        *,
        language: str,
        scopes: frozenset[Scope],
        count: int = 6,
        own: str | None = None,
        beside: Beside | None = None,
    ) -> Retrieval:
        """As the inner one does."""
        began = time.perf_counter()
        found = await self._inner.retrieve(
            question, language=language, scopes=scopes, count=count, own=own, beside=beside
        )
        self.found, self.seconds = found, time.perf_counter() - began
        return found

    def forget(self) -> None:
        """Forgets what was found before."""
        self.found, self.seconds = Retrieval(()), None

    async def overview(
        self, *, language: str, scopes: frozenset[Scope], count: int = 12
    ) -> Retrieval:
        """As the inner one does."""
        return await self._inner.overview(language=language, scopes=scopes, count=count)

    async def topics(
        self, question: str, *, language: str, scopes: frozenset[Scope], count: int = 3
    ) -> list[DocumentInfo]:
        """As the inner one does."""
        return await self._inner.topics(question, language=language, scopes=scopes, count=count)

    async def known(self, passages: Collection[str]) -> frozenset[str]:
        """As the inner one does."""
        return await self._inner.known(passages)

    async def warm(self) -> None:
        """As the inner one does."""
        await self._inner.warm()


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of a line.

    `rank` is that of the right passage, 0 where it was not found, None where the line names none.
    `answer` is None where only passages were searched, or where none could be given for the reason
    in `problem`. Of `shown` sentences `held` hold. Seconds are None where nothing was timed.
    """

    line: Line
    rank: int | None
    first_passage: str = ""
    answer: Answer | None = None
    problem: str | None = None
    shown: int = 0
    held: int = 0
    retrieval_seconds: float | None = None
    total_seconds: float | None = None

    @property
    def refused(self) -> bool:
        """Whether it said that it does not know."""
        return self.answer is not None and self.answer.outcome is Outcome.UNKNOWN

    def right_within(self, first: int | None) -> bool:
        """Whether an expected string stands in so many first sentences, None for all."""
        if self.answer is None or self.answer.outcome is not Outcome.ANSWERED:
            return False
        return right(self.answer.sentences, self.line, first)


@dataclass(frozen=True, slots=True)
class Miss:
    """A line whose outcome is not what it should be, and in which way."""

    id: str
    question: str
    answer: str
    expected: tuple[str, ...]
    rank: int | None
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a run; see `docs/evaluation.md`. Shares are 0 to 1, None where over nothing.

    `unknown_sources` are sources of lines that no indexed document matches. `broken` counts lines
    that could not be asked at all.
    """

    questions: int
    hits: dict[int, float | None]
    mrr: float | None
    answered_right: float | None
    answered_right_anywhere: float | None
    refused_right: float | None
    refused_wrong: float | None
    citations_hold: float | None
    latency_ms: dict[str, float | None]
    failures: tuple[Miss, ...]
    unknown_sources: tuple[str, ...] = ()
    broken: int = 0

    def as_json(self) -> dict[str, Any]:
        """The documented object."""
        return {
            "questions": self.questions,
            **{f"hits@{count}": _rounded(share) for count, share in self.hits.items()},
            f"mrr@{_LISTED}": _rounded(self.mrr),
            "answered_right": _rounded(self.answered_right),
            "answered_right_anywhere": _rounded(self.answered_right_anywhere),
            "refused_right": _rounded(self.refused_right),
            "refused_wrong": _rounded(self.refused_wrong),
            "citations_hold": _rounded(self.citations_hold),
            "latency_ms": {name: _rounded(value, 1) for name, value in self.latency_ms.items()},
            "failures": [asdict(miss) for miss in self.failures],
        }


@dataclass(slots=True)
class _Index:
    """The indexed documents, to find what a line's source names and a citation's text."""

    catalogue: Catalogue
    base: Path | None
    infos: list[DocumentInfo] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, None] = field(default_factory=dict)

    async def load(self) -> None:
        live = await self.catalogue.live()
        if live is None:
            raise KnowledgeError("Nothing is indexed yet. Run `explainer index`, or give --docs.")
        for record in await self.catalogue.documents(live.id):
            self.infos.append(record.info)
            self.hashes[record.info.id] = record.text_hash

    def documents(self, line: Line) -> frozenset[str] | None:
        if line.source is None:
            return None
        found = documents_of(line.source, self.infos, self.base)
        if not found:
            self.unknown[line.source] = None
        return found

    async def held(self, answer: Answer, found: Retrieval) -> int:
        """How many of the answer's sentences hold, by passages that were found for it."""
        hits = (*found.ranked, *found.hits)
        documents = {hit.passage.id: hit.passage.document.id for hit in hits}
        for document in documents.values():
            if document not in self.texts and document in self.hashes:
                self.texts[document] = await self.catalogue.text(self.hashes[document])
        return sum(bears_out_itself(one, documents, self.texts) for one in answer.sentences)


async def evaluate(
    lines: Sequence[Line],
    *,
    retriever: WatchedRetriever,
    catalogue: Catalogue,
    explainer: Explainer | None,
    base: Path | None = None,
    watch: Callable[[int], None] = lambda _: None,
) -> Report:
    """Asks every line and counts.

    `explainer` answers, built on `retriever`; None searches passages only. `base` is the file or
    folder that was indexed for this, None for the live index. `watch` is told how many lines are
    done. Raises KnowledgeError where the index cannot be searched.
    """
    index = _Index(catalogue, base)
    await index.load()
    await retriever.warm()
    asked: list[Asked] = []
    for number, line in enumerate(lines):
        documents = index.documents(line)
        if explainer is None:
            asked.append(await _search(retriever, line, documents))
        else:
            conversation = f"{_ASKER}:{number}"
            asked.append(await _ask(explainer, retriever, index, line, documents, conversation))
        watch(number + 1)
    return report(asked, tuple(index.unknown))


async def _search(
    retriever: WatchedRetriever, line: Line, documents: frozenset[str] | None
) -> Asked:
    """Searches for a line, made to stand alone without a model."""
    retriever.forget()
    language = line.lang or detect(line.q, LANGUAGES) or detect(line.q) or "en"
    turns: list[Turn] = []
    for question in line.history:
        turns.append(Turn(question, _alone(question, turns, language).text))
    asked = _alone(line.q, turns, language)
    found = await retriever.retrieve(
        asked.text, language=language, scopes=frozenset({EVERYONE}), own=asked.own
    )
    return Asked(
        line,
        _rank(line, found, documents),
        first_passage=found.ranked[0].passage.text if found.ranked else "",
        retrieval_seconds=retriever.seconds,
    )


async def _ask(
    explainer: Explainer,
    retriever: WatchedRetriever,
    index: _Index,
    line: Line,
    documents: frozenset[str] | None,
    conversation: str,
) -> Asked:
    """Asks a line, after the questions before it in its conversation."""
    for earlier in line.history:
        await _answered(explainer, Question(earlier, _ASKER, conversation, language=line.lang))
    retriever.forget()
    began = time.perf_counter()
    end = await _answered(explainer, Question(line.q, _ASKER, conversation, language=line.lang))
    seconds = time.perf_counter() - began
    place = _rank(line, retriever.found, documents)
    if isinstance(end, Failed):
        problem = f"{end.problem} {end.detail or ''}".strip()
        return Asked(line, place, problem=problem, retrieval_seconds=retriever.seconds)
    answer = end.answer
    answered = answer.outcome is Outcome.ANSWERED
    return Asked(
        line,
        place,
        answer=answer,
        shown=len(answer.sentences) if answered else 0,
        held=await index.held(answer, retriever.found) if answered else 0,
        retrieval_seconds=retriever.seconds,
        total_seconds=seconds,
    )


async def _answered(explainer: Explainer, question: Question) -> Done | Failed:
    async with aclosing(explainer.answer(question)) as events:
        async for event in events:
            if isinstance(event, Done | Failed):
                return event
    raise AssertionError("an answer ends in Done or Failed")


def _alone(question: str, turns: Sequence[Turn], language: str) -> Standalone:
    return joined(question, turns, language) if turns else Standalone.of(question)


def _rank(line: Line, found: Retrieval, documents: frozenset[str] | None) -> int | None:
    if not line.has_place:
        return None
    return rank((hit.passage for hit in found.ranked), documents, line.quote)


def report(asked: Sequence[Asked], unknown_sources: tuple[str, ...] = ()) -> Report:
    """Counts what came of the lines."""
    ranks = [one.rank for one in asked if one.rank is not None]
    answers = [one for one in asked if one.answer is not None or one.problem is not None]
    expecting = [one for one in answers if one.line.any]
    unanswerable = [one for one in answers if one.line.unanswerable]
    answerable = [one for one in answers if not one.line.unanswerable]
    shown = sum(one.shown for one in answers)
    retrieval = [one.retrieval_seconds for one in asked if one.retrieval_seconds is not None]
    total = [one.total_seconds for one in asked if one.total_seconds is not None]
    return Report(
        questions=len(asked),
        hits={count: _share(0 < place <= count for place in ranks) for count in HITS},
        mrr=_mean([1 / place if 0 < place <= _LISTED else 0.0 for place in ranks]),
        answered_right=_share(one.right_within(_FIRST_SENTENCES) for one in expecting),
        answered_right_anywhere=_share(one.right_within(None) for one in expecting),
        refused_right=_share(one.refused for one in unanswerable),
        refused_wrong=_share(one.refused for one in answerable),
        citations_hold=sum(one.held for one in answers) / shown if shown else None,
        latency_ms={
            f"{name}_p{percent}": _milliseconds(percentile(values, percent / 100))
            for name, values in (("retrieval", retrieval), ("total", total))
            for percent in (50, 95)
        },
        failures=tuple(_miss(one, problems) for one in asked if (problems := _problems(one))),
        unknown_sources=unknown_sources,
        broken=sum(one.problem is not None for one in asked),
    )


def _problems(asked: Asked) -> tuple[str, ...]:
    """In which ways a line did not go as it should, none where it did."""
    if asked.problem is not None:
        return (f"could not be answered: {asked.problem}",)
    if asked.answer is None:
        return ("right passage not first",) if asked.rank not in (None, 1) else ()
    problems = []
    if asked.line.unanswerable and not asked.refused:
        problems.append("answered although the documents do not answer it")
    elif not asked.line.unanswerable and asked.refused:
        problems.append("said that it does not know")
    elif asked.line.any and not asked.right_within(_FIRST_SENTENCES):
        late = asked.right_within(None)
        problems.append(
            f"the expected words come after the first {_FIRST_SENTENCES} sentences"
            if late
            else "the expected words are not in the answer"
        )
    if asked.held < asked.shown:
        problems.append(f"{asked.shown - asked.held} of {asked.shown} sentences do not hold")
    if asked.rank is not None and not 0 < asked.rank <= _LISTED:
        problems.append(f"right passage not among the first {_LISTED}")
    return tuple(problems)


def _miss(asked: Asked, problems: tuple[str, ...]) -> Miss:
    line = asked.line
    return Miss(
        id=line.id,
        question=line.q,
        answer=asked.answer.text if asked.answer else asked.first_passage,
        expected=line.any or ((line.quote,) if line.quote else ()),
        rank=asked.rank,
        problems=problems,
    )


def _share(outcomes: Iterable[bool]) -> float | None:
    return _mean([float(outcome) for outcome in outcomes])


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _milliseconds(seconds: float | None) -> float | None:
    return None if seconds is None else 1000 * seconds


def _rounded(value: float | None, digits: int = 4) -> float | None:
    return None if value is None else round(value, digits)
