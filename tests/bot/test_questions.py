from pathlib import Path

import pytest

from bot.questions import Line, QuestionsError, read_questions


def written(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_a_line_may_hold_all_that_is_documented(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '{"id": "a", "q": "And then?", "lang": "en", "any": ["8.9"], "source": "x.md",'
        ' "quote": "rose 8.9%", "history": ["Why did it fall?"]}',
        "",
        '{"id": 7, "q": "Who?", "unanswerable": true, "any": [], "source": null}',
    )
    assert read_questions(path) == [
        Line("a", "And then?", "en", ("8.9",), "x.md", "rose 8.9%", False, ("Why did it fall?",)),
        Line("7", "Who?", unanswerable=True),
    ]


def test_a_key_of_someone_elses_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"id": "a", "q": "Why?", "note": "from a reader"}', "utf-8")

    assert read_questions(path) == [Line("a", "Why?")]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "JSON"),
        ("[]", "object"),
        ('{"id": "a"}', "'q' is missing"),
        ('{"id": "a", "q": "  "}', "'q' is missing"),
        ('{"q": "Why?"}', "'id' is missing"),
        ('{"id": "a", "q": "Why?", "any": "so"}', "'any' must be a list"),
        ('{"id": "a", "q": "Why?", "any": [""]}', "'any' must be a list"),
        ('{"id": "a", "q": "Why?", "lang": "english"}', "two letters"),
        ('{"id": "a", "q": "Why?", "unanswerable": "yes"}', "true or false"),
        ('{"id": "a", "q": "Why?", "unanswerable": true, "any": ["so"]}', "unanswerable"),
    ],
)
def test_a_line_that_cannot_be_understood_is_named(tmp_path: Path, line: str, problem: str) -> None:
    path = written(tmp_path, '{"id": "ok", "q": "Why?"}', line)
    with pytest.raises(QuestionsError, match="line 2") as caught:
        read_questions(path)
    assert problem in str(caught.value)


def test_a_file_that_is_missing_or_empty_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match="cannot be read"):
        read_questions(tmp_path / "none.jsonl")
    with pytest.raises(QuestionsError, match="no questions"):
        read_questions(written(tmp_path, ""))
