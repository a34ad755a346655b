from __future__ import annotations

import pytest

from bot.chat.types import Place
from bot.store.answers import Answers
from bot.store.claims import Claims
from bot.store.database import Database
from bot.store.feedback import Feedback
from bot.store.gaps import Gaps
from bot.store.generations import SqlCatalogue
from bot.store.pauses import Pauses
from bot.store.posts import Post, Posts
from bot.store.preferences import PreferenceLayers
from bot.store.requests import Cap, Requests, Whose
from bot.store.retention import Counts, expire, forget_place
from knowledge.catalogue import GenerationRecord, GenerationState

from .making import NOON, Hands, an_answer, asked


async def fill(database: Database, server: str, clock: Hands) -> None:
    """One of everything that is kept of a server, in a channel of it."""
    channel = f"{server}:42"
    question = asked("why?", conversation=channel)
    answer = an_answer(f"answer of {server}", question=question)
    await Answers(database, clock).save(answer)
    await Feedback(database, clock).give(answer.id, "ann", 1)
    await Gaps(database, clock).record(answer)
    await Posts(database).record(
        Post(f"{channel}/8", channel, (f"{channel}/7",), answer.id, channel, "ann", clock.time)
    )
    await PreferenceLayers(database, clock).change(server, {"length": "short"}, by="ann")
    await PreferenceLayers(database, clock).change(channel, {"length": "long"}, by="ann")
    await Pauses(database, clock).pause(channel, by="ann")
    await Requests(database).admit("ann", server, clock.time, [])
    await Claims(database, clock).claim(f"{channel}/7")


EVERYTHING = Counts(
    conversations=1,
    answers=1,
    gaps=1,
    feedback=1,
    posts=1,
    requests=1,
    claims=1,
    preferences=2,
    preference_changes=2,
    pauses=1,
)


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


async def test_what_is_counted_and_claimed_goes_sooner_and_what_is_set_stays(
    database: Database,
) -> None:
    clock = Hands()
    await fill(database, "discord:1", clock)

    clock.pass_by(days=3)
    assert await expire(database, 30, clock.time) == Counts(requests=1)
    clock.pass_by(days=5)
    assert await expire(database, 30, clock.time) == Counts(claims=1)
    clock.pass_by(days=23)
    expired = Counts(conversations=1, answers=1, gaps=1, feedback=1, posts=1, preference_changes=2)
    assert await expire(database, 30, clock.time) == expired

    assert await Posts(database).by_question("discord:1:42/7") == []
    assert await PreferenceLayers(database).layers(["discord:1"]) == {
        "discord:1": {"length": "short"}
    }
    assert await Pauses(database).paused(Place("discord", "1", "42"))


async def test_what_is_kept_for_good_does_not_keep_what_only_serves_to_count(
    database: Database,
) -> None:
    clock = Hands()
    await fill(database, "discord:1", clock)
    clock.pass_by(days=1000)
    assert await expire(database, None, clock.time) == Counts(requests=1, claims=1)


async def test_a_day_of_retention_holds_for_everything(database: Database) -> None:
    clock = Hands()
    await fill(database, "discord:1", clock)
    clock.pass_by(days=1, minutes=1)
    counts = await expire(database, 1, clock.time)
    assert (counts.answers, counts.posts, counts.requests, counts.claims) == (1, 1, 1, 1)


async def test_a_server_that_leaves_takes_everything_of_its_own_along_and_nothing_else(
    database: Database,
) -> None:
    clock = Hands()
    neighbours = ("discord:12", "discord:direct", "xdiscord:1", "Discord:1", "discord:_")
    for server in ("discord:1", *neighbours):
        await fill(database, server, clock)

    assert await forget_place(database, "discord:1") == EVERYTHING

    assert await Answers(database).get("answer of discord:1") is None
    assert await PreferenceLayers(database).changes("discord:1:42", 10) == []
    cap = Cap(Whose.SERVER, NOON.replace(hour=0), 1)
    assert await Requests(database).admit("bob", "discord:1", NOON, [cap]) == []
    assert await forget_place(database, "discord:1") == Counts(requests=1)
    for server in neighbours:
        assert await forget_place(database, server) == EVERYTHING
