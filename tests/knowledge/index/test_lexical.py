from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.index.lexical import Lexical, cutter, searched_text, write_lexical

NOTES = [
    ("Nvidia shares fell by 17 percent on Monday.", "en"),
    ("Oracle and OpenAI announced the Stargate project.", "en"),
    ("L'action d'Nvidia a perdu 17 % lundi, du jamais vu à la bourse.", "fr"),
    ("Der Aktienkurs von Nvidia fiel am Montag.", "de"),
]


def index(directory: Path, notes: list[tuple[str, str]], previous: Path | None = None) -> Lexical:
    write_lexical(directory, [text for text, _ in notes], [code for _, code in notes], previous)
    return Lexical.open(directory)


def best(lexical: Lexical, question: str, language: str) -> int | None:
    found = lexical.find(question, language)
    return int(found.rows[found.scores.argmax()]) if len(found.rows) else None


@pytest.mark.parametrize(
    ("language", "asked", "written"),
    [
        ("en", "falling share", "shares fall"),
        ("en", "Nvidia's", "Nvidia"),
        ("fr", "l'IA", "IA"),
        ("fr", "d’Nvidia", "Nvidia"),
        ("fr", "evenements economiques", "événement économique"),
        ("de", "Straßen", "strasse"),
        ("es", "acción", "accion"),
        ("en", "Ｎｖｉｄｉａ", "nvidia"),
        ("xx", "Quux", "quux"),
    ],
)
def test_words_meet_whatever_their_form(language: str, asked: str, written: str) -> None:
    cut = cutter(language)
    assert sorted(cut(asked)) == sorted(cut(written))


def test_scripts_without_spaces_are_found_by_pairs_of_characters() -> None:
    assert cutter("zh")("英伟达 DeepSeek股价") == ["英伟", "伟达", "deepseek", "股价"]
    assert set(cutter("th")("ไทย")) <= set(cutter("th")("ประเทศไทย"))


def test_marks_do_not_cut_the_words_of_scripts_that_use_them() -> None:
    assert len(cutter("ta")("தமிழ் மொழி")) == 2


def test_a_question_finds_the_passage_that_shares_its_words(tmp_path: Path) -> None:
    lexical = index(tmp_path / "a", NOTES)
    assert best(lexical, "what did Oracle announce?", "en") == 1
    assert best(lexical, "L'action Nvidia", "fr") == 2
    assert best(lexical, "Warum fiel der Aktienkurs?", "de-AT") == 3


def test_only_passages_of_the_questions_language_are_scored(tmp_path: Path) -> None:
    found = index(tmp_path / "a", NOTES).find("Nvidia", "en")
    assert found.rows.tolist() == [0]
    assert found.scores[0] > 0


def test_the_share_says_how_many_of_the_telling_words_a_passage_has(tmp_path: Path) -> None:
    lexical = index(tmp_path / "a", NOTES)
    full = lexical.find("What did Oracle announce?", "en").shares.max()
    half = lexical.find("What did Oracle cook?", "en").shares.max()
    assert 0 < half < full < 1
    assert lexical.find("Which zebra is on and the?", "en").shares.max() == 0
    assert np.isnan(lexical.find("What did they and the?", "en").shares).all()


def test_nothing_is_found_without_a_shared_word_or_language(tmp_path: Path) -> None:
    lexical = index(tmp_path / "a", NOTES)
    for question, language in [("zebra", "en"), ("", "en"), ("?!", "fr"), ("Nvidia", "es")]:
        assert best(lexical, question, language) is None
    assert best(Lexical.open(tmp_path / "absent"), "Nvidia", "en") is None


def test_an_index_with_a_predecessor_equals_one_made_anew(tmp_path: Path) -> None:
    index(tmp_path / "old", NOTES)
    changed = [("Meta kept its spending plans.", "en"), *NOTES[1:]]
    grown = index(tmp_path / "new", changed, tmp_path / "old")
    anew = index(tmp_path / "anew", changed)
    for question, language in [
        ("Nvidia", "en"),
        ("Meta plans", "en"),
        ("bourse", "fr"),
        ("Montag", "de"),
    ]:
        expected, found = anew.find(question, language), grown.find(question, language)
        assert found.rows.tolist() == expected.rows.tolist()
        assert found.scores.tolist() == pytest.approx(expected.scores.tolist())


def test_rows_follow_passages_that_moved(tmp_path: Path) -> None:
    index(tmp_path / "old", NOTES)
    moved = index(tmp_path / "new", NOTES[1:], tmp_path / "old")
    assert best(moved, "bourse", "fr") == 1


def test_texts_without_any_word_make_an_index_that_finds_nothing(tmp_path: Path) -> None:
    lexical = index(tmp_path / "a", [("…", "en"), ("", "fr"), ("ok", "../up")])
    assert best(lexical, "anything", "en") is None
    assert best(lexical, "ok", "und") == 2
    assert not (tmp_path / "up").exists()


def test_what_is_searched_holds_title_and_headings_once() -> None:
    assert searched_text("Nvidia", ("Nvidia", "The fall"), "It fell.") == (
        "Nvidia\nThe fall\nIt fell."
    )
