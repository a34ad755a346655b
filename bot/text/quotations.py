"""Quoted phrases: what stands between quotation marks of any kind, and whether a text has it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.text.words import plain, words
from knowledge.types import Span

_PAIRS = re.compile(
    r"“(?P<a>[^“”]+)”|„(?P<b>[^„“”]+)[“”]|«(?P<c>[^«»]+)»|»(?P<d>[^«»]+)«|‹(?P<e>[^‹›]+)›"
    r"|”(?P<f>[^”]+)”|‚(?P<g>[^‚‘]+)‘|(?<![\w‘])‘(?P<h>[^‘]+?)’(?!\w)"
    r"|(?<![\d\w])\"(?P<i>[^\"]+)\"|(?<!\w)'(?P<j>[^']+(?:'\w[^']*)*)'(?!\w)"
)
_CUTS = re.compile(r"…|\.{3,}|\[[^\]]*\]|\([.…]+\)")


def quotations(text: str) -> list[Span]:
    """What stands between quotation marks, in order, without the marks."""
    spans = []
    for match in _PAIRS.finditer(text):
        group = match.lastgroup or "a"
        if words(match[group]):
            spans.append(Span(*match.span(group)))
    return spans


def stands_in(quotation: str, plain_texts: Iterable[str]) -> bool:
    """Whether a text has a quotation word for word; `plain_texts` come from `words.plain`.

    Case, accents and punctuation do not matter. Cuts (`…`, `[…]`) must leave pieces that stand in
    one text in the same order.
    """
    pieces = [plain(piece) for piece in _CUTS.split(quotation)]
    pieces = [piece for piece in pieces if piece.strip()]
    return any(_in_order(pieces, text) for text in plain_texts)


def _in_order(pieces: list[str], text: str) -> bool:
    position = 0
    for piece in pieces:
        found = text.find(piece, position)
        if found < 0:
            return False
        position = found + len(piece) - 1
    return True
