"""What many tests share because it takes long to make."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from filelock import FileLock


@pytest.fixture(autouse=True)
def logs_as_before() -> Iterator[None]:
    """A command that is run within a test sets up logs, for an output that closes with the test."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    if structlog.is_configured():
        structlog.reset_defaults()
        root.handlers[:] = handlers
        root.setLevel(level)


@pytest.fixture(scope="session")
def notes_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the bundled notes, indexed by the default embedder.

    Made once for all workers of a run. Read it only: whoever asks there writes answers into its
    database, so give conversations ids of your own.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    place, made = shared / "notes-index", shared / "notes-index.made"
    with FileLock(shared / "notes-index.lock"):
        if not made.exists():
            _index(place)
            made.touch()
    return place


def _index(data_dir: Path) -> None:
    """Runs the command with no settings but its own."""
    foreign = ("EXPLAINER_", "OPENAI_", "DATABASE_URL")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    data_dir.mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-c", "from bot.cli.main import main; main()", "index"],
        cwd=data_dir,
        env=kept
        | {
            "EXPLAINER_DATA_DIR": str(data_dir),
            "PYTHONPATH": str(Path(__file__).parents[1]),
        },
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
