"""On a Python process's path, refuses every socket but loopback and notes what was attempted.

Each attempt becomes a line in the file that NO_NETWORK_RECORD names, so that one is noticed even
where the caller swallows the error.
"""

import ipaddress
import os
import socket
import sys
from pathlib import Path
from typing import Any


def _is_loopback(host: object) -> bool:
    if host in ("", "localhost", b"localhost", None):
        return True
    try:
        return ipaddress.ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        return False


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.getaddrinfo":
        host = arguments[0]
        host = host.decode() if isinstance(host, bytes) else host
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        if arguments[0].family == socket.AF_UNIX or not isinstance(address, tuple):
            return
        host = address[0]
    elif event in ("socket.gethostbyname", "socket.gethostbyaddr"):
        host = arguments[0]
    else:
        return
    if _is_loopback(host):
        return
    with Path(os.environ["NO_NETWORK_RECORD"]).open("a", encoding="utf-8") as record:
        record.write(f"{event} {host} by {sys.argv[:2]}\n")
    raise PermissionError(f"the network is refused in this test: {host}")


sys.addaudithook(_watch)
