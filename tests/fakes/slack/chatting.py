"""The app's messages: chat.* and what is posted to a response_url."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fakes.slack.checks import MOST_MARKDOWN, MOST_TEXT, MOST_UPDATE, ApiError, check_blocks
from tests.fakes.slack.core import Core
from tests.fakes.slack.state import Channel, Message, Payload, User
from tests.fakes.slack.web_api import Call, Door

MOST_POSTS, POST_SECONDS = 5, 1800.0


def content_of(args: Payload, *, most_text: int = MOST_TEXT) -> Payload:
    """What a message is to hold. Raises ApiError where Slack would not take it."""
    text, markdown = str(args.get("text") or ""), str(args.get("markdown_text") or "")
    blocks: list[Payload] = args.get("blocks") or []
    attachments: list[Payload] = args.get("attachments") or []
    if markdown and (text or blocks):
        raise ApiError("markdown_text_conflict")
    if len(text) > most_text or len(markdown) > MOST_MARKDOWN:
        raise ApiError("msg_too_long")
    if not (text.strip() or markdown.strip() or blocks or attachments):
        raise ApiError("no_text")
    if blocks or not isinstance(blocks, list):
        check_blocks(blocks)
    if markdown:
        text, blocks = markdown, [{"type": "markdown", "text": markdown}]
    for place, block in enumerate(blocks):
        block.setdefault("block_id", f"blk{place}")
    return {"text": text, "blocks": blocks, "attachments": attachments}


@dataclass(eq=False)
class ResponseUrl:
    """Where a command or a click may be answered, a few times and for a while."""

    channel: Channel
    user: User
    bot: User
    original: Message | None
    made: float = field(default_factory=time.monotonic)
    posts: list[Payload] = field(default_factory=list)


class Chatting:
    """The methods, and all response_urls."""

    def __init__(self, core: Core, door: Door) -> None:
        self._core = core
        self.response_urls: dict[str, ResponseUrl] = {}
        self.post_seconds = POST_SECONDS
        self._once: dict[tuple[str, str], Message] = {}
        for name, handler in (
            ("chat.postMessage", self.post),
            ("chat.postEphemeral", self.whisper),
            ("chat.update", self.update),
            ("chat.delete", self.delete),
        ):
            door.open(name, handler, scope="chat:write")
        door.open("chat.getPermalink", self.permalink)

    async def post(self, call: Call) -> Payload:
        channel = self._core.writable(call)
        once = (channel.id, call.get("client_msg_id") or "")
        if once in self._once:
            return self._answer(self._once[once])
        made = self._make(channel, self._core.bot_in(call, channel), content_of(call.args))
        made.thread_ts = call.get("thread_ts")
        if made.thread_ts == made.ts:
            made.thread_ts = None
        if made.thread_ts and call.flag("reply_broadcast"):
            made.broadcast, made.subtype = True, "thread_broadcast"
        made.metadata = call.args.get("metadata")
        for name in ("unfurl_links", "unfurl_media"):
            if name in call.args:
                setattr(made, name, call.flag(name))
        if once[1]:
            self._once[once] = made
        return self._answer(self._core.keep(made))

    def _make(self, channel: Channel, user: User, content: Payload) -> Message:
        return Message(self._core.state.ids.ts(), channel, user, **content)

    @staticmethod
    def _answer(message: Message) -> Payload:
        return {"channel": message.channel.id, "ts": message.ts, "message": message.payload()}

    async def whisper(self, call: Call) -> Payload:
        channel = self._core.writable(call)
        user = self._core.state.users.get(call.text("user"))
        if user is None or user.id not in channel.members:
            raise ApiError("user_not_in_channel")
        made = self._make(channel, self._core.bot_in(call, channel), content_of(call.args))
        made.only_for, made.thread_ts = user, call.get("thread_ts")
        self._core.keep(made)
        return {"message_ts": made.ts}

    def _mine(self, call: Call, error: str) -> Message:
        channel = self._core.channel(call)
        message = self._core.message(channel, call.text("ts"))
        if message.user is not self._core.bot_in(call, channel):
            raise ApiError(error)
        return message

    async def update(self, call: Call) -> Payload:
        message = self._mine(call, "cant_update_message")
        if message.streaming:
            raise ApiError("streaming_state_conflict")
        if message.channel.archived:
            raise ApiError("is_archived")
        kept: Payload = {}
        if not call.get("text") and not call.get("markdown_text"):
            kept = {"text": message.text, "blocks": message.blocks}
        if not call.get("markdown_text"):
            kept["attachments"] = message.attachments
        content = content_of(kept | call.args, most_text=MOST_UPDATE)
        self._core.change(message, message.user, **content)
        if call.flag("reply_broadcast") and message.thread_ts:
            message.broadcast, message.subtype = True, "thread_broadcast"
        return self._answer(message) | {"text": message.text}

    async def delete(self, call: Call) -> Payload:
        message = self._mine(call, "cant_delete_message")
        if message.streaming:
            raise ApiError("cant_delete_message")
        self._core.delete(message)
        return {"channel": message.channel.id, "ts": message.ts}

    async def permalink(self, call: Call) -> Payload:
        channel = self._core.channel(call)
        message = self._core.message(channel, call.text("message_ts"))
        return {"channel": channel.id, "permalink": permalink_of(message)}

    # What a response_url takes.

    def response_url(
        self, channel: Channel, user: User, bot: User, original: Message | None
    ) -> str:
        """A new one, for something that a person did."""
        key = secrets.token_hex(12)
        self.response_urls[key] = ResponseUrl(channel, user, bot, original)
        return f"{self._core.base}/actions/{channel.team.id}/{key}"

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """Takes a post to a response_url."""
        url = self.response_urls.get(request.match_info["key"])
        if url is None:
            return web.json_response({"ok": False, "error": "invalid_url"}, status=404)
        if time.monotonic() - url.made > self.post_seconds:
            return web.json_response({"ok": False, "error": "expired_url"}, status=404)
        if len(url.posts) >= MOST_POSTS:
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        body = await request.json()
        try:
            self.answer(url, body)
        except ApiError as error:
            return web.json_response(error.body, status=400)
        url.posts.append(body)
        return web.json_response({"ok": True})

    def answer(self, url: ResponseUrl, body: Payload) -> None:
        """Does what a post asks for."""
        if body.get("delete_original"):
            if url.original is not None:
                self._core.delete(url.original)
                url.original = None
            return
        content = content_of(body)
        if body.get("replace_original") and url.original is not None:
            self._core.change(url.original, url.bot, **content)
            return
        made = self._make(url.channel, url.bot, content)
        made.thread_ts = body.get("thread_ts")
        for name in ("unfurl_links", "unfurl_media"):
            setattr(made, name, body.get(name))
        if body.get("response_type") != "in_channel":
            made.only_for = url.user
        self._core.keep(made)
        if url.original is None:
            url.original = made

    def acked(self, address: str, response: Any) -> None:
        """What a command was answered with at once."""
        if not response:
            return
        body = {"text": response} if isinstance(response, str) else response
        self.answer(self.response_urls[address.rsplit("/", 1)[-1]], body)


def permalink_of(message: Message) -> str:
    """The address of a message."""
    place = f"https://{message.channel.team.domain}.slack.com/archives/{message.channel.id}"
    link = f"{place}/p{message.ts.replace('.', '')}"
    if message.thread_ts:
        link += f"?thread_ts={message.thread_ts}&cid={message.channel.id}"
    return link
