"""From the Enter key to the first words, each time in a new process."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.first_token import quoting
from benchmarks.houses import Endpoint, environment
from benchmarks.report import Aim, Figure
from tests.fakes.openai_server import FakeOpenAI

_QUESTION = "why did Nvidia fall?"
_EXPLAINER = ["-c", "from bot.cli.main import main; main()"]


def measure(place: Path, embedder: str, times: int) -> list[Figure]:
    """Asks the indexes in `place`/notes and `place`/notes-tutorial; the median of `times`."""
    ask = [*_EXPLAINER, "ask", _QUESTION]
    with FakeOpenAI() as server:
        server.reply = quoting
        endpoint = Endpoint(server.base_url, server.api_key, server.model)
        theirs = [
            "-m", "benchmarks.tutorial", str(place / "notes-tutorial"), _QUESTION, embedder,
            endpoint.base_url, endpoint.key, endpoint.model,
        ]  # fmt: skip
        plain = environment(place / "notes", embedder, None)
        written = environment(place / "notes", embedder, endpoint)
        return [
            Figure(
                "cold start of `explainer ask` to the first words",
                "s",
                _median(ask, plain, times),
                None,
                Aim("at most", 3),
            ),
            Figure(
                "cold start to the first words, with a model",
                "s",
                _median(ask, written, times),
                _median(theirs, plain, times),
                Aim("at most", 3),
            ),
        ]


def _median(arguments: Sequence[str], env: Mapping[str, str], times: int) -> float:
    _first_words(arguments, env)  # Reads the files into the system's cache.
    return statistics.median(_first_words(arguments, env) for _ in range(times))


def _first_words(arguments: Sequence[str], env: Mapping[str, str]) -> float:
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(env),
        bufsize=0,
    ) as process:
        assert process.stdout
        assert process.stderr
        first = b""
        while not first.strip():
            piece = process.stdout.read(64)
            assert piece, process.stderr.read().decode("utf-8", "replace")
            first += piece
        took = time.perf_counter() - began
        process.communicate()
    return took
