from __future__ import annotations

from bot.store.database import Database
from bot.store.gaps import Gaps
from bot.types import Outcome

from .making import NOON, Hands, an_answer, asked


async def test_an_unanswered_question_stays_open_until_it_is_settled(database: Database) -> None:
    clock = Hands()
    gaps = Gaps(database, clock)
    await gaps.record(an_answer(outcome=Outcome.UNKNOWN, topics=("Tides",)))
    clock.pass_by(minutes=1)
    await gaps.record(an_answer("a2", question=asked("who owns the moon?")))

    newest, oldest = await gaps.open(10)
    assert newest.question == "who owns the moon?"
    assert oldest.question == "and why twice a day?"
    assert oldest.standalone == "Why are there tides twice a day?"
    assert oldest.scopes == {"everyone", "discord:1"}
    assert oldest.topics == ("Tides",)
    assert (oldest.asker, oldest.conversation) == ("discord:1:7", "discord:1:42")
    assert oldest.created == NOON

    assert await gaps.resolve(oldest.id)
    assert [gap.id for gap in await gaps.open(10)] == [newest.id]
    assert not await gaps.resolve(oldest.id)


async def test_only_as_many_gaps_are_listed_as_were_asked_for(database: Database) -> None:
    gaps = Gaps(database)
    for _ in range(3):
        await gaps.record(an_answer())
    assert len(await gaps.open(2)) == 2
