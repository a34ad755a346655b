"""The one table of commands that people type in a chat: names, texts, options, who may use them.

Every platform registers, checks and explains its commands from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Texts = Mapping[str, str]
"""A text by language (ISO 639-1); English is always there."""


class Role(StrEnum):
    """Who may use a command."""

    EVERYONE = "everyone"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Option:
    """What a command is given: its name, what it means, whether it must be there."""

    name: str
    texts: Texts
    required: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """A command and what it does, in a few words."""

    name: str
    texts: Texts
    options: tuple[Option, ...] = ()
    role: Role = Role.EVERYONE

    def text(self, language: str) -> str:
        """What it does, in `language` or else in English."""
        return self.texts.get(language, self.texts["en"])

    @property
    def usage(self) -> str:
        """How it is typed, as `/summary [topic]`."""
        parts = [
            f"<{option.name}>" if option.required else f"[{option.name}]" for option in self.options
        ]
        return " ".join([f"/{self.name}", *parts])


COMMANDS = (
    Command(
        "ask",
        {
            "en": "Ask a question about the documents",
            "fr": "Poser une question sur les documents",
        },
        (Option("question", {"en": "Your question", "fr": "Votre question"}, required=True),),
    ),
    Command(
        "summary",
        {
            "en": "The whole story, or one topic, in a few sentences",
            "fr": "Toute l’histoire, ou un seul sujet, en quelques phrases",
        },
        (
            Option(
                "topic",
                {
                    "en": "What to summarize; everything if left out",
                    "fr": "Le sujet à résumer ; tout si rien n’est donné",
                },
            ),
        ),
    ),
    Command(
        "sources",
        {
            "en": "Which documents the answers come from",
            "fr": "Les documents dont viennent les réponses",
        },
    ),
    Command("help", {"en": "What I can do", "fr": "Ce que je sais faire"}),
    Command(
        "reindex",
        {
            "en": "Read all sources again and take in what changed",
            "fr": "Relire toutes les sources et reprendre ce qui a changé",
        },
        role=Role.ADMIN,
    ),
    Command(
        "status",
        {
            "en": "How large and how old the index is",
            "fr": "La taille et l’âge de l’index",
        },
        role=Role.ADMIN,
    ),
)


def find(name: str) -> Command | None:
    """The command of this name, or None."""
    return next((command for command in COMMANDS if command.name == name), None)
