"""Where sentences begin and end in a paragraph, as exact spans.

sentencex draws the boundaries by each language's abbreviations; what it gets wrong in news and
reference texts is put right here. A line break always ends a sentence: list items and table rows
stand on lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.types import Span

LONGEST = 2_000
"""Characters after which a sentence is cut at a space, for texts without punctuation."""

_PORTION = 10_000
_TAIL = 20  # Characters of a sentence's end that decide whether it goes on.
_LONG_QUOTE = 60  # Words in one piece from which on its quotation marks are looked behind.
_QUOTES = '"“”„«»‟″〝〞'
_HIDE_QUOTES = str.maketrans(dict.fromkeys(_QUOTES, " "))
# Languages that write ordinals with a full stop: "im 20. Jahrhundert".
_DOTTED_ORDINALS = frozenset(
    ["cs", "da", "de", "et", "fi", "hr", "hu", "is", "lv", "nb", "nn", "no", "pl", "sk", "sl", "sr"]
)
_ORDINAL_END = re.compile(r"(?<![\w.,])\d{1,2}\.\s*$")
_INITIAL_END = re.compile(r"(?<![\w.])[A-ZÀ-ÖØ-Þ]\.\s*$")
_CONTINUES = re.compile(r"[a-zà-öø-ÿ](?![A-ZÀ-ÖØ-Þ])")  # Lower case, but not iPhone.
_TERMINATOR = re.compile(r"[.。]\s*$")
_LETTER = re.compile(r"[^\W\d_]")
_BRACKETED = re.compile(r"\[[^\]]*\]\W*$")  # "[citation needed]" belongs to what it stands behind.


def sentence_spans(text: str, language: str, start: int = 0) -> list[Span]:
    """The sentences of `text`, in order, without the white space around them.

    `start` is added to every position. Each character that is no white space is in exactly one
    span; a text of white space has none.
    """
    spans: list[Span] = []
    for line in re.finditer(r"[^\n]+", text):
        spans.extend(_line_spans(line.group(), language, start + line.start()))
    return spans


def _line_spans(line: str, language: str, start: int) -> Iterator[Span]:
    for begin, end in _merged(line, _pieces(line, language), language):
        stripped = line[begin:end].strip()
        if stripped:
            at = begin + line[begin:end].index(stripped)
            yield from _bounded(stripped, start + at)


def _pieces(line: str, language: str) -> list[str]:
    """sentencex's pieces; where a long one hides sentences in a quotation, those too."""
    pieces: list[str] = []
    for piece in _segment(line, language):
        if len(piece.split()) < _LONG_QUOTE or not any(mark in piece for mark in _QUOTES):
            pieces.append(piece)
            continue
        position, begin = 0, 0
        for inner in _segment(piece.translate(_HIDE_QUOTES), language):
            position += len(inner)
            end = _before_opening_quote(piece, position)
            pieces.append(piece[begin:end])
            begin = end
        pieces.append(piece[begin:])
    return pieces


def _before_opening_quote(piece: str, end: int) -> int:
    """A quotation mark behind a space opens the next sentence."""
    while 1 < end < len(piece) and piece[end - 1].isspace():
        if piece[end - 2] not in _QUOTES:
            return end
        end -= 1
    while 1 < end < len(piece) and piece[end - 1] in _QUOTES and piece[end - 2].isspace():
        end -= 1
    return end


def _segment(line: str, language: str) -> list[str]:
    """sentencex's pieces, exactly. It slows down with the square of a line's quotations, so a very
    long line is given to it in portions; what a portion leaves unfinished begins the next.
    """
    import sentencex

    encodable = line.encode("utf-8", "replace").decode("utf-8")  # A lone surrogate becomes "?".
    pieces: list[str] = []
    begin = 0
    while begin < len(line):
        portion = encodable[begin : begin + _PORTION]
        found = list(sentencex.segment(language, portion))
        if "".join(found) != portion:
            found = [portion]
        if len(found) > 1 and begin + _PORTION < len(line):
            found.pop()
        for piece in found:
            pieces.append(line[begin : begin + len(piece)])
            begin += len(piece)
    return pieces


def _merged(line: str, pieces: list[str], language: str) -> list[tuple[int, int]]:
    """Bounds of the pieces, those joined that are no sentences by themselves."""
    bounds: list[tuple[int, int]] = []
    position, has_letter = 0, False
    for piece in pieces:
        begin, position = position, position + len(piece)
        first = bounds[-1][0] if bounds else 0
        tail = line[max(first, begin - _TAIL) : begin]
        if bounds and (not has_letter or _belongs(tail, piece, language)):
            bounds[-1] = (first, position)
        else:
            bounds.append((begin, position))
            has_letter = False
        has_letter = has_letter or bool(_LETTER.search(piece))
    return bounds


def _belongs(tail: str, piece: str, language: str) -> bool:
    """Does `piece` go on with the sentence that ends with `tail`?"""
    if not _LETTER.search(piece) or _BRACKETED.match(piece):
        return True
    if not _TERMINATOR.search(tail):
        return False
    return bool(
        _CONTINUES.match(piece)
        or _INITIAL_END.search(tail)
        or (language in _DOTTED_ORDINALS and _ORDINAL_END.search(tail))
    )


def _bounded(sentence: str, start: int) -> Iterator[Span]:
    """The sentence, or pieces of at most `LONGEST` characters, cut at a space if there is one."""
    begin = 0
    while len(sentence) - begin > LONGEST:
        space = max(sentence.rfind(mark, begin + 1, begin + LONGEST + 1) for mark in " \t\u00a0")
        end = space if space > begin else begin + LONGEST
        piece = sentence[begin:end].rstrip()
        yield Span(start + begin, start + begin + len(piece))
        begin = end + len(sentence[end:]) - len(sentence[end:].lstrip())
    yield Span(start + begin, start + len(sentence))
