"""How answers look in a terminal and in a pipe."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date

import pytest
from rich.console import Console

from bot.adapters.console import Flow, Transcript, plain
from bot.types import (
    Answer,
    AnswerEvent,
    Citation,
    Done,
    Failed,
    Outcome,
    Question,
    Reading,
    Said,
    Searching,
    Sentence,
    Source,
)
from knowledge.types import DocumentInfo, Hit, Passage, Reference, Span

DOCUMENT = DocumentInfo("d", "/srv/report.pdf", "Annual report", "en")
PASSAGE = Passage("p", DOCUMENT, "It rose.", Span(0, 8), (Span(0, 8),), order=0, page=4)


def cited(number: int, link: str | None = None) -> Citation:
    return Citation(number, "p", "It rose.", Span(0, 8), "Annual report", None, None, None, link)


def answer(
    *sentences: Sentence,
    sources: Sequence[Source] = (),
    outcome: Outcome = Outcome.ANSWERED,
    notices: Sequence[str] = (),
    topics: Sequence[str] = (),
    writer: str = "embedded",
    language: str = "en",
) -> Answer:
    return Answer(
        id="a",
        question=Question("q", "someone", "somewhere"),
        standalone="q",
        language=language,
        outcome=outcome,
        sentences=sentences,
        sources=tuple(sources),
        notices=tuple(notices),
        topics=tuple(topics),
        writer=writer,
        hits=(Hit(PASSAGE, 1.0, 0.9, (0.9,)),),
    )


def shown(*events: AnswerEvent, terminal: bool = False, width: int = 40) -> tuple[str, str]:
    """What stands on standard output and standard error after these events."""
    streams = io.StringIO(), io.StringIO()
    consoles = [
        Console(
            file=stream,
            force_terminal=terminal,
            width=width,
            markup=False,
            highlight=False,
            emoji=False,
            color_system="standard" if terminal else None,
            _environ={},
        )
        for stream in streams
    ]
    transcript = Transcript(consoles[0], consoles[1])
    for event in events:
        transcript.show(event)
    transcript.close()
    return streams[0].getvalue(), streams[1].getvalue()


def told(made: Answer) -> list[AnswerEvent]:
    """The events of an answer."""
    return [Searching(), Reading(made.hits), *map(Said, made.sentences), Done(made)]


def test_sentences_come_with_their_marks_and_sources_beneath() -> None:
    made = answer(
        Sentence("It rose.", (cited(1),)),
        Sentence("Then it fell.", (cited(1), cited(2)), break_before=True),
        sources=[
            Source(1, "Prices", "https://example.org/a", "The Post", date(2024, 5, 3), "en"),
            Source(2, "Other", "https://example.org/b", None, None, "en"),
        ],
    )
    out, err = shown(*told(made))
    assert out == (
        "It rose. [1]\n\nThen it fell. [1][2]\n\nSources\n"
        "[1] Prices · The Post · 3 May 2024\n    https://example.org/a\n"
        "[2] Other\n    https://example.org/b\n"
    )
    assert err == ""


def test_dates_and_headings_are_in_the_language_of_the_answer() -> None:
    source = Source(1, "Prix", "https://example.org/a", None, date(2024, 5, 3), "fr")
    made = answer(Sentence("Ça monte.", (cited(1),)), sources=[source], language="fr")
    out, _ = shown(*told(made))
    assert "3 mai 2024" in out


def test_each_sentence_is_shown_as_soon_as_it_is_said() -> None:
    out, _ = shown(Searching(), Said(Sentence("It rose.", (cited(1),))))
    assert out == "It rose. [1]\n"


def test_a_file_without_an_address_is_named_by_its_path_and_page() -> None:
    made = answer(
        Sentence("It rose.", (cited(1),)),
        sources=[Source(1, "Annual report", None, None, None, "en")],
    )
    out, _ = shown(*told(made))
    assert "[1] Annual report\n    /srv/report.pdf, page 4\n" in out


def test_a_terminal_opens_the_page_at_the_quote() -> None:
    link = "https://example.org/a#:~:text=It%20rose."
    made = answer(
        Sentence("It rose.", (cited(1, link),)),
        sources=[Source(1, "Prices", "https://example.org/a", None, None, "en")],
    )
    out, _ = shown(*told(made), terminal=True)
    assert f";{link}\x1b\\" in out


def test_an_address_longer_than_a_line_stays_whole_beneath_its_source() -> None:
    address = "https://example.org/" + "-".join(["long"] * 20)
    reference = Reference(address, "The Post", date(2024, 5, 3))
    made = answer(
        Sentence("It rose.", (cited(1),)),
        sources=[Source(1, "Prices", None, None, None, "en", (reference,))],
    )
    out, _ = shown(*told(made), terminal=True, width=40)
    plainly = re.sub(r"\x1b\]8;.*?\x1b\\|\x1b\[[\d;]*m", "", out)
    assert f"\n    The Post, 3 May 2024: {address}\n" in plainly


def test_what_is_unknown_looks_different_and_names_topics() -> None:
    made = answer(
        Sentence("The documents I have do not answer that."),
        outcome=Outcome.UNKNOWN,
        topics=["Ferries", "Tunnels, old and new"],
    )
    out, _ = shown(Searching(), Done(made))
    assert out == (
        "The documents I have do not answer that.\n"
        "What they do cover nearby: “Ferries” and “Tunnels, old and new”.\n"
    )
    coloured, _ = shown(Searching(), Done(made), terminal=True, width=80)
    assert "\x1b[33mThe documents I have do not answer that." in coloured


def test_who_wrote_an_answer_is_told_where_a_model_did() -> None:
    source = Source(1, "Prices", None, None, None, "en")
    made = answer(Sentence("It rose.", (cited(1),)), sources=[source], writer="my-model")
    assert "Written by my-model" in shown(*told(made))[0]
    assert "Written by" not in shown(*told(answer(Sentence("It rose."))))[0]


def test_a_failure_goes_to_standard_error_with_its_detail() -> None:
    out, err = shown(Searching(), Failed("No answer.", detail="The disk is full."))
    assert out == ""
    assert err == "No answer.\nThe disk is full.\n"


def test_a_terminal_tells_what_is_being_done_and_takes_it_away() -> None:
    made = answer(Sentence("It rose.", (cited(1),)))
    out, _ = shown(*told(made), terminal=True)
    before, after = out.split("It rose.")
    assert "Reading 1 passage …" in before
    assert before.endswith("\x1b[2K")
    assert "Reading" not in after


def test_long_answers_break_between_words_at_the_width_of_the_terminal() -> None:
    words = " ".join(["measured"] * 12)
    made = answer(Sentence(words, (cited(1),)), Sentence(words, (cited(1),)))
    out, _ = shown(*map(Said, made.sentences), terminal=True, width=40)
    lines = out.replace("\x1b[36m", "").replace("\x1b[0m", "").splitlines()
    assert len(lines) > 4
    assert all(len(line) <= 40 for line in lines)
    assert " ".join(lines).split() == [*words.split(), "[1]"] * 2


def test_a_pipe_gets_a_paragraph_on_one_line() -> None:
    out, _ = shown(Said(Sentence(" ".join(["measured"] * 40))))
    assert out.count("\n") == 1


def test_wide_letters_count_for_the_two_cells_that_they_take() -> None:
    flow = Flow(10)
    assert flow.add("船は速い 船は速い") == "船は速い\n船は速い"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x1b[31mred\x1b]0;title\x07", "a[31mred]0;title"),
        ("one\r\ntwo\tthree", "one two three"),
        ("\x9b31mC1", "31mC1"),
        ("back\x08\x08space\x7f", "backspace"),
        ("\u202egnp.exe", "gnp.exe"),
        ("half \ud83d", "half "),
        ("👩‍🚒 é", "👩‍🚒 é"),
    ],
)
def test_text_of_others_cannot_steer_the_terminal(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_text_of_others_is_not_read_as_markup_and_cannot_steer_anything() -> None:
    nasty = "[bold]x[/bold] :smile: \x1b[2J [link=https://evil.example]y[/link]"
    made = answer(
        Sentence(nasty, (cited(1, "https://e.example/\x1b[2J"),)),
        sources=[Source(1, nasty, "https://e.example/\x1b[2J", nasty, None, "en")],
        notices=[nasty],
        topics=[nasty],
    )
    out, _ = shown(*told(made))
    assert "\x1b" not in out
    assert out.count("[bold]x[/bold] :smile:") == 5
    coloured, _ = shown(*told(made), terminal=True, width=200)
    assert "\x1b[2J" not in coloured
