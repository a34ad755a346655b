"""Documents to measure with: the bundled notes, and made ones from their words where those run out.

A made text means nothing, but has the words, the lengths and the variety of a real one; the same
seed makes the same text.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.index.indexer import NOTES

SECTIONS = 20
SCOPES = ("everyone", "everyone", "place:1", "place:2", "place:3", "place:4")
READABLE = ("everyone", "place:1")
"""The scopes that a question with a filter may read: half of the documents."""

_WORDS_IN_A_SENTENCE = (8, 16)
_SENTENCES_IN_A_SECTION = (2, 4)


@dataclass(frozen=True, slots=True)
class Made:
    """A made document."""

    name: str
    text: str
    scope: str

    @property
    def markdown(self) -> str:
        """The document as a file with front matter."""
        return f"---\ntitle: {self.name}\nlanguage: en\nscope: {self.scope}\n---\n{self.text}\n"


def notes() -> dict[str, str]:
    """The bundled notes' files: name to text."""
    return {path.name: path.read_text("utf-8") for path in sorted(NOTES.glob("*.md"))}


def vocabulary() -> list[str]:
    """The English notes' words, as often as they stand there."""
    text = " ".join(text for name, text in notes().items() if ".en." in name)
    body = re.sub(r"(?s)^---.*?---|\[\^[^\]]*\]:?|https?://\S+", " ", text)
    return re.findall(r"[A-Za-z][A-Za-z'-]+|\d[\d.,]*\d", body)


def made(sections: int, seed: int = 11) -> Iterator[Made]:
    """So many sections of about 36 words, 20 to a document. Each becomes one passage."""
    rng, words = random.Random(seed), vocabulary()
    for number in range(-(-sections // SECTIONS)):
        count = min(SECTIONS, sections - number * SECTIONS)
        text = "\n\n".join(
            f"## {_phrase(rng, words)}\n\n{_paragraph(rng, words)}" for _ in range(count)
        )
        yield Made(f"made-{seed}-{number:04}", text, SCOPES[number % len(SCOPES)])


def long_document(words: int = 1_990, seed: int = 12) -> Made:
    """One document of about so many words."""
    rng, known = random.Random(seed), vocabulary()
    parts: list[str] = []
    while sum(len(part.split()) for part in parts) < words - 90:
        parts.append(_paragraph(rng, known))
    return Made("added", "\n\n".join(parts), "everyone")


def questions(documents: list[Made], count: int, seed: int) -> list[str]:
    """Questions that each share some words with one sentence of a document."""
    rng = random.Random(seed)
    asked = []
    for _ in range(count):
        sentences = re.findall(r"[A-Z][^.]{30,}\.", rng.choice(documents).text)
        words = rng.choice(sentences).rstrip(".").split()
        start = rng.randrange(max(1, len(words) - 6))
        asked.append(f"What about {' '.join(words[start : start + 6])}?")
    return asked


def write(documents: list[Made], folder: Path) -> int:
    """Writes documents as files; returns how many characters their texts have."""
    folder.mkdir(parents=True, exist_ok=True)
    for document in documents:
        (folder / f"{document.name}.md").write_text(document.markdown, "utf-8")
    return sum(len(document.text) for document in documents)


def _paragraph(rng: random.Random, words: list[str]) -> str:
    return " ".join(_sentence(rng, words) for _ in range(rng.randint(*_SENTENCES_IN_A_SECTION)))


def _sentence(rng: random.Random, words: list[str]) -> str:
    said = " ".join(rng.choices(words, k=rng.randint(*_WORDS_IN_A_SENTENCE))).rstrip(".,")
    return f"The {said}."


def _phrase(rng: random.Random, words: list[str]) -> str:
    return " ".join(rng.choices(words, k=3)).capitalize()
