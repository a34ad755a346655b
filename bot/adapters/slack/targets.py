"""Where an answer is shown: as messages in a channel or thread, or under what a person used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import structlog
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.adapters.slack.blocks import headed
from bot.adapters.slack.incoming import key_of
from bot.adapters.slack.posting import FAULTS, at_once, code_of, post

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.adapters.slack.blocks import Page
    from bot.adapters.slack.incoming import Workspace
    from bot.adapters.slack.pacing import Pacer

log = structlog.get_logger()

_RESPONSES = 5
_SECONDS = 20
GONE = frozenset({"message_not_found", "cant_update_message", "channel_not_found"})
"""Slack's words for a message that cannot be changed any more."""


class Handle(Protocol):
    """One message of ours."""

    key: str

    async def edit(self, page: Page, *, broadcast: bool = False) -> None:
        """Shows something else in it; `broadcast` sends a reply to the channel as well."""

    async def delete(self) -> None:
        """Takes it away, if it is still there."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread that can be streamed into, and who is answered there."""

    client: AsyncWebClient
    team: str
    channel: str
    ts: str
    user: str | None
    user_team: str | None


class Target(Protocol):
    """A place that takes the messages of one answer.

    `thread` is where an answer can stream, if it can. What is not `live` shows only its end.
    `broadcast` sends the first message to the channel as well.
    """

    live: bool
    broadcast: bool

    @property
    def token(self) -> str | None:
        """Whose limits count."""

    @property
    def thread(self) -> Thread | None:
        """Where an answer can stream."""

    async def send(self, page: Page, *, name: str, pacer: Pacer) -> Handle:
        """Shows one more message. Sending again with the same name does not double it."""


class MessageHandle:
    """A message in a channel."""

    def __init__(self, client: AsyncWebClient, team: str, channel: str, ts: str) -> None:
        self.key = key_of(team, channel, ts)
        self.ts = ts
        self._client = at_once(client)
        self._channel = channel

    async def edit(self, page: Page, *, broadcast: bool = False) -> None:
        """See Handle. Raises SlackApiError, with one of `GONE` where the message is gone."""
        further: dict[str, Any] = {"reply_broadcast": True} if broadcast else {}
        await self._client.chat_update(
            channel=self._channel,
            ts=self.ts,
            text=page.text,
            blocks=list(page.blocks),
            **further,
        )

    async def delete(self) -> None:
        """See Handle."""
        try:
            await self._client.chat_delete(channel=self._channel, ts=self.ts)
        except FAULTS as error:
            if code_of(error) not in GONE:
                raise


class MessageTarget:
    """A channel or thread, or direct messages.

    `user` (with `user_team`, where that is another workspace) is who asked: Slack wants to know
    whom it streams to.
    """

    live = True

    def __init__(
        self,
        client: AsyncWebClient,
        workspace: Workspace,
        channel: str,
        thread_ts: str | None = None,
        *,
        user: str | None = None,
        user_team: str | None = None,
        broadcast: bool = False,
    ) -> None:
        self.broadcast = broadcast and thread_ts is not None
        self._client = client
        self._channel = channel
        self._thread_ts = thread_ts
        self._team = workspace.team
        # A person's id on all platforms holds the workspace's.
        self._user = None if user is None else user.rpartition(":")[2]
        self._user_team = user_team

    @property
    def token(self) -> str | None:
        """See Target."""
        return self._client.token

    @property
    def thread(self) -> Thread | None:
        """See Target: a stream is always a reply."""
        if self._thread_ts is None:
            return None
        return Thread(
            self._client,
            self._team,
            self._channel,
            self._thread_ts,
            self._user,
            self._user_team or self._team,
        )

    async def send(self, page: Page, *, name: str, pacer: Pacer) -> MessageHandle:
        """See Target."""
        sent = await post(
            self._client, pacer, self._channel, page, name=name, thread_ts=self._thread_ts
        )
        return MessageHandle(self._client, self._team, sent.channel, sent.ts)


class _ResponseHandle:
    """What was shown under something that a person used: it stays as it is."""

    key = ""

    async def edit(self, page: Page, *, broadcast: bool = False) -> None:
        """It cannot be changed."""

    async def delete(self) -> None:
        """It cannot be taken away."""


class ResponseTarget:
    """What answers a command or button through its `response_url`: five times, in half an hour.

    Then, or without one, the answer goes to the person alone in the channel, or else into their
    direct messages. `everyone` shows it to the whole channel, with `heading` above: mrkdwn.
    """

    live = False
    broadcast = False
    thread = None

    def __init__(
        self,
        client: AsyncWebClient,
        response_url: str | None,
        *,
        channel: str | None,
        user: str,
        thread: str | None = None,
        everyone: bool = False,
        heading: str | None = None,
    ) -> None:
        self._client = client
        self._response_url = response_url
        self._channel = channel
        self._user = user.rpartition(":")[2]
        self._thread = thread
        self._everyone = everyone
        self._heading = heading
        self._left = _RESPONSES

    @property
    def token(self) -> str | None:
        """See Target."""
        return self._client.token

    async def send(self, page: Page, *, name: str, pacer: Pacer) -> Handle:
        """See Target."""
        if self._heading is not None:
            page, self._heading = headed(page, self._heading), None
        if self._left and await self._responded(page):
            self._left -= 1
            return _ResponseHandle()
        if self._channel is not None and not self._channel.startswith("D"):
            try:
                await self._client.chat_postEphemeral(
                    channel=self._channel,
                    user=self._user,
                    thread_ts=self._thread,
                    text=page.text,
                    blocks=list(page.blocks),
                )
            except FAULTS as error:
                log.info("not_shown_in_channel", reason=code_of(error) or str(error))
            else:
                return _ResponseHandle()
        await post(self._client, pacer, self._user, page, name=name)
        return _ResponseHandle()

    async def _responded(self, page: Page) -> bool:
        if self._response_url is None:
            return False
        body: dict[str, Any] = {
            "response_type": "in_channel" if self._everyone else "ephemeral",
            "replace_original": False,
            "text": page.text,
            "blocks": list(page.blocks),
            "unfurl_links": False,
            "unfurl_media": False,
        }
        if self._thread is not None:
            body["thread_ts"] = self._thread
        try:
            hook = AsyncWebhookClient(self._response_url, timeout=_SECONDS)
            answer = await hook.send_dict(body)
        except FAULTS as error:
            log.info("response_url_failed", reason=type(error).__name__)
            return False
        if answer.status_code != 200:
            log.info("response_url_refused", status=answer.status_code)
        return answer.status_code == 200
