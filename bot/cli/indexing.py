"""`explainer index`, `remove` and `rollback`: which documents answers may rest on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import Json, sources_of
from bot.cli.running import consoles, run

if TYPE_CHECKING:
    from rich.console import Console

    from bot.cli.wiring import House
    from knowledge.types import Failure, IndexReport


def index(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH|URL]...",
            help="Files, folders or web addresses, remembered for later runs. Without any, all "
            "known sources are read again.",
        ),
    ] = None,
    scope: Annotated[
        str | None,
        typer.Option(
            "--scope",
            metavar="SCOPE",
            help="Who may read these: everyone, or a place in a chat such as discord:1234.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Read documents and make what changed known to the answers."""
    given = sources_of(sources or [])
    if scope is not None and not given:
        raise typer.BadParameter("--scope needs the PATH or URL that it is for.")

    async def work(house: House) -> int:
        report = await run_index(house, given, scope)
        return _told(report, json)

    run(work)


def remove(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="The file, folder or address, as it was given.")
    ],
    json: Json = False,
) -> None:
    """Forget a source and leave its documents out of the answers."""
    (given,) = sources_of([source])

    async def work(house: House) -> int:
        return _told(await house.indexer.remove(given), json)

    run(work)


def rollback(json: Json = False) -> None:
    """Make the index before the present one answer again."""

    async def work(house: House) -> int:
        record = await house.indexer.rollback()
        if json:
            from bot.cli.output import GenerationJson

            typer.echo(GenerationJson.model_validate(record).model_dump_json(indent=2))
        else:
            from bot.cli.sources import described

            typer.echo(f"The earlier index is live again: {described(record)}")
        return 0

    run(work)


async def run_index(house: House, sources: list[str], scope: str | None = None) -> IndexReport:
    """Indexes, and shows on standard error how far it is."""
    from bot.cli.progress import shown_progress

    _, errors = consoles()
    with shown_progress(errors) as watch:
        return await house.indexer.run(sources, scope=scope, progress=watch)


def show_report(console: Console, report: IndexReport) -> None:
    """Prints what a run did."""
    from rich.text import Text

    from bot.adapters.console import plain

    def listed(word: str, sources: Iterable[str], style: str) -> None:
        for source in sources:
            console.print(Text.assemble((f"{word:<9}", style), plain(source)), soft_wrap=True)

    listed("added", report.added, "green")
    listed("changed", report.changed, "cyan")
    listed("removed", report.removed, "yellow")
    for failure in report.failed:
        console.print(Text.assemble(("failed   ", "red"), failure_told(failure)), soft_wrap=True)
    if not (report.passages or report.unchanged or report.failed or report.removed):
        console.print(
            "There is nothing to index. Name files, folders or web addresses: "
            "explainer index report.pdf articles/"
        )
        return
    touched = len(report.added) + len(report.changed) + len(report.removed)
    counts = (
        f"{len(report.added)} added, {len(report.changed)} changed, "
        f"{len(report.unchanged)} unchanged, {len(report.removed)} removed, "
        f"{len(report.failed)} failed"
    )
    console.print(f"{counts}; {_passages(report.passages)}, in {report.seconds:.1f} s.")
    if report.rebuilt:
        console.print("Another embedder is set than before, so all passages were embedded anew.")
    elif not touched:
        console.print("Nothing changed; nothing was embedded.")
    else:
        verb = "was" if report.embedded == 1 else "were"
        console.print(f"{_passages(report.embedded)} {verb} embedded.")


def failure_told(failure: Failure) -> str:
    """What could not be read and why. Most reasons are sentences that begin with the source."""
    from bot.adapters.console import plain

    source, reason = plain(failure.source), plain(failure.reason)
    return reason if reason.startswith(source) else f"{source}: {reason}"


def _told(report: IndexReport, json: bool) -> int:
    if json:
        from bot.cli.output import IndexJson

        typer.echo(IndexJson.model_validate(report).model_dump_json(indent=2))
    else:
        show_report(consoles()[0], report)
    return 1 if report.failed else 0


def _passages(count: int) -> str:
    return "1 passage" if count == 1 else f"{count} passages"
