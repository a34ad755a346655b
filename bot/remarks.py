"""A discussion's messages as passages, so that they are read, checked and cited like any other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.discussion import Discussion, Remark
from bot.phrases import LANGUAGES, Phrases
from knowledge.language import detect
from knowledge.sentences import sentence_spans
from knowledge.types import DocumentInfo, Hit, Passage, Span

_TELLING = 6  # Words from which on a message's own language is asked for.
_SAMPLE = 4_000
_REMARK = "remark:"
_FRAME = 30  # Characters of a number, a day, and whom a message replies to.


_LINK = re.compile(r"https?://\S+|<a?:\w+:\d+>|(?<!\S):\w+:(?!\S)")


def worded(discussion: Discussion) -> list[Remark]:
    """The messages that hold a word, beside links and named pictures (`:wave:`)."""
    return [
        remark for remark in discussion.remarks if re.search(r"[^\W_]", _LINK.sub(" ", remark.text))
    ]


def language_of(remarks: Sequence[Remark]) -> str | None:
    """The language in which most is said, or None where it cannot be told."""
    text = " ".join(remark.text for remark in remarks)
    return detect(text[:_SAMPLE], LANGUAGES) or detect(text[:_SAMPLE])


def hits_of(remarks: Sequence[Remark], language: str) -> list[Hit]:
    """Each message as a hit, in order; `language` is that of the reader, for times of day."""
    spoken = language_of(remarks) or language
    authors = {remark.id: _line(remark.author) for remark in remarks}
    return [_hit(remark, order, authors, spoken, language) for order, remark in enumerate(remarks)]


def _hit(remark: Remark, order: int, authors: dict[str, str], spoken: str, language: str) -> Hit:
    own = detect(remark.text, LANGUAGES) if len(remark.text.split()) >= _TELLING else None
    answered = authors.get(remark.reply_to or "")
    document = DocumentInfo(
        id=f"{_REMARK}{remark.id}",
        source=remark.link,
        title=f"{_line(remark.author)}, {time_of(remark.sent, language)}",
        language=own or spoken,
        address=remark.link or None,
        published=remark.sent.astimezone(UTC).date(),
    )
    sentences = tuple(sentence_spans(remark.text, document.language))
    span = Span(sentences[0].start, sentences[-1].end)
    passage = Passage(
        id=document.id,
        document=document,
        text=span.of(remark.text),
        span=span,
        sentences=sentences,
        order=order,
        headings=(f"replying to {answered}",) if answered else (),
    )
    return Hit(passage, 0.0, 0.0, (0.0,) * len(sentences))


def is_remark(document: DocumentInfo) -> bool:
    """Whether a document is a message of a discussion."""
    return document.id.startswith(_REMARK)


def in_parts(hits: Sequence[Hit], characters: int, most: int) -> list[list[Hit]]:
    """The hits in as few parts as hold at most so many characters and messages, even in size."""
    length = size_of(hits)
    count = max(-(-length // characters), -(-len(hits) // most), 1)
    parts: list[list[Hit]] = [[] for _ in range(count)]
    past = 0
    for order, hit in enumerate(hits):
        # Even by characters and by number, whichever is further.
        place = max(past * count // max(length, 1), order * count // len(hits))
        parts[min(place, count - 1)].append(hit)
        past += size_of([hit])
    return [part for part in parts if part]


def size_of(hits: Sequence[Hit]) -> int:
    """The characters that messages take up where a model reads them."""
    return sum(len(hit.passage.text) + len(hit.passage.document.title) + _FRAME for hit in hits)


def time_of(moment: datetime, language: str) -> str:
    """The time of day in UTC, as the language writes it: `14:03`."""
    from babel.dates import format_time

    spoken = Phrases(language).language
    locale = "en_GB" if spoken == "en" else spoken
    return str(format_time(moment.astimezone(UTC), format="short", locale=locale))


def moment_of(moment: datetime, language: str) -> str:
    """Day and time in UTC, as the language writes them: `5 November 2025, 14:03`."""
    moment = moment.astimezone(UTC)
    return f"{Phrases(language).date(moment.date())}, {time_of(moment, language)}"


def _line(name: str) -> str:
    """A name on one line: people choose theirs, and must not forge a passage's heading with it."""
    return " ".join(name.split()) or "?"
