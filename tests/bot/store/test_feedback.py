from __future__ import annotations

from bot.store.answers import Answers
from bot.store.database import Database
from bot.store.feedback import Feedback

from .making import Hands, an_answer


async def test_the_last_vote_of_a_person_counts(database: Database) -> None:
    clock = Hands()
    await Answers(database, clock).save(an_answer())
    feedback = Feedback(database, clock)

    assert await feedback.give("a1", "ann", 1)
    assert await feedback.give("a1", "bob", 1)
    clock.pass_by(minutes=1)
    assert await feedback.give("a1", "ann", -1, "It fell on Monday.\0")

    bob, ann = await feedback.of("a1")
    assert (bob.person, bob.vote, bob.comment) == ("bob", 1, None)
    assert (ann.person, ann.vote, ann.comment) == ("ann", -1, "It fell on Monday.\ufffd")
    assert ann.created == clock.time


async def test_a_vote_on_an_answer_that_is_gone_is_not_kept(database: Database) -> None:
    feedback = Feedback(database)
    assert not await feedback.give("gone", "ann", 1)
    assert await feedback.of("gone") == []
