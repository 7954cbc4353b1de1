"""Which pairs of a library are worth a look: near hashes and near vectors, strongest first."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.features.perceptual import ORIENTATION_COUNT
from photodedup.engine.matching.candidates import Each, near_vectors
from photodedup.engine.matching.hash_index import FLAT_DETAIL, near_rows
from photodedup.engine.matching.late import LateSearch
from photodedup.engine.matching.nearest import RowPairs
from photodedup.engine.matching.pair_table import PairTable
from photodedup.engine.matching.room import room_for
from photodedup.engine.matching.sketch import Sketch
from photodedup.engine.matching.vector_index import VectorIndex
from photodedup.engine.store.pairs import Comparable, PairStore
from photodedup.engine.store.vector_rows import vector_blocks, vectors_of

INDEX_FROM = 5000  # photos; of fewer all vectors are read at once
_UNKNOWN_SHARE = 0.1  # photos that the index does not know; with more it is made anew
_LATE_PAIRS = 3_000_000_000  # of new photos and others, that are compared by the index

Result = TypeVar("Result")
Rows = NDArray[np.int64]
VectorPairs = tuple[RowPairs, NDArray[np.float32]]


class Proposer:
    """Proposes pairs of which one photo was not compared before.

    Args:
        pairs: where vectors are.
        index_folder: where the vector index is kept.
        rows: the photos to compare, one for each class of equals.
        model_key, loose_cosine: whose vectors propose; None for hashes only.
        executor: lends its threads; None for none.
    """

    def __init__(
        self,
        pairs: PairStore,
        index_folder: Path,
        rows: Sequence[Comparable],
        *,
        model_key: str | None = None,
        loose_cosine: float = 1.0,
        executor: Executor | None = None,
    ) -> None:
        self._pairs = pairs
        self._index_folder = index_folder
        # In the order of their paths: which of equally near pairs are taken does not depend on
        # the order in which the files were read.
        self._rows = sorted(rows, key=attrgetter("stored_path"))
        self._ids = np.array([row.id for row in self._rows], np.int64)
        self._is_new = np.array([not row.is_compared for row in self._rows], bool)
        self._model_key = model_key
        self._loose_cosine = loose_cosine
        self._each: Each = map if executor is None else executor.map

    def _there(self, work: Callable[[], Result]) -> Result:
        """What the work returns, done where and as hard as the executor works."""
        results: list[Result] = list(self._each(lambda _: work(), (None,)))
        return results[0]

    def propose(self) -> PairTable:
        """Every pair worth a look, also such as were judged already."""
        by_hash = self._hash_pairs()
        if self._model_key is None:
            return PairTable(self._ids, by_hash)
        return PairTable(self._ids, by_hash, *self._vector_pairs(self._model_key))

    def _hash_pairs(self) -> RowPairs:
        stored = b"".join(row.hashes for row in self._rows)
        hashes = np.frombuffer(stored, "<u8").reshape(len(self._rows), 2, ORIENTATION_COUNT)
        usable = np.array([row.detail >= FLAT_DETAIL for row in self._rows])
        dhash, phash = (np.ascontiguousarray(hashes[:, which], np.uint64) for which in (0, 1))
        return near_rows(dhash, phash, self._is_new, usable, each=self._each)

    def _vector_pairs(self, model_key: str) -> VectorPairs:
        index = None
        if len(self._rows) >= INDEX_FROM and self._is_few():
            index = VectorIndex.open(self._index_folder, model_key)
        if index is not None:
            index.outdate(self._ids[self._is_new].tolist())
            known = self._places_in(index)
            if np.count_nonzero(known < 0) <= _UNKNOWN_SHARE * len(known):
                self._there(index.grow_trees)
                found = self._late_pairs(model_key, index, known)
                index.close()
                return found
            index.close()
        return self._all_pairs(model_key)

    def _is_few(self) -> bool:
        return int(np.count_nonzero(self._is_new)) * len(self._rows) <= _LATE_PAIRS

    def _places_in(self, index: VectorIndex) -> Rows:
        """Where each row is in the index; -1 for those that are not."""
        order = np.argsort(index.ids, kind="stable")
        at = np.searchsorted(index.ids, self._ids, sorter=order)
        known = order[np.minimum(at, len(order) - 1)]
        known[index.ids[known] != self._ids] = -1
        return known

    def _late_pairs(self, model_key: str, index: VectorIndex, known: Rows) -> VectorPairs:
        """New photos with all others, by what the index knows of these."""
        late = np.flatnonzero(known < 0)
        ids, own = vectors_of(self._pairs.database, model_key, self._ids[late].tolist())
        has_vector = known >= 0
        has_vector[late] = np.isin(self._ids[late], ids)
        kept = np.flatnonzero(has_vector)
        own = own[_places(ids, self._ids[late[has_vector[late]]])]
        if not np.any(self._is_new[kept]):
            return _none()

        def fetch(rows: Rows) -> NDArray[np.float16]:
            wanted = self._ids[kept[rows]]
            found, vectors = vectors_of(self._pairs.database, model_key, wanted.tolist())
            return vectors[_places(found, wanted)]

        search = LateSearch(index, known[kept], self._is_new[kept], own, fetch, self._each)
        return _of_rows(kept, search.near(self._loose_cosine))

    def _all_pairs(self, model_key: str) -> VectorPairs:
        """The same by all vectors; what is learned of them is kept for next time."""
        kept, vectors = self._load(model_key)
        if len(kept) < 2:
            return _none()
        sketch = None
        if len(kept) >= INDEX_FROM:
            sketch = Sketch.of(vectors, self._each)
            self._there(partial(self._keep_index, model_key, kept, sketch))
        is_new = self._is_new[kept]
        found = near_vectors(vectors, is_new, self._loose_cosine, each=self._each, sketch=sketch)
        return _of_rows(kept, found)

    def _keep_index(self, model_key: str, kept: Rows, sketch: Sketch) -> None:
        """For later photos."""
        index = VectorIndex.build(self._index_folder, model_key, self._ids[kept].tolist(), sketch)
        if index is not None:
            index.grow_trees()

    def _load(self, model_key: str) -> tuple[Rows, NDArray[np.float16]]:
        """Rows that have a vector, and their vectors."""
        order = np.argsort(self._ids)
        has_vector = np.zeros(len(self._ids), bool)
        vectors = np.empty((0, 0), np.float16)
        for ids, block in vector_blocks(self._pairs.database, model_key):
            if not vectors.size:
                vectors = room_for((len(self._ids), block.shape[1]), self._index_folder)
            at = np.searchsorted(self._ids, ids, sorter=order)
            rows = order[np.minimum(at, len(order) - 1)]
            ours = self._ids[rows] == ids
            vectors[rows[ours]] = block[ours]
            has_vector[rows[ours]] = True
        kept = np.flatnonzero(has_vector)
        return kept, vectors if len(kept) == len(vectors) else vectors[kept]


def _places(ids: Sequence[PhotoId], wanted: Rows) -> Rows:
    """Where each of the wanted photos is among `ids`, which are in order and hold them all."""
    return np.searchsorted(np.asarray(ids, np.int64), wanted)


def _of_rows(kept: Rows, found: VectorPairs) -> VectorPairs:
    """Pairs of those rows that were kept, as pairs of all rows."""
    pairs, cosines = found
    first, second = kept[pairs.first], kept[pairs.second]
    return RowPairs(first, second, pairs.distance, pairs.tag), cosines


def _none() -> VectorPairs:
    nothing = np.empty(0, np.int64)
    return RowPairs(nothing, nothing, nothing, nothing), np.empty(0, np.float32)
