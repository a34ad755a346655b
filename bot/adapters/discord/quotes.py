"""What an answer rests on: each sentence with the exact words of its sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from discord import ui

from bot.adapters.discord.layout import Page
from bot.adapters.discord.writing import bold, harmless, length, link
from bot.chat.plain import one_line
from bot.chat.splitting import split
from bot.phrases import Phrases
from bot.types import Citation, Sentence

if TYPE_CHECKING:
    from bot.store.answers import StoredAnswer

_PAGE_LIMIT = 3800
_QUOTE_LIMIT = 1500
_TITLE_LIMIT = 100
_NAME_LIMIT = 60
_MOST_PAGES = 3
_PDF_PAGE = re.compile(r"#(?:.*&)?page=(\d+)")


def quote_pages(stored: StoredAnswer) -> list[ui.LayoutView]:
    """The messages that show an answer's quotes, for the one who asks to see them; one at least."""
    answer = stored.answer
    phrases = Phrases(answer.language)
    blocks = [_block(sentence, phrases) for sentence in answer.sentences if sentence.citations]
    if not blocks:
        return [Page(ui.TextDisplay(phrases.say("quotes-none")))]
    pages = split([piece for block in blocks for piece in block], _PAGE_LIMIT, length)
    kept = pages[:_MOST_PAGES]
    left_out = sum(page.count("\n-# ") for page in pages[_MOST_PAGES:])
    kept[0] = f"### {phrases.say('quotes-heading')}\n{kept[0]}"
    if left_out:
        kept[-1] += f"\n\n-# {phrases.say('quotes-left-out', count=left_out)}"
    return [Page(ui.Container(ui.TextDisplay(page))) for page in kept]


def _block(sentence: Sentence, phrases: Phrases) -> list[str]:
    """A sentence, bold where its quotes say it in other words, and each quote with its source."""
    pieces: list[str] = []
    said = one_line(sentence.text)
    quotes = {(citation.number, citation.quote): citation for citation in sentence.citations}
    for citation in quotes.values():
        quote = _quoted(citation, phrases)
        if not pieces:
            first, *rest = quote
            head = "" if one_line(citation.quote) == said else f"{bold(said)}\n"
            quote = [f"\n\n{head}{first.lstrip()}", *rest]
        pieces += quote
    return pieces


def _quoted(citation: Citation, phrases: Phrases) -> Sequence[str]:
    words = split([harmless(one_line(citation.quote))], _QUOTE_LIMIT, length)
    lines = [f"\n> {part}" for part in words or ["…"]]
    title = link(one_line(citation.title, _TITLE_LIMIT), citation.link or citation.address)
    source = rf"\[{citation.number}\] {title}"
    if publication := _publication(citation, phrases):
        source += f" · {publication}"
    page = _PDF_PAGE.search(citation.link or "")
    if page is not None:
        source += f" · {phrases.say('quote-page', number=page[1])}"
    # The last words and where they stand stay together.
    return [*lines[:-1], f"{lines[-1]}\n-# {source}"]


def _publication(citation: Citation, phrases: Phrases) -> str:
    """Who published the words and when: where the title's link leads, if that is elsewhere."""
    publisher = harmless(one_line(citation.publisher or "", _NAME_LIMIT))
    day = phrases.date(citation.published) if citation.published is not None else ""
    return ", ".join(part for part in (publisher, day) if part)
