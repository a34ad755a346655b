"""The gateway: sessions that live on without a connection, and connections that can be broken."""

from __future__ import annotations

import asyncio
import json
import secrets
import zlib
from dataclasses import dataclass, field
from typing import Any, Protocol

from aiohttp import WSMsgType, web

from tests.fakes.discord.state import Guild, Message, Payload, State

DISPATCH, HEARTBEAT, IDENTIFY, RESUME = 0, 1, 2, 6
RECONNECT, MEMBERS, INVALID, HELLO, ACK = 7, 8, 9, 10, 11

GUILDS, GUILD_MEMBERS, PRESENCES = 1 << 0, 1 << 1, 1 << 8
GUILD_MESSAGES, GUILD_REACTIONS, DIRECT_MESSAGES = 1 << 9, 1 << 10, 1 << 12
DIRECT_REACTIONS, MESSAGE_CONTENT = 1 << 13, 1 << 15

# Which intent an event in a server or in a direct message needs. Others need none.
_NEEDS = {
    "MESSAGE_CREATE": (GUILD_MESSAGES, DIRECT_MESSAGES),
    "MESSAGE_UPDATE": (GUILD_MESSAGES, DIRECT_MESSAGES),
    "MESSAGE_DELETE": (GUILD_MESSAGES, DIRECT_MESSAGES),
    "MESSAGE_REACTION_ADD": (GUILD_REACTIONS, DIRECT_REACTIONS),
    "MESSAGE_REACTION_REMOVE": (GUILD_REACTIONS, DIRECT_REACTIONS),
    "GUILD_MEMBER_ADD": (GUILD_MEMBERS, 0),
    "GUILD_CREATE": (GUILDS, 0),
    "CHANNEL_CREATE": (GUILDS, 0),
    "CHANNEL_UPDATE": (GUILDS, 0),
    "CHANNEL_DELETE": (GUILDS, 0),
    "THREAD_CREATE": (GUILDS, 0),
}


class _Stream(Protocol):
    def __call__(self, text: bytes) -> bytes: ...


def _compressor(kind: str | None) -> _Stream | None:
    """Compresses a whole connection as one stream, flushed after each message."""
    if kind == "zlib-stream":
        zlib_stream = zlib.compressobj()
        return lambda text: zlib_stream.compress(text) + zlib_stream.flush(zlib.Z_SYNC_FLUSH)
    if kind == "zstd-stream":
        # Asked for only where the bot's own library has it.
        from importlib import import_module

        try:
            zstd: Any = import_module("zstandard")
            stream = zstd.ZstdCompressor().compressobj()
            block = zstd.COMPRESSOBJ_FLUSH_BLOCK
        except ImportError:
            zstd = import_module("compression.zstd")
            stream = zstd.ZstdCompressor()
            block = stream.FLUSH_BLOCK
        return lambda text: bytes(stream.compress(text)) + bytes(stream.flush(block))
    return None


class Connection:
    """One socket. What is sent goes out in order, from a task of its own."""

    def __init__(self, request: web.Request, socket: web.WebSocketResponse) -> None:
        self._request = request
        self._socket = socket
        self._compress = _compressor(request.query.get("compress"))
        self._outgoing: asyncio.Queue[Payload] = asyncio.Queue()
        self.writer = asyncio.create_task(self._write())

    def put(self, op: int, data: Any = None, **more: Any) -> None:
        self._outgoing.put_nowait({"op": op, "d": data, "s": None, "t": None, **more})

    async def _write(self) -> None:
        while True:
            text = json.dumps(await self._outgoing.get()).encode()
            try:
                if self._compress is None:
                    await self._socket.send_str(text.decode())
                else:
                    await self._socket.send_bytes(self._compress(text))
            except ConnectionError:
                return

    def cut(self) -> None:
        """Breaks the line without a word."""
        self.writer.cancel()
        if self._request.transport is not None:
            self._request.transport.abort()

    async def close(self, code: int, reason: str) -> None:
        self.writer.cancel()
        await self._socket.close(code=code, message=reason.encode())


@dataclass(eq=False)
class Session:
    """What a shard of the bot is to hear, kept for a connection that comes back."""

    id: str
    shard: int
    shards: int
    intents: int
    identify: Payload
    events: list[Payload] = field(default_factory=list)
    connection: Connection | None = None

    def tell(self, event: str, data: Any) -> None:
        said = {"d": data, "s": len(self.events) + 1, "t": event}
        self.events.append(said)
        if self.connection is not None:
            self.connection.put(DISPATCH, data=said["d"], s=said["s"], t=event)

    def replay(self, after: int) -> None:
        assert self.connection is not None
        for said in self.events[after:]:
            self.connection.put(DISPATCH, said["d"], s=said["s"], t=said["t"])


class Gateway:
    """All sessions of the bot."""

    def __init__(
        self, state: State, *, token: str, shards: int, granted: int, heartbeat: float
    ) -> None:
        """`granted` are the privileged intents that the application has."""
        self._state = state
        self._token = token
        self.shards = shards
        self.granted = granted
        self.heartbeat = heartbeat
        self.address = ""
        self.flags = 0
        self.sessions: dict[str, Session] = {}
        self.identifies: list[Payload] = []
        self.resumes: list[Payload] = []
        self.deaf = False
        self.unresumable = False

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection, to its end."""
        socket = web.WebSocketResponse(max_msg_size=0, compress=False)
        await socket.prepare(request)
        connection = Connection(request, socket)
        connection.put(HELLO, {"heartbeat_interval": int(self.heartbeat * 1000)})
        session: Session | None = None
        try:
            async for said in socket:
                if said.type is not WSMsgType.TEXT:
                    break
                session = await self._heard(json.loads(said.data), connection, session)
        finally:
            connection.writer.cancel()
            if session is not None and session.connection is connection:
                session.connection = None
                if socket.close_code in (1000, 1001):
                    self.sessions.pop(session.id, None)
        return socket

    async def _heard(
        self, said: Payload, connection: Connection, session: Session | None
    ) -> Session | None:
        match said["op"]:
            case 1:
                if not self.deaf:
                    connection.put(ACK)
            case 2:
                return await self._identify(said["d"], connection)
            case 6:
                return await self._resume(said["d"], connection)
            case 8:
                self._chunk(said["d"], session)
        return session

    async def _identify(self, data: Payload, connection: Connection) -> Session | None:
        self.identifies.append({name: data[name] for name in data if name != "token"})
        shard, shards = data.get("shard") or (0, 1)
        if data["token"] != self._token:
            await connection.close(4004, "Authentication failed.")
            return None
        privileged = GUILD_MEMBERS | PRESENCES | MESSAGE_CONTENT
        if data["intents"] & privileged & ~self.granted:
            await connection.close(4014, "Disallowed intent(s).")
            return None
        session = Session(secrets.token_hex(16), shard, shards, data["intents"], data)
        session.connection = connection
        self.sessions[session.id] = session
        guilds = [guild for guild in self._state.guilds.values() if self._hears(session, guild)]
        ready = {
            "v": 10,
            "user": self._state.ours.payload(),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.address,
            "shard": [shard, shards],
            "application": {"id": str(self._state.ours.id), "flags": self.flags},
        }
        session.tell("READY", ready)
        for guild in guilds:
            session.tell("GUILD_CREATE", self._guild(session, guild))
        return session

    async def _resume(self, data: Payload, connection: Connection) -> Session | None:
        self.resumes.append({name: data[name] for name in data if name != "token"})
        session = self.sessions.get(data["session_id"])
        if self.unresumable or session is None or data["token"] != self._token:
            self.sessions.pop(data["session_id"], None)
            connection.put(INVALID, data=False)
            return None
        session.connection = connection
        session.replay(data["seq"])
        session.tell("RESUMED", {"_trace": []})
        return session

    def _chunk(self, data: Payload, session: Session | None) -> None:
        """Members of a server that were asked for."""
        if session is None:
            return
        guild = self._state.guilds[int(data["guild_id"])]
        wanted = {int(one) for one in data.get("user_ids") or ()}
        found = [m.payload() for m in guild.members.values() if not wanted or m.user.id in wanted]
        chunk = {"guild_id": str(guild.id), "members": found, "chunk_index": 0, "chunk_count": 1}
        session.tell("GUILD_MEMBERS_CHUNK", chunk | {"nonce": data.get("nonce")})

    def _guild(self, session: Session, guild: Guild) -> Payload:
        everyone = bool(session.intents & GUILD_MEMBERS)
        return guild.payload(everyone=everyone, ours=self._state.ours)

    def _hears(self, session: Session, guild: Guild | None) -> bool:
        where = 0 if guild is None else (guild.id >> 22) % session.shards
        return where == session.shard

    def dispatch(self, event: str, data: Payload, guild: Guild | None) -> None:
        """Tells an event to the sessions that hear of it."""
        needed = _NEEDS.get(event, (0, 0))[guild is None]
        for session in [*self.sessions.values()]:
            if self._hears(session, guild) and session.intents & needed == needed:
                session.tell(event, data)

    def dispatch_guild(self, guild: Guild) -> None:
        """A server that the bot has just joined."""
        for session in self.sessions.values():
            if self._hears(session, guild):
                session.tell("GUILD_CREATE", self._guild(session, guild))

    def dispatch_message(self, event: str, message: Message) -> None:
        """A new or changed message; what the bot may not read of it is left out."""
        guild = message.channel.guild
        body = message.payload(self._state.ours)
        if guild is not None:
            body["guild_id"] = str(guild.id)
            if message.author.id in guild.members:
                body["member"] = guild.members[message.author.id].payload(with_user=False)
        needed = _NEEDS[event][guild is None]
        for session in [*self.sessions.values()]:
            if self._hears(session, guild) and session.intents & needed:
                reads = session.intents & MESSAGE_CONTENT or self.may_read(message)
                session.tell(event, body if reads else body | WORDLESS)

    def may_read(self, message: Message) -> bool:
        """Whether the bot reads a message without the message-content intent."""
        ours = self._state.ours
        return message.channel.guild is None or message.author is ours or ours in message.mentioned

    def cut(self) -> None:
        """Breaks every connection without a word."""
        for connection in self.connections:
            connection.cut()

    def ask_to_reconnect(self) -> None:
        """Tells every connection to come again."""
        for connection in self.connections:
            connection.put(RECONNECT)

    def invalidate(self) -> None:
        """Ends every session for good."""
        for connection in self.connections:
            connection.put(INVALID, data=False)
        self.sessions.clear()

    @property
    def connections(self) -> list[Connection]:
        """Those that have a session."""
        return [s.connection for s in self.sessions.values() if s.connection is not None]


WORDLESS: Payload = {"content": "", "embeds": [], "attachments": [], "components": []}
"""What is left of a message for whom may not read it."""
