"""Who may ask: pages of this very site, and nobody who comes by another name."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1")
EVERYWHERE = ("0.0.0.0", "::", "")
_HOST = re.compile(
    r"""
    # 127.0.0.1:8000, localhost, [::1]:8000; not: user@localhost, ::1, localhost:80:80
    (?: \[ (?P<six> [0-9A-Fa-f:.]+ ) \] | (?P<name> [A-Za-z0-9.-]+ ) ) (?: : (?P<port> \d{1,5} ) )?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Door:
    """The host and the port the server listens at.

    A page elsewhere can have its own name lead to this machine (DNS rebinding) and then ask as if it were the site
    itself; so the name must be one of ours. An address in numbers cannot be made to lead elsewhere.
    """

    host: str
    port: int

    @property
    def open(self) -> bool:
        """Whether others than this machine can come in."""
        return self.host not in LOOPBACK

    def knows(self, host: str | None) -> bool:
        """Whether a Host header names this server."""
        found = _HOST.fullmatch(host or "")
        if not found or int(found["port"] or 80) != self.port:
            return False
        name = (found["six"] or found["name"]).lower()
        if name in LOOPBACK or name == self.host.lower():
            return True
        return self.host in EVERYWHERE and _is_address(name)

    def from_itself(self, headers: Message) -> bool:
        """Whether a request comes from a page of this server, or from no page at all."""
        if headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            return False
        named = (headers.get("Origin"), headers.get("Referer"))
        return all(self._is_own(each) for each in named if each is not None)

    def _is_own(self, address: str) -> bool:
        parts = urlsplit(address)
        return parts.scheme == "http" and self.knows(parts.netloc)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
