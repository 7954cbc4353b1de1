"""Which photo of a group to keep: small pure rules in order, each with a reason for the person."""

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from photodedup.engine import merits
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo

FIRST_NAME = "first-name"
FOLDERS = "folders"
SHARPER = "sharper"
_CLEARLY_SHARPER = 1.3  # times, as features.sharpness says; less is sharpening, noise, resizing


@dataclass(frozen=True, slots=True)
class Rule:
    """One ground to keep a photo: a higher value wins, and one that is not a number is unknown: it
    neither wins nor loses.

    Attributes:
        name: what it is called in code and where rules are stored.
        won: says of a keeper in plain words that it wins by this rule.
        lost: says that it loses; empty where that is nothing to know.
        step: values that differ by less than this factor are equal.
        is_on: whether it counts as long as the person says nothing.
    """

    name: str
    value: Callable[[Photo], float]
    won: str
    lost: str = ""
    step: float = 1.0
    is_on: bool = True


class RememberedRules(tuple[Rule, ...]):
    """Rules that are asked about the same photos again and again, and answer from memory.

    Photos are told apart by their ids, so keep it no longer than the photos stay as they are.
    """

    def __new__(cls, rules: Sequence[Rule]) -> "RememberedRules":
        """The rules; the same object where they remember already."""
        return rules if isinstance(rules, RememberedRules) else super().__new__(cls, rules)

    def values_of(self, photo: Photo) -> Sequence[float]:
        """What each rule gives a photo."""
        known = self._known[photo.id]
        if len(known) < len(self):
            self._asked(photo, len(self) - 1)
        return known

    def values_by(self, number: int, photos: Sequence[Photo]) -> list[float]:
        """What the rule of this number gives some photos. The later ones are asked only where need
        be."""
        every = self._known
        return [
            known[number] if number < len(known := every[photo.id]) else self._asked(photo, number)
            for photo in photos
        ]

    def _asked(self, photo: Photo, number: int) -> float:
        known = self._known[photo.id]
        known += [rule.value(photo) for rule in self[len(known) : number + 1]]
        return known[number]

    @cached_property
    def _known(self) -> defaultdict[PhotoId, list[float]]:
        return defaultdict(list)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What speaks for a keeper and against it, in the order of the rules."""

    better: tuple[str, ...]
    worse: tuple[str, ...]

    @property
    def in_short(self) -> str:
        """At most two for it, and the first one against it."""
        reason = ", ".join(self.better[:2]) or "all alike; the first by name"
        return f"{reason}; but {self.worse[0]}" if self.better and self.worse else reason


# Sizes are rounded when a picture is resized, and a copy that was sharpened takes more bytes
# without being less compressed: hence the steps.
RULES: tuple[Rule, ...] = (
    Rule(FOLDERS, merits.nothing, "in a folder you prefer", "in a folder you prefer less"),
    Rule("raw", lambda p: float(p.is_raw), "the camera's own raw file", "not the raw file"),
    Rule("format", merits.format_rank, "better format", "another has a better format", is_on=False),
    Rule("resolution", lambda p: float(p.pixel_count), "largest", "not the largest", step=1.02),
    Rule(SHARPER, merits.sharpness, "sharper", "less sharp", step=_CLEARLY_SHARPER, is_on=False),
    Rule("protected", lambda p: float(p.is_protected), "in a protected folder"),
    Rule(
        "shot",
        merits.capture_count,
        "has its film or raw file with it",
        "another has its film or raw file with it",
    ),
    Rule("camera-date", merits.has_own_date, "has the camera's date", "lacks the camera's date"),
    Rule("location", lambda p: float(p.has_location), "has location", "lacks the location"),
    Rule("camera", lambda p: float(bool(p.camera)), "names the camera", "does not name the camera"),
    Rule("not-chat", merits.is_no_chat_copy, "no chat copy", "came through a chat", is_on=False),
    Rule(
        "kept-before",
        lambda p: float(p.trashed_at is None),
        "not trashed before",
        "trashed before",
    ),
    Rule("bytes", merits.bytes_a_pixel, "least compressed", step=1.25),
    Rule("larger-file", lambda p: float(p.size_bytes), "the largest file", is_on=False),
    Rule(
        "sidecars",
        merits.sidecar_count,
        "has its sidecar with it",
        "another has its sidecar with it",
    ),
    Rule("name", merits.has_clean_name, "original name", "named like a copy"),
    Rule(
        "older-date",
        merits.date_taken,
        "the earliest date",
        "another has an earlier date",
        is_on=False,
    ),
    Rule("file-time", merits.file_time, "oldest file"),
    Rule("short-path", lambda p: -float(len(p.path.parts)), "shortest path"),
    Rule(FIRST_NAME, merits.nothing, "the first by name"),
)
DEFAULT_RULES = tuple(rule for rule in RULES if rule.is_on)
_BY_SHARPNESS = next(rule for rule in RULES if rule.name == SHARPER)


def best(photos: Sequence[Photo], rules: Sequence[Rule] = DEFAULT_RULES) -> Photo:
    """The one to keep of several; the same for any order of the photos."""
    return _best_alike(photos, rules)[0]


def for_bursts(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Of several photos of a moment the sharpest is kept where it is clearly sharper."""
    return (_BY_SHARPNESS, *(rule for rule in rules if rule.name != SHARPER))


def clearly_sharpest(photos: Sequence[Photo]) -> Photo | None:
    """The one that is clearly sharper than each of the others; None if there is no such one, or
    not all are known."""
    if len(photos) < 2 or any(photo.sharpness is None for photo in photos):
        return None
    sharp = _best_alike(photos, [_BY_SHARPNESS])
    return sharp[0] if len(sharp) == 1 else None


def rivals(keeper: Photo, others: Sequence[Photo], rules: Sequence[Rule]) -> list[Photo]:
    """Which of the others are as good as the keeper by every rule, so that only a name decided.

    Of files with the same bytes it makes no difference which one stays: they are no rivals as long
    as the rule is on that takes the first of them.
    """
    alike = _best_alike([keeper, *others], rules)
    if keeper not in alike:
        return []
    takes_first = any(rule.name == FIRST_NAME for rule in rules)
    return [
        photo
        for photo in alike
        if photo != keeper and not (takes_first and photo.content_hash == keeper.content_hash)
    ]


def keep_order(photos: Sequence[Photo], rules: Sequence[Rule] = DEFAULT_RULES) -> list[Photo]:
    """Photos sorted by the rules, best to keep first. Unlike `best` it takes sizes that differ by
    rounding for different ones, so it only says what to try first."""
    columns = [
        [0.0 if math.isnan(value) else -value for value in map(rule.value, photos)]
        for rule in rules
    ]
    told = [column for column in columns if len(set(column)) > 1]
    paths = [photo.path.parts for photo in photos]
    keys = list(zip(*told, paths, strict=True))
    return [photos[number] for number in sorted(range(len(photos)), key=keys.__getitem__)]


def grounds(
    keeper: Photo, others: Sequence[Photo], rules: Sequence[Rule] = DEFAULT_RULES
) -> Grounds:
    """What sets a keeper apart from all or some of the others, for and against it."""
    better, worse = [], []
    own_values = _values(keeper, rules)
    if not others:
        return Grounds((), ())
    columns = zip(*(_values(photo, rules) for photo in others), strict=True)
    for rule, own, values in zip(rules, own_values, columns, strict=True):
        if values.count(own) == len(values):
            continue
        clear = [value for value in values if value != own and not _are_equal(rule, own, value)]
        if any(value > own for value in clear):
            worse += [rule.lost] if rule.lost else []
        elif clear:
            better.append(rule.won)
    return Grounds(tuple(better), tuple(worse))


def is_rather_kept(photo: Photo, keeper: Photo, rules: Sequence[Rule] = DEFAULT_RULES) -> bool:
    """Whether the first rule that tells the two apart speaks for the photo, and of something that
    would be lost with it: its size, its date, not its name in the folder."""
    both = zip(rules, _values(photo, rules), _values(keeper, rules), strict=True)
    for rule, own, kept in both:
        if own != kept and not _are_equal(rule, own, kept):
            return own > kept and bool(rule.lost)
    return False


def keeper_reason(
    keeper: Photo, others: Sequence[Photo], rules: Sequence[Rule] = DEFAULT_RULES
) -> str:
    """Why this photo is kept: at most two grounds for it, and the first one against it."""
    return grounds(keeper, others, rules).in_short


def _best_alike(photos: Sequence[Photo], rules: Sequence[Rule]) -> list[Photo]:
    """Those that no rule puts behind another, by path; the first of them is kept."""
    remaining = list(photos)
    known = rules if isinstance(rules, RememberedRules) else None
    for number, rule in enumerate(rules):
        if len(remaining) == 1:
            break
        values = (
            [rule.value(photo) for photo in remaining]
            if known is None
            else known.values_by(number, remaining)
        )
        if values.count(values[0]) == len(values):
            continue
        top = max((value for value in values if not math.isnan(value)), default=math.nan)
        remaining = [
            photo
            for photo, value in zip(remaining, values, strict=True)
            if value == top or _are_equal(rule, value, top)
        ]
    return sorted(remaining, key=lambda photo: photo.path) if len(remaining) > 1 else remaining


def _values(photo: Photo, rules: Sequence[Rule]) -> Sequence[float]:
    """What each rule gives a photo."""
    if isinstance(rules, RememberedRules):
        return rules.values_of(photo)
    return [rule.value(photo) for rule in rules]


def _are_equal(rule: Rule, one: float, other: float) -> bool:
    if math.isnan(one) or math.isnan(other):
        return True
    if rule.step == 1.0 or min(one, other) <= 0:
        return one == other
    return max(one, other) / min(one, other) <= rule.step
