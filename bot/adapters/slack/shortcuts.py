"""What the menu of a message and the shortcuts offer: to explain, to summarize."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from bot.adapters.slack import ids
from bot.adapters.slack.blocks import Block, words
from bot.adapters.slack.forms import filled_in, modal, show, text_input
from bot.adapters.slack.incoming import attachments_of, text_of
from bot.adapters.slack.naming import MESSAGE, SHORTCUTS
from bot.adapters.slack.taking import Taking
from bot.chat.desk import Kind
from bot.chat.summarizing import ChannelWanted, offers, parse
from bot.types import BotError

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

    from bot.adapters.slack.asked import Asked, Body
    from bot.adapters.slack.asking import Asking
    from bot.adapters.slack.discussions import Discussions

_OPTION_LIMIT = 75


class Shortcuts:
    """What choosing them does."""

    def __init__(
        self,
        *,
        taking: Taking,
        asking: Asking,
        discussions: Discussions,
        now: Callable[[], datetime],
    ) -> None:
        """`now` is aware."""
        self._taking = taking
        self._asking = asking
        self._discussions = discussions
        self._now = now

    def set_up(self, app: AsyncApp) -> None:
        """Registers them. Raises KeyError where one has no handler."""
        each, once = self._taking.each, self._taking.once
        handlers = {
            ids.EXPLAIN_MESSAGE: once(self.explain_message),
            ids.SUMMARIZE_THREAD: once(self.summarize_thread),
            ids.EXPLAIN_TEXT: each(self.open_text),
            ids.SUMMARIZE_CHANNEL: each(self.open_channel),
        }
        for kind, callback, _, _ in SHORTCUTS:
            register = app.message_shortcut if kind == MESSAGE else app.global_shortcut
            register(callback)(handlers[callback])
        app.view(ids.EXPLAIN_TEXT)(once(self.explain_text))
        app.view(ids.SUMMARIZE_CHANNEL)(once(self.summarize_channel))

    async def explain_message(self, asked: Asked, body: Body) -> None:
        """To whoever wants to know alone; a button shares it."""
        message = body["message"]
        text = await text_of(message, asked.client)
        files = attachments_of(message, asked.client)
        if not text and not files:
            raise BotError(asked.phrases.say("explain-wordless"))
        await self._asking.ask(asked, Kind.EXPLANATION, text, True, attachments=files)

    async def summarize_thread(self, asked: Asked, body: Body) -> None:
        """Of the thread that a message is in, or would begin, to the person alone."""
        message = body["message"]
        thread = str(message.get("thread_ts") or message["ts"])
        discussion = await self._discussions.thread(asked, asked.channel or "", thread)
        await self._asking.ask(asked, Kind.DISCUSSION, "", True, discussion=discussion)

    async def open_text(self, asked: Asked, _: Body) -> None:
        """Asks for the text to be explained."""
        say = asked.phrases.say
        field = text_input(ids.TEXT, say("slack-explain-label"), say("slack-explain-example"))
        title, submit = say("slack-explain-title"), say("slack-send")
        await show(asked, modal(ids.EXPLAIN_TEXT, title, [field], asked.phrases, submit=submit))

    async def explain_text(self, asked: Asked, body: Body) -> None:
        """Answers in the Messages tab."""
        text = str(filled_in(body)[ids.TEXT].get("value") or "").strip()
        if not text:
            raise BotError(asked.phrases.say("explain-wordless"))
        await self._asking.ask_in_private(asked, Kind.EXPLANATION, text)

    async def open_channel(self, asked: Asked, _: Body) -> None:
        """Asks for the channel and the time."""
        say = asked.phrases.say
        title, submit = say("slack-summarize-title"), say("slack-send")
        blocks = [_channel_select(say("slack-summarize-channel")), _since(asked)]
        view = modal(ids.SUMMARIZE_CHANNEL, title, blocks, asked.phrases, submit=submit)
        await show(asked, view)

    async def summarize_channel(self, asked: Asked, body: Body) -> None:
        """Answers in the Messages tab."""
        given = filled_in(body)
        channel = str(given[ids.CHANNEL].get("selected_conversation") or "")
        chosen = given[ids.SINCE].get("selected_option") or {}
        wanted = parse(str(chosen.get("value") or "channel"), asked.language, self._now())
        since = wanted.since if isinstance(wanted, ChannelWanted) else None
        discussion = await self._discussions.channel(asked, channel, since)
        called = (chosen.get("text") or {}).get("text") or asked.phrases.say("summary-channel")
        wish = f"{called} · #{discussion.name.lstrip('#')}"
        await self._asking.ask_in_private(
            asked, Kind.DISCUSSION, "", wish=wish, discussion=discussion
        )


def _channel_select(label: str) -> Block:
    return {
        "type": "input",
        "block_id": ids.CHANNEL,
        "label": words(label, 200),
        "element": {
            "type": "conversations_select",
            "action_id": ids.CHANNEL,
            "default_to_current_conversation": True,
            "filter": {"include": ["public", "private"], "exclude_bot_users": True},
        },
    }


def _since(asked: Asked) -> Block:
    """How far back: the times that every platform offers."""
    offered = offers("", (), asked.language, in_thread=False)
    options = [
        {"text": words(called, _OPTION_LIMIT), "value": value}
        for value, called in offered
        if value.startswith("channel")
    ]
    return {
        "type": "input",
        "block_id": ids.SINCE,
        "label": words(asked.phrases.say("slack-summarize-since"), 200),
        "element": {
            "type": "static_select",
            "action_id": ids.SINCE,
            "options": options,
            "initial_option": options[-1],
        },
    }
