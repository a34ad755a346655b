from __future__ import annotations

import asyncio
from dataclasses import replace

from sqlalchemy import text

from bot.store.answers import Answers
from bot.store.database import Database
from bot.types import Heard, Length, Outcome, Unread
from knowledge.types import Document, DocumentInfo

from .making import NOON, Hands, an_answer, asked


async def test_an_answer_comes_back_as_it_was_given_after_a_restart(
    database_url: str, database: Database
) -> None:
    given = an_answer()
    await Answers(database, Hands()).save(given)
    await database.close()

    restarted = Database(database_url)
    kept = await Answers(restarted).get(given.id)
    await restarted.close()

    assert kept is not None
    assert kept.answer == replace(given, hits=())
    assert kept.answer.text == given.text
    assert kept.created == NOON
    assert kept.cited == ("p1", "p2")
    assert [(used.id, used.document, used.score) for used in kept.passages] == [
        ("p1", "d1", 1.5),
        ("p2", "d1", 0.25),
    ]


async def test_an_answer_that_is_not_kept_is_none(database: Database) -> None:
    assert await Answers(database).get("nobody") is None


async def test_what_was_suggested_after_an_answer_is_kept_with_it(database: Database) -> None:
    answers = Answers(database)
    await answers.save(an_answer("a1"))
    await answers.save(an_answer("a2"))
    await answers.suggest("a1", ("And why twice?", "¿Y la luna?"))
    await answers.suggest("nobody", ("?",))

    kept, other = await answers.get("a1"), await answers.get("a2")
    assert kept is not None
    assert other is not None
    assert kept.follow_ups == ("And why twice?", "¿Y la luna?")
    assert other.follow_ups == ()

    await answers.save(an_answer("a1"))
    again = await answers.get("a1")
    assert again is not None
    assert again.follow_ups == kept.follow_ups


async def test_what_came_with_a_question_is_not_kept(database: Database) -> None:
    answers = Answers(database)
    info = DocumentInfo(id="d9", source="upload", title="Diary", language="en")
    attached = Document(info, "a secret of mine")
    question = replace(
        asked("what does it say?"),
        length=Length.LONG,
        heard=(Heard("Ann", "a secret of hers"),),
        attached=(attached,),
        unread=(Unread("photo.png", "kind"),),
    )
    await answers.save(an_answer(question=question))

    [kept] = await answers.recent(1)
    assert kept.answer.question == asked("what does it say?")
    async with database.reading() as session:
        row = (await session.execute(text("SELECT * FROM answers"))).one()
    assert "a secret" not in str(row)


async def test_an_answer_saved_twice_is_kept_once(database: Database) -> None:
    answers = Answers(database)
    await answers.save(an_answer())
    await answers.save(an_answer())
    assert len(await answers.recent(10)) == 1


async def test_a_conversation_gives_its_last_questions_oldest_first(database: Database) -> None:
    clock = Hands()
    answers = Answers(database, clock)
    for number in range(5):
        clock.pass_by(minutes=1)
        await answers.save(an_answer(f"a{number}", question=asked(f"question {number}")))
        elsewhere = asked("something else", conversation="slack:T1:C9")
        await answers.save(an_answer(f"b{number}", question=elsewhere))

    turns = await answers.history("discord:1:42", 3)

    assert [turn.answer.question.text for turn in turns] == [
        "question 2",
        "question 3",
        "question 4",
    ]


async def test_thanks_do_not_push_questions_out_of_a_conversation(database: Database) -> None:
    clock = Hands()
    answers = Answers(database, clock)
    await answers.save(an_answer("a1", question=asked("why?")))
    for number in range(3):
        clock.pass_by(minutes=1)
        thanks = asked("thanks")
        await answers.save(an_answer(f"t{number}", question=thanks, outcome=Outcome.SMALL_TALK))

    turns = await answers.history("discord:1:42", 2)

    assert [turn.answer.id for turn in turns] == ["a1"]


async def test_what_was_asked_last_anywhere_comes_first(database: Database) -> None:
    clock = Hands()
    answers = Answers(database, clock)
    for number in range(4):
        clock.pass_by(minutes=1)
        question = asked("?", conversation=f"place {number % 2}")
        await answers.save(an_answer(f"a{number}", question=question, outcome=Outcome.UNKNOWN))
    recent = await answers.recent(3)
    assert [kept.answer.id for kept in recent] == ["a3", "a2", "a1"]
    assert recent[0].answer.outcome is Outcome.UNKNOWN


async def test_many_answers_can_be_saved_at_once(database: Database) -> None:
    answers = Answers(database)
    await asyncio.gather(*(answers.save(an_answer(f"a{number}")) for number in range(40)))
    assert len(await answers.history("discord:1:42", 100)) == 40


async def test_characters_that_databases_refuse_lose_no_question(database: Database) -> None:
    question = asked("why\0 did \ud800it fall?")
    given = an_answer(question=question, standalone=question.text, topics=("a\0b\udfff",))
    answers = Answers(database)
    await answers.save(given)
    [kept] = await answers.history(question.conversation, 1)
    assert kept.answer.question.text == "why\ufffd did \ufffdit fall?"
    assert kept.answer.topics == given.topics


async def test_a_question_of_a_hundred_thousand_characters_is_kept_whole(
    database: Database,
) -> None:
    question = asked("ñ" * 100_000)
    answers = Answers(database)
    await answers.save(an_answer(question=question))
    [kept] = await answers.recent(1)
    assert kept.answer.question == question


async def test_a_person_finds_their_own_answers_newest_first_and_no_small_talk(
    database: Database,
) -> None:
    hands = Hands()
    answers = Answers(database, hands)
    for index, asker in enumerate(["slack:U1", "slack:U2", "slack:U1", "slack:U1", "slack:U1"]):
        question = replace(asked("Why?"), asker=asker)
        outcome = Outcome.SMALL_TALK if index == 4 else Outcome.ANSWERED
        await answers.save(an_answer(str(index), question=question, outcome=outcome))
        hands.pass_by(seconds=1)

    found = await answers.recent_of("slack:U1", 2)

    assert [stored.answer.id for stored in found] == ["3", "2"]
