"""Sources are numbered once each, and links open where the words stand."""

from dataclasses import replace
from datetime import date

import pytest

from bot.citing import Numbering, link_to, text_directive
from bot.grounding import Quoted
from knowledge.types import DocumentInfo, Passage, Reference, ReferenceMark, Span

PAGE = DocumentInfo(
    id="page",
    source="https://news.example/story",
    title="The story",
    language="en",
    address="https://news.example/story?id=1",
    publisher="News",
    published=date(2025, 1, 27),
)


def _passage(
    document: DocumentInfo,
    text: str,
    *,
    order: int = 0,
    start: int = 0,
    marks: tuple[ReferenceMark, ...] = (),
    page: int | None = None,
) -> Passage:
    span = Span(start, start + len(text))
    return Passage(
        f"{document.id}-{order}", document, text, span, (span,), order, marks=marks, page=page
    )


def test_two_passages_of_one_document_are_one_source() -> None:
    first = _passage(PAGE, "Nvidia fell.")
    second = _passage(PAGE, "Oracle fell too.", order=1, start=20)
    numbering = Numbering()

    citations = numbering.cite([Quoted(first, first.span), Quoted(second, second.span)])

    assert [citation.number for citation in citations] == [1, 1]
    assert [citation.quote for citation in citations] == ["Nvidia fell.", "Oracle fell too."]
    assert [source.title for source in numbering.sources] == ["The story"]


def test_sources_are_numbered_in_the_order_in_which_they_are_cited() -> None:
    other = DocumentInfo(id="other", source="other.txt", title="Other", language="en")
    numbering = Numbering()

    for document in (other, PAGE, other):
        passage = _passage(document, "Words.")
        numbering.cite([Quoted(passage, passage.span)])

    assert [(source.number, source.title) for source in numbering.sources] == [
        (1, "Other"),
        (2, "The story"),
    ]


def test_a_note_is_cited_by_the_publication_that_bears_the_sentence_out() -> None:
    reference = Reference("https://paper.example/fall", "Paper", date(2025, 1, 28))
    note = DocumentInfo(id="note", source="note.md", title="Why it fell", language="en")
    text = "It fell by 17%."
    passage = _passage(note, text, marks=(ReferenceMark(len(text), reference),))
    numbering = Numbering()

    (citation,) = numbering.cite([Quoted(passage, passage.span)])

    (source,) = numbering.sources
    assert source.title == "Why it fell"
    assert source.references == (reference,)
    assert (citation.publisher, citation.published) == ("Paper", date(2025, 1, 28))
    # The quote is the note's own; a text fragment would look for it in vain.
    assert citation.link == citation.address == "https://paper.example/fall"


def test_a_web_page_opens_at_the_quote() -> None:
    assert link_to(PAGE, "It fell – by 17 %, a lot", None) == (
        "https://news.example/story?id=1#:~:text=It%20fell%20%E2%80%93%20by%2017%20%25%2C%20a%20lot"
    )


def test_a_long_quote_is_found_by_its_beginning_and_end() -> None:
    words = " ".join(f"w{number}" for number in range(30))

    assert text_directive(words) == (
        "w0%20w1%20w2%20w3%20w4%20w5,w24%20w25%20w26%20w27%20w28%20w29"
    )


def test_a_dash_in_a_quote_is_not_taken_for_the_directives_own() -> None:
    assert text_directive("close-to-close") == "close%2Dto%2Dclose"


def test_a_pdf_opens_at_the_page_and_a_local_file_has_no_link() -> None:
    local = DocumentInfo(id="local", source="report.pdf", title="Report", language="en")

    assert link_to(PAGE, "It fell.", 3) == "https://news.example/story?id=1#page=3"
    assert link_to(local, "It fell.", None) is None


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "doi:10.1/2"])
def test_only_a_web_address_becomes_a_link(address: str) -> None:
    assert link_to(replace(PAGE, address=address), "It fell.", None) is None
