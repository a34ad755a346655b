"""What a format's reader hands over: plain text with its structure, built block by block.

Layout marks vanish from the text; headings and footnote marks are kept beside it, by position.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from knowledge.types import Heading, KnowledgeError, Reference, ReferenceMark, Scope

_LAYOUT_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BROKEN_SENTENCE = re.compile(r"(?<![.!?…:\s])\n(?=[a-zà-öø-ÿ])")  # A line break in mid-sentence.
_CLOSING = '.,;:!?…»”")]'


class UnreadableError(KnowledgeError):
    """A source holds nothing that can be read; the message goes on after the source's name."""


@dataclass(frozen=True, slots=True)
class Extract:
    """A document's text and what the file itself says of it; see `types.Document`."""

    text: str
    headings: tuple[Heading, ...] = ()
    marks: tuple[ReferenceMark, ...] = ()
    pages: tuple[int, ...] = ()
    title: str | None = None
    language: str | None = None
    address: str | None = None
    publisher: str | None = None
    published: date | None = None
    scope: Scope | None = None


def clean(text: str) -> str:
    """Composed characters, plain line ends, and nothing that cannot be seen or stored."""
    text = _CONTROLS.sub("", _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)))
    return unicodedata.normalize("NFC", text)


class Inline:
    """The text of one block as it grows, white space as one space, with its footnote marks."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._marks: list[tuple[int, Reference]] = []

    def add(self, text: str) -> None:
        """Adds words."""
        text = _LAYOUT_SPACE.sub(" ", text)
        self._put(text.lstrip(" ") if self._ends_open() else text)

    def break_line(self) -> None:
        """Begins a new line."""
        if self._pieces and not self._pieces[-1].endswith("\n"):
            self._put("\n")

    def mark(self, reference: Reference) -> None:
        """Notes a footnote mark behind what is there so far."""
        self._marks.append((self._length, reference))

    def append(self, other: Inline) -> None:
        """Adds another one's text and marks."""
        text, marks = other.finish()
        self._marks += [(self._length + position, reference) for position, reference in marks]
        self._put(text)

    def is_empty(self) -> bool:
        """Is there no word yet?"""
        return not any(piece.strip() for piece in self._pieces)

    def finish(self) -> tuple[str, list[tuple[int, Reference]]]:
        """The text without white space around it, and the marks by position.

        A mark before a full stop is moved behind it: it bears out the whole sentence.
        """
        whole = "".join(self._pieces)
        lead = len(whole) - len(whole.lstrip())
        text = _BROKEN_SENTENCE.sub(" ", whole.strip())
        marks = []
        for position, reference in self._marks:
            position = min(max(position - lead, 0), len(text))
            while position > 0 and text[position - 1].isspace():
                position -= 1
            while position < len(text) and text[position] in _CLOSING:
                position += 1
            marks.append((position, reference))
        return text, marks

    def _ends_open(self) -> bool:
        """Would a space here be one too many?"""
        return not self._pieces or self._pieces[-1][-1] in " \n"

    def _put(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._length += len(text)


@dataclass
class TextBuilder:
    """Gathers blocks into a text; blocks are separated by an empty line."""

    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _headings: list[Heading] = field(default_factory=list)
    _marks: list[ReferenceMark] = field(default_factory=list)

    @property
    def length(self) -> int:
        """The characters so far."""
        return self._length

    def paragraph(self, block: Inline | str, separator: str = "\n\n") -> None:
        """Adds a block; `separator` stands between it and the one before."""
        text, marks = block.finish() if isinstance(block, Inline) else (block.strip("\n"), [])
        if not text.strip():
            return
        start = self._add(text, separator)
        self._marks += [ReferenceMark(start + position, reference) for position, reference in marks]

    def heading(self, level: int, block: Inline | str) -> None:
        """Adds a heading on a line of its own; marks on headings bear nothing out."""
        text = block.finish()[0] if isinstance(block, Inline) else block
        title = " ".join(text.split())
        if title:
            self._headings.append(Heading(self._add(title, "\n\n"), level, title))

    def table(self, rows: Sequence[Sequence[Inline]], header: Sequence[Inline]) -> None:
        """Adds a row a line, each cell with its column's name, so that a row stands alone.

        Without names, two cells read `this: that`, more read `this; that; and that`.
        """
        names = [cell.finish()[0] for cell in header] if rows and len(header) > 1 else []
        for number, row in enumerate(rows or [header]):
            joint = ": " if len(row) == 2 and not any(names) else "; "
            line = Inline()
            for column, cell in enumerate(row):
                if cell.is_empty():
                    continue
                line.add("" if line.is_empty() else joint)
                line.add(f"{names[column]}: " if "".join(names[column : column + 1]) else "")
                line.append(cell)
            self.paragraph(line, "\n" if number else "\n\n")

    def build(self) -> Extract:
        """The text with its headings and marks. The first heading of level 1 is its title."""
        title = next((heading.title for heading in self._headings if heading.level == 1), None)
        return Extract(
            "".join(self._pieces), tuple(self._headings), tuple(self._marks), title=title
        )

    def _add(self, text: str, separator: str) -> int:
        if self._pieces:
            self._pieces.append(separator)
            self._length += len(separator)
        start = self._length
        self._pieces.append(text)
        self._length += len(text)
        return start
