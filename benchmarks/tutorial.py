"""The pipeline that LangChain's tutorials build, as the thing to compare with.

RecursiveCharacterTextSplitter 1000/200 → Chroma → similarity search → prompt → openai client.
Run as a program it answers one question and ends: `python -m benchmarks.tutorial DIRECTORY
QUESTION EMBEDDER BASE_URL KEY MODEL`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge.embedding.embedder import Embedder, open_embedder

if TYPE_CHECKING:
    from langchain_core.documents import Document
    from openai import OpenAI

CHUNK, OVERLAP, FOUND = 1000, 200, 4
_PROMPT = (
    "You are an assistant for question-answering tasks. Use the following pieces of retrieved "
    "context to answer the question. If you don't know the answer, just say that you don't know."
)


class Tutorial:
    """The pipeline over one Chroma directory."""

    def __init__(self, directory: Path, embedder: Embedder) -> None:
        from langchain_chroma import Chroma

        self._store = Chroma(
            "tutorial", embedding_function=embedder.embeddings, persist_directory=str(directory)
        )

    def add(self, texts: Mapping[str, str], scopes: Mapping[str, str] | None = None) -> int:
        """Indexes texts by name; returns how many chunks they make."""
        from langchain_core.documents import Document
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
        documents = [
            Document(text, metadata={"source": name, "scope": (scopes or {}).get(name, "everyone")})
            for name, text in texts.items()
        ]
        chunks = splitter.split_documents(documents)
        # Chroma refuses more than some thousand at once, and the fast embedder wants memory.
        for start in range(0, len(chunks), 512):
            self._store.add_documents(chunks[start : start + 512])
        return len(chunks)

    def search(self, question: str, scopes: Sequence[str] | None = None) -> list[Document]:
        """The chunks nearest to a question."""
        where: dict[str, Any] = {} if scopes is None else {"scope": {"$in": list(scopes)}}
        return self._store.similarity_search(question, k=FOUND, filter=where or None)

    def stream(self, question: str, client: OpenAI, model: str) -> Iterator[str]:
        """The answer's text as it comes."""
        context = "\n\n".join(document.page_content for document in self.search(question))
        asked = f"Question: {question}\n\nContext: {context}"
        chunks = client.chat.completions.create(
            model=model,
            messages=[
                {"role": "system", "content": _PROMPT},
                {"role": "user", "content": asked},
            ],
            stream=True,
        )
        for chunk in chunks:
            if chunk.choices and chunk.choices[0].delta.content:
                yield chunk.choices[0].delta.content

    def close(self) -> None:
        """Lets go of the directory."""
        self._store._client.close()


def main(arguments: Sequence[str]) -> None:
    """Answers one question."""
    from openai import OpenAI

    directory, question, spec, base_url, key, model = arguments
    embedder = open_embedder(spec)
    tutorial = Tutorial(Path(directory), embedder)
    try:
        with OpenAI(base_url=base_url, api_key=key) as client:
            for text in tutorial.stream(question, client, model):
                print(text, end="", flush=True)
        print()
    finally:
        tutorial.close()
        embedder.close()


if __name__ == "__main__":
    main(sys.argv[1:])
