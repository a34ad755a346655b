"""One numbering for an answer: quotes become citations, documents become numbered sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit, urlunsplit

from bot.remarks import is_remark
from bot.types import Citation, Source
from knowledge.types import DocumentInfo, Passage, Reference, Span

if TYPE_CHECKING:
    from bot.grounding import Quoted

_FRAGMENT_WORDS = 6


class Numbering:
    """Gives out the numbers of one answer's sources, in the order in which they are first cited."""

    def __init__(self) -> None:
        self._sources: dict[str, Source] = {}

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources cited so far, by number."""
        return tuple(self._sources.values())

    def cite(self, quotes: Iterable[Quoted]) -> tuple[Citation, ...]:
        """The citations for what a sentence rests on, each quote once."""
        citations = [self._citation(quoted.passage, quoted.span) for quoted in quotes]
        return tuple(dict.fromkeys(citations))

    def _citation(self, passage: Passage, span: Span) -> Citation:
        document = passage.document
        reference = passage.reference_for(span)
        words = passage.quote(span)
        about = reference or document
        # A publication was read by a note's author; the note's words do not stand in it.
        if reference is not None:
            link: str | None = reference.address
        elif is_remark(document):
            # A link to a message opens in the chat's own program, which knows no text fragments.
            link = document.address
        else:
            link = link_to(document, words, passage.page)
        return Citation(
            number=self._numbered(document, reference).number,
            passage=passage.id,
            quote=words,
            span=span,
            title=document.title,
            publisher=about.publisher,
            published=about.published,
            address=about.address,
            link=link,
        )

    def _numbered(self, document: DocumentInfo, reference: Reference | None) -> Source:
        known = self._sources.get(document.id) or Source(
            number=len(self._sources) + 1,
            title=document.title,
            address=document.address,
            publisher=document.publisher,
            published=document.published,
            language=document.language,
        )
        if reference is not None and reference not in known.references:
            known = replace(known, references=(*known.references, reference))
        self._sources[document.id] = known
        return known


def link_to(document: DocumentInfo, words: str, page: int | None) -> str | None:
    """The address of a document, opened at `words`, or None where it has no web address.

    For a web page a text fragment (https://wicg.github.io/scroll-to-text-fragment/) scrolls to the
    words and marks them; for a PDF `#page=` opens the page (RFC 8118).
    """
    parts = urlsplit(document.address or "")
    if parts.scheme not in ("http", "https"):
        return None
    if page is not None:
        return urlunsplit(parts._replace(fragment=f"page={page}"))
    fragment = f"{parts.fragment}:~:text={text_directive(words)}"
    return urlunsplit(parts._replace(fragment=fragment))


def text_directive(words: str) -> str:
    """The text directive that finds `words`: all of them, or their beginning and end."""
    parts = words.split()
    if len(parts) <= 2 * _FRAGMENT_WORDS:
        return _directive_part(parts)
    return f"{_directive_part(parts[:_FRAGMENT_WORDS])},{_directive_part(parts[-_FRAGMENT_WORDS:])}"


def _directive_part(words: list[str]) -> str:
    # Dash, comma and ampersand are the directive's own syntax; `quote` leaves dashes alone.
    return percent_encoded(" ".join(words), safe="").replace("-", "%2D")
