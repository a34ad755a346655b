"""Questions are answered one at a time, in the order in which they came."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from bot.chat.turns import Turns
from bot.phrases import LANGUAGES, Phrases


class Street:
    """Notes when whose turn comes; each goes on until it is let go."""

    def __init__(self) -> None:
        self.turns = Turns()
        self.came: list[str] = []
        self.ahead: dict[str, int] = {}
        self._leave: dict[str, asyncio.Event] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def arrives(self, name: str, *keys: str) -> None:
        self._leave[name] = asyncio.Event()
        self._tasks[name] = asyncio.create_task(self._pass(name, keys))
        await settle()

    async def ends(self, name: str) -> None:
        self._leave[name].set()
        await settle()
        await self._tasks[name]

    async def gives_up(self, name: str) -> None:
        self._tasks[name].cancel()
        with pytest.raises(asyncio.CancelledError):
            await self._tasks[name]
        await settle()

    async def _pass(self, name: str, keys: Sequence[str]) -> None:
        async with self.turns.turn(keys) as turn:
            self.ahead[name] = turn.ahead
            await turn.comes()
            self.came.append(name)
            await self._leave[name].wait()


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_questions_of_a_person_and_of_a_conversation_wait_for_each_other() -> None:
    street = Street()
    await street.arrives("anna's first", "anna", "thread")
    await street.arrives("anna's second", "anna", "elsewhere")
    await street.arrives("ben's", "ben", "thread")
    await street.arrives("carl's", "carl", "far away")
    assert street.came == ["anna's first", "carl's"]
    assert street.ahead == {
        "anna's first": 0,
        "anna's second": 1,
        "ben's": 1,
        "carl's": 0,
    }
    await street.ends("anna's first")
    assert street.came[2:] == ["anna's second", "ben's"]
    for name in ("anna's second", "ben's", "carl's"):
        await street.ends(name)
    assert len(street.turns) == 0


async def test_a_conversation_is_answered_in_the_order_in_which_it_asked() -> None:
    street = Street()
    names = [f"q{number}" for number in range(20)]
    for number, name in enumerate(names):
        await street.arrives(name, f"person {number % 7}", "thread")
    for name in names:
        await street.ends(name)
    assert street.came == names
    assert len(street.turns) == 0


async def test_those_who_wait_for_others_that_wait_are_told_of_all_of_them() -> None:
    street = Street()
    await street.arrives("first", "anna", "thread")
    await street.arrives("second", "ben", "thread")
    await street.arrives("third", "ben", "elsewhere")
    assert street.ahead["third"] == 2
    for name in ("first", "second", "third"):
        await street.ends(name)


async def test_who_gives_up_leaves_the_queue_and_holds_up_nobody() -> None:
    street = Street()
    await street.arrives("first", "anna", "thread")
    await street.arrives("second", "ben", "thread")
    await street.arrives("third", "ben", "elsewhere")
    await street.gives_up("second")
    assert street.came == ["first", "third"]
    await street.gives_up("first")
    await street.ends("third")
    assert len(street.turns) == 0


async def test_a_question_that_fails_lets_the_next_one_go_on() -> None:
    turns = Turns()

    async def fails() -> None:
        async with turns.turn(["anna"]) as turn:
            await turn.comes()
            raise RuntimeError("no answer")

    with pytest.raises(RuntimeError):
        await fails()
    async with turns.turn(["anna", "anna"]) as turn:
        assert turn.ahead == 0
        await turn.comes()
    assert len(turns) == 0


async def test_leaving_before_the_turn_came_frees_the_place() -> None:
    turns = Turns()
    async with turns.turn(["anna"]) as first:
        await first.comes()
        async with turns.turn(["anna"]) as second:
            assert second.ahead == 1
        async with turns.turn(["anna"]) as third:
            assert third.ahead == 1
    assert len(turns) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_waiting_is_told_with_the_number_that_is_ahead(language: str) -> None:
    phrases = Phrases(language)
    assert "3" in phrases.say("waiting", ahead=3)
    assert phrases.say("waiting", ahead=1) != phrases.say("waiting", ahead=3).replace("3", "1")
