"""What a person sees on every platform."""

from __future__ import annotations

from tests.contract.driver import Driver
from tests.fakes.openai_server import FakeOpenAI, in_trouble
from tests.support.model import citing

QUESTION = "When did the ferry of Sandmoor begin to run?"


async def test_an_answer_carries_numbered_sources(person: Driver) -> None:
    seen = await person.say(QUESTION)
    assert seen.count("[1]") == 2, "one behind the sentence, one before its source"
    sentence, source = seen.rsplit("[1]", 1)
    assert "3 March 1911" in sentence
    assert "The ferry of Sandmoor" in source
    assert "Sandmoor Herald" in source
    assert "2 April 2023" in source
    assert "https://herald.example/ferry" in source


async def test_what_the_documents_do_not_say_is_admitted(person: Driver) -> None:
    seen = await person.say("Who won the world cup of chess in 1998?")
    assert "do not answer that" in seen
    assert "[1]" not in seen


async def test_a_follow_up_leans_on_the_question_before(person: Driver) -> None:
    await person.say(QUESTION)
    seen = await person.say("and why?")
    assert f"Understood as: {QUESTION} and why?" in seen


async def test_a_greeting_gets_a_friendly_word_without_sources(person: Driver) -> None:
    seen = await person.say("hello!")
    assert "Ask me anything" in seen
    assert "[1]" not in seen


async def test_an_empty_question_gets_an_example(person: Driver) -> None:
    assert "Please write a question, for example" in await person.say("?!")


async def test_a_question_is_answered_in_its_language(person: Driver) -> None:
    seen = await person.say("Pourquoi le bac de Sandmoor a-t-il été abandonné ?")
    assert "nouveau tunnel" in seen
    assert "Aucun modèle de langue" in seen


async def test_a_summary_has_sources_too(person: Driver) -> None:
    seen = await person.summary("the lighthouse on Gull Rock")
    assert "granite" in seen
    assert "[1]" in seen


async def test_the_model_that_wrote_is_named(person_with_model: Driver, server: FakeOpenAI) -> None:
    sentence = "The ferry first ran on 3 March 1911."

    server.reply = citing("began to run on 3 March 1911", sentence)
    seen = await person_with_model.say(QUESTION)
    assert f"{sentence} [1]" in seen
    assert f"Written by {server.model}" in seen


async def test_what_a_model_invents_is_not_shown(
    person_with_model: Driver, server: FakeOpenAI
) -> None:
    server.say("The ferry sank in 1942 with 900 people aboard. [1]")
    seen = await person_with_model.say(QUESTION)
    assert "1942" not in seen
    assert "3 March 1911" in seen
    assert "not borne out by the sources" in seen


async def test_where_the_model_fails_the_sources_are_quoted(
    person_with_model: Driver, server: FakeOpenAI
) -> None:
    server.reply = lambda _: in_trouble()
    seen = await person_with_model.say(QUESTION)
    assert "3 March 1911" in seen
    assert "could not be reached" in seen


async def test_a_document_cannot_steer_what_shows_it(person: Driver) -> None:
    seen = await person.say("How deep is the well of Sandmoor?")
    assert "19 metres deep" in seen
    assert "\x1b" not in seen
