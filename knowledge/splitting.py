"""Documents → passages: the pieces that are embedded, found and cited as a whole.

A passage is a paragraph, or some small ones under one heading. It begins anew at every heading, at
every paragraph that opens with a question and at every page, and never cuts a sentence.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.sentences import sentence_spans
from knowledge.types import Document, Heading, Passage, ReferenceMark, Span

_SLACK = 1.4
"""How far a passage may exceed the aim before it is cut: a whole paragraph reads better."""

_TINY = 0.3
"""Paragraphs below this share of the aim join a neighbour."""

_QUESTION = re.compile(r"[?？؟][\s\"”»’)\]]*$")
_OPENS = re.compile(r"[:：]\s*$")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph or a piece of one: whole sentences, how many words, and the page it begins on."""

    sentences: tuple[Span, ...]
    words: int
    asks: bool  # Opens with a question.
    leads: bool  # Is nothing but a question or an announcement of what follows.
    page: int  # From 1; 0 for formats without pages.


def split(document: Document, *, words: int = 180) -> list[Passage]:
    """The document's passages, in order; together they hold every sentence but the headings.

    `words` is the aim. A passage has at most 1.4 times as many unless one sentence is longer;
    a sentence has at most `sentences.LONGEST` characters. In scripts without spaces two
    characters count as a word.
    """
    passages: list[Passage] = []
    seen: Counter[str] = Counter()
    title = document.info.title
    for path, parts in _sections(document, words):
        headings = tuple(heading.title for heading in path)
        if headings and headings[0] == title:
            headings = headings[1:]
        for group in _grouped(parts, words):
            passages.append(_passage(document, group, headings, len(passages), seen))
    return passages


def count_words(text: str) -> int:
    """The words of a text; two characters of a script without spaces count as one.

    Never fewer than a fifteenth of its characters, so that no text without spaces seems short.
    """
    return max(len(text.split()) + len(_UNSPACED.findall(text)) // 2, len(text) // 15)


def _passage(
    document: Document,
    group: Sequence[_Part],
    headings: tuple[str, ...],
    order: int,
    seen: Counter[str],
) -> Passage:
    sentences = tuple(sentence for part in group for sentence in part.sentences)
    span = Span(sentences[0].start, sentences[-1].end)
    text = span.of(document.text)
    identity = "\0".join((document.info.id, *headings, text))
    seen[identity] += 1
    key = f"{identity}\0{seen[identity]}".encode("utf-8", "surrogatepass")
    return Passage(
        id=hashlib.sha256(key).hexdigest()[:32],
        document=document.info,
        text=text,
        span=span,
        sentences=sentences,
        order=order,
        headings=headings,
        page=group[0].page or None,
        marks=_marks_within(document.marks, sentences),
    )


def _marks_within(
    marks: Sequence[ReferenceMark], sentences: Sequence[Span]
) -> tuple[ReferenceMark, ...]:
    """The marks in or behind the sentences, each moved to the end of the one it stands in."""
    within = []
    for mark in marks:
        if sentences[0].start < mark.position <= sentences[-1].end:
            end = next(span.end for span in sentences if mark.position <= span.end)
            within.append(replace(mark, position=end))
    return tuple(within)


def _sections(document: Document, words: int) -> Iterator[tuple[list[Heading], list[_Part]]]:
    """The parts under each heading, with the path of headings that leads there."""
    path: list[Heading] = []
    parts: list[_Part] = []
    headings = {heading.start: heading for heading in document.headings}
    for start, end in _blocks(document):
        heading = headings.get(start)
        if heading is None:
            parts.extend(_parts(document, start, end, words))
            continue
        if parts:
            yield path, parts
        path = [*(above for above in path if above.level < heading.level), heading]
        parts = []
    if parts:
        yield path, parts


def _blocks(document: Document) -> Iterator[tuple[int, int]]:
    """Paragraphs and heading lines, as positions without the white space around them."""
    text = document.text
    starts = sorted({heading.start for heading in document.headings})
    ends = [text.find("\n", start) for start in starts]
    cuts = [0]
    for start, end in zip(starts, ends, strict=True):
        cuts += [start, len(text) if end < 0 else end]
    cuts.append(len(text))
    for begin, end in pairwise(cuts):
        for block in re.split(r"(\n\s*\n)", text[begin:end]):
            stripped = block.strip()
            if stripped:
                at = begin + block.index(stripped)
                yield at, at + len(stripped)
            begin += len(block)


def _parts(document: Document, start: int, end: int, words: int) -> Iterator[_Part]:
    """A paragraph as one part, or as several of about the same size where it is too long."""
    text = document.text[start:end]
    sentences = sentence_spans(text, document.info.language, start)
    counts = [count_words(sentence.of(document.text)) for sentence in sentences]
    asks = bool(_QUESTION.search(sentences[0].of(document.text)))
    leads = (asks and len(sentences) == 1) or bool(_OPENS.search(text))
    total = sum(counts)
    if total <= words * _SLACK:
        yield _Part(tuple(sentences), total, asks, leads, _page(document, start))
        return
    for first, last in _even_cuts(counts, words):
        piece = tuple(sentences[first:last])
        page = _page(document, piece[0].start)
        yield _Part(piece, sum(counts[first:last]), asks and first == 0, False, page)


def _page(document: Document, position: int) -> int:
    return bisect_right(document.pages, position)


def _even_cuts(counts: Sequence[int], words: int) -> Iterator[tuple[int, int]]:
    """Ranges of sentences of at most the aim and some slack, none of them a mere tail."""
    left, first = sum(counts), 0
    while first < len(counts):
        pieces = max(1, -(-left // words))
        aim = left / pieces
        size, last = counts[first], first + 1
        while last < len(counts) and size + counts[last] <= words * _SLACK:
            if pieces > 1 and size + counts[last] / 2 > aim:
                break
            size += counts[last]
            last += 1
        yield first, last
        left -= size
        first = last


def _grouped(parts: Sequence[_Part], words: int) -> Iterator[list[_Part]]:
    """Parts that make one passage: small neighbours together, a question with its answer."""
    group: list[_Part] = []
    size = 0
    for part in parts:
        if group and not _joins(group[-1], size, part, words):
            yield group
            group, size = [], 0
        group.append(part)
        size += part.words
    if group:
        yield group


def _joins(before: _Part, size: int, part: _Part, words: int) -> bool:
    """Does `part` go on the passage of `size` words that ends with `before`?"""
    if part.asks or part.page != before.page:  # A citation names the page that it stands on.
        return False
    if before.leads:
        return size + part.words <= words * _SLACK
    if min(size, part.words) >= words * _TINY:
        return False
    is_tail = part.words < words * _TINY / 4
    return size + part.words <= words * (_SLACK if is_tail else 1)
