"""What Discord refuses, and what people see and hear of what it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from tests.fakes.discord.state import COMPONENTS_V2, Guild, Message, Payload, Role, User

ROW, BUTTON, SELECT, TEXT_INPUT = 1, 2, 3, 4
SELECTS = frozenset({3, 5, 6, 7, 8})
SECTION, TEXT_DISPLAY, CONTAINER, LABEL = 9, 10, 17, 18
LINK = 5


class ApiError(Exception):
    """An error as Discord's API gives it."""

    def __init__(self, status: int, code: int, message: str, errors: Payload | None = None) -> None:
        super().__init__(f"{status} {code}: {message} {errors or ''}")
        self.status = status
        self.body: Payload = {"code": code, "message": message}
        if errors:
            self.body["errors"] = errors


def invalid(field: str, message: str) -> ApiError:
    """A 400 that names the field."""
    problem = {"_errors": [{"code": "BASE_TYPE_BAD_LENGTH", "message": message}]}
    return ApiError(400, 50035, "Invalid Form Body", {field: problem})


def walk(components: Sequence[Payload]) -> Iterator[Payload]:
    """Every component, however deep."""
    for component in components:
        yield component
        inner = [*component.get("components", ()), *component.get("items", ())]
        inner += [component[name] for name in ("accessory", "component") if component.get(name)]
        yield from walk([one for one in inner if "type" in one])


def check_message(body: Payload, *, before: Message | None = None) -> None:
    """Raises ApiError where a message or an edit of `before` would not be taken."""
    was = before.flags if before is not None else 0
    flags = int(body.get("flags") or 0) if body.get("flags") is not None else was
    if was & COMPONENTS_V2 and not flags & COMPONENTS_V2:
        raise invalid("flags", "IS_COMPONENTS_V2 cannot be removed from a message")
    content = body.get("content", before.content if before is not None else None) or ""
    embeds = body.get("embeds", before.embeds if before is not None else None) or []
    components = body.get("components", before.components if before is not None else None) or []
    if len(str(body.get("nonce") or "")) > 25:
        raise invalid("nonce", "Must be 25 or fewer in length.")
    if flags & COMPONENTS_V2:
        _check_v2(content, embeds, components)
    else:
        _check_plain(content, embeds, components)
        if not (content.strip() or embeds or components or body.get("attachments")):
            raise ApiError(400, 50006, "Cannot send an empty message")
    _check_components(components)


def _check_v2(content: str, embeds: list[Payload], components: list[Payload]) -> None:
    if content or embeds:
        raise invalid("content", "The content and embeds fields cannot be used with components V2")
    if not components:
        raise ApiError(400, 50006, "Cannot send an empty message")
    parts = list(walk(components))
    if len(parts) > 40:
        raise invalid("components", f"Must be 40 or fewer components, not {len(parts)}.")
    texts = [part.get("content", "") for part in parts if part["type"] == TEXT_DISPLAY]
    if any(not text for text in texts):
        raise invalid("components", "A text display must not be empty.")
    if (total := sum(map(len, texts))) > 4000:
        raise invalid("components", f"Must be 4000 or fewer in length, not {total}.")
    for part in parts:
        if part["type"] in (CONTAINER, ROW) and not part.get("components"):
            raise invalid("components", "A container must hold something.")
        in_it = len(part.get("components", ()))
        if part["type"] == SECTION and not (1 <= in_it <= 3 and part.get("accessory")):
            raise invalid("components", "A section has 1 to 3 texts and an accessory.")


def _check_plain(content: str, embeds: list[Payload], components: list[Payload]) -> None:
    if len(content) > 2000:
        raise invalid("content", "Must be 2000 or fewer in length.")
    said = sum(len(embed.get(name) or "") for embed in embeds for name in ("title", "description"))
    if len(embeds) > 10 or said > 6000:
        raise invalid("embeds", "Embed size exceeds maximum size of 6000")
    if len(components) > 5 or any(part["type"] != ROW for part in components):
        raise invalid("components", "Only 5 or fewer action rows may stand here.")


def _check_components(components: list[Payload]) -> None:
    seen: set[str] = set()
    for part in walk(components):
        kind = part["type"]
        if kind == ROW and len(part.get("components", ())) > 5:
            raise invalid("components", "An action row holds 5 or fewer buttons.")
        if len(part.get("label") or "") > 80:
            raise invalid("label", "Must be 80 or fewer in length.")
        if kind == BUTTON and not (part.get("label") or part.get("emoji")):
            raise invalid("label", "A button needs a label or an emoji.")
        if kind == BUTTON and part.get("style") == LINK:
            if not part.get("url") or len(part["url"]) > 512 or part.get("custom_id"):
                raise invalid("url", "A link button has an address of 512 or fewer characters.")
        elif kind == BUTTON or kind in SELECTS:
            custom = str(part.get("custom_id") or "")
            if not 1 <= len(custom) <= 100:
                raise invalid("custom_id", "Must be between 1 and 100 in length.")
            if custom in seen:
                raise invalid("custom_id", "Component custom id cannot be duplicated")
            seen.add(custom)
        if kind in SELECTS:
            _check_select(part)


def _check_select(part: Payload) -> None:
    options = part.get("options", ())
    if len(part.get("placeholder") or "") > 150:
        raise invalid("placeholder", "Must be 150 or fewer in length.")
    if part["type"] == SELECT and not 1 <= len(options) <= 25:
        raise invalid("options", "Must be between 1 and 25 in length.")
    for option in options:
        if not 1 <= len(option["label"]) <= 100 or not 1 <= len(option["value"]) <= 100:
            raise invalid("options", "Must be between 1 and 100 in length.")


def check_modal(data: Payload) -> None:
    """Raises ApiError for a form that Discord would not show."""
    if not 1 <= len(data.get("title") or "") <= 45:
        raise invalid("title", "Must be between 1 and 45 in length.")
    if not 1 <= len(data.get("custom_id") or "") <= 100:
        raise invalid("custom_id", "Must be between 1 and 100 in length.")
    if not 1 <= len(data.get("components", ())) <= 5:
        raise invalid("components", "Must be between 1 and 5 in length.")
    for part in walk(data["components"]):
        if part["type"] in (TEXT_INPUT, LABEL) and len(part.get("label") or "") > 45:
            raise invalid("label", "Must be 45 or fewer in length.")
        if len(part.get("placeholder") or "") > 100 and part["type"] == TEXT_INPUT:
            raise invalid("placeholder", "Must be 100 or fewer in length.")


def check_choices(choices: Sequence[Payload]) -> None:
    """Raises ApiError for suggestions that Discord would not show."""
    if len(choices) > 25:
        raise invalid("choices", "Must be 25 or fewer in length.")
    for choice in choices:
        if not 1 <= len(choice["name"]) <= 100 or not len(str(choice["value"])) <= 100:
            raise invalid("choices", "Must be between 1 and 100 in length.")


_NAME = re.compile(r"[-_'\w]{1,32}")


def check_commands(commands: Sequence[Payload]) -> None:
    """Raises ApiError for commands that Discord would not register."""
    for command in commands:
        names = [command["name"], *(command.get("name_localizations") or {}).values()]
        if command.get("type", 1) == 1:
            _check_described(command)
        elif not all(1 <= len(name) <= 32 for name in names):
            raise invalid("name", "Must be between 1 and 32 in length.")


def _check_described(item: Payload) -> None:
    names = [item["name"], *(item.get("name_localizations") or {}).values()]
    if not all(_NAME.fullmatch(name) and name == name.lower() for name in names):
        raise invalid("name", f"Command name is invalid: {names}")
    texts = [item.get("description", ""), *(item.get("description_localizations") or {}).values()]
    if not all(1 <= len(text) <= 100 for text in texts):
        raise invalid("description", f"Must be between 1 and 100 in length: {texts}")
    if len(item.get("options") or ()) > 25 or len(item.get("choices") or ()) > 25:
        raise invalid("options", "Must be 25 or fewer in length.")
    for option in item.get("options") or ():
        _check_described(option)


def text_of(message: Message) -> str:
    """All the text that a person sees in a message, buttons aside."""
    parts = [message.content] if message.content else []
    for embed in message.embeds:
        parts += [embed[name] for name in ("title", "description") if embed.get(name)]
    parts += [p["content"] for p in walk(message.components) if p["type"] == TEXT_DISPLAY]
    return "\n".join(parts)


def buttons_of(message: Message) -> dict[str, str]:
    """The buttons that a person can press: what is on them and their ids."""
    return {
        str(part.get("label") or part["emoji"]["name"]): str(part["custom_id"])
        for part in walk(message.components)
        if part["type"] == BUTTON and part.get("custom_id") and not part.get("disabled")
    }


_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_ALL = re.compile(r"@(everyone|here)")


def mentions_in(text: str, users: dict[int, User], guild: Guild | None) -> tuple[list[User], Any]:
    """The people and roles that a text names."""
    ids = dict.fromkeys(map(int, _USER.findall(text)))
    people = [users[one] for one in ids if one in users]
    named = {int(found) for found in _ROLE.findall(text)}
    roles: list[Role] = [role for role in guild.roles if role.id in named] if guild else []
    return people, roles


def pings_of(message: Message, users: dict[int, User]) -> list[str]:
    """Whom a new message notifies, by what it says and what it allows."""
    text = text_of(message)
    people, roles = mentions_in(text, users, message.channel.guild)
    allowed = message.allowed_mentions
    parse = {"users", "roles", "everyone"} if allowed is None else set(allowed.get("parse") or ())
    listed = allowed or {}
    found = ["everyone"] if "everyone" in parse and _ALL.search(text) else []
    for kind, named in (("users", people), ("roles", roles)):
        chosen = {str(one) for one in listed.get(kind) or ()}
        found += [str(one.id) for one in named if kind in parse or str(one.id) in chosen]
    original = message.reference
    if original is not None and (allowed is None or allowed.get("replied_user")):
        found.append(str(original.author.id))
    return found
