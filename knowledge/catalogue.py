"""What the database must keep for the index: generations, their documents, remembered sources.

This package defines the protocol and knows no database; the bot's store implements it. The row
that says which generation is live is the only truth: files and collections that no row names are
leftovers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from knowledge.types import EVERYONE, DocumentInfo, Scope


class GenerationState(StrEnum):
    """A generation is built, goes live, and is retired; at most one is live."""

    BUILDING = "building"
    LIVE = "live"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class GenerationRecord:
    """One immutable index. `embedder` and `dimension` say what made its vectors."""

    id: str
    state: GenerationState
    embedder: str
    dimension: int
    created: datetime
    documents: int = 0
    passages: int = 0


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document of a generation. `content_hash` is `Document.content_hash`.

    `text_hash` (SHA-256 of the normalized text) finds the kept text.
    """

    info: DocumentInfo
    content_hash: str
    text_hash: str
    passages: int
    indexed_at: datetime


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A path or address that was given once and is read again at every run."""

    location: str
    scope: Scope = EVERYONE
    added_at: datetime | None = None


class Catalogue(Protocol):
    """The database's part in indexing. Times are aware, in UTC."""

    async def live(self) -> GenerationRecord | None:
        """The generation that questions are answered from, or None before the first run."""

    async def generations(self) -> list[GenerationRecord]:
        """All generations, newest first."""

    async def begin(self, record: GenerationRecord) -> None:
        """Notes that a generation is being built."""

    async def go_live(
        self,
        record: GenerationRecord,
        documents: Sequence[DocumentRecord],
        texts: Mapping[str, str],
    ) -> None:
        """Makes a built generation live and retires the one before, in one transaction.

        `texts` maps `text_hash` to text for those that are not kept yet; known ones may be left
        out. A cut connection or a kill leaves the old generation live.
        """

    async def reinstate(self, generation: str) -> None:
        """Makes a retired generation live again and retires the live one, in one transaction."""

    async def discard(self, generation: str) -> None:
        """Forgets a generation that is not live, and the texts that no other one needs."""

    async def documents(self, generation: str) -> list[DocumentRecord]:
        """A generation's documents, by title."""

    async def text(self, text_hash: str) -> str:
        """A document's kept text. Raises KeyError where it is not kept."""

    async def sources(self) -> list[SourceRecord]:
        """The remembered sources, oldest first."""

    async def remember(self, source: SourceRecord) -> None:
        """Remembers a source; one that is known gets the new scope."""

    async def forget(self, location: str) -> bool:
        """Forgets a source; says whether it was known."""
