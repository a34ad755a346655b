"""Socket Mode: connections that can be refreshed, cut and made deaf, and envelopes to be acked."""

from __future__ import annotations

import asyncio
import itertools
import json
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.slack.courier import Delivered, Outcome
from tests.fakes.slack.state import APP_ID, Payload


@dataclass(eq=False)
class Connection:
    """One socket of the app. `waiting` are the envelopes that it has not acked."""

    number: int
    request: web.Request
    socket: web.WebSocketResponse
    waiting: dict[str, asyncio.Future[Outcome]] = field(default_factory=dict)
    leaving: bool = False

    async def put(self, said: Payload) -> bool:
        """Whether it went out."""
        try:
            await self.socket.send_str(json.dumps(said))
        except ConnectionError:
            return False
        return True

    def lose(self) -> None:
        """Envelopes that were on this line and will not be acked any more."""
        for future in self.waiting.values():
            if not future.done():
                future.set_result(Outcome(acked=False, reason="connection_failed"))


class SocketMode:
    """All connections of the app."""

    def __init__(self) -> None:
        self.address = ""
        self.ack_seconds = 3.0
        self.ping_seconds = 5.0
        self.deaf = False
        self.connections: list[Connection] = []
        self.late_acks: list[str] = []
        self.unknown_acks: list[str] = []
        self.lost_acks = 0
        self._tickets: set[str] = set()
        self._numbers = itertools.count(1)
        self._turn = 0
        self._arrived = asyncio.Event()
        self._timed_out: set[str] = set()

    def open(self) -> str:
        """The address of a new connection, good for one use."""
        ticket = secrets.token_hex(8)
        self._tickets.add(ticket)
        return f"{self.address}/link?ticket={ticket}&app_id={APP_ID}"

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, to its end."""
        if (ticket := request.query.get("ticket", "")) not in self._tickets:
            return web.Response(status=408)
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(autoping=False, compress=False)
        await socket.prepare(request)
        made = Connection(next(self._numbers), request, socket)
        pinging = asyncio.create_task(self._ping(made))
        try:
            self.connections.append(made)
            await made.put(self._hello())
            self._arrived.set()
            await self._listen(made)
        finally:
            pinging.cancel()
            if made in self.connections:
                self.connections.remove(made)
            if not self.connections:
                self._arrived.clear()
            made.lose()
        return socket

    def _hello(self) -> Payload:
        debug = {"host": "applink-fake", "build_number": 1, "approximate_connection_time": 18060}
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "debug_info": debug,
            "connection_info": {"app_id": APP_ID},
        }

    async def _ping(self, made: Connection) -> None:
        while True:
            await asyncio.sleep(self.ping_seconds)
            try:
                await made.socket.ping(f"Ping from fake {time.time()}".encode())
            except ConnectionError:
                return

    async def _listen(self, made: Connection) -> None:
        async for said in made.socket:
            if said.type is WSMsgType.PING and not self.deaf:
                await made.socket.pong(said.data)
            elif said.type is WSMsgType.TEXT:
                self._heard(made, json.loads(said.data))

    def _heard(self, made: Connection, said: Payload) -> None:
        key = str(said.get("envelope_id"))
        if self.lost_acks > 0:
            self.lost_acks -= 1
            return
        future = made.waiting.get(key)
        if future is not None and not future.done():
            future.set_result(Outcome(acked=True, response=said.get("payload")))
        elif key in self._timed_out:
            self.late_acks.append(key)
        else:
            self.unknown_acks.append(key)

    async def carry(self, made: Delivered, attempt: int, reason: str) -> Outcome:
        """Sends an envelope to one of the connections, in turn, when there is one."""
        while not (open_ones := [one for one in self.connections if not one.leaving]):
            self._arrived.clear()
            if made.kind != "events_api":
                return Outcome(acked=False, reason="dispatch_failed")
            await self._arrived.wait()
        self._turn += 1
        line = open_ones[self._turn % len(open_ones)]
        key = secrets.token_hex(8)
        line.waiting[key] = future = asyncio.get_running_loop().create_future()
        envelope: dict[str, Any] = {
            "envelope_id": key,
            "type": made.kind,
            "payload": made.body,
            "accepts_response_payload": made.kind != "events_api",
        }
        if made.kind == "events_api":
            envelope |= {"retry_attempt": attempt, "retry_reason": reason}
        try:
            if not await line.put(envelope):
                return Outcome(acked=False, reason="connection_failed")
            return await asyncio.wait_for(future, self.ack_seconds)
        except TimeoutError:
            self._timed_out.add(key)
            return Outcome(acked=False, reason="timeout")
        finally:
            del line.waiting[key]

    # What happens to connections.

    async def say_goodbye(self, reason: str, stay: float) -> int:
        """Tells all connections to go; they are closed after some seconds. Gives how many."""
        told = [*self.connections]
        debug = {"host": "applink-fake"}
        for one in told:
            one.leaving = reason == "refresh_requested"
            await one.put({"type": "disconnect", "reason": reason, "debug_info": debug})
        if reason == "refresh_requested":
            await asyncio.sleep(stay)
            await self.close(told)
        return len(told)

    def cut(self) -> int:
        """Breaks all lines without a word. Gives how many."""
        lines = [*self.connections]
        for one in lines:
            one.leaving = True
            if one.request.transport is not None:
                one.request.transport.abort()
        return len(lines)

    async def close(self, which: list[Connection] | None = None) -> None:
        """Closes connections as a server does."""
        for one in [*self.connections] if which is None else which:
            await one.socket.close()
