from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from langchain_core.runnables import RunnableLambda

from knowledge.retrieval.langchain_retriever import PassageRetriever
from knowledge.retrieval.retriever import Retriever
from tests.fakes.shelf import Book, shelf

pytestmark = pytest.mark.asyncio(loop_scope="module")

BOOKS = [
    Book(
        "bread",
        "Bread rises because yeast feeds on the sugar in the dough and gives off gas.",
        title="Bread",
    ),
    Book("trams", "The tram line to the old town was closed in 1961.", scope="discord:1"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def retriever(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Retriever]:
    async with shelf(tmp_path_factory.mktemp("shelf"), BOOKS) as library:
        yield library.retriever


async def test_a_chain_gets_passages_with_their_origin(retriever: Retriever) -> None:
    chain = PassageRetriever(retriever=retriever) | RunnableLambda(lambda found: found)
    (found,) = await chain.ainvoke("Why does bread rise?")
    assert found.page_content == BOOKS[0].text
    assert found.metadata["title"] == "Bread"
    assert found.metadata["address"] == "https://example.org/bread"
    assert found.metadata["publisher"] == "Example"
    assert found.metadata["span"] == [0, len(BOOKS[0].text)]
    assert found.metadata["relevance"] > 0


async def test_a_chain_reads_no_more_than_its_scopes(retriever: Retriever) -> None:
    question = "When was the tram line closed?"
    outside = PassageRetriever(retriever=retriever)
    inside = PassageRetriever(
        retriever=retriever, scopes=frozenset({"discord:1"}), language="en", count=1
    )
    assert not any("tram" in one.page_content for one in await outside.ainvoke(question))
    (found,) = await inside.ainvoke(question)
    assert "1961" in found.page_content


async def test_nothing_relevant_is_nothing(retriever: Retriever) -> None:
    assert await PassageRetriever(retriever=retriever).ainvoke("gluon plasma") == []


async def test_it_can_be_called_from_a_thread_without_an_event_loop(retriever: Retriever) -> None:
    chain = PassageRetriever(retriever=retriever)
    found = await asyncio.to_thread(chain.invoke, "Why does bread rise?")
    assert found[0].metadata["title"] == "Bread"


@pytest.mark.parametrize("language", ["fr", None])
async def test_the_language_is_given_or_detected(
    retriever: Retriever, language: str | None
) -> None:
    chain = PassageRetriever(retriever=retriever, language=language)
    (found,) = await chain.ainvoke("Pourquoi le pain lève-t-il dans le four ?")
    assert found.metadata["title"] == "Bread"
