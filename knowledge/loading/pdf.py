"""PDF → text with the position where each page starts, by PDFium."""

from __future__ import annotations

import re
import threading
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.loading.extract import Extract, TextBuilder, UnreadableError, clean
from knowledge.loading.plaintext import ENDS, is_title, join_lines

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_PDFIUM = threading.Lock()  # PDFium may be used by one thread of a process at a time.
_DIVIDED = re.compile("[\x02\ufffe]\r?\n?")  # How PDFium writes a word divided at a line's end.
_NO_TITLE = re.compile(r"\.\w{2,4}$|^(?:Microsoft|untitled)", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def read_pdf(content: bytes, longest: int) -> Extract:
    """Reads the text of a PDF; wrapped lines become paragraphs, running heads and feet go.

    Stops with an error at more than `longest` characters.
    """
    texts, title = _read(content, longest)
    pages = _without_running_lines([_lines(text) for text in texts])
    builder = TextBuilder()
    if pages and is_title(pages[0]):
        builder.heading(1, pages[0].pop(0))
    starts: list[int] = []
    before = ""
    for lines in pages:
        paragraphs = join_lines(lines)
        separator = "\n\n"
        if paragraphs and before and not ENDS.search(before) and paragraphs[0][0].islower():
            separator = " "  # A sentence goes on over the page.
        starts.append(builder.length + (len(separator) if builder.length and paragraphs else 0))
        for number, paragraph in enumerate(paragraphs):
            builder.paragraph(paragraph, "\n\n" if number else separator)
            before = paragraph
    extract = builder.build()
    return replace(extract, pages=(0, *starts[1:]), title=extract.title or title)


def _read(content: bytes, longest: int) -> tuple[list[str], str | None]:
    """The text of each page, and the title that the file gives itself if it reads like one."""
    import pypdfium2

    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as problem:
            if "password" in str(problem).lower():
                raise UnreadableError(
                    "is a PDF protected by a password. Save a copy without one."
                ) from None
            raise UnreadableError(
                "is a broken PDF. Open it and print it to a new PDF, or give another copy."
            ) from None
        try:
            title = " ".join(clean(document.get_metadata_value("Title")).split())
            is_real = " " in title and not _NO_TITLE.search(title)
            return _all_pages(document, longest), title if is_real else None
        finally:
            document.close()


def _all_pages(document: PdfDocument, longest: int) -> list[str]:
    texts: list[str] = []
    total = 0
    for index in range(len(document)):
        page = document[index]
        try:
            text_page = page.get_textpage()
            texts.append(text_page.get_text_range())
            text_page.close()
        finally:
            page.close()
        total += len(texts[-1])
        if total > longest:
            raise UnreadableError(f"holds more than {longest:,} characters. Split it into parts.")
    return texts


def _lines(text: str) -> list[str]:
    lines = clean(_DIVIDED.sub("-\n", text)).split("\n")
    return [" ".join(line.split()) for line in lines]


def _without_running_lines(pages: list[list[str]]) -> list[list[str]]:
    """Drops first and last lines that come back on most pages, but for the page's number."""
    pages = [[line for line in lines if line] for lines in pages]
    if len(pages) < 3:
        return pages
    seen = Counter(_DIGITS.sub("#", line) for lines in pages for line in {*lines[:1], *lines[-1:]})
    running = {line for line, count in seen.items() if count > len(pages) / 2}
    for lines in pages:
        for end in (0, -1):
            if lines and _DIGITS.sub("#", lines[end]) in running:
                lines.pop(end)
    return pages
