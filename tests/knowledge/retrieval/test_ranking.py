from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.retrieval import ranking

if TYPE_CHECKING:
    from knowledge.retrieval.ranking import Flags, Floats


def array(*values: float) -> Floats:
    return np.asarray(values, np.float32)


def flags(*values: int) -> Flags:
    return np.asarray(values, bool)


def test_each_candidate_gets_the_cosines_of_its_own_vectors() -> None:
    vectors = [np.stack([array(1, 0), array(0, 1)]), array(0.6, 0.8)[None]]
    found, passages = ranking.cosines(array(1, 0), vectors)
    assert found.of(0) == [1, 0]
    assert found.of(1) == [pytest.approx(0.6)]
    assert found.passages.tolist() == pytest.approx([1, 0.6])
    assert passages.tolist() == [pytest.approx([1, 0]), pytest.approx([0.6, 0.8])]


def test_nearness_is_the_mean_of_passage_and_best_sentence() -> None:
    found = ranking.Cosines(array(0.5, 0.1, 0.9, 0.4), np.asarray([0, 3]))
    assert found.nearness().tolist() == pytest.approx([0.7, 0.4])


def test_words_decide_between_passages_that_are_equally_near() -> None:
    scores = ranking.joined(array(0.8, 0.8, 0.7), array(0, 5, 0), flags(1, 1, 1), gap=0)
    assert scores.argmax() == 1


def test_words_of_another_language_do_not_count() -> None:
    with_words = ranking.joined(array(0.8, 0.8), array(0, 5), flags(1, 0), gap=0)
    without = ranking.joined(array(0.8, 0.8), array(0, 0), flags(1, 0), gap=0)
    assert with_words.tolist() == without.tolist()


def test_a_passage_in_another_language_is_not_beaten_by_a_few_shared_words() -> None:
    near = array(0.80, 0.80, 0.80, 0.80, 0.80, 0.85)
    words = array(2, 1, 0, 0, 0, 0)
    scores = ranking.joined(near, words, flags(1, 1, 1, 1, 1, 0), gap=0.05)
    assert scores.argmax() == 5


@pytest.mark.parametrize("own", [(1,), (0,)])
def test_a_single_candidate_is_neither_good_nor_bad(own: tuple[int]) -> None:
    assert ranking.joined(array(0.8), array(3), flags(*own), gap=0.05).tolist() == [0]


def test_nothing_joins_to_nothing() -> None:
    assert len(ranking.joined(array(), array(), flags(), gap=0.05)) == 0


def unit(*values: float) -> Floats:
    return array(*values) / np.linalg.norm(array(*values))


def test_of_twins_the_one_in_the_questions_language_comes_first() -> None:
    passages = np.stack([unit(1, 0.1, 0), unit(1, 0, 0), unit(0, 0, 1)])
    cosines = array(0.8, 0.8, 0.1)
    scores = array(1, 3, 2)
    own = flags(1, 0, 1)
    lifted = ranking.own_language_first(scores, array(0.8, 0.8, 0.1), cosines, passages, own)
    assert np.argsort(-lifted).tolist() == [0, 1, 2]


def test_what_is_no_twin_keeps_its_place() -> None:
    passages = np.stack([unit(0.3, 1, 0), unit(1, 0, 0)])
    cosines = array(0.8, 0.8)
    scores = array(1, 3)
    lifted = ranking.own_language_first(scores, array(0.8, 0.8), cosines, passages, flags(1, 0))
    assert lifted.tolist() == [1, 3]
