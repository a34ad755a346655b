"""The texts that models are given, one file each, with a version in its front matter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt and the version that is stored with every answer written from it."""

    name: str
    version: str
    template: str

    @property
    def label(self) -> str:
        """Name and version, as `answer-1`."""
        return f"{self.name}-{self.version}"

    def fill(self, **values: str) -> str:
        """The prompt with its values filled in. Raises KeyError where one is missing."""
        return Template(self.template).substitute(values)


@cache
def read(name: str) -> Prompt:
    """The prompt in `NAME.md` beside this file."""
    import frontmatter

    post = frontmatter.load(str(Path(__file__).with_name(f"{name}.md")))
    return Prompt(name, str(post["version"]), post.content)
