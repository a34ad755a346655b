"""What the doctor says of Slack: the tokens, and what the bot may not do for want of a scope.

Only asks: nothing is sent, and no connection is made.
"""

from __future__ import annotations

from collections.abc import Collection

from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.manifest import bot_scopes
from bot.adapters.slack.platform import Access, trouble
from bot.adapters.slack.posting import FAULTS, retry_handlers
from bot.doctor import Finding, State

SUBJECT = "slack"

LOST = {
    "app_mentions:read": "mentions are not heard",
    "assistant:write": "Slack shows no status, no Stop and no suggested prompts",
    "channels:history": "nothing is read in public channels: no follow-ups, no summaries",
    "channels:read": "it is not known who may read a public channel, so none is summarized",
    "chat:write": "nothing can be answered in channels and direct messages",
    "commands": "there are no commands and shortcuts",
    "files:read": "files in questions are not read",
    "groups:history": "nothing is read in private channels: no follow-ups, no summaries",
    "groups:read": "it is not known who may read a private channel, so none is summarized",
    "im:history": "direct messages and the Messages tab are not heard",
    "im:read": "direct messages cannot be summarized",
    "im:write": "what is asked by a shortcut cannot be answered in the Messages tab",
    "mpim:history": "nothing is read in direct messages of several people",
    "mpim:read": "direct messages of several people cannot be summarized",
    "reactions:read": "👍 and 👎 as reactions do not count",
    "usergroups:read": "there are no experts, and no admins by user group",
    "users:read": "everyone counts as a guest without a name, and no one as an admin",
}
"""What is lost without each scope of the manifest."""

_VITAL = frozenset({"chat:write"})


async def examine(access: Access) -> list[Finding]:
    """Whether Slack lets the bot work. Raises PlatformError where a setting is missing or wrong."""
    access.check()
    client = AsyncWebClient(base_url=access.api, retry_handlers=retry_handlers())
    found: list[Finding] = []
    if access.oauth is None:
        found += await _workspace(client, access.bot_token or "")
    else:
        found.append(
            Finding(
                SUBJECT,
                State.OK,
                "Workspaces install the app by themselves; each has a token of its own.",
            )
        )
    found.append(await _way_in(client, access))
    return found


async def _workspace(client: AsyncWebClient, token: str) -> list[Finding]:
    try:
        said = await client.auth_test(token=token)
    except FAULTS as error:
        raise trouble(error, "SLACK_BOT_TOKEN") from error
    found = [
        Finding(SUBJECT, State.OK, f"The bot token is that of @{said['user']} in {said['team']}.")
    ]
    headers = {str(name).lower(): value for name, value in said.headers.items()}
    granted = headers.get("x-oauth-scopes")
    if granted is not None:
        found.append(_scopes({scope.strip() for scope in str(granted).split(",")}))
    return found


def _scopes(granted: Collection[str]) -> Finding:
    subject = f"{SUBJECT} scopes"
    wanted = bot_scopes()
    lacking = [scope for scope in wanted if scope not in granted]
    if not lacking:
        return Finding(subject, State.OK, f"All {len(wanted)} of the manifest are granted.")
    lost = "".join(f"\n- {scope}: {LOST[scope]}" for scope in lacking)
    missing = "One is missing" if len(lacking) == 1 else f"{len(lacking)} are missing"
    return Finding(
        subject,
        State.PROBLEM if _VITAL.intersection(lacking) else State.NOTE,
        f"{missing}, and so:{lost}\nPaste what `explainer slack manifest` prints in under App "
        "Manifest at api.slack.com/apps, and install the app again.",
    )


async def _way_in(client: AsyncWebClient, access: Access) -> Finding:
    """How events reach the bot."""
    if access.mode == "http":
        return Finding(
            f"{SUBJECT} http",
            State.OK,
            "The signing secret is set. Whether it is the app's own shows when Slack sends the "
            "first event.",
        )
    try:
        await client.apps_connections_open(app_token=access.app_token or "")
    except FAULTS as error:
        return Finding(
            f"{SUBJECT} socket mode", State.PROBLEM, str(trouble(error, "SLACK_APP_TOKEN"))
        )
    return Finding(f"{SUBJECT} socket mode", State.OK, "The app-level token opens connections.")
