"""Reads an address safely: bounded in size, time and redirects, never inside a private network."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from knowledge.types import KnowledgeError

if TYPE_CHECKING:
    import httpx

    from knowledge.loading.network import Resolver

_USER_AGENT = "Mozilla/5.0 (compatible; explainer-bot)"


class FetchError(KnowledgeError):
    """An address could not be read.

    Below it: `RefusedError` (not allowed to), `UnreachableError` (no usable answer),
    `TooLargeError`, `TooSlowError`.
    """


class RefusedError(FetchError):
    """The address, or one that it redirects to, is not public or not http(s)."""


class UnreachableError(FetchError):
    """There was no answer, or one that says no: unknown host, broken connection, HTTP 404."""


class TooLargeError(FetchError):
    """The content, as sent or unpacked, is larger than the limit."""


class TooSlowError(FetchError):
    """The content was not there in time."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one source may cost.

    `bytes` bounds a file or page, packed or unpacked; `expanded_bytes` what an office file's
    archive unpacks to; `seconds` the whole download, redirects included; `parse_seconds` the
    reading of the format; `characters` the text that comes out of it.
    """

    bytes: int = 20_000_000
    expanded_bytes: int = 200_000_000
    seconds: float = 30.0
    parse_seconds: float = 60.0
    redirects: int = 5
    characters: int = 5_000_000


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address holds. `address` is the last one, after redirects.

    `content_type` is the media type without parameters, in lower case, or empty; `charset` is
    the encoding that the server names.
    """

    address: str
    content: bytes
    content_type: str
    charset: str | None = None


async def fetch(
    address: str,
    limits: Limits,
    *,
    allow_private: bool | Collection[str] = False,
    resolver: Resolver | None = None,
) -> Fetched:
    """Reads an http(s) address.

    `allow_private` opens private networks, wholly or for the hosts named (as they stand in the
    address); link-local and cloud metadata addresses stay closed. `resolver` stands in for the
    system's. Raises a `FetchError` that says what to do.
    """
    import httpx

    from knowledge.loading.network import CheckedTransport, NotPublicError, resolve

    _check_scheme(address)
    transport = CheckedTransport(allow_private, resolver or resolve)
    try:
        async with (
            asyncio.timeout(limits.seconds),
            httpx.AsyncClient(
                transport=transport,
                trust_env=False,
                timeout=limits.seconds,
                headers={"User-Agent": _USER_AGENT, "Accept-Encoding": "gzip"},
            ) as client,
        ):
            return await _follow(client, address, limits)
    except (TimeoutError, httpx.TimeoutException):
        raise TooSlowError(
            f"{address} did not arrive within {limits.seconds:g} seconds. Try again later, or "
            "raise EXPLAINER_FETCH_SECONDS."
        ) from None
    except NotPublicError as problem:
        direct = problem.host == urlsplit(address).hostname
        where = "" if direct else f" redirects to {problem.host}, which"
        raise RefusedError(
            f"{address}{where} is inside a private network and was not read. If you mean to index "
            "it, set EXPLAINER_ALLOW_PRIVATE_ADDRESSES=true."
        ) from None
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as problem:
        raise RefusedError(
            f"{address} is no web address, or redirects to something that is none ({problem}). "
            "Give an address that begins with http:// or https://."
        ) from None
    except httpx.HTTPError as problem:
        raise UnreachableError(
            f"{address} could not be read: {str(problem) or type(problem).__name__}. "
            "Check the address and the network, then try again."
        ) from None


async def _follow(client: httpx.AsyncClient, address: str, limits: Limits) -> Fetched:
    """Follows redirects by hand: httpx would read their bodies, however long, into memory."""
    request = client.build_request("GET", address)
    for _ in range(limits.redirects + 1):
        response = await client.send(request, stream=True)
        try:
            if response.next_request is None:
                return await _read(response, address, limits)
            request = response.next_request
        finally:
            await response.aclose()
    raise UnreachableError(
        f"{address} redirects more than {limits.redirects} times. Open it in a browser and give "
        "the address that it ends at."
    )


def _check_scheme(address: str) -> None:
    try:
        parts = urlsplit(address)
        usable = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable:
        raise RefusedError(
            f"{address} is no web address. Give one that begins with http:// or https://."
        )


async def _read(response: httpx.Response, address: str, limits: Limits) -> Fetched:
    """The body, unpacked step by step so that neither it nor what it unpacks to grows too large."""
    if response.status_code >= 400:
        final = str(response.url)
        where = "" if final == address else f" redirects to {final}, which"
        raise UnreachableError(
            f"{address}{where} answered with HTTP {response.status_code} "
            f"{response.reason_phrase}. Check that it opens in a browser without signing in."
        )
    too_large = TooLargeError(
        f"{address} is larger than {limits.bytes:,} bytes. Save the part you need as a file, or "
        "raise EXPLAINER_DOCUMENT_MEGABYTES."
    )
    length = response.headers.get("content-length", "")
    if length.isdecimal() and int(length) > limits.bytes:
        raise too_large
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise UnreachableError(
            f"{address} is sent in an encoding that was not asked for ({encoding}). Save the page "
            "as a file and index that."
        )
    unpacker = zlib.decompressobj(wbits=47) if encoding not in ("identity", "") else None
    content = bytearray()
    async for piece in response.aiter_raw():
        room = limits.bytes - len(content) + 1
        try:
            content += unpacker.decompress(piece, room) if unpacker else piece
        except zlib.error:
            raise UnreachableError(
                f"{address} sent damaged data. Try again, or save the page as a file."
            ) from None
        if len(content) > limits.bytes:
            raise too_large
    media_type = response.headers.get("content-type", "").split(";")[0].strip().lower()
    return Fetched(str(response.url), bytes(content), media_type, response.charset_encoding)
