"""Stands before every route: who may ask, how much may come, and how many at once."""

import asyncio
import hmac
import time
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from photodedup.server.limits import Limits

OPEN_PATHS = frozenset({"/", "/docs", "/openapi.json", "/page.js", "/page.css"})
LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
_DRAIN_BYTES = 4 << 20  # of a request that is turned away, so that its client hears why
_DRAIN_S = 5.0
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' blob: data:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
}


class Guard:
    """ASGI middleware.

    Args:
        token: what clients must send; empty for none.
        hosts: the host names that may be asked for; None for any. A page of the web whose name is
            made to mean this computer is refused by its name.
    """

    def __init__(
        self, app: ASGIApp, limits: Limits, token: str, hosts: frozenset[str] | None
    ) -> None:
        self._app = app
        self._limits = limits
        self._token = token.encode()
        self._hosts = hosts
        self._inside = 0
        self._inside_bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value for name, value in scope["headers"]}
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await _turn_away(refusal, scope, receive, send)
            return
        if scope["path"] in OPEN_PATHS:
            await self._app(scope, receive, _with_headers(send))
            return
        claim = self._claimed_bytes(headers)
        self._inside += 1
        self._inside_bytes += claim
        try:
            await self._app(scope, self._limited(receive), _with_headers(send))
        finally:
            self._inside -= 1
            self._inside_bytes -= claim

    def _refusal(self, scope: Scope, headers: Mapping[str, bytes]) -> JSONResponse | None:
        host = headers.get("host", b"").decode("latin-1")
        if self._hosts is not None and _host_name(host) not in self._hosts:
            return _problem(403, "This host name is not served.")
        origin = headers.get("origin", b"").decode("latin-1")
        if origin and urlsplit(origin).netloc != host:
            return _problem(403, "Requests of other web pages are refused.")
        if scope["path"] in OPEN_PATHS:
            return None
        if self._token and not self._is_known(headers.get("authorization", b"")):
            return _problem(401, "Send the token: Authorization: Bearer TOKEN.", "Bearer")
        claim = self._claimed_bytes(headers)
        if claim > self._limits.request_bytes:
            return _problem(413, "The request is larger than this server takes.")
        is_full = self._inside_bytes > 0 and self._inside_bytes + claim > self._limits.inside_bytes
        if is_full or self._inside >= self._limits.waiting:
            return _problem(429, "The server is busy. Try again in a second.")
        return None

    def _claimed_bytes(self, headers: Mapping[str, bytes]) -> int:
        """How much a request may bring: what it says, or the most where it says nothing."""
        if "transfer-encoding" in headers:
            return self._limits.request_bytes
        length = headers.get("content-length", b"0")
        return int(length) if length.isdigit() else self._limits.request_bytes + 1

    def _is_known(self, authorization: bytes) -> bool:
        kind, _, token = authorization.partition(b" ")
        return kind.lower() == b"bearer" and hmac.compare_digest(token.strip(), self._token)

    def _limited(self, receive: Receive) -> Receive:
        """Counts what comes, and does not wait for ever for it."""
        size, deadline_s = 0, time.monotonic() + self._limits.request_s
        is_whole = False

        async def limited() -> Message:
            nonlocal size, is_whole
            if is_whole:  # only “disconnect” can come: waited for as long as the work takes
                return await receive()
            try:
                left_s = max(0.0, deadline_s - time.monotonic())
                message = await asyncio.wait_for(receive(), left_s)
            except TimeoutError as error:
                raise HTTPException(408, "The request took too long to arrive.") from error
            size += len(message.get("body", b""))
            is_whole = not message.get("more_body", False)
            if size > self._limits.request_bytes:
                raise HTTPException(413, "The request is larger than this server takes.")
            return message

        return limited


def _problem(status: int, detail: str, challenge: str = "") -> JSONResponse:
    headers = dict(_HEADERS)
    if challenge:
        headers["WWW-Authenticate"] = challenge
    if status == 429:
        headers["Retry-After"] = "1"
    return JSONResponse({"detail": detail}, status, headers)


async def _turn_away(response: JSONResponse, scope: Scope, receive: Receive, send: Send) -> None:
    """Let go of some of what the client still sends, so that it hears the answer."""
    size, deadline_s = 0, time.monotonic() + _DRAIN_S
    is_coming = True
    while is_coming and size < _DRAIN_BYTES:
        try:
            message = await asyncio.wait_for(receive(), max(0.0, deadline_s - time.monotonic()))
        except TimeoutError:
            break
        size += len(message.get("body", b""))
        is_coming = message["type"] == "http.request" and message.get("more_body", False)
    await response(scope, receive, send)


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            known = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [
                *message["headers"],
                *(
                    (name.lower().encode(), value.encode())
                    for name, value in _HEADERS.items()
                    if name.lower().encode() not in known
                ),
            ]
        await send(message)

    return sending


def _host_name(host: str) -> str:
    """The name without the port; an IPv6 address without its brackets."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()
