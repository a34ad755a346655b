"""The retriever as a LangChain `BaseRetriever`, for chains of others.

Import it only where LangChain is wanted: it takes a second.
"""

from __future__ import annotations

import asyncio

from langchain_core.callbacks import (
    AsyncCallbackManagerForRetrieverRun,
    CallbackManagerForRetrieverRun,
)
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from knowledge.language import detect
from knowledge.retrieval.retriever import Retriever
from knowledge.types import EVERYONE, Hit, Scope


class PassageRetriever(BaseRetriever):
    """Finds passages; none where nothing is relevant enough.

    Each comes as a LangChain `Document`: its id and words, and in the metadata `title`, `source`,
    `address`, `publisher`, `published` (ISO 8601), `language`, `headings`, `page`, `span` (start
    and end in the document's kept text), `score` and `relevance`. `language` is the question's
    where it is known; else it is detected, and English where it cannot be. Asynchronous use is
    what it is made for; `invoke` works where no event loop runs.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: Retriever
    scopes: frozenset[Scope] = frozenset({EVERYONE})
    language: str | None = None
    count: int = 6

    async def _aget_relevant_documents(
        self,
        query: str,
        *,
        run_manager: AsyncCallbackManagerForRetrieverRun,  # noqa: ARG002 (LangChain's signature)
    ) -> list[Document]:
        return await self._find(query)

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 (LangChain's signature)
    ) -> list[Document]:
        return asyncio.run(self._find(query))

    async def _find(self, question: str) -> list[Document]:
        language = self.language or await asyncio.to_thread(detect, question) or "en"
        found = await self.retriever.retrieve(
            question, language=language, scopes=self.scopes, count=self.count
        )
        return [_document(hit) for hit in found.hits]


def _document(hit: Hit) -> Document:
    passage, info = hit.passage, hit.passage.document
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "title": info.title,
            "source": info.source,
            "address": info.address,
            "publisher": info.publisher,
            "published": info.published.isoformat() if info.published else None,
            "language": info.language,
            "headings": list(passage.headings),
            "page": passage.page,
            "span": [passage.span.start, passage.span.end],
            "score": hit.score,
            "relevance": hit.relevance,
        },
    )
