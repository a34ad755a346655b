"""Builds every object of an installation from its settings. Nothing else builds any.

Each is built when it is first asked for, so that a command loads only what it needs.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from bot.cli.chat_wiring import ChatRooms
    from bot.conversation import Conversation
    from bot.engine import Explainer
    from bot.grounding import Grounding
    from bot.llm import Endpoint, Models
    from bot.settings import EndpointSettings, Settings
    from bot.store.answers import Answers
    from bot.store.database import Database
    from bot.store.gaps import Gaps
    from bot.store.generations import SqlCatalogue
    from bot.writing import ModelWriter
    from knowledge.embedding.embedder import Embedder
    from knowledge.index.generations import Generations
    from knowledge.index.indexer import Indexer
    from knowledge.index.storage import Storage
    from knowledge.loading.fetching import Limits
    from knowledge.retrieval.retriever import Retriever
    from knowledge.types import Document, Scope

# An office file is an archive; what it may unpack to, beside what a file may weigh.
_UNPACKED = 10


@asynccontextmanager
async def open_house(settings: Settings) -> AsyncIterator[House]:
    """A house whose database has the newest schema; closed at the end."""
    house = House(settings)
    try:
        await house.database.migrate()
        yield house
    finally:
        await house.close()


def limits_of(settings: Settings, megabytes: float) -> Limits:
    """What reading one document of at most so many megabytes may cost."""
    from knowledge.loading.fetching import Limits

    size = int(megabytes * 1_000_000)
    return Limits(bytes=size, expanded_bytes=_UNPACKED * size, seconds=settings.fetch_seconds)


class House:
    """The objects of one installation. Close it when done."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._opened = AsyncExitStack()

    async def close(self) -> None:
        """Closes what was opened, the last one first."""
        await self._opened.aclose()

    async def ready_to_answer(self) -> None:
        """Starts what takes a moment, and forgets what was kept long enough."""
        self.embedder.warm()
        await self.forget_old()
        if self.models is not None:
            await self.models.prepare()

    async def ready_to_serve(self) -> None:
        """Loads, besides, what a first question would else wait for."""
        from bot.phrases import LANGUAGES, Phrases
        from knowledge.language import detect

        await self.ready_to_answer()
        await self.retriever.warm()
        await asyncio.to_thread(detect, "What is the first question?", LANGUAGES)
        await asyncio.to_thread(lambda: [Phrases(code).say("sources") for code in LANGUAGES])

    async def forget_old(self) -> None:
        """Deletes what was kept long enough."""
        from bot.store.clock import utc_now
        from bot.store.retention import expire

        await expire(self.database, self.settings.retention_days or None, utc_now())

    @cached_property
    def chat(self) -> ChatRooms:
        """What chat platforms stand on."""
        from bot.cli.chat_wiring import ChatRooms

        return ChatRooms(self)

    @cached_property
    def database(self) -> Database:
        """Everything that is kept but the index."""
        from bot.store.database import Database

        database = Database(self.settings.database)
        self._opened.push_async_callback(database.close)
        return database

    @cached_property
    def answers(self) -> Answers:
        """The answers that were given."""
        from bot.store.answers import Answers

        return Answers(self.database)

    @cached_property
    def gaps(self) -> Gaps:
        """The questions without an answer."""
        from bot.store.gaps import Gaps

        return Gaps(self.database)

    @cached_property
    def catalogue(self) -> SqlCatalogue:
        """Which index is live, and what is in it."""
        from bot.store.generations import SqlCatalogue

        return SqlCatalogue(self.database)

    @cached_property
    def embedder(self) -> Embedder:
        """What turns texts into vectors."""
        from knowledge.embedding.embedder import open_embedder

        key = self.settings.embedding_api_key
        embedder = open_embedder(
            self.settings.embedder,
            base_url=self.settings.embedding_base_url,
            api_key=key.get_secret_value() if key is not None else None,
        )
        self._opened.callback(embedder.close)
        return embedder

    @cached_property
    def storage(self) -> Storage:
        """Where indexes lie."""
        from knowledge.index.embedded import EmbeddedStorage
        from knowledge.index.server import ServerStorage

        if self.settings.chroma_url is not None:
            return ServerStorage(self.settings.data_dir, self.settings.chroma_url)
        return EmbeddedStorage(self.settings.data_dir)

    @cached_property
    def generations(self) -> Generations:
        """The live index, for reading."""
        from knowledge.index.generations import Generations

        generations = Generations(self.catalogue, self.storage, self.embedder)
        self._opened.push_async_callback(generations.close)
        return generations

    @cached_property
    def retriever(self) -> Retriever:
        """What finds passages."""
        from knowledge.retrieval.retriever import Retriever

        return Retriever(self.generations, self.embedder, self.catalogue, floor=self.settings.floor)

    @cached_property
    def indexer(self) -> Indexer:
        """What reads documents in."""
        from knowledge.index.changes import Readers
        from knowledge.index.indexer import NOTES, Indexer, Places
        from knowledge.loading.loaders import files_under
        from knowledge.splitting import split

        return Indexer(
            self.generations,
            self.catalogue,
            self.embedder,
            Readers(self._load, files_under, split),
            Places(
                folders=tuple(self.settings.documents),
                notes=NOTES if self.settings.bundled_notes else None,
            ),
            keep=self.settings.keep_generations,
        )

    async def _load(self, source: str, *, scope: Scope, root: Path | None) -> Document:
        from knowledge.loading.loaders import load

        return await load(
            source,
            limits=limits_of(self.settings, self.settings.document_megabytes),
            scope=scope,
            root=root,
            allow_private=self.settings.allow_private_addresses,
        )

    @cached_property
    def models(self) -> Models | None:
        """None where no model is configured."""
        configured = self.settings.model_endpoints
        if not configured:
            return None
        from bot.llm import Models

        models = Models([self._endpoint(endpoint) for endpoint in configured])
        self._opened.push_async_callback(models.close)
        return models

    def _endpoint(self, configured: EndpointSettings) -> Endpoint:
        from bot.llm import Endpoint

        return Endpoint(
            name=configured.name or configured.model,
            base_url=configured.base_url,
            model=configured.model,
            api_key=configured.api_key,
            input_price=configured.input_price,
            cached_input_price=configured.cached_input_price,
            output_price=configured.output_price,
            first_token_timeout=self.settings.endpoint_first_seconds,
            timeout=self.settings.endpoint_seconds,
            max_retries=self.settings.endpoint_retries,
            max_tokens=self.settings.answer_tokens,
        )

    @cached_property
    def grounding(self) -> Grounding:
        """What checks sentences."""
        from bot.grounding import Grounding, thresholds_for

        embedder = self.embedder

        @lru_cache(maxsize=1024)
        def vectors(texts: tuple[str, ...]) -> np.ndarray:
            return embedder.documents(texts)

        # The sentences of a passage are compared with each sentence of an answer that cites it.
        def cosines(first: Sequence[str], second: Sequence[str]) -> np.ndarray:
            product: np.ndarray = vectors(tuple(first)) @ vectors(tuple(second)).T
            return product

        thresholds = thresholds_for(embedder.name)
        return Grounding(None if thresholds is None else cosines, thresholds)

    @cached_property
    def writer(self) -> ModelWriter | None:
        """None where no model is configured."""
        if self.models is None:
            return None
        from bot.writing import ModelWriter

        return ModelWriter(self.models, self.grounding, answer_tokens=self.settings.answer_tokens)

    @cached_property
    def conversation(self) -> Conversation:
        """What makes follow-ups stand alone."""
        from bot.conversation import Conversation

        return Conversation(self.models)

    @cached_property
    def explainer(self) -> Explainer:
        """What answers questions."""
        return self.explainer_on(self.retriever)

    def explainer_on(self, retriever: Retriever) -> Explainer:
        """An explainer that searches with another retriever than this house's."""
        from bot.engine import Explainer, Manners

        settings = self.settings
        return Explainer(
            retriever=retriever,
            writer=self.writer,
            conversation=self.conversation,
            answers=self.answers,
            gaps=self.gaps,
            manners=Manners(
                language=settings.language,
                history=settings.history,
                question_characters=settings.question_characters,
                passages=settings.passages,
            ),
        )
