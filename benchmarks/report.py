"""The figures of a run as a table: Explainer beside the tutorial pipeline, and what we aim at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Aim:
    """What a figure should reach: `at most` or `at least` so much.

    `of_theirs` measures our figure in the tutorial pipeline's.
    """

    kind: Literal["at most", "at least"]
    value: float
    of_theirs: bool = False

    def met(self, ours: float, theirs: float | None) -> bool | None:
        """Whether it is met; None where there is nothing to compare with."""
        if self.of_theirs:
            if not theirs:
                return None
            ours = ours / theirs
        return ours <= self.value if self.kind == "at most" else ours >= self.value


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured thing. `theirs` is None where the tutorial pipeline has no such thing."""

    what: str
    unit: str
    ours: float
    theirs: float | None = None
    aim: Aim | None = None


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of `values` does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, round(share * len(ordered) + 0.499999) - 1)]


def shown(value: float | None, unit: str = "") -> str:
    """A figure to three digits."""
    if value is None:
        return "–"
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f} {unit}".strip()


def table(title: str, figures: Iterable[Figure]) -> Table:
    """The figures, one a row."""
    drawn = Table(title=title, title_justify="left", title_style="bold")
    drawn.add_column("measured")
    for column in ("Explainer", "tutorial", "ratio", "aim"):
        drawn.add_column(column, justify="right")
    drawn.add_column("")
    for figure in figures:
        ratio = figure.ours / figure.theirs if figure.theirs else None
        drawn.add_row(
            figure.what,
            shown(figure.ours, figure.unit),
            shown(figure.theirs, figure.unit),
            "–" if ratio is None else f"{ratio:.2f}×",
            _aim(figure),
            _verdict(figure),
        )
    return drawn


def show(title: str, figures: Sequence[Figure]) -> None:
    """Prints the figures."""
    console = Console(width=None if Console().is_terminal else 120)
    console.print(table(title, figures))


def missed(figures: Iterable[Figure]) -> list[str]:
    """What did not reach its aim."""
    return [figure.what for figure in figures if _verdict(figure) == "MISSED"]


def _aim(figure: Figure) -> str:
    if figure.aim is None:
        return ""
    sign = "≤" if figure.aim.kind == "at most" else "≥"
    if figure.aim.of_theirs:
        return f"{sign} {figure.aim.value:g}×"
    return f"{sign} {figure.aim.value:g} {figure.unit}"


def _verdict(figure: Figure) -> str:
    met = figure.aim.met(figure.ours, figure.theirs) if figure.aim else None
    return "" if met is None else "met" if met else "MISSED"
