"""Generations: immutable indexes, of which one is live.

A generation is built beside the live one and never changes once it is live, so a reader needs no
lock: it asks the catalogue which one is live and keeps that one open for as long as it is in use.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.types import KnowledgeError, Passage, Scope

if TYPE_CHECKING:
    import numpy as np


class EmbedderMismatch(KnowledgeError):
    """The index was made by another embedder than the one that asks."""


class Generation:
    """One index, opened for reading; immutable, and safe to use from several threads.

    A row is a passage's position, 0 to len - 1. Rows are sorted by document id and then by order,
    so the rows of one language come in the same sequence in every generation in which the
    passages of that language are the same, whatever changed in the others. The lists hold one
    entry for each row. Methods block: call them in a worker thread.
    """

    id: str
    embedder: str
    dimension: int
    directory: Path
    passage_ids: list[str]
    document_ids: list[str]
    languages: list[str]
    scopes: list[Scope]
    orders: list[int]

    def __len__(self) -> int:
        raise NotImplementedError

    def nearest(
        self, vector: np.ndarray, count: int, scopes: frozenset[Scope] | None
    ) -> list[tuple[int, float]]:
        """The rows nearest to `vector` with their cosine, best first.

        `scopes` are those that may be read, None for all.
        """
        raise NotImplementedError

    def vectors(self, rows: Sequence[int]) -> list[np.ndarray]:
        """For each row float32 (1 + sentences, dimension): the passage's vector, each sentence's."""
        raise NotImplementedError

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        """The passages at these rows, whole."""
        raise NotImplementedError

    def rows_of(self, document_id: str) -> list[int]:
        """A document's rows, in order."""
        raise NotImplementedError

    def close(self) -> None:
        """Frees files and memory. The generation cannot be used afterwards."""
        raise NotImplementedError


class Generations:
    """Which generation is live: opens it, and closes it once nobody reads it any more."""

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Generation | None]:
        """The live generation, kept open inside the `async with`; None before the first run.

        Asks the catalogue at every call. Raises EmbedderMismatch where another embedder made it.
        """
        raise NotImplementedError
        yield

    async def close(self) -> None:
        """Closes what is open."""
        raise NotImplementedError
