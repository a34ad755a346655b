"""What changed: documents as they are now, compared with those that are indexed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from knowledge.catalogue import DocumentRecord
from knowledge.index.sources import Reading, Survey
from knowledge.types import Document, Failure, KnowledgeError, Passage, Scope

_LOADED_AT_ONCE = 4


class Load(Protocol):
    """Reads a document from a path or address; `root` is the folder that it was found in."""

    async def __call__(self, source: str, *, scope: Scope, root: Path | None) -> Document:
        """Raises KnowledgeError, in words for the source's owner, where it cannot."""


@dataclass(frozen=True, slots=True)
class Readers:
    """How documents are found, read and cut."""

    load: Load
    files_under: Callable[[Path], Iterable[Path]]
    split: Callable[[Document], Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: documents while `stage` is `reading`, passages while it is `embedding`."""

    stage: str
    done: int
    total: int


Watch = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Change:
    """Documents to index, those read again and found the same, those not read, those gone."""

    fresh: tuple[Document, ...] = ()
    unchanged: tuple[DocumentRecord, ...] = ()
    carried: tuple[DocumentRecord, ...] = ()
    removed: tuple[DocumentRecord, ...] = ()
    failed: tuple[Failure, ...] = ()


async def load_all(
    readings: Sequence[Reading], load: Load, watch: Watch
) -> tuple[dict[str, Document], list[Failure]]:
    """Loads documents by id, each once; of two readings of one document the first counts."""
    turn = asyncio.Semaphore(_LOADED_AT_ONCE)
    done = 0

    async def attempt(reading: Reading) -> Document | Failure:
        nonlocal done
        async with turn:
            try:
                return await load(reading.location, scope=reading.scope, root=reading.root)
            except Exception as error:
                return Failure(reading.location, explained(error))
            finally:
                done += 1
                watch(Progress("reading", done, len(readings)))

    documents: dict[str, Document] = {}
    failed: list[Failure] = []
    for result in await asyncio.gather(*map(attempt, readings)):
        if isinstance(result, Failure):
            failed.append(result)
        else:
            documents.setdefault(result.info.id, result)
    return documents, failed


def compare(
    old: Mapping[str, DocumentRecord],
    documents: Mapping[str, Document],
    seen: Survey,
    unwanted: Callable[[DocumentRecord], bool],
    failed: Sequence[Failure],
) -> Change:
    """Compares by content hash. Nothing is gone unless its source vanished or it is `unwanted`."""
    fresh: list[Document] = []
    unchanged: list[DocumentRecord] = []
    carried: list[DocumentRecord] = []
    removed: list[DocumentRecord] = []
    for document in documents.values():
        record = old.get(document.info.id)
        if record and record.content_hash == document.content_hash:
            unchanged.append(record)
        else:
            fresh.append(document)
    for record in old.values():
        if record.info.id not in documents:
            gone = seen.vanished(record.info.source) or unwanted(record)
            (removed if gone else carried).append(record)
    vanished = {record.info.source for record in removed}
    missing = [failure for failure in seen.failed if failure.source not in vanished]
    return Change(
        fresh=tuple(fresh),
        unchanged=tuple(unchanged),
        carried=tuple(carried),
        removed=tuple(removed),
        failed=(*missing, *failed),
    )


def explained(error: Exception) -> str:
    """An error in words for the owner of a source."""
    return str(error) if isinstance(error, KnowledgeError) else f"{type(error).__name__}: {error}"
