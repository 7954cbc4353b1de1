"""Check pairs in batches and keep both outcomes: what was proved, and what failed."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Match
from photodedup.engine.domain.photos import Photo
from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.matching.checker import Candidate, PairChecker
from photodedup.engine.matching.grouping import Matches
from photodedup.engine.matching.pair_set import PairSet
from photodedup.engine.photo_classes import LiftedRow, PhotoClasses
from photodedup.engine.side_by_side import side_by_side
from photodedup.engine.store.pairs import PairStore

BATCH = 32  # pairs checked side by side; a fixed number, so that results do not vary


Ids = NDArray[np.integer[Any]]
Flags = NDArray[np.bool_]


class PairChecks:
    """What is known of pairs, and checks of those that are open.

    Proofs are stored at once. What failed is stored by `settle` only, as a second look may follow.

    Args:
        pairs: where matches and rejected pairs are.
        photos: all readable photos.
        classes: their classes of equals; pairs are of representatives.
        checker: proves pairs.
        executor: runs the checks of a batch; None runs them one after the other.

    Attributes:
        matches: all that are known of copies, between representatives.
        stored: those of before this run, in order.
        asked: photos that were looked at in this run.
        unseen: photos that could not be looked at now.
    """

    def __init__(
        self,
        pairs: PairStore,
        photos: Mapping[PhotoId, Photo],
        classes: PhotoClasses,
        checker: PairChecker,
        executor: Executor | None = None,
    ) -> None:
        self._pairs = pairs
        self._photos = photos
        self._classes = classes
        self._checker = checker
        self.executor = executor
        self.stored = classes.copies(pairs.match_rows())
        self.matches = Matches()
        for first, second, row in self.stored:
            self.matches.add_later(first, second, partial(row.between, first, second))
        # Of classes of equal photos; those of this run are among what is judged.
        self._matched_before = PairSet(_pairs_of(self.stored))
        self._judged = PairSet(pairs.judged_rows())  # before this run; in it they failed:
        self._failed = PairSet()
        self._failed_thoroughly = PairSet()  # not by the quick ways alone
        self._unsettled = PairSet()  # not stored yet
        self.asked: set[PhotoId] = set()
        self.unseen: set[PhotoId] = set()
        self.count = 0

    def is_open(self, one: PhotoId, other: PhotoId, *, thoroughly: bool = False) -> bool:
        """Not judged before, not matched, and not two files of one shot.

        A pair that failed by the quick ways in this run is open still for a thorough check.
        """
        pair = (one, other)
        if pair in self._judged:
            return False
        if pair in (self._failed_thoroughly if thoroughly else self._failed):
            return False
        if self.matches.are_matched(one, other):
            return False
        return not self._classes.are_one_shot(one, other)

    def which_are_open(self, first: Ids, second: Ids) -> Flags:
        """The same of many pairs, by the quick ways: the smaller ids and the larger ones."""
        is_known = self._judged.has(first, second)
        is_known |= self._failed.has(first, second)
        is_known |= self._matched_before.has(first, second)
        is_known |= self._classes.which_are_one_shot(first, second)
        return ~is_known

    def which_are_matched(self, first: Ids, second: Ids) -> Flags:
        """Which of many pairs are known to be copies."""
        pairs = first.tolist(), second.tolist()
        return np.fromiter(map(self.matches.are_matched, *pairs), bool, len(first))

    def are_parted(self, one: PhotoId, other: PhotoId) -> bool:
        """Whether no match can be between two photos: files of one shot, or kept apart by the
        person. That a check ties them not says nothing of how alike they are."""
        return self._classes.are_parted(one, other)

    def check(self, batch: Sequence[Candidate]) -> list[Match]:
        """Prove what can be proved of a batch; returns the matches, but for those of photos that
        the person keeps apart."""
        if not batch:
            return []
        results = side_by_side(self.executor, self._check_one, batch)
        matches = [match for match in results if match is not None]
        self._note_failed([pair for pair, found in zip(batch, results, strict=True) if not found])
        self.asked.update(pair.first for pair in batch)
        self.asked.update(pair.second for pair in batch)
        if matches:
            self._pairs.add(matches, [])
        self.count += len(batch)
        # Proved for the day on which the person lets them come together again.
        self._judged.update((match.first, match.second) for match in matches)
        seen = [match for match in matches if not self.are_parted(match.first, match.second)]
        for match in seen:
            self.matches.add(match)
        return seen

    def judged_within(self, home: Mapping[PhotoId, PhotoId]) -> dict[PhotoId, bytes]:
        """The pairs known before this run of which both photos have one home, by that home."""
        first, second = self._judged.columns()
        homes = np.zeros(1 + max(int(second.max(initial=0)), max(home, default=0)), np.int64)
        homes[list(home)] = list(home.values())
        is_inside = (homes[first] == homes[second]) & (homes[first] > 0)
        pairs = np.stack([homes[first], first, second], axis=1)[is_inside]
        pairs = pairs[np.argsort(pairs[:, 0], kind="stable")]
        numbers, starts = np.unique(pairs[:, 0], return_index=True)
        parts = np.split(pairs, starts[1:])
        named = zip(numbers.tolist(), parts, strict=False)
        return {PhotoId(number): part.tobytes() for number, part in named}

    def settle(self) -> None:
        """Store what failed: no later scan asks again."""
        apart = (
            [pair for pair in some if not self.matches.are_matched(*pair)]
            for some in self._unsettled.in_order()
        )
        self._pairs.reject(apart)
        self._unsettled = PairSet()

    def _note_failed(self, some: Sequence[Candidate]) -> None:
        """What could not be seen is left open."""
        if self.unseen:
            some = [p for p in some if self.unseen.isdisjoint((p.first, p.second))]
        pairs = [(pair.first, pair.second) for pair in some]
        self._failed.update(pairs)
        self._unsettled.update(pairs)
        self._failed_thoroughly.update((p.first, p.second) for p in some if p.is_thorough)

    def _check_one(self, pair: Candidate) -> Match | None:
        first, second = self._photos[pair.first], self._photos[pair.second]
        try:
            return self._checker.check(first, second, pair)
        except UnreadablePhoto:  # its drive is away, and the cache too: compared another time
            self.unseen.update(p.id for p in (first, second) if not self._checker.can_see(p))
            return None


def _pairs_of(rows: Sequence[LiftedRow]) -> NDArray[np.int64]:
    """The classes that these tie, the smaller ids first (n, 2)."""
    pairs = np.array([row[:2] for row in rows], np.int64).reshape(-1, 2)
    pairs.sort(axis=1)
    return pairs
