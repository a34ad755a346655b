"""Generations: immutable indexes, of which one is live.

A generation is built beside the live one and never changes once it is live, so a reader needs no
lock: it asks the catalogue which one is live and keeps that one open for as long as it is in use.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from knowledge.catalogue import Catalogue, GenerationRecord
from knowledge.index import chroma, storage
from knowledge.index.sidecar import Row
from knowledge.types import KnowledgeError, Passage, Scope

if TYPE_CHECKING:
    import numpy as np

T = TypeVar("T")


class EmbedderMismatchError(KnowledgeError):
    """The index was made by another embedder than the one that asks."""


class NamedEmbedder(Protocol):
    """What an index remembers of the embedder that made its vectors."""

    @property
    def name(self) -> str:
        """Names the model and whatever else changes its vectors."""

    @property
    def dimension(self) -> int:
        """How many numbers make a vector."""


class Generation:
    """One index, opened for reading; immutable, and safe to use from several threads.

    A row is a passage's position, 0 to len - 1. Rows are sorted by document id and then by order,
    so the rows of one language come in the same sequence in every generation in which the
    passages of that language are the same, whatever changed in the others. The lists hold one
    entry for each row. Files made by others for reading lie in `directory`. Methods block: call
    them in a worker thread.
    """

    def __init__(self, record: GenerationRecord, opened: storage.Opened) -> None:
        self.id = record.id
        self.embedder = record.embedder
        self.dimension = record.dimension
        self.directory = opened.directory
        self.rows: list[Row] = opened.rows
        self.passage_ids = [row.passage_id for row in self.rows]
        self.document_ids = [row.document_id for row in self.rows]
        self.languages = [row.language for row in self.rows]
        self.scopes: list[Scope] = [row.scope for row in self.rows]
        self.orders = [row.order for row in self.rows]
        self.opened = opened
        self._row_of = {passage_id: row for row, passage_id in enumerate(self.passage_ids)}
        self._all_scopes = frozenset(self.scopes)
        self._rows_of: dict[str, list[int]] = {}
        for row, document_id in enumerate(self.document_ids):
            self._rows_of.setdefault(document_id, []).append(row)

    def __len__(self) -> int:
        return len(self.rows)

    def nearest(
        self, vector: np.ndarray, count: int, scopes: frozenset[Scope] | None
    ) -> list[tuple[int, float]]:
        """The rows nearest to `vector` with their cosine, best first.

        `scopes` are those that may be read, None for all.
        """
        allowed = self._all_scopes if scopes is None else scopes & self._all_scopes
        count = min(count, len(self))
        if not allowed or count < 1:
            return []
        where = None if allowed == self._all_scopes else {"scope": {"$in": sorted(allowed)}}
        with chroma.errors_explained():
            found = self.opened.collection.query(
                query_embeddings=vector.reshape(1, -1),
                n_results=count,
                where=where,  # type: ignore[arg-type]
                include=["distances"],
            )
        distances = found["distances"] or [[]]
        return [
            (self._row_of[passage_id], 1.0 - distance)
            for passage_id, distance in zip(found["ids"][0], distances[0], strict=True)
        ]

    def vectors(self, rows: Sequence[int]) -> list[np.ndarray]:
        """Vectors of each row: float32 (1 + sentences, dimension), the passage's own one first."""
        with chroma.errors_explained():
            return self.opened.vectors.of([self.rows[row] for row in rows])

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        """The passages at these rows, whole."""
        with chroma.errors_explained():
            return self.opened.passages.at(rows)

    def rows_of(self, document_id: str) -> list[int]:
        """A document's rows, in order."""
        return self._rows_of.get(document_id, [])

    def close(self) -> None:
        """Frees files and memory. The generation cannot be used afterwards."""
        self.opened.close()


@dataclass
class _Shared:
    generation: Generation
    users: int = 0


class Generations:
    """Which generation is live: opens it, and closes it once nobody reads it any more.

    `embedder` is the one that asks; without one, any index is opened.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        store: storage.Storage,
        embedder: NamedEmbedder | None = None,
    ) -> None:
        self.store = store
        self._catalogue = catalogue
        self._embedder = embedder
        self._open: dict[str, _Shared] = {}
        self._latest = ""
        self._opening = asyncio.Lock()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Generation | None]:
        """The live generation, kept open inside the `async with`; None before the first run.

        Asks the catalogue at every call. Raises EmbedderMismatchError where another embedder made
        it.
        """
        shared = await self._enter()
        try:
            yield shared.generation if shared else None
        finally:
            if shared:
                shared.users -= 1
                await self._close_unused()

    def in_use(self, generation: str) -> bool:
        """Whether someone in this process reads this generation now."""
        return generation in self._open and self._open[generation].users > 0

    async def close(self) -> None:
        """Closes what is open."""
        self._latest = ""
        for shared in self._open.values():
            shared.users = 0
        await self._close_unused()

    async def _enter(self) -> _Shared | None:
        async with self._opening:
            record = await self._catalogue.live()
            while record:
                try:
                    return await self._opened(record)
                except chroma.GenerationGoneError:
                    # Retired and removed between the question to the catalogue and the opening.
                    newer = await self._catalogue.live()
                    if newer == record:
                        raise
                    record = newer
            return None

    async def _opened(self, record: GenerationRecord) -> _Shared:
        if record.id not in self._open:
            await in_thread(self._check, record)
            opened = await in_thread(self.store.open, record)
            self._open[record.id] = _Shared(Generation(record, opened))
        shared = self._open[record.id]
        shared.users += 1
        self._latest = record.id
        await self._close_unused()
        return shared

    async def _close_unused(self) -> None:
        # All are taken out before the first is awaited: nobody else may close or enter them then.
        idle = [
            self._open.pop(generation)
            for generation, shared in list(self._open.items())
            if shared.users == 0 and generation != self._latest
        ]
        for shared in idle:
            await in_thread(shared.generation.close)

    def _check(self, record: GenerationRecord) -> None:
        if self._embedder and not made_by(self._embedder, record):
            raise EmbedderMismatchError(
                f"The index was made by the embedder {record.embedder} ({record.dimension} "
                f"dimensions), but {self._embedder.name} ({self._embedder.dimension} dimensions) "
                "is set. Run `explainer index` to make it anew, or set the embedder back."
            )


def made_by(embedder: NamedEmbedder, record: GenerationRecord) -> bool:
    """Whether the vectors of an index can be compared with those of `embedder`."""
    return (embedder.name, embedder.dimension) == (record.embedder, record.dimension)


async def in_thread(work: Callable[..., T], *args: Any) -> T:
    """Runs `work` in a worker thread; where this is cancelled, waits until the thread is done."""
    task = asyncio.ensure_future(asyncio.to_thread(work, *args))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise
