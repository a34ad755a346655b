"""Sentences that their passages bear out, and those that they do not."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from bot.grounding import Check, Grounding, Verdict
from knowledge.sentences import sentence_spans
from knowledge.types import DocumentInfo, Passage, Span

NVIDIA = (
    "Nvidia lost $589 billion of market value on Monday, 27 January 2025. "
    "Its shares fell by 16.97 % and closed at $118.42. "
    "The fall was not caused by weak sales. "
    "Marc Andreessen called R1 “AI's Sputnik moment”. "
    "According to SemiAnalysis, DeepSeek spent well over $500 million on hardware. "
    "Broadcom fell by 17.4 % and Oracle by 13.8 %."
)
FRENCH = (
    "Nvidia a perdu 589 milliards de dollars de valeur boursière le 27 janvier. "
    "Lundi, Donald Trump a déclaré que c'était un « signal d’alarme » pour l'industrie."
)


def passage(
    text: str,
    language: str = "en",
    title: str = "The day",
    published: date | None = None,
    n: int = 0,
) -> Passage:
    info = DocumentInfo(f"d{n}", "d", title, language, publisher="The Paper", published=published)
    spans = tuple(sentence_spans(text, language))
    return Passage(f"p{n}", info, text, Span(0, len(text)), spans, 0)


def check(sentence: str, *passages: Passage, language: str = "en") -> Check:
    return Grounding().check(sentence, language, passages or (passage(NVIDIA),))


def quoted(found: Check) -> list[str]:
    return [one.passage.quote(one.span) for one in found.quotes]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nvidia lost $589 billion of market value on Monday, 27 January 2025.",
        "On January 27, 2025, Nvidia lost $589bn of its market value.",
        "Nvidia's shares fell by 16.97 %.",
        "Its shares fell by nearly 17 percent.",
        "Nvidia lost about 589 billion dollars of market value.",
        "Marc Andreessen called R1 “AI's Sputnik moment”.",
        "According to SemiAnalysis, DeepSeek spent well over $500 million on hardware.",
        "Weak sales did not cause the fall.",
    ],
)
def test_a_sentence_that_the_passage_says_is_supported(sentence: str) -> None:
    assert check(sentence).verdict is Verdict.SUPPORTED, check(sentence).problem


@pytest.mark.parametrize(
    ("sentence", "problem"),
    [
        ("Nvidia lost $598 billion of market value on Monday, 27 January 2025.", "598"),
        ("Nvidia lost €589 billion of market value on Monday, 27 January 2025.", "€589"),
        ("Nvidia lost $589 million of market value on Monday, 27 January 2025.", "589 million"),
        ("Nvidia lost $589 billion of market value on Monday, 28 January 2025.", "28 January"),
        ("Its shares fell by 17 % and closed at $118.42.", "17 %"),
        ("Its shares fell by 13.8 % and closed at $118.42.", "13.8"),
        ("The fall was caused by weak sales.", "not caused"),
        ("Oracle lost $589 billion of market value on Monday, 27 January 2025.", "Oracle"),
    ],
)
def test_a_sentence_that_turns_what_the_passage_says_is_contradicted(
    sentence: str, problem: str
) -> None:
    found = check(sentence)
    assert found.verdict is Verdict.CONTRADICTED
    assert problem in (found.problem or "")
    assert "the documents say" in (found.problem or "")
    assert not found.quotes


@pytest.mark.parametrize(
    "sentence",
    [
        "AMD lost $589 billion of market value.",
        "Nvidia's shares fell in Tokyo.",
        "Marc Andreessen called R1 “AI's Apollo moment”.",
        "The R2 model made Nvidia's shares fall.",
        "Investors had long feared that chips would become cheaper.",
        "Nvidia paid 12 lawyers.",
        "Gravity bends light.",
    ],
)
def test_a_sentence_that_the_passage_does_not_say_is_not_found(sentence: str) -> None:
    found = check(sentence)
    assert found.verdict is Verdict.NOT_FOUND
    assert found.problem


def test_a_sentence_without_a_passage_is_not_found() -> None:
    assert Grounding().check("Nvidia fell.", "en", []).verdict is Verdict.NOT_FOUND


def test_figures_may_be_spread_over_the_passages_cited() -> None:
    one = passage("Nvidia lost $589 billion.", n=1)
    two = passage("Broadcom fell by 17.4 % the same day.", n=2)
    other = passage("The weather was fine.", n=3)
    sentence = "Nvidia lost $589 billion and Broadcom fell by 17.4 %."
    found = check(sentence, one, two, other)
    assert found.verdict is Verdict.SUPPORTED
    assert sorted(quoted(found)) == [two.text, one.text]
    assert check(sentence, one).verdict is Verdict.NOT_FOUND


def test_the_quotes_are_the_exact_sentences_that_it_rests_on() -> None:
    found = check("Broadcom fell by 17.4 % and Oracle by 13.8 %.")
    assert quoted(found) == ["Broadcom fell by 17.4 % and Oracle by 13.8 %."]


@pytest.mark.parametrize(
    ("sentence", "language", "verdict"),
    [
        ("Nvidia lost $589 billion on 27 January.", "en", Verdict.SUPPORTED),
        ("Nvidia verlor 589 Milliarden Dollar.", "de", Verdict.SUPPORTED),
        ("Nvidia lost $593 billion on 27 January.", "en", Verdict.NOT_FOUND),
        ("Broadcom lost $589 billion on 27 January.", "en", Verdict.NOT_FOUND),
        ("Trump said it was a “signal d'alarme”.", "en", Verdict.SUPPORTED),
        ("Trump said it was a “wake-up call”.", "en", Verdict.NOT_FOUND),
    ],
)
def test_an_answer_in_another_language_is_held_to_the_same_facts(
    sentence: str, language: str, verdict: Verdict
) -> None:
    assert check(sentence, passage(FRENCH, "fr"), language=language).verdict is verdict


def test_an_opinion_must_keep_its_holder() -> None:
    assert check("DeepSeek spent well over $500 million on hardware.").verdict is Verdict.NOT_FOUND
    found = check("According to Oracle, DeepSeek spent well over $500 million on hardware.")
    assert found.verdict is not Verdict.SUPPORTED
    kept = check("SemiAnalysis thinks DeepSeek spent well over $500 million on hardware.")
    assert kept.verdict is Verdict.SUPPORTED, kept.problem


def test_a_fact_may_be_given_to_the_paper_that_printed_it() -> None:
    sentence = "According to The Paper, Nvidia's shares fell by 16.97 %."
    assert check(sentence).verdict is Verdict.SUPPORTED
    wrong = check("According to Marc Andreessen, Broadcom fell by 17.4 % and Oracle by 13.8 %.")
    assert wrong.verdict is not Verdict.SUPPORTED


def test_a_date_without_a_year_may_take_the_year_of_the_document() -> None:
    text = "Nvidia lost $589 billion on 27 January."
    sentence = "Nvidia lost $589 billion on 27 January 2025."
    assert check(sentence, passage(text)).verdict is not Verdict.SUPPORTED
    dated = passage(text, published=date(2025, 1, 28))
    assert check(sentence, dated).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize("text", ["Hello!", "Bonjour !", "Here is a short summary:", "Gerne!", ""])
def test_a_greeting_or_an_announcement_is_not_checked(text: str) -> None:
    assert check(text).verdict is Verdict.NOT_CHECKED


@pytest.mark.parametrize("text", ["The summary was a lie.", "The firm cheated its workers:"])
def test_a_claim_is_never_taken_for_a_greeting(text: str) -> None:
    assert check(text).verdict is Verdict.NOT_FOUND


def test_up_for_down_is_contradicted() -> None:
    found = check("Broadcom rose by 17.4 % and Oracle by 13.8 %.")
    assert found.verdict is Verdict.CONTRADICTED


def test_a_pronoun_in_the_source_may_stand_for_the_holder() -> None:
    text = "The lab released R1. Jane Roe leads it. She said that training took two months."
    assert check("Jane Roe said that training took two months.", passage(text)).problem is None
    assert check("Training took two months.", passage(text)).verdict is Verdict.NOT_FOUND


def test_closeness_decides_across_languages() -> None:
    german = passage("Die Anleger fürchteten sinkende Preise.", "de")
    sentence = "Investors were afraid of falling prices."

    def verdict(cosine: float) -> Verdict:
        def closeness(left: Sequence[str], right: Sequence[str]) -> np.ndarray:
            return np.full((len(left), len(right)), cosine)

        return Grounding(closeness).check(sentence, "en", [german]).verdict

    assert verdict(0.9) is Verdict.SUPPORTED
    assert verdict(0.8) is Verdict.NOT_FOUND
    assert Grounding().check(sentence, "en", [german]).verdict is Verdict.NOT_FOUND
