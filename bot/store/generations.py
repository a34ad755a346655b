"""The catalogue of the index, in the database: generations, their documents, kept texts, sources.

What changes which generation is live happens one at a time, so that no two can be.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

from sqlalchemy import delete, exists, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.clock import Clock, utc_now
from bot.store.database import Database, upsert
from bot.store.models import DocumentRow, GenerationRow, SourceRow, TextRow
from knowledge.catalogue import (
    DocumentRecord,
    GenerationRecord,
    GenerationState,
    SourceRecord,
)
from knowledge.types import DocumentInfo, KnowledgeError

_GENERATIONS_LOCK = 0x6578706C62  # any number that no other program uses on this database


class SqlCatalogue:
    """A `knowledge.catalogue.Catalogue` in `database`."""

    def __init__(self, database: Database, now: Clock = utc_now) -> None:
        self._database = database
        self._now = now

    async def live(self) -> GenerationRecord | None:
        """The generation that questions are answered from, or None before the first run."""
        # Asked at every question: columns are cheaper than an object that could be changed, and
        # one query needs no transaction.
        table = GenerationRow
        query = select(
            table.id,
            table.embedder,
            table.dimension,
            table.created,
            table.documents,
            table.passages,
        ).where(table.state == GenerationState.LIVE.value)
        async with self._database.asking() as session:
            row = (await session.execute(query)).one_or_none()
        if row is None:
            return None
        generation, embedder, dimension, created, documents, passages = row
        live = GenerationState.LIVE
        return GenerationRecord(generation, live, embedder, dimension, created, documents, passages)

    async def generations(self) -> list[GenerationRecord]:
        """All generations, newest first."""
        query = select(GenerationRow).order_by(
            GenerationRow.created.desc(), GenerationRow.id.desc()
        )
        async with self._database.reading() as session:
            return [_generation(row) for row in await session.scalars(query)]

    async def begin(self, record: GenerationRecord) -> None:
        """Notes that a generation is being built."""
        values = {
            "id": record.id,
            "state": GenerationState.BUILDING.value,
            "embedder": record.embedder,
            "dimension": record.dimension,
            "created": record.created,
            "documents": record.documents,
            "passages": record.passages,
        }
        async with self._database.writing() as session:
            await session.execute(insert(GenerationRow).values(**values))

    async def go_live(
        self,
        record: GenerationRecord,
        documents: Sequence[DocumentRecord],
        texts: Mapping[str, str],
    ) -> None:
        """Makes a built generation live and retires the one before, in one transaction.

        Raises KnowledgeError, and leaves everything as it was, where the generation was discarded
        meanwhile or the text of a document is neither kept nor in `texts`.
        """
        kept = [{"hash": text_hash, "text": words} for text_hash, words in texts.items()]
        rows = [_document_values(record.id, document) for document in documents]
        counts = {"documents": record.documents, "passages": record.passages}
        try:
            async with self._one_at_a_time() as session:
                await _make_live(session, record.id, GenerationState.BUILDING, counts)
                await upsert(session, TextRow, kept)
                if rows:
                    # Not through the session, which would make 10,000 objects first.
                    connection = await session.connection()
                    await connection.execute(insert(DocumentRow), rows)
        except IntegrityError as error:
            raise KnowledgeError(
                f"The new index {record.id} names documents twice or without their text, so the "
                "old one stays. Run the indexing again."
            ) from error

    async def reinstate(self, generation: str) -> None:
        """Makes a retired generation live again and retires the live one, in one transaction.

        Raises KnowledgeError where it is not a retired one.
        """
        async with self._one_at_a_time() as session:
            await _make_live(session, generation, GenerationState.RETIRED, {})

    async def discard(self, generation: str) -> None:
        """Forgets a generation that is not live, and the texts that no other one needs.

        One that is not known is no error. Raises KnowledgeError where it is live.
        """
        unneeded = delete(TextRow).where(~exists().where(DocumentRow.text_hash == TextRow.hash))
        async with self._one_at_a_time() as session:
            row = await session.get(GenerationRow, generation)
            if row is None:
                return
            if row.state == GenerationState.LIVE:
                raise KnowledgeError(
                    f"The index {generation} answers questions and cannot be removed. Make "
                    "another one live first."
                )
            await session.execute(delete(GenerationRow).where(GenerationRow.id == generation))
            await session.execute(unneeded)

    async def documents(self, generation: str) -> list[DocumentRecord]:
        """A generation's documents, by title."""
        query = select(DocumentRow).where(DocumentRow.generation == generation)
        async with self._database.reading() as session:
            records = [_document(row) for row in await session.scalars(query)]
        # Sorted here, since databases differ in where they put capitals and accents.
        return sorted(records, key=lambda record: (record.info.title.casefold(), record.info.id))

    async def text(self, text_hash: str) -> str:
        """A document's kept text. Raises KeyError where it is not kept."""
        async with self._database.reading() as session:
            kept = await session.scalar(select(TextRow.text).where(TextRow.hash == text_hash))
        if kept is None:
            raise KeyError(text_hash)
        return kept

    async def sources(self) -> list[SourceRecord]:
        """The remembered sources, oldest first."""
        query = select(SourceRow).order_by(SourceRow.added_at, SourceRow.location)
        async with self._database.reading() as session:
            return [
                SourceRecord(row.location, row.scope, row.added_at)
                for row in await session.scalars(query)
            ]

    async def remember(self, source: SourceRecord) -> None:
        """Remembers a source; one that is known gets the new scope."""
        values = {
            "location": source.location,
            "scope": source.scope,
            "added_at": source.added_at or self._now(),
        }
        async with self._database.writing() as session:
            await upsert(session, SourceRow, [values], update=["scope"])

    async def forget(self, location: str) -> bool:
        """Forgets a source; says whether it was known."""
        change = delete(SourceRow).where(SourceRow.location == location)
        async with self._database.writing() as session:
            return await session.scalar(change.returning(SourceRow.location)) is not None

    @asynccontextmanager
    async def _one_at_a_time(self) -> AsyncIterator[AsyncSession]:
        async with self._database.writing() as session:
            if self._database.dialect != "sqlite":
                # SQLite has one writer in any case.
                lock = text("SELECT pg_advisory_xact_lock(:key)")
                await session.execute(lock, {"key": _GENERATIONS_LOCK})
            yield session


async def _make_live(
    session: AsyncSession, generation: str, expected: GenerationState, values: Mapping[str, int]
) -> None:
    """Retires the live generation and makes this one live, which must be in state `expected`."""
    await session.execute(
        update(GenerationRow)
        .where(GenerationRow.state == GenerationState.LIVE.value, GenerationRow.id != generation)
        .values(state=GenerationState.RETIRED.value)
    )
    change = (
        update(GenerationRow)
        .where(GenerationRow.id == generation, GenerationRow.state == expected.value)
        .values(state=GenerationState.LIVE.value, **values)
        .returning(GenerationRow.id)
    )
    if await session.scalar(change) is None:
        raise KnowledgeError(
            f"The index {generation} cannot be made live: none of that name is {expected}. Another "
            "process may have removed it; look at the list of indexes, or run the indexing again."
        )


def _generation(row: GenerationRow) -> GenerationRecord:
    return GenerationRecord(
        id=row.id,
        state=GenerationState(row.state),
        embedder=row.embedder,
        dimension=row.dimension,
        created=row.created,
        documents=row.documents,
        passages=row.passages,
    )


def _document_values(generation: str, record: DocumentRecord) -> dict[str, object]:
    return {
        "generation": generation,
        "id": record.info.id,
        "source": record.info.source,
        "title": record.info.title,
        "language": record.info.language,
        "address": record.info.address,
        "publisher": record.info.publisher,
        "published": record.info.published,
        "scope": record.info.scope,
        "content_hash": record.content_hash,
        "text_hash": record.text_hash,
        "passages": record.passages,
        "indexed_at": record.indexed_at,
    }


def _document(row: DocumentRow) -> DocumentRecord:
    info = DocumentInfo(
        id=row.id,
        source=row.source,
        title=row.title,
        language=row.language,
        address=row.address,
        publisher=row.publisher,
        published=row.published,
        scope=row.scope,
    )
    return DocumentRecord(info, row.content_hash, row.text_hash, row.passages, row.indexed_at)
