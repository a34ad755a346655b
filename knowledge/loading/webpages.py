"""HTML → the article's text with its headings, title, publisher and date, by trafilatura."""

from __future__ import annotations

import re
from typing import Any

from knowledge.loading.extract import Extract, Inline, TextBuilder, UnreadableError, clean
from knowledge.loading.markdown import language_code
from knowledge.loading.plaintext import decode
from knowledge.loading.references import parse_date

_Element = Any
"""An lxml element, which has no types."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_BLOCKS = frozenset(["p", "quote", "code", "ab", "div", "fw", "formula"])


def read_html(content: bytes, address: str | None = None, charset: str | None = None) -> Extract:
    """Reads a web page: its main text, without menus, comments and advertisements.

    Where no main text is found, every word of the page is taken. `address` is where it came from,
    `charset` what the server said.
    """
    import trafilatura

    named = _CHARSET.search(content[:4_096])
    text = decode(content, charset or (named.group(1).decode("ascii") if named else None))
    text = _XML_DECLARATION.sub("", clean(text), count=1)
    tree = trafilatura.load_html(text)
    if tree is None:  # Too little for a page, as trafilatura sees it.
        tree = trafilatura.load_html(f"<html><body>{text}</body></html>")
    if tree is None:
        raise UnreadableError("is no web page that can be read. Save its text as a file.")
    language = language_code(tree.get("lang") or tree.get("xml:lang"))
    found: Any = trafilatura.bare_extraction(
        tree,
        url=address,
        with_metadata=True,
        include_comments=False,
        include_formatting=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    builder = TextBuilder()
    if found is not None and found.body is not None:
        for element in found.body:
            _write(element, builder)
    extract = builder.build()
    if not extract.text:
        builder.paragraph(_words(trafilatura.html2txt(text)))
        extract = builder.build()
    return Extract(
        text=extract.text,
        headings=extract.headings,
        title=_metadata(found, "title") or extract.title,
        language=language,
        address=address or _metadata(found, "url"),
        publisher=_metadata(found, "sitename"),
        published=parse_date(_metadata(found, "date")),
    )


def _metadata(found: Any, name: str) -> str | None:
    value = getattr(found, name, None)
    return " ".join(clean(str(value)).split()) or None if value else None


def _words(text: str) -> Inline:
    inline = Inline()
    inline.add(text)
    return inline


def _write(element: _Element, builder: TextBuilder) -> None:
    """Writes one of trafilatura's blocks."""
    match element.tag:
        case "head":
            level = re.sub(r"\D", "", str(element.get("rend", "")))
            builder.heading(int(level) if level else 2, _inline(element))
        case "list":
            for number, item in enumerate(element.iter("item")):
                builder.paragraph(_inline(item), "\n" if number else "\n\n")
        case "table":
            _write_table(element, builder)
        case "quote" | "div" if any(child.tag in _BLOCKS for child in element):
            for child in element:
                _write(child, builder)
        case "code":
            builder.paragraph("".join(map(str, element.itertext())))
        case _:
            builder.paragraph(_inline(element))


def _write_table(table: _Element, builder: TextBuilder) -> None:
    rows = [list(row.iter("cell")) for row in table.iter("row")]
    rows = [row for row in rows if row]
    has_header = bool(rows) and all(cell.get("role") == "head" for cell in rows[0])
    header = [_inline(cell) for cell in rows[0]] if has_header else []
    body = rows[1:] if has_header else rows
    builder.table([[_inline(cell) for cell in row] for row in body], header)


def _inline(element: _Element) -> Inline:
    inline = Inline()
    _fill(inline, element)
    return inline


def _fill(inline: Inline, element: _Element) -> None:
    """Adds an element's words, but not those of lists in it, which are written item by item."""
    inline.add(element.text or "")
    for child in element:
        if child.tag == "lb" or child.tag in _BLOCKS:
            inline.break_line()
        if child.tag not in ("list", "item"):
            _fill(inline, child)
        inline.add(child.tail or "")
