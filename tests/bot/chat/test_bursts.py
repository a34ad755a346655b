"""Short messages that one person sends in a row become one question."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace
from datetime import UTC, datetime

from bot.chat.bursts import Bursts
from bot.chat.types import Attachment, Message, Person, Place

QUIET = 0.05
NOON = datetime(2025, 1, 27, 12, tzinfo=UTC)
CHANNEL, ELSEWHERE = Place("chat", "server", "general"), Place("chat", "server", "random")
ANNA, BEN = Person("chat", "1", "Anna"), Person("chat", "2", "Ben")


async def _nothing() -> bytes:
    return b""


def said(number: int, text: str, author: Person = ANNA, place: Place = CHANNEL) -> Message:
    return Message(f"m{number}", place, author, text, NOON, link=f"link {number}")


async def gathered(bursts: Bursts, *messages: Message) -> list[Message | None]:
    return await asyncio.gather(*(bursts.gather(message) for message in messages))


async def test_a_burst_is_one_question_and_comes_once() -> None:
    bursts = Bursts(QUIET)
    found = await gathered(
        bursts, said(1, "so nvidia"), said(2, "it fell by 17 %"), said(3, "tell me why")
    )
    assert found[:2] == [None, None]
    whole = found[2]
    assert whole is not None
    assert whole.text == "so nvidia\nit fell by 17 %\ntell me why"
    assert (whole.id, whole.link) == ("m3", "link 3")
    assert whole.merged == ("m1", "m2", "m3")
    assert len(bursts) == 0


async def test_who_was_addressed_and_what_was_attached_anywhere_counts_for_the_whole() -> None:
    bursts = Bursts(QUIET)
    file = Attachment("chart.png", 10, "image/png", _nothing)
    found = await gathered(
        bursts,
        replace(said(1, ""), mentions_us=True, attachments=(file,)),
        replace(said(2, "look at that"), replies_to="a", replies_to_us=True),
        replace(said(3, "and that"), mentions_others=True, attachments=(file,)),
    )
    whole = found[-1]
    assert whole is not None
    assert whole.text == "look at that\nand that"
    assert whole.mentions_us
    assert whole.mentions_others
    assert (whole.replies_to, whole.replies_to_us) == ("a", True)
    assert len(whole.attachments) == 2


async def test_a_single_message_stays_as_it_is() -> None:
    message = said(1, "tell me why")
    assert await Bursts(QUIET).gather(message) == message


async def test_a_question_mark_ends_the_wait_and_takes_along_what_came_before() -> None:
    bursts = Bursts(3600)
    waiting = asyncio.create_task(bursts.gather(said(1, "so nvidia fell")))
    await asyncio.sleep(0)
    whole = await bursts.gather(said(2, "why is that?"))
    assert whole is not None
    assert whole.text == "so nvidia fell\nwhy is that?"
    waiting.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await waiting
    assert len(bursts) == 0


async def test_whole_questions_wait_for_nothing() -> None:
    bursts = Bursts(3600)
    for number, text in enumerate(
        ("why did it fall?", "なぜですか？", 'why "again?"', "word " * 50)
    ):
        message = said(number, text)
        assert await bursts.gather(message) == message


async def test_someone_who_never_stops_is_heard_all_the_same() -> None:
    bursts = Bursts(3600)
    tasks = [asyncio.create_task(bursts.gather(said(n, f"word {n}"))) for n in range(10)]
    done, waiting = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED, timeout=10)
    (whole,) = [task.result() for task in done]
    assert whole is not None
    assert len(whole.merged) == 10
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)


async def test_people_and_places_do_not_mix() -> None:
    bursts = Bursts(QUIET)
    messages = (
        said(1, "tell me why"),
        said(2, "tell me when", BEN),
        said(3, "tell me who", ANNA, ELSEWHERE),
    )
    assert await gathered(bursts, *messages) == list(messages)


async def test_an_edit_while_waiting_counts_and_a_deleted_message_is_left_out() -> None:
    bursts = Bursts(QUIET)
    tasks = [
        asyncio.create_task(bursts.gather(said(n, text)))
        for n, text in enumerate(("nvidia", "oops", "tell me why"))
    ]
    await asyncio.sleep(0)
    assert bursts.replace(said(0, "Nvidia fell"))
    assert bursts.withdraw(said(1, "").key)
    *nothing, whole = await asyncio.gather(*tasks)
    assert nothing == [None, None]
    assert whole is not None
    assert whole.text == "Nvidia fell\ntell me why"
    assert not bursts.replace(said(0, "too late"))
    assert not bursts.withdraw(said(0, "").key)


async def test_deleting_the_last_message_keeps_the_others_and_deleting_all_keeps_nothing() -> None:
    bursts = Bursts(QUIET)
    tasks = [
        asyncio.create_task(bursts.gather(said(n, text)))
        for n, text in enumerate(("tell me why", "no"))
    ]
    await asyncio.sleep(0)
    bursts.withdraw(said(1, "").key)
    left = [message for message in await asyncio.gather(*tasks) if message is not None]
    assert left == [said(0, "tell me why")]
    task = asyncio.create_task(bursts.gather(said(3, "tell me why")))
    await asyncio.sleep(0)
    bursts.withdraw(said(3, "").key)
    assert await task is None
    assert len(bursts) == 0


async def test_what_was_given_up_is_forgotten() -> None:
    bursts = Bursts(QUIET)
    kept = asyncio.create_task(bursts.gather(said(1, "tell me why")))
    await asyncio.sleep(0)
    given_up = asyncio.create_task(bursts.gather(said(2, "or not")))
    await asyncio.sleep(0)
    given_up.cancel()
    assert await kept == said(1, "tell me why")
    assert len(bursts) == 0
