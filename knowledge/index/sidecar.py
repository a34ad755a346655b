"""What a generation keeps beside Chroma: the table of its rows, and vectors mapped into memory.

The vectors only rescore some hundred candidates, so they need no nearest-neighbour index: one
block of 16-bit floats per passage, its own vector first and then each sentence's.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.types import Passage, Scope

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class Row:
    """A passage as the index knows it.

    `key` says what its vectors were made from: the same key, the same vectors. `start` is where
    its block of 1 + `sentences` vectors begins in the file of vectors.
    """

    passage_id: str
    document_id: str
    language: str
    scope: Scope
    order: int
    key: str
    sentences: int
    start: int = 0

    @classmethod
    def of(cls, passage: Passage, key: str, start: int = 0) -> Row:
        """The row of a passage."""
        document = passage.document
        return cls(
            passage_id=passage.id,
            document_id=document.id,
            language=document.language,
            scope=document.scope,
            order=passage.order,
            key=key,
            sentences=len(passage.sentences),
            start=start,
        )

    def moved(self, start: int) -> Row:
        """The same row, its vectors at another place."""
        return replace(self, start=start)


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows in the sequence that every generation has them in."""
    return sorted(rows, key=lambda row: (row.document_id, row.order))


def save_rows(file: Path, rows: Sequence[Row]) -> None:
    """Writes rows that are in order. What belongs to a document is written once."""
    documents = [
        {
            "id": document,
            "language": language,
            "scope": scope,
            "passages": [
                [row.passage_id, row.order, row.key, row.sentences, row.start] for row in group
            ],
        }
        for (document, language, scope), group in groupby(
            rows, key=lambda row: (row.document_id, row.language, row.scope)
        )
    ]
    file.write_text(json.dumps(documents, ensure_ascii=False), encoding="utf-8")


def load_rows(file: Path) -> list[Row]:
    """Reads what `save_rows` wrote."""
    return [
        Row(
            passage_id=passage_id,
            document_id=document["id"],
            language=document["language"],
            scope=document["scope"],
            order=order,
            key=key,
            sentences=sentences,
            start=start,
        )
        for document in json.loads(file.read_text(encoding="utf-8"))
        for passage_id, order, key, sentences, start in document["passages"]
    ]


class VectorFile:
    """Vectors mapped into memory, read by row. Safe to use from several threads."""

    def __init__(self, file: Path, dimension: int) -> None:
        import numpy as np

        count = file.stat().st_size // (2 * dimension)
        # A plain array over the map: slices of a memmap are memmaps, which take as long to make
        # as their few vectors take to read.
        self._mapped: np.ndarray = (
            np.asarray(np.memmap(file, dtype=np.float16, mode="r", shape=(count, dimension)))
            if count
            else np.empty((0, dimension), dtype=np.float16)
        )

    def of(self, rows: Sequence[Row]) -> list[np.ndarray]:
        """For each row float32 (1 + sentences, dimension)."""
        return [
            self._mapped[row.start : row.start + 1 + row.sentences].astype("float32")
            for row in rows
        ]

    def raw(self, start: int, end: int) -> np.ndarray:
        """The vectors from `start` up to, not including, `end`, as they are kept."""
        return self._mapped[start:end]


class VectorWriter:
    """Writes a new file of vectors, block after block."""

    def __init__(self, file: Path) -> None:
        self._file = file.open("wb")
        self._written = 0

    def append(self, block: np.ndarray) -> int:
        """Appends vectors (n, dimension); returns where they start."""
        import numpy as np

        start = self._written
        self._file.write(np.ascontiguousarray(block, dtype=np.float16).data)
        self._written += len(block)
        return start

    def copy(self, vectors: VectorFile, rows: Sequence[Row]) -> list[int]:
        """Appends the blocks of `rows` from another file; returns where each starts."""
        starts: dict[int, int] = {}
        run: list[Row] = []
        for row in sorted(rows, key=lambda row: row.start):
            if run and run[-1].start + 1 + run[-1].sentences != row.start:
                self._copy_run(vectors, run, starts)
                run = []
            run.append(row)
        self._copy_run(vectors, run, starts)
        return [starts[row.start] for row in rows]

    def close(self) -> None:
        """Finishes the file."""
        self._file.close()

    def _copy_run(self, vectors: VectorFile, run: list[Row], starts: dict[int, int]) -> None:
        if not run:
            return
        begin, end = run[0].start, run[-1].start + 1 + run[-1].sentences
        offset = self._written - begin
        step = 10_000
        for start in range(begin, end, step):
            self.append(vectors.raw(start, min(start + step, end)))
        starts.update((row.start, row.start + offset) for row in run)


def flush_to_disk(directory: Path) -> None:
    """Waits until every file below `directory` is on the disk, so that a power cut keeps it."""
    for folder, _, files in os.walk(directory):
        for name in [*files, "."]:
            descriptor = os.open(Path(folder) / name, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
