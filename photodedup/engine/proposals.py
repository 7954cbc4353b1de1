"""Which pairs of a library are worth a look: near hashes and near vectors, strongest first."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.domain import Photo, PhotoId
from photodedup.engine.features.perceptual import PerceptualHashes
from photodedup.engine.matching.candidates import vector_pairs
from photodedup.engine.matching.checker import Candidate
from photodedup.engine.matching.hash_index import FLAT_DETAIL, INVERSE_ORIENTATION, near_pairs
from photodedup.engine.matching.vector_index import VectorIndex
from photodedup.engine.store.pairs import Comparable, PairStore

Pair = tuple[PhotoId, PhotoId]  # smaller id first


@dataclass(frozen=True, slots=True)
class Proposals:
    """What is worth a look.

    Attributes:
        candidates: open pairs, strongest first, in an order that only the photos decide.
        cosines, hash_distances: of every near pair, also of those that are not open.
    """

    candidates: list[Candidate]
    cosines: dict[Pair, float]
    hash_distances: dict[Pair, int]


def place(pair: Candidate, photos: Mapping[PhotoId, Photo]) -> tuple[float, str, str]:
    """Where a candidate stands: its strength, then its paths, whatever its ids."""
    paths = os.fspath(photos[pair.first].path), os.fspath(photos[pair.second].path)
    return -round(pair.strength, 4), min(paths), max(paths)


class Proposer:
    """Proposes pairs of which one photo was not compared before.

    Args:
        pairs: where vectors are.
        index_folder: where the vector index is kept.
        photos: all readable photos.
        rows: the photos to compare, one for each class of equals.
        model_key, loose_cosine: whose vectors propose; None for hashes only.
    """

    def __init__(
        self,
        pairs: PairStore,
        index_folder: Path,
        photos: Mapping[PhotoId, Photo],
        rows: Sequence[Comparable],
        *,
        model_key: str | None = None,
        loose_cosine: float = 1.0,
    ) -> None:
        self._pairs = pairs
        self._index_folder = index_folder
        self._photos = photos
        # In the order of their paths: which of equally near pairs are taken does not depend on
        # the order in which the files were read.
        self._rows = sorted(rows, key=lambda row: os.fspath(photos[row.id].path))
        self._is_new = np.array([not row.is_compared for row in self._rows], bool)
        self._model_key = model_key
        self._loose_cosine = loose_cosine

    def propose(self, is_open: Callable[[PhotoId, PhotoId], bool]) -> Proposals:
        """New pairs; `is_open` says of two photos, smaller id first, whether to look at them."""
        found: dict[Pair, Candidate] = {}
        cosines: dict[Pair, float] = {}
        hash_distances: dict[Pair, int] = {}
        for pair in self._hash_pairs():
            found[pair.first, pair.second] = pair
            hash_distances[pair.first, pair.second] = pair.hash_distance or 0
        for first, second, cosine in self._vector_pairs():
            held = found.get((first, second))
            cosines[first, second] = cosine
            found[first, second] = Candidate(
                first,
                second,
                held.orientation if held else None,
                held.hash_distance if held else None,
                cosine,
            )
        open_pairs = [pair for pair in found.values() if is_open(pair.first, pair.second)]
        return Proposals(
            sorted(open_pairs, key=lambda pair: place(pair, self._photos)), cosines, hash_distances
        )

    def _hash_pairs(self) -> Iterable[Candidate]:
        rows = self._rows
        hashes = [PerceptualHashes.from_bytes(row.hashes) for row in rows]
        pairs = near_pairs(
            np.stack([h.dhash for h in hashes]),
            np.stack([h.phash for h in hashes]),
            self._is_new,
            usable=np.array([row.detail >= FLAT_DETAIL for row in rows]),
        )
        for pair in pairs:
            one, other = rows[pair.first].id, rows[pair.second].id
            orientation: int = pair.orientation
            if one > other:
                one, other = other, one
                orientation = int(INVERSE_ORIENTATION[orientation])
            yield Candidate(one, other, orientation, pair.distance)

    def _vector_pairs(self) -> Iterable[tuple[PhotoId, PhotoId, float]]:
        if self._model_key is None:
            return
        stored, vectors = self._pairs.vectors(self._model_key)
        place = {id_: row for row, id_ in enumerate(stored)}
        kept = [row for row, photo in enumerate(self._rows) if photo.id in place]
        if not kept:
            return
        ids = [self._rows[row].id for row in kept]
        vectors = vectors[[place[id_] for id_ in ids]]
        fresh = self._is_new[kept]
        open_index = partial(self._index, self._model_key, ids, vectors)
        for first, second, cosine in vector_pairs(
            vectors, fresh, self._loose_cosine, ids=ids, open_index=open_index
        ):
            one, other = ids[first], ids[second]
            yield min(one, other), max(one, other), cosine

    def _index(
        self, model_key: str, ids: list[PhotoId], vectors: NDArray[np.float16]
    ) -> VectorIndex | None:
        """The library's index, built again when a tenth of the photos is not in it."""
        index = VectorIndex.open(self._index_folder, model_key)
        known = set(index.ids.tolist()) if index else set[int]()
        strangers = len(known.symmetric_difference(ids))
        if index is None or strangers > 0.1 * len(ids):
            if index:
                index.close()
            index = VectorIndex.build(self._index_folder, model_key, ids, vectors)
        return index
