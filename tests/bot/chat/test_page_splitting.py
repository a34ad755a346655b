"""A long answer becomes messages of which each is whole."""

import re

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.splitting import SHORTEST_LIMIT, shortened, split

FAMILY = "👩‍👩‍👧‍👦"


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


WORD = st.text(st.sampled_from("abcdeé.!?😀中。"), min_size=1, max_size=12)
CONSTRUCT = st.one_of(
    WORD,
    st.builds("[{}](<https://x.example/{}>)".format, WORD, st.integers(0, 99)),
    st.builds("[[{0}]](<https://x.example/{0}>)".format, st.integers(1, 9)),
    st.builds("**{} {}**".format, WORD, WORD),
    st.builds("`{} {}`".format, WORD, WORD),
    st.just("\\*"),
    st.just(FAMILY),
)
PIECE = st.builds(
    lambda start, words: start + " ".join(words),
    st.sampled_from([" ", "\n\n", "\n"]),
    st.lists(CONSTRUCT, min_size=1, max_size=12),
)


@given(st.lists(PIECE, max_size=12), st.integers(60, 200))
def test_nothing_is_lost_and_every_page_fits(pieces: list[str], limit: int) -> None:
    pages = split(pieces, limit, utf16)

    assert squeezed("".join(pages)) == squeezed("".join(pieces))
    assert all(0 < utf16(page) <= limit for page in pages)


@given(st.lists(PIECE, max_size=12), st.integers(60, 200))
def test_no_cut_falls_into_a_link_a_bold_run_or_a_code_span(pieces: list[str], limit: int) -> None:
    for page in split(pieces, limit, utf16):
        bare = regex.sub(r"\[(?:\[\d+\]|[^\[\]])+\]\(<[^<>]*>\)", "", page)
        assert not set(bare) & set("[]()<>")
        assert bare.replace("\\*", "").count("**") % 2 == 0
        assert bare.count("`") % 2 == 0


@given(st.lists(PIECE, max_size=12), st.integers(60, 200))
def test_pieces_that_fit_stay_whole(pieces: list[str], limit: int) -> None:
    pages = split(pieces, limit)

    for piece in pieces:
        if len(piece) <= limit:
            assert any(piece.strip() in page for page in pages)


@given(st.text(max_size=400), st.integers(SHORTEST_LIMIT, 80))
def test_any_text_at_all_fits_and_keeps_its_letters(text: str, limit: int) -> None:
    pages = split([text], limit, utf16)

    assert all(utf16(page) <= limit for page in pages)
    # Where code or bold runs are cut, their marks are written again.
    marks = "`*_~|"
    kept = squeezed("".join(pages)).translate(dict.fromkeys(map(ord, marks)))
    assert kept == squeezed(text).translate(dict.fromkeys(map(ord, marks)))


def test_pages_are_as_few_as_their_order_allows() -> None:
    assert split(["a" * 30, " " + "b" * 30, "\n\n" + "c" * 30], 62) == [
        "a" * 30 + " " + "b" * 30,
        "c" * 30,
    ]


def test_a_piece_that_is_too_long_is_cut_between_sentences() -> None:
    text = "The first sentence is here. The second one is here too! And a third?"

    assert split([text], 60) == [
        "The first sentence is here. The second one is here too!",
        "And a third?",
    ]


def test_a_citation_mark_stays_with_its_sentence() -> None:
    text = "Something is said at length here. [[1]](<https://a.example>) More is said."

    assert split([text], 62)[0].endswith("here. [[1]](<https://a.example>)")


def test_a_cut_fence_is_closed_and_opened_again() -> None:
    code = "```py\n" + "\n".join(f"line {number}" for number in range(40)) + "\n```"
    pages = split([f"Look:\n{code}\nDone."], 100)

    assert len(pages) > 2
    assert all(page.count("```") == 2 for page in pages)
    assert all(page.startswith("```py\n") for page in pages[1:])
    assert re.findall(r"line (\d+)", "".join(pages)) == [str(number) for number in range(40)]


def test_a_fence_over_several_pieces_is_closed_and_opened_again() -> None:
    pages = split(["```\none", *[f"\nline {number}" for number in range(20)], "\n```", "\nEnd"], 60)

    assert all(page.count("```") == 2 for page in pages)
    assert pages[-1].endswith("End")


def test_a_bold_run_longer_than_a_page_is_bold_on_every_page() -> None:
    pages = split(["**" + "word " * 60 + "end**"], 100)

    assert len(pages) > 2
    assert all(page.startswith("**") and page.endswith("**") for page in pages)


def test_letters_as_a_reader_sees_them_are_not_cut() -> None:
    pages = split([FAMILY * 30], 45, utf16)

    assert all(page == FAMILY * (len(page) // len(FAMILY)) for page in pages)


def test_a_single_endless_word_is_no_trouble() -> None:
    pages = split(["x" * 200_000], 4000)

    assert len(pages) == 50


def test_a_limit_too_small_for_any_markdown_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 40"):
        split(["a"], 10)


@given(st.text(max_size=120), st.integers(5, 80))
def test_a_shortened_text_fits_and_says_that_it_was_cut(text: str, limit: int) -> None:
    short = shortened(text, limit, utf16)

    assert utf16(short) <= limit
    assert short == text or short.endswith("…")


def test_a_text_is_shortened_at_a_word() -> None:
    assert shortened("Why did the shares fall so much?", 20) == "Why did the shares…"
