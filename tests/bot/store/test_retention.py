from __future__ import annotations

import pytest

from bot.store.answers import Answers
from bot.store.database import Database
from bot.store.feedback import Feedback
from bot.store.gaps import Gaps
from bot.store.generations import SqlCatalogue
from bot.store.retention import Counts, expire
from knowledge.catalogue import GenerationRecord, GenerationState

from .making import NOON, Hands, an_answer, asked


async def test_what_is_older_than_the_given_days_is_deleted_and_nothing_else(
    database: Database,
) -> None:
    clock = Hands()
    answers, gaps = Answers(database, clock), Gaps(database, clock)
    feedback, catalogue = Feedback(database, clock), SqlCatalogue(database, clock)
    generation = GenerationRecord("g7", GenerationState.BUILDING, "usem3", 512, NOON)
    await catalogue.begin(generation)
    await catalogue.go_live(generation, [], {})
    await answers.save(an_answer("old"))
    await answers.save(an_answer("old and over", question=asked("?", conversation="over")))
    await gaps.record(an_answer("old"))
    await feedback.give("old", "ann", 1)
    await feedback.give("old", "bob", -1)
    clock.pass_by(days=20)
    await answers.save(an_answer("new"))
    await gaps.record(an_answer("new"))
    await feedback.give("new", "ann", 1)
    clock.pass_by(days=11)

    counts = await expire(database, 30, clock.time)

    assert counts == Counts(conversations=1, answers=2, gaps=1, feedback=2)
    assert [kept.answer.id for kept in await answers.recent(10)] == ["new"]
    assert len(await gaps.open(10)) == 1
    assert len(await feedback.of("new")) == 1
    assert await feedback.of("old") == []
    live = await catalogue.live()
    assert live is not None
    assert live.id == "g7"
    assert await expire(database, 30, clock.time) == Counts()


async def test_a_retention_of_no_days_is_refused_and_deletes_nothing(database: Database) -> None:
    answers = Answers(database)
    await answers.save(an_answer())
    with pytest.raises(ValueError, match="at least one day"):
        await expire(database, 0, NOON)
    assert len(await answers.recent(10)) == 1
