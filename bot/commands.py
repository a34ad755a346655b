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


class Takes(StrEnum):
    """What an option is given."""

    TEXT = "text"
    YES_OR_NO = "yes or no"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that an option may have, and what it is called."""

    value: str
    texts: Texts

    def text(self, language: str) -> str:
        """What it is called, in `language` or else in English."""
        return self.texts.get(language, self.texts["en"])


@dataclass(frozen=True, slots=True)
class Option:
    """What a command is given: its name, what it means, whether it must be there.

    `suggested` says that values are offered while the person types; any other may be typed.
    `spoken` is False where a terminal has no use for it.
    """

    name: str
    texts: Texts
    required: bool = False
    takes: Takes = Takes.TEXT
    choices: tuple[Choice, ...] = ()
    suggested: bool = False
    spoken: bool = True


@dataclass(frozen=True, slots=True)
class Command:
    """A command and what it does, in a few words.

    `spoken` is False where a terminal has no use for it.
    """

    name: str
    texts: Texts
    options: tuple[Option, ...] = ()
    role: Role = Role.EVERYONE
    spoken: bool = True

    def text(self, language: str) -> str:
        """What it does, in `language` or else in English."""
        return self.texts.get(language, self.texts["en"])

    @property
    def usage(self) -> str:
        """How it is typed at a terminal, as `/summary [of]`."""
        parts = [
            f"<{option.name}>" if option.required else f"[{option.name}]"
            for option in self.options
            if option.spoken
        ]
        return " ".join([f"/{self.name}", *parts])


_LENGTHS = (
    Choice("short", {"en": "short", "fr": "court"}),
    Choice("normal", {"en": "normal", "fr": "normal"}),
    Choice("long", {"en": "long", "fr": "long"}),
)

COMMANDS = (
    Command(
        "ask",
        {
            "en": "Ask a question about the documents",
            "fr": "Poser une question sur les documents",
        },
        (
            Option("question", {"en": "Your question", "fr": "Votre question"}, required=True),
            Option(
                "private",
                {"en": "Only you see the answer", "fr": "Vous seul voyez la réponse"},
                takes=Takes.YES_OR_NO,
                spoken=False,
            ),
        ),
    ),
    Command(
        "summary",
        {
            "en": "The whole story, a topic or a discussion in a few sentences",
            "fr": "Toute l’histoire, un sujet ou une discussion en quelques phrases",
        },
        (
            Option(
                "of",
                {
                    "en": "The story, a topic, this thread, or this channel since …",
                    "fr": "L’histoire, un sujet, ce fil, ou ce salon depuis …",
                },
                suggested=True,
            ),
            Option(
                "length",
                {"en": "How long it may be", "fr": "La longueur voulue"},
                choices=_LENGTHS,
                spoken=False,
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
            "en": "Read a link or file, or all sources again, and take in what changed",
            "fr": "Lire un lien ou un fichier, ou relire toutes les sources",
        },
        (
            Option(
                "link",
                {
                    "en": "The address of a page or file",
                    "fr": "L’adresse d’une page ou d’un fichier",
                },
                spoken=False,
            ),
            Option(
                "file",
                {"en": "A file from your device", "fr": "Un fichier de votre appareil"},
                takes=Takes.FILE,
                spoken=False,
            ),
        ),
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
    Command(
        "settings",
        {
            "en": "Where I listen, what I read, how I answer",
            "fr": "Où j’écoute, ce que je lis, comment je réponds",
        },
        role=Role.ADMIN,
        spoken=False,
    ),
)

EXPLAIN_MENU: Texts = {"en": "Explain this", "fr": "Expliquer ceci"}
"""The entry in a message's menu that explains the message."""


def find(name: str) -> Command | None:
    """The command of this name, or None."""
    return next((command for command in COMMANDS if command.name == name), None)
