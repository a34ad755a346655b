"""`python -m benchmarks`: Explainer beside the plain tutorial pipeline, measured in one run.

Same documents, same embedder, same machine, one after the other. `--quick` takes smaller sizes.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import cold_start, corpus, first_token, indexing, memory, scale
from benchmarks.report import Figure, missed, show


async def run(place: Path, *, quick: bool) -> list[Figure]:
    """All figures, measured with files in `place`. Says on standard error what is measured."""
    sizes = (200, 600) if quick else (1_000, 10_000)
    asked = 30 if quick else 200
    _say("indexing the notes")
    figures = await indexing.measure(place)
    _say(f"up to {sizes[-1]:,} passages")
    figures += await scale.measure(place, sizes, asked)
    _say("the first token")
    figures += await first_token.measure(place, indexing.EMBEDDER, 10 if quick else 50)
    _say("cold start")
    figures += cold_start.measure(place, indexing.EMBEDDER, 1 if quick else 5)
    _say("memory")
    figures += memory.measure(
        place / "notes",
        place / "notes-tutorial",
        indexing.EMBEDDER,
        first_token.answerable(),
        "the notes",
    )
    figures += memory.measure(
        place / "large",
        place / "large-tutorial",
        scale.EMBEDDER,
        corpus.questions(list(corpus.made(200)), 20, 3),
        f"{sizes[-1]:,} passages",
    )
    return figures


def _load() -> float:
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def _say(name: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {name} …", file=sys.stderr, flush=True)


def main() -> None:
    """Measures and prints; ends with 0 whether the aims are met or not."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller sizes, less exact")
    quick = parser.parse_args().quick
    began, before = time.perf_counter(), _load()
    with TemporaryDirectory(prefix="explainer-bench-") as folder:
        figures = asyncio.run(run(Path(folder), quick=quick))
    show(f"Explainer beside the tutorial pipeline, {platform.machine()}", figures)
    took = time.perf_counter() - began
    cores = os.cpu_count() or 1
    print(f"{cores} cores, load {before:.1f} before and {_load():.1f} after; took {took:.0f} s.")
    if before > cores / 2:
        print("Other programs kept the machine busy: the times are longer than they would be.")
    for name in missed(figures):
        print(f"missed: {name}")


if __name__ == "__main__":
    main()
