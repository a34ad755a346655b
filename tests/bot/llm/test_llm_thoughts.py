from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.llm.thoughts import ThoughtFilter


def shown(*pieces: str) -> str:
    thoughts = ThoughtFilter()
    return "".join([*(thoughts.feed(piece) for piece in pieces), thoughts.end()])


def test_a_thought_before_the_answer_is_left_out() -> None:
    assert shown("<think>First, the figures.</think>\n\nIt fell.") == "It fell."


@given(st.sets(st.integers(0, 60)))
def test_it_makes_no_difference_where_the_pieces_are_cut(cuts: set[int]) -> None:
    text = "\n<think>hm < 5 </thin </think> <think></think>\nIt fell <b>17 %</b>."
    edges = [0, *sorted(cuts), len(text)]
    pieces = [text[start:end] for start, end in pairwise(edges)]
    assert shown(*pieces) == "It fell <b>17 %</b>."


def test_a_thought_that_never_ends_shows_nothing() -> None:
    assert shown("<think>", "and on ", "and on") == ""


def test_later_on_the_tag_is_text_like_any_other() -> None:
    text = "The tag <think> opens a thought, </think> ends it."
    assert shown(*text) == text


def test_text_that_only_begins_like_a_tag_is_shown_in_the_end() -> None:
    assert shown("<", "thi") == "<thi"
    assert shown("<th", "orough> work") == "<thorough> work"


def test_text_is_shown_as_soon_as_it_can_be_no_tag() -> None:
    thoughts = ThoughtFilter()
    assert [thoughts.feed(piece) for piece in ("<th", "e", " end")] == ["", "<the", " end"]
