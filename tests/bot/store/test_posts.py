from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.store.database import Database
from bot.store.posts import Post, Posts

from .making import NOON

POST = Post(
    message="discord:1:2:3/100",
    place="discord:1:2:3",
    questions=("discord:1:2/99", "discord:1:2/98"),
    answer=None,
    conversation="discord:1:2:3",
    asker="discord:7",
    created=NOON,
)


async def test_a_post_is_found_by_its_message_and_by_any_of_its_questions(
    database: Database,
) -> None:
    posts = Posts(database)
    await posts.record(POST)

    assert await posts.by_message(POST.message) == POST
    assert await posts.by_question("discord:1:2/99") == [POST]
    assert await posts.by_question("discord:1:2/98") == [POST]
    assert await posts.by_question("discord:1:2/9") == []
    assert await posts.by_message("discord:1:2:3/1000") is None


async def test_a_post_recorded_again_takes_over_what_is_new(database: Database) -> None:
    posts = Posts(database)
    await posts.record(POST)
    later = replace(POST, answer="a1", questions=("discord:1:2/97",), created=NOON + timedelta(1))
    await posts.record(later)

    assert await posts.by_message(POST.message) == replace(later, created=NOON)
    assert await posts.by_question("discord:1:2/99") == []


async def test_an_answer_in_several_posts_gives_them_in_their_order(database: Database) -> None:
    posts = Posts(database)
    second = replace(POST, message="discord:1:2:3/5", created=NOON + timedelta(seconds=1))
    await posts.record(second)
    await posts.record(POST)
    assert await posts.by_question("discord:1:2/99") == [POST, second]


async def test_answers_to_someone_are_counted_in_a_channel_and_its_threads(
    database: Database,
) -> None:
    posts = Posts(database)
    answer = replace(POST, answer="a1", created=NOON + timedelta(seconds=1))
    for post in (
        answer,
        replace(answer, message="second page"),
        replace(answer, message="in a thread", place="discord:1:2:9", answer="a2"),
        replace(answer, message="refused", place="discord:1:2", answer=None),
        replace(answer, message="before", answer="a3", created=NOON),
        replace(answer, message="elsewhere", answer="a4", place="discord:1:22"),
        replace(answer, message="to another", answer="a5", asker="discord:8"),
    ):
        await posts.record(post)

    assert await posts.answers_to("discord:7", "discord:1:2", NOON) == 3


async def test_what_is_forgotten_is_not_found_any_more(database: Database) -> None:
    posts = Posts(database)
    other = replace(POST, message="discord:1:2:3/101")
    await posts.record(POST)
    await posts.record(other)

    await posts.forget([POST.message, "discord:1:2:3/unknown"])
    await posts.forget([])

    assert await posts.by_message(POST.message) is None
    assert await posts.by_question("discord:1:2/99") == [other]


async def test_having_posted_in_a_thread_is_not_having_posted_in_its_channel(
    database: Database,
) -> None:
    posts = Posts(database)
    assert not await posts.in_place("discord:1:2:3")
    await posts.record(POST)
    assert await posts.in_place("discord:1:2:3")
    assert not await posts.in_place("discord:1:2")
    assert not await posts.in_place("discord:1:2:33")
