"""`explainer eval`: asks a set of questions and shows how well they are answered.

What is live stays as it is: given documents are indexed in a temporary place, and the answers of an
evaluation go to a database of their own that is removed with it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import Json
from bot.cli.running import consoles, run_with_settings

if TYPE_CHECKING:
    from rich.console import Console

    from bot.cli.wiring import House
    from bot.evaluation import Report
    from bot.questions import Line
    from bot.settings import Settings


def evaluate(
    questions: Annotated[
        Path, typer.Argument(metavar="QUESTIONS.jsonl", help="The questions, one JSON a line.")
    ],
    docs: Annotated[
        Path | None,
        typer.Option(
            "--docs",
            metavar="PATH",
            help="A file or folder to ask about, indexed for this run only; without it, the "
            "live index is asked.",
        ),
    ] = None,
    retrieval_only: Annotated[
        bool,
        typer.Option("--retrieval-only", help="Only search for the passages, answer nothing."),
    ] = False,
    json: Json = False,
) -> None:
    """Ask a set of questions, and count how many are answered right."""
    from bot.questions import QuestionsError, read_questions

    try:
        lines = read_questions(questions)
    except QuestionsError as error:
        raise typer.BadParameter(str(error)) from None
    if docs is not None and not docs.exists():
        raise typer.BadParameter(f"there is no file or folder {docs}.", param_hint="--docs")
    place = docs and docs.resolve()
    run_with_settings(lambda settings: _evaluated(settings, lines, place, retrieval_only, json))


async def _evaluated(
    settings: Settings, lines: list[Line], docs: Path | None, retrieval_only: bool, json: bool
) -> int:
    """Evaluates and prints. The exit code: 1 where a question got no answer at all."""
    from bot.adapters.console import plain

    report = await ask_all(settings, lines, docs, retrieval_only=retrieval_only)
    output, errors = consoles()
    for source in report.unknown_sources:
        errors.print(f"No indexed document is {plain(source)}.", style="yellow", soft_wrap=True)
    if json:
        import json as encoding

        typer.echo(encoding.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        _show(output, report)
    return 1 if report.broken else 0


async def ask_all(
    settings: Settings, lines: list[Line], docs: Path | None = None, *, retrieval_only: bool = False
) -> Report:
    """Asks all lines about `docs`, or the live index, and shows on standard error how far it is."""
    from bot.cli.progress import shown_progress
    from bot.evaluation import WatchedRetriever
    from bot.evaluation import evaluate as count
    from knowledge.index.changes import Progress

    async with _opened(settings, docs) as (house, state):
        retriever = WatchedRetriever(house.retriever)
        if not retrieval_only:
            await state.ready_to_answer()
        with shown_progress(consoles()[1]) as watch:
            return await count(
                lines,
                retriever=retriever,
                catalogue=house.catalogue,
                explainer=None if retrieval_only else state.explainer_on(retriever),
                base=docs,
                watch=lambda done: watch(Progress("asking", done, len(lines))),
            )


@asynccontextmanager
async def _opened(settings: Settings, docs: Path | None) -> AsyncIterator[tuple[House, House]]:
    """The house whose index is asked, and the one whose database keeps what is answered."""
    from tempfile import TemporaryDirectory

    from bot.cli.wiring import open_house

    with TemporaryDirectory(prefix="explainer-eval-", ignore_cleanup_errors=True) as folder:
        aside = {"data_dir": Path(folder), "database_url": None, "retention_days": 0}
        if docs is not None:
            only = {"documents": [docs], "bundled_notes": False, "chroma_url": None}
            async with open_house(settings.model_copy(update=aside | only)) as house:
                await _index(house, docs)
                yield house, house
        else:
            async with (
                open_house(settings) as house,
                open_house(settings.model_copy(update=aside)) as state,
            ):
                state.embedder = house.embedder
                yield house, state


async def _index(house: House, docs: Path) -> None:
    from bot.cli.indexing import failure_told, run_index
    from knowledge.types import KnowledgeError

    report = await run_index(house, [])
    _, errors = consoles()
    for failure in report.failed:
        errors.print(failure_told(failure), style="yellow", soft_wrap=True)
    if not report.passages:
        raise KnowledgeError(f"No document in {docs} can be read, so there is nothing to ask.")


def _show(console: Console, report: Report) -> None:
    """The figures as a table, then what went wrong."""
    from rich.table import Table
    from rich.text import Text

    from bot.adapters.console import plain

    table = Table(show_header=False, box=None)
    figures = report.as_json()
    failures = figures.pop("failures")
    for name, value in (figures | figures.pop("latency_ms")).items():
        if isinstance(value, dict):
            continue
        unit = " ms" if name in report.latency_ms else ""
        table.add_row(name, "–" if value is None else f"{value}{unit}")
    console.print(table)
    for failure in failures:
        console.print()
        heading = Text.assemble((plain(failure["id"]), "bold"), f"  {plain(failure['question'])}")
        console.print(heading, soft_wrap=True)
        console.print(f"  {plain('; '.join(failure['problems']))}", style="red", soft_wrap=True)
        if failure["expected"]:
            console.print(f"  expected: {plain(' | '.join(failure['expected']))}", soft_wrap=True)
        answer = plain(failure["answer"])
        console.print(f"  got: {answer or 'nothing'}", style="dim", soft_wrap=True)
