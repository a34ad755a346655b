"""An indexer with all its real parts but two: an embedder of words, and addresses that answer.

Its vectors are sums of a random vector for each word: texts that share words are near each other.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from knowledge.index.changes import Readers
from knowledge.index.embedded import EmbeddedStorage
from knowledge.index.generations import Generation, Generations
from knowledge.index.indexer import Indexer, Places
from knowledge.index.server import ServerStorage
from knowledge.index.sources import is_address
from knowledge.index.storage import Storage
from knowledge.loading.loaders import files_under, load
from knowledge.splitting import split
from knowledge.types import Document, DocumentInfo, KnowledgeError, Scope
from tests.fakes.catalogue import FileCatalogue


class WordEmbedder:
    """Embeds words; counts the texts it was given and refuses those that contain `refuses`."""

    def __init__(self, dimension: int = 256, name: str = "words", refuses: str = "") -> None:
        self.name = name
        self.dimension = dimension
        self.refuses = refuses
        self.texts = 0

    def documents(self, texts: Sequence[str]) -> np.ndarray:
        self.texts += len(texts)
        if self.refuses and any(self.refuses in text for text in texts):
            raise ValueError(f"no text with {self.refuses!r}")
        return np.stack([self.query(text) for text in texts])

    def query(self, text: str) -> np.ndarray:
        total = np.zeros(self.dimension, dtype=np.float32)
        for word in re.findall(r"\w+", text.lower()) or [""]:
            seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
            total += np.random.default_rng(seed).standard_normal(self.dimension)
        return (total / np.linalg.norm(total)).astype(np.float32)


@dataclass
class Web:
    """Addresses and what they answer; an exception is raised."""

    pages: dict[str, str | Exception] = field(default_factory=dict)

    async def load(self, source: str, *, scope: Scope, root: Path | None) -> Document:
        if not is_address(source):
            return await load(source, scope=scope, root=root)
        text = self.pages.get(source, KnowledgeError(f"{source} does not answer."))
        if isinstance(text, Exception):
            raise text
        key = hashlib.sha256(source.encode()).hexdigest()
        return Document(DocumentInfo(key, source, source, "en", address=source, scope=scope), text)


@dataclass
class Library:
    """Everything that indexing needs, over one data directory."""

    data_dir: Path
    catalogue: FileCatalogue
    generations: Generations
    indexer: Indexer
    embedder: WordEmbedder
    web: Web
    folder: Path

    def write(self, name: str, text: str) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return file

    async def ask(self, question: str, scopes: frozenset[Scope] | None = None) -> str | None:
        """The text of the passage nearest to a question."""
        async with self.generations.reading() as generation:
            return nearest(generation, self.embedder, question, scopes) if generation else None

    async def titles(self) -> list[str]:
        live = await self.catalogue.live()
        assert live
        return [record.info.title for record in await self.catalogue.documents(live.id)]


def nearest(
    generation: Generation,
    embedder: WordEmbedder,
    question: str,
    scopes: frozenset[Scope] | None = None,
) -> str | None:
    found = generation.nearest(embedder.query(question), 1, scopes)
    return generation.passages([found[0][0]])[0].text if found else None


def library(
    base: Path,
    *,
    chroma_url: str | None = None,
    embedder: WordEmbedder | None = None,
    catalogue: FileCatalogue | None = None,
    storage: Storage | None = None,
    folders: Sequence[Path] | None = None,
    notes: Path | None = None,
    keep: int = 2,
) -> Library:
    folder = base / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    data_dir = base / "data"
    catalogue = catalogue or FileCatalogue(base / "catalogue.sqlite")
    embedder = embedder or WordEmbedder()
    if storage is None:
        storage = ServerStorage(data_dir, chroma_url) if chroma_url else EmbeddedStorage(data_dir)
    generations = Generations(catalogue, storage, embedder)
    web = Web()
    indexer = Indexer(
        generations,
        catalogue,
        embedder,
        Readers(web.load, files_under, split),
        Places(tuple(folders if folders is not None else [folder]), notes),
        keep=keep,
    )
    return Library(data_dir, catalogue, generations, indexer, embedder, web, folder)
