"""What crosses every wall of the bot: a question in, events and an answer out.

Adapters see these types and nothing else of the core.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from knowledge.types import EVERYONE, Document, Hit, Reference, Scope, Span

EMBEDDED = "embedded"
"""The writer of an answer that no model wrote."""


class BotError(Exception):
    """Something went wrong that the person who asked should know.

    The message says what happened and what to do next; it never holds a secret or a stack trace.
    """


class Length(StrEnum):
    """How much an answer says."""

    SHORT = "short"
    NORMAL = "normal"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Heard:
    """What someone said in the conversation before the question; `ours` are the bot's words."""

    speaker: str
    text: str
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """A file or link in a question that was not read.

    `reason` ends the key of the phrase that says why: `unread-{reason}`, which gets the name.
    """

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a person asked it.

    `conversation` names the place whose earlier questions it may lean on; `asker` is the person.
    Both are opaque ids that hold the platform's and the server's or workspace's id. `scopes` are
    the places whose documents it may read. `language` (ISO 639-1) overrides the detected one;
    `locale` is what the platform says of the asker, used where the text is too short to tell.
    `heard` is what was said just before, oldest first, where people talk with each other too.
    `attached` came with the question and is read for it alone; `unread` could not be read.
    """

    text: str
    asker: str
    conversation: str
    scopes: frozenset[Scope] = frozenset({EVERYONE})
    language: str | None = None
    locale: str | None = None
    length: Length = Length.NORMAL
    heard: tuple[Heard, ...] = ()
    attached: tuple[Document, ...] = ()
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered source of an answer: a document, however many of its passages are cited.

    `references` are the publications that the document itself names for what is cited, each once:
    a note says where its figures come from.
    """

    number: int
    title: str
    address: str | None
    publisher: str | None
    published: date | None
    language: str
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words that a sentence rests on.

    `number` is that of the source in this answer. `quote` stands in the document's kept text at
    `span`, character for character. `title` is the document's; `publisher`, `published` and
    `address` are those of the publication that the document names for these words, or its own.
    `link` opens the source at the quote where the format allows it (a text fragment for a web
    page, a page number for a PDF), else it is the address, or None for a file without one.
    """

    number: int
    passage: str
    quote: str
    span: Span
    title: str
    publisher: str | None
    published: date | None
    address: str | None
    link: str | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A finished, checked sentence of an answer. `text` holds no citation marks.

    `break_before` says that a new paragraph or list item starts here; `quoted` that `text` is the
    source's own words; `language` is that of `text`. `lead` is what is shown in bold before the
    text: the term that the sentence explains, or whose words it gives.
    """

    text: str
    citations: tuple[Citation, ...] = ()
    break_before: bool = False
    quoted: bool = False
    language: str | None = None
    lead: str | None = None

    def marked(self) -> str:
        """The text with its lead and its citation marks, as `… $589 billion. [1][2]`."""
        numbers = dict.fromkeys(citation.number for citation in self.citations)
        marks = "".join(f"[{number}]" for number in numbers)
        text = f"{self.lead}: {self.text}" if self.lead else self.text
        return f"{text} {marks}" if marks else text


class Outcome(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    SMALL_TALK = "small_talk"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that a model read and wrote, and their price in US dollars (None: no price set)."""

    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0
    cost: float | None = None

    def __add__(self, other: Usage) -> Usage:
        costs = [cost for cost in (self.cost, other.cost) if cost is not None]
        return Usage(
            self.prompt_tokens + other.prompt_tokens,
            self.cached_tokens + other.cached_tokens,
            self.completion_tokens + other.completion_tokens,
            sum(costs) if costs else None,
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished answer.

    `standalone` is the question as it was understood, with what a follow-up leaned on filled in.
    `writer` names the endpoint that wrote it, or is `EMBEDDED`. `notices` are sentences for the
    person about the answer itself (no model configured, how old the newest source is, what was
    left out), in the answer's language. `topics` are titles of documents near the question, given
    when the outcome is unknown.
    """

    id: str
    question: Question
    standalone: str
    language: str
    outcome: Outcome
    sentences: tuple[Sentence, ...] = ()
    sources: tuple[Source, ...] = ()
    notices: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    writer: str = EMBEDDED
    prompt_version: str | None = None
    usage: Usage = field(default_factory=Usage)
    hits: tuple[Hit, ...] = ()
    generation: str = ""
    dropped_sentences: int = 0
    seconds_to_first: float = 0.0
    seconds: float = 0.0

    @property
    def text(self) -> str:
        """The answer's sentences with their marks, paragraphs kept."""
        parts: list[str] = []
        for sentence in self.sentences:
            parts.append("\n\n" if parts and sentence.break_before else " " if parts else "")
            parts.append(sentence.marked())
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Searching:
    """The documents are being searched."""


@dataclass(frozen=True, slots=True)
class Reading:
    """These passages were found and are being read."""

    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence was finished and checked. It will not change or disappear."""

    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Done:
    """The answer is complete."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Failed:
    """No answer could be made; `problem` says what happened and what to do, for the person.

    `detail` says more to whoever runs the bot: for a log or a terminal, never for a channel.
    """

    problem: str
    detail: str | None = None


AnswerEvent = Searching | Reading | Said | Done | Failed
