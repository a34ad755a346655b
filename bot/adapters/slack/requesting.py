"""What a person wants by a message: an answer, a thread explained, a discussion summarized."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.adapters.slack.discussions import may_read
from bot.adapters.slack.history import heard_in, messages_before, read_discussion
from bot.adapters.slack.incoming import channel_of, key_of, user_of
from bot.chat.desk import Kind, Request
from bot.chat.participation import Decision, Move
from bot.chat.recaps import recap_wanted
from bot.chat.summarizing import ChannelWanted, StoryWanted, ThreadWanted
from bot.phrases import Phrases
from bot.types import BotError

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.adapters.slack.incoming import Event, Workspace
    from bot.adapters.slack.looking import Looking
    from bot.adapters.slack.people import People
    from bot.chat.preferences import Preferences
    from bot.chat.summarizing import Wanted
    from bot.chat.types import Message
    from bot.discussion import Discussion
    from bot.store.posts import Posts

Progress = Callable[[int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Came:
    """A message as Slack gives it and as it is read, and what holds where it stands."""

    client: AsyncWebClient
    workspace: Workspace
    raw: Event
    message: Message
    preferences: Preferences

    @property
    def channel(self) -> str:
        """The id that Slack knows the channel by."""
        return channel_of(self.message.place)

    @property
    def root(self) -> str:
        """The message that the thread is under, or would be."""
        return self.message.place.thread or self.message.id


class Requesting:
    """Makes requests of messages."""

    def __init__(
        self,
        posts: Posts,
        people: People,
        discussion_messages: int,
        *,
        read_seconds: float,
        looking: Looking | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`discussion_messages` is the setting; `read_seconds` is how long reading may take.

        `looking` knows which channel people look at beside the Messages tab.
        """
        self._posts = posts
        self._people = people
        self._discussion_messages = discussion_messages
        self._read_seconds = read_seconds
        self._looking = looking
        self._now = now

    async def request(self, came: Came, decision: Decision, progress: Progress) -> Request:
        """What a message asks for; `progress` is told how far a long reading is.

        Raises FAULTS where a discussion cannot be read, BotError where the person may not read it.
        """
        message = came.message
        request = Request(
            key=key_of(came.workspace.team, came.channel, message.id),
            kind=Kind.ANSWER,
            text=message.text,
            place=message.place,
            person=message.author,
            addressed=decision.addressed,
            attachments=message.attachments,
        )
        thread = message.place.thread
        if decision.move is Move.EXPLAIN and thread is not None:
            discussion = await self._read(came, ThreadWanted(), progress)
            return replace(request, kind=Kind.DISCUSSION, discussion=discussion, explain=True)
        wanted = self._summary(message) if decision.addressed else None
        if isinstance(wanted, StoryWanted):
            return replace(request, kind=Kind.SUMMARY, text="")
        if wanted is not None:
            discussion = await self._read(came, wanted, progress)
            return replace(request, kind=Kind.DISCUSSION, discussion=discussion)
        if thread is None:
            return request
        return await self._going_on(came, request, thread)

    def _summary(self, message: Message) -> Wanted | None:
        """What is to be summed up; where there is no thread yet, "summarize" means the story."""
        language = (message.author.locale or "en")[:2]
        wanted = recap_wanted(message.text, language, self._now())
        if isinstance(wanted, ThreadWanted) and message.place.thread is None:
            return StoryWanted()
        return wanted

    async def _read(self, came: Came, wanted: Wanted, progress: Progress) -> Discussion:
        channel = came.channel
        if came.message.place.direct and isinstance(wanted, ChannelWanted):
            channel = await self._looked_at(came) or channel
        return await read_discussion(
            came.client,
            came.workspace,
            channel,
            thread=came.message.place.thread if isinstance(wanted, ThreadWanted) else None,
            since=wanted.since if isinstance(wanted, ChannelWanted) else None,
            before=came.message.id,
            limit=self._discussion_messages,
            people=self._people,
            progress=progress,
            seconds=self._read_seconds,
        )

    async def _looked_at(self, came: Came) -> str | None:
        """The channel that "this channel" means in the Messages tab: the one beside it."""
        author, looking = came.message.author, self._looking
        channel = None if looking is None else looking.at(came.workspace.team, user_of(author))
        if channel is None or await may_read(came.client, channel, author):
            return channel
        language = (author.locale or "en")[:2]
        raise BotError(Phrases(language).say("slack-not-yours"))

    async def _going_on(self, came: Came, request: Request, thread: str) -> Request:
        """In a thread: it goes on with the answer that it is under, and leans on what was said."""
        said = await messages_before(came.client, came.channel, thread, came.message.id)
        heard = await heard_in(came.client, came.workspace, said, self._people)
        post = await self._posts.by_message(key_of(came.workspace.team, came.channel, thread))
        conversation = None if post is None else post.conversation
        return replace(request, heard=heard, conversation=conversation)
