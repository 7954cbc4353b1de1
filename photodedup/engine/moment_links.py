"""Use case: tie photos of one moment that are no copies: bursts, and similar shots."""

from collections.abc import Collection, Mapping
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Match
from photodedup.engine.domain.photos import Photo
from photodedup.engine.matching.grouping import Matches, components
from photodedup.engine.matching.hash_index import FLAT_DETAIL
from photodedup.engine.matching.moments import (
    OUTING_COSINE,
    judge_moment,
    same_burst,
    shots_in_a_row,
)
from photodedup.engine.matching.pair_set import Pair, PairSet
from photodedup.engine.matching.pair_table import PairTable
from photodedup.engine.photo_classes import PhotoClasses
from photodedup.engine.store.capture_rows import captures_around
from photodedup.engine.store.lazy_photos import have_at_hand
from photodedup.engine.store.pairs import PairStore

_AT_ONCE = 65_536  # pairs: there may be millions

Ids = NDArray[np.int64]


class MomentLinks:
    """Ties new photos to others of their burst, and to similar shots, that are no copies.

    Args:
        pairs: where links are stored, and photos read.
        photos: all readable photos.
        classes: their classes of equals; links are between representatives.
        copies: what is proved, which needs no link.
    """

    def __init__(
        self,
        pairs: PairStore,
        photos: Mapping[PhotoId, Photo],
        classes: PhotoClasses,
        copies: Matches,
    ) -> None:
        self._pairs = pairs
        self._photos = photos
        self._classes = classes
        self._set_of = _sets(copies, 1 + max((row.id for row in classes.rows), default=0))
        self._burst_ids = {row.id: row.burst_id for row in classes.rows if row.burst_id}

    def store(self, fresh: Collection[PhotoId], proposals: PairTable) -> None:
        """Find and store the links of these photos, some at a time."""
        first, second = self._likely(fresh, proposals).columns()
        for start in range(0, len(first), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            self._pairs.add(self._links(first[part], second[part], proposals), [])

    def _likely(self, fresh: Collection[PhotoId], proposals: PairTable) -> PairSet:
        """Pairs with a new photo that were taken in a row, or look alike; of photos that show
        enough for that to mean something."""
        detailed = {row.id for row in self._classes.rows if row.detail >= FLAT_DETAIL}
        around = captures_around(self._pairs.database, fresh)
        in_a_row = shots_in_a_row(row for row in around if row.id in detailed)
        columns = (_columns(in_a_row), _columns(same_burst(self._burst_ids)))
        alike = proposals.alike(OUTING_COSINE)
        first, second = (
            np.concatenate([*(each[which] for each in columns), alike[which]]) for which in (0, 1)
        )
        wanted, new = _sorted(detailed), _sorted(fresh)
        kept = np.isin(first, wanted) & np.isin(second, wanted)
        kept &= np.isin(first, new) | np.isin(second, new)
        return PairSet(np.stack([first[kept], second[kept]], axis=1))

    def _links(self, first: Ids, second: Ids, proposals: PairTable) -> list[Match]:
        """Of those pairs that are no copies, and may be linked."""
        sets = self._set_of[first]
        open_ = np.flatnonzero((sets == 0) | (sets != self._set_of[second]))
        first, second = first[open_], second[open_]
        asked: list[PhotoId] = np.unique(np.concatenate([first, second])).tolist()
        have_at_hand(self._photos, asked)
        photos = {photo: self._photos[photo] for photo in asked}
        pairs = zip(
            first.tolist(), second.tolist(), *proposals.likeness(first, second), strict=True
        )
        links = (
            judge_moment(
                photos[one], photos[other], self._burst_ids, cosine=cosine, hash_distance=distance
            )
            for one, other, cosine, distance in pairs
        )
        parted = self._classes.are_parted
        return [link for link in links if link is not None and not parted(link.first, link.second)]


def _sets(copies: Matches, count: int) -> Ids:
    """By photo the number of the set of copies that it is in, for ids below `count`; 0 for none."""
    tied = components(copies)
    sets = np.zeros(max(count, 1 + max((last for *_, last in tied), default=0)), np.int64)
    sets[list(chain.from_iterable(tied))] = np.repeat(
        1 + np.arange(len(tied)), [len(component) for component in tied]
    )
    return sets


def _columns(pairs: list[Pair]) -> tuple[Ids, Ids]:
    ids = np.array(pairs, np.int64).reshape(-1, 2)
    return ids[:, 0], ids[:, 1]


def _sorted(photos: Collection[PhotoId]) -> Ids:
    ids = np.fromiter(photos, np.int64, len(photos))
    ids.sort()
    return ids
