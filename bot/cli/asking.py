"""`explainer ask` and `explainer summary`: one question, one answer."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import Json, Language, Scopes, question_of, text_of
from bot.cli.running import INTERRUPTED, consoles, run

if TYPE_CHECKING:
    import asyncio

    from bot.cli.wiring import House
    from bot.engine import Explainer
    from bot.types import Answer, AnswerEvent, Question

    Ask = Callable[[Explainer, Question, asyncio.Event], AsyncGenerator[AnswerEvent, None]]

Why = Annotated[
    bool,
    typer.Option("--why", help="Show the passages found, their scores, and what was left out."),
]


def ask(
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="Your question, or - to read it from a pipe.")
    ],
    lang: Language = None,
    scope: Scopes = None,
    why: Why = False,
    json: Json = False,
) -> None:
    """Answer a question, with the source of each sentence."""
    text = question_of(question)

    async def work(house: House) -> int:
        asked = _question(text, lang, scope)
        return await _answered(house, asked, lambda it, q, s: it.answer(q, s), why, json)

    run(work)


def summary(
    topic: Annotated[
        str, typer.Argument(metavar="[TOPIC]", help="What to summarize; everything if left out.")
    ] = "",
    lang: Language = None,
    scope: Scopes = None,
    json: Json = False,
) -> None:
    """Summarize the whole story, or one topic, with sources."""
    text = text_of(topic)

    async def work(house: House) -> int:
        asked = _question(text, lang, scope)
        return await _answered(house, asked, lambda it, q, s: it.summary(q, s), False, json)

    run(work)


def _question(text: str, language: str | None, scopes: list[str] | None) -> Question:
    import uuid

    from bot.cli.conversing import console_question

    return console_question(text, uuid.uuid4().hex, language, scopes or ())


async def _answered(house: House, question: Question, ask: Ask, why: bool, json: bool) -> int:
    """Shows the answer as it comes, or all of it as JSON. The exit code."""
    from bot.adapters.console import Transcript
    from bot.cli.conversing import follow
    from bot.types import Failed, Outcome

    await house.ready_to_answer()
    output, errors = consoles()
    transcript = Transcript(output, errors)

    def show(event: AnswerEvent) -> None:
        if not json or isinstance(event, Failed):
            transcript.show(event)

    try:
        end = await follow(lambda stop: ask(house.explainer, question, stop), show)
    finally:
        transcript.close()
    if isinstance(end, Failed):
        return 1
    if json or why:
        await _explain(house, end.answer, why, json)
    return INTERRUPTED if end.answer.outcome is Outcome.STOPPED else 0


async def _explain(house: House, answer: Answer, why: bool, json: bool) -> None:
    """What was found for an answer. Searching once more finds the same."""
    from bot.cli.searching import show_found

    found = None
    if why:
        found = await house.retriever.retrieve(
            answer.standalone,
            language=answer.language,
            scopes=answer.question.scopes,
            count=house.settings.passages,
        )
    if json:
        from bot.cli.output import AnswerJson, SearchJson

        explained = None
        if found is not None:
            explained = SearchJson.of(answer.standalone, answer.language, found)
        typer.echo(AnswerJson.of(answer, explained).model_dump_json(indent=2))
    elif found is not None:
        output, _ = consoles()
        output.print()
        show_found(output, found)
