"""Drafts of an answer: finished sentences with the quotes that bear them out.

A model writes, sentence by sentence; each one is checked against the passages that it cites before
it is handed out, and what does not hold is dropped here.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import structlog

from bot.grounding import Grounding, Quoted, Verdict
from bot.lengths import extent
from bot.phrases import Phrases
from bot.sentence_stream import RawSentence, SentenceStream
from bot.text.marks import disarmed, read_marks
from bot.types import EMBEDDED, Length, Usage
from knowledge.types import Hit, Passage
from prompts import Prompt

if TYPE_CHECKING:
    from bot.llm import Begun, Finished, Message, Models, StreamCut, TextDelta

# What the prompts tell a model to write where the passages do not answer.
_DECLINES = re.compile(r"\bNO[_ ]ANSWER\b")
_EMPTY_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence that may be shown: its words, the exact words that it rests on, who wrote it.

    The other fields are those of `Sentence`.
    """

    text: str
    quotes: tuple[Quoted, ...]
    language: str
    break_before: bool = False
    quoted: bool = False
    writer: str = EMBEDDED
    lead: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """How the writing ended.

    `declined` says that the model found no answer in the passages; `dropped` counts sentences that
    did not hold; `cut` says why the text ends early: the connection broke or it was too long.
    """

    endpoint: str
    usage: Usage
    declined: bool = False
    dropped: int = 0
    cut: Literal["broken", "length"] | None = None


class ModelWriter:
    """Writes with a model and lets only sentences through that their passages bear out."""

    def __init__(self, models: Models, grounding: Grounding, *, answer_tokens: int) -> None:
        self._models = models
        self._grounding = grounding
        self._answer_tokens = answer_tokens

    async def write(
        self,
        prompt: Prompt,
        question: str,
        language: str,
        hits: Sequence[Hit],
        *,
        length: Length = Length.NORMAL,
        whole: bool = False,
    ) -> AsyncGenerator[Draft | Written, None]:
        """The checked sentences as they are finished, then how the writing ended.

        Passages that an endpoint has no room for are left out, the weakest first; with `whole` none
        is, and ContextOverflow is raised instead. Raises NoEndpointLeft where no endpoint answered.
        """
        from bot.llm import ContextOverflow

        passages = [hit.passage for hit in hits]
        said = extent(prompt.name, length)
        filled = prompt.fill(language=Phrases("en").language_name(language), length=said.words)
        tokens = round(self._answer_tokens * said.tokens)
        while True:
            messages = _messages(filled, question, passages)
            try:
                checked = self._checked(messages, tokens, language, passages)
                async with aclosing(checked) as items:
                    async for item in items:
                        yield item
                return
            except ContextOverflow:
                if whole or len(passages) == 1:
                    raise
                passages = passages[: len(passages) // 2]

    async def _checked(
        self,
        messages: Sequence[Message],
        tokens: int,
        language: str,
        passages: Sequence[Passage],
    ) -> AsyncGenerator[Draft | Written, None]:
        from bot.llm import Begun, Finished, StreamCut

        stream = SentenceStream(language)
        endpoint = ""
        usage = Usage()
        cut: Literal["broken", "length"] | None = None
        declined = False
        dropped = 0
        pieces = self._models.stream(messages, max_tokens=tokens)
        async with aclosing(_sentences(pieces, stream)) as items:
            async for item in items:
                if isinstance(item, Begun):
                    endpoint = item.endpoint
                elif isinstance(item, Finished):
                    usage = item.usage
                    cut = "length" if item.finish_reason == "length" else None
                elif isinstance(item, StreamCut):
                    cut = "broken"
                elif _DECLINES.search(item.text):
                    declined = True
                elif not declined:
                    draft = await self._draft(item, language, passages, endpoint)
                    if draft is None:
                        dropped += 1
                    else:
                        yield draft
        yield Written(endpoint, usage, declined, dropped, cut)

    async def _draft(
        self, raw: RawSentence, language: str, passages: Sequence[Passage], writer: str
    ) -> Draft | None:
        marked = read_marks(raw.text, len(passages))
        cited = [passages[number - 1] for number in marked.numbers]
        if not cited:
            return None
        check = await asyncio.to_thread(self._grounding.check, marked.text, language, cited)
        if check.verdict is not Verdict.SUPPORTED:
            structlog.get_logger().info(
                "sentence_dropped", verdict=str(check.verdict), problem=check.problem
            )
            return None
        return Draft(marked.text, check.quotes, language, raw.break_before, writer=writer)


async def _sentences(
    pieces: AsyncGenerator[Begun | TextDelta | Finished, None], stream: SentenceStream
) -> AsyncGenerator[Begun | RawSentence | Finished | StreamCut, None]:
    """The sentences of a model's stream, who writes it, and how it ended.

    A text that was cut ends in half a sentence, which is left out: it would read as if it were
    whole.
    """
    from bot.llm import Finished, StreamCut, TextDelta

    async with aclosing(pieces):
        try:
            async for piece in pieces:
                if isinstance(piece, TextDelta):
                    for raw in stream.feed(piece.text):
                        yield raw
                    continue
                if isinstance(piece, Finished) and piece.finish_reason != "length":
                    for raw in stream.finish():
                        yield raw
                yield piece
        except StreamCut as error:
            yield error


def _messages(prompt: str, question: str, passages: Sequence[Passage]) -> list[Message]:
    from bot.llm import Message

    shown = "\n\n".join(_shown(number, passage) for number, passage in enumerate(passages, 1))
    return [
        Message("system", prompt),
        Message("user", f"Passages:\n\n{shown}\n\nQuestion: {question}"),
    ]


def _shown(number: int, passage: Passage) -> str:
    document = passage.document
    about = [document.title, *passage.headings, document.publisher]
    if document.published is not None:
        about.append(document.published.isoformat())
    heading = " | ".join(dict.fromkeys(part for part in about if part))
    # Only what is written here stands behind an empty line: a text can forge neither a passage nor
    # the question.
    text = _EMPTY_LINES.sub("\n", passage.text)
    return f"[{number}] " + disarmed(f"({heading})\n{text}")
