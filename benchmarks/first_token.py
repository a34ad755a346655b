"""What is added to an endpoint's own time to the first token, by a fake endpoint without delay.

The tutorial shows a token as soon as it comes; Explainer shows a sentence once it is whole and
checked against the passages that it cites.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import houses
from benchmarks.houses import Endpoint
from benchmarks.report import Aim, Figure, percentile
from benchmarks.tutorial import Tutorial
from bot.cli.wiring import open_house
from bot.types import Done, Question, Said
from knowledge.embedding.embedder import open_embedder
from tests.fakes.openai_server import FakeOpenAI, Reply, Request

QUESTIONS = Path(__file__).parents[1] / "tests" / "questions" / "notes.report.jsonl"
_BEFORE = 2


def quoting(request: Request) -> Reply:
    """The first passage's first sentence, cited, as an obedient model writes it."""
    found = re.search(r"^\[1\] \(.*\)\n(.+?[.!?])(?=\s|$)", request.prompt, re.MULTILINE)
    return Reply(f"{found.group(1)} [1]" if found else "It fell because of a rival.")


def answerable() -> list[str]:
    """Our own English questions that the notes answer."""
    lines = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    return [
        line["q"]
        for line in lines
        if line["lang"] == "en" and not line.get("unanswerable") and not line.get("history")
    ]


async def measure(place: Path, embedder: str, asked: int) -> list[Figure]:
    """Asks both about the indexes in `place`/notes and `place`/notes-tutorial."""
    questions = answerable()[: asked + _BEFORE]
    with FakeOpenAI() as server:
        server.reply = quoting
        endpoint = Endpoint(server.base_url, server.api_key, server.model)
        bare = _bare(endpoint, len(questions))
        theirs = _theirs(place / "notes-tutorial", embedder, endpoint, questions)
        ours = await _ours(place / "notes", embedder, endpoint, questions)
    base = percentile(bare, 0.5)
    figures = []
    for percent, aim in ((50, None), (95, Aim("at most", 60))):
        share = percent / 100
        figures.append(
            Figure(
                f"added time to first token, {len(ours)} questions: p{percent}",
                "ms",
                percentile(ours, share) - base,
                percentile(theirs, share) - base,
                aim,
            )
        )
    return [*figures, Figure("the endpoint alone, to first token: p50", "ms", base, base)]


def _bare(endpoint: Endpoint, count: int) -> list[float]:
    from openai import OpenAI

    took = []
    with OpenAI(base_url=endpoint.base_url, api_key=endpoint.key) as client:
        for _ in range(count):
            began = time.perf_counter()
            chunks = client.chat.completions.create(
                model=endpoint.model, messages=[{"role": "user", "content": "Why?"}], stream=True
            )
            first = next(c for c in chunks if c.choices and c.choices[0].delta.content)
            took.append(1000 * (time.perf_counter() - began))
            assert first
            chunks.close()
    return took[_BEFORE:]


def _theirs(
    directory: Path, spec: str, endpoint: Endpoint, questions: Sequence[str]
) -> list[float]:
    from openai import OpenAI

    embedder = open_embedder(spec)
    tutorial = Tutorial(directory, embedder)
    took = []
    try:
        with OpenAI(base_url=endpoint.base_url, api_key=endpoint.key) as client:
            for question in questions:
                began = time.perf_counter()
                text = tutorial.stream(question, client, endpoint.model)
                next(text)
                took.append(1000 * (time.perf_counter() - began))
                list(text)
    finally:
        tutorial.close()
        embedder.close()
    return took[_BEFORE:]


async def _ours(
    directory: Path, embedder: str, endpoint: Endpoint, questions: Sequence[str]
) -> list[float]:
    """Milliseconds to the first sentence; questions that the notes seem not to answer are left
    out, as they never reach the endpoint."""
    settings = houses.settings(directory, embedder, notes=True, endpoint=endpoint)
    took = []
    async with open_house(settings) as house:
        await house.ready_to_answer()
        await house.retriever.warm()
        for number, question in enumerate(questions):
            began = time.perf_counter()
            said, written = None, False
            async for event in house.explainer.answer(
                Question(question, "bench", f"bench:{number}", language="en")
            ):
                if isinstance(event, Said) and said is None:
                    said = 1000 * (time.perf_counter() - began)
                if isinstance(event, Done):
                    written = event.answer.writer != "embedded"
            if written and said is not None and number >= _BEFORE:
                took.append(said)
    return took
