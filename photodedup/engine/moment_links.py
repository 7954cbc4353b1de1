"""Use case: tie photos of one moment that are no copies: bursts, and similar shots."""

from collections.abc import Collection, Iterator, Mapping
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Match
from photodedup.engine.domain.photos import Photo
from photodedup.engine.matching.grouping import Matches
from photodedup.engine.matching.hash_index import FLAT_DETAIL
from photodedup.engine.matching.moments import (
    OUTING_COSINE,
    judge_moment,
    same_burst,
    shots_in_a_row,
)
from photodedup.engine.matching.pair_set import Pair, PairSet
from photodedup.engine.matching.pair_table import PairTable
from photodedup.engine.matching.tied import TiedSets
from photodedup.engine.photo_classes import PhotoClasses
from photodedup.engine.store.capture_rows import captures_around
from photodedup.engine.store.lazy_photos import have_at_hand
from photodedup.engine.store.pairs import PairStore

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
        self._together = TiedSets(copies)
        self._burst_ids = {row.id: row.burst_id for row in classes.rows if row.burst_id}

    def store(self, fresh: Collection[PhotoId], proposals: PairTable) -> None:
        """Find and store the links of these photos; some at a time, as there may be millions."""
        for some in self._likely(fresh, proposals).in_order():
            pairs = [
                pair
                for pair in some
                if not self._together.are_joined(*pair) and not self._classes.are_parted(*pair)
            ]
            have_at_hand(self._photos, chain.from_iterable(pairs))
            links = self._judged(pairs, proposals)
            self._pairs.add([link for link in links if link is not None], [])

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

    def _judged(self, pairs: list[Pair], proposals: PairTable) -> Iterator[Match | None]:
        for (first, second), known in zip(pairs, proposals.find(pairs), strict=True):
            yield judge_moment(
                self._photos[first],
                self._photos[second],
                self._burst_ids,
                cosine=known.cosine if known else None,
                hash_distance=known.hash_distance if known else None,
            )


def _columns(pairs: list[Pair]) -> tuple[Ids, Ids]:
    ids = np.array(pairs, np.int64).reshape(-1, 2)
    return ids[:, 0], ids[:, 1]


def _sorted(photos: Collection[PhotoId]) -> Ids:
    ids = np.fromiter(photos, np.int64, len(photos))
    ids.sort()
    return ids
