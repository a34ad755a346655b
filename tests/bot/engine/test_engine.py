"""The whole path without a model: index, database, embedded answerer."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.wiring import House, open_house
from bot.types import Done, Failed, Outcome, Reading, Said, Searching
from tests.bot.engine.asking import answer_of, asked, events_of, settings


async def test_events_come_in_order_and_the_answer_holds_what_was_said(plain: House) -> None:
    events = await events_of(plain, "When was the bridge at Larkford opened?")

    assert isinstance(events[0], Searching)
    assert isinstance(events[1], Reading)
    said = [event.sentence for event in events if isinstance(event, Said)]
    done = events[-1]
    assert isinstance(done, Done)
    assert list(done.answer.sentences) == said


async def test_without_a_model_the_answer_is_quoted_with_its_source(plain: House) -> None:
    answer = await answer_of(plain, "When was the bridge at Larkford opened?")

    assert answer.outcome is Outcome.ANSWERED
    assert "12 June 1874" in answer.sentences[0].text
    assert answer.sentences[0].quoted
    assert answer.writer == "embedded"
    assert any("No language model is configured" in notice for notice in answer.notices)
    (source,) = answer.sources
    assert (source.title, source.publisher) == ("The bridge at Larkford", "Larkford Gazette")
    quote = answer.sentences[0].citations[0]
    assert quote.quote in answer.sentences[0].text
    assert quote.link is not None
    assert quote.link.startswith("https://gazette.example/bridge#:~:text=")


async def test_the_source_in_the_askers_language_is_preferred(plain: House) -> None:
    answer = await answer_of(plain, "Quand le pont de Larkford a-t-il été inauguré ?")

    assert answer.language == "fr"
    assert "12 juin 1874" in answer.sentences[0].text
    assert all(sentence.language == "fr" for sentence in answer.sentences)


async def test_a_source_in_another_language_is_quoted_and_named(plain: House) -> None:
    answer = await answer_of(plain, "Wie lang ist der Fluss Lark?")

    assert answer.language == "de"
    assert "92 kilometres" in answer.text
    assert "Die Quelle ist in folgender Sprache: Englisch." in answer.notices


async def test_what_someone_said_is_quoted_with_who_said_it(plain: House) -> None:
    answer = await answer_of(plain, "Will the river win in the end?")

    (words,) = [sentence.text for sentence in answer.sentences if "will win" in sentence.text]
    assert words.startswith("The mason Edith Crowe")


async def test_what_the_documents_do_not_tell_is_admitted_and_noted(plain: House) -> None:
    question = "What did Angela Merkel say about the bridge at Larkford?"
    answer = await answer_of(plain, question)

    assert answer.outcome is Outcome.UNKNOWN
    assert answer.sources == ()
    assert answer.topics
    assert question in [gap.question for gap in await plain.gaps.open(50)]


async def test_what_is_not_known_is_admitted_in_the_askers_language(plain: House) -> None:
    answer = await answer_of(plain, "Quelle est la recette de la tarte aux pommes normande ?")

    assert answer.outcome is Outcome.UNKNOWN
    assert answer.sentences[0].text.startswith("Les documents dont je dispose")


async def test_thanks_get_a_friendly_word_and_no_gap(plain: House) -> None:
    before = len(await plain.gaps.open(500))

    answer = await answer_of(plain, "merci beaucoup !")

    assert answer.outcome is Outcome.SMALL_TALK
    assert answer.sentences[0].text.startswith("Avec plaisir")
    assert answer.sources == ()
    assert len(await plain.gaps.open(500)) == before


@pytest.mark.parametrize("text", ["", "   ", "?!", "🙂"])
async def test_an_empty_question_says_what_to_write(plain: House, text: str) -> None:
    (failed,) = await events_of(plain, text)

    assert isinstance(failed, Failed)
    assert "Please write a question" in failed.problem


async def test_a_huge_question_is_cut_and_that_is_said(plain: House) -> None:
    question = "When was the bridge at Larkford opened? " + "Tell me more. " * 8000

    answer = await answer_of(plain, question)

    assert any("only the beginning was read" in notice for notice in answer.notices)


async def test_a_follow_up_is_understood_from_what_came_before(plain: House) -> None:
    for text in ("Who designed the bridge at Larkford?", "and when was it opened?"):
        question = asked(text, "follow-up")
        answer = await answer_of(plain, question)

    assert "12 June 1874" in answer.text
    assert any("Who designed the bridge" in notice for notice in answer.notices)


async def test_one_persons_conversation_is_not_anothers(plain: House) -> None:
    await answer_of(plain, asked("Who designed the bridge at Larkford?", "ann's"))

    answer = await answer_of(plain, asked("and when was it opened?", "ben's"))

    assert answer.standalone == "and when was it opened?"


async def test_the_newest_source_is_dated_where_a_question_asks_about_the_present(
    plain: House,
) -> None:
    answer = await answer_of(plain, "Is the bridge at Larkford still closed to lorries today?")

    assert "The newest source used is from 3 May 2024." in answer.notices


async def test_a_summary_tells_the_story_with_sources(plain: House) -> None:
    events = [event async for event in plain.explainer.summary(asked(""))]

    done = events[-1]
    assert isinstance(done, Done)
    assert 2 <= len(done.answer.sentences) <= 6
    assert all(sentence.citations for sentence in done.answer.sentences)


async def test_a_question_after_the_whole_story_gets_a_summary(plain: House) -> None:
    answer = await answer_of(plain, "Que s'est-il passé ?")

    assert answer.outcome is Outcome.ANSWERED
    assert answer.language == "fr"
    assert answer.sources


async def test_a_summary_of_an_unknown_topic_says_so(plain: House) -> None:
    events = [event async for event in plain.explainer.summary(asked("apple pie recipes"))]

    done = events[-1]
    assert isinstance(done, Done)
    assert done.answer.outcome is Outcome.UNKNOWN


async def test_before_anything_is_indexed_the_person_is_told(tmp_path: Path) -> None:
    async with open_house(settings(tmp_path)) as house:
        events = await events_of(house, "When was the bridge opened?")

    assert isinstance(events[-1], Failed)
    assert "Nothing is indexed yet" in events[-1].problem
