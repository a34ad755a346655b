"""What the fake model is told to write, and the settings that name it."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.fakes.openai_server import FakeOpenAI, Reply, Request


def citing(words: str, sentence: str) -> Callable[[Request], Reply]:
    """An answer of one sentence that cites the passage with these words."""

    def reply(request: Request) -> Reply:
        before = request.question.split(words)[0]
        number = re.findall(r"^\[(\d+)\]", before, re.MULTILINE)[-1]
        return Reply(f"{sentence} [{number}]")

    return reply


def with_model(server: FakeOpenAI) -> dict[str, str]:
    """The environment that configures this server as the only endpoint."""
    return {
        "OPENAI_BASE_URL": server.base_url,
        "OPENAI_API_KEY": server.api_key,
        "OPENAI_MODEL": server.model,
        "EXPLAINER_ENDPOINT_RETRIES": "0",
    }
