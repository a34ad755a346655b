from pathlib import Path

import pytest

from bot.questions import Line
from bot.scoring import bears_out_itself, contains, documents_of, percentile, rank, right
from bot.types import Citation, Sentence
from knowledge.types import DocumentInfo, Passage, Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nvidia lost $589bn that day.", "589 billion"),
        ("Nvidia lost $589bn that day.", "589"),
        ("Nvidia verlor 589 Mrd. Dollar.", "589 billion"),
        ("Nvidia a perdu 589 milliards de dollars.", "$589 billion"),
        ("It cost 1.234,5 euros.", "1,234.5"),
        ("It cost 1 234,5 euros.", "1,234.5"),
        ("Environ 50\u202f000 processeurs.", "50,000"),
        ("Entraîné sur 14 800 milliards de tokens.", "14 800"),
        ("L'action a baissé de 16,97 %.", "16.97"),
        ("Shares fell 17 per cent.", "17%"),
        ("He called it a WAKE-UP call.", "wake‑up Call"),
        ("C’est un « signal d’alarme ».", "signal d'alarme"),
        ("On 27 January 2025 it fell.", "27 january 2025"),
        ("It grew out of High-Flyer.", "high-flyer"),
        ("An H800 is a chip.", "H800"),
        ("$60 billion to $65 billion", "60 billion"),
    ],
)
def test_an_expected_string_is_found_whatever_its_case_and_number_format(
    text: str, expected: str
) -> None:
    assert contains(text, expected, ["fr", "en", "de"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It happened in 2025.", "2"),
        ("It fell 16.97 %.", "17"),
        ("It lost 589 million.", "589 billion"),
        ("An H800 is a chip.", "800"),
        ("It fell 17 points.", "17%"),
        ("It cost 1,234.", "123"),
    ],
)
def test_a_number_is_only_found_whole_and_in_its_own_unit(text: str, expected: str) -> None:
    assert not contains(text, expected, ["en"])


def test_sentences_are_counted_as_they_are_written() -> None:
    line = Line("a", "When?", any=("Monday",))
    answer = [Sentence("It fell. It fell far.", language="en"), Sentence("On Monday.")]
    assert right(answer, line)
    assert right(answer, line, 3)
    assert not right(answer, line, 2)


INFO = DocumentInfo("d1", "notes/day.en.md", "The day", "en", "https://example.org/day")
TEXT = "First it rose. Then the shares fell 17%. In the end they rose by 8.9% again on Tuesday."


def passage(start: int, end: int, info: DocumentInfo = INFO) -> Passage:
    return Passage(f"p{start}", info, TEXT[start:end], Span(start, end), (Span(start, end),), 0)


def test_the_rank_is_that_of_the_first_passage_of_the_source_that_holds_the_quote() -> None:
    other = DocumentInfo("d2", "notes/other.md", "Other", "en")
    found = [passage(15, 40, other), passage(0, 14), passage(15, 40)]
    assert rank(found, {"d1"}, "the  shares\nfell 17%") == 3
    assert rank(found, {"d1"}, None) == 2
    assert rank(found, None, "the shares fell 17%") == 1
    assert rank(found, {"d1"}, "nowhere to be read") == 0


def test_a_quote_that_crosses_passages_counts_where_the_greater_part_of_it_stands() -> None:
    quote = "the shares fell 17%. In the end"
    assert rank([passage(41, len(TEXT)), passage(0, 40)], {"d1"}, quote) == 2


def test_markdown_and_footnotes_in_a_quote_make_no_difference() -> None:
    assert rank([passage(0, 40)], None, "the **shares** fell[^2] _17_%") == 1


def test_a_source_is_named_by_its_path_below_the_documents_or_by_its_address(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    infos = [
        DocumentInfo("a", "texts/x.txt", "x", "en"),
        DocumentInfo("b", "texts/sub/x.txt", "x", "en"),
        DocumentInfo("c", "https://example.org/page", "x", "en", "https://example.org/page"),
        DocumentInfo("d", str(folder / "y.txt"), "y", "en"),
    ]
    assert documents_of("x.txt", infos, folder) == {"a"}
    assert documents_of("sub/x.txt", infos, folder) == {"b"}
    assert documents_of("https://example.org/page/#part", infos, folder) == {"c"}
    assert documents_of("y.txt", infos, folder) == {"d"}
    assert documents_of(str(folder / "y.txt"), infos, folder) == {"d"}
    assert documents_of("z.txt", infos, folder) == set()


def test_in_the_live_index_the_end_of_a_path_names_a_source() -> None:
    infos = [INFO, DocumentInfo("z", "/srv/texts/day.fr.md", "x", "fr")]
    assert documents_of("day.en.md", infos, None) == {"d1"}
    assert documents_of("texts/day.fr.md", infos, None) == {"z"}


def cited(text: str, start: int, end: int, quote: str | None = None) -> Sentence:
    quote = TEXT[start:end] if quote is None else quote
    return Sentence(
        text, (Citation(1, "p0", quote, Span(start, end), "T", None, None, None, None),)
    )


def test_a_sentence_holds_whose_quotes_stand_in_the_source_with_its_figures() -> None:
    def held(sentence: Sentence) -> bool:
        return bears_out_itself(sentence, {"p0": "d1"}, {"d1": TEXT})

    assert held(cited("The shares fell 17%.", 15, 40))
    assert held(cited("R1 made them fall by 17 %.", 15, 40))
    assert not held(cited("The shares fell 18%.", 15, 40))
    assert not held(cited("The shares fell 17%.", 15, 40, "the shares fell 17%."))
    assert not held(cited("The shares fell 17%.", 0, 14))
    assert not held(Sentence("The shares fell."))


def test_percentiles_are_values_that_were_measured() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile(list(range(1, 101)), 0.95) == 95
    assert percentile([], 0.5) is None
