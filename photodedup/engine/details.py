"""What people know of a photo beyond its picture: when, where, how good, what it shows. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_SAME_MOMENT_S = 60
_LARGEST_ZONE_S = 14 * 3600
_ZONE_STEP_S = 1800
_SAME_PLACE_DEG = 0.01  # about a kilometre
REJECTED = -1


class Detail(StrEnum):
    """One kind of detail; the value is its name for people."""

    DATE = "date"
    PLACE = "location"
    RATING = "rating"
    CAPTION = "caption"
    KEYWORDS = "keywords"


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the Earth: degrees, north and east positive; metres above the sea."""

    latitude_deg: float
    longitude_deg: float
    altitude_m: float | None = None


@dataclass(frozen=True, slots=True)
class CameraSettings:
    """How the camera took a photo, None for what it does not say: seconds, the f in f/2.8,
    the ISO number, millimetres as they are (not as on another film), and the lens's name."""

    exposure_s: float | None = None
    f_number: float | None = None
    iso: int | None = None
    focal_length_mm: float | None = None
    lens: str | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of one photo. `taken_at` was recorded on purpose (never a file's time), and is
    naive local time unless its offset is known; `rating` is 1 to 5, or -1 for rejected.
    `keyword_paths` are keywords with the wider ones they stand below: "Places|Norway|Bergen".
    `settings` are only told: no other file needs them."""

    taken_at: datetime | None = None
    place: Place | None = None
    rating: int | None = None
    caption: str | None = None
    keywords: tuple[str, ...] = ()
    keyword_paths: tuple[str, ...] = ()
    settings: CameraSettings | None = None

    @property
    def kinds(self) -> tuple[Detail, ...]:
        """Which details there are."""
        known = {
            Detail.DATE: self.taken_at,
            Detail.PLACE: self.place,
            Detail.RATING: self.rating,
            Detail.CAPTION: self.caption,
            Detail.KEYWORDS: self.keywords or self.keyword_paths,
        }
        return tuple(kind for kind, value in known.items() if value)


def lacking(keeper: Details, spare: Details) -> Details:
    """What the spare has and the keeper lacks; of the keywords, those that it lacks."""
    return Details(
        taken_at=None if keeper.taken_at else spare.taken_at,
        place=None if keeper.place else spare.place,
        rating=None if keeper.rating else spare.rating,
        caption=None if keeper.caption else spare.caption,
        keywords=_more(keeper.keywords, spare.keywords),
        keyword_paths=_more(keeper.keyword_paths, spare.keyword_paths),
    )


def _more(known: tuple[str, ...], words: tuple[str, ...]) -> tuple[str, ...]:
    plain = {_plain(word) for word in known}
    return tuple(word for word in words if _plain(word) not in plain)


def together(first: Details, second: Details) -> Details:
    """What both know; the first is believed where both know something else."""
    more = lacking(first, second)
    return Details(
        taken_at=first.taken_at or more.taken_at,
        place=first.place or more.place,
        rating=first.rating or more.rating,
        caption=first.caption or more.caption,
        keywords=(*first.keywords, *more.keywords),
        keyword_paths=(*first.keyword_paths, *more.keyword_paths),
        settings=first.settings or second.settings,
    )


def conflicts(keeper: Details, spare: Details) -> tuple[Detail, ...]:
    """Of what both photos say different things."""
    differs = {
        Detail.DATE: _is_other_moment(keeper.taken_at, spare.taken_at),
        Detail.PLACE: _is_other_place(keeper.place, spare.place),
        Detail.RATING: bool(keeper.rating and spare.rating) and keeper.rating != spare.rating,
        Detail.CAPTION: bool(keeper.caption and spare.caption)
        and _plain(keeper.caption or "") != _plain(spare.caption or ""),
    }
    return tuple(kind for kind, is_so in differs.items() if is_so)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _is_other_moment(one: datetime | None, other: datetime | None) -> bool:
    """Another time, and not the same one told in another zone."""
    if one is None or other is None:
        return False
    if one.tzinfo is not None and other.tzinfo is not None:
        return abs((one - other).total_seconds()) > _SAME_MOMENT_S
    apart_s = abs((one.replace(tzinfo=None) - other.replace(tzinfo=None)).total_seconds())
    beside_step_s = min(apart_s % _ZONE_STEP_S, -apart_s % _ZONE_STEP_S)
    is_zone = apart_s <= _LARGEST_ZONE_S and beside_step_s <= _SAME_MOMENT_S
    return apart_s > _SAME_MOMENT_S and not is_zone


def _is_other_place(one: Place | None, other: Place | None) -> bool:
    if one is None or other is None:
        return False
    across = abs(one.longitude_deg - other.longitude_deg)
    return (
        abs(one.latitude_deg - other.latitude_deg) > _SAME_PLACE_DEG
        or min(across, 360 - across) > _SAME_PLACE_DEG
    )
