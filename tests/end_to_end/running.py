"""`explainer run` as a process, against a fake Discord."""

from __future__ import annotations

import signal
import subprocess
import threading
from types import TracebackType
from typing import Self

from tests.fakes.discord.seen import Seen
from tests.fakes.discord.state import Message
from tests.fakes.discord.world import FakeDiscord
from tests.support.installation import Installation, command

_LONGEST_END = 40.0


class Bot:
    """The running command. `log` is all that it has written so far."""

    def __init__(self, made: Installation, fake: FakeDiscord, **variables: str) -> None:
        self._fake = fake
        self._process = subprocess.Popen(
            [str(command()), "run"],
            cwd=made.folder,
            env={
                **made.environment,
                "DISCORD_TOKEN": fake.token,
                "DISCORD_API_URL": fake.base_url,
                **variables,
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self._lines: list[str] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as output:
            self._lines.extend(output)

    @property
    def log(self) -> str:
        return "".join(self._lines)

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    def __enter__(self) -> Self:
        gateway = self._fake.gateway
        try:
            self._fake.wait_for(lambda: not self.lives or len(gateway.connections), 60)
        finally:
            if not gateway.connections:
                self.__exit__(None, None, None)
        assert gateway.connections, f"it did not start:\n{self.log}"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.lives:
            self._process.kill()
        self._process.wait(10)
        self._reader.join(10)

    def ask_to_end(self) -> None:
        """SIGTERM, as a service manager sends it."""
        self._process.send_signal(signal.SIGTERM)

    def end(self) -> int:
        """The exit code, once it has ended."""
        code = self._process.wait(_LONGEST_END)
        self._reader.join(10)
        return code

    def stop(self) -> int:
        """SIGTERM, and the exit code."""
        self.ask_to_end()
        return self.end()


def finished(fake: FakeDiscord, asked: Message) -> list[Seen]:
    """The bot's messages about a question, in its thread or as replies, once it has ended."""
    thread = fake.thread_of(asked)
    shown = fake.replies_to(asked) if thread is None else fake.answers(thread)
    return shown if shown and is_finished(shown[-1]) else []


def is_finished(shown: Seen) -> bool:
    """Whether nothing more comes: there is no Stop button, and something to vote on or a reason."""
    under_way = any(custom.startswith("ex:stop:") for custom in shown.buttons.values())
    return not (shown.thinking or under_way)
