"""Markdown → plain text with headings and footnotes, one line a list item or table row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from knowledge.loading.extract import Extract, Inline, TextBuilder, UnreadableError, clean
from knowledge.loading.references import parse_date, parse_reference
from knowledge.types import Reference

if TYPE_CHECKING:
    from markdown_it.token import Token

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>|<[!?][^>]*>")
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_].*)?", re.IGNORECASE)


def read_markdown(text: str) -> Extract:
    """Reads Markdown without front matter: CommonMark with tables and footnotes."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    tokens = parser.parse(clean(text))
    walker = _Walker(tokens, _footnotes(tokens))
    walker.walk()
    return walker.builder.build()


def read_markdown_file(text: str) -> Extract:
    """Reads Markdown with front matter.

    Front matter may hold `title`, `language`, `date`, `publisher`, `address` and `scope`; other
    fields, such as a list of `sources`, are for its readers.
    """
    matter, body = _front_matter(clean(text))
    extract = read_markdown(body)
    return replace(
        extract,
        title=_words(matter, "title") or extract.title,
        language=language_code(_words(matter, "language") or _words(matter, "lang")),
        published=parse_date(matter.get("date")),
        publisher=_words(matter, "publisher"),
        address=_words(matter, "address") or _words(matter, "url"),
        scope=_words(matter, "scope"),
    )


def language_code(tag: str | None) -> str | None:
    """The ISO 639-1 code of a language tag: `fr` for `fr-CA`."""
    found = _LANGUAGE.fullmatch(tag.strip()) if tag else None
    return found.group(1).lower() if found else None


def _front_matter(text: str) -> tuple[Mapping[str, Any], str]:
    import frontmatter
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    if not text.startswith("---"):
        return {}, text
    try:
        matter, body = frontmatter.parse(text, handler=YAMLHandler())
    except (yaml.YAMLError, ValueError, TypeError) as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f" in line {mark.line + 2}" if mark else ""
        raise UnreadableError(
            f"has front matter that is no YAML{where}. Put values that hold a colon in quotes."
        ) from None
    return (matter, body) if isinstance(matter, dict) else ({}, text)


def _words(matter: Mapping[str, Any], key: str) -> str | None:
    value = matter.get(key)
    if value is None:
        return None
    if not isinstance(value, str | int | float | date):
        # Written out, a few lines of lists of aliases of lists fill any memory.
        raise UnreadableError(f"has front matter whose {key} is a list. Write one value there.")
    return " ".join(clean(str(value)).split()) or None


def _footnotes(tokens: Sequence[Token]) -> dict[int, Reference | str]:
    """Each footnote's publication, by id; its words where it names no address."""
    found: dict[int, Reference | str] = {}
    current, words, links = -1, "", list[str]()
    for token in tokens:
        if token.type == "footnote_open":
            current, words, links = int(token.meta["id"]), "", []
        elif token.type == "footnote_close":
            found[current] = parse_reference(words, links) or " ".join(words.split())
            current = -1
        elif token.type == "inline" and current >= 0:
            for child in token.children or ():
                words += " " if child.type in ("softbreak", "hardbreak") else child.content
                if child.type == "link_open":
                    links.append(str(child.attrs.get("href", "")))
    return found


@dataclass
class _Walker:
    """Goes through the tokens once, from front to back."""

    tokens: Sequence[Token]
    footnotes: Mapping[int, Reference | str]
    builder: TextBuilder = field(default_factory=TextBuilder)
    at: int = 0
    lists: int = 0
    in_list: bool = False  # A line of the current list has been written.

    def walk(self) -> None:
        """Writes every block. Footnotes that name no address follow at the end as text."""
        while self.at < len(self.tokens):
            self._block(self.tokens[self.at])
            self.at += 1
        for note in self.footnotes.values():
            if isinstance(note, str):
                self.builder.paragraph(note)

    def _block(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self.builder.heading(int(token.tag[1:]), self._inline(self._next_inline()))
            case "inline":
                self._write(self._inline(token))
            case "fence" | "code_block":
                self.builder.paragraph(token.content)
            case "html_block":
                self._write(_without_tags(token.content))
            case "bullet_list_open" | "ordered_list_open":
                self.in_list = self.in_list and self.lists > 0
                self.lists += 1
            case "bullet_list_close" | "ordered_list_close":
                self.lists -= 1
            case "table_open":
                self._table()
            case "footnote_block_open":
                self._skip_to("footnote_block_close")

    def _write(self, block: Inline) -> None:
        if not self.lists:
            self.builder.paragraph(block)
        elif not block.is_empty():
            self.builder.paragraph(block, "\n" if self.in_list else "\n\n")
            self.in_list = True

    def _next_inline(self) -> Token:
        self._skip_to("inline")
        return self.tokens[self.at]

    def _skip_to(self, kind: str) -> None:
        while self.tokens[self.at].type != kind:
            self.at += 1

    def _table(self) -> None:
        header: list[Inline] = []
        rows: list[list[Inline]] = []
        while self.tokens[self.at].type != "table_close":
            token = self.tokens[self.at]
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(self._inline(token))
            elif token.type == "thead_close":
                header = rows.pop()
            self.at += 1
        self.builder.table(rows, header)

    def _inline(self, token: Token) -> Inline:
        inline = Inline()
        for child in token.children or ():
            match child.type:
                case "text" | "code_inline":
                    inline.add(child.content)
                case "softbreak":
                    inline.add(" ")
                case "hardbreak":
                    inline.break_line()
                case "html_inline" if child.content.lower().startswith("<br"):
                    inline.break_line()
                case "footnote_ref":
                    reference = self.footnotes.get(int(child.meta["id"]))
                    if isinstance(reference, Reference):
                        inline.mark(reference)
        return inline


def _without_tags(source: str) -> Inline:
    """The words of a block of HTML inside Markdown."""
    from html import unescape

    inline = Inline()
    for line in _TAG.sub(" ", _COMMENT.sub(" ", source)).split("\n"):
        inline.add(unescape(line))
        inline.break_line()
    return inline
