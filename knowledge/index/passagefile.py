"""Passages as lines of a file that is mapped into memory, in the sequence of a generation's rows.

Chroma has them as well, but takes 4 ms instead of 0.4 to tell those that a question needs, and long
to tell all of them, which a new BM25 index is made from.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import accumulate
from mmap import ACCESS_READ, mmap
from pathlib import Path

from knowledge.index.chroma import from_record, to_metadata
from knowledge.index.lexical import searched_text
from knowledge.types import Passage


class PassageFile:
    """Lines as `passage_line` makes them, read by number. Safe to use from several threads."""

    def __init__(self, file: Path) -> None:
        with file.open("rb") as lines:
            self._starts = [0, *accumulate(map(len, lines))]
            self._mapped = mmap(lines.fileno(), 0, access=ACCESS_READ) if self._starts[-1] else b""

    def line(self, number: int) -> bytes:
        """A line as it stands there."""
        return self._mapped[self._starts[number] : self._starts[number + 1]]

    def at(self, rows: Sequence[int]) -> list[Passage]:
        """The passages of the rows with these numbers."""
        return [from_record(*json.loads(self.line(row))) for row in rows]


def passage_line(passage: Passage, key: str) -> bytes:
    """A passage's record as JSON that ends with the line."""
    record = [passage.id, passage.text, to_metadata(passage, key)]
    return f"{json.dumps(record, ensure_ascii=False)}\n".encode()


def searched_in(line: bytes) -> str:
    """What the passage in a line is found by."""
    _, text, metadata = json.loads(line)
    rest = json.loads(metadata["passage"])
    return searched_text(rest["title"], rest["headings"], text)
