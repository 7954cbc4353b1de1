"""What can speak for keeping a photo: numbers read from it alone, the higher the better.

One that is not a number is unknown.
"""

import math
import re
from datetime import datetime

from photodedup.engine.domain.photos import DateSource, Photo

_COPY_NAME = re.compile(
    r"\(\d+\)$|[ _-]copy( ?\d+)?$|^copy of |[ _-]kopie( ?\d+)?$|\(copy\)$|~\d+$|\bedited$|"
    r"^(?:IMG|VID)-\d{8}-WA\d+$|^FB_IMG_|^received_|^signal-\d{4}|^photo_\d{4}-\d\d-\d\d_",
    re.IGNORECASE,
)
_CHAT_NAME = re.compile(
    r"^(?:IMG|VID)-\d{8}-WA\d+|^FB_IMG_|^received_|^signal-\d{4}|^photo_\d{4}-\d\d-\d\d_|"
    r"^WhatsApp Image ",
    re.IGNORECASE,
)
_CHAT_FOLDER = re.compile(r"whatsapp|telegram|signal|messenger|viber|wechat|weixin", re.IGNORECASE)
_FORMATS = ("TIFF", "PNG", "JPEG 2000", "HEIC", "AVIF", "JPEG", "MPO", "WebP", "GIF")  # best first
_DAY_ONE = datetime(1970, 1, 1)


def nothing(_photo: Photo) -> float:
    return 0.0


def bytes_a_pixel(photo: Photo) -> float:
    return photo.size_bytes / max(1, photo.pixel_count)


def sharpness(photo: Photo) -> float:
    return math.nan if photo.sharpness is None else photo.sharpness


def has_clean_name(photo: Photo) -> float:
    return float(not _COPY_NAME.search(photo.path.stem))


def has_own_date(photo: Photo) -> float:
    return float(photo.date_source is DateSource.EXIF)


def capture_count(photo: Photo) -> float:
    """Pictures and films of its shot: what would have to stay behind without it."""
    if photo.shot is not None:
        return float(photo.shot.capture_count)
    films = sum(companion.is_capture for companion in photo.companions)
    return 1.0 + films + photo.has_film_inside


def file_time(photo: Photo) -> float:
    """Of all pictures of its shot, so that the pictures of two copied shots agree."""
    return -float(photo.shot.mtime_ns if photo.shot else photo.mtime_ns)


def sidecar_count(photo: Photo) -> float:
    if photo.shot is not None:
        return float(photo.shot.sidecar_count)
    return float(sum(not companion.is_capture for companion in photo.companions))


def format_rank(photo: Photo) -> float:
    if photo.is_raw:
        return 1.0
    return -float(_FORMATS.index(photo.format)) if photo.format in _FORMATS else -99.0


def is_no_chat_copy(photo: Photo) -> float:
    in_chat_folder = any(_CHAT_FOLDER.search(part) for part in photo.path.parts[:-1])
    return float(not in_chat_folder and not _CHAT_NAME.search(photo.path.stem))


def date_taken(photo: Photo) -> float:
    """By its clock, as zones are rarely known; a file's own time says nothing of the picture."""
    if photo.taken_at is None or photo.date_source is DateSource.FILE_TIME:
        return float("-inf")
    return -(photo.taken_at.replace(tzinfo=None) - _DAY_ONE).total_seconds()
