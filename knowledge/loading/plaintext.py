"""Bytes → text, and plain text → paragraphs: wrapped lines are joined, a title line is found."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from itertools import zip_longest

from knowledge.language import likeness
from knowledge.loading.extract import Extract, TextBuilder, UnreadableError, clean

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Controls, half-width kana, box drawing, symbols and two scripts in a word: a wrong encoding.
_STRANGE = re.compile(
    "[\x80-\x9f\uff61-\uff9f\u2500-\u257f]"
    "|[a-z][\u00a1-\u00a9\u00ac-\u00b1\u00b3-\u00b6\u00b8\u00b9\u00bc-\u00bf]"
    "|[A-Za-z\u00c0-\u024f][\u0370-\u06ff]|[\u0370-\u06ff][A-Za-z\u00c0-\u024f]"
)
_SINGLE_BYTE = (
    *("cp1252", "cp1250", "iso8859_2", "iso8859_15", "cp1254", "cp1251", "koi8_r", "cp1253"),
    *("cp1255", "cp1256", "cp1257", "iso8859_5", "iso8859_7", "iso8859_9", "latin_1"),
)
_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1b\x85")
ENDS = re.compile(r"[.!?:…。！？][\"”»’)\]]*$")
"""The end of a sentence at the end of a line."""

_BULLET = re.compile(r"(?:[•‣▪–—*+-]|\d{1,3}[.)])\s")
_TITLE_END = re.compile(r"[.,;:!…]$")
_SAMPLE = 100_000
_LONG_LINE = 80
_LONGEST_TITLE = 120


def is_binary(content: bytes) -> bool:
    """Does this hold what no text holds: NUL bytes (but for UTF-16 and UTF-32) or many controls?"""
    if any(content.startswith(mark) for mark, _ in _MARKS):
        return False
    sample = content[:65_536]
    controls = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in sample)
    return b"\0" in sample or controls * 100 > len(sample)


def decode(content: bytes, charset: str | None = None) -> str:
    """Text from bytes: by byte order mark, UTF-8, the encoding that was named, or a good guess.

    UTF-8 comes before what a server names: hardly any other text happens to be valid UTF-8.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    for encoding in ("utf-8", charset or "utf-8"):
        try:
            return content.decode(encoding)
        except (LookupError, ValueError):  # a server may name anything
            continue
    sample = content[:_SAMPLE]
    if len(content) > _SAMPLE:  # Not in the middle of a character.
        sample = sample[: sample.rfind(b"\n") + 1] or sample[: sample.rfind(b" ") + 1] or content
    return content.decode(_guessed(sample), "replace")


def _guessed(content: bytes) -> str:
    """The encoding in which the text reads most like a language.

    charset-normalizer finds those of several bytes a character, but errs on short texts in those
    of one; where several read alike, the first of the list is the commonest.
    """
    from charset_normalizer import from_bytes

    best = from_bytes(content).best()
    found = [] if best is None or best.encoding in _SINGLE_BYTE else [best.encoding]
    readable = [encoding for encoding in (*_SINGLE_BYTE, *found) if _decodes(content, encoding)]
    if not readable:
        raise UnreadableError("is text in an unknown encoding. Save it as UTF-8.")
    return max(readable, key=lambda encoding: _sense(content.decode(encoding)))


def _sense(text: str) -> float:
    """How much a text reads like a language, in steps of a tenth, less what no text holds."""
    strange = len(_STRANGE.findall(text))
    return round(likeness(text), 1) - 5 * strange / max(1, len(text))


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def read_plain_text(text: str) -> Extract:
    """Reads plain text, wrapped at a width or with a paragraph a line.

    A first line that reads like a title (short, without a full stop, an empty line or a longer
    line behind it) becomes the heading.
    """
    lines = [line.strip() for line in clean(text).split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    builder = TextBuilder()
    if is_title(lines):
        builder.heading(1, lines.pop(0))
    blocks = _blocks(lines)
    if _is_wrapped(blocks):
        for paragraph in join_lines(lines):
            builder.paragraph(paragraph)
        return builder.build()
    for block in blocks:
        before = ""
        for line in block:
            short = before and max(len(before), len(line)) < _LONG_LINE
            builder.paragraph(line, "\n" if short else "\n\n")
            before = line
    return builder.build()


def join_lines(lines: Sequence[str]) -> list[str]:
    """Paragraphs from lines that were wrapped; words divided at a line's end are made whole.

    A paragraph ends at an empty line, before a bullet, and at a line that is clearly short of the
    usual width and either ends a sentence or stands before a capital letter.
    """
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    paragraphs: list[str] = []
    going_on = False
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        if not line:
            going_on = False
            continue
        if going_on and not _BULLET.match(line):
            paragraphs[-1] = _joined(paragraphs[-1], line)
        else:
            paragraphs.append(line)
        going_on = not _ends_paragraph(line, following, width)
    return paragraphs


def _joined(paragraph: str, line: str) -> str:
    """Joins two lines; a hyphen goes where it only divides a word."""
    if re.search(r"[^\W\d_]-$", paragraph) and line[0].islower():
        keeps = re.search(r"(?:[A-Z0-9]|\b[^\W\d_])-$", paragraph)
        return paragraph + line if keeps else paragraph[:-1] + line
    return f"{paragraph} {line}"


def _ends_paragraph(line: str, following: str, width: int) -> bool:
    if not following:
        return True
    if ENDS.search(line):
        return len(line) < 0.8 * width
    return len(line) < 0.6 * width and following[0].isupper() and line[-1] not in ",;-–"


def _blocks(lines: Sequence[str]) -> list[list[str]]:
    """Runs of lines without an empty one between them."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _is_wrapped(blocks: Sequence[Sequence[str]]) -> bool:
    """Do most lines that are followed by another one stop in mid-sentence, at a similar width?"""
    inner = [line for block in blocks for line in block[:-1] if not _BULLET.match(line)]
    longest = max((len(line) for block in blocks for line in block), default=0)
    if len(inner) < 2 or longest > 120:
        return False
    stopped = [line for line in inner if not ENDS.search(line) and len(line) > longest * 0.6]
    return len(stopped) > len(inner) * 0.6


def is_title(lines: Sequence[str]) -> bool:
    """Does the first line read like the title of what follows?"""
    if len(lines) < 2 or len(lines[0]) > _LONGEST_TITLE or _TITLE_END.search(lines[0]):
        return False
    following = next((line for line in lines[1:] if line), "")
    apart = not lines[1] or len(following) > 2 * len(lines[0])
    return apart and bool(following) and not following[0].islower()
