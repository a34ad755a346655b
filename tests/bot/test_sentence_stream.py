"""A stream of text comes out as whole sentences with their marks, however it was cut."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sentence_stream import RawSentence, SentenceStream

ANSWER = (
    "Nvidia fell 16.97 % on 27 January 2025. [1] It lost about $589 billion [1][2]. "
    "According to the U.S. Commerce Dept. it was big.[3] “No,” he said. [2, 3]\n\n"
    "- **Oracle** fell 13.8 % [4]\n- See [2026] for more [5]. Done"
)
SENTENCES = [
    RawSentence("Nvidia fell 16.97 % on 27 January 2025. [1]"),
    RawSentence("It lost about $589 billion [1][2]."),
    RawSentence("According to the U.S. Commerce Dept. it was big.[3]"),
    RawSentence("“No,” he said. [2, 3]"),
    RawSentence("Oracle fell 13.8 % [4]", break_before=True),
    RawSentence("See [2026] for more [5].", break_before=True),
    RawSentence("Done"),
]


def _gathered(pieces: list[str], language: str = "en") -> list[RawSentence]:
    stream = SentenceStream(language)
    sentences = [sentence for piece in pieces for sentence in stream.feed(piece)]
    return sentences + stream.finish()


def test_sentences_keep_their_marks_and_lose_their_layout() -> None:
    assert _gathered([ANSWER]) == SENTENCES


@given(st.lists(st.integers(min_value=0, max_value=len(ANSWER)), max_size=40))
def test_where_the_stream_is_cut_changes_nothing(cuts: list[int]) -> None:
    edges = sorted({0, *cuts, len(ANSWER)})
    pieces = [ANSWER[start:end] for start, end in itertools.pairwise(edges)]

    assert _gathered(pieces) == SENTENCES


def test_a_sentence_is_handed_out_as_soon_as_the_next_one_begins() -> None:
    stream = SentenceStream("en")

    assert stream.feed("Nvidia fell. [1]") == []
    assert stream.feed(" It") == [RawSentence("Nvidia fell. [1]")]


@pytest.mark.parametrize("text", ["", "\n\n", "   ", "- \n"])
def test_nothing_comes_of_nothing(text: str) -> None:
    assert _gathered([text]) == []
