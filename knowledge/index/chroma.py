"""Chroma, embedded or as a server: connecting, and passages as its records.

A record's id is the passage's id, its document the passage's text. What a query filters by stands
in the metadata as it is; the rest of the passage is one JSON field.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlsplit

from knowledge.types import (
    DocumentInfo,
    KnowledgeError,
    Passage,
    Reference,
    ReferenceMark,
    Span,
)

if TYPE_CHECKING:
    import numpy as np
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

T = TypeVar("T")

PAGE = 1000
"""Records read in one request, or written to a server."""

BATCH = 16
"""Records written in one call: embedded, Chroma holds the interpreter's lock for all of it."""


class GenerationGoneError(KnowledgeError):
    """A generation's files or collections are not there any more."""


def embedded_client(path: Path) -> Client:
    """Opens the directory at `path` as a Chroma database, creating it where there is none."""
    import chromadb

    return cast("Client", chromadb.PersistentClient(path=str(path), settings=_settings()))


def server_client(url: str) -> Client:
    """Connects to the Chroma server at `url`, such as `http://localhost:8000`."""
    import chromadb

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise KnowledgeError(
            f"The address of the Chroma server is {url!r}. Write it as http://localhost:8000."
        )
    secure = parts.scheme == "https"
    with errors_explained(url):
        client = chromadb.HttpClient(
            host=parts.hostname,
            port=parts.port or (443 if secure else 8000),
            ssl=secure,
            settings=_settings(),
        )
    return cast("Client", client)


def create_collection(client: Client, name: str, **metadata: str) -> Collection:
    """Creates a collection for vectors that are compared by their cosine."""
    # Well connected vectors are found by a search that is less wide: of the 100 nearest among
    # 10,000 that are much alike .993, in 3.8 ms; with Chroma's own connections (16, chosen from
    # 100) as many take a search of 1,000 and 5.4 ms. A narrow one misses a lone document among
    # many that are alike. The log is worked off after few records, so that readers, each of whom
    # works off what is left of it, open quickly.
    hnsw: Any = {
        "space": "cosine",
        "max_neighbors": 32,
        "ef_construction": 300,
        "ef_search": 400,
        "sync_threshold": 200,
        "batch_size": 100,
    }
    return client.create_collection(
        name, configuration={"hnsw": hnsw}, metadata=metadata or None, embedding_function=None
    )


def open_collection(client: Client, name: str) -> Collection:
    """Opens a collection. Raises GenerationGoneError where there is none."""
    with errors_explained():
        return client.get_collection(name, embedding_function=None)


def delete_collection(client: Client, name: str) -> None:
    """Deletes a collection, where it is there at all."""
    from chromadb.errors import NotFoundError

    try:
        client.delete_collection(name)
    except NotFoundError:
        return


@contextmanager
def errors_explained(url: str | None = None) -> Iterator[None]:
    """Turns Chroma's errors into ours: what is gone, or a server that does not answer."""
    import httpx
    from chromadb.errors import ChromaError, InternalError, NotFoundError

    server = f"The Chroma server at {url}" if url else "Chroma"
    try:
        yield
    except NotFoundError as error:
        raise GenerationGoneError(
            "The index that was being read has been removed meanwhile. Ask again."
        ) from error
    except httpx.HTTPError as error:
        raise KnowledgeError(
            f"{server} does not answer ({error}). Check that it runs and can be reached."
        ) from error
    except InternalError as error:
        raise GenerationGoneError(f"Chroma cannot read the index: {error}") from error
    except (ChromaError, ValueError) as error:
        raise KnowledgeError(f"{server} refused: {error}") from error


def batches(items: Sequence[T], size: int) -> Iterator[list[T]]:
    """Cuts a sequence into lists of at most `size`."""
    return (list(items[start : start + size]) for start in range(0, len(items), size))


def put_passages(
    collection: Collection,
    passages: Sequence[Passage],
    keys: Sequence[str],
    vectors: Sequence[np.ndarray],
    known: Mapping[str, str],
    size: int = BATCH,
) -> None:
    """Adds passages, or replaces those with the same id.

    `known` gives the keys of the passages that are there: where it is the same, words and vectors
    are too, and only the metadata is written. `vectors` holds a passage's own vector first.
    """
    same: list[int] = []
    new: list[int] = []
    for place, passage in enumerate(passages):
        (same if known.get(passage.id) == keys[place] else new).append(place)
    for part in batches(same, size):
        collection.update(
            ids=[passages[place].id for place in part],
            metadatas=[to_metadata(passages[place], keys[place]) for place in part],
        )
    for part in batches(new, size):
        collection.upsert(
            ids=[passages[place].id for place in part],
            embeddings=[vectors[place][0] for place in part],
            documents=[passages[place].text for place in part],
            metadatas=[to_metadata(passages[place], keys[place]) for place in part],
        )


def put_vectors(collection: Collection, ids: Sequence[str], vectors: Sequence[np.ndarray]) -> None:
    """Adds vectors that stand for themselves."""
    for start in range(0, len(ids), PAGE):
        collection.upsert(
            ids=list(ids[start : start + PAGE]), embeddings=list(vectors[start : start + PAGE])
        )


def copy_records(source: Collection, target: Collection, size: int = BATCH) -> None:
    """Adds every record of one collection to another."""
    for page in all_pages(source, ["embeddings", "documents", "metadatas"]):
        for start in range(0, len(page["ids"]), size):
            part = slice(start, start + size)
            target.add(
                ids=page["ids"][part],
                embeddings=page["embeddings"][part],
                documents=page["documents"][part],
                metadatas=page["metadatas"][part],
            )


def delete_records(collection: Collection, ids: Sequence[str]) -> None:
    """Deletes records by id."""
    for part in batches(ids, 4 * BATCH):
        collection.delete(ids=part)


def read_passages(collection: Collection, ids: Sequence[str]) -> list[Passage]:
    """Reads passages by id. Raises GenerationGoneError where one is not there."""
    found: dict[str, Passage] = {}
    for part in batches(list(dict.fromkeys(ids)), PAGE):
        page = collection.get(ids=part, include=["documents", "metadatas"])
        found.update((passage.id, passage) for passage, _ in _passages_of(page))
    if missing := [identifier for identifier in ids if identifier not in found]:
        raise GenerationGoneError(
            f"The index lacks the passage {missing[0]}. Run `explainer rollback`, or `explainer "
            "index` with another data directory, to get a whole one."
        )
    return [found[identifier] for identifier in ids]


def all_passages(collection: Collection) -> Iterator[tuple[Passage, str]]:
    """Reads every passage of a collection with its key, a page at a time."""
    for page in all_pages(collection, ["documents", "metadatas"]):
        yield from _passages_of(page)


def all_pages(collection: Collection, include: list[str]) -> Iterator[Any]:
    """Reads every record of a collection, a page at a time."""
    for offset in range(0, collection.count(), PAGE):
        yield collection.get(limit=PAGE, offset=offset, include=include)  # type: ignore[arg-type]


def to_metadata(passage: Passage, key: str) -> dict[str, str | int]:
    """A passage as the metadata of its record; `key` says what its vectors were made from."""
    document = passage.document
    rest = {
        "source": document.source,
        "title": document.title,
        "address": document.address,
        "publisher": document.publisher,
        "published": _iso(document.published),
        "span": [passage.span.start, passage.span.end],
        "sentences": [[span.start, span.end] for span in passage.sentences],
        "headings": passage.headings,
        "page": passage.page,
        "marks": [
            [
                mark.position,
                mark.reference.address,
                mark.reference.publisher,
                _iso(mark.reference.published),
            ]
            for mark in passage.marks
        ],
    }
    return {
        "document": document.id,
        "scope": document.scope,
        "language": document.language,
        "order": passage.order,
        "key": key,
        "passage": json.dumps(rest, ensure_ascii=False),
    }


def from_record(identifier: str, text: str, metadata: dict[str, Any]) -> Passage:
    """The passage that `to_metadata` made the metadata from."""
    rest = json.loads(metadata["passage"])
    return Passage(
        id=identifier,
        document=DocumentInfo(
            id=metadata["document"],
            source=rest["source"],
            title=rest["title"],
            language=metadata["language"],
            address=rest["address"],
            publisher=rest["publisher"],
            published=_date(rest["published"]),
            scope=metadata["scope"],
        ),
        text=text,
        span=Span(*rest["span"]),
        sentences=tuple(Span(*span) for span in rest["sentences"]),
        order=metadata["order"],
        headings=tuple(rest["headings"]),
        page=rest["page"],
        marks=tuple(
            ReferenceMark(position, Reference(address, publisher, _date(published)))
            for position, address, publisher, published in rest["marks"]
        ),
    )


def _passages_of(page: Any) -> Iterator[tuple[Passage, str]]:
    for identifier, text, metadata in zip(
        page["ids"], page["documents"], page["metadatas"], strict=True
    ):
        yield from_record(identifier, text, metadata), metadata["key"]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _settings() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)
