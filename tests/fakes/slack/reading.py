"""What the app reads: itself, people, channels, messages, reactions, files, user groups."""

from __future__ import annotations

from aiohttp import web

from tests.fakes.slack.checks import ApiError
from tests.fakes.slack.core import Core
from tests.fakes.slack.state import APP_ID, FAMILIES, PUBLIC, Channel, Message, Payload, Team
from tests.fakes.slack.web_api import Call, Door, page, require

_FAMILY_TYPES = {
    "public_channel": "channel",
    "private_channel": "group",
    "im": "im",
    "mpim": "mpim",
}


class Reading:
    """The methods that change nothing, or only who is where."""

    def __init__(self, core: Core, door: Door) -> None:
        self._core = core
        self._state = core.state
        door.open("api.test", self.test, free=True)
        for name, handler, scope in (
            ("auth.test", self.whoami, None),
            ("team.info", self.team, "team:read"),
            ("users.info", self.user, "users:read"),
            ("users.conversations", self.own, None),
            ("bots.info", self.bot, "users:read"),
            ("usergroups.list", self.groups, "usergroups:read"),
            ("conversations.info", self.info, None),
            ("conversations.list", self.all, None),
            ("conversations.members", self.members, None),
            ("conversations.history", self.history, None),
            ("conversations.replies", self.replies, None),
            ("conversations.open", self.direct, "im:write"),
            ("conversations.join", self.join, "channels:join"),
            ("reactions.add", self.react, "reactions:write"),
            ("reactions.remove", self.unreact, "reactions:write"),
            ("reactions.get", self.reactions, "reactions:read"),
            ("files.info", self.file, "files:read"),
        ):
            door.open(name, handler, scope=scope)

    async def test(self, call: Call) -> Payload:
        return {"args": call.args}

    async def whoami(self, call: Call) -> Payload:
        install = call.app
        team = install.teams[0]
        return {
            "url": f"https://{team.domain}.slack.com/",
            "team": team.name if install.org is None else install.org.name,
            "user": install.bot.name,
            "team_id": team.id if install.org is None else install.org.id,
            "user_id": install.bot.id,
            "bot_id": team.bot_id,
            "enterprise_id": team.enterprise_id,
            "is_enterprise_install": install.whole_org,
        }

    def _team(self, call: Call) -> Team:
        wanted = call.get("team") or call.get("team_id")
        for team in call.app.teams:
            if wanted in (None, team.id):
                return team
        raise ApiError("team_not_found")

    async def team(self, call: Call) -> Payload:
        team = self._team(call)
        org = {} if team.org is None else {"enterprise_id": team.org.id}
        return {"team": {"id": team.id, "name": team.name, "domain": team.domain, **org}}

    async def user(self, call: Call) -> Payload:
        found = self._state.users.get(call.text("user"))
        seen = [
            channel
            for channel in self._state.channels.values()
            if set(channel.teams) & set(call.app.teams)
        ]
        if found is None or not (
            found.team in call.app.teams or any(found.id in one.members for one in seen)
        ):
            raise ApiError("user_not_found")
        body = found.payload(call.app.teams[0])
        if not call.flag("include_locale"):
            del body["locale"]
        return {"user": body}

    async def bot(self, call: Call) -> Payload:
        wanted = call.text("bot")
        for team in call.app.teams:
            if team.bot_id == wanted:
                about = {"id": wanted, "app_id": APP_ID, "user_id": team.bot.id}
                return {"bot": about | {"name": team.bot.name, "deleted": False}}
        raise ApiError("bot_not_found")

    async def groups(self, call: Call) -> Payload:
        return {"usergroups": self._team(call).groups}

    # Channels.

    def _readable(self, call: Call, ability: str) -> Channel:
        channel = self._core.channel(call)
        require(call, f"{FAMILIES[channel.kind]}:{ability}")
        return channel

    def _list(self, call: Call, *, own: bool) -> Payload:
        wanted = (call.get("types") or "public_channel").split(",")
        kinds = {_FAMILY_TYPES[one.strip()] for one in wanted}
        for kind in kinds:
            require(call, f"{FAMILIES[kind]}:read")
        found = [
            channel
            for channel in self._state.channels.values()
            if channel.kind in kinds
            and set(channel.teams) & set(call.app.teams)
            and (self._core.member(call, channel) or (channel.kind == PUBLIC and not own))
            and not (channel.archived and call.flag("exclude_archived"))
        ]
        some, after = page(call, found, 100)
        return {"channels": [channel.payload(call.app.bot) for channel in some], **after}

    async def all(self, call: Call) -> Payload:
        return self._list(call, own=False)

    async def own(self, call: Call) -> Payload:
        return self._list(call, own=True)

    async def info(self, call: Call) -> Payload:
        channel = self._readable(call, "read")
        body = channel.payload(self._core.bot_in(call, channel))
        if not call.flag("include_num_members"):
            body.pop("num_members", None)
        return {"channel": body}

    async def members(self, call: Call) -> Payload:
        channel = self._readable(call, "read")
        some, after = page(call, sorted(channel.members), 100)
        return {"members": some, **after}

    async def direct(self, call: Call) -> Payload:
        named = (call.get("users") or "").split(",")
        user = self._state.users.get(named[0])
        if len(named) != 1 or user is None or user.bot:
            raise ApiError("user_not_found")
        channel = self._state.direct(user, self._team(call))
        return {"channel": {"id": channel.id}, "already_open": bool(channel.messages)}

    async def join(self, call: Call) -> Payload:
        channel = self._core.channel(call)
        if channel.archived:
            raise ApiError("is_archived")
        if channel.kind != PUBLIC:
            raise ApiError("method_not_supported_for_channel_type")
        channel.members.add(self._core.bot_in(call, channel).id)
        return {"channel": channel.payload(self._core.bot_in(call, channel))}

    # Messages.

    def _history(self, call: Call) -> Channel:
        channel = self._readable(call, "history")
        if not self._core.member(call, channel):
            raise ApiError("not_in_channel")
        return channel

    def _page(self, call: Call, found: list[Message]) -> tuple[list[Message], Payload]:
        """A page of messages of the time that was asked for."""
        oldest = float(call.get("oldest") or 0)
        latest = float(call.get("latest") or "inf")
        exact = call.flag("inclusive")
        kept = [
            message
            for message in found
            if oldest < float(message.ts) < latest
            or (exact and float(message.ts) in (oldest, latest))
        ]
        some, after = page(call, kept, 100, self._core.limits.most_messages or 999)
        more = bool(after["response_metadata"]["next_cursor"])
        return some, {"has_more": more, **(after if more else {})}

    async def history(self, call: Call) -> Payload:
        channel = self._history(call)
        top = [m for m in channel.messages.values() if m.thread_ts is None or m.broadcast]
        top.sort(key=lambda message: -float(message.ts))
        some, after = self._page(call, top)
        return {"messages": [message.payload() for message in some], "pin_count": 0, **after}

    async def replies(self, call: Call) -> Payload:
        """Every page begins with the message that the thread is under."""
        channel = self._history(call)
        thread = channel.thread(call.text("ts"))
        if not thread:
            raise ApiError("thread_not_found")
        first = [message for message in thread if message.ts == call.text("ts")]
        some, after = self._page(call, [message for message in thread if message not in first])
        return {"messages": [message.payload() for message in [*first, *some]], **after}

    def _reacted(self, call: Call) -> Message:
        channel = self._core.channel(call)
        if not self._core.member(call, channel):
            raise ApiError("not_in_channel")
        return self._core.message(channel, call.text("timestamp"))

    def _reaction(self, call: Call, *, there: bool) -> None:
        message, emoji = self._reacted(call), call.text("name").strip(":")
        self._core.react(message, emoji, self._core.bot_in(call, message.channel), there=there)

    async def react(self, call: Call) -> Payload:
        self._reaction(call, there=True)
        return {}

    async def unreact(self, call: Call) -> Payload:
        self._reaction(call, there=False)
        return {}

    async def reactions(self, call: Call) -> Payload:
        message = self._reacted(call)
        return {"type": "message", "channel": message.channel.id, "message": message.payload()}

    # Files.

    async def file(self, call: Call) -> Payload:
        found = self._state.files.get(call.text("file"))
        if found is None or not self._core.member(call, found[2]):
            raise ApiError("file_not_found")
        return {"file": found[0]}

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file's content. Who has no right to it gets a page to sign in."""
        found = self._state.files.get(request.match_info["file"])
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        allowed = [
            one
            for one in self._state.installations
            if one.token == token and not one.gone and "files:read" in one.scopes
        ]
        if found is None:
            return web.Response(status=404)
        if not any(set(one.teams) & set(found[2].teams) for one in allowed):
            return web.Response(text="<html>Sign in to Slack</html>", content_type="text/html")
        return web.Response(body=found[1], content_type=found[0]["mimetype"])
