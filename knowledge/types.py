"""What crosses the walls of this package: documents, the passages cut from them, and hits.

Every position is a half-open range of characters in `Document.text`, the normalized extraction
that is kept with the index, never in the bytes of the HTML, PDF or Word file it came from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

EVERYONE = "everyone"
"""The scope that every question may read, unless its place reads only its own documents."""

Scope = str
"""Who may read a document: `everyone`, or a place in chat such as `discord:81384788765712384`."""


class KnowledgeError(Exception):
    """Something about documents or the index went wrong.

    The message is written for the person who asked for the work: what happened, to what, and what
    to do next.
    """


@dataclass(frozen=True, slots=True)
class Span:
    """The characters from `start` up to, not including, `end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a document: where its line starts, its level (1 is the highest), its words."""

    start: int
    level: int
    title: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A publication that bears a statement out: what a citation of that statement links to."""

    address: str
    publisher: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class ReferenceMark:
    """A footnote mark: the statement that ends at `position` is borne out by `reference`."""

    position: int
    reference: Reference


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What is known of a document, without its text.

    `id` stays the same as long as the source does, so a changed document replaces its old self.
    `source` is the path or address as it was given to the indexer or found in a folder; `address`
    is where a reader can open it, or None for a file on the owner's disk. `language` is an
    ISO 639-1 code.
    """

    id: str
    source: str
    title: str
    language: str
    address: str | None = None
    publisher: str | None = None
    published: date | None = None
    scope: Scope = EVERYONE


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was read: its text and the structure found in it.

    `pages` holds the position where each page starts, for formats that have pages, else nothing.
    """

    info: DocumentInfo
    text: str
    headings: tuple[Heading, ...] = ()
    marks: tuple[ReferenceMark, ...] = ()
    pages: tuple[int, ...] = ()

    @property
    def content_hash(self) -> str:
        """SHA-256 over text, structure and description: equal exactly where nothing changed."""
        parts = (self.info, self.text, self.headings, self.marks, self.pages)
        return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document that is found and cited as a whole; it never cuts a sentence.

    `text` is `span.of(document.text)`, character for character. `sentences` are spans in the
    document too, in order, inside `span`. `headings` is the path of headings above it, highest
    first. `page` counts from 1. `marks` are the document's footnote marks inside `span`.
    `order` is its position among the document's passages, from 0.
    """

    id: str
    document: DocumentInfo
    text: str
    span: Span
    sentences: tuple[Span, ...]
    order: int
    headings: tuple[str, ...] = ()
    page: int | None = None
    marks: tuple[ReferenceMark, ...] = ()

    def sentence_texts(self) -> list[str]:
        """The sentences' words, in order."""
        return [self.quote(span) for span in self.sentences]

    def quote(self, span: Span) -> str:
        """The passage's words at `span` (a span in the document that lies inside this passage)."""
        return self.text[span.start - self.span.start : span.end - self.span.start]

    def reference_for(self, span: Span) -> Reference | None:
        """The publication that bears `span` out: the first mark at its end or after it.

        Footnotes stand behind what they bear out, so a sentence without a mark of its own shares
        the next one in its passage; behind the last mark, the last one serves.
        """
        if not self.marks:
            return None
        after = [mark for mark in self.marks if mark.position >= span.end]
        return (after[0] if after else self.marks[-1]).reference


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question, and why.

    `similarity` is the cosine of question and passage, `sentence_similarities` those of question
    and each of the passage's sentences, in order; all lie in -1..1. `bm25` is the raw BM25 score,
    None where question and passage share no language. `score` is the joined score that ranks hits
    of one question among themselves and means nothing across questions; `relevance` is what the
    floor is held against, comparable across questions.
    """

    passage: Passage
    score: float
    similarity: float
    sentence_similarities: tuple[float, ...]
    bm25: float | None = None
    relevance: float = 0.0

    @property
    def best_sentence(self) -> int:
        """The index of the sentence nearest to the question."""
        return max(
            range(len(self.sentence_similarities)), key=self.sentence_similarities.__getitem__
        )


@dataclass(frozen=True, slots=True)
class Dropped:
    """A hit that was left out, and the reason: `below the floor`, `says the same as …`."""

    hit: Hit
    reason: str


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What a question found: hits, best first, those left out, and the floor that was used.

    `ranked` holds every candidate, best first, before the floor, the removal of near-duplicates
    and the joining of neighbours: what rankings are measured on. `unit` is what a difference in
    relevance means with this embedder: how much further a passage that answers reaches than one
    that does not. `languages` are those of all passages that the question could have found.
    """

    hits: tuple[Hit, ...]
    dropped: tuple[Dropped, ...] = ()
    ranked: tuple[Hit, ...] = ()
    floor: float = 0.0
    unit: float = 1.0
    languages: frozenset[str] = frozenset()
    generation: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read, and why, in words for its owner."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an indexing run did. The lists hold documents' sources, in the order they were met.

    `unchanged` are those that were read and found the same. `passages` are all that the index
    holds, `embedded` those whose vectors had to be made. `rebuilt` says that all were made anew,
    because another embedder had made the index.
    """

    generation: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
    passages: int = 0
    embedded: int = 0
    rebuilt: bool = False
    seconds: float = 0.0


def readable(scopes: Iterable[Scope]) -> frozenset[Scope]:
    """The scopes given, and `everyone`: what a question reads unless its place has only its own."""
    return frozenset(scopes) | {EVERYONE}
