"""What changed → a new generation → live.

A new generation begins as a copy of the live one, is changed where documents changed, and goes
live in one transaction; until then, whatever happens, questions are answered from the old one.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import AsyncIterator, Callable, Container, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from knowledge.catalogue import (
    Catalogue,
    DocumentRecord,
    GenerationRecord,
    GenerationState,
    SourceRecord,
)
from knowledge.index.changes import Change, Readers, Watch, compare, explained, load_all
from knowledge.index.chroma import GenerationGoneError
from knowledge.index.filling import Embedder, Filling, Work
from knowledge.index.generations import (
    EmbedderMismatchError,
    Generation,
    Generations,
    in_thread,
    made_by,
)
from knowledge.index.sources import Root, covers, is_bundled, located, narrowest, survey
from knowledge.index.writing import only_writer
from knowledge.types import (
    EVERYONE,
    Document,
    Failure,
    IndexReport,
    KnowledgeError,
    Scope,
)

NOTES = Path(__file__).parents[1] / "notes"
"""The bundled notes."""


@dataclass(frozen=True, slots=True)
class Places:
    """What is read at every run besides the remembered sources; `notes` None turns them off."""

    folders: tuple[Path, ...] = ()
    notes: Path | None = NOTES


@dataclass(frozen=True, slots=True)
class _Before:
    """The index as a run finds it: its record, its documents by id, and itself, opened.

    `anew` says that its vectors are another embedder's.
    """

    record: GenerationRecord | None = None
    documents: dict[str, DocumentRecord] = field(default_factory=dict)
    generation: Generation | None = None
    anew: bool = False

    @property
    def lost(self) -> bool:
        """Whether its files are gone: nothing can be carried over, everything is read again."""
        return self.record is not None and self.generation is None


class Indexer:
    """Makes new generations. One run at a time; a second one raises IndexBusyError.

    Embedded, Chroma holds the interpreter's lock while it works: a process that answers people
    should leave large runs to a process of their own, such as `explainer index`.
    `keep` is how many retired generations stay for rollback. `clock` tells the time in UTC.
    """

    def __init__(
        self,
        generations: Generations,
        catalogue: Catalogue,
        embedder: Embedder,
        readers: Readers,
        places: Places,
        *,
        keep: int = 2,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._generations = generations
        self._store = generations.store
        self._catalogue = catalogue
        self._embedder = embedder
        self._readers = readers
        self._places = places
        self._keep = keep
        self._clock = clock

    async def run(
        self,
        sources: Sequence[str] = (),
        *,
        scope: Scope | None = None,
        progress: Watch = lambda _: None,
        wait: float = 0.0,
    ) -> IndexReport:
        """Reads the given sources, or all there are, and makes what changed live.

        Given sources are remembered. `scope` is who may read them; without it they keep theirs, or
        that of the folder around them. Where another embedder made the index, all of it is made
        anew. Waits up to `wait` seconds for another run to finish.
        """
        began = time.perf_counter()
        async with self._changing(wait) as before:
            roots = await self._roots()
            given = [_given(source, roots, scope) for source in sources]
            wanted = given if given and not before.lost else [*roots, *given]
            seen = await in_thread(survey, wanted, self._readers.files_under)
            documents, failed = await load_all(seen.readings, self._readers.load, progress)
            change = compare(before.documents, documents, seen, self._turned_off, failed)
            await self._remember(given, change.failed)
            report = await self._apply(before, change, progress)
        return replace(report, seconds=time.perf_counter() - began)

    async def remove(self, source: str, *, wait: float = 0.0) -> IndexReport:
        """Forgets a source and makes an index without its documents live."""
        began = time.perf_counter()
        async with self._changing(wait) as before:
            removed = await self._forget(source, before)
            carried = [record for record in before.documents.values() if record not in removed]
            change = Change(removed=tuple(removed), carried=tuple(carried))
            report = await self._apply(before, change, lambda _: None)
        return replace(report, seconds=time.perf_counter() - began)

    async def rollback(self, *, wait: float = 0.0) -> GenerationRecord:
        """Makes the generation before the live one live again."""
        async with only_writer(self._store.data_dir, wait):
            live = await self._catalogue.live()
            earlier = [
                record
                for record in await self._catalogue.generations()
                if record.state is GenerationState.RETIRED
                and (live is None or record.created < live.created)
            ]
            if not earlier:
                raise KnowledgeError("There is no earlier index to go back to.")
            target = earlier[0]
            if not await in_thread(made_by, self._embedder, target):
                raise EmbedderMismatchError(
                    f"The earlier index was made by the embedder {target.embedder}, but "
                    f"{self._embedder.name} is set. Set that one, then roll back."
                )
            opened = await in_thread(self._store.open, target)
            await in_thread(opened.close)
            await self._catalogue.reinstate(target.id)
        return replace(target, state=GenerationState.LIVE)

    @asynccontextmanager
    async def _changing(self, wait: float) -> AsyncIterator[_Before]:
        """The live index, while nobody else may change it and what was half-built is gone."""
        async with only_writer(self._store.data_dir, wait):
            await self._clean_up()
            before = await self._before()
            try:
                yield before
            finally:
                if before.generation:
                    await in_thread(before.generation.close)

    async def _before(self) -> _Before:
        record = await self._catalogue.live()
        if record is None:
            return _Before()
        try:
            opened = await in_thread(self._store.open, record)
        except GenerationGoneError:
            return _Before(record)
        documents = await self._catalogue.documents(record.id)
        return _Before(
            record,
            {document.info.id: document for document in documents},
            Generation(record, opened),
            anew=not await in_thread(made_by, self._embedder, record),
        )

    async def _roots(self) -> list[Root]:
        """All that is read at every run."""
        roots: dict[str, Root] = {}
        if self._places.notes:
            notes = located(str(self._places.notes))
            roots[notes] = Root(notes, bundled=True)
        for folder in map(located, map(str, self._places.folders)):
            roots[folder] = Root(folder)
        for source in await self._catalogue.sources():
            roots[source.location] = Root(source.location, source.scope)
        return list(roots.values())

    def _turned_off(self, record: DocumentRecord) -> bool:
        return self._places.notes is None and is_bundled(record.info.source)

    async def _remember(self, given: Iterable[Root], failed: Iterable[Failure]) -> None:
        """Remembers what was given, unless it could not be read: a mistyped name is no source."""
        known = {source.location for source in await self._catalogue.sources()}
        unread = {failure.source for failure in failed}
        for root in given:
            if root.location in known or root.location not in unread:
                source = SourceRecord(root.location, root.scope, self._clock())
                await self._catalogue.remember(source)

    async def _forget(self, source: str, before: _Before) -> list[DocumentRecord]:
        """Forgets a source, and tells the documents that go with it."""
        sources = [record.info.source for record in before.documents.values()]
        if is_bundled(source) and source in sources:
            raise KnowledgeError(f"{source} is bundled. A setting turns the bundled notes off.")
        location = located(source)
        others = [root for root in await self._roots() if root.location != location]
        documents = [
            record for record in before.documents.values() if covers(location, record.info.source)
        ]
        around = narrowest(others, location)
        forgotten = await self._catalogue.forget(location)
        if around and documents and not forgotten:
            raise KnowledgeError(
                f"{location} belongs to {around.location}, which is read at every run. Delete the "
                "file, or take that folder out of the sources or the settings."
            )
        if not documents and not forgotten:
            raise KnowledgeError(f"{location} is not indexed. `explainer sources` lists what is.")
        return [record for record in documents if not narrowest(others, record.info.source)]

    async def _apply(self, before: _Before, change: Change, watch: Watch) -> IndexReport:
        """Makes a change live; does nothing where there is nothing to do."""
        if not change.fresh and not change.removed and not before.anew:
            return _report(before.record, change, change.failed)
        record = GenerationRecord(
            id=f"{self._clock():%Y%m%d-%H%M%S}-{secrets.token_hex(3)}",
            state=GenerationState.BUILDING,
            embedder=self._embedder.name,
            dimension=await in_thread(lambda: self._embedder.dimension),
            created=self._clock(),
        )
        await self._catalogue.begin(record)
        try:
            report = await self._build(record, before, change, watch)
        except Exception:
            await self._undo(record)
            raise
        if report.generation != record.id:
            await self._undo(record)
            return report
        with suppress(KnowledgeError):
            # What cannot be removed now is removed by the next run.
            await self._retire(before.record, record)
        return report

    async def _build(
        self, record: GenerationRecord, before: _Before, change: Change, watch: Watch
    ) -> IndexReport:
        """Builds a generation and makes it live, unless no document could be written."""
        start = None if before.anew else before.generation
        works, failed = await in_thread(self._works, change.fresh)
        build = await in_thread(self._store.build, record.id, start.opened if start else None)
        try:
            filling = Filling(build, start, self._embedder, watch)
            await filling.remove([gone.info.id for gone in change.removed])
            await filling.write(works)
            if before.generation and before.anew:
                await filling.write(await in_thread(_as_it_was, before, change, filling.written))
            failed = [*change.failed, *failed, *filling.failed]
            if not filling.written and not change.removed:
                return _report(before.record, change, failed)
            passages = await in_thread(build.finish)
        finally:
            await in_thread(build.close)
        gone = {document.info.id for document in change.removed}
        kept = {} if before.anew else before.documents
        documents = {id_: document for id_, document in kept.items() if id_ not in gone}
        documents.update((work.record.info.id, work.record) for work in filling.written.values())
        record = replace(record, documents=len(documents), passages=passages)
        texts = {
            work.record.text_hash: work.text
            for work in filling.written.values()
            if work.text is not None
        }
        await self._catalogue.go_live(record, list(documents.values()), texts)
        sources = [
            document.info for document in change.fresh if document.info.id in filling.written
        ]
        return replace(
            _report(record, change, failed),
            added=tuple(info.source for info in sources if info.id not in before.documents),
            changed=tuple(info.source for info in sources if info.id in before.documents),
            removed=tuple(document.info.source for document in change.removed),
            embedded=filling.embedded,
            rebuilt=before.anew,
        )

    def _works(self, documents: Sequence[Document]) -> tuple[list[Work], list[Failure]]:
        works: list[Work] = []
        failed: list[Failure] = []
        for document in documents:
            try:
                works.append(self._work(document))
            except Exception as error:
                failed.append(Failure(document.info.source, explained(error)))
        return works, failed

    def _work(self, document: Document) -> Work:
        passages = self._readers.split(document)
        record = DocumentRecord(
            info=document.info,
            content_hash=document.content_hash,
            text_hash=hashlib.sha256(document.text.encode()).hexdigest(),
            passages=len(passages),
            indexed_at=self._clock(),
        )
        return Work(record, passages, document.text)

    async def _clean_up(self) -> None:
        """Removes what killed runs left."""
        records = await self._catalogue.generations()
        for record in records:
            if record.state is GenerationState.BUILDING:
                await self._discard(record)
        await self._retire(None, None)
        named = [record.id for record in await self._catalogue.generations()]
        await in_thread(self._store.sweep, named)

    async def _retire(self, before: GenerationRecord | None, new: GenerationRecord | None) -> None:
        """Removes old generations, and those that a rollback left behind when it is built upon."""
        kept = 0
        for record in await self._catalogue.generations():
            if record.state is not GenerationState.RETIRED:
                continue
            left_behind = before and new and before.created < record.created < new.created
            if not left_behind and kept < self._keep:
                kept += 1
            elif not self._generations.in_use(record.id):
                await self._discard(record)

    async def _undo(self, record: GenerationRecord) -> None:
        """Removes a generation that was not finished, unless it went live after all."""
        live = await self._catalogue.live()
        if live is None or live.id != record.id:
            await self._discard(record)

    async def _discard(self, record: GenerationRecord) -> None:
        """Removes a generation; its row last, so that what is left of it stays known."""
        others = [
            other.id for other in await self._catalogue.generations() if other.id != record.id
        ]
        await in_thread(self._store.remove, record.id, others)
        await self._catalogue.discard(record.id)


def _given(source: str, roots: Sequence[Root], scope: Scope | None) -> Root:
    location = located(source)
    if scope is None:
        around = narrowest(roots, location)
        scope = around.scope if around else EVERYONE
    return Root(location, scope)


def _as_it_was(before: _Before, change: Change, written: Container[str]) -> list[Work]:
    """The documents that are to be carried over although their vectors cannot be."""
    assert before.generation
    gone = {document.info.id for document in change.removed}
    return [
        Work(record, before.generation.passages(before.generation.rows_of(id_)))
        for id_, record in before.documents.items()
        if id_ not in written and id_ not in gone
    ]


def _report(
    live: GenerationRecord | None, change: Change, failed: Iterable[Failure]
) -> IndexReport:
    """What stands where nothing was written."""
    return IndexReport(
        generation=live.id if live else "",
        unchanged=tuple(document.info.source for document in change.unchanged),
        failed=tuple(failed),
        passages=live.passages if live else 0,
    )
