"""`explainer eval`: nothing of an evaluation stays, and what it prints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.installation import Installation, Ran

TIDES = """---
title: Tides
language: en
---
The tide gauge at Brest rose by 1,234.5 millimetres in 1887. The harbour master wrote it down.

Salt marshes near Cancale drain through seventeen channels. Sheep graze there in summer.
"""
BELLS = """---
title: Bells
language: en
---
The bell founders of Villedieu cast 12 bells for Quebec in 1964. Each bell weighs two tonnes.
"""
QUESTIONS = (
    {
        "id": "gauge",
        "q": "How much did the tide gauge at Brest rise in 1887?",
        "lang": "en",
        "any": ["1.234,5"],
        "source": "sea/tides.md",
        "quote": "rose by 1,234.5 millimetres",
    },
    {
        "id": "bells",
        "q": "Who cast 12 bells for Quebec?",
        "lang": "en",
        "any": ["bell founders of Villedieu"],
        "source": "bells.md",
    },
    {
        "id": "follow-up",
        "q": "And how much does each bell weigh?",
        "lang": "en",
        "source": "bells.md",
        "history": ["Who cast 12 bells for Quebec?"],
    },
    {"id": "nobody", "q": "Who painted the Mona Lisa?", "lang": "en", "unanswerable": True},
)


@pytest.fixture
def place(tmp_path: Path) -> Installation:
    """An installation with documents and questions, not indexed."""
    made = Installation(tmp_path, {"TMPDIR": str(tmp_path / "temporary")})
    made.write("sea/tides.md", TIDES)
    made.write("bells.md", BELLS)
    ask(made, *QUESTIONS)
    (tmp_path / "temporary").mkdir()
    return made


def ask(place: Installation, *questions: object) -> None:
    lines = "\n".join(json.dumps(question) for question in questions)
    (place.folder / "set.jsonl").write_text(lines, "utf-8")


def figures(done: Ran) -> dict[str, Any]:
    assert done.code == 0, done.err
    read: dict[str, Any] = done.json
    return read


def test_given_documents_are_asked_and_nothing_of_it_stays(place: Installation) -> None:
    made = figures(place.run("eval", "set.jsonl", "--docs", "documents", "--json"))
    assert made["questions"] == 4
    assert made["hits@1"] == made["mrr@10"] == 1.0
    assert made["answered_right_anywhere"] == 1.0
    assert (made["refused_right"], made["refused_wrong"]) == (1.0, 0.0)
    assert made["citations_hold"] == 1.0
    assert 0 < made["latency_ms"]["retrieval_p50"] < made["latency_ms"]["total_p95"]
    assert not place.data.exists()
    assert list((place.folder / "temporary").iterdir()) == []


def test_retrieval_only_answers_nothing(place: Installation) -> None:
    arguments = ("eval", "set.jsonl", "--docs", "documents", "--retrieval-only", "--json")
    made = figures(place.run(*arguments))
    assert made["hits@1"] == 1.0
    assert made["answered_right"] is None
    assert made["latency_ms"]["total_p50"] is None


def test_the_live_index_is_asked_and_its_answers_stay_out_of_the_database(
    place: Installation,
) -> None:
    assert place.run("index").code == 0
    made = figures(place.run("eval", "set.jsonl", "--json"))
    assert made["hits@1"] == 1.0
    assert made["refused_right"] == 1.0
    assert place.run("gaps", "--json").json["gaps"] == []
    assert place.run("index", "--json").json["embedded"] == 0


def test_people_get_a_table_and_what_went_wrong(place: Installation) -> None:
    wrong = {"id": "odd", "q": QUESTIONS[0]["q"], "any": ["99"], "source": "none.md"}
    ask(place, wrong)
    done = place.run("eval", "set.jsonl", "--docs", "documents")
    assert done.code == 0
    assert "hits@1" in done.out
    assert "odd  How much did the tide gauge" in done.out
    assert "expected: 99" in done.out
    assert "1,234.5 millimetres" in done.out
    assert "No indexed document is none.md" in done.err


def test_a_wrong_line_is_named_and_ends_with_2(place: Installation) -> None:
    ask(place, {"id": "a", "q": "Why?"}, {"id": "b"})
    done = place.run("eval", "set.jsonl", "--docs", "documents", "--json")
    assert done.code == 2
    assert done.out == ""
    assert "line 2" in done.err


def test_missing_documents_end_with_2_and_unreadable_ones_with_1(place: Installation) -> None:
    assert place.run("eval", "set.jsonl", "--docs", "nowhere").code == 2
    (place.folder / "empty").mkdir()
    done = place.run("eval", "set.jsonl", "--docs", "empty")
    assert done.code == 1
    assert "nothing to ask" in done.err


def test_without_an_index_it_says_what_to_do(place: Installation) -> None:
    done = place.run("eval", "set.jsonl")
    assert done.code == 1
    assert "explainer index" in done.err
