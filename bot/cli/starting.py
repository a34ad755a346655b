"""`explainer start`: what `make run` does. Index, a first answer, then a conversation."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.cli.options import Language
from bot.cli.running import consoles, run

if TYPE_CHECKING:
    from bot.cli.wiring import House

FIRST_QUESTION = "why did Nvidia fall?"


def start(lang: Language = None) -> None:
    """Index, answer a first question, and go on as a chat."""

    async def work(house: House) -> int:
        await bring_index_up_to_date(house)
        from bot.cli.chatting import Chat

        await house.ready_to_answer()
        chat = Chat(house, language=lang)
        output, _ = consoles()
        answered = True
        if house.settings.bundled_notes:
            output.print(f"\n> {FIRST_QUESTION}", style="bold")
            answered = await chat.ask(FIRST_QUESTION)
        if sys.stdin.isatty() and sys.stdout.isatty():
            output.print("Ask on. /help tells what else there is; Ctrl-D leaves.", style="dim")
            await chat.hold()
            return 0
        return 0 if answered else 1

    run(work)


async def bring_index_up_to_date(house: House) -> None:
    """Brings the index up to date. Where another process is at it, the index there is serves."""
    from bot.cli.indexing import run_index, show_report
    from knowledge.index.writing import IndexBusyError

    output, errors = consoles()
    try:
        show_report(output, await run_index(house, []))
    except IndexBusyError as error:
        errors.print(str(error), style="yellow")
