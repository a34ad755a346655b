import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.sentences import LONGEST, sentence_spans
from knowledge.splitting import count_words, split
from knowledge.types import (
    Document,
    DocumentInfo,
    Heading,
    Passage,
    Reference,
    ReferenceMark,
)

ARTICLE = Path(__file__).parents[2] / ".." / "shared" / "inputs" / "deepseek-shock.fr.txt"


def document(text: str, language: str = "en", headings: Iterable[Heading] = ()) -> Document:
    return Document(DocumentInfo("id", "story.md", "The story", language), text, tuple(headings))


def under_headings(*lines: str) -> Document:
    """A document of paragraphs; those that begin with # are headings of that level."""
    text, headings = "", []
    for line in lines:
        text += "\n\n" if text else ""
        words = line.lstrip("#").strip()
        if line.startswith("#"):
            headings.append(Heading(len(text), len(line) - len(line.lstrip("#")), words))
        text += words
    return document(text, headings=headings)


def sentences(text: str, language: str = "en") -> list[str]:
    return [span.of(text) for span in sentence_spans(text, language)]


def prose(words: int, start: str = "The") -> str:
    """Sentences of ten words."""
    return " ".join(f"{start} w{n} of it all was told to us then." for n in range(words // 10))


def check(original: Document, passages: list[Passage]) -> None:
    for order, passage in enumerate(passages):
        assert passage.order == order
        assert passage.text == passage.span.of(original.text)
        assert passage.sentences
        assert passage.sentences[0].start == passage.span.start
        assert passage.sentences[-1].end == passage.span.end
        for sentence, words in zip(passage.sentences, passage.sentence_texts(), strict=True):
            assert words == sentence.of(original.text)
            assert words.strip() == words != ""
            assert len(words) <= LONGEST


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["It lost $1.6 bn. in a day.", "Then it rose by 3.5 %."]),
        ("en", ["See No. 5 of the list.", "Mr. Smith of the U.S. Treasury agreed."]),
        ("en", ['"It fell." He left.', "iPhone sales rose."][1:]),
        ("en", ["J. P. Morgan, e.g., paid at 9 a.m. on Monday.", "Who knew?", "Nobody!"]),
        ("en", ["It was built in 1889 [citation needed].", "It stands."]),
        ("fr", ["M. Dupont a dit « Bonjour. Ça va ? » puis il est parti.", "La hausse : 3,5 %."]),
        ("fr", ["L’U.E. a accepté.", "Pourquoi ?", "Mme Curie l’ignore."]),
        ("de", ["Im 20. Jahrhundert stieg z. B. der Preis.", "Am 3. Mai fiel er."]),
        ("de", ["Dr. Müller sagte: „Das ist viel. Sehr viel.“", "Dann ging er."]),
        ("es", ["El Sr. Pérez llegó.", "¿Por qué cayó?", "¡Porque sí!"]),
        ("zh", ["股价下跌了。", "为什么？"]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(language: str, expected: list[str]) -> None:
    space = "" if language == "zh" else " "
    assert sentences(space.join(expected), language) == expected


def test_a_line_break_ends_a_sentence() -> None:
    assert sentences("Red: 3\nBlue: 4\n\nThe end") == ["Red: 3", "Blue: 4", "The end"]


def test_a_quotation_that_never_closes_does_not_swallow_the_page() -> None:
    text = 'He wrote: "' + prose(300)
    assert len(sentences(text)) >= 29


def test_a_text_without_punctuation_is_cut_at_spaces() -> None:
    found = sentences("word " * 10_000)
    assert max(map(len, found)) <= LONGEST
    assert all(set(sentence.split()) == {"word"} for sentence in found)
    assert sum(len(sentence.split()) for sentence in found) == 10_000


def test_a_passage_is_cut_at_headings_and_carries_their_path() -> None:
    story = under_headings(
        "# The story",
        "It began.",
        "## Causes",
        "A cause.",
        "### Chips",
        "Few.",
        "## Effects",
        "Many.",
    )
    passages = split(story)
    check(story, passages)
    assert [(passage.text, passage.headings) for passage in passages] == [
        ("It began.", ()),
        ("A cause.", ("Causes",)),
        ("Few.", ("Causes", "Chips")),
        ("Many.", ("Effects",)),
    ]


def test_a_paragraph_that_opens_with_a_question_begins_a_passage() -> None:
    story = document("It fell.\n\nWhy? Because of chips.\n\nIs it over? Nobody knows.\n\nSo be it.")
    assert [passage.text for passage in split(story)] == [
        "It fell.",
        "Why? Because of chips.",
        "Is it over? Nobody knows.\n\nSo be it.",
    ]


def test_a_question_that_stands_alone_keeps_its_answer() -> None:
    story = document(f"Why did it fall?\n\n{prose(200)}")
    assert len(split(story)) == 1


def test_an_announcement_keeps_its_list() -> None:
    story = document(f"{prose(100)} These are the figures:\n\nRed: 3\nBlue: 4\nGreen: 5")
    assert [passage.text[-8:] for passage in split(story)] == ["Green: 5"]


def test_small_paragraphs_share_a_passage_and_large_ones_do_not() -> None:
    small = document("\n\n".join([prose(20)] * 3))
    assert len(split(small)) == 1
    large = document("\n\n".join([prose(100), prose(110), prose(120)]))
    assert len(split(large)) == 3


def test_an_encyclopedias_paragraph_stays_whole_and_a_long_one_is_cut_evenly() -> None:
    assert len(split(document(prose(250)))) == 1
    sizes = [count_words(passage.text) for passage in split(document(prose(1000)))]
    assert min(sizes) > 130
    assert max(sizes) <= 252


def test_a_few_last_words_do_not_become_a_passage() -> None:
    story = document(f"{prose(190)}\n\nThat was all.")
    assert len(split(story)) == 1


def test_one_sentence_of_50_kb_is_still_bounded() -> None:
    for text in ("word " * 10_000, "x" * 50_000, "語" * 50_000, "." * 50_000):
        story = document(text)
        passages = split(story)
        check(story, passages)
        assert max(len(passage.text) for passage in passages) <= 4_000


def test_an_unchanged_passage_keeps_its_id_when_the_document_changes() -> None:
    before = under_headings("## One", prose(100), "## Two", "The same.", "## Three", "Last.")
    after = under_headings("## One", prose(110, "A"), "## Two", "The same.", "## Three", "Last.")
    old, new = ({passage.headings: passage.id for passage in split(d)} for d in (before, after))
    assert old[("Two",)] == new[("Two",)]
    assert old[("Three",)] == new[("Three",)]
    assert old[("One",)] != new[("One",)]


def test_the_same_words_twice_are_two_passages_with_ids_of_their_own() -> None:
    story = under_headings("## One", "The same.", "## One", "The same.", "## Two", "The same.")
    assert len({passage.id for passage in split(story)}) == 3
    other = replace(story, info=replace(story.info, id="other"))
    assert not {p.id for p in split(story)} & {p.id for p in split(other)}


def test_a_passage_knows_its_page_and_the_marks_behind_its_sentences() -> None:
    first, second = prose(120), prose(150)
    marks = tuple(
        ReferenceMark(position, Reference(f"https://news.test/{n}", "News", date(2025, 1, 27)))
        for n, position in enumerate((len(first), len(first) + 2 + len(second)))
    )
    story = replace(document(f"{first}\n\n{second}"), pages=(0, len(first) + 2), marks=marks)
    one, two = split(story)
    assert (one.page, two.page) == (1, 2)
    assert one.marks == marks[:1]
    assert two.marks == marks[1:]
    assert split(document("No pages."))[0].page is None


def test_short_pages_are_not_joined_so_that_a_citation_names_the_right_one() -> None:
    first, second = "The works cost little.", "A second tank follows. It is large."
    story = replace(document(f"{first}\n\n{second}"), pages=(0, len(first) + 2))
    assert [(passage.text, passage.page) for passage in split(story)] == [(first, 1), (second, 2)]


def test_a_document_of_headings_or_of_nothing_has_no_passages() -> None:
    assert split(document("")) == []
    assert split(document(" \n\n ")) == []
    assert split(under_headings("# One", "## Two")) == []


STRANGE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(list("\n\n\n .?!:«»\"“”„()[]'’-0aA\u00a0\u2028\u200b\ud800\ufdfa😀語")),
    ),
    max_size=300,
)


@settings(max_examples=300, deadline=None)
@given(STRANGE, st.sampled_from(["en", "fr", "de", "zh", "xx"]))
def test_spans_are_exact_for_any_text_and_lose_no_character(text: str, language: str) -> None:
    story = document(text, language)
    passages = split(story, words=20)
    check(story, passages)
    kept = "".join(words for passage in passages for words in passage.sentence_texts())
    assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", text)
    assert len({passage.id for passage in passages}) == len(passages)


def test_every_question_of_the_article_begins_a_passage() -> None:
    if not ARTICLE.exists():
        pytest.skip("the French article is not here")
    lines = ARTICLE.read_text(encoding="utf-8").splitlines()
    story = document("\n\n".join(lines), "fr")
    passages = split(story)
    check(story, passages)
    questions = [line for line in lines if "?" in line[:120] and line[0].isupper()]
    assert len(questions) == 6
    assert {line[:40] for line in questions} <= {passage.text[:40] for passage in passages}
