"""Citation marks, and brackets that are none."""

import pytest

from bot.text.marks import leading, marks, may_go_on, read_marks


@pytest.mark.parametrize(
    ("text", "words", "numbers"),
    [
        ("It fell.[1]", "It fell.", (1,)),
        ("It fell [1][2].", "It fell.", (1, 2)),
        ("It fell [1, 2], then rose [3-5].", "It fell, then rose.", (1, 2, 3, 4, 5)),
        ("It fell. [2]. ", "It fell.", (2,)),
        ("[3] It fell [3]", "It fell", (3,)),
        ("It fell【1†source】.", "It fell.", (1,)),
        ("It fell [1](https://example.org/a).", "It fell.", (1,)),
        ("Combien ? [1]", "Combien ?", (1,)),
        ("It fell [1–2] and [^4].", "It fell and.", (1, 2, 4)),
    ],
)
def test_marks_are_read_and_taken_off(text: str, words: str, numbers: tuple[int, ...]) -> None:
    read = read_marks(text, 9)
    assert (read.text, read.numbers) == (words, numbers)


@pytest.mark.parametrize(
    "text", ["In [2026] it fell.", "He [sic] fell.", "It […] fell.", "`a[1]` fell.", "[3-1]", "[]"]
)
def test_brackets_that_are_no_citations_are_left_alone(text: str) -> None:
    assert read_marks(text, 9).text == text
    assert not marks(text)


def test_a_citation_that_names_no_passage_is_dropped() -> None:
    assert read_marks("It fell [2][7][0].", 3).numbers == (2,)
    assert read_marks("It fell [7].", 3).text == "It fell."


def test_marks_at_the_start_belong_to_the_sentence_before() -> None:
    text = " [1][2] Then it rose [3]."
    assert text[leading(text) :] == " Then it rose [3]."
    assert leading("It fell [1].") == 0


def test_text_that_ends_within_a_mark_may_go_on() -> None:
    for text in ("It fell. [1", "It fell [", "It fell [1, "):
        assert may_go_on(text)
    for text in ("It fell [1]", "It fell [sic"):
        assert not may_go_on(text)
