"""Which folders hold the same photos, and how many. Pure.

A folder stands for all that is in it and below it; where one of two folders is inside the other,
the outer one stands for the rest of it.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.engine.progress import CancelToken

Places = tuple[str, str]  # two folders, by name

_MOST_EXAMPLES = 6
_MOST_FOLDERS = 40  # of one picture that is in more folders, nothing is said of their pairs


@dataclass(frozen=True, slots=True)
class FolderSide:
    """One folder of a pair.

    `photo_count` is of all its photos, `shared_count` of those that are in the other folder too;
    `freed_bytes` is what goes if the other folder keeps them, `protected_count` how many of them
    stay all the same, and `marked_count` how many are marked already.
    """

    path: Path
    photo_count: int
    shared_count: int
    freed_bytes: int
    protected_count: int
    marked_count: int

    @property
    def only_here_count(self) -> int:
        """Photos without a copy in the other folder. No decision about the pair touches them."""
        return self.photo_count - self.shared_count


@dataclass(frozen=True, slots=True)
class FolderPair:
    """Two folders with photos that are the same file or the same picture, and a few of them."""

    first: FolderSide
    second: FolderSide
    examples: tuple[tuple[Photo, Photo], ...] = ()

    @property
    def freed_bytes(self) -> int:
        """What the better of the two decisions frees."""
        return max(self.first.freed_bytes, self.second.freed_bytes)


def folder_pairs(
    groups: Iterable[Group],
    photos: Mapping[PhotoId, Photo],
    token: CancelToken | None = None,
) -> tuple[FolderPair, ...]:
    """Pairs of folders with the same pictures, those that would free most first.

    Args:
        groups: all groups of copies.
        photos: all photos, to tell how many a folder holds.

    Raises:
        Cancelled: the token was cancelled.
    """
    token = token or CancelToken()
    shared = [_shared_photos(group) for group in groups if not group.is_skipped]
    inner_pairs = _candidates(shared)
    tallies = {pair: _Tally(*pair) for pair in inner_pairs}
    partners: defaultdict[str, list[str]] = defaultdict(list)
    for first, second in tallies:
        partners[first].append(second)
    wanted = {folder for pair in tallies for folder in pair}
    ancestors = _Ancestors()
    for each in shared:
        token.check()
        here: defaultdict[str, list[_Shared]] = defaultdict(list)
        for photo in each:
            for folder in ancestors.of(photo.folder):
                if folder in wanted:
                    here[folder].append(photo)
        for first in here:
            for second in partners.get(first, ()):
                if second in here:
                    tallies[first, second].count(here[first], here[second])
    telling = [
        tally
        for pair, tally in tallies.items()
        if tally.says_something([tallies[inner] for inner in inner_pairs[pair]])
    ]
    totals = _totals(photos.values(), ancestors)
    found = [tally.pair(totals) for tally in telling]
    found.sort(key=lambda pair: (-pair.freed_bytes, pair.first.path, pair.second.path))
    return tuple(found)


class _Shared(NamedTuple):
    """A photo that has copies, as far as folders are concerned."""

    photo: Photo
    folder: str
    unit_bytes: int
    is_protected: bool
    is_marked: bool


def _shared_photos(group: Group) -> list[_Shared]:
    keeper = group.keeper
    same = [
        _Shared(keeper, _folder(keeper), keeper.unit_bytes, keeper.is_protected, is_marked=False)
    ]
    for member in group.members:
        if member.verdict.is_suggested:
            photo, size = member.photo, member.unit_bytes
            same.append(_Shared(photo, _folder(photo), size, member.is_protected, member.is_marked))
    return same


def _folder(photo: Photo) -> str:
    return os.path.dirname(photo.path)


class _Ancestors:
    """A folder and all folders around it, looked up once each."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, folder: str) -> tuple[str, ...]:
        found = self._known.get(folder)
        if found is None:
            outer = os.path.dirname(folder)
            found = (folder,) if outer == folder else (folder, *self.of(outer))
            self._known[folder] = found
        return found


def _candidates(shared: Iterable[Sequence[_Shared]]) -> dict[Places, set[Places]]:
    """Pairs of folders to look at, and for each the pairs inside it that it was made of.

    Besides the folders that photos lie in these are the ones around them as long as they are
    called alike, and the one around several that share photos with the same other folder.
    """
    found: dict[Places, set[Places]] = {}
    for same in shared:
        folders = sorted({photo.folder for photo in same})
        if len(folders) <= _MOST_FOLDERS:
            found.update({pair: set() for pair in combinations(folders, 2)})
    gathered = _gathered(found)
    for pair in list(found):
        inner = pair
        while (outer := _outer_of_namesakes(inner)) is not None:
            found.setdefault(outer, set()).add(inner)
            inner = outer
    ancestors = _Ancestors()
    around = {
        pair: inner
        for pair, inner in gathered.items()
        if not _is_covered(pair, found.keys() | gathered.keys(), ancestors)
    }
    for pair, inner_pairs in around.items():
        found.setdefault(pair, set()).update(inner_pairs - {pair})
    return found


def _gathered(pairs: Iterable[Places]) -> dict[Places, set[Places]]:
    """A folder and the one around several folders that it shares photos with."""
    around: defaultdict[Places, set[Places]] = defaultdict(set)
    for pair in pairs:
        for one, other in (pair, pair[::-1]):
            around[_ordered(one, os.path.dirname(other))].add(pair)
    return {
        places: inner_pairs
        for places, inner_pairs in around.items()
        if len(inner_pairs) > 1 and not _are_nested(*places)
    }


def _is_covered(pair: Places, others: Container[Places], ancestors: "_Ancestors") -> bool:
    """Whether a pair of folders around both is looked at, too."""
    return any(
        _ordered(one, other) in others
        for one in ancestors.of(pair[0])
        for other in ancestors.of(pair[1])
        if (one, other) != pair
    )


def _outer_of_namesakes(pair: Places) -> Places | None:
    first, second = (Path(place) for place in pair)
    if first.name.casefold() != second.name.casefold() or first.parent == second.parent:
        return None
    outer = _ordered(str(first.parent), str(second.parent))
    return None if _are_nested(*outer) else outer


def _ordered(one: str, other: str) -> Places:
    return (one, other) if one <= other else (other, one)


def _are_nested(one: str, other: str) -> bool:
    return one == other or _is_inside(one, other) or _is_inside(other, one)


def _is_inside(inner: str, outer: str) -> bool:
    return inner.startswith(outer.rstrip(os.sep) + os.sep)


class _Tally:
    """Counts what two folders share."""

    def __init__(self, first: str, second: str) -> None:
        self._places = first, second
        self._inside = _is_inside(first, second), _is_inside(second, first)
        self._counts = [0, 0]
        self._bytes = [0, 0]
        self._protected = [0, 0]
        self._marked = [0, 0]
        self._examples: list[tuple[Photo, Photo]] = []

    def count(self, in_first: Sequence[_Shared], in_second: Sequence[_Shared]) -> None:
        """Photos of one group that lie in the two folders."""
        sides = list(in_first), list(in_second)
        if self._inside[0]:
            sides = sides[0], [p for p in sides[1] if p not in sides[0]]
        elif self._inside[1]:
            sides = [p for p in sides[0] if p not in sides[1]], sides[1]
        if not sides[0] or not sides[1]:
            return
        for number, side in enumerate(sides):
            self._counts[number] += len(side)
            self._bytes[number] += sum(p.unit_bytes for p in side if not p.is_protected)
            self._protected[number] += sum(p.is_protected for p in side)
            self._marked[number] += sum(p.is_marked for p in side)
        if len(self._examples) < _MOST_EXAMPLES:
            self._examples.append((sides[0][0].photo, sides[1][0].photo))

    def says_something(self, inner: Iterable["_Tally"]) -> bool:
        """Whether there is anything shared, and more than in one pair of folders inside."""
        return self._counts[0] > 0 and all(each._counts != self._counts for each in inner)

    def pair(self, totals: Mapping[str, int]) -> FolderPair:
        sides = [
            FolderSide(
                Path(place),
                totals[place] - (totals[other] if is_around else 0),
                self._counts[number],
                self._bytes[number],
                self._protected[number],
                self._marked[number],
            )
            for number, (place, other, is_around) in enumerate(
                zip(self._places, self._places[::-1], self._inside[::-1], strict=True)
            )
        ]
        return FolderPair(sides[0], sides[1], tuple(self._examples))


def _totals(photos: Iterable[Photo], ancestors: _Ancestors) -> Counter[str]:
    """How many photos are in and below each folder."""
    totals: Counter[str] = Counter()
    for folder, count in Counter(map(_folder, photos)).items():
        for place in ancestors.of(folder):
            totals[place] += count
    return totals
