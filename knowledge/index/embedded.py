"""Generations as directories of this machine, each with a Chroma database of its own.

Two processes must not write one Chroma directory, and a process caches what it knows of a path:
so each generation has a path of its own, is written once, and is only read afterwards.
"""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.catalogue import GenerationRecord
from knowledge.index import chroma
from knowledge.index.lexical import write_lexical
from knowledge.index.passagefile import PassageFile, passage_line, searched_in
from knowledge.index.sidecar import (
    Row,
    VectorFile,
    VectorWriter,
    flush_to_disk,
    in_order,
    load_rows,
    save_rows,
)
from knowledge.index.storage import LEXICAL_FOLDER, Build, Opened, sweep
from knowledge.types import Passage

if TYPE_CHECKING:
    import numpy as np

_CHROMA_FOLDER = "chroma"
_DATABASE = "chroma.sqlite3"
_COLLECTION = "passages"
_DELETED_FILE = "deleted"
_ROWS_FILE = "rows.json"
_PASSAGES_FILE = "passages.jsonl"
_VECTORS_FILE = "vectors.f16"


class EmbeddedStorage:
    """A directory for each generation, below `index` in the data directory.

    `spare` deleted vectors are carried along from generation to generation before a copy is made
    that leaves them behind.
    """

    def __init__(self, data_dir: Path, *, spare: int = 1000) -> None:
        self.data_dir = data_dir
        self._spare = spare
        # Chroma counts who uses a path, but opening and closing one at once confuses its count.
        self._turn = threading.Lock()
        self._index = data_dir / "index"

    def open(self, record: GenerationRecord) -> Opened:
        """Opens a generation, all of it now, so that its removal does not disturb a reader."""
        directory = self._index / record.id
        if not all((directory / name).is_file() for name in (_PASSAGES_FILE, _ROWS_FILE)):
            raise chroma.GenerationGoneError(
                f"The index {record.id} is not in {self._index} any more. Run `explainer index` "
                "to make it anew."
            )
        with self._turn:
            client = chroma.embedded_client(directory / _CHROMA_FOLDER)

        def close() -> None:
            with self._turn:
                client.close()

        try:
            collection = chroma.open_collection(client, _COLLECTION)
            with chroma.errors_explained():
                collection.query(query_embeddings=[1.0] * record.dimension, n_results=1)
            rows = load_rows(directory / _ROWS_FILE)
            passages = PassageFile(directory / _PASSAGES_FILE)
            vectors = VectorFile(directory / _VECTORS_FILE, record.dimension)
        except BaseException:
            close()
            raise
        return Opened(
            dimension=record.dimension,
            directory=directory,
            rows=rows,
            collection=collection,
            passages=passages,
            vectors=vectors,
            close=close,
        )

    def build(self, generation: str, previous: Opened | None) -> Build:
        """Begins a directory as a copy of the previous one's files."""
        return _EmbeddedBuild(self._index / generation, previous, self._spare)

    def remove(self, generation: str, others: Sequence[str]) -> None:  # noqa: ARG002
        """Removes a generation's directory."""
        shutil.rmtree(self._index / generation, ignore_errors=True)

    def sweep(self, named: Iterable[str]) -> None:
        """Removes directories that belong to none of the generations `named`."""
        sweep(self._index, named)


class _EmbeddedBuild:
    def __init__(self, directory: Path, previous: Opened | None, spare: int) -> None:
        directory.mkdir(parents=True)
        self._directory = directory
        self._previous = previous
        self._kept = {row.passage_id: row for row in previous.rows} if previous else {}
        self._keys = {row.passage_id: row.key for row in self._kept.values()}
        self._put: dict[str, Row] = {}
        self._lines: dict[str, bytes] = {}
        # Chroma's index keeps a place for each vector that was ever deleted. When these are more
        # than the living, the copy is made record by record, which leaves them behind.
        self._deleted = _deleted(previous.directory) if previous else 0
        worn = previous is not None and self._deleted > max(spare, len(previous.rows))
        if previous and not worn:
            _copy_database(previous.directory / _CHROMA_FOLDER, directory / _CHROMA_FOLDER)
        self._vectors = VectorWriter(directory / _VECTORS_FILE)
        self._client = chroma.embedded_client(directory / _CHROMA_FOLDER)
        if previous and not worn:
            self._passages = chroma.open_collection(self._client, _COLLECTION)
        else:
            self._passages = chroma.create_collection(self._client, _COLLECTION)
        if previous and worn:
            self._deleted = 0
            chroma.copy_records(previous.collection, self._passages)

    def drop(self, passage_ids: Sequence[str]) -> None:
        chroma.delete_records(self._passages, passage_ids)
        for passage_id in passage_ids:
            del self._kept[passage_id]
        self._deleted += len(passage_ids)

    def put(
        self, passages: Sequence[Passage], keys: Sequence[str], vectors: Sequence[np.ndarray]
    ) -> None:
        chroma.put_passages(self._passages, passages, keys, vectors, self._keys)
        for passage, key, block in zip(passages, keys, vectors, strict=True):
            self._put[passage.id] = Row.of(passage, key, self._vectors.append(block))
            self._kept.pop(passage.id, None)
            self._lines[passage.id] = passage_line(passage, key)

    def finish(self) -> int:
        rows = in_order([*self._put.values(), *self._copied_rows()])
        self._write_passages(rows)
        (self._directory / _DELETED_FILE).write_text(str(self._deleted), "ascii")
        save_rows(self._directory / _ROWS_FILE, rows)
        self.close()
        flush_to_disk(self._directory)
        return len(rows)

    def close(self) -> None:
        self._vectors.close()
        self._client.close()

    def _copied_rows(self) -> list[Row]:
        if not self._previous:
            return []
        kept = list(self._kept.values())
        file = VectorFile(self._previous.directory / _VECTORS_FILE, self._previous.dimension)
        return [
            row.moved(start)
            for row, start in zip(kept, self._vectors.copy(file, kept), strict=True)
        ]

    def _write_passages(self, rows: Sequence[Row]) -> None:
        """Writes the file of passages and the BM25 index."""
        lines = dict(self._lines)
        if self._previous:
            file = PassageFile(self._previous.directory / _PASSAGES_FILE)
            for number, row in enumerate(self._previous.rows):
                lines.setdefault(row.passage_id, file.line(number))
        in_rows = [lines[row.passage_id] for row in rows]
        with (self._directory / _PASSAGES_FILE).open("wb") as written:
            written.writelines(in_rows)
        write_lexical(
            self._directory / LEXICAL_FOLDER,
            list(map(searched_in, in_rows)),
            [row.language for row in rows],
            self._previous.directory / LEXICAL_FOLDER if self._previous else None,
        )


def _deleted(directory: Path) -> int:
    return int((directory / _DELETED_FILE).read_text("ascii"))


def _copy_database(source: Path, target: Path) -> None:
    """Copies a Chroma database that is only read. Opening one writes a line into its SQLite file,
    so that file is copied by SQLite itself."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(f"{_DATABASE}*"))
    with (
        closing(sqlite3.connect(source / _DATABASE)) as original,
        closing(sqlite3.connect(target / _DATABASE)) as copy,
    ):
        original.backup(copy)
