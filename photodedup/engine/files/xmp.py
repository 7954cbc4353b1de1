"""The few facts this program needs from an XMP packet, found without an XML parser.

Packets from real cameras and editors are often cut, padded or not well formed; a search for the
few properties survives that, and no entity in them is ever expanded.
"""

import re
from dataclasses import dataclass

_MAX_BYTES = 1 << 20
_MOTION_MARKS = ("GCamera:MotionPhoto", "GCamera:MicroVideo", "Camera:MotionPhoto")


@dataclass(frozen=True, slots=True)
class Xmp:
    """Properties as written in the packet; None where it does not have them."""

    taken: str | None = None
    creator_tool: str | None = None
    burst_id: str | None = None
    maker: str | None = None
    model: str | None = None
    has_location: bool = False
    has_film: bool = False  # a motion photo: the film is behind the picture


def read_xmp(packet: bytes) -> Xmp:
    """Read a packet; an empty or damaged one gives what can be found."""
    if not packet:
        return Xmp()
    text = packet[:_MAX_BYTES].decode("utf-8", "replace")
    return Xmp(
        taken=_property(text, "exif:DateTimeOriginal")
        or _property(text, "photoshop:DateCreated")
        or _property(text, "xmp:CreateDate"),
        creator_tool=_property(text, "xmp:CreatorTool"),
        burst_id=_property(text, "GCamera:BurstID"),
        maker=_property(text, "tiff:Make"),
        model=_property(text, "tiff:Model"),
        has_location=_property(text, "exif:GPSLatitude") is not None,
        has_film=any(_property(text, name) == "1" for name in _MOTION_MARKS),
    )


def _property(text: str, name: str) -> str | None:
    """A property as attribute (name="value") or as element (<name>value</name>)."""
    found = re.search(rf"{name}(?:\s*=\s*[\"']([^\"'<]*)[\"']|\s*>\s*([^<]*)<)", text)
    value = (found[1] if found[1] is not None else found[2]).strip() if found else ""
    return value or None
