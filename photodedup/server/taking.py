"""Images as clients send them - files, base64, addresses - as bytes that may be looked at."""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.pictures.sniff import Kind, sniff
from photodedup.server.limits import Limits

_ENDINGS = {Kind.JPEG: ".jpg", Kind.JPEG_2000: ".jp2", Kind.RAW: ".dng", Kind.TIFF: ".tif"}
_NAME_LETTERS = 80


@dataclass(frozen=True, slots=True)
class Sent:
    """One image of a request, not looked at yet: its bytes, or how to get them. `name` is what
    the client calls it, for the answer alone: it never becomes a path."""

    get: Callable[[], bytes]
    name: str = ""

    @property
    def shown_name(self) -> str:
        plain = "".join(c for c in self.name if c.isprintable())
        return plain.encode("utf-8", "replace").decode("utf-8")[-_NAME_LETTERS:]


@dataclass(frozen=True, slots=True)
class Taken:
    """An image of a format that the server takes, and the ending for its file."""

    data: bytes
    ending: str


def from_base64(text: str, limits: Limits) -> bytes:
    """The bytes of a base64 text, with or without the start of a data address.

    Raises:
        UnreadablePhoto: it is no base64, or too large.
    """
    coded = text.partition(",")[2] if text.startswith("data:") else text
    if len(coded) > limits.image_bytes * 4 // 3 + 1024:
        raise UnreadablePhoto("the image is larger than this server takes")
    try:
        return base64.b64decode("".join(coded.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise UnreadablePhoto("this is no base64") from error


def take(sent: Sent, limits: Limits) -> Taken:
    """
    Raises:
        UnreadablePhoto: it is too large, or of a format that is not taken; the message says why.
    """
    data = sent.get()
    if len(data) > limits.image_bytes:
        raise UnreadablePhoto(
            f"the image is larger than the {limits.image_bytes / 1e6:.0f} MB taken here"
        )
    kind = sniff(data, PurePath("image"))
    if "all" not in limits.formats and _word(kind) not in limits.formats:
        raise UnreadablePhoto(f"{kind} images are not taken here")
    return Taken(data, _ENDINGS.get(kind, f".{_word(kind)}"))


def _word(kind: Kind) -> str:
    """The format's name in options: small letters without a space."""
    return kind.value.replace(" ", "").lower()


def known_formats() -> frozenset[str]:
    return frozenset(map(_word, Kind)) | {"all"}
