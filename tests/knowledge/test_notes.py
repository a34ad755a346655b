"""The bundled notes hold every fact they promise, and the question sets fit the notes."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import frontmatter
import pytest

ROOT = Path(__file__).parents[2]
NOTES = ROOT / "knowledge" / "notes"
QUESTIONS = ROOT / "tests" / "questions"
SHARED = ROOT.parent / "shared"
FACTS = SHARED / "facts" / "deepseek-shock.md"
ARTICLE = SHARED / "inputs" / "deepseek-shock.fr.txt"

DOCUMENTED_KEYS = {"id", "q", "lang", "any", "source", "quote", "unanswerable", "history"}

MARK = re.compile(r"\[\^([\w-]+)\](?!:)")
DEFINITION = re.compile(r"^\[\^([\w-]+)\]: (.+), ((?:\d{1,2} )?\w+ \d{4}), <(https://\S+)>$", re.M)

FRENCH_TWINS = (
    "day-in-figures",
    "disputed-cost",
    "questions",
    "what-is-deepseek",
    "why-nvidia-fell",
)

# What each fact is about, its figure or name as the English notes write it.
FACT_FIGURES = """
Nvidia's loss, Bloomberg and CNBC | $589 billion
Nvidia's loss, LSEG | $593 billion
Nvidia, Friday's close | $142.62
Nvidia, Monday's close | $118.42
Nvidia, Monday's close by CNBC | $118.58
Nvidia, the fall in percent | 16.97%
record before | $279 billion
record before, its day | 3 September 2024
value left | $2.9 trillion
rank after the fall | from first to third
worst day since | 16 March 2020
Broadcom | 17.4%
Oracle | 13.8%
Marvell | 19%
Micron | 11%
TSMC | 13% to 15%
ASML | 6% to 8%
Alphabet | 4.2%
Microsoft | 2.1%
Apple | a little over 3%
Nasdaq Composite | 3.1%
S&P 500 | 1.5%
technology sector | 5.6%
Philadelphia Semiconductor index | 9.2%
AI shares together | $1 trillion
Vistra | 28.3%
Constellation Energy, GE Vernova and Talen | 21%
app | App Store
Nvidia the day after | 8.9%
Nvidia the day after, close | $128.99
Broadcom the day after | 2.6%
Oracle and the sector the day after | 3.6%
Marvell the day after | 3.5%
founder | Liang Wenfeng
place | Hangzhou
fund | High-Flyer
V3's release | 26 December 2024
R1's release | 20 January 2025
licence | MIT licence
parameters | 671 billion
active parameters | 37 billion
architecture | mixture of experts
tokens | 14.8 trillion
GPU hours | 2.788 million
cost of V3's training | $5.576 million
price of a GPU hour | $2 per hour
cluster | 2,048 H800
export rules | 2022
H800 banned | October 2023
hardware, SemiAnalysis | $500M
Hopper GPUs | 50,000
servers | $1.6 billion
Llama's GPU hours | 30.84 million
Llama beside V3 | 11 times
R1's training | $294,000
R1's chips | 512 H800
R1's cost made known | September 2025
V3 from | 8 February 2025
V3 input | $0.27
V3 cached | $0.07
V3 output | $1.10
R1 input | $0.55
R1 cached | $0.14
R1 output | $2.19
o1 input | $15
o1 cached | $7.50
o1 output | $60
R1 beside o1 | 27 times
Nvidia's answer | "an excellent AI advancement"
Nvidia's answer, scaling | test-time scaling
Trump | "wake-up call"
Stargate's day | 21 January 2025
Stargate's place | White House
Stargate's partners | OpenAI, Oracle, SoftBank and MGX
Stargate, first | $100 billion
Stargate, at most | $500 billion
Altman | "an impressive model"
Altman, models | "deliver much better models"
Altman, releases | "pull up some releases"
o3-mini | 31 January 2025
Nadella | "Jevons paradox strikes again"
Microsoft's data centres | $80 billion
Meta's spending | $60 billion to $65 billion
Cantor | bullish
Andreessen | Sputnik
AWS | Bedrock
AWS's day | 30 January 2025
LeCun | open models over closed ones
Jevons | The Coal Question
Jevons's year | 1865
not the cause | no earnings warning
"""


def note_paths() -> list[Path]:
    return sorted(NOTES.glob("*.md"))


def body(path: Path) -> str:
    """A note's text as it is read: no front matter, footnote marks or definitions."""
    content: str = frontmatter.load(str(path)).content
    return MARK.sub("", DEFINITION.sub("", content))


def sources(path: Path) -> list[str]:
    """The addresses in a note's front matter."""
    listed = frontmatter.load(str(path))["sources"]
    assert isinstance(listed, list)
    return listed


def english() -> str:
    return "\n".join(body(path) for path in note_paths() if path.name.endswith(".en.md"))


def question_lines() -> list[tuple[str, dict[str, Any]]]:
    return [
        (path.name, json.loads(line))
        for path in sorted(QUESTIONS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def expected_in(line: dict[str, Any]) -> list[str]:
    """The texts in which a line's expected strings and quote may stand."""
    if line.get("source") == ARTICLE.name:
        if not ARTICLE.exists():
            pytest.skip("the article of ../shared is not here")
        return [ARTICLE.read_text(encoding="utf-8")]
    if "source" in line:
        return [body(NOTES / line["source"])]
    return [body(path) for path in note_paths()]


@pytest.mark.parametrize("path", note_paths(), ids=lambda path: path.name)
def test_a_note_says_its_title_language_date_and_sources(path: Path) -> None:
    note = frontmatter.load(str(path))
    assert set(note.metadata) == {"title", "language", "date", "publisher", "sources"}
    assert path.name.endswith(f".{note['language']}.md")
    assert isinstance(note["date"], date)
    assert note["sources"]
    assert note.content.startswith(f"# {note['title']}\n")


def test_notes_of_one_language_have_different_titles() -> None:
    titles = [
        (note["language"], note["title"]) for note in map(frontmatter.load, map(str, note_paths()))
    ]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("stem", FRENCH_TWINS)
def test_a_french_twin_stands_beside_the_english_note(stem: str) -> None:
    assert body(NOTES / f"{stem}.en.md") != body(NOTES / f"{stem}.fr.md")


@pytest.mark.parametrize("fact", FACT_FIGURES.strip().splitlines())
def test_every_figure_of_the_facts_stands_in_an_english_note(fact: str) -> None:
    _, figure = fact.split(" | ")
    assert re.search(rf"(?<![\d.,]){re.escape(figure)}(?!\d)", english()), fact


@pytest.mark.parametrize("path", note_paths(), ids=lambda path: path.name)
def test_footnotes_resolve_to_the_sources_the_note_lists(path: Path) -> None:
    note = frontmatter.load(str(path))
    defined = {match[1]: match[4] for match in DEFINITION.finditer(note.content)}
    assert len(defined) == len(re.findall(r"^\[\^", note.content, re.M))
    assert set(MARK.findall(note.content)) == set(defined)
    assert sorted(sources(path)) == sorted(defined.values())


@pytest.mark.skipif(not FACTS.exists(), reason="the facts of ../shared are not here")
def test_every_address_of_the_notes_is_one_on_record() -> None:
    on_record = set(re.findall(r"https://[^\s|]+", FACTS.read_text(encoding="utf-8")))
    used = {address for path in note_paths() for address in sources(path)}
    assert used == on_record


def test_paragraphs_keep_to_one_line_so_that_a_quote_never_runs_over_a_break() -> None:
    for path in note_paths():
        for paragraph in re.split(r"\n{2,}", body(path).strip()):
            assert "\n" not in paragraph, (path.name, paragraph)


def test_question_lines_have_the_documented_keys_and_ids_of_their_own() -> None:
    lines = question_lines()
    assert len({line["id"] for _, line in lines}) == len(lines)
    for name, line in lines:
        assert {"id", "q"} <= set(line) <= DOCUMENTED_KEYS, (name, line)
        assert line["q"].strip()
        assert ("any" in line) != (line.get("unanswerable") is True), (name, line)
        if line.get("unanswerable"):
            assert not {"source", "quote"} & set(line), (name, line)
        if "history" in line:
            assert line["history"], (name, line)
            assert all(isinstance(earlier, str) for earlier in line["history"])


def test_no_question_is_asked_twice_in_the_same_set() -> None:
    asked = [
        (name.split(".")[0], line["q"], tuple(line.get("history", ())))
        for name, line in question_lines()
    ]
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize("name", ["notes.tune", "notes.report", "article"])
def test_expected_words_and_quotes_stand_in_the_documents(name: str) -> None:
    for file, line in question_lines():
        if file != f"{name}.jsonl" or line.get("unanswerable"):
            continue
        texts = expected_in(line)
        for expected in line["any"]:
            assert any(expected.casefold() in text.casefold() for text in texts), line
        if "quote" in line:
            assert any(line["quote"] in text for text in texts), line


def test_a_third_of_the_questions_on_the_notes_has_no_answer_there() -> None:
    lines = [line for name, line in question_lines() if name.startswith("notes.")]
    unanswerable = [line for line in lines if line.get("unanswerable")]
    assert len(lines) >= 120
    assert 0.3 <= len(unanswerable) / len(lines) <= 0.4
    assert {line["lang"] for line in lines} == {"en", "fr", "de", "es"}
