from __future__ import annotations

from datetime import timedelta

from bot.store.answers import Answers
from bot.store.database import Database
from bot.store.usage import usage_by_writer
from bot.types import Usage

from .making import NOON, Hands, an_answer


async def test_tokens_and_cost_are_summed_by_writer_over_a_period(database: Database) -> None:
    clock = Hands()
    answers = Answers(database, clock)
    await answers.save(an_answer("a1", usage=Usage(100, 10, 5, 0.25)))
    await answers.save(an_answer("a2", usage=Usage(50, 0, 5, 0.5)))
    await answers.save(an_answer("a3", writer="embedded", usage=Usage()))
    clock.pass_by(days=1)
    await answers.save(an_answer("a4", usage=Usage(999, 999, 999, 999)))

    model, embedded = await usage_by_writer(database, NOON, NOON + timedelta(days=1))

    assert (model.writer, model.answers) == ("deepseek", 2)
    assert model.usage == Usage(150, 10, 10, 0.75)
    assert (embedded.writer, embedded.answers, embedded.usage) == ("embedded", 1, Usage())
