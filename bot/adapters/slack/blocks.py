"""What there is to show becomes messages in Slack's Block Kit, or the end of one that streamed.

The buttons do nothing by themselves: whoever receives a press goes by its ids (`ids.py`), so they
work after a restart. The text of an answer (`bodies`) only ever grows at its end while the answer
does, so it can be streamed as it is; sources, notices and buttons come after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from bot.adapters.slack import ids
from bot.adapters.slack.writing import (
    ZERO_WIDTH_SPACE,
    markdown,
    markdown_bold,
    markdown_mark,
    mrkdwn,
    mrkdwn_link,
)
from bot.chat.plain import code_units, one_line
from bot.chat.shown import Shown
from bot.chat.splitting import split
from bot.chat.types import HandedOver
from bot.phrases import Phrases
from bot.types import EMBEDDED, Outcome, Sentence, Source

Block = dict[str, Any]
"""A block, as it is sent."""

BODY_LIMIT = 8000
"""What a message takes of an answer's text, in UTF-16 code units.

Slack takes 12,000 characters of Markdown in a message, and was seen to refuse blocks with more
than about 13,000 characters altogether.
"""

MESSAGE_LIMIT = 10500
"""What all text in a message may come to before its buttons."""

TEXT_LIMIT = 2900
"""What is put into one text object of at most 3,000 characters."""

_FALLBACK_LIMIT = 3000
_BUTTON_LIMIT = 75
_VALUE_LIMIT = 2000
_TITLE_LIMIT = 150
_NAME_LIMIT = 60
_NOTICE_LIMIT = 500
_LINE_LIMIT = 200
_MOST_FOLLOW_UPS = 3

_GROUP = re.compile(r"S[A-Z0-9]{2,30}")
_MARKDOWN_LINK = re.compile(r"\[((?:\[[^\]]*\]|\\.|[^\[\]\\])*)\]\([^()\s]*\)")
_MRKDWN_LINK = re.compile(r"<[^<>|]*\|([^<>]*)>")


@dataclass(frozen=True, slots=True)
class Page:
    """One message: its blocks, and the text for where they are not shown (notifications)."""

    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Tail:
    """What ends a message that was streamed.

    `rest` is the Markdown that is still to be appended; `blocks` come beneath the text when the
    stream is stopped; `more` are messages after it.
    """

    rest: str
    blocks: tuple[Block, ...]
    more: tuple[Page, ...] = ()


def pages(shown: Shown, *, stop: bool = True) -> list[Page]:
    """The messages that show a request as far as it has come, at least one.

    Sources, notices and buttons stand on the last one. `stop` adds a button that stops the answer,
    for where Slack shows none of its own.
    """
    phrases = Phrases(shown.language)
    messages: list[list[Block]] = [[_markdown(body)] for body in bodies(shown)] or [[]]
    room = MESSAGE_LIMIT - code_units(messages[-1][0]["text"] if messages[-1] else "")
    for lines in split(_lines(shown), TEXT_LIMIT, code_units):
        needed = code_units(lines)
        if needed > room:
            messages.append([])
            room = MESSAGE_LIMIT
        messages[-1].append(context(lines))
        room -= needed
    last = messages[-1]
    if working := _working(shown, phrases):
        last.append(context(working))
    last += _buttons(shown, phrases, stop=stop)
    if not last:
        last.append(context("…"))
    return [page(blocks) for blocks in messages]


def bodies(shown: Shown) -> list[str]:
    """What is said, in Markdown: one text for each message, none where nothing is said yet.

    While an answer grows, a text that is followed by another does not change, and the last one
    only becomes longer; unless it ends in "I don't know", which has a heading.
    """
    return split(_body(shown, Phrases(shown.language)), BODY_LIMIT, code_units)


def stream_tail(shown: Shown, streamed: str, number: int = 0) -> Tail | None:
    """How to end the stream of the text `bodies(shown)[number]`, of which `streamed` was sent.

    None where `streamed` is not how that text begins: then all of the message is to be replaced,
    by `pages`.
    """
    texts = bodies(shown) or [""]
    if number >= len(texts) or not texts[number].startswith(streamed):
        return None
    messages = pages(shown, stop=False)
    beneath = [block for block in messages[number].blocks if block["type"] != "markdown"]
    rest = texts[number][len(streamed) :]
    return Tail(rest, tuple(beneath), tuple(messages[number + 1 :]))


def experts(handed: HandedOver) -> Block | None:
    """The call for the experts' user group, with the one mention that a message may hold.

    A mention in an edit calls nobody, so it belongs in a message of its own. None where the id is
    none of a user group.
    """
    if _GROUP.fullmatch(handed.experts) is None:
        return None
    return section(f"<!subteam^{handed.experts}> {mrkdwn(one_line(handed.text, _NOTICE_LIMIT))}")


def page(blocks: Sequence[Block]) -> Page:
    """A message of these blocks; its text is what they say."""
    said = plain_text([block for block in blocks if block["type"] == "markdown"] or blocks)
    for most in (2000, _FALLBACK_LIMIT // 5):
        text = mrkdwn(one_line(said[: 2 * most], most))
        if code_units(text) <= _FALLBACK_LIMIT:
            break
    return Page(text or "…", tuple(blocks))


def headed(under: Page, *lines: str) -> Page:
    """The message with lines of mrkdwn above it, such as who shared it.

    Together they are at most 3,000 characters long.
    """
    return page([section("\n".join(lines)), *under.blocks])


def plain_text(blocks: Sequence[Block]) -> str:
    """All text of blocks as it reads, without markup and addresses, a line for each."""
    texts: list[str] = []
    for block in blocks:
        match block["type"]:
            case "markdown":
                texts.append(_markdown_as_read(block["text"]))
            case "context":
                texts += [_mrkdwn_as_read(element["text"]) for element in block["elements"]]
            case "section":
                texts.append(_mrkdwn_as_read(block["text"]["text"]))
            case "header":
                texts.append(block["text"]["text"])
    return "\n".join(texts)


def section(text: str) -> Block:
    """A block of mrkdwn, which is literal where it looks like an address or a name."""
    return {"type": "section", "text": _mrkdwn(text)}


def context(text: str) -> Block:
    """A block of small mrkdwn."""
    return {"type": "context", "elements": [_mrkdwn(text)]}


def header(text: str) -> Block:
    """A heading."""
    return {"type": "header", "text": words(text, 150)}


def button(action: str, label: str, value: str | None = None) -> Block:
    """A button, which calls an action with a value."""
    made = {"type": "button", "action_id": action, "text": words(label, _BUTTON_LIMIT)}
    return made if value is None else {**made, "value": value}


def actions(*elements: Block) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(elements)}


def words(text: str, limit: int) -> Block:
    """A text object of plain text, cut where too long. `limit` is in UTF-16 code units."""
    return {"type": "plain_text", "text": one_line(text, limit) or "…", "emoji": False}


def source_lines(source: Source, phrases: Phrases) -> list[str]:
    """A numbered source in mrkdwn: its title as a link, publisher and date; then what it names."""
    about = [mrkdwn_link(one_line(source.title, _TITLE_LIMIT), source.address)]
    if source.publisher:
        about.append(mrkdwn(one_line(source.publisher, _NAME_LIMIT)))
    if source.published is not None:
        about.append(phrases.date(source.published))
    lines = [f"[{source.number}] {' · '.join(about)}"]
    for reference in source.references:
        day = phrases.date(reference.published) if reference.published is not None else None
        name = ", ".join(part for part in (reference.publisher, day) if part)
        shown = mrkdwn_link(one_line(name or reference.address, _NAME_LIMIT), reference.address)
        lines.append(f"↳ {shown}")
    return lines


def _mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _markdown(text: str) -> Block:
    return {"type": "markdown", "text": text}


def _body(shown: Shown, phrases: Phrases) -> list[str]:
    """What is said, in pieces of Markdown, each set off from the one before."""
    answer = shown.answer
    said = shown.sentences if answer is None else answer.sentences
    pieces = [
        (("\n\n" if sentence.break_before else " ") if index else "") + _said(sentence)
        for index, sentence in enumerate(said)
    ]
    if answer is not None and answer.outcome is Outcome.UNKNOWN:
        pieces.insert(0, f"### 🔍 {markdown(phrases.say('unknown-heading'))}\n\n")
        if answer.topics:
            pieces.append(f"\n\n{markdown(phrases.say('topics-heading'))}\n")
            topics = [markdown(one_line(topic, _TITLE_LIMIT)) for topic in answer.topics]
            pieces += [f"\n- {topic}" for topic in topics if topic]
    if shown.problem is not None:
        gap = "\n\n" if pieces else ""
        pieces.append(f"{gap}⚠️ {markdown(shown.problem)}")
    return pieces


def _said(sentence: Sentence) -> str:
    """A sentence with its marks, which lead to what it rests on."""
    lead = f"{markdown_bold(sentence.lead + ':')} " if sentence.lead else ""
    links: dict[int, str | None] = {}
    for citation in sentence.citations:
        links[citation.number] = links.get(citation.number) or citation.link or citation.address
    marks = "".join(markdown_mark(number, address) for number, address in links.items())
    return f"{lead}{markdown(sentence.text)}{f' {marks}' if marks else ''}"


def _lines(shown: Shown) -> list[str]:
    """Sources and notices, in lines of mrkdwn, each much shorter than a text object."""
    answer = shown.answer
    lines: list[str] = []
    notices: list[str] = []
    if answer is not None:
        phrases = Phrases(answer.language)
        for source in answer.sources:
            lines += source_lines(source, phrases)
        notices += answer.notices
        if answer.writer != EMBEDDED and answer.sources:
            notices.append(phrases.say("written-by", writer=one_line(answer.writer, _NAME_LIMIT)))
    if shown.cut:
        notices.append(Phrases(shown.language).say("cut-short"))
    lines += [mrkdwn(one_line(notice, _NOTICE_LIMIT)) for notice in notices]
    return [f"\n{line}" for line in lines if line]


def _working(shown: Shown, phrases: Phrases) -> str | None:
    """The line that says what is being done, while something is."""
    if shown.answer is not None or shown.problem is not None or shown.cut:
        return None
    if shown.status is None:
        return None if shown.sentences else mrkdwn(phrases.say("status-searching"))
    return mrkdwn(one_line(shown.status, _LINE_LIMIT))


def _buttons(shown: Shown, phrases: Phrases, *, stop: bool) -> list[Block]:
    answer = shown.answer
    if shown.problem is not None or shown.cut:
        return []
    if answer is None:
        if not stop or not 0 < len(shown.request) <= _VALUE_LIMIT:
            return []
        return [actions(button(ids.STOP, phrases.say("label-stop"), shown.request))]
    if answer.outcome is Outcome.SMALL_TALK:
        return []
    blocks: list[Block] = []
    if any(sentence.citations for sentence in answer.sentences):
        row = [button(ids.QUOTES, phrases.say("label-quotes"), answer.id)]
        if shown.private:
            row.append(button(ids.SHARE, phrases.say("label-share"), answer.id))
        blocks.append(actions(*row))
    further = [
        button(ids.follow_up(index), question, answer.id)
        for index, question in enumerate(shown.follow_ups[:_MOST_FOLLOW_UPS])
    ]
    if further:
        blocks.append(actions(*further))
    return [*blocks, _feedback(answer.id, phrases)]


def _feedback(answer: str, phrases: Phrases) -> Block:
    def voting(sign: str, key: str, *, up: bool) -> Block:
        return {
            "text": {"type": "plain_text", "text": sign},
            "accessibility_label": one_line(phrases.say(key), _BUTTON_LIMIT),
            "value": ids.vote(answer, up=up),
        }

    element = {
        "type": "feedback_buttons",
        "action_id": ids.VOTE,
        "positive_button": voting("👍", "slack-vote-up", up=True),
        "negative_button": voting("👎", "slack-vote-down", up=False),
    }
    return {"type": "context_actions", "elements": [element]}


def _markdown_as_read(text: str) -> str:
    text = _MARKDOWN_LINK.sub(r"\1", text)
    text = re.sub(r"^(?:### |- )|(?<!\\)\*\*", "", text, flags=re.M)
    return unescape(re.sub(r"\\([^\w\s]|_)", r"\1", text)).replace(ZERO_WIDTH_SPACE, "")


def _mrkdwn_as_read(text: str) -> str:
    text = re.sub(r"^(?:> |• )|\*", "", _MRKDWN_LINK.sub(r"\1", text), flags=re.M)
    return unescape(text).replace(ZERO_WIDTH_SPACE, "")
