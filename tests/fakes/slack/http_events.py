"""HTTP mode: signed requests to the app's address, with retries as Slack makes them."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
import zlib
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp

from tests.fakes.slack.courier import Delivered, Outcome
from tests.fakes.slack.state import Payload


def sign(secret: str, body: str, timestamp: int) -> str:
    """The v0 signature of a request."""
    base = f"v0:{timestamp}:{body}".encode()
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Reply:
    """What the app answered to a request of its own kind."""

    status: int
    text: str

    def json(self) -> Any:
        return json.loads(self.text)


def encode(made: Delivered) -> tuple[str, str]:
    """The body of a request and its type."""
    if made.kind == "events_api":
        return json.dumps(made.body), "application/json"
    form = {"payload": json.dumps(made.body)} if made.kind == "interactive" else made.body
    return urlencode(form), "application/x-www-form-urlencoded"


@dataclass(eq=False)
class HttpEvents:
    """The addresses of the app's workers. A request has one; each retry of it goes to the next."""

    secret: str
    addresses: list[str] = field(default_factory=list)
    ack_seconds: float = 3.0
    replies: list[Reply] = field(default_factory=list)
    _session: aiohttp.ClientSession | None = None

    async def carry(self, made: Delivered, attempt: int, reason: str) -> Outcome:
        """One request, signed."""
        body, kind = encode(made)
        headers = {}
        if attempt:
            headers = {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        first = zlib.crc32(body.encode())
        address = self.addresses[(first + attempt) % len(self.addresses)]
        try:
            reply, again = await self._post(address, body, self._signed(body, kind) | headers)
        except TimeoutError:
            return Outcome(acked=False, reason="http_timeout")
        except aiohttp.ClientError:
            return Outcome(acked=False, reason="connection_failed")
        if reply.status != 200:
            return Outcome(acked=False, reason="http_error", again=again)
        return Outcome(acked=True, response=_read(reply.text))

    def _signed(self, body: str, kind: str) -> dict[str, str]:
        return self.headers(body, kind, int(time.time()), self.secret)

    @staticmethod
    def headers(body: str, kind: str, timestamp: int, secret: str) -> dict[str, str]:
        return {
            "Content-Type": kind,
            "X-Slack-Request-Timestamp": str(timestamp),
            "X-Slack-Signature": sign(secret, body, timestamp),
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        }

    async def _post(self, address: str, body: str, headers: dict[str, str]) -> tuple[Reply, bool]:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        limit = aiohttp.ClientTimeout(total=self.ack_seconds)
        async with self._session.post(address, data=body, headers=headers, timeout=limit) as got:
            reply = Reply(got.status, await got.text())
            self.replies.append(reply)
            return reply, got.headers.get("X-Slack-No-Retry") != "1"

    async def verify(self, address: str) -> Reply:
        """Slack's question when an address is entered: the challenge is to come back."""
        said = {"type": "url_verification", "token": "fake", "challenge": "3eZbrw1aB10F"}
        body = json.dumps(said)
        return (await self._post(address, body, self._signed(body, "application/json")))[0]

    async def forge(
        self, address: str, body: Payload, *, secret: str | None, age: float, signed: bool
    ) -> Reply:
        """An event that does not come from Slack, or came once and is sent again."""
        text = json.dumps(body)
        known = self.secret if secret is None else secret
        headers = self.headers(text, "application/json", int(time.time() - age), known)
        if not signed:
            del headers["X-Slack-Signature"]
        return (await self._post(address, text, headers))[0]

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


def _read(text: str) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text
