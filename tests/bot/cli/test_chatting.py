"""`explainer chat` and `explainer start`, piped and in a terminal."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from filelock import FileLock

from tests.fakes.openai_server import FakeOpenAI, Reply
from tests.support.installation import Installation, command
from tests.support.model import with_model

# What a prompt asks of the terminal when it is ready: to mark what is pasted.
PASTING = "\x1b[?2004h"


@dataclass
class Terminal:
    """The command in a terminal of its own."""

    process: subprocess.Popen[bytes]
    descriptor: int
    seen: str = ""
    prompts: int = 0

    def wait_for_prompt(self, seconds: float = 60) -> None:
        """Reads until the next prompt takes what is typed; what came earlier would be lost."""
        self.prompts += 1
        self._wait(lambda: self.seen.count(PASTING) >= self.prompts, seconds)

    def type(self, text: str) -> None:
        os.write(self.descriptor, text.encode())

    def wait_for(self, words: str, seconds: float = 60) -> None:
        """Reads until these words are there."""
        self._wait(lambda: words in self.text, seconds)

    def _wait(self, there: Callable[[], bool], seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not there():
            assert time.monotonic() < deadline, self.text
            if select.select([self.descriptor], [], [], 0.2)[0]:
                with suppress(OSError):
                    self.seen += os.read(self.descriptor, 65536).decode(errors="replace")

    @property
    def text(self) -> str:
        """What was shown, without the terminal's control sequences and line breaks."""
        shown = re.sub(r"\x1b(\[[0-9;?]*[a-zA-Z]|\][^\x07\x1b]*(\x07|\x1b\\)|[=>])", "", self.seen)
        return " ".join(shown.split())


@contextmanager
def terminal(installation: Installation, *arguments: str, **variables: str) -> Iterator[Terminal]:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [str(command()), *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=installation.folder,
        env={
            **installation.environment,
            "TERM": "xterm",
            "PROMPT_TOOLKIT_NO_CPR": "1",
            **variables,
        },
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield Terminal(process, ours)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def test_each_piped_line_is_a_question_and_a_follow_up_leans_on_the_one_before(
    own: Installation,
) -> None:
    lines = "When did the ferry of Sandmoor begin to run?\n\nand why was it given up?\nthanks\n"
    ran = own.run("chat", stdin=lines)
    assert ran.code == 0, ran.err
    assert "3 March 1911" in ran.out
    assert "Understood as: When did the ferry of Sandmoor begin to run? and why was" in ran.out
    assert "You are welcome!" in ran.out


def test_commands_work_as_they_do_in_a_chat(own: Installation) -> None:
    ran = own.run("chat", stdin="/sources\n/summary\n/status\n/help\n/nonsense\n/quit\nnot read\n")
    assert ran.code == 0, ran.err
    assert "The lighthouse on Gull Rock\t" in ran.out
    assert "[1]" in ran.out
    assert "3 documents" in ran.out
    assert "/summary [of]" in ran.out
    assert "There is no command /nonsense. /help lists what there is." in ran.err
    assert "not read" not in ran.out


def test_a_command_that_fails_does_not_end_the_conversation(own: Installation) -> None:
    with FileLock(own.data / "index.lock"):
        ran = own.run("chat", stdin="/reindex\nHow high is the lighthouse on Gull Rock?\n")
    assert ran.code == 0
    assert "is changing the index. Try again" in ran.err
    assert "38 metres" in ran.out


def test_in_a_terminal_a_person_pastes_a_question_and_leaves(own: Installation) -> None:
    with terminal(own, "chat") as screen:
        screen.wait_for_prompt()
        # A paste of two lines, as a terminal sends it, is one question.
        screen.type("\x1b[200~How high is\nthe lighthouse on Gull Rock?\x1b[201~\r")
        screen.wait_for("38 metres")
        screen.wait_for("[1] The lighthouse on Gull Rock")
        screen.wait_for_prompt()
        screen.type("\x04")
        assert screen.process.wait(60) == 0


def test_ctrl_c_stops_an_answer_and_keeps_what_was_said(
    own: Installation, server: FakeOpenAI
) -> None:
    pieces = ["The ferry ", "began to run on 3 March 1911. [1] ", "It ", "carried ", "many. [1]"]
    server.reply = lambda _: Reply(pieces, pause=30, pause_after=3)
    with terminal(own, "chat", **with_model(server)) as screen:
        screen.wait_for_prompt()
        screen.type("When did the ferry of Sandmoor begin to run?\r")
        screen.wait_for("3 March 1911. [1]")
        os.killpg(screen.process.pid, signal.SIGINT)
        screen.wait_for("Stopped here.")
        screen.wait_for_prompt()
        screen.type("hello\r")
        screen.wait_for("Hello! Ask me anything")
        screen.wait_for_prompt()
        screen.type("\x04")
        assert screen.process.wait(60) == 0


def test_start_without_a_terminal_indexes_answers_and_ends(own: Installation) -> None:
    ran = own.run("start", env={"EXPLAINER_BUNDLED_NOTES": "true"})
    assert ran.code == 0, ran.err
    assert "added    notes/why-nvidia-fell.en.md" in ran.out
    assert "Embedding passages: " in ran.err
    answer = ran.out.split("> why did Nvidia fall?")[1]
    assert "Nvidia" in answer
    assert re.search(r"^\[1\] .* · .* 2025$", answer, re.MULTILINE)
    assert "https://" in answer


def test_start_in_a_terminal_shows_how_far_it_is_and_goes_on_as_a_chat(own: Installation) -> None:
    with terminal(own, "start") as screen:
        screen.wait_for("Nothing changed; nothing was embedded.")
        screen.wait_for_prompt()
        screen.type("How high is the lighthouse on Gull Rock?\r")
        screen.wait_for("38 metres")
        screen.wait_for_prompt()
        screen.type("/quit\r")
        assert screen.process.wait(60) == 0


def test_run_without_any_token_says_which_setting_to_give(own: Installation) -> None:
    ran = own.run("run")
    assert ran.code == 1
    assert "Set DISCORD_TOKEN to the token of a Discord bot" in ran.err
    assert "SLACK_BOT_TOKEN and SLACK_APP_TOKEN" in ran.err


def test_run_without_any_token_opens_the_console_in_a_terminal(own: Installation) -> None:
    with terminal(own, "run") as screen:
        screen.wait_for("DISCORD_TOKEN")
        screen.wait_for_prompt()
        screen.type("How high is the lighthouse on Gull Rock?\r")
        screen.wait_for("38 metres")
        screen.wait_for_prompt()
        screen.type("\x04")
        assert screen.process.wait(60) == 0
