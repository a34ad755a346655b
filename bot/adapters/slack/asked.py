"""Who uses a command, button, shortcut or modal, where, and how they are reached about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from bot.adapters.slack.incoming import PLATFORM, Workspace, place_of, user_of, workspace_of
from bot.chat.types import Person, Place
from bot.phrases import Phrases

if TYPE_CHECKING:
    from slack_bolt.context.async_context import AsyncBoltContext
    from slack_sdk.web.async_client import AsyncWebClient

NOWHERE = "-"
"""Stands for the channel where something is done in no channel: in a modal or the Home tab."""

Body = Mapping[str, Any]
"""What Slack sends about something that a person did."""


class Whois(Protocol):
    """Finds out who someone is."""

    async def __call__(self, client: AsyncWebClient, workspace: Workspace, user: str) -> Person:
        """Someone as the workspace knows them; it does not fail."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The circumstances of something that a person did.

    `place` is where they did it, with the thread if it was in one. `key` names what they did on
    all platforms, once for each time. `response_url` answers it five times within half an hour.
    `hidden` says that what they used is seen by them alone.
    """

    client: AsyncWebClient
    workspace: Workspace
    place: Place
    person: Person
    phrases: Phrases
    key: str
    trigger: str
    channel: str | None = None
    response_url: str | None = None
    hidden: bool = False

    @property
    def language(self) -> str:
        """The language of the person's client, as far as there are phrases in it."""
        return self.phrases.language

    @property
    def team(self) -> str:
        """The workspace's id."""
        return self.workspace.team

    @property
    def user(self) -> str:
        """The id that Slack knows the person by."""
        return user_of(self.person)

    @property
    def administered(self) -> Place:
        """The place as part of its workspace, also in a direct message: for what admins do."""
        return Place(PLATFORM, self.team, self.channel or NOWHERE)


async def asked_in(
    body: Body, context: AsyncBoltContext, client: AsyncWebClient, whois: Whois
) -> Asked:
    """The circumstances, as the body of a command or interaction tells them."""
    workspace = workspace_of(context)
    container = body.get("container") or {}
    channel = context.channel_id or container.get("channel_id")
    thread = container.get("thread_ts") or (body.get("message") or {}).get("thread_ts")
    person = await whois(client, workspace, context.user_id or "")
    trigger = str(body.get("trigger_id") or "")
    once = trigger or str(body.get("action_ts") or "")
    return Asked(
        client=client,
        workspace=workspace,
        place=place_of(workspace, channel or NOWHERE, thread),
        person=person,
        phrases=Phrases(language_of(person.locale)),
        key=workspace.key_of(channel or NOWHERE, once),
        trigger=trigger,
        channel=channel,
        response_url=context.response_url,
        hidden=bool(container.get("is_ephemeral")),
    )


def language_of(locale: str | None) -> str:
    """The language of a locale as Slack writes it: `pt` of `pt-BR`."""
    return (locale or "").replace("_", "-").split("-")[0].casefold()
