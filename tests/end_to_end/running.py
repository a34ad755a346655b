"""`explainer run` as a process, against a fake Discord, a fake Slack, or both."""

from __future__ import annotations

import re
import signal
import subprocess
import threading
import time
from types import TracebackType
from typing import Self

from tests.fakes.discord.seen import Seen
from tests.fakes.discord.state import Message
from tests.fakes.discord.world import FakeDiscord
from tests.fakes.slack.fake import FakeSlack
from tests.fakes.slack.state import Message as SlackMessage
from tests.support.installation import Installation, command

_LONGEST_START = 60.0
_LONGEST_END = 40.0


class Bot:
    """The running command. `log` is all that it has written so far."""

    def __init__(
        self, made: Installation, *chats: FakeDiscord | FakeSlack, **variables: str
    ) -> None:
        """It is given what lets it into these; `variables` take the place of that or add to it."""
        self._chats = chats
        self._process = subprocess.Popen(
            [str(command()), "run"],
            cwd=made.folder,
            env={**made.environment, **_access(chats), **variables},
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

    @property
    def traces(self) -> list[str]:
        """Where in our own code errors came from that nobody handled."""
        return re.findall(r'File "[^"]*/(?:bot|knowledge)/[^"]*", line \d+', self.log)

    @property
    def address(self) -> str:
        """Where Slack's events are taken, in HTTP mode."""
        found = re.search(r"over HTTP at (\S+)", self.log)
        assert found is not None, self.log
        return found[1].rstrip(".")

    def serves(self, name: str) -> bool:
        """Whether it said that it is there on a platform."""
        return f"{name}: here" in self.log

    def __enter__(self) -> Self:
        serving = False
        try:
            serving = self._starts(_LONGEST_START)
        finally:
            if not serving:
                self.__exit__(None, None, None)
        assert serving, f"it did not start:\n{self.log}"
        return self

    def _starts(self, seconds: float) -> bool:
        names = ["Discord" if isinstance(one, FakeDiscord) else "Slack" for one in self._chats]
        end = time.monotonic() + seconds
        while self.lives and time.monotonic() < end:
            if all(self.serves(name) for name in names):
                return True
            time.sleep(0.02)
        return False

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()

    def kill(self) -> None:
        """Ends it without a word, as a power cut does."""
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


def _access(chats: tuple[FakeDiscord | FakeSlack, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in chats:
        found |= on_discord(one) if isinstance(one, FakeDiscord) else on_slack(one)
    return found


def on_discord(fake: FakeDiscord) -> dict[str, str]:
    """The environment that lets the bot into this Discord."""
    return {"DISCORD_TOKEN": fake.token, "DISCORD_API_URL": fake.base_url}


def on_slack(slack: FakeSlack) -> dict[str, str]:
    """The environment that lets the bot into this Slack, in Socket Mode."""
    return {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
    }


def over_http(slack: FakeSlack) -> dict[str, str]:
    """The same over HTTP, at a port that is free."""
    return {
        "SLACK_MODE": "http",
        "SLACK_PORT": "0",
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_API_URL": slack.api_url,
    }


def finished(fake: FakeDiscord, asked: Message) -> list[Seen]:
    """The bot's messages about a question, in its thread or as replies, once it has ended."""
    thread = fake.thread_of(asked)
    shown = fake.replies_to(asked) if thread is None else fake.answers(thread)
    return shown if shown and is_finished(shown[-1]) else []


def is_finished(shown: Seen) -> bool:
    """Whether nothing more comes: there is no Stop button, and something to vote on or a reason."""
    under_way = any(custom.startswith("ex:stop:") for custom in shown.buttons.values())
    return not (shown.thinking or under_way)


def replies(slack: FakeSlack, asked: SlackMessage) -> list[SlackMessage]:
    """The bot's messages in the thread of a message on Slack."""
    return [one for one in slack.posts(asked.channel, asked) if one.user.bot]


def answered(slack: FakeSlack, asked: SlackMessage) -> list[SlackMessage]:
    """The same, once there are some and all of them are complete."""
    shown = replies(slack, asked)
    return shown if shown and all(is_complete(slack, one) for one in shown) else []


def is_complete(slack: FakeSlack, shown: SlackMessage) -> bool:
    """Whether nothing more comes: the stream is closed, and there is something to vote on."""
    return not shown.streaming and "👍" in slack.buttons(shown)
