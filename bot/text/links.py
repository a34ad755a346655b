"""Web addresses in a text, as a person reads them: where a sentence goes on, the address ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from knowledge.types import Span

if TYPE_CHECKING:
    from linkify_it import LinkifyIt


@dataclass(frozen=True, slots=True)
class Link:
    """An http(s) address and where it stands, with the words that a chat put behind it."""

    address: str
    span: Span


def links(text: str) -> list[Link]:
    """The addresses in a text that begin with http:// or https://, in order.

    `README.md` and `node.js` are none, though they could be names of servers.
    """
    return list(_found(text))


def without_links(text: str) -> str:
    """The text with its addresses, and the brackets that only they stood in, taken out."""
    kept, end = [], 0
    for link in links(text):
        kept.append(text[end : link.span.start])
        end = link.span.end
    left = " ".join([*kept, text[end:]])
    for brackets in ("< >", "( )", "[ ]"):
        left = left.replace(brackets, " ").replace(brackets.replace(" ", "  "), " ")
    return " ".join(left.split())


def _found(text: str) -> Iterator[Link]:
    if "://" not in text:
        return
    # Bars around a whole address hide it until it is clicked; they would hide it from the finder.
    for match in _finder().match(text.replace("||", "  ")) or ():
        if match.schema.lower() not in ("http:", "https:"):
            continue
        # Some chats write a link's words behind a bar: <https://a.example|the page>.
        address, bar, _ = match.raw.partition("|")
        if bar:
            closed = text.find(">", match.index)
            end = closed if closed > 0 else match.last_index
        else:
            address = address.rstrip("*_")  # **bold** and the like end behind it.
            end = match.index + len(address)
        yield Link(address, Span(match.index, end))


@cache
def _finder() -> LinkifyIt:
    from linkify_it import LinkifyIt

    return LinkifyIt(options={"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
