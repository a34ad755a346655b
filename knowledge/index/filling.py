"""Fills a generation that is being built: vectors are carried along or made, passages written.

A passage's key is a digest of what its vectors are made from. Where the generation before knows
the key, the vectors are taken from there, even if the passage moved or its file was renamed.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from knowledge.catalogue import DocumentRecord
from knowledge.index.changes import Progress, Watch, explained
from knowledge.index.generations import Generation, NamedEmbedder, in_thread
from knowledge.index.storage import Build
from knowledge.types import Failure, KnowledgeError, Passage

if TYPE_CHECKING:
    import numpy as np

_TEXTS = 64
"""Texts embedded in one call."""

_TOGETHER = 64
"""Passages, at least, that are embedded and written together."""


class Embedder(NamedEmbedder, Protocol):
    """Texts to vectors."""

    def documents(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of unit length, float32 (texts, dimension). Blocks."""


@dataclass(frozen=True, slots=True)
class Work:
    """A document to be written: its record, its passages, and its text where it is new."""

    record: DocumentRecord
    passages: Sequence[Passage]
    text: str | None = None


@dataclass(frozen=True, slots=True)
class _Embedded:
    """Documents, all their passages, and the key and the vectors of each passage."""

    works: Sequence[Work]
    passages: Sequence[Passage]
    keys: Sequence[str]
    vectors: Sequence[np.ndarray]


def embedded_text(passage: Passage) -> str:
    """What a passage's own vector is made from: the headings above it, and its words."""
    return "\n".join([*passage.headings, passage.text])


def key_of(passage: Passage) -> str:
    """A digest of all texts that a passage's vectors are made from."""
    return hashlib.blake2b("\0".join(_texts(passage)).encode(), digest_size=16).hexdigest()


class Filling:
    """Writes documents into `build`, which began as a copy of `before`, or empty.

    `written` holds what was written, by document id; `embedded` counts its passages whose vectors
    had to be made.
    """

    def __init__(
        self, build: Build, before: Generation | None, embedder: Embedder, watch: Watch
    ) -> None:
        self._build = build
        self._before = before
        self._embedder = embedder
        self._watch = watch
        self._known = {row.key: n for n, row in enumerate(before.rows)} if before else {}
        self._done = 0
        self._total = 0
        self.embedded = 0
        self.failed: list[Failure] = []
        self.written: dict[str, Work] = {}

    async def remove(self, document_ids: Sequence[str]) -> None:
        """Leaves out documents that the generation before has."""
        for document_id in document_ids:
            await in_thread(self._build.drop, self._passages_before(document_id))

    async def write(self, works: Sequence[Work]) -> None:
        """Writes documents; one that cannot be embedded is noted in `failed` and left as it was.

        Raises KnowledgeError where the embedder does not work at all.
        """
        self._total += await in_thread(self._unknown, works)
        writing: asyncio.Future[None] | None = None
        try:
            for group in _groups(works):
                for part in await self._embedded(group):
                    # Written while the next group is embedded, in a process of its own mostly.
                    if writing:
                        await writing
                    writing = asyncio.ensure_future(in_thread(self._put, part))
        finally:
            if writing:
                await writing

    async def _embedded(self, group: Sequence[Work]) -> list[_Embedded]:
        """A group with its vectors; where that fails, each of its documents by itself."""
        try:
            return [await self._with_vectors(group)]
        except EmbeddingFailedError as error:
            if len(group) == 1:
                await self._give_up(group[0], error)
                return []
        return [part for work in group for part in await self._embedded([work])]

    async def _with_vectors(self, group: Sequence[Work]) -> _Embedded:
        passages = [passage for work in group for passage in work.passages]
        keys = [key_of(passage) for passage in passages]
        return _Embedded(group, passages, keys, await self._blocks(passages, keys))

    def _put(self, part: _Embedded) -> None:
        for work in part.works:
            stay = {passage.id for passage in work.passages}
            gone = [id_ for id_ in self._passages_before(work.record.info.id) if id_ not in stay]
            if gone:
                self._build.drop(gone)
        self._build.put(part.passages, part.keys, part.vectors)
        self.written.update((work.record.info.id, work) for work in part.works)

    async def _blocks(self, passages: Sequence[Passage], keys: Sequence[str]) -> list[np.ndarray]:
        new = {
            key: passage
            for key, passage in zip(keys, passages, strict=True)
            if key not in self._known
        }
        made = await self._embed(new)
        if self._before:
            known = list(dict.fromkeys(key for key in keys if key in self._known))
            rows = [self._known[key] for key in known]
            made.update(zip(known, await in_thread(self._before.vectors, rows), strict=True))
        self.embedded += sum(key in new for key in keys)
        return [made[key] for key in keys]

    async def _embed(self, passages: dict[str, Passage]) -> dict[str, np.ndarray]:
        texts = list(dict.fromkeys(text for p in passages.values() for text in _texts(p)))
        vectors: dict[str, np.ndarray] = {}
        for start in range(0, len(texts), _TEXTS):
            part = texts[start : start + _TEXTS]
            try:
                made = await in_thread(self._embedder.documents, part)
            except Exception as error:
                raise EmbeddingFailedError(explained(error)) from error
            vectors.update(zip(part, made, strict=True))
            share = len(passages) * len(vectors) // len(texts)
            self._watch(Progress("embedding", self._done + share, self._total))
        self._done += len(passages)
        return await in_thread(_stacked, passages, vectors)

    async def _give_up(self, work: Work, error: Exception) -> None:
        try:
            await in_thread(self._embedder.documents, ["A sentence that anything can embed."])
        except Exception as broken:
            raise KnowledgeError(
                f"The embedder {self._embedder.name} does not work: {explained(broken)} The index "
                "stays as it was. `explainer doctor` says more."
            ) from broken
        self.failed.append(Failure(work.record.info.source, f"It cannot be embedded: {error}"))

    def _unknown(self, works: Sequence[Work]) -> int:
        keys = (key_of(passage) for work in works for passage in work.passages)
        return sum(key not in self._known for key in keys)

    def _passages_before(self, document_id: str) -> list[str]:
        if self._before is None:
            return []
        return [self._before.passage_ids[row] for row in self._before.rows_of(document_id)]


class EmbeddingFailedError(KnowledgeError):
    """The embedder could not embed some text."""


def _texts(passage: Passage) -> list[str]:
    return [embedded_text(passage), *passage.sentence_texts()]


def _stacked(passages: dict[str, Passage], vectors: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    import numpy as np

    return {
        key: np.stack([vectors[text] for text in _texts(passage)])
        for key, passage in passages.items()
    }


def _groups(works: Sequence[Work]) -> Iterator[list[Work]]:
    group: list[Work] = []
    for work in works:
        group.append(work)
        if sum(len(member.passages) for member in group) >= _TOGETHER:
            yield group
            group = []
    if group:
        yield group
