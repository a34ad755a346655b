"""What is near a question is not an answer: names, days and words asked for must be there."""

from datetime import date

import pytest

from bot.answerable import Evidence, evidence, is_answered, lacks_what_is_named
from bot.conversation import Standalone
from knowledge.types import DocumentInfo, Hit, Passage, Retrieval, Span


def _hit(text: str, *, language: str = "en", relevance: float = 1.0, title: str = "") -> Hit:
    document = DocumentInfo("d", "d.txt", title or "Notes", language, published=date(2024, 5, 3))
    span = Span(0, len(text))
    passage = Passage(f"p-{text[:12]}", document, text, span, (span,), 0)
    return Hit(passage, 1.0, 0.8, (0.8,), relevance=relevance)


def _found(*hits: Hit, floor: float = 0.5, unit: float = 0.1) -> Retrieval:
    return Retrieval(tuple(hits), ranked=tuple(hits), floor=floor, unit=unit, generation="g")


def _answered(question: Standalone, *hits: Hit) -> bool:
    return is_answered(question, "en", _found(*hits), hits, alone=False)


BRIDGE = "The engineer Ada Thornbury built the bridge at Larkford on 12 June 1874."


@pytest.mark.parametrize(
    "question",
    [
        "Who built the bridge at Larkford?",
        "What did Thornbury build?",
        "What did Ada Thronbury build?",
        "What happened on 12 June 1874?",
        "What was built in 1874?",
        "who built the bridge?",
    ],
)
def test_what_is_named_is_found_even_misspelt(question: str) -> None:
    assert not lacks_what_is_named(question, "en", [_hit(BRIDGE)])


@pytest.mark.parametrize(
    "question",
    [
        "What did Angela Merkel say about the bridge?",
        "Who built the bridge at Marlow?",
        "What happened on 13 June 1874?",
        "What was built in 1899?",
        "What does the R2 model of the bridge look like?",
    ],
)
def test_what_is_named_and_nowhere_to_be_found_is_missed(question: str) -> None:
    assert lacks_what_is_named(question, "en", [_hit(BRIDGE)])


def test_places_and_short_acronyms_are_known_in_other_languages() -> None:
    french = _hit("Les États-Unis dominent l'IA.", language="fr")

    assert not lacks_what_is_named("Who leads in the United States?", "en", [french])
    assert not lacks_what_is_named("Who leads in AI today?", "en", [french])
    assert lacks_what_is_named("Who leads at Google?", "en", [french])


def test_a_german_name_is_told_from_german_nouns() -> None:
    german = _hit("Die Brücke wurde von Ada Thornbury gebaut.", language="de")

    assert lacks_what_is_named("Was sagte Elon Musk über die Brücke?", "de", [german])
    assert not lacks_what_is_named("Was kostet die Überfahrt?", "de", [german])
    assert not lacks_what_is_named("Was baute Ada Thornbury?", "de", [german])


def test_a_day_without_its_year_is_the_documents_year() -> None:
    hit = _hit("The gates were opened on 3 May for the first time.")

    assert not lacks_what_is_named("What happened on 3 May 2024?", "en", [hit])
    assert lacks_what_is_named("What happened on 3 May 2023?", "en", [hit])


def test_a_near_passage_with_few_of_the_words_does_not_answer() -> None:
    question = Standalone.of("How deep is the harbour basin?")

    assert not _answered(question, _hit(BRIDGE, relevance=0.52))


def test_a_passage_with_the_questions_words_answers() -> None:
    question = Standalone.of("Who built the bridge?")

    assert _answered(question, _hit(BRIDGE, relevance=0.52))


def test_nothing_found_answers_nothing() -> None:
    assert not _answered(Standalone.of("Who built the bridge?"))


def test_another_language_must_be_nearer_where_the_askers_own_is_there() -> None:
    question = Standalone.of("Wer baute die alte Brücke?")
    english, german = _hit(BRIDGE, relevance=0.56), _hit("Ganz anderes.", language="de")

    found = _found(english, german)
    alone = evidence(question, "de", found, [english], alone=True)
    beside = evidence(question, "de", found, [english], alone=False)

    assert alone[0].weighted() > beside[0].weighted()


def test_evidence_grows_with_relevance_and_with_words_together() -> None:
    weak, near, worded = Evidence(0.2, 0.1), Evidence(0.9, 0.1), Evidence(0.2, 0.9)

    assert weak.weighted() < 0 < near.weighted()
    assert worded.weighted() > 0
