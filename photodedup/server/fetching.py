"""Fetches an image by its address, and refuses every address that is not of the public network.

A name is resolved once, every address that it has is checked, and the connection goes to the very
address that was checked: a name that changes its answer in between gains nothing. Each redirect
is checked in the same way.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit

from photodedup.engine.errors import UnreadablePhoto
from photodedup.server.limits import FetchLimits

Resolve = Callable[[str, int], Sequence[str]]
IsPublic = Callable[[str], bool]

_CHUNK_BYTES = 1 << 16
_REDIRECTS = {301, 302, 303, 307, 308}
# Networks that carry an IPv4 address inside: it counts as that address.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def addresses_of(host: str, port: int) -> list[str]:
    """Every address that a name has now."""
    return list(
        {str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    )


def is_public(address: str) -> bool:
    """Whether an address belongs to the public network: not this computer, not a private or
    link-local network, nothing reserved or multicast, by whatever way it is written."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        inside = parsed.ipv4_mapped or parsed.sixtofour
        if parsed in _NAT64:
            inside = ipaddress.IPv4Address(int(parsed) & 0xFFFF_FFFF)
        if parsed.teredo is not None:
            return False
        if inside is not None:
            return is_public(str(inside))
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches images of at most `image_bytes`. From any thread."""

    image_bytes: int
    limits: FetchLimits = field(default_factory=FetchLimits)
    resolve: Resolve = addresses_of
    is_public: IsPublic = is_public

    def fetch(self, url: str) -> bytes:
        """
        Raises:
            UnreadablePhoto: it was refused or cannot be had; the message says why.
        """
        deadline_s = time.monotonic() + self.limits.seconds
        for _ in range(self.limits.redirects + 1):
            parts = self._checked(url)
            try:
                found = self._ask(parts, deadline_s)
            except (OSError, http.client.HTTPException) as error:
                raise UnreadablePhoto(f"it cannot be fetched ({type(error).__name__})") from error
            if isinstance(found, bytes):
                return found
            url = urljoin(url, found)
        raise UnreadablePhoto("its address leads through too many others")

    def _checked(self, url: str) -> SplitResult:
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as error:
            raise UnreadablePhoto("this is no address") from error
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UnreadablePhoto("only addresses with http or https are fetched")
        if parts.username is not None or parts.password is not None:
            raise UnreadablePhoto("addresses with a name and a password are not fetched")
        if (port or _port_of(parts)) not in self.limits.ports:
            raise UnreadablePhoto("only the usual ports are asked")
        if any(ord(letter) <= 32 or ord(letter) == 127 for letter in url):
            raise UnreadablePhoto("this is no address")
        return parts

    def _ask(self, parts: SplitResult, deadline_s: float) -> bytes | str:
        """The image, or the address that is to be asked instead."""
        host, port = str(parts.hostname), parts.port or _port_of(parts)
        address = self._public_address(host, port)
        connection = _Pinned(host, port, address, parts.scheme == "https", _left(deadline_s))
        # A server that sends a byte now and then would otherwise hold this thread for ever.
        alarm = threading.Timer(_left(deadline_s), connection.abort)
        alarm.daemon = True
        alarm.start()
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            headers = {"User-Agent": "photodedup", "Accept": "image/*", "Connection": "close"}
            connection.request("GET", path.encode("utf-8").decode("latin-1"), headers=headers)
            answer = connection.getresponse()
            if answer.status in _REDIRECTS and answer.getheader("Location"):
                return str(answer.getheader("Location"))
            if answer.status != 200:
                raise UnreadablePhoto(f"its server answered {answer.status}")
            return self._body(answer, deadline_s)
        finally:
            alarm.cancel()
            connection.close()

    def _public_address(self, host: str, port: int) -> str:
        try:
            addresses = self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise UnreadablePhoto("its server is not known") from error
        if not addresses or not all(map(self.is_public, addresses)):
            raise UnreadablePhoto("its server is not in the public network")
        return addresses[0]

    def _body(self, answer: http.client.HTTPResponse, deadline_s: float) -> bytes:
        parts, size = [], 0
        while part := answer.read1(_CHUNK_BYTES):
            size += len(part)
            if size > self.image_bytes:
                raise UnreadablePhoto("the file is larger than this server takes")
            parts.append(part)
            _left(deadline_s)
        return b"".join(parts)


class _Pinned(http.client.HTTPConnection):
    """A connection to one address, whatever its name means by then."""

    def __init__(self, host: str, port: int, address: str, is_secure: bool, left_s: float) -> None:
        super().__init__(host, port, timeout=left_s)
        self._address = address
        self._is_secure = is_secure
        self.default_port = 443 if is_secure else 80

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), self.timeout)
        if self._is_secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(plain, server_hostname=self.host)
        else:
            self.sock = plain

    def abort(self) -> None:
        """End it from another thread: whoever waits for an answer gets an error."""
        with contextlib.suppress(OSError):
            if self.sock is not None:
                self.sock.shutdown(socket.SHUT_RDWR)


def _port_of(parts: SplitResult) -> int:
    return 443 if parts.scheme == "https" else 80


def _left(deadline_s: float) -> float:
    """
    Raises:
        UnreadablePhoto: no time is left.
    """
    left_s = deadline_s - time.monotonic()
    if left_s <= 0:
        raise UnreadablePhoto("fetching it takes too long")
    return left_s
