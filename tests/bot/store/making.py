"""Things to put into a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.types import Answer, Citation, Outcome, Question, Sentence, Source, Usage
from knowledge.types import DocumentInfo, Hit, Passage, Span

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Hands:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time

    def pass_by(self, **amount: float) -> None:
        self.time += timedelta(**amount)


def a_hit(passage: str = "p1", score: float = 1.5) -> Hit:
    info = DocumentInfo(id="d1", source="tides.md", title="Tides", language="en")
    text = "The moon pulls the sea."
    span = Span(40, 40 + len(text))
    found = Passage(id=passage, document=info, text=text, span=span, sentences=(span,), order=0)
    return Hit(passage=found, score=score, similarity=0.9, sentence_similarities=(0.9,))


def an_answer(answer_id: str = "a1", **changes: Any) -> Answer:
    question = Question(
        text="and why twice a day?",
        asker="discord:1:7",
        conversation="discord:1:42",
        scopes=frozenset({"everyone", "discord:1"}),
        language=None,
        locale="en-GB",
    )
    first = Citation(
        1,
        "p1",
        "The moon pulls the sea.",
        Span(40, 63),
        "Tides",
        "Almanac",
        date(2025, 1, 27),
        "https://a.example/",
        "https://a.example/#:~:",
    )
    second = Citation(2, "p2", "Il y a deux marées.", Span(0, 19), "Marées", None, None, None, None)
    answer = Answer(
        id=answer_id,
        question=question,
        standalone="Why are there tides twice a day?",
        language="en",
        outcome=Outcome.ANSWERED,
        sentences=(
            Sentence("The moon pulls the sea.", (first,), quoted=True, language="en"),
            Sentence("There are two tides a day.", (first, second), break_before=True),
        ),
        sources=(
            Source(1, "Tides", "https://a.example/", "A", date(2026, 1, 27), "en"),
            Source(2, "Marées", None, None, None, "fr"),
        ),
        notices=("No model is configured.",),
        topics=("Tides", "Ebbe & Flut"),
        writer="deepseek",
        prompt_version="answer-3",
        usage=Usage(1200, 800, 90, 0.00125),
        hits=(a_hit("p1"), a_hit("p2", score=0.25)),
        generation="g7",
        dropped_sentences=1,
        seconds_to_first=0.42,
        seconds=1.75,
    )
    return replace(answer, **changes)


def asked(text: str, conversation: str = "discord:1:42") -> Question:
    return Question(text=text, asker="discord:1:7", conversation=conversation)
