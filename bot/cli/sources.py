"""`explainer sources`: what is indexed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from bot.cli.options import Json
from bot.cli.running import consoles, run

if TYPE_CHECKING:
    from rich.console import Console

    from bot.cli.wiring import House
    from knowledge.catalogue import DocumentRecord, GenerationRecord


def sources(json: Json = False) -> None:
    """List the documents that are indexed."""

    async def work(house: House) -> int:
        live = await house.catalogue.live()
        documents = await house.catalogue.documents(live.id) if live else []
        if json:
            from bot.cli.output import SourcesJson

            remembered = await house.catalogue.sources()
            typer.echo(SourcesJson.of(live, documents, remembered).model_dump_json(indent=2))
        else:
            show_sources(consoles()[0], live, documents)
        return 0

    run(work)


def show_sources(
    console: Console, live: GenerationRecord | None, documents: list[DocumentRecord]
) -> None:
    """Prints the documents: a table on a terminal, else a line for each with tabs between."""
    if live is None:
        console.print("Nothing is indexed yet. Run `explainer index` first.")
        return
    rows = [_row(record) for record in documents]
    if not console.is_terminal:
        for row in rows:
            typer.echo("\t".join(row))
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("Title", "Source", "Language", "Date"):
        table.add_column(name, overflow="fold")
    table.add_column("Passages", justify="right")
    table.add_column("Indexed", no_wrap=True)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)
    console.print(described(live), style="dim")


def described(live: GenerationRecord) -> str:
    """An index in a sentence."""
    made = live.created.astimezone().strftime("%Y-%m-%d %H:%M")
    return (
        f"{live.documents} documents, {live.passages} passages, made {made} with {live.embedder}."
    )


def _row(record: DocumentRecord) -> list[str]:
    from bot.adapters.console import plain
    from knowledge.types import EVERYONE

    info = record.info
    scope = "" if info.scope == EVERYONE else f" ({plain(info.scope)})"
    return [
        plain(info.title) + scope,
        plain(info.address or info.source),
        info.language,
        info.published.isoformat() if info.published else "–",
        str(record.passages),
        record.indexed_at.astimezone().strftime("%Y-%m-%d %H:%M"),
    ]
