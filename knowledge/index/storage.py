"""What a place for generations offers: directories of this machine, or a Chroma server.

Each opens, builds and removes a generation by its id; none knows which one is live.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from knowledge.catalogue import GenerationRecord
from knowledge.index.sidecar import Row
from knowledge.types import Passage

if TYPE_CHECKING:
    import numpy as np
    from chromadb.api.models.Collection import Collection

LEXICAL_FOLDER = "lexical"
"""The folder in a generation's directory that holds its BM25 index."""

_ABANDONED = 3600.0


class Vectors(Protocol):
    """The vectors of passages and their sentences."""

    def of(self, rows: Sequence[Row]) -> list[np.ndarray]:
        """Vectors of each row: float32 (1 + sentences, dimension), the passage's own one first."""


class Passages(Protocol):
    """The passages, whole."""

    def at(self, rows: Sequence[int]) -> list[Passage]:
        """The passages of the rows with these numbers."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A generation's parts, opened for reading. `directory` holds its files on this machine."""

    dimension: int
    directory: Path
    rows: list[Row]
    collection: Collection
    passages: Passages
    vectors: Vectors
    close: Callable[[], None]


class Build(Protocol):
    """A generation being built. It begins as a copy of the one before; what follows changes it."""

    def drop(self, passage_ids: Sequence[str]) -> None:
        """Leaves out passages that the one before has."""

    def put(
        self, passages: Sequence[Passage], keys: Sequence[str], vectors: Sequence[np.ndarray]
    ) -> None:
        """Adds passages, or replaces those with the same id.

        `vectors` holds for each passage (1 + sentences, dimension), its own one first.
        """

    def finish(self) -> int:
        """Completes the generation, safe on its disk, and lets go of it. How many passages."""

    def close(self) -> None:
        """Lets go of it, finished or not."""


class Storage(Protocol):
    """A place for generations. All of it blocks; removing what is not there is no error."""

    @property
    def data_dir(self) -> Path:
        """Everything that is written on this machine lies here."""

    def open(self, record: GenerationRecord) -> Opened:
        """Opens a generation. Raises GenerationGoneError where it is not there any more."""

    def build(self, generation: str, previous: Opened | None) -> Build:
        """Begins a generation as a copy of `previous`, or empty."""

    def remove(self, generation: str, others: Sequence[str]) -> None:
        """Removes a generation; `others` are those that stay."""

    def sweep(self, named: Iterable[str]) -> None:
        """Removes from this machine what belongs to none of the generations `named`."""


def sweep(folder: Path, named: Iterable[str]) -> None:
    """Removes the directories in `folder` that carry none of these names.

    A name that begins with a dot is work of another process, unless it is an hour old.
    """
    if not folder.is_dir():
        return
    keep = set(named)
    for child in folder.iterdir():
        at_work = child.name.startswith(".") and time.time() - child.stat().st_mtime < _ABANDONED
        if child.name not in keep and not at_work:
            shutil.rmtree(child, ignore_errors=True)
