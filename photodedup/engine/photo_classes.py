"""Photos with the same pixels as classes, of which only one member is compared further."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.domain.decisions import ByHand
from photodedup.engine.domain.ids import PhotoId, ShotId
from photodedup.engine.domain.matches import ContentPair, Match
from photodedup.engine.matching.grouping import Matches
from photodedup.engine.matching.rulings import colours, rule
from photodedup.engine.store.match_rows import MatchRow
from photodedup.engine.store.pairs import Comparable

Ids = NDArray[np.integer[Any]]
LiftedRow = tuple[PhotoId, PhotoId, MatchRow]  # the classes that it ties, and the row
_NONE: frozenset[ShotId] = frozenset()


class PhotoClasses:
    """The classes of all readable photos.

    Pictures of one shot are never in one class. Classes that hold pictures of one shot are
    partners and never matched: what is a RAW and its JPEG in one place is that in all places.

    Args:
        comparables: what is known of each photo that was read. One that is missing is no
            member, but what was proved of it holds for those with the same pixels.
        decided: what the person decided about pairs of contents. Those kept apart are never in
            one class.

    Attributes:
        rulings: the same between classes.
    """

    def __init__(
        self,
        comparables: Iterable[Comparable],
        decided: Mapping[ContentPair, ByHand] | None = None,
    ) -> None:
        rows = sorted(comparables, key=attrgetter("id"))
        pixels = [row.pixel_hash or row.content_hash for row in rows]
        count = Counter(pixels)
        alone: list[Comparable] = []
        others: list[Comparable] = []
        for row, own in zip(rows, pixels, strict=True):
            (alone if count[own] == 1 else others).append(row)
        self.rows = [row for row in alone if row.is_ready]
        self.members: dict[PhotoId, Sequence[PhotoId]] = {row.id: (row.id,) for row in self.rows}
        self.representative = {row.id: row.id for row in self.rows}
        self._shots = {row.id: frozenset((row.shot,)) for row in self.rows if row.shot is not None}
        self._add_equals(others, colours(decided or {}))
        self.rows.sort(key=attrgetter("id"))
        contents = ((row.id, row.content_hash) for row in rows if row.is_ready)
        self.rulings = rule(decided or {}, contents, self.representative, self.are_one_shot)

    def _add_equals(self, rows: Iterable[Comparable], colour: Mapping[str, int]) -> None:
        """Rows that share their pixels with others, also with missing ones; by id."""
        by_key: defaultdict[tuple[str, int, int], list[Comparable]] = defaultdict(list)
        placed: Counter[tuple[str, ShotId]] = Counter()
        absent: list[Comparable] = []
        for row in rows:
            if not row.is_ready:
                absent.append(row)
                continue
            pixels, place = _pixels(row), 0
            if row.shot is not None:
                place = placed[pixels, row.shot]
                placed[pixels, row.shot] += 1
            by_key[pixels, place, colour.get(row.content_hash, 0)].append(row)
        for same in by_key.values():
            self._add(same)
        for row in absent:
            if equal := by_key.get((_pixels(row), 0, colour.get(row.content_hash, 0))):
                self.representative[row.id] = self.representative[equal[0].id]

    def _add(self, same: list[Comparable]) -> None:
        # One that was compared before stays the representative: its matches are stored.
        leader = min(same, key=lambda row: (not row.is_compared, row.id))
        self.rows.append(leader)
        self.members[leader.id] = [row.id for row in same]
        self.representative.update((row.id, leader.id) for row in same)
        if own := frozenset(row.shot for row in same if row.shot is not None):
            self._shots[leader.id] = own

    def matches(self, stored: Iterable[Match]) -> Matches:
        """Stored matches between the classes of their photos."""
        found = Matches()
        for match in stored:
            first = self.representative.get(match.first)
            second = self.representative.get(match.second)
            if first is None or second is None or first == second:
                continue
            if not self.are_parted(first, second):
                found.add(match, first, second)
        return found

    def copies(self, stored: Iterable[MatchRow]) -> list[LiftedRow]:
        """The same as rows, but for bursts and the like."""
        lifted: dict[tuple[PhotoId, PhotoId], LiftedRow] = {}
        home = self.representative.get
        for row in stored:
            first, second = home(row.first), home(row.second)
            if first is None or second is None or first == second:
                continue
            if not self.are_parted(first, second):
                pair = (first, second) if first < second else (second, first)
                lifted[pair] = first, second, row
        return [found for found in sorted(lifted.values()) if found[2].is_copy]

    def shots_of(self, reps: Iterable[PhotoId]) -> list[tuple[PhotoId, list[ShotId]]]:
        """Of which shots there are pictures in these classes, where they are of any."""
        own = self._shots
        return [(rep, sorted(own[rep])) for rep in reps if rep in own]

    def are_one_shot(self, one: PhotoId, other: PhotoId) -> bool:
        """Whether the classes of two representatives are partners."""
        own = self._shots.get(one)
        return own is not None and not own.isdisjoint(self._shots.get(other, _NONE))

    def which_are_one_shot(self, ones: Ids, others: Ids) -> NDArray[np.bool_]:
        """The same of many pairs."""
        is_one_shot = np.zeros(len(ones), bool)
        if self._shots:
            of_shots = np.fromiter(self._shots, np.int64, len(self._shots))
            both = np.flatnonzero(np.isin(ones, of_shots) & np.isin(others, of_shots))
            pairs = (ids[both].tolist() for ids in (ones, others))
            is_one_shot[both] = np.fromiter(map(self.are_one_shot, *pairs), bool, len(both))
        return is_one_shot

    def are_parted(self, one: PhotoId, other: PhotoId) -> bool:
        """Whether no match can be between two classes: partners, or kept apart by the person."""
        return self.are_one_shot(one, other) or self.rulings.are_apart(one, other)


def _pixels(row: Comparable) -> str:
    return row.pixel_hash or row.content_hash
