"""An answer in the making: what was found, said and noted on the way to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from bot.citing import Numbering
from bot.conversation import Standalone
from bot.phrases import Phrases
from bot.types import EMBEDDED, Outcome, Question, Said, Sentence, Usage
from bot.writing import Draft, Written
from knowledge.types import Hit, Retrieval

Fault = Literal["failed", "unsupported", "too-long"]


@dataclass(slots=True)
class Work:
    """An answer in the making.

    `first` is how many seconds its first sentence took; `fault` says why a model that was asked
    gave nothing: it could not be reached, what it wrote did not hold, or it had no room.
    """

    question: Question
    started: float
    language: str
    standalone: Standalone
    retrieval: Retrieval = field(default_factory=lambda: Retrieval(()))
    numbering: Numbering = field(default_factory=Numbering)
    sentences: list[Sentence] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    outcome: Outcome = Outcome.ANSWERED
    topics: tuple[str, ...] = ()
    writer: str = EMBEDDED
    prompt_version: str | None = None
    usage: Usage = field(default_factory=Usage)
    dropped: int = 0
    first: float | None = None
    fault: Fault | None = None
    said_of_question: list[str] = field(default_factory=list)

    @property
    def phrases(self) -> Phrases:
        """The phrases in the answer's language."""
        return Phrases(self.language)

    def used(self) -> tuple[Hit, ...]:
        """The hits, and whatever else was cited of what was found."""
        cited = {cited.passage for said in self.sentences for cited in said.citations}
        cited -= {hit.passage.id for hit in self.retrieval.hits}
        others = [hit for hit in self.retrieval.ranked if hit.passage.id in cited]
        return (*self.retrieval.hits, *others)

    def say(self, draft: Draft) -> Said:
        """Adds a sentence to the answer, its quotes numbered."""
        sentence = Sentence(
            text=draft.text,
            citations=self.numbering.cite(draft.quotes),
            break_before=draft.break_before and bool(self.sentences),
            quoted=draft.quoted,
            language=draft.language,
            lead=draft.lead,
        )
        self.sentences.append(sentence)
        self.writer = draft.writer
        return Said(sentence)

    def end(self, written: Written, prompt_version: str, *, said: bool) -> None:
        """Notes how a model's writing ended; `said` tells whether any of it held."""
        self.usage += written.usage
        self.dropped += written.dropped
        self.prompt_version = prompt_version
        if said:
            if written.cut is not None:
                self.notices.append(self.phrases.say(f"notice-{written.cut}"))
        elif written.declined:
            self.writer = written.endpoint
            self.outcome = Outcome.UNKNOWN
        else:
            self.fault = "failed" if written.cut == "broken" else "unsupported"
