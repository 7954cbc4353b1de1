"""The photos of a library that look most like a given picture: proved copies first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Match, Verdict
from photodedup.engine.domain.photos import Photo
from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.extraction import Extract
from photodedup.engine.features.embedding import Embedder
from photodedup.engine.features.perceptual import PerceptualHashes, distance
from photodedup.engine.matching.checker import Candidate, PairChecker
from photodedup.engine.matching.hash_index import FLAT_DETAIL, INVERSE_ORIENTATION
from photodedup.engine.matching.wording import member_reason
from photodedup.engine.store.pairs import Comparable, PairStore
from photodedup.engine.store.photos import PhotoStore

PROVED_MOST = 24  # candidates that are laid over the picture and compared
_HASH_BITS = 128  # dHash and pHash together
_ROWS_AT_ONCE = 20_000  # vectors made float32: 100 MB

PreviewSource = Callable[[PhotoId], bytes | None]
Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Hit:
    """One photo that looks like the picture asked for.

    `similarity` is from 0 to 1, and never larger than that of the hit before. `verdict` is None
    where the photo only looks alike: it is not proved to show the same picture. `is_certain` says
    that bytes or pixels are equal, so that nothing had to be compared.
    """

    photo: Photo
    similarity: float
    verdict: Verdict | None
    reason: str
    cosine: float | None
    hash_distance: int | None
    is_certain: bool = False

    @property
    def is_copy(self) -> bool:
        return self.verdict is not None


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """A picture to look for: what was read of its file, as a photo of no library, and its unit
    vector (None where hashes alone are compared)."""

    photo: Photo
    read: Extract
    vector: Vector | None


def query_of(path: Path, read: Extract, embedder: Embedder | None) -> Query:
    """What to look for, from what was read of a file with the embedder's `input_px`.

    Raises:
        ModelUnavailable: the model failed for good.
    """
    vector = read.vector
    if vector is None and embedder is not None and read.model_input is not None:
        vector = embedder.embed(read.model_input[None])[0]
    facts = read.metadata
    photo = Photo(
        id=PhotoId(0),
        path=path,
        size_bytes=read.size_bytes,
        mtime_ns=read.mtime_ns,
        content_hash=read.content_hash,
        pixel_hash=read.pixel_hash,
        format=read.format,
        width_px=read.width_px,
        height_px=read.height_px,
        taken_at=facts.taken_at,
        date_source=facts.date_source,
        camera=facts.camera,
        has_location=facts.has_location,
        is_raw=read.is_raw,
        frame_count=read.frame_count,
        sharpness=read.sharpness,
    )
    return Query(photo, read, vector)


class PhotoSearch:
    """Looks in what a library holds at the moment this is made. Safe from any thread.

    Args:
        photos, pairs: the library's stores.
        previews: gives a photo's preview as JPEG.
        model_key: whose vectors are compared; None for hashes only.
    """

    def __init__(
        self, photos: PhotoStore, pairs: PairStore, previews: PreviewSource, model_key: str | None
    ) -> None:
        self._photos: Mapping[PhotoId, Photo] = photos.photos()
        self._rows = [row for row in pairs.comparables() if row.id in self._photos]
        self._previews = previews
        hashes = [PerceptualHashes.from_bytes(row.hashes) for row in self._rows]
        empty = np.empty(0, np.uint64)
        self._dhash = np.array([h.dhash[0] for h in hashes]) if hashes else empty
        self._phash = np.array([h.phash[0] for h in hashes]) if hashes else empty
        self._is_flat = np.array([row.detail < FLAT_DETAIL for row in self._rows], bool)
        self._vector_rows, self._vectors = self._load_vectors(pairs, model_key)

    @property
    def photo_count(self) -> int:
        return len(self._rows)

    @property
    def photos(self) -> Mapping[PhotoId, Photo]:
        """All photos that it looks in, by id."""
        return self._photos

    def near(self, query: Query, top_k: int = 10, prove_most: int = PROVED_MOST) -> list[Hit]:
        """The `top_k` photos that are most alike, copies first. The file asked for itself is not
        among them. `prove_most` limits how many are looked at closely."""
        if not self._rows or top_k < 1:
            return []
        distances, turns = self._hash_distances(query.read)
        cosines = self._cosines(query.vector)
        scores = np.maximum(1.0 - distances / _HASH_BITS, np.nan_to_num(cosines, nan=-1.0))
        scores[self._is_same_bytes(query)] = 2.0
        best = np.argsort(-scores, kind="stable")[: max(top_k, prove_most) + 1]
        order = [int(row) for row in best if not self._is_it(int(row), query)]
        hits = []
        for place, row in enumerate(order):
            cosine = None if np.isnan(cosines[row]) else float(cosines[row])
            seen = _Seen(cosine, int(distances[row]), int(turns[row]), float(scores[row]))
            hits.append(self._hit(query, self._rows[row], seen, is_proved=place < prove_most))
        return _ranked(hits)[:top_k]

    def _is_it(self, row: int, query: Query) -> bool:
        photo = self._photos[self._rows[row].id]
        return query.photo.path in (photo.path, *photo.hard_links)

    def _load_vectors(
        self, pairs: PairStore, model_key: str | None
    ) -> tuple[NDArray[np.intp], NDArray[np.float16]]:
        if model_key is None:
            return np.empty(0, np.intp), np.empty((0, 0), np.float16)
        ids, vectors = pairs.vectors(model_key)
        place = {row.id: index for index, row in enumerate(self._rows)}
        kept = [index for index, photo in enumerate(ids) if photo in place]
        rows = np.array([place[ids[index]] for index in kept], np.intp)
        return rows, vectors[kept] if kept else vectors[:0]

    def _hash_distances(self, read: Extract) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Bits of both hashes that differ, in the orientation in which fewest do, and what turns
        the row's picture that way."""
        asked = read.hashes
        bits = distance(self._dhash[:, None], asked.dhash[None]) + distance(
            self._phash[:, None], asked.phash[None]
        )
        turns = bits.argmin(axis=1)
        nearest = bits[np.arange(len(bits)), turns]
        if read.detail < FLAT_DETAIL:
            nearest[:] = _HASH_BITS
        nearest[self._is_flat] = _HASH_BITS
        return nearest, INVERSE_ORIENTATION[turns]

    def _cosines(self, vector: Vector | None) -> NDArray[np.float32]:
        """Of every row; NaN for those without a vector."""
        cosines = np.full(len(self._rows), np.nan, np.float32)
        if vector is None or not len(self._vector_rows):
            return cosines
        for start in range(0, len(self._vectors), _ROWS_AT_ONCE):
            part = slice(start, start + _ROWS_AT_ONCE)
            found = self._vectors[part].astype(np.float32) @ vector
            cosines[self._vector_rows[part]] = np.clip(found, -1.0, 1.0)
        return cosines

    def _is_same_bytes(self, query: Query) -> NDArray[np.bool_]:
        return np.array([_certain(row, query.read) is not None for row in self._rows], bool)

    def _hit(self, query: Query, row: Comparable, seen: "_Seen", *, is_proved: bool) -> Hit:
        photo = self._photos[row.id]
        certain = _certain(row, query.read)
        if certain is not None:
            reason = member_reason(query.photo, photo, certain, None)
            return Hit(photo, 1.0, certain, reason, seen.cosine, seen.hash_distance, True)
        match = self._prove(query, photo, seen) if is_proved else None
        if match is None:
            likeness = round(min(0.999, max(0.0, seen.score)), 4)
            return Hit(photo, likeness, None, "looks alike", seen.cosine, seen.hash_distance)
        reason = member_reason(query.photo, photo, match.verdict, match, keeper_is_first=False)
        similarity = round(max(match.similarity, min(seen.score, 0.98)), 4)
        return Hit(photo, similarity, match.verdict, reason, seen.cosine, seen.hash_distance)

    def _prove(self, query: Query, photo: Photo, seen: "_Seen") -> Match | None:
        last = max(row.id for row in self._rows)
        stranger = replace(query.photo, id=PhotoId(last + 1))
        checker = PairChecker(
            lambda asked: query.read.preview_jpeg if asked > last else self._previews(asked)
        )
        pair = Candidate(
            photo.id, stranger.id, seen.turn, seen.hash_distance, seen.cosine, is_thorough=True
        )
        try:
            return checker.check(photo, stranger, pair)
        except UnreadablePhoto:  # its drive is away, and the cache too
            return None


@dataclass(frozen=True, slots=True)
class _Seen:
    """How near one row is: `turn` lays its hashes onto those of the picture asked for."""

    cosine: float | None
    hash_distance: int
    turn: int
    score: float


def _certain(row: Comparable, read: Extract) -> Verdict | None:
    """What equal bytes and equal pixels say without a look."""
    if row.content_hash == read.content_hash:
        return Verdict.IDENTICAL
    if row.pixel_hash is not None and row.pixel_hash == read.pixel_hash:
        return Verdict.SAME_PICTURE
    return None


def _ranked(hits: Sequence[Hit]) -> list[Hit]:
    """Copies first, then by similarity; what only looks alike is never more similar than a copy."""
    ranked = sorted(hits, key=lambda hit: (not hit.is_copy, -hit.similarity, hit.photo.path))
    limit, even = 1.0, []
    for hit in ranked:
        limit = min(limit, hit.similarity)
        even.append(hit if hit.similarity == limit else replace(hit, similarity=limit))
    return even
