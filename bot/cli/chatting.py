"""`explainer chat`: a conversation. Piped, each line is a question."""

from __future__ import annotations

import sys
import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import TYPE_CHECKING

from bot.cli.options import Language, Scopes
from bot.cli.running import consoles, run

if TYPE_CHECKING:
    import asyncio

    from prompt_toolkit.history import InMemoryHistory

    from bot.cli.wiring import House
    from bot.types import AnswerEvent, Question

_REMEMBERED_QUESTIONS = 200


def chat(lang: Language = None, scope: Scopes = None) -> None:
    """Talk: follow-up questions work. /help tells what else there is; Ctrl-D leaves."""

    async def work(house: House) -> int:
        await house.ready_to_answer()
        await Chat(house, language=lang, scopes=scope or []).hold()
        return 0

    run(work)


class Chat:
    """One conversation at the terminal."""

    def __init__(
        self, house: House, *, language: str | None = None, scopes: list[str] | None = None
    ) -> None:
        from bot.adapters.console import Transcript

        self._house = house
        self._id = uuid.uuid4().hex
        self._language = language
        self._scopes = scopes or []
        self._output, self._errors = consoles()
        self._transcript = Transcript(self._output, self._errors)

    async def hold(self) -> None:
        """Answers line after line until the person leaves."""
        from bot.adapters.console import failure
        from bot.types import BotError
        from knowledge.types import KnowledgeError

        async for line in self._lines():
            words = line.strip()
            if words in ("/quit", "/exit"):
                return
            try:
                if words.startswith("/"):
                    await self._command(words)
                elif words:
                    await self.ask(words)
            except (BotError, KnowledgeError) as error:
                # Such as another process at the index: no reason to lose the conversation.
                self._errors.print(failure(str(error)), soft_wrap=True)

    async def ask(self, text: str) -> bool:
        """Answers one question of the conversation; says whether that could be done."""
        question = self._question(text)
        return await self._show(lambda stop: self._house.explainer.answer(question, stop))

    async def _command(self, words: str) -> None:
        from bot.cli.indexing import run_index, show_report
        from bot.cli.sources import described, show_sources

        name, _, rest = words[1:].partition(" ")
        match name:
            case "ask" if rest.strip():
                await self.ask(rest)
            case "summary":
                question = self._question(rest)
                await self._show(lambda stop: self._house.explainer.summary(question, stop))
            case "sources":
                live = await self._house.catalogue.live()
                documents = await self._house.catalogue.documents(live.id) if live else []
                show_sources(self._output, live, documents)
            case "reindex":
                show_report(self._output, await run_index(self._house, []))
            case "status":
                live = await self._house.catalogue.live()
                self._output.print(described(live) if live else "Nothing is indexed yet.")
            case "help" | "ask":
                self._help()
            case _:
                self._errors.print(f"There is no command /{name}. /help lists what there is.")

    def _help(self) -> None:
        from bot.commands import COMMANDS

        for command in (command for command in COMMANDS if command.spoken):
            self._output.print(f"{command.usage:<18} {command.text('en')}", soft_wrap=True)
        self._output.print(f"{'/quit':<18} Leave; Ctrl-D does the same, Ctrl-C stops an answer")

    def _question(self, text: str) -> Question:
        from bot.cli.conversing import console_question

        return console_question(text.strip(), self._id, self._language, self._scopes)

    async def _show(
        self, ask: Callable[[asyncio.Event], AsyncGenerator[AnswerEvent, None]]
    ) -> bool:
        from bot.cli.conversing import follow
        from bot.types import Failed

        try:
            return not isinstance(await follow(ask, self._transcript.show), Failed)
        finally:
            self._transcript.close()
            self._output.print()

    async def _lines(self) -> AsyncIterator[str]:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            for line in sys.stdin.buffer:
                yield line.decode("utf-8", "replace")
            return
        from prompt_toolkit import PromptSession

        # A paste of several lines stays one question: only a typed Enter ends it.
        session: PromptSession[str] = PromptSession(history=await self._history())
        while True:
            try:
                line = await session.prompt_async("> ")
            except KeyboardInterrupt:
                self._output.print("Ctrl-D leaves.", style="dim")
            except EOFError:
                return
            else:
                yield line

    async def _history(self) -> InMemoryHistory:
        """What was asked here before, from the database: a file would outlive what it keeps."""
        from prompt_toolkit.history import InMemoryHistory

        from bot.cli.conversing import ASKER

        recent = await self._house.answers.recent(_REMEMBERED_QUESTIONS)
        questions = [kept.answer.question for kept in reversed(recent)]
        return InMemoryHistory([one.text for one in questions if one.asker == ASKER and one.text])
