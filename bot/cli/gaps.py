"""`explainer gaps`: questions that the documents did not answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import Json
from bot.cli.running import consoles, run

if TYPE_CHECKING:
    from bot.cli.wiring import House


def gaps(
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many to show.")] = 20,
    json: Json = False,
) -> None:
    """List questions that the documents did not answer."""

    async def work(house: House) -> int:
        found = await house.gaps.open(limit)
        if json:
            from bot.cli.output import GapsJson

            typer.echo(GapsJson.of(found).model_dump_json(indent=2))
            return 0
        from bot.adapters.console import plain

        output, _ = consoles()
        for gap in found:
            asked = gap.created.astimezone().strftime("%Y-%m-%d %H:%M")
            output.print(f"{asked}  {plain(gap.standalone)}", soft_wrap=not output.is_terminal)
        if not found:
            output.print("No question has been left without an answer.")
        return 0

    run(work)
