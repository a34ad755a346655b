"""What goes to an endpoint and what comes back, and where it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit, urlunsplit

from bot.types import Usage

if TYPE_CHECKING:
    from pydantic import SecretStr

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is asked, and how.

    `api_key` may be missing for local servers. Prices are US dollars for a million tokens; None
    means unknown, and a missing price for cached tokens is that for all others.
    `first_token_timeout` is how many seconds it may keep silent, before its first words or later;
    `timeout` how many it may take in all. `max_retries` is how often it is asked again after a
    passing fault. `max_tokens` limits an answer (thoughts come on top); None leaves this, as for
    `temperature`, to the endpoint. `extra_body` is added to every request as it is.
    """

    name: str
    base_url: str = field(repr=False)
    model: str
    api_key: SecretStr | None = None
    input_price: float | None = None
    cached_input_price: float | None = None
    output_price: float | None = None
    first_token_timeout: float = 20.0
    timeout: float = 120.0
    max_retries: int = 2
    max_tokens: int | None = 1024
    temperature: float | None = 0.0
    extra_body: Mapping[str, object] = field(default_factory=dict, repr=False)

    @property
    def secret(self) -> str:
        """The key itself, empty where there is none. For the request alone."""
        return self.api_key.get_secret_value().strip() if self.api_key is not None else ""

    @property
    def shown_address(self) -> str:
        """The address as it may be shown: without a password or a query."""
        try:
            parts = urlsplit(base_address(self.base_url))
        except ValueError:
            return "(no web address)"
        return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation with a model.

    `image` is shown with it: an address, or the image itself as a `data:` address.
    """

    role: Role
    content: str
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """An answer begins: who writes it."""

    endpoint: str


@dataclass(frozen=True, slots=True)
class TextDelta:
    """The next piece of an answer's text."""

    text: str


@dataclass(frozen=True, slots=True)
class Thought:
    """The model is thinking. Its thoughts are not kept."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The end of an answer: who wrote it, what it took, and why it ended.

    `finish_reason` is the endpoint's own: `stop` at a natural end, `length` where the limit of
    tokens cut the text. `usage` is all zero where the endpoint reports none.
    """

    endpoint: str
    usage: Usage
    finish_reason: str


def base_address(url: str) -> str:
    """The address that `/chat/completions` is put behind.

    A bare host gets `/v1`, the customary place; a path is taken as it was given, but for a slash
    at its end or a whole address of the chat endpoint. Raises ValueError for what is no web
    address.
    """
    parts = urlsplit(url.strip())
    # Reading the port finds one that cannot be.
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0:
        raise ValueError("it should look like https://HOST/v1")
    path = parts.path.rstrip("/").removesuffix("/chat/completions")
    return urlunsplit(parts._replace(path=path or "/v1", fragment=""))
