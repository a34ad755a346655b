"""What a question asks for, and whether a sentence has it."""

import pytest

from bot.asking import Kind, kinds, offers


@pytest.mark.parametrize(
    ("question", "language", "kind"),
    [
        ("When was it opened?", "en", Kind.TIME),
        ("In which year did it close?", "en", Kind.TIME),
        ("How much did it cost?", "en", Kind.NUMBER),
        ("Who designed it?", "en", Kind.PERSON),
        ("Where does the river rise?", "en", Kind.PLACE),
        ("Why was it closed?", "en", Kind.REASON),
        ("Quand a-t-il ouvert ?", "fr", Kind.TIME),
        ("Combien a-t-il coûté ?", "fr", Kind.NUMBER),
        ("Pourquoi a-t-il fermé ?", "fr", Kind.REASON),
        ("Wie viel kostete es?", "de", Kind.NUMBER),
        ("Wer baute es?", "de", Kind.PERSON),
        ("¿Por qué cerró?", "es", Kind.REASON),
        ("Quanto è costato?", "it", Kind.NUMBER),
        ("Quando abriu?", "pt", Kind.TIME),
        ("Waarom sloot het?", "nl", Kind.REASON),
    ],
)
def test_question_words_tell_what_is_asked_for(question: str, language: str, kind: Kind) -> None:
    assert kind in kinds(question, language)


@pytest.mark.parametrize(
    "question", ["What happened when the wall broke?", "When a wall breaks, what is it called?"]
)
def test_when_in_the_middle_of_a_question_asks_for_no_time(question: str) -> None:
    assert Kind.TIME not in kinds(question, "en")


def test_a_question_without_question_words_asks_for_nothing_special() -> None:
    assert kinds("Tell me about the bridge.", "en") == frozenset()


@pytest.mark.parametrize(
    ("sentence", "kind", "offered"),
    [
        ("It was opened on 12 June 1874.", Kind.TIME, True),
        ("It was opened in 1874.", Kind.TIME, True),
        ("It was opened in the 1870s.", Kind.TIME, True),
        ("It was opened in the 19th century.", Kind.TIME, True),
        ("It was opened by the mayor.", Kind.TIME, False),
        ("It cost £48,000.", Kind.NUMBER, True),
        ("It was opened on 12 June 1874.", Kind.NUMBER, False),
        ("The engineer Ada Thornbury designed it.", Kind.PERSON, True),
        ("The bridge at Larkford is old.", Kind.PERSON, False),
        ("It was closed because of cracks.", Kind.REASON, True),
        ("It was closed on Monday.", Kind.REASON, False),
    ],
)
def test_a_sentence_offers_what_it_holds_beyond_the_question(
    sentence: str, kind: Kind, offered: bool
) -> None:
    assert offers(sentence, "en", kind, "Who built the bridge at Larkford?") is offered
