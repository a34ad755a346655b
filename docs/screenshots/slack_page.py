"""Draws Slack's Block Kit as web pages: what a thread, a modal and a Home tab look like, about.

Slack has no preview of its own to run here. The look is this project's; what stands in it comes
from the blocks. A kind of block that is not known is an error, so nothing is left out unseen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from importlib.resources import files
from pathlib import Path
from typing import Any

import simcord
from markdown_it import MarkdownIt

Block = dict[str, Any]

_STYLE = Path(__file__).with_name("slack_page.css")

_MRKDWN = re.compile(
    r"""
    <(?P<address>(?:https?://|mailto:)[^<>|]*)(?:\|(?P<label>[^<>]*))?>
    | <(?P<sign>[@\#!])(?P<about>[^<>|]*)(?:\|(?P<called>[^<>]*))?>
    | (?<!\w)\*(?P<bold>[^\s*](?:[^*\n]*[^\s*])?)\*(?!\w)
    | (?<!\w)_(?P<italic>[^\s_](?:[^_\n]*[^\s_])?)_(?!\w)
    | (?<!\w)~(?P<struck>[^\s~](?:[^~\n]*[^\s~])?)~(?!\w)
    | `(?P<code>[^`\n]+)`
    """,
    re.X,
)
_QUOTED = re.compile(r"(?:&gt;|>) ?")


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote."""

    author: str
    blocks: Sequence[Block]
    app: bool = False


class Pages:
    """Draws with the names of people and groups, by their ids."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._markdown = MarkdownIt("commonmark", {"html": False}).enable(
            ["table", "strikethrough"]
        )

    def thread(self, channel: str, messages: Sequence[Message]) -> str:
        """The page of a thread: its first message and the replies."""
        first, *replies = (self._message(message) for message in messages)
        count = "1 reply" if len(replies) == 1 else f"{len(replies)} replies"
        between = [_tag("div", "replies", count)] if replies else []
        head = _bar(_tag("b", "", "Thread"), _tag("span", "quiet", f"# {escape(channel)}"))
        return _page(head, _tag("main", "thread", first, *between, *replies))

    def modal(self, view: Block) -> str:
        """The page of a modal."""
        feet = [_tag("span", "button", _words(view["close"]))] if "close" in view else []
        if "submit" in view:
            feet.append(_tag("span", "button primary", _words(view["submit"])))
        head = _bar(_tag("b", "", _words(view["title"])), _tag("span", "cross", "×"))
        body = _tag("main", "view", *map(self.block, view["blocks"]))
        return _page(head, body, _tag("footer", "", *feet) if feet else "")

    def home(self, app: str, view: Block) -> str:
        """The page of an app's Home tab, as far as a screen shows it."""
        tabs = [_tag("span", "tab here", "Home"), _tag("span", "tab", "Messages")]
        head = _tag("header", "app", _tag("b", "", escape(app)), _tag("div", "tabs", *tabs))
        return _page(head, _tag("main", "view screen", *map(self.block, view["blocks"])))

    def block(self, block: Block) -> str:
        """One block. Raises ValueError for a kind that is not known."""
        match block["type"]:
            case "section":
                return self._section(block)
            case "context":
                return _tag("div", "context", *map(self._text, block["elements"]))
            case "markdown":
                return _tag("div", "markdown", self._markdown.render(block["text"]))
            case "header":
                return _tag("h2", "", _words(block["text"]))
            case "divider":
                return "<hr>"
            case "actions" | "context_actions":
                return _tag("div", "row", *map(self.element, block["elements"]))
            case "input":
                return self._input(block)
            case "rich_text":
                return _tag("div", "text", *map(self._rich, block["elements"]))
        raise ValueError(f"There is no picture of a block of type {block['type']}.")

    def element(self, element: Block) -> str:
        """What can be used in a block. Raises ValueError for a kind that is not known."""
        match element["type"]:
            case "button":
                kind = f"button {element.get('style', '')}".rstrip()
                return _tag("span", kind, _words(element["text"]))
            case "feedback_buttons":
                votes = (element["positive_button"], element["negative_button"])
                return "".join(_tag("span", "button vote", _words(vote["text"])) for vote in votes)
            case "plain_text_input":
                kind = "field lines" if element.get("multiline") else "field"
                return _field(kind, element, escape(element.get("initial_value") or ""))
            case "static_select":
                chosen = element.get("initial_option")
                return _field("field menu", element, _words(chosen["text"]) if chosen else "")
            case "conversations_select" | "users_select":
                chosen = element.get("initial_conversation") or element.get("initial_user")
                return _field("field menu", element, self._name(chosen) if chosen else "")
            case "multi_users_select":
                chips = [
                    _tag("span", "chip", self._name(user))
                    for user in element.get("initial_users", ())
                ]
                return _field("field menu", element, "".join(chips))
        raise ValueError(f"There is no picture of an element of type {element['type']}.")

    def mrkdwn(self, text: str) -> str:
        """Slack's own markup as HTML."""
        lines = []
        for line in text.split("\n"):
            quoted = _QUOTED.match(line)
            drawn = self._line(line[quoted.end() :] if quoted else line)
            lines.append(_tag("blockquote", "", drawn) if quoted else f"{drawn}<br>")
        return "".join(lines).removesuffix("<br>")

    def _message(self, message: Message) -> str:
        badge = [_tag("span", "badge", "APP")] if message.app else []
        name = _tag("div", "author", _tag("b", "", escape(message.author)), *badge)
        face = _tag("div", "face app" if message.app else "face", escape(message.author[:1]))
        said = _tag("div", "said", name, *map(self.block, message.blocks))
        return _tag("article", "", face, said)

    def _section(self, block: Block) -> str:
        said = _tag("div", "text", self._text(block["text"]))
        if "accessory" not in block:
            return said
        return _tag("div", "beside", said, self.element(block["accessory"]))

    def _input(self, block: Block) -> str:
        optional = [_tag("span", "quiet", " (optional)")] if block.get("optional") else []
        label = _tag("div", "label", _words(block["label"]), *optional)
        hint = [_tag("div", "quiet", _words(block["hint"]))] if "hint" in block else []
        return _tag("div", "input", label, self.element(block["element"]), *hint)

    def _text(self, text: Block) -> str:
        return self.mrkdwn(text["text"]) if text["type"] == "mrkdwn" else _words(text)

    def _line(self, text: str) -> str:
        drawn, end = [], 0
        for found in _MRKDWN.finditer(text):
            drawn += [_literal(text[end : found.start()]), self._marked(found)]
            end = found.end()
        return "".join([*drawn, _literal(text[end:])])

    def _marked(self, found: re.Match[str]) -> str:
        part = found.groupdict()
        if part["address"] is not None:
            address = unescape(part["address"])
            return _link(address, self._line(part["label"] or part["address"]))
        if part["sign"] is not None:
            about = part["about"].rpartition("^")[2]
            called = _literal(part["called"]) if part["called"] else self._name(about)
            return _tag("span", "mention", f"{'#' if part['sign'] == '#' else '@'}{called}")
        for name, tag in (("bold", "b"), ("italic", "i"), ("struck", "s")):
            if part[name] is not None:
                return _tag(tag, "", self._line(part[name]))
        return _tag("code", "", _literal(part["code"]))

    def _rich(self, section: Block) -> str:
        if section["type"] != "rich_text_section":
            raise ValueError(f"There is no picture of a rich text's {section['type']}.")
        drawn = []
        for piece in section["elements"]:
            match piece["type"]:
                case "text":
                    drawn.append(escape(piece["text"]))
                case "user":
                    drawn.append(_tag("span", "mention", f"@{self._name(piece['user_id'])}"))
                case _:
                    raise ValueError(f"There is no picture of rich text of type {piece['type']}.")
        return "".join(drawn)

    def _name(self, key: str) -> str:
        return escape(self._names.get(key, key))


def _page(*parts: str) -> str:
    letters = _letters()
    style = f"{letters}{_STYLE.read_text('utf-8')}"
    return f"<!doctype html><meta charset=utf-8><style>{style}</style>{''.join(parts)}"


@cache
def _letters() -> str:
    """The letters that Discord's preview brings along, so that both look alike everywhere."""
    folder = Path(str(files(simcord))) / "preview" / "static" / "fonts"
    found = sorted(folder.glob("noto-sans-latin-v*.ttf"))
    if not found:
        return ""
    return (
        "@font-face { font-family: Letters; font-weight: 100 900; "
        f"src: url('{found[-1].as_uri()}'); unicode-range: U+0-1F1E5, U+1F200-10FFFF; }}\n"
    )


def _tag(name: str, kind: str, *inside: str) -> str:
    attribute = f' class="{kind}"' if kind else ""
    return f"<{name}{attribute}>{''.join(inside)}</{name}>"


def _bar(*inside: str) -> str:
    return _tag("header", "", *inside)


def _link(address: str, label: str) -> str:
    return f'<a href="{escape(address)}">{label}</a>'


def _field(kind: str, element: Block, value: str) -> str:
    if value:
        return _tag("div", kind, value)
    hint = _words(element["placeholder"]) if "placeholder" in element else ""
    return _tag("div", f"{kind} quiet", hint or "&nbsp;")


def _words(text: Block) -> str:
    return escape(text["text"])


def _literal(text: str) -> str:
    """Text between markup, of which some characters come as entities."""
    return escape(unescape(text))
