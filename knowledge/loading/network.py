"""An httpx transport that only connects to addresses it has checked.

A name is resolved once, every address it has is checked, and the connection goes to one of those
checked: a name that resolves to something else a moment later (DNS rebinding) gains nothing.
Redirects pass through here like any other request.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Collection, Sequence

import httpx

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses of a host and port, as text, in the order in which to try them."""

_IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_CLOUD_METADATA = (ipaddress.ip_address("fd00:ec2::254"), ipaddress.ip_address("100.100.100.200"))
_DEFAULT_PORTS = {"http": 80, "https": 443}


class NotPublicError(Exception):
    """`host` has an address that is not to be connected to."""

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses that the system's resolver knows. Raises OSError where there is none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class CheckedTransport(httpx.AsyncBaseTransport):
    """Sends requests to public addresses, and to private ones where the owner allows it.

    `allow_private` is for all hosts or for those named. Raises `NotPublicError` for others, and
    httpx's errors for what goes wrong after that.
    """

    def __init__(self, allow_private: bool | Collection[str], resolver: Resolver) -> None:
        self._inner = httpx.AsyncHTTPTransport()
        self._allow_private = allow_private
        self._resolver = resolver

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Resolves, checks, and sends the request to the first address that answers."""
        host = request.url.raw_host.decode("ascii")  # As DNS and TLS write it.
        port = request.url.port or _DEFAULT_PORTS.get(request.url.scheme, 443)
        try:
            addresses = await self._resolver(host, port)
        except (OSError, UnicodeError) as problem:
            raise httpx.ConnectError(f"the name {host} is not known", request=request) from problem
        private = self._allows_private(host, request.url.host)
        if not all(_may_connect(address, private) for address in addresses):
            raise NotPublicError(host)
        failure = httpx.ConnectError(f"the name {host} has no address", request=request)
        for address in addresses:
            try:
                return await self._inner.handle_async_request(_towards(request, address))
            except (httpx.ConnectError, httpx.ConnectTimeout) as problem:
                failure = httpx.ConnectError(str(problem), request=request)
        raise failure

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._inner.aclose()

    def _allows_private(self, *names: str) -> bool:
        if isinstance(self._allow_private, bool):
            return self._allow_private
        return not {name.lower() for name in self._allow_private}.isdisjoint(names)


def _towards(request: httpx.Request, address: str) -> httpx.Request:
    """The same request to an address; the name stays in the Host header and in TLS."""
    extensions = {**request.extensions, "sni_hostname": request.url.raw_host.decode("ascii")}
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions=extensions,
    )


def _may_connect(address: str, private: bool) -> bool:
    """Is the address public, or private and allowed? Addresses that carry IPv4 count as that."""
    try:
        ip = _unwrapped(ipaddress.ip_address(address.partition("%")[0]))
    except ValueError:
        return False
    if ip.is_multicast or ip.is_link_local or ip.is_unspecified or ip in _CLOUD_METADATA:
        return False
    return private or (ip.is_global and not ip.is_reserved and not _is_site_local(ip))


def _unwrapped(ip: _IPAddress) -> _IPAddress:
    """The IPv4 address inside a mapped, 6to4, Teredo or NAT64 one."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else ip)


def _is_site_local(ip: _IPAddress) -> bool:
    return isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local
