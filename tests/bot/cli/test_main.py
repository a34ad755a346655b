"""The command line itself: help, version, completion, wrong usage, colours."""

from __future__ import annotations

import subprocess
import sys

from tests.bot.cli.test_chatting import terminal
from tests.support.installation import Installation


def test_help_names_every_command_and_imports_nothing_heavy(indexed: Installation) -> None:
    ran = indexed.run("--help")
    assert ran.code == 0
    for name in ("start", "ask", "chat", "summary", "index", "remove", "rollback", "doctor"):
        assert f"\n  {name} " in ran.out
    heavy = {"chromadb", "openai", "langchain_core", "numpy", "sqlalchemy", "pydantic", "structlog"}
    script = "import bot.cli.main, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert not heavy & set(loaded.stdout.decode().split())


def test_the_version_is_told(indexed: Installation) -> None:
    ran = indexed.run("--version")
    assert ran.code == 0
    assert ran.out.startswith("explainer 0.")


def test_an_unknown_command_is_wrong_usage(indexed: Installation) -> None:
    ran = indexed.run("frobnicate")
    assert ran.code == 2
    assert "No such command 'frobnicate'" in ran.err


def test_a_shell_can_be_taught_to_complete(indexed: Installation) -> None:
    env = {"_EXPLAINER_COMPLETE": "complete_bash", "COMP_WORDS": "explainer su", "COMP_CWORD": "1"}
    ran = indexed.run(env=env)
    assert ran.out.split() == ["summary"]


def test_colours_are_for_terminals_and_not_where_they_are_unwanted(indexed: Installation) -> None:
    with terminal(indexed, "search", "ferry") as screen:
        screen.wait_for("Floor")
        assert "\x1b[36m" in screen.seen
    with terminal(indexed, "search", "ferry", NO_COLOR="1") as screen:
        screen.wait_for("Floor")
        assert "\x1b[36m" not in screen.seen
