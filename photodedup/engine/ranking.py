"""Which photo of a group to keep: small pure rules in order, each with a reason for the person."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from photodedup.engine.domain import DateSource, Photo

_COPY_NAME = re.compile(
    r"\(\d+\)$|[ _-]copy( ?\d+)?$|^copy of |[ _-]kopie( ?\d+)?$|\(copy\)$|~\d+$|\bedited$|"
    r"^(?:IMG|VID)-\d{8}-WA\d+$|^FB_IMG_|^received_|^signal-\d{4}|^photo_\d{4}-\d\d-\d\d_",
    re.IGNORECASE,
)
# What differs by less than this factor is equal: sizes are rounded when a picture is resized, and
# a copy that was sharpened takes more bytes without being less compressed.
_STEPS = {"resolution": 1.02, "bytes": 1.25}


@dataclass(frozen=True, slots=True)
class Rule:
    """One ground to keep a photo: a higher value wins. `won` says so in plain words."""

    name: str
    value: Callable[[Photo], float]
    won: str


def _bytes_a_pixel(photo: Photo) -> float:
    return photo.size_bytes / max(1, photo.pixel_count)


def _has_clean_name(photo: Photo) -> float:
    return float(not _COPY_NAME.search(photo.path.stem))


def _has_own_date(photo: Photo) -> float:
    return float(photo.date_source is DateSource.EXIF)


def _capture_count(photo: Photo) -> float:
    """Pictures and films of its shot: what would have to stay behind without it."""
    if photo.shot is not None:
        return float(photo.shot.capture_count)
    films = sum(companion.is_capture for companion in photo.companions)
    return 1.0 + films + photo.has_film_inside


def _file_time(photo: Photo) -> float:
    """Of all pictures of its shot, so that the pictures of two copied shots agree."""
    return -float(photo.shot.mtime_ns if photo.shot else photo.mtime_ns)


def _sidecar_count(photo: Photo) -> float:
    if photo.shot is not None:
        return float(photo.shot.sidecar_count)
    return float(sum(not companion.is_capture for companion in photo.companions))


RULES: tuple[Rule, ...] = (
    Rule("raw", lambda photo: float(photo.is_raw), "the camera's own raw file"),
    Rule("resolution", lambda photo: float(photo.pixel_count), "largest"),
    Rule("protected", lambda photo: float(photo.is_protected), "in a protected folder"),
    Rule("shot", _capture_count, "has its film or raw file with it"),
    Rule("camera-date", _has_own_date, "has the camera's date"),
    Rule("location", lambda photo: float(photo.has_location), "has location"),
    Rule("camera", lambda photo: float(bool(photo.camera)), "names the camera"),
    Rule("kept-before", lambda photo: float(photo.trashed_at is None), "not trashed before"),
    Rule("bytes", _bytes_a_pixel, "least compressed"),
    Rule("sidecars", _sidecar_count, "has its sidecar with it"),
    Rule("name", _has_clean_name, "original name"),
    Rule("file-time", _file_time, "oldest file"),
    Rule("short-path", lambda photo: -float(len(photo.path.parts)), "shortest path"),
)


def best(photos: Sequence[Photo], rules: Sequence[Rule] = RULES) -> Photo:
    """The one to keep of several; the same for any order of the photos."""
    remaining = sorted(photos, key=lambda photo: photo.path)
    for rule in rules:
        top = max(rule.value(photo) for photo in remaining)
        remaining = [
            photo
            for photo in remaining
            if rule.value(photo) == top or _is_about_equal(rule, rule.value(photo), top)
        ]
    return remaining[0]


def keep_order(photo: Photo, rules: Sequence[Rule] = RULES) -> tuple[float | Path, ...]:
    """A key that sorts photos by the rules, best to keep first. Unlike `best` it takes sizes that
    differ by rounding for different ones, so it only says what to try first."""
    return (*(-rule.value(photo) for rule in rules), photo.path)


def keeper_reason(keeper: Photo, others: Sequence[Photo], rules: Sequence[Rule] = RULES) -> str:
    """Why this photo is kept, at most two grounds that set it apart from all or some others."""
    grounds = []
    for rule in rules:
        own = rule.value(keeper)
        rest = [rule.value(photo) for photo in others]
        beaten = [v for v in rest if own > v and not _is_about_equal(rule, own, v)]
        lost = any(v > own and not _is_about_equal(rule, own, v) for v in rest)
        if beaten and not lost:
            grounds.append(rule.won)
    if not grounds:
        return "all alike; the first by name"
    return ", ".join(grounds[:2])


def _is_about_equal(rule: Rule, one: float, other: float) -> bool:
    if rule.name not in _STEPS or min(one, other) <= 0:
        return one == other
    return max(one, other) / min(one, other) <= _STEPS[rule.name]
