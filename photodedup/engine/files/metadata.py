"""What a file says about its photo: when, with which camera, whether it knows the place."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import PurePath

from photodedup.engine.domain.photos import DateSource
from photodedup.engine.exif import (
    DIGITIZED,
    DIGITIZED_FRACTION,
    DIGITIZED_OFFSET,
    GPS_DATE,
    GPS_LATITUDE,
    GPS_LONGITUDE,
    GPS_TIME,
    MAKER,
    MAKER_NOTE,
    MODEL,
    SOFTWARE,
    TAKEN,
    TAKEN_FRACTION,
    TAKEN_OFFSET,
    XMP,
    Exif,
    Value,
    read_exif,
    read_note,
)
from photodedup.engine.files.xmp import Xmp, read_xmp

_APPLE_BURST, _APPLE_CONTENT = 0x000B, 0x0011
_APPLE_NOTE_START = b"Apple iOS\0"
_APPLE_NOTE_DIRECTORY = 14  # behind name, version and byte order

_EXIF_DATE = re.compile(r"(\d{4})[:/.-](\d\d?)[:/.-](\d\d?)[ T](\d\d?):(\d\d)(?::(\d\d))?")
_ISO_ZONE = re.compile(r"(Z|[+-]\d\d:?\d\d)\s*$")
_FRACTION = re.compile(r":\d\d[.,](\d{1,9})")
_NAME_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)"
    r"(?:[-_. T]{0,3}(?:at )?([0-2]\d)[-_.:h]?([0-5]\d)[-_.:m]?([0-5]\d)(\d{3})?)?(?!\d)"
)
_MESSENGER_NAME = re.compile(r"-WA\d+$", re.IGNORECASE)
_COMPANY_WORDS = {
    *("corporation", "corp.", "corp", "company", "co.", "co", "inc.", "inc", "ltd.", "ltd", "ag"),
    *("imaging", "optical", "camera", "electronics", "computer", "co.,ltd.", "co.,ltd"),
}
_FIRST_YEAR = 1900
_UNSET_DAY = (1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Metadata:
    """The facts a person compares. `taken_at` is naive local time unless its offset is known."""

    taken_at: datetime | None = None
    date_source: DateSource | None = None
    camera: str | None = None
    has_location: bool = False
    software: str | None = None
    burst_id: str | None = None
    content_identifier: str | None = None  # ties a Live Photo to its film
    has_film_inside: bool = False


def read_metadata(exif: bytes, xmp: bytes, path: PurePath, mtime_ns: int) -> Metadata:
    """Read a photo's metadata; what is missing or damaged is left out. Never raises.

    `exif` is a TIFF structure or a whole TIFF-like file, `xmp` a packet; either may be empty.
    """
    tags = read_exif(exif)
    inner = tags.main.get(XMP)
    packet = read_xmp(xmp or (inner if isinstance(inner, bytes) else b""))
    taken_at, source = _date(tags, packet, path, mtime_ns)
    burst_id, content_identifier = _apple_identifiers(tags)
    return Metadata(
        taken_at=taken_at,
        date_source=source,
        camera=_camera(tags, packet),
        has_location=_has_location(tags, packet),
        software=_text(tags.main.get(SOFTWARE)) or packet.creator_tool,
        burst_id=burst_id or packet.burst_id,
        content_identifier=content_identifier,
        has_film_inside=packet.has_film,
    )


def _date(
    tags: Exif, packet: Xmp, path: PurePath, mtime_ns: int
) -> tuple[datetime | None, DateSource | None]:
    candidates = (
        (_exif_date(tags, TAKEN, TAKEN_OFFSET, TAKEN_FRACTION), DateSource.EXIF),
        (_exif_date(tags, DIGITIZED, DIGITIZED_OFFSET, DIGITIZED_FRACTION), DateSource.EXIF),
        (_gps_date(tags), DateSource.EXIF),
        (parse_date(packet.taken), DateSource.XMP),
        (date_in_name(path), DateSource.FILE_NAME),
        (_file_time(mtime_ns), DateSource.FILE_TIME),
    )
    for moment, source in candidates:
        if moment is not None:
            return moment, source
    return None, None


def parse_date(text: str | None) -> datetime | None:
    """A date of EXIF ("2024:05:06 12:34:56") or of ISO 8601; None if it is no believable one."""
    found = _EXIF_DATE.search(text or "")
    if text is None or found is None:
        return None
    year, month, day, hour, minute = (int(part) for part in found.groups()[:5])
    fraction = _FRACTION.search(text)
    zone = _ISO_ZONE.search(text)
    return _moment(
        (year, month, day, hour, minute, int(found[6] or 0)),
        fraction[1] if fraction else None,
        zone[1] if zone else None,
    )


def date_in_name(path: PurePath) -> datetime | None:
    """The date in a file's name: IMG_20240506_123456, "2024-05-06 12.34.56", IMG-20240506-WA0001.

    A name with the day alone gives its midnight.
    """
    found = _NAME_DATE.search(_MESSENGER_NAME.sub("", path.stem))
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    return _moment((year, month, day, hour, minute, second), found[7], None)


def _exif_date(tags: Exif, date: int, offset: int, fraction: int) -> datetime | None:
    moment = parse_date(_text(tags.photo.get(date) or tags.main.get(date)))
    if moment is None:
        return None
    digits = re.match(r"\d+", _text(tags.photo.get(fraction)) or "")
    zone = _text(tags.photo.get(offset))
    parts = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    return _moment(parts, digits[0] if digits else None, zone) or moment


def _gps_date(tags: Exif) -> datetime | None:
    day = re.match(r"(\d{4})[:-](\d\d)[:-](\d\d)", _text(tags.gps.get(GPS_DATE)) or "")
    time = tags.gps.get(GPS_TIME)
    if day is None or not isinstance(time, tuple) or len(time) != 3:
        return None
    hour, minute, second = (int(part) for part in time)
    return _moment((*(int(part) for part in day.groups()), hour, minute, second), None, "Z")


def _file_time(mtime_ns: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(mtime_ns / 1e9)
    except (OverflowError, OSError, ValueError):
        return None


def _moment(parts: tuple[int, ...], fraction: str | None, zone: str | None) -> datetime | None:
    """A date that can be believed: a real one, not a camera's unset clock, not in the future."""
    year, month, day, hour, minute, second = parts
    if year < _FIRST_YEAR or (year, month, day) == _UNSET_DAY:
        return None
    try:
        moment = datetime(year, month, day, hour, minute, min(second, 59))
    except ValueError:
        return None
    if moment > datetime.now() + timedelta(days=1):
        return None
    if fraction:
        moment = moment.replace(microsecond=int(fraction[:6].ljust(6, "0")))
    return moment.replace(tzinfo=_zone(zone))


def _zone(text: str | None) -> timezone | None:
    found = re.fullmatch(r"\s*(?:(Z)|([+-])(\d\d):?(\d\d))\s*", text or "")
    if found is None:
        return None
    if found[1]:
        return UTC
    offset = timedelta(hours=int(found[3]), minutes=int(found[4]))
    if offset >= timedelta(hours=24):
        return None
    return timezone(offset if found[2] == "+" else -offset)


def _camera(tags: Exif, packet: Xmp) -> str | None:
    """Maker and model as people say them, the maker's name once: "Apple iPhone XR"."""
    maker = _text(tags.main.get(MAKER)) or packet.maker or ""
    model = _text(tags.main.get(MODEL)) or packet.model or ""
    if not maker or not model:
        return model or maker or None
    # "NIKON CORPORATION" and "Eastman Kodak Company" are companies, not names on a camera.
    names = [word for word in re.split(r"[\s,]+", maker) if word.lower() not in _COMPANY_WORDS]
    if any(model.lower().startswith(name.lower()) for name in names if len(name) > 1):
        return model
    return " ".join([*names, model])


def _has_location(tags: Exif, packet: Xmp) -> bool:
    places = (tags.gps.get(GPS_LATITUDE), tags.gps.get(GPS_LONGITUDE))
    has_gps = all(isinstance(place, tuple) and len(place) >= 2 for place in places)
    # Phones without a fix write zeros.
    return (has_gps and any(any(place) for place in places if isinstance(place, tuple))) or (
        packet.has_location
    )


def _apple_identifiers(tags: Exif) -> tuple[str | None, str | None]:
    """The burst's and the Live Photo's identifiers from Apple's maker note."""
    note = tags.photo.get(MAKER_NOTE)
    if not isinstance(note, bytes) or not note.startswith(_APPLE_NOTE_START):
        return None, None
    entries = read_note(
        note, _APPLE_NOTE_DIRECTORY, note[12:14], frozenset({_APPLE_BURST, _APPLE_CONTENT})
    )
    return _text(entries.get(_APPLE_BURST)), _text(entries.get(_APPLE_CONTENT))


def _text(value: Value | None) -> str | None:
    if isinstance(value, bytes):
        value = value.split(b"\0", 1)[0].decode("utf-8", "replace")
    if not isinstance(value, str):
        return None
    return " ".join(value.split()) or None
