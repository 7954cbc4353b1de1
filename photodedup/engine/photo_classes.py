"""Photos with the same pixels as classes, of which only one member is compared further."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from photodedup.engine.domain.decisions import ByHand
from photodedup.engine.domain.ids import PhotoId, ShotId
from photodedup.engine.domain.matches import ContentPair, Match
from photodedup.engine.domain.photos import Photo
from photodedup.engine.matching.grouping import Matches
from photodedup.engine.matching.rulings import colours, rule
from photodedup.engine.store.pairs import Comparable

_NONE: frozenset[ShotId] = frozenset()


class PhotoClasses:
    """The classes of all readable photos.

    Pictures of one shot are never in one class. Classes that hold pictures of one shot are
    partners and never matched: what is a RAW and its JPEG in one place is that in all places.

    Args:
        comparables: what is known of each photo that was read. One that is not in `photos` is no
            member, but what was proved of it holds for those with the same pixels.
        photos: all readable photos.
        decided: what the person decided about pairs of contents. Those kept apart are never in
            one class.

    Attributes:
        rulings: the same between classes.
    """

    def __init__(
        self,
        comparables: Iterable[Comparable],
        photos: Mapping[PhotoId, Photo],
        decided: Mapping[ContentPair, ByHand] | None = None,
    ) -> None:
        shots = {photo.id: photo.shot.id for photo in photos.values() if photo.shot}
        by_key: defaultdict[tuple[str, int, int], list[Comparable]] = defaultdict(list)
        colour = colours(decided or {})
        placed: Counter[tuple[str, ShotId]] = Counter()
        absent: list[Comparable] = []
        for row in sorted(comparables, key=lambda row: row.id):
            if row.id not in photos:
                absent.append(row)
                continue
            pixels, place = _pixels(row), 0
            if (shot := shots.get(row.id)) is not None:
                place = placed[pixels, shot]
                placed[pixels, shot] += 1
            by_key[pixels, place, colour.get(row.content_hash, 0)].append(row)
        self.members: dict[PhotoId, list[PhotoId]] = {}
        self.representative: dict[PhotoId, PhotoId] = {}
        self.rows: list[Comparable] = []
        self._shots: dict[PhotoId, frozenset[ShotId]] = {}
        for same in by_key.values():
            if len(same) == 1:  # as nearly all are
                self._add(same[0], same, shots)
                continue
            # One that was compared before stays the representative: its matches are stored.
            leader = min(same, key=lambda row: (not row.is_compared, row.id))
            self._add(leader, same, shots)
        self.rows.sort(key=lambda row: row.id)
        for row in absent:
            if equal := by_key.get((_pixels(row), 0, colour.get(row.content_hash, 0))):
                self.representative[row.id] = self.representative[equal[0].id]
        self.rulings = rule(decided or {}, photos, self.representative, self.are_one_shot)

    def _add(
        self, leader: Comparable, same: list[Comparable], shots: Mapping[PhotoId, ShotId]
    ) -> None:
        members = [row.id for row in same]  # in order, as the rows were
        self.rows.append(leader)
        self.members[leader.id] = members
        for member in members:
            self.representative[member] = leader.id
        if shots and (own := frozenset(shots[member] for member in members if member in shots)):
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

    def are_one_shot(self, one: PhotoId, other: PhotoId) -> bool:
        """Whether the classes of two representatives are partners."""
        return not self._shots.get(one, _NONE).isdisjoint(self._shots.get(other, _NONE))

    def are_parted(self, one: PhotoId, other: PhotoId) -> bool:
        """Whether no match can be between two classes: partners, or kept apart by the person."""
        return self.are_one_shot(one, other) or self.rulings.are_apart(one, other)


def _pixels(row: Comparable) -> str:
    return row.pixel_hash or row.content_hash
