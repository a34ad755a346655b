"""Generations as collections of a Chroma server.

A generation is a collection of passages. The vectors of passages and sentences lie in a second
collection, each by what it was made from, which a generation shares with those built from it: so
a new generation adds only what changed. Readers never see the vectors of passages they lack.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from knowledge.catalogue import GenerationRecord
from knowledge.index import chroma
from knowledge.index.lexical import searched_text, write_lexical
from knowledge.index.sidecar import Row, in_order, load_rows, save_rows
from knowledge.index.storage import LEXICAL_FOLDER, Build, Opened, sweep
from knowledge.types import Passage

if TYPE_CHECKING:
    import numpy as np
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

_ROWS_FILE = "rows.json"


class ServerStorage:
    """Collections on the Chroma server at `url`.

    The table of rows and the BM25 index are made below `cache` in the data directory when a
    generation is first opened on this machine.
    """

    def __init__(self, data_dir: Path, url: str) -> None:
        self.data_dir = data_dir
        self._url = url
        self._cache = data_dir / "cache"

    def open(self, record: GenerationRecord) -> Opened:
        """Opens the collections, and reads the passages once to make what is kept here."""
        client = chroma.server_client(self._url)
        try:
            with chroma.errors_explained(self._url):
                passages = chroma.open_collection(client, _collection_of(record.id))
                vectors = chroma.open_collection(client, _vectors_of(passages))
                directory = self._cached(record.id, passages)
            rows = load_rows(directory / _ROWS_FILE)
        except BaseException:
            client.close()
            raise
        return Opened(
            dimension=record.dimension,
            directory=directory,
            rows=rows,
            collection=passages,
            passages=_ServerPassages(passages, rows),
            vectors=_ServerVectors(vectors),
            close=client.close,
        )

    def build(self, generation: str, previous: Opened | None) -> Build:
        """Begins a collection as a fork or copy of the previous one."""
        client = chroma.server_client(self._url)
        try:
            with chroma.errors_explained(self._url):
                return _ServerBuild(client, generation, previous)
        except BaseException:
            client.close()
            raise

    def remove(self, generation: str, others: Sequence[str]) -> None:
        """Removes a generation's collection, and the vectors that no other one needs."""
        client = chroma.server_client(self._url)
        try:
            with suppress(chroma.GenerationGoneError), chroma.errors_explained(self._url):
                _remove(client, generation, others)
        finally:
            client.close()
        shutil.rmtree(self._cache / generation, ignore_errors=True)

    def sweep(self, named: Iterable[str]) -> None:
        """Removes tables of other generations. The server may serve others: it is left alone."""
        sweep(self._cache, named)

    def _cached(self, generation: str, passages: Collection) -> Path:
        directory = self._cache / generation
        if (directory / _ROWS_FILE).is_file():
            return directory
        earlier = self._newest_lexical()
        self._cache.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(prefix=".", dir=self._cache))
        found = {passage.id: (passage, key) for passage, key in chroma.all_passages(passages)}
        rows = in_order(Row.of(passage, key) for passage, key in found.values())
        texts = [
            searched_text(passage.document.title, passage.headings, passage.text)
            for passage, _ in (found[row.passage_id] for row in rows)
        ]
        write_lexical(made / LEXICAL_FOLDER, texts, [row.language for row in rows], earlier)
        save_rows(made / _ROWS_FILE, rows)
        try:
            made.rename(directory)
        except OSError:
            # Another process on this machine was faster, and its tables are the same.
            shutil.rmtree(made, ignore_errors=True)
        return directory

    def _newest_lexical(self) -> Path | None:
        folders = [path for path in self._cache.glob("[!.]*/" + LEXICAL_FOLDER) if path.is_dir()]
        return max(folders, key=lambda path: path.stat().st_mtime, default=None)


class _ServerPassages:
    def __init__(self, collection: Collection, rows: Sequence[Row]) -> None:
        self._collection = collection
        self._rows = rows

    def at(self, rows: Sequence[int]) -> list[Passage]:
        ids = [self._rows[row].passage_id for row in rows]
        return chroma.read_passages(self._collection, ids)


class _ServerVectors:
    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def of(self, rows: Sequence[Row]) -> list[np.ndarray]:
        import numpy as np

        names = [name for row in rows for name in _vector_ids(row.key, row.sentences)]
        ids = list(dict.fromkeys(names))
        found: dict[str, np.ndarray] = {}
        for part in chroma.batches(ids, chroma.PAGE):
            page = self._collection.get(ids=part, include=["embeddings"])
            found.update(zip(page["ids"], np.asarray(page["embeddings"], "float32"), strict=True))
        if len(found) < len(ids):
            raise chroma.GenerationGoneError(
                "The index that was being read has been removed meanwhile. Ask again."
            )
        return [
            np.stack([found[identifier] for identifier in _vector_ids(row.key, row.sentences)])
            for row in rows
        ]


class _ServerBuild:
    def __init__(self, client: Client, generation: str, previous: Opened | None) -> None:
        self._client = client
        self._keys = {row.passage_id: row.key for row in previous.rows} if previous else {}
        self._stored = set(self._keys.values())
        name = _collection_of(generation)
        if previous:
            self._passages = _copied(client, previous.collection, name)
            self._vectors = chroma.open_collection(client, _vectors_of(self._passages))
        else:
            self._passages = chroma.create_collection(client, name, vectors=f"{name}-vectors")
            self._vectors = chroma.create_collection(client, f"{name}-vectors")

    def drop(self, passage_ids: Sequence[str]) -> None:
        with chroma.errors_explained():
            chroma.delete_records(self._passages, passage_ids)
        for passage_id in passage_ids:
            del self._keys[passage_id]

    def put(
        self, passages: Sequence[Passage], keys: Sequence[str], vectors: Sequence[np.ndarray]
    ) -> None:
        with chroma.errors_explained():
            self._write(passages, keys, vectors)

    def _write(
        self, passages: Sequence[Passage], keys: Sequence[str], vectors: Sequence[np.ndarray]
    ) -> None:
        # The passages first: what a killed build leaves among the vectors is found by its keys.
        chroma.put_passages(self._passages, passages, keys, vectors, self._keys, chroma.PAGE)
        self._keys.update((passage.id, key) for passage, key in zip(passages, keys, strict=True))
        new = {
            key: block for key, block in zip(keys, vectors, strict=True) if key not in self._stored
        }
        self._stored.update(new)
        chroma.put_vectors(
            self._vectors,
            [name for key, block in new.items() for name in _vector_ids(key, len(block) - 1)],
            [vector for block in new.values() for vector in block],
        )

    def finish(self) -> int:
        self.close()
        return len(self._keys)

    def close(self) -> None:
        self._client.close()


def _collection_of(generation: str) -> str:
    return f"explainer-{generation}"


def _vectors_of(passages: Collection) -> str:
    return str((passages.metadata or {})["vectors"])


def _vector_ids(key: str, sentences: int) -> Iterator[str]:
    return (f"{key}/{number}" for number in range(1 + sentences))


def _copied(client: Client, source: Collection, name: str) -> Collection:
    from chromadb.errors import ChromaError

    try:
        return source.fork(name)
    except ChromaError:
        # Only Chroma's distributed deployments fork.
        target = chroma.create_collection(client, name, vectors=_vectors_of(source))
    chroma.copy_records(source, target, chroma.PAGE)
    return target


def _remove(client: Client, generation: str, others: Sequence[str]) -> None:
    passages = chroma.open_collection(client, _collection_of(generation))
    name = _vectors_of(passages)
    sharing: list[Collection] = []
    for other in others:
        with suppress(chroma.GenerationGoneError):
            collection = chroma.open_collection(client, _collection_of(other))
            if _vectors_of(collection) == name:
                sharing.append(collection)
    if sharing:
        needed = {key for collection in sharing for key, _ in _keys(collection)}
        chroma.delete_records(
            chroma.open_collection(client, name),
            [
                identifier
                for key, sentences in set(_keys(passages))
                if key not in needed
                for identifier in _vector_ids(key, sentences)
            ],
        )
    else:
        chroma.delete_collection(client, name)
    # Last, for it names the vectors: a removal that was cut short can be taken up again.
    chroma.delete_collection(client, passages.name)


def _keys(collection: Collection) -> Iterator[tuple[str, int]]:
    for passage, key in chroma.all_passages(collection):
        yield key, len(passage.sentences)
