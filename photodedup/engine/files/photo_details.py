"""Date, place, rating, caption and keywords, from each of the forms in which files keep them.

What is damaged or not to be believed is left out; nothing here raises for bad contents.
"""

import json
import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from photodedup.engine.details import REJECTED, Details, Place, together
from photodedup.engine.exif import (
    DESCRIPTION,
    GPS_ALTITUDE,
    GPS_ALTITUDE_REF,
    GPS_LATITUDE,
    GPS_LATITUDE_REF,
    GPS_LONGITUDE,
    GPS_LONGITUDE_REF,
    IPTC,
    RATING,
    USER_COMMENT,
    XMP,
    XP_COMMENT,
    XP_KEYWORDS,
    Exif,
    Value,
)
from photodedup.engine.files.metadata import parse_date
from photodedup.engine.files.xmp_document import (
    DC,
    DIGIKAM,
    EXIF,
    LIGHTROOM,
    PHOTOSHOP,
    XAP,
    BadXmp,
    XmpDocument,
    read_document,
)

_MOST_STARS = 5
_MAX_TEXT = 10_000
_MAX_KEYWORDS = 1000
_XMP_DEGREES = re.compile(r"(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?(?:,(\d+(?:\.\d+)?))?\s*([NSEW])?")
_FRACTION = re.compile(r"(-?\d+(?:\.\d+)?)(?:/(\d+))?")
# What cameras and phones write where a person's words belong.
_CAMERA_WORDS = re.compile(
    r"[\w ]{0,40}\bdigital (still )?camera|sony dsc|samsung|exif[ _]jpeg([ _]picture)?|dcim[\\/].*|"
    r"default|untitled|screenshot|(hdrpl|cof|dav|sdr|nor|oznor|btf|mde)(_\w+)?|"
    r"maker ?:.*|filter ?:.*|\{.*",
    re.IGNORECASE | re.DOTALL,
)
_IPTC_RESOURCE = 0x0404
_KEYWORD, _CAPTION = 25, 120


def details_of_metadata(exif: Exif, xmp: bytes, taken_at: datetime | None) -> Details:
    """What a picture file says; `taken_at` is its own date, if it has one."""
    inner = exif.main.get(XMP)
    packet = xmp or (inner if isinstance(inner, bytes) else b"")
    known = Details(taken_at=taken_at)
    if packet:
        known = together(known, details_of_packet(packet))
    block = exif.main.get(IPTC)
    if isinstance(block, bytes):
        known = together(known, details_of_iptc(block))
    return together(known, details_of_exif(exif))


def details_of_packet(packet: bytes) -> Details:
    """Those of an XMP packet that may be padded with zeros or blanks."""
    try:
        return details_of_xmp(read_document(packet.strip(b"\0 \r\n\t")))
    except BadXmp:
        return Details()


def details_of_xmp(document: XmpDocument) -> Details:
    """What an XMP document says of its photo."""
    dates = ((EXIF, "DateTimeOriginal"), (PHOTOSHOP, "DateCreated"), (XAP, "CreateDate"))
    moments = (parse_date(document.text(*name)) for name in dates)
    return Details(
        taken_at=next((moment for moment in moments if moment is not None), None),
        place=_xmp_place(document),
        rating=_stars(document.text(XAP, "Rating")),
        caption=_caption(document.text(DC, "description")),
        keywords=_keywords(document.items(DC, "subject")),
        keyword_paths=_keyword_paths(document),
    )


def _keyword_paths(document: XmpDocument) -> tuple[str, ...]:
    """Those of Lightroom and darktable, which put | between, and of digiKam, which puts /."""
    paths = document.items(LIGHTROOM, "hierarchicalSubject")
    paths += [tag.replace("/", "|") for tag in document.items(DIGIKAM, "TagsList")]
    return tuple(path for path in _keywords(paths) if "|" in path)


def details_of_exif(exif: Exif) -> Details:
    """All but the date."""
    keywords = _utf16(exif.main.get(XP_KEYWORDS)) or ""
    captions = (
        _plain_text(exif.main.get(DESCRIPTION)),
        _utf16(exif.main.get(XP_COMMENT)),
        _user_comment(exif.photo.get(USER_COMMENT)),
    )
    rating = exif.main.get(RATING)
    return Details(
        place=_exif_place(exif),
        rating=_stars(str(rating)) if isinstance(rating, int) else None,
        caption=next((text for text in map(_caption, captions) if text), None),
        keywords=_keywords(keywords.split(";")),
    )


def details_of_photoshop(resources: bytes) -> Details:
    """Caption and keywords of the IPTC block among Photoshop's resources."""
    at = 0
    while resources.startswith(b"8BIM", at) and at + 12 <= len(resources):
        number = int.from_bytes(resources[at + 4 : at + 6], "big")
        name_bytes = 1 + resources[at + 6]
        at += 6 + name_bytes + name_bytes % 2
        length = int.from_bytes(resources[at : at + 4], "big")
        if number == _IPTC_RESOURCE:
            return details_of_iptc(resources[at + 4 : at + 4 + length])
        at += 4 + length + length % 2
    return Details()


def details_of_iptc(block: bytes) -> Details:
    """What an IPTC block (of Photoshop's resources in a JPEG) says of its photo."""
    keywords, caption, is_utf8 = [], None, False
    for record, number, value in _datasets(block):
        if (record, number) == (1, 90):
            is_utf8 = value == b"\x1b%G"
        elif (record, number) == (2, _KEYWORD):
            keywords.append(_decoded(value, is_utf8=is_utf8))
        elif (record, number) == (2, _CAPTION):
            caption = _caption(_decoded(value, is_utf8=is_utf8))
    return Details(caption=caption, keywords=_keywords(keywords))


def details_of_takeout(text: bytes) -> Details:
    """The JSON that Google Takeout puts beside a photo; anything else gives nothing."""
    try:
        known = json.loads(text)
        if not isinstance(known, dict) or not isinstance(known.get("photoTakenTime"), dict):
            return Details()
        return Details(
            taken_at=_timestamp(known["photoTakenTime"].get("timestamp")),
            place=_takeout_place(known.get("geoData")) or _takeout_place(known.get("geoDataExif")),
            caption=_caption(known.get("description")),
        )
    except (ValueError, OverflowError, RecursionError):
        return Details()


def _timestamp(text: Any) -> datetime | None:
    if not isinstance(text, str) or not re.fullmatch(r"-?\d{1,11}", text) or int(text) == 0:
        return None
    try:
        moment = datetime.fromtimestamp(int(text), UTC)
    except (OverflowError, OSError, ValueError):
        return None
    return parse_date(moment.isoformat())


def _takeout_place(data: Any) -> Place | None:
    if not isinstance(data, dict):
        return None
    numbers = [data.get(name) for name in ("latitude", "longitude", "altitude")]
    latitude, longitude, altitude = (
        float(number) if isinstance(number, int | float) else None for number in numbers
    )
    return _believable(latitude, longitude, altitude or None)


def _xmp_place(document: XmpDocument) -> Place | None:
    latitude = _xmp_degrees(document.text(EXIF, "GPSLatitude"))
    longitude = _xmp_degrees(document.text(EXIF, "GPSLongitude"))
    height = _FRACTION.fullmatch(document.text(EXIF, "GPSAltitude"))
    altitude_m = float(height[1]) / (float(height[2] or 1) or 1.0) if height else None
    if altitude_m is not None and document.text(EXIF, "GPSAltitudeRef") == "1":
        altitude_m = -abs(altitude_m)
    return _believable(latitude, longitude, altitude_m)


def _xmp_degrees(text: str) -> float | None:
    """ "48,51.4020N", "48,51,24N" or, as some write it, "-48.8567"."""
    found = _XMP_DEGREES.fullmatch(text.removeprefix("-"))
    if found is None:
        return None
    value = float(found[1]) + float(found[2] or 0) / 60 + float(found[3] or 0) / 3600
    is_negative = found[4] in ("S", "W") or text.startswith("-")
    return -value if is_negative else value


def _exif_place(exif: Exif) -> Place | None:
    latitude = _exif_degrees(exif.gps.get(GPS_LATITUDE), exif.gps.get(GPS_LATITUDE_REF))
    longitude = _exif_degrees(exif.gps.get(GPS_LONGITUDE), exif.gps.get(GPS_LONGITUDE_REF))
    height = exif.gps.get(GPS_ALTITUDE)
    altitude_m = height[0] if isinstance(height, tuple) and height else None
    if altitude_m is not None and exif.gps.get(GPS_ALTITUDE_REF) == 1:
        altitude_m = -altitude_m
    return _believable(latitude, longitude, altitude_m)


def _exif_degrees(value: Value | None, letter: Value | None) -> float | None:
    if not isinstance(value, tuple) or not 1 <= len(value) <= 3:
        return None
    degrees = sum(part / 60.0**power for power, part in enumerate(value))
    return -degrees if str(letter).upper()[:1] in ("S", "W") else degrees


def _believable(
    latitude: float | None, longitude: float | None, altitude_m: float | None
) -> Place | None:
    """Not the zeros that phones write without a fix, and on the Earth."""
    if latitude is None or longitude is None or not (latitude or longitude):
        return None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return None
    is_height = altitude_m is not None and math.isfinite(altitude_m) and abs(altitude_m) < 1e5
    return Place(latitude, longitude, altitude_m if is_height else None)


def _stars(text: str) -> int | None:
    try:
        stars = int(float(text))
    except (ValueError, OverflowError):
        return None
    return stars if stars == REJECTED or 1 <= stars <= _MOST_STARS else None


def _caption(text: Any) -> str | None:
    """A person's words: with a letter in them, and not what a camera writes into every file."""
    if not isinstance(text, str):
        return None
    words = text.replace("\0", " ").strip()[:_MAX_TEXT]
    if not any(sign.isalpha() for sign in words) or _CAMERA_WORDS.fullmatch(words):
        return None
    return words


def _keywords(words: list[str]) -> tuple[str, ...]:
    stripped = (" ".join(word.replace("\0", " ").split()) for word in words)
    return tuple(dict.fromkeys(word for word in stripped if word))[:_MAX_KEYWORDS]


def _plain_text(value: Value | None) -> str | None:
    return value if isinstance(value, str) else None


def _utf16(value: Value | None) -> str | None:
    return value.decode("utf-16-le", "ignore") if isinstance(value, bytes) else None


def _user_comment(value: Value | None) -> str | None:
    """Eight bytes name the encoding; what names none is seldom a text."""
    if not isinstance(value, bytes):
        return None
    if value.startswith(b"ASCII\0\0\0"):
        return value[8:].decode("utf-8", "ignore")
    if value.startswith(b"UNICODE\0"):
        body = value[8:]
        is_little = body[1::2].count(0) > body[::2].count(0)
        return body.decode("utf-16-le" if is_little else "utf-16-be", "ignore")
    return None


def _datasets(block: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Record, number and value of each; long values are no texts and end the walk."""
    at = 0
    while at + 5 <= len(block) and block[at] == 0x1C:
        length = int.from_bytes(block[at + 3 : at + 5], "big")
        if length >= 0x8000:
            return
        yield block[at + 1], block[at + 2], block[at + 5 : at + 5 + length]
        at += 5 + length


def _decoded(value: bytes, *, is_utf8: bool) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("utf-8", "ignore") if is_utf8 else value.decode("latin-1")
