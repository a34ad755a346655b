"""Examines an installation part by part, and says for each problem what to do.

Nothing here shows a secret: keys and tokens are only told to be there.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from bot.types import BotError
from knowledge.types import KnowledgeError

if TYPE_CHECKING:
    from bot.llm import EndpointCheck, Models
    from bot.store.database import Database
    from knowledge.catalogue import Catalogue
    from knowledge.embedding.embedder import Embedder
    from knowledge.index.generations import Generations


class State(StrEnum):
    """How a part was found. Only a problem keeps something from working."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about a part; for a problem the message says what to do."""

    subject: str
    state: State
    message: str


Examination = Callable[[], Awaitable[Sequence[Finding]]]
"""Looks at one part. An expected error that it raises becomes a problem."""


async def examined(parts: Mapping[str, Examination]) -> AsyncIterator[Finding]:
    """The findings of each part, by its subject, as they come."""
    for subject, examine in parts.items():
        try:
            for finding in await examine():
                yield finding
        except (BotError, KnowledgeError) as error:
            yield Finding(subject, State.PROBLEM, str(error))


async def data_folder(folder: Path) -> list[Finding]:
    """Whether the folder that everything is written to can be written."""

    def write() -> None:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".doctor-"):
            pass

    try:
        await asyncio.to_thread(write)
    except OSError as error:
        return [
            Finding(
                "data folder",
                State.PROBLEM,
                f"{folder} cannot be written ({error.strerror}). Give this user the right to write "
                "there, or set EXPLAINER_DATA_DIR to another folder.",
            )
        ]
    return [Finding("data folder", State.OK, f"{folder} can be written.")]


async def database(state: Database) -> list[Finding]:
    """Whether the database can be used, with its newest schema."""
    await state.migrate()
    return [Finding("database", State.OK, f"{state} can be used.")]


async def embedder(opened: Callable[[], Embedder]) -> list[Finding]:
    """Whether texts can be embedded here and now."""
    model = opened()
    await asyncio.to_thread(model.query, "Is anyone there?")
    message = f"{model.name} works ({model.dimension} dimensions)."
    return [Finding("embedder", State.OK, message)]


async def index(
    catalogue: Catalogue, generations: Callable[[], Generations], now: datetime
) -> list[Finding]:
    """Whether there is an index, whole, and made by the embedder that is set; how old it is."""
    live = await catalogue.live()
    if live is None:
        return [Finding("index", State.PROBLEM, "Nothing is indexed yet. Run `explainer index`.")]
    async with generations().reading():
        pass
    days = (now - live.created).days
    age = "today" if days < 1 else f"{days} day{'' if days == 1 else 's'} ago"
    return [
        Finding(
            "index",
            State.OK,
            f"{live.documents} documents, {live.passages} passages, made {age}.",
        )
    ]


async def chroma_server(url: str | None) -> list[Finding]:
    """Whether the Chroma server that is set answers."""
    if url is None:
        return [Finding("chroma", State.OK, "Runs inside the process; no server is set.")]
    from knowledge.index.chroma import server_client

    client = await asyncio.to_thread(server_client, url)
    client.close()
    return [Finding("chroma", State.OK, f"The server at {url} answers.")]


async def endpoints(models: Models | None) -> list[Finding]:
    """What each endpoint does with a real question."""
    if models is None:
        return [
            Finding(
                "model",
                State.NOTE,
                "None is configured, so answers are quotes from the sources. For written answers "
                "set OPENAI_BASE_URL, OPENAI_MODEL and, where one is needed, OPENAI_API_KEY.",
            )
        ]
    checks = await asyncio.gather(*(models.check(endpoint) for endpoint in models.endpoints))
    return [finding for check in checks for finding in _of_endpoint(check)]


def tokens(present: Mapping[str, bool]) -> list[Finding]:
    """Which tokens are set, by the names of their settings."""
    found = [name for name, there in present.items() if there]
    if not found:
        names = ", ".join(present)
        message = f"None is set. Chat platforms need theirs: {names}."
        return [Finding("tokens", State.NOTE, message)]
    return [
        Finding("tokens", State.OK if there else State.NOTE, f"{name} is {_set(there)}.")
        for name, there in present.items()
    ]


def _set(there: bool) -> str:
    return "set" if there else "not set"


def _of_endpoint(check: EndpointCheck) -> Iterable[Finding]:
    subject = f"model {check.name}"
    told = [
        _answered("reachable", check.reachable),
        _answered("key accepted", check.key_accepted),
        _answered(f"model {check.model} there", check.model_there),
        _answered("streams", check.streams),
    ]
    facts = f"{check.address}: {', '.join(fact for fact in told if fact)}"
    if not check.usable:
        problems = " ".join(_sentence(problem) for problem in check.problems)
        yield Finding(subject, State.PROBLEM, f"{facts}. {problems}")
        return
    yield Finding(subject, State.OK, f"{facts}.")
    for note in check.notes:
        yield Finding(subject, State.NOTE, _sentence(note))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].removesuffix('.')}."


def _answered(fact: str, value: bool | None) -> str:
    if value is None:
        return f"{fact}: not known"
    return f"{fact}: {'yes' if value else 'no'}"
