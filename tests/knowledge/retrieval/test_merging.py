from __future__ import annotations

from datetime import date

import pytest

from knowledge.retrieval import merging
from knowledge.types import DocumentInfo, Hit, Passage, Span

TEXT = (
    "Nvidia fell by 17 percent on Monday, the largest loss in value of any company in one day. "
    "Most of that was won back within weeks, as the buyers of its chips kept to their plans."
)


def hit(
    text: str = TEXT,
    *,
    score: float = 1.0,
    document: str = "a",
    language: str = "en",
    published: date | None = None,
    order: int = 0,
    start: int = 0,
    headings: tuple[str, ...] = (),
) -> Hit:
    info = DocumentInfo(document, document, f"Title of {document}", language, published=published)
    span = Span(start, start + len(text))
    passage = Passage(f"{document}{order}", info, text, span, (span,), order, headings)
    return Hit(passage, score, 0.5, (0.6,), 2.0, 0.85)


def kept(*hits: Hit) -> list[str]:
    return [one.passage.document.id for one in merging.without_repetitions(hits, "en")[0]]


def test_what_says_nearly_the_same_is_kept_once_with_the_others_title() -> None:
    other = hit(TEXT.replace("largest", "biggest"), document="b")
    left, dropped = merging.without_repetitions([hit(), other], "en")
    assert [one.passage.document.id for one in left] == ["a"]
    assert [(one.hit, one.reason) for one in dropped] == [(other, "says the same as “Title of a”")]


def test_another_figure_is_another_statement() -> None:
    assert kept(hit(), hit(TEXT.replace("17", "18"), document="b")) == ["a", "b"]


def test_other_words_are_another_statement() -> None:
    assert kept(hit(), hit("Oracle fell as well.", document="b")) == ["a", "b"]


def test_of_repetitions_the_askers_language_stays_then_the_newest_then_the_best() -> None:
    assert kept(hit(language="fr"), hit(document="b")) == ["b"]
    old, new = date(2024, 1, 1), date(2025, 1, 1)
    assert kept(hit(published=old), hit(document="b", published=new)) == ["b"]
    assert kept(hit(), hit(document="b")) == ["a"]


def test_what_stays_takes_the_place_of_the_best() -> None:
    hits = [
        hit(score=3, published=date(2024, 1, 1)),
        hit("Oracle fell as well.", document="c", score=2),
        hit(document="b", score=1, published=date(2025, 1, 1)),
    ]
    assert kept(*hits) == ["b", "c"]


@pytest.mark.parametrize(
    ("text", "language", "leans"),
    [
        ("However, it recovered.", "en", True),
        ("Nvidia recovered.", "en", False),
        ("Elle a remonté.", "fr", True),
        ("„Dennoch“ war das Wort.", "de", True),
        ("Die Aktie stieg.", "de", False),
        ("However, it recovered.", "xx", False),
        ("…", "en", False),
    ],
)
def test_a_pronoun_or_conjunction_at_the_start_leans_back(
    text: str, language: str, leans: bool
) -> None:
    assert merging.leans_back(hit(text, language=language).passage) is leans


def test_neighbours_are_joined_word_for_word() -> None:
    document = "One sentence here.\n\nAnother there."
    first = hit("One sentence here.", score=1)
    second = hit("Another there.", order=1, start=20, score=2)
    (run,) = merging.runs([second, first])
    joined = merging.join(run, document)
    assert joined.passage.text == joined.passage.span.of(document) == document
    assert joined.passage.sentence_texts() == ["One sentence here.", "Another there."]
    assert joined.passage.id == "a0+1"
    assert joined.score == 2
    assert len(joined.sentence_similarities) == 2


def test_a_passage_between_two_hits_joins_all_three() -> None:
    hits = [hit("x", order=order, start=2 * order) for order in (2, 0, 1)]
    assert [[one.passage.order for one in run] for run in merging.runs(hits)] == [[0, 1, 2]]


def test_passages_apart_are_not_joined() -> None:
    below = hit("x", order=1, start=30, headings=("Another",))
    far = hit("x", order=3, start=90)
    long = hit("x" * 3_000, order=4, start=92)
    foreign = hit("x", document="b", order=1, start=2)
    assert len(merging.runs([hit("x"), below, far, long, foreign])) == 5
