"""What Slack refuses, and what people see and hear of what it takes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from tests.fakes.slack.state import Message, Payload

MOST_TEXT, MOST_MARKDOWN, MOST_UPDATE = 40_000, 12_000, 4_000
MOST_BESIDE_MARKDOWN = 13_200
"""Documented nowhere, but seen: blocks among which is Markdown, as JSON in all."""


class ApiError(Exception):
    """An error as Slack's API gives it."""

    def __init__(self, error: str, detail: str = "", **more: Any) -> None:
        super().__init__(f"{error} {detail}".strip())
        self.error = error
        self.body: Payload = {"ok": False, "error": error, **more}
        if detail:
            self.body["errors"] = [detail]
            self.body["response_metadata"] = {"messages": [f"[ERROR] {detail}"]}


_KINDS = frozenset(
    {
        *("actions", "alert", "card", "carousel", "context", "context_actions", "data_table"),
        *("data_visualization", "divider", "file", "header", "image", "input", "markdown"),
        *("plan", "rich_text", "section", "table", "task_card", "video"),
    }
)
_ELEMENTS = frozenset(
    {
        *("button", "channels_select", "checkboxes", "conversations_select", "datepicker"),
        *("datetimepicker", "email_text_input", "external_select", "feedback_buttons"),
        *("file_input", "icon_button", "image", "multi_channels_select"),
        *("multi_conversations_select", "multi_external_select", "multi_static_select"),
        *("multi_users_select", "number_input", "overflow", "plain_text_input", "radio_buttons"),
        *("rich_text_input", "static_select", "timepicker", "url_source", "url_text_input"),
        *("users_select", "workflow_button"),
    }
)


def elements_of(block: Payload) -> list[Payload]:
    """What can be used in a block: buttons, menus, inputs."""
    if block["type"] in ("rich_text", "context"):
        return []
    found = [*block.get("elements", ())]
    found += [block[name] for name in ("accessory", "element") if block.get(name)]
    return [one for one in found if "action_id" in one]


class _Checker:
    """Walks over blocks and says at which place something is wrong."""

    def __init__(self, error: str) -> None:
        self._error = error

    def fail(self, where: str, why: str) -> None:
        raise ApiError(self._error, f"{why} [json-pointer:{where}]")

    def length(self, where: str, value: Any, most: int, *, least: int = 1) -> None:
        if value is None:
            return
        if not isinstance(value, str):
            self.fail(where, "must be a string")
        elif len(value) > most:
            self.fail(where, f"must be no more than {most} characters, not {len(value)}")
        elif len(value) < least:
            self.fail(where, f"must be at least {least} characters")

    def text(self, where: str, value: Any, most: int, *, plain: bool = False) -> None:
        if value is None:
            return
        if not isinstance(value, dict) or value.get("type") not in ("plain_text", "mrkdwn"):
            self.fail(where, "must be a text object")
        if plain and value["type"] != "plain_text":
            self.fail(where, "must be plain_text")
        if not isinstance(value.get("text"), str):
            self.fail(where, "must have a text")
        self.length(f"{where}/text", value["text"], most)

    def count(self, where: str, items: Any, most: int, *, least: int = 1) -> None:
        if not isinstance(items, list | tuple) or not least <= len(items) <= most:
            self.fail(where, f"must be between {least} and {most} items")

    def blocks(self, blocks: Any, most: int) -> None:
        if not isinstance(blocks, list):
            raise ApiError(self._error, "blocks must be an array")
        if len(blocks) > most:
            self.fail("/blocks", f"no more than {most} items allowed, not {len(blocks)}")
        seen: set[str] = set()
        for place, block in enumerate(blocks):
            where = f"/blocks/{place}"
            if not isinstance(block, dict) or block.get("type") not in _KINDS:
                self.fail(where, f"unsupported type: {block!r:.80}")
            self.length(f"{where}/block_id", block.get("block_id"), 255)
            if (key := block.get("block_id")) in seen:
                self.fail(f"{where}/block_id", "block_id already exists")
            elif key:
                seen.add(key)
            self._block(where, block)

    def _block(self, where: str, block: Payload) -> None:
        match block["type"]:
            case "section":
                if not block.get("text") and not block.get("fields"):
                    self.fail(where, "must have text or fields")
                self.text(f"{where}/text", block.get("text"), 3000)
                for field in block.get("fields") or ():
                    self.text(f"{where}/fields", field, 2000)
                if block.get("fields"):
                    self.count(f"{where}/fields", block["fields"], 10)
            case "header":
                self.text(f"{where}/text", block.get("text") or {}, 150, plain=True)
            case "markdown":
                self.length(f"{where}/text", block.get("text", ""), MOST_MARKDOWN)
            case "context":
                self.count(f"{where}/elements", block.get("elements"), 10)
                for element in block["elements"]:
                    if element.get("type") == "image":
                        self.length(f"{where}/image_url", element.get("image_url", ""), 3000)
                    else:
                        self.text(f"{where}/elements", element, 3000)
            case "actions":
                self.count(f"{where}/elements", block.get("elements"), 25)
            case "context_actions":
                self.count(f"{where}/elements", block.get("elements"), 5)
            case "image":
                if not block.get("image_url") and not block.get("slack_file"):
                    self.fail(where, "must have an image_url")
                self.length(f"{where}/alt_text", block.get("alt_text", ""), 2000)
            case "input":
                self.text(f"{where}/label", block.get("label") or {}, 2000, plain=True)
                self.text(f"{where}/hint", block.get("hint"), 2000, plain=True)
                if not isinstance(block.get("element"), dict):
                    self.fail(where, "must have an element")
            case "table":
                self.count(f"{where}/rows", block.get("rows"), 100)
        self._elements(where, block)

    def _elements(self, where: str, block: Payload) -> None:
        seen: set[str] = set()
        for element in elements_of(block):
            if element["type"] not in _ELEMENTS:
                self.fail(where, f"unsupported type: {element['type']}")
            key = element["action_id"]
            self.length(f"{where}/action_id", key, 255)
            if key in seen:
                self.fail(where, f"action_id {key} already exists in this block")
            seen.add(key)
            self._element(where, element)
        for bare in [*block.get("elements", ()), block.get("accessory"), block.get("element")]:
            kind = (bare or {}).get("type")
            if kind in ("button", "feedback_buttons") and "action_id" not in bare:
                self._element(where, bare)

    def _element(self, where: str, element: Payload) -> None:
        kind = element["type"]
        if kind in ("button", "icon_button"):
            self.text(f"{where}/text", element.get("text") or {}, 75, plain=True)
            self.length(f"{where}/value", element.get("value"), 2000, least=0)
            self.length(f"{where}/url", element.get("url"), 3000)
            self.length(f"{where}/accessibility_label", element.get("accessibility_label"), 75)
            if element.get("style") not in (None, "primary", "danger"):
                self.fail(f"{where}/style", "must be primary or danger")
        if kind == "feedback_buttons":
            for name in ("positive_button", "negative_button"):
                button = element.get(name) or {}
                self.text(f"{where}/{name}", button.get("text") or {}, 75, plain=True)
                self.length(f"{where}/{name}/value", button.get("value", ""), 2000)
        self.text(f"{where}/placeholder", element.get("placeholder"), 150, plain=True)
        options = element.get("options")
        for group in element.get("option_groups") or ():
            self.text(f"{where}/label", group.get("label"), 75, plain=True)
            self._options(where, group.get("options"), 100)
        if options is not None:
            few = {"overflow": 5, "checkboxes": 10, "radio_buttons": 10}
            self._options(where, options, few.get(kind, 100))
        if confirm := element.get("confirm"):
            self.text(f"{where}/confirm/title", confirm.get("title"), 100, plain=True)
            self.text(f"{where}/confirm/text", confirm.get("text"), 300)
            for name in ("confirm", "deny"):
                self.text(f"{where}/confirm/{name}", confirm.get(name), 30, plain=True)

    def _options(self, where: str, options: Any, most: int) -> None:
        self.count(f"{where}/options", options, most)
        for option in options:
            self.text(f"{where}/options", option.get("text") or {}, 75)
            self.length(f"{where}/options/value", option.get("value", ""), 150)
            self.text(f"{where}/options/description", option.get("description"), 75)


def check_blocks(blocks: Any, *, most: int = 50) -> None:
    """Raises ApiError for blocks that Slack would not show."""
    if isinstance(blocks, list):
        said = [block.get("text") or "" for block in blocks if block.get("type") == "markdown"]
        if sum(map(len, said)) > MOST_MARKDOWN:
            raise ApiError("msg_too_long", f"markdown blocks hold {sum(map(len, said))} characters")
        whole = len(json.dumps(blocks, ensure_ascii=False))
        if said and whole > MOST_BESIDE_MARKDOWN:
            raise ApiError("msg_blocks_too_long", f"the blocks hold {whole} characters")
    _Checker("invalid_blocks").blocks(blocks, most)


def check_view(view: Any) -> None:
    """Raises ApiError for a modal or Home tab that Slack would not show."""
    checker = _Checker("invalid_arguments")
    if not isinstance(view, dict) or view.get("type") not in ("modal", "home"):
        checker.fail("/view/type", "must be modal or home")
    checker.blocks(view.get("blocks"), 100)
    checker.length("/view/callback_id", view.get("callback_id"), 255, least=0)
    checker.length("/view/private_metadata", view.get("private_metadata"), 3000, least=0)
    checker.length("/view/external_id", view.get("external_id"), 255, least=0)
    if view["type"] == "home":
        return
    checker.text("/view/title", view.get("title") or {}, 24, plain=True)
    for name in ("submit", "close"):
        checker.text(f"/view/{name}", view.get(name), 24, plain=True)
    if any(block["type"] == "input" for block in view["blocks"]) and not view.get("submit"):
        checker.fail("/view/submit", "required when there are inputs")


def text_of(message: Message) -> str:
    """All the text that a person sees in a message; what is on buttons aside."""
    if not message.user.bot or not message.blocks:
        return message.text
    return blocks_text(message.blocks)


def blocks_text(blocks: Sequence[Payload]) -> str:
    """What blocks say, a line for each text."""
    return "\n".join(said for block in blocks for said in _said(block))


def _said(block: Payload) -> Iterator[str]:
    match block["type"]:
        case "markdown":
            yield block["text"]
        case "section":
            for one in (block.get("text"), *(block.get("fields") or ())):
                if one:
                    yield one["text"]
        case "header":
            yield block["text"]["text"]
        case "context":
            yield " ".join(one.get("text") or one.get("alt_text", "") for one in block["elements"])
        case "image":
            yield block["alt_text"]
        case "input":
            yield block["label"]["text"]
        case "rich_text":
            yield "".join(_leaves(block))
        case "table":
            for row in block["rows"]:
                yield " | ".join("".join(_leaves(cell)) for cell in row)
        case "plan" | "task_card" | "card" | "alert":
            for name in ("title", "text", "body"):
                if value := block.get(name):
                    yield value if isinstance(value, str) else str(value.get("text", ""))


def _leaves(element: Payload) -> Iterator[str]:
    if "elements" in element:
        for one in element["elements"]:
            yield from _leaves(one)
    elif element.get("type") == "user":
        yield f"<@{element['user_id']}>"
    else:
        yield str(element.get("text") or element.get("url") or "")


def buttons_of(blocks: Sequence[Payload]) -> dict[str, Payload]:
    """What a person can press: what is on it, and the element."""
    found: dict[str, Payload] = {}
    for block in blocks:
        for element in elements_of(block):
            if element["type"] == "feedback_buttons":
                for name in ("positive_button", "negative_button"):
                    found[element[name]["text"]["text"]] = element
            elif element["type"] in ("button", "icon_button"):
                found[element["text"]["text"]] = element
    return found


_PING = re.compile(
    r"<(!(?:channel|here|everyone)|@[UW][A-Z0-9]+|!subteam\^S[A-Z0-9]+)(?:\|[^>]*)?>"
)
_LOUD = re.compile(r"(?<!\w)@(channel|here|everyone)\b")


def pings_of(body: Payload) -> list[str]:
    """The mentions in a message that would notify someone, as `!channel`, `@U…`, `!subteam^S…`."""
    texts = [str(body.get("text") or ""), str(body.get("markdown_text") or "")]
    found: list[str] = []
    for one in _objects([body.get("blocks"), body.get("attachments")]):
        kind = one.get("type")
        if kind in ("mrkdwn", "markdown"):
            texts.append(str(one.get("text") or ""))
        elif kind == "broadcast":
            found.append(f"!{one.get('range')}")
        elif kind == "user" and "user_id" in one:
            found.append(f"@{one['user_id']}")
        elif kind == "usergroup":
            found.append(f"!subteam^{one.get('usergroup_id')}")
        elif kind is None:
            said = [one.get(name) for name in ("text", "pretext", "fallback")]
            texts += [text for text in said if isinstance(text, str)]
    for text in texts:
        found += _PING.findall(text)
        if body.get("parse") == "full" or body.get("link_names"):
            found += [f"!{name}" for name in _LOUD.findall(text)]
    return list(dict.fromkeys(found))


def _objects(value: Any) -> Iterator[Payload]:
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from _objects(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _objects(one)
