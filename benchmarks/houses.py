"""Installations of Explainer to measure, built as every other one is: from settings."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.settings import EndpointSettings, Settings


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible endpoint."""

    base_url: str
    key: str
    model: str


def settings(
    data_dir: Path,
    embedder: str,
    documents: Sequence[Path] = (),
    *,
    notes: bool = False,
    endpoint: Endpoint | None = None,
) -> Settings:
    """Settings that nothing in the environment changes."""
    written = endpoint and EndpointSettings.model_validate(
        {"base_url": endpoint.base_url, "api_key": endpoint.key, "model": endpoint.model}
    )
    return Settings(
        data_dir=data_dir,
        database_url=None,
        documents=list(documents),
        bundled_notes=notes,
        embedder=embedder,
        chroma_url=None,
        openai_base_url=None,
        openai_api_key=None,
        endpoints=[written] if written else [],
        log_level="error",
    )


def environment(data_dir: Path, embedder: str, endpoint: Endpoint | None) -> Mapping[str, str]:
    """The same for a program of its own, with the bundled notes."""
    foreign = ("EXPLAINER_", "OPENAI_", "DATABASE_URL")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    own = {"EXPLAINER_DATA_DIR": str(data_dir), "EXPLAINER_EMBEDDER": embedder}
    if endpoint:
        own["OPENAI_BASE_URL"] = endpoint.base_url
        own["OPENAI_API_KEY"] = endpoint.key
        own["OPENAI_MODEL"] = endpoint.model
    return kept | own | {"PYTHONPATH": str(Path(__file__).parents[1])}
