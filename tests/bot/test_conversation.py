"""Follow-ups lean on what came before; other questions are left as they were asked."""

import pytest

from bot.conversation import Conversation, Turn, joined, leans, opens_leaning


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("and the day after?", "en"),
        ("why?", "en"),
        ("What did he say about it?", "en"),
        ("What about the power companies?", "en"),
        ("When was this announced?", "en"),
        ("Et le lendemain ?", "fr"),
        ("Que pense-t-il de la suite ?", "fr"),
        ("Und am Tag danach?", "de"),
        ("¿Y el día siguiente?", "es"),
    ],
)
def test_a_follow_up_is_told(question: str, language: str) -> None:
    assert leans(question, language)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Why did Nvidia fall on 27 January 2025?", "en"),
        ("What did Angela Merkel say about DeepSeek?", "en"),
        ("How much does the model cost to train?", "en"),
        ("How much did it cost to train V3?", "en"),
        ("Pourquoi l'action de Nvidia a-t-elle chuté ?", "fr"),
        ("Wie viel Wert verlor Nvidia an einem Tag?", "de"),
    ],
)
def test_a_question_that_stands_alone_is_told(question: str, language: str) -> None:
    assert not leans(question, language)


def test_without_a_model_a_follow_up_is_put_behind_what_it_leans_on() -> None:
    before = Turn("why did Nvidia fall?", "why did Nvidia fall?")

    understood = joined("and the day after?", [before], "en")

    assert understood.text == "why did Nvidia fall? and the day after?"
    assert understood.rewritten


def test_a_chain_of_follow_ups_does_not_grow_without_end() -> None:
    root = Turn("why did Nvidia fall?", "why did Nvidia fall?")
    turns = [root]
    for question in ("and the day after?", "and the week after?", "and then?"):
        turns.append(Turn(question, joined(question, turns, "en").text))

    assert turns[-1].standalone == "why did Nvidia fall? and the week after? and then?"


def test_a_new_question_leaves_the_conversation_behind() -> None:
    before = Turn("why did Nvidia fall?", "why did Nvidia fall?")

    assert joined("Who founded DeepSeek in Hangzhou?", [before], "en").text == (
        "Who founded DeepSeek in Hangzhou?"
    )


async def test_a_first_question_is_never_rewritten() -> None:
    understood = await Conversation(None).standalone("and the day after?", [], "en")

    assert understood.text == "and the day after?"
    assert not understood.rewritten


@pytest.mark.parametrize(
    ("sentence", "language", "leaning"),
    [
        ("It closed at $118.42.", "en", True),
        ("However high it was, Nvidia fell.", "en", False),
        ("Nvidia closed at $118.42.", "en", False),
        ("Il a ajouté une phrase.", "fr", True),
        ("Das Unternehmen wuchs.", "de", False),
    ],
)
def test_a_sentence_that_points_back_is_told(sentence: str, language: str, leaning: bool) -> None:
    assert opens_leaning(sentence, language) is leaning
