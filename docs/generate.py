"""Makes what can be made from code: `.env.example`, docs/settings.md, docs/json.md, README's help.

`python -m docs.generate` writes them; `make docs` does that. A test fails where they are stale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from typer.testing import CliRunner

from bot.cli.main import app
from bot.cli.output import PRINTED
from bot.settings import Settings, variable

ROOT = Path(__file__).parents[1]
_HELP = re.compile(r"<!-- help:(?P<command>[a-z ]*) -->\n.*?<!-- /help -->", re.DOTALL)


def generated() -> dict[Path, str]:
    """Every generated file and what should stand in it."""
    return {
        ROOT / ".env.example": env_example(),
        ROOT / "docs" / "settings.md": settings_page(),
        ROOT / "docs" / "json.md": json_page(),
        ROOT / "README.md": with_help((ROOT / "README.md").read_text(encoding="utf-8")),
    }


def env_example() -> str:
    """Every setting with a sentence, all of them commented out."""
    blocks = [
        "# Copy this file to .env and take the # away from what you want to set.\n"
        "# The environment overrides .env. Without any of this, Explainer answers from its\n"
        "# bundled notes with quotes, and nothing leaves the machine."
    ]
    for name, field in Settings.model_fields.items():
        told = [f"# {line}" for line in _wrapped(field.description or "", 88)]
        if field.default not in (None, "") and _default(field):
            told.append(f"# Default: {_default(field)}")
        blocks.append("\n".join([*told, f"#{variable(name)}={_example(field)}"]))
    return "\n\n".join(blocks) + "\n"


def settings_page() -> str:
    """A table of all settings."""
    rows = [
        f"| `{variable(name)}` | {_code(_default(field))} | {_cell(field.description or '')} "
        f"| {_code(_example(field))} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(
        [
            "# Settings",
            "",
            "Settings are read from the environment and from a file `.env` in the directory that",
            "`explainer` is run in; the environment wins. A wrong value stops the start with the",
            "setting's name, what is wrong, and what to write.",
            "",
            "| Setting | Default | Meaning | Example |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def json_page() -> str:
    """The fields of everything that `--json` prints."""
    pages = [
        "# What `--json` prints",
        "One JSON object on standard output; progress, logs and problems go to standard error. "
        "Fields without a value are `null`. Times are ISO 8601 in UTC. `start` and `end` are "
        "positions of characters in a document's kept text. The exit code is 0 for what was done "
        '("I don\'t know" included), 1 for what failed, 2 for wrong usage; after a failure, '
        "`ask` and `summary` print nothing on standard output.",
    ]
    for model in _with_parts(PRINTED):
        pages.append(f"## {_named(model)}\n\n{(model.__doc__ or '').strip()}")
        rows = [
            f"| `{name}` | {_type(field.annotation)} | {_cell(field.description or '')} |"
            for name, field in model.model_fields.items()
        ]
        pages.append("\n".join(["| Field | Type | Meaning |", "|---|---|---|", *rows]))
    return "\n\n".join(pages) + "\n"


def with_help(text: str) -> str:
    """The text with each help block filled in, as `<!-- help:ask -->`."""
    return _HELP.sub(lambda found: _help_block(found["command"].strip()), text)


def _help_block(command: str) -> str:
    arguments = [*command.split(), "--help"]
    result = CliRunner().invoke(app, arguments, prog_name="explainer", env={"COLUMNS": "80"})
    if result.exit_code != 0:
        raise ValueError(f"There is no command {command!r} whose help README.md could show.")
    shown = "\n".join(line.rstrip() for line in result.output.strip().splitlines())
    called = " ".join(["explainer", *arguments])
    return f"<!-- help:{command} -->\n```console\n$ {called}\n{shown}\n```\n<!-- /help -->"


def _default(field: FieldInfo) -> str:
    value = field.get_default(call_default_factory=True, validated_data={})
    if value in (None, [], ""):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _example(field: FieldInfo) -> str:
    return str(field.examples[0]) if field.examples else ""


def _with_parts(models: tuple[type[BaseModel], ...]) -> Iterator[type[BaseModel]]:
    """Each model followed by those that its fields hold, once."""
    seen: set[type[BaseModel]] = set()

    def walk(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
        if model in seen:
            return
        seen.add(model)
        yield model
        for field in model.model_fields.values():
            for part in _models_in(field.annotation):
                yield from walk(part)

    for model in models:
        yield from walk(model)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _type(annotation: Any) -> str:
    if get_origin(annotation) is list:
        return f"list of {_type(get_args(annotation)[0])}"
    if alternatives := [part for part in get_args(annotation) if part is not type(None)]:
        return f"{_type(alternatives[0])} or null"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{_named(annotation)}](#{_named(annotation)})"
    names = {"str": "text", "int": "number", "float": "number", "bool": "true or false"}
    return names.get(annotation.__name__, str(annotation.__name__))


def _named(model: type[BaseModel]) -> str:
    return model.__name__.removesuffix("Json").lower()


def _wrapped(text: str, width: int) -> list[str]:
    import textwrap

    return textwrap.wrap(text, width)


def _code(text: str) -> str:
    return f"`{_cell(text)}`" if text else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    for file, content in generated().items():
        file.write_text(content, encoding="utf-8")
