"""How far an indexing run is: bars on a terminal, a line for each stage elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import TaskID

    from knowledge.index.changes import Progress

_STAGES = {"reading": "Reading documents", "embedding": "Embedding passages"}


@contextmanager
def shown_progress(console: Console) -> Iterator[Callable[[Progress], None]]:
    """What to call with each step of a run."""
    if console.is_terminal:
        with _bars(console) as watch:
            yield watch
    else:
        yield _lines(console)


@contextmanager
def _bars(console: Console) -> Iterator[Callable[[Progress], None]]:
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    tasks: dict[str, TaskID] = {}
    with Bars(*columns, console=console, transient=True) as bars:

        def watch(progress: Progress) -> None:
            if progress.stage not in tasks:
                tasks[progress.stage] = bars.add_task(_named(progress.stage))
            bars.update(tasks[progress.stage], completed=progress.done, total=progress.total)

        yield watch


def _lines(console: Console) -> Callable[[Progress], None]:
    begun: set[str] = set()

    def watch(progress: Progress) -> None:
        if progress.stage not in begun:
            begun.add(progress.stage)
            console.print(f"{_named(progress.stage)}: {progress.total}", soft_wrap=True)

    return watch


def _named(stage: str) -> str:
    return _STAGES.get(stage, stage.capitalize())
