"""Groups as the person wants to see them: which ones, and in which order. Pure."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.photos import Photo
from photodedup.engine.tabs import (
    NOTHING_MARKED,
    MarkSum,
    Tab,
    TabSum,
    freeable_bytes,
    marks_in,
    tab_of,
)

MOST_FOLDERS = 400  # a longer list is no help


class Order(StrEnum):
    """What comes first."""

    FREES_MOST = "frees-most"  # as the library gives them: copies before bursts and similar shots
    NEWEST = "newest"
    OLDEST = "oldest"
    FOLDER = "folder"
    SUREST = "surest"


class ReviewState(StrEnum):
    """Which groups by what the person did about them."""

    ANY = "any"
    OPEN = "open"  # not agreed to yet
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which groups to show: those with a photo of which all of this is true.

    Texts are empty, sizes 0 and days None for no condition. Each word of `text` is in the path
    or the camera's name. `folder` holds the photo, or a folder that does. Days are inclusive.
    """

    text: str = ""
    folder: str = ""
    format: str = ""
    camera: str = ""
    min_size_bytes: int = 0
    max_size_bytes: int = 0
    first_day: date | None = None
    last_day: date | None = None
    progress: ReviewState = ReviewState.ANY

    @property
    def condition_count(self) -> int:
        """How many conditions there are besides the text; both ends of a range are one."""
        return sum(
            (
                bool(self.folder),
                bool(self.format),
                bool(self.camera),
                bool(self.min_size_bytes or self.max_size_bytes),
                self.first_day is not None or self.last_day is not None,
                self.progress is not ReviewState.ANY,
            )
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person wants to see."""

    tab: Tab = Tab.ALL
    sieve: Sieve = Sieve()
    order: Order = Order.FREES_MOST


@dataclass(frozen=True, slots=True)
class Facets:
    """What there is to choose from in the photos of all groups, each with its count."""

    folders: tuple[tuple[str, int], ...] = ()  # by path
    formats: tuple[tuple[str, int], ...] = ()  # the most frequent first, and cameras too
    cameras: tuple[tuple[str, int], ...] = ()
    years: tuple[tuple[int, int], ...] = ()  # the latest first


@dataclass(frozen=True, slots=True)
class Sifted:
    """The groups to show in order; `tabs` counts all that the sieve lets through.

    `shown_marks` are in the groups to show, `all_marks` in all there are.
    """

    groups: tuple[Group, ...] = ()
    total: int = 0
    tabs: Mapping[Tab, TabSum] = field(default_factory=dict)
    facets: Facets = Facets()
    shown_marks: MarkSum = NOTHING_MARKED
    all_marks: MarkSum = NOTHING_MARKED


def sift(groups: Sequence[Group], wish: Wish) -> Sifted:
    """Choose and order groups, which come as `Library.groups` gives them. It takes a while for
    many, so call it off the GUI thread."""
    passing = _passing(groups, wish.sieve)
    homes = [(tab_of(group), group) for group in passing]
    shown = [group for tab, group in homes if wish.tab in (Tab.ALL, tab)]
    return Sifted(
        groups=tuple(sorted(shown, key=_KEYS[wish.order]) if wish.order in _KEYS else shown),
        total=len(groups),
        tabs=_tab_sums(homes),
        facets=facets_of(groups),
        shown_marks=marks_in(shown),
        all_marks=marks_in(groups),
    )


def _tab_sums(homes: Iterable[tuple[Tab, Group]]) -> dict[Tab, TabSum]:
    counts, sizes = Counter[Tab](), Counter[Tab]()
    for tab, group in homes:
        size_bytes = freeable_bytes(group)
        for each in (tab, Tab.ALL):
            counts[each] += 1
            sizes[each] += size_bytes
    return {tab: TabSum(counts[tab], sizes[tab]) for tab in Tab}


# --- which ones -------------------------------------------------------------------------------


def _passing(groups: Sequence[Group], sieve: Sieve) -> Sequence[Group]:
    if sieve.progress is not ReviewState.ANY:
        wanted = sieve.progress is ReviewState.REVIEWED
        groups = [group for group in groups if group.is_accepted == wanted]
    test = _PhotoTest(sieve)
    if test.is_empty:
        return groups
    return [group for group in groups if any(map(test.passes, group.photos))]


class _PhotoTest:
    """A sieve prepared for many photos."""

    def __init__(self, sieve: Sieve) -> None:
        self._sieve = sieve
        self._words = sieve.text.casefold().split()
        self._folder = Path(sieve.folder) if sieve.folder else None
        self._in_folder: dict[Path, bool] = {}
        self.is_empty = not self._words and sieve.condition_count == int(
            sieve.progress is not ReviewState.ANY
        )

    def passes(self, photo: Photo) -> bool:
        sieve = self._sieve
        if sieve.format and photo.format != sieve.format:
            return False
        if sieve.camera and photo.camera != sieve.camera:
            return False
        if photo.size_bytes < sieve.min_size_bytes:
            return False
        if sieve.max_size_bytes and photo.size_bytes > sieve.max_size_bytes:
            return False
        return self._is_of_days(photo) and self._is_in_folder(photo) and self._has_words(photo)

    def _is_of_days(self, photo: Photo) -> bool:
        first, last = self._sieve.first_day, self._sieve.last_day
        if first is None and last is None:
            return True
        if photo.taken_at is None:
            return False
        day = photo.taken_at.date()
        return (first is None or day >= first) and (last is None or day <= last)

    def _is_in_folder(self, photo: Photo) -> bool:
        if self._folder is None:
            return True
        parent = photo.path.parent
        known = self._in_folder.get(parent)
        if known is None:
            known = self._in_folder[parent] = parent.is_relative_to(self._folder)
        return known

    def _has_words(self, photo: Photo) -> bool:
        if not self._words:
            return True
        text = f"{photo.path} {photo.camera or ''}".casefold()
        return all(word in text for word in self._words)


def facets_of(groups: Iterable[Group]) -> Facets:
    """What a sieve can ask for that at least one photo has."""
    photos = [photo for group in groups for photo in group.photos]
    # As texts: for very many photos, Path.parent takes longer than all the rest.
    folders = Counter([os.path.dirname(photo.path) for photo in photos])
    formats = Counter([photo.format for photo in photos])
    cameras = Counter([photo.camera for photo in photos if photo.camera])
    years = Counter([photo.taken_at.year for photo in photos if photo.taken_at is not None])
    chosen = sorted(folders.most_common(MOST_FOLDERS), key=lambda folder: Path(folder[0]))
    return Facets(
        folders=tuple(chosen),
        formats=tuple(formats.most_common()),
        cameras=tuple(cameras.most_common()),
        years=tuple(sorted(years.items(), reverse=True)),
    )


# --- in which order ---------------------------------------------------------------------------

_TAB_ORDER = {tab: number for number, tab in enumerate(Tab)}


def _seconds(group: Group) -> float | None:
    """When the keeper was taken, whatever is known of its time zone."""
    taken = group.keeper.taken_at
    return None if taken is None else (taken.replace(tzinfo=None) - _EPOCH).total_seconds()


_EPOCH = datetime(1970, 1, 1)


def _by_date(group: Group) -> tuple[Any, ...]:
    seconds = _seconds(group)
    return (seconds is None, seconds or 0.0, group.id)


def _by_date_backwards(group: Group) -> tuple[Any, ...]:
    seconds = _seconds(group)
    return (seconds is None, -(seconds or 0.0), group.id)


def _by_folder(group: Group) -> tuple[Any, ...]:
    path = group.keeper.path
    return (str(path.parent).casefold(), path.name.casefold(), group.id)


def _by_certainty(group: Group) -> tuple[Any, ...]:
    least = min(member.similarity for member in group.members)
    return (_TAB_ORDER[tab_of(group)], -least, group.id)


_KEYS = {
    Order.NEWEST: _by_date_backwards,
    Order.OLDEST: _by_date,
    Order.FOLDER: _by_folder,
    Order.SUREST: _by_certainty,
}


# --- kept between starts ------------------------------------------------------------------------


def wish_to_json(wish: Wish) -> dict[str, Any]:
    """Plain values that JSON can hold; what is not asked for is left out."""
    sieve = {
        each.name: value.isoformat() if isinstance(value, date) else value
        for each in fields(Sieve)
        if (value := getattr(wish.sieve, each.name)) != getattr(Sieve(), each.name)
    }
    return {"tab": str(wish.tab), "order": str(wish.order), "sieve": sieve}


def wish_from_json(raw: object) -> Wish:
    """The inverse; whatever is unknown or of the wrong type falls back to no condition."""
    if not isinstance(raw, dict):
        return Wish()
    known = raw.get("sieve")
    texts = known if isinstance(known, dict) else {}
    plain = Sieve()
    values: dict[str, Any] = {}
    for each in fields(Sieve):
        default, value = getattr(plain, each.name), texts.get(each.name)
        if each.name in ("first_day", "last_day"):
            values[each.name] = _day(value)
        elif each.name == "progress":
            values[each.name] = value if value in list(ReviewState) else default
        elif type(value) is type(default):
            values[each.name] = value
    values["progress"] = ReviewState(values["progress"])
    tab, order = raw.get("tab"), raw.get("order")
    return Wish(
        Tab(tab) if tab in list(Tab) else Tab.ALL,
        Sieve(**values),
        Order(order) if order in list(Order) else Order.FREES_MOST,
    )


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
