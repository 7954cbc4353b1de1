"""Is there a newer version? One question over the network, asked when the person asks for it.

Nothing here runs by itself. Whoever publishes builds names the address in `ADDRESS`; the answer
is JSON such as {"version": "1.2.3", "page": "https://…"}.
"""

import http.client
import json
import logging
import re
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any, NoReturn
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from photodedup.engine.certificates import trusted
from photodedup.engine.errors import PhotodedupError

log = logging.getLogger(__name__)

ADDRESS = ""  # the one place for it; empty: this version has nobody to ask

TIMEOUT_S = 8.0  # for all of it
MOST_BYTES = 16_384
SCHEMES = ("https",)
_VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){0,3}")


class NoAnswer(PhotodedupError):
    """Nothing is known about a newer version; the message says why, in the person's language."""


@dataclass(frozen=True, slots=True)
class Release:
    """The newest version; `page` is where to get it, empty if the answer names none."""

    version: str
    page: str = ""


def tr(text: str) -> str:
    return QCoreApplication.translate("updates", text)


def newest_release(address: str) -> Release:
    """Ask once, and for the version alone: nothing is sent but the request itself.

    Raises:
        NoAnswer: no network, no encryption, a redirection, or an answer that makes no sense.
    """
    if not _is_safe(address):
        raise NoAnswer(tr("The address is not an encrypted one (https), so it was not asked."))
    request = urllib.request.Request(
        address, headers={"User-Agent": "photodedup", "Accept": "application/json"}
    )
    encrypted = urllib.request.HTTPSHandler(context=trusted())
    opener = urllib.request.build_opener(encrypted, _NoDetours)
    try:
        with opener.open(request, timeout=TIMEOUT_S) as answer:
            return _read(_body(answer))
    except urllib.error.HTTPError as error:
        told = tr("The server answered with error {number}.").format(number=error.code)
        raise NoAnswer(told) from error
    except (OSError, http.client.HTTPException) as error:
        log.info("no answer about a newer version: %s", error)
        raise NoAnswer(tr("The server cannot be reached. Is there a network?")) from error


def is_newer(version: str, than: str) -> bool:
    """Whether a version comes after another; 1.2 is 1.2.0."""
    ours, theirs = _numbers(than), _numbers(version)
    length = max(len(ours), len(theirs))
    return theirs + (0,) * (length - len(theirs)) > ours + (0,) * (length - len(ours))


class _NoDetours(urllib.request.HTTPRedirectHandler):
    """The one address is asked, and nobody whom it names instead."""

    def redirect_request(self, *_given: Any) -> NoReturn:
        raise NoAnswer(tr("The server sent the question elsewhere, so it was not asked further."))


def _body(answer: http.client.HTTPResponse) -> bytes:
    """What the server says, up to a size and a time."""
    deadline_s = time.monotonic() + TIMEOUT_S
    body = b""
    while piece := answer.read1(MOST_BYTES):
        body += piece
        if len(body) > MOST_BYTES or time.monotonic() > deadline_s:
            raise NoAnswer(tr("The answer was too long, or took too long."))
    return body


def _read(body: bytes) -> Release:
    try:
        told = json.loads(body)
        version, page = told["version"], told.get("page", "")
        if _VERSION.fullmatch(version):
            return Release(version, page if _is_safe(page) else "")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        log.info("an answer that makes no sense: %s", type(error).__name__)
    raise NoAnswer(tr("The server's answer makes no sense."))


def _is_safe(address: object) -> bool:
    if not isinstance(address, str):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in SCHEMES and bool(parts.hostname)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))
