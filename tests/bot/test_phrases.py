"""Every language says everything, and small talk is told from questions."""

from datetime import date
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot import phrases
from bot.phrases import LANGUAGES, Phrases, small_talk


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def _catalogue(language: str) -> dict[str, set[str]]:
    variables: dict[str, set[str]] = {}
    for catalogue in (Path(phrases.__file__).parent / language).glob("*.ftl"):
        for entry in FluentParser().parse(catalogue.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), entry.content
            if isinstance(entry, ast.Message):
                assert entry.id.name not in variables, "a phrase stands in two files"
                visitor = _Variables()
                visitor.visit(entry)
                variables[entry.id.name] = visitor.names
    return variables


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_phrase_with_the_same_values(language: str) -> None:
    assert _catalogue(language) == _catalogue("en")


def test_a_language_without_a_catalogue_gets_english() -> None:
    assert Phrases("xx").say("sources") == "Sources"


def test_dates_lists_and_languages_read_as_that_language_writes_them() -> None:
    french = Phrases("fr")

    assert french.date(date(2025, 1, 27)) == "27 janvier 2025"
    assert french.listing(["a", "b", "c"]) == "a, b et c"
    assert french.language_name("en") == "anglais"


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "Hello!", "greeting"),
        ("en", "hi, thanks a lot 🙏", "thanks"),
        ("fr", "Merci beaucoup !!", "thanks"),
        ("fr", "ca va ?", "greeting"),
        ("de", "Grüß Gott", "greeting"),
        ("es", "¿Qué puedes hacer?", "about"),
        ("nl", "dank je wel", "thanks"),
    ],
)
def test_small_talk_is_heard(language: str, text: str, kind: str) -> None:
    assert Phrases(language).hears(text) == kind


@pytest.mark.parametrize(
    "text",
    ["Hi, why did Nvidia fall?", "thanks to whom did it rise?", "hello kitty", "", "?!", "why?"],
)
def test_a_question_is_not_small_talk(text: str) -> None:
    assert Phrases("en").hears(text) is None


def test_small_talk_is_heard_in_its_own_language_whatever_was_expected() -> None:
    assert small_talk("grazie mille", preferred="en") == ("it", "thanks")
    assert small_talk("hallo", preferred="nl") == ("nl", "greeting")
    assert small_talk("Was ist passiert?", preferred="de") is None


def test_a_question_about_the_present_is_told_from_others() -> None:
    assert Phrases("en").asks_about_the_present("What is Nvidia worth today?")
    assert Phrases("fr").asks_about_the_present("Que vaut Nvidia aujourd'hui ?")
    assert not Phrases("en").asks_about_the_present("What is known of the fall?")


def test_a_question_after_the_story_is_told_from_a_question_about_something() -> None:
    assert Phrases("en").asks_for_the_story("What happened?")
    assert Phrases("de").asks_for_the_story("Worum geht es?")
    assert not Phrases("en").asks_for_the_story("What happened to Oracle?")
