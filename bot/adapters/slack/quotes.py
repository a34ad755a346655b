"""What an answer rests on, in a modal: each sentence with the exact words of its sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.adapters.slack import ids
from bot.adapters.slack.blocks import (
    TEXT_LIMIT,
    Block,
    context,
    plain_text,
    section,
    words,
)
from bot.adapters.slack.writing import mrkdwn, mrkdwn_bold, mrkdwn_link
from bot.chat.plain import code_units, one_line
from bot.chat.splitting import split
from bot.phrases import Phrases
from bot.types import Citation, Sentence

if TYPE_CHECKING:
    from bot.store.answers import StoredAnswer

MOST_BLOCKS = 100
"""What Slack takes in a modal."""

_TITLE_LIMIT = 24
_SAID_LIMIT = 500
_NAME_LIMIT = 100
_PIECE_LIMIT = 550
"""Code units; as entities, the most that they can become still fits into a text object."""
_ALL_TEXT = 40_000
_PDF_PAGE = re.compile(r"#(?:.*&)?page=(\d+)")


def quotes_view(stored: StoredAnswer) -> Block:
    """The modal that shows an answer's quotes to the one who asks to see them."""
    answer = stored.answer
    phrases = Phrases(answer.language)
    return {
        "type": "modal",
        "callback_id": ids.QUOTES_VIEW,
        "title": words(phrases.say("slack-quotes-title"), _TITLE_LIMIT),
        "close": words(phrases.say("slack-close"), _TITLE_LIMIT),
        "blocks": _blocks([one for one in answer.sentences if one.citations], phrases),
    }


def _blocks(sentences: list[Sentence], phrases: Phrases) -> list[Block]:
    if not sentences:
        return [section(mrkdwn(phrases.say("quotes-none")))]
    blocks = [section(mrkdwn_bold(phrases.say("quotes-heading")))]
    left_out = used = 0
    for sentence in sentences:
        for group in _groups(sentence, phrases):
            used += sum(code_units(plain_text([block])) for block in group)
            if left_out or len(blocks) + len(group) >= MOST_BLOCKS or used > _ALL_TEXT:
                left_out += 1
            else:
                blocks += group
    if left_out:
        blocks.append(context(mrkdwn(phrases.say("quotes-left-out", count=left_out))))
    return blocks


def _groups(sentence: Sentence, phrases: Phrases) -> list[list[Block]]:
    """The blocks of each quote, the first under the sentence where that uses other words."""
    said = one_line(sentence.text)
    quotes = {(citation.number, citation.quote): citation for citation in sentence.citations}
    groups = [_quoted(citation, phrases) for citation in quotes.values()]
    first = next(iter(quotes.values()))
    if said and one_line(first.quote) != said:
        groups[0].insert(0, section(mrkdwn_bold(one_line(said, _SAID_LIMIT))))
    return groups


def _quoted(citation: Citation, phrases: Phrases) -> list[Block]:
    """The quote, over as many blocks as it takes, and where it stands."""
    pieces = split([one_line(citation.quote)], _PIECE_LIMIT, code_units) or ["…"]
    lines = [f"> {mrkdwn(piece)}" for piece in pieces]
    title = mrkdwn_link(one_line(citation.title, _NAME_LIMIT), citation.link or citation.address)
    source = f"[{citation.number}] {title}"
    if publication := _publication(citation, phrases):
        source += f" · {publication}"
    page = _PDF_PAGE.search(citation.link or "")
    if page is not None:
        source += f" · {phrases.say('quote-page', number=page[1])}"
    quote = split([f"\n{line}" for line in lines], TEXT_LIMIT, code_units)
    return [*(section(part) for part in quote), context(source)]


def _publication(citation: Citation, phrases: Phrases) -> str:
    """Who published the words and when: where the title's link leads, if that is elsewhere."""
    publisher = mrkdwn(one_line(citation.publisher or "", _NAME_LIMIT))
    day = phrases.date(citation.published) if citation.published is not None else ""
    return ", ".join(part for part in (publisher, day) if part)
