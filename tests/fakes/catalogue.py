"""A catalogue in one SQLite file, without the bot's store: survives processes, needs no schema."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from knowledge.catalogue import (
    DocumentRecord,
    GenerationRecord,
    GenerationState,
    SourceRecord,
)


@dataclass
class _State:
    generations: dict[str, GenerationRecord] = field(default_factory=dict)
    documents: dict[str, list[DocumentRecord]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    sources: dict[str, SourceRecord] = field(default_factory=dict)


class FileCatalogue:
    """Keeps its whole state as one value in a table, read and written in transactions."""

    def __init__(self, file: Path) -> None:
        self.file = file

    async def live(self) -> GenerationRecord | None:
        state = self._read()
        return _live(state)

    async def generations(self) -> list[GenerationRecord]:
        state = self._read()
        return sorted(state.generations.values(), key=lambda record: record.created, reverse=True)

    async def begin(self, record: GenerationRecord) -> None:
        with self._state() as state:
            state.generations[record.id] = record

    async def go_live(
        self,
        record: GenerationRecord,
        documents: Sequence[DocumentRecord],
        texts: Mapping[str, str],
    ) -> None:
        with self._state() as state:
            _retire(state)
            state.generations[record.id] = replace(record, state=GenerationState.LIVE)
            state.documents[record.id] = list(documents)
            state.texts.update(texts)
            missing = [doc for doc in documents if doc.text_hash not in state.texts]
            assert not missing, f"no text was ever given for {missing}"

    async def reinstate(self, generation: str) -> None:
        with self._state() as state:
            _retire(state)
            record = state.generations[generation]
            state.generations[generation] = replace(record, state=GenerationState.LIVE)

    async def discard(self, generation: str) -> None:
        with self._state() as state:
            record = state.generations.pop(generation, None)
            assert record is None or record.state is not GenerationState.LIVE
            state.documents.pop(generation, None)
            kept = {doc.text_hash for docs in state.documents.values() for doc in docs}
            state.texts = {key: text for key, text in state.texts.items() if key in kept}

    async def documents(self, generation: str) -> list[DocumentRecord]:
        state = self._read()
        return sorted(state.documents.get(generation, []), key=lambda doc: doc.info.title)

    async def text(self, text_hash: str) -> str:
        state = self._read()
        return state.texts[text_hash]

    async def sources(self) -> list[SourceRecord]:
        state = self._read()
        return list(state.sources.values())

    async def remember(self, source: SourceRecord) -> None:
        with self._state() as state:
            known = state.sources.get(source.location, source)
            state.sources[source.location] = replace(known, scope=source.scope)

    async def forget(self, location: str) -> bool:
        with self._state() as state:
            return state.sources.pop(location, None) is not None

    def _read(self) -> _State:
        with closing(self._connected()) as database:
            return _loaded(database)

    def _connected(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.file, isolation_level=None, timeout=30)
        database.execute("CREATE TABLE IF NOT EXISTS state (value BLOB)")
        return database

    @contextmanager
    def _state(self) -> Iterator[_State]:
        with closing(self._connected()) as database:
            database.execute("BEGIN IMMEDIATE")
            state = _loaded(database)
            yield state
            database.execute("DELETE FROM state")
            database.execute("INSERT INTO state VALUES (?)", (pickle.dumps(state),))
            database.execute("COMMIT")


def _loaded(database: sqlite3.Connection) -> _State:
    row = database.execute("SELECT value FROM state").fetchone()
    return pickle.loads(row[0]) if row else _State()


def _live(state: _State) -> GenerationRecord | None:
    live = [g for g in state.generations.values() if g.state is GenerationState.LIVE]
    assert len(live) <= 1
    return live[0] if live else None


def _retire(state: _State) -> None:
    if live := _live(state):
        state.generations[live.id] = replace(live, state=GenerationState.RETIRED)
