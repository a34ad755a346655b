"""The app as Slack is to know it, made from what the code takes and calls.

It is pasted in where Slack makes a new app. A test holds it and the code to be equal.
"""

from __future__ import annotations

from typing import Any

from bot.adapters.slack.greeting import suggested_prompts
from bot.adapters.slack.naming import SHORTCUTS, described, slash_commands, usage

SOCKET, HTTP = "socket", "http"
EVENTS_PATH = "/slack/events"
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"
"""Where Slack and people reach the program in HTTP mode."""

NAME = "Explainer"
_DESCRIPTION = "Answers questions from documents, with numbered sources"
_LONG_DESCRIPTION = (
    "Explainer answers questions about a story from documents that its owners chose. Every "
    "sentence has a numbered source that really says it, and where the documents do not answer, "
    "it says so. Mention it in a channel, write to it in its Messages tab, or use its commands."
)
_AGENT_DESCRIPTION = (
    "Ask about the documents that it knows: answers come with numbered sources, or it says that "
    "the documents do not answer."
)

EVENTS = (
    "agent_session_stopped",
    "app_context_changed",
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "message.channels",
    "message.groups",
    "message.im",
    "message.mpim",
    "reaction_added",
    "tokens_revoked",
)
"""The events that the app is told."""

SCOPES = {
    "app_mentions:read": ("app_mention",),
    "assistant:write": ("assistant.threads.setSuggestedPrompts", "agent_session_stopped"),
    "channels:history": ("conversations.history", "conversations.replies", "message.channels"),
    "channels:read": ("conversations.info", "conversations.members"),
    "chat:write": (
        "agents.sessions.setStatus",
        "assistant.threads.setStatus",
        "chat.appendStream",
        "chat.delete",
        "chat.postEphemeral",
        "chat.postMessage",
        "chat.startStream",
        "chat.stopStream",
        "chat.update",
    ),
    "commands": ("commands", "shortcuts"),
    "files:read": ("files.info",),
    "groups:history": ("conversations.history", "conversations.replies", "message.groups"),
    "groups:read": ("conversations.info", "conversations.members"),
    "im:history": ("conversations.history", "conversations.replies", "message.im"),
    "im:read": ("conversations.info", "conversations.members"),
    "im:write": ("conversations.open",),
    "mpim:history": ("conversations.history", "conversations.replies", "message.mpim"),
    "mpim:read": ("conversations.info", "conversations.members"),
    "reactions:read": ("reaction_added",),
    "usergroups:read": ("usergroups.list",),
    "users:read": ("users.info",),
}
"""The scopes that are asked for, each with the methods and events that need it."""

WITHOUT_SCOPE = (
    "app_context_changed",
    "app_home_opened",
    "app_uninstalled",
    "apps.connections.open",
    "auth.test",
    "oauth.v2.access",
    "tokens_revoked",
    "views.open",
    "views.publish",
    "views.update",
)
"""Methods and events that need none."""


def bot_scopes() -> list[str]:
    """The scopes to ask for."""
    return list(SCOPES)


def manifest(mode: str = SOCKET, url: str | None = None) -> dict[str, Any]:
    """The manifest for Socket Mode, or for HTTP mode at `url`, where the program is reached.

    Raises ValueError for HTTP mode without an address that begins with https://.
    """
    if mode not in (SOCKET, HTTP):
        raise ValueError(f"There is no mode {mode!r}; there are {SOCKET} and {HTTP}.")
    base = None
    if mode == HTTP:
        if url is None or not url.startswith("https://"):
            raise ValueError("Slack sends events only to an address that begins with https://.")
        base = url.rstrip("/")
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": NAME,
            "description": _DESCRIPTION,
            "long_description": _LONG_DESCRIPTION,
            "background_color": "#1f3a5f",
        },
        "features": _features(base),
        "oauth_config": {
            **({"redirect_urls": [base + REDIRECT_PATH]} if base else {}),
            "scopes": {"bot": bot_scopes()},
        },
        "settings": {
            "event_subscriptions": {**_address(base), "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **_address(base)},
            "org_deploy_enabled": True,
            "socket_mode_enabled": base is None,
            "token_rotation_enabled": False,
        },
    }


def _features(base: str | None) -> dict[str, Any]:
    return {
        "agent_view": {
            "agent_description": _AGENT_DESCRIPTION,
            "suggested_prompts": list(suggested_prompts((), "en").prompts),
        },
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": NAME, "always_online": True},
        "shortcuts": [
            {"name": name, "type": kind, "callback_id": callback, "description": description}
            for kind, callback, name, description in SHORTCUTS
        ],
        "slash_commands": [_command(name, base) for name in slash_commands()],
    }


def _command(name: str, base: str | None) -> dict[str, Any]:
    made: dict[str, Any] = {
        "command": name,
        "description": described(name),
        "should_escape": False,
    }
    if hint := usage(name):
        made["usage_hint"] = hint
    if base is not None:
        made["url"] = base + EVENTS_PATH
    return made


def _address(base: str | None) -> dict[str, str]:
    return {} if base is None else {"request_url": base + EVENTS_PATH}
