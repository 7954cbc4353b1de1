"""Takes in what was read: makes vectors of it, batch by batch, and stores both.

The model runs in the executor, among the workers that read: on many cores one thread alone could
not keep up with them.
"""

import logging
from collections import deque
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.adopting import Adoption
from photodedup.engine.effort import Effort, Wish
from photodedup.engine.extraction import PIPELINE_VERSION, Extract
from photodedup.engine.features.embedding import Embedder, Vectors
from photodedup.engine.inventory import FileToRead
from photodedup.engine.store.pairs import PairStore
from photodedup.engine.store.photo_rows import PhotoFeatures
from photodedup.engine.store.photos import PhotoStore
from photodedup.engine.store.previews import PreviewStore

log = logging.getLogger(__name__)

_BATCH = 16  # photos stored, and seen by the model, at once
_MOST_IN_MODEL = 128  # photos, or one batch: a graphics processor takes them one after the other
_MOST_BATCHES = 4  # each costs tens of megabytes while the model works on it

_Rows = list[tuple[FileToRead, Extract]]


@dataclass(frozen=True, slots=True)
class ScanStores:
    photos: PhotoStore
    pairs: PairStore
    previews: PreviewStore


class Intake:
    """Reads waiting for the model and the database, stored in the order they came.

    Args:
        stores: where rows go.
        model: makes vectors, or None for hashes only.
        adoption: tells which photo a file is.
        executor, workers: where the model runs, and how many threads that has.
        effort: how hard the model works.
    """

    def __init__(
        self,
        stores: ScanStores,
        model: Embedder | None,
        adoption: Adoption,
        executor: Executor,
        workers: int,
        effort: Effort | None = None,
    ) -> None:
        self._effort = effort or Effort(Wish.FULL)
        self._stores = stores
        self._model = model
        self._adoption = adoption
        self._executor = executor
        self._batch = max(_BATCH, model.batch_size if model else 0)
        self._most_batches = max(1, min(workers // 2, _MOST_BATCHES, _MOST_IN_MODEL // self._batch))
        self._rows: _Rows = []
        self._in_model: deque[tuple[_Rows, Future[Vectors]]] = deque()

    @property
    def is_full(self) -> bool:
        return len(self._rows) >= self._batch

    def add(self, item: FileToRead, read: Extract) -> None:
        self._rows.append((item, read))

    def refuse(self, item: FileToRead, reason: str) -> None:
        """It cannot be used."""
        photos = self._stores.photos
        with photos.transaction():
            self._adoption.leave_place(item)
            photos.skip(
                *(item.folder, item.path, item.size_bytes, item.mtime_ns, PIPELINE_VERSION, reason)
            )

    def store(self) -> int:
        """Send to the model what waits, and commit what came back; returns how many photos.

        Waits for the model only where too many batches are with it.
        """
        rows = self._take_waiting()
        if rows and self._model is not None:
            work = partial(self._model.embed, _model_inputs(rows))
            future = self._executor.submit(self._effort.run, work)
            self._in_model.append((rows, future))
        elif rows:
            self._commit(rows, None)
            return len(rows)
        return self._commit_from_model(self._most_batches)

    def finish(self) -> None:
        """Commit everything that waits. Needs no executor any more, which may be shut down."""
        try:
            self._commit_from_model(0)
        finally:
            rows = self._take_waiting()
            if rows:
                self._commit(rows, self._vectors(rows))

    def _take_waiting(self) -> _Rows:
        """The rows that the model has to see; those that came with a vector are committed."""
        rows, self._rows = self._rows, []
        made = [row for row in rows if row[1].vector is not None]
        if made and self._model is not None:
            self._commit(
                made, np.stack([read.vector for _, read in made if read.vector is not None])
            )
            rows = [row for row in rows if row[1].vector is None]
        return rows

    def _commit_from_model(self, most_batches: int) -> int:
        """Commit batches whose vectors are there, and wait for all but the last `most_batches`."""
        count = 0
        while self._in_model and (
            len(self._in_model) > most_batches or self._in_model[0][1].done()
        ):
            rows, future = self._in_model.popleft()
            self._commit(rows, self._vectors(rows, future))
            count += len(rows)
        return count

    def _vectors(self, rows: _Rows, future: Future[Vectors] | None = None) -> Vectors | None:
        """What the model makes of these rows, in this thread if it was not asked before."""
        try:
            if future is not None:
                return future.result()
        except CancelledError:
            log.debug("the executor was shut down before the model had its turn")
        return self._model.embed(_model_inputs(rows)) if self._model is not None else None

    def _commit(self, rows: _Rows, vectors: Vectors | None) -> None:
        photos, pairs = self._stores.photos, self._stores.pairs
        previews = []
        with photos.transaction():
            ids = []
            for item, read in rows:
                photo = self._adoption.photo_of(item, read)
                photos.set_features(photo, _features(read), PIPELINE_VERSION)
                previews.append((photo, read.content_hash, read.preview_jpeg))
                ids.append(photo)
            photos.unskip([item.path for item, _ in rows])
            if vectors is not None and self._model is not None:
                pairs.add_vectors(self._model.spec.key, ids, vectors)
        self._stores.previews.put(previews)


def _model_inputs(rows: _Rows) -> NDArray[np.uint8]:
    return np.stack([read.model_input for _, read in rows if read.model_input is not None])


def _features(read: Extract) -> PhotoFeatures:
    facts = read.metadata
    return PhotoFeatures(
        size_bytes=read.size_bytes,
        mtime_ns=read.mtime_ns,
        device=read.device,
        inode=read.inode,
        content_hash=read.content_hash,
        pixel_hash=read.pixel_hash,
        format=read.format,
        width_px=read.width_px,
        height_px=read.height_px,
        is_raw=read.is_raw,
        detail=read.detail,
        sharpness=read.sharpness,
        taken_at=facts.taken_at,
        date_source=facts.date_source,
        camera=facts.camera,
        has_location=facts.has_location,
        software=facts.software,
        burst_id=facts.burst_id,
        content_identifier=facts.content_identifier,
        has_film_inside=facts.has_film_inside,
        frame_count=read.frame_count,
        hashes=read.hashes.to_bytes(),
    )
