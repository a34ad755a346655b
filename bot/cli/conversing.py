"""Questions asked at the terminal, and Ctrl-C while one is being answered."""

from __future__ import annotations

import asyncio
import os
import re
import signal
from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import aclosing, contextmanager
from typing import TYPE_CHECKING

from bot.types import Done, Failed, Question
from knowledge.types import readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.types import AnswerEvent

CONVERSATION = "console:"
ASKER = "console"


def console_question(
    text: str, conversation: str, language: str | None, scopes: Iterable[str] = ()
) -> Question:
    """A question of the person at the terminal, in the conversation of this id."""
    return Question(
        text=text,
        asker=ASKER,
        conversation=CONVERSATION + conversation,
        scopes=readable(scopes),
        language=language,
        locale=_locale(),
    )


async def follow(
    ask: Callable[[asyncio.Event], AsyncGenerator[AnswerEvent, None]],
    show: Callable[[AnswerEvent], None],
) -> Done | Failed:
    """Shows the events of an answer as they come, and returns the last.

    Ctrl-C ends the answer with what was said; a second one ends the program.
    """
    stop = asyncio.Event()
    with _interrupting(stop):
        async with aclosing(ask(stop)) as events:
            async for event in events:
                show(event)
                if isinstance(event, Done | Failed):
                    return event
    raise AssertionError("an answer ends in Done or Failed")


@contextmanager
def _interrupting(stop: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    before = signal.getsignal(signal.SIGINT)

    def interrupted(*_: object) -> None:
        loop.call_soon_threadsafe(stop.set)
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, interrupted)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _locale() -> str | None:
    """The person's language as the environment has it, such as `fr_FR`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        found = re.match(r"[a-z]{2}(?:_[A-Z]{2})?\b", os.environ.get(name, ""))
        if found:
            return found[0]
    return None
