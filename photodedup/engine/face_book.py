"""Use case: faces in the photos of a library, from agreeing to it to forgetting all of it.

Faces are read in processes of their own and stored as they come: a run that was stopped or killed
goes on where it was. Nothing about them goes to the log.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from photodedup.engine.domain.groups import Group, GroupKind
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo
from photodedup.engine.effort import Effort
from photodedup.engine.erasing import library_copies
from photodedup.engine.errors import LibraryError, ModelUnavailable
from photodedup.engine.face_reading import FaceRun
from photodedup.engine.faces.best_shots import best_shots
from photodedup.engine.faces.grouping import distances_to, face_tree
from photodedup.engine.faces.methods import Method, method_named, method_of
from photodedup.engine.faces.nouns import (
    BestShot,
    Box,
    Face,
    FaceHit,
    FaceSearch,
    FaceState,
    FaceSummary,
)
from photodedup.engine.faces.people import People
from photodedup.engine.paths import LibraryPlaces
from photodedup.engine.progress import CancelToken, ProgressSink, ignore_progress
from photodedup.engine.reading.limits import ReadingLimits
from photodedup.engine.reading.pool import ReadingProcesses
from photodedup.engine.store.faces import FaceRow, FaceStore
from photodedup.engine.store.photos import PhotoStore

_MODELS_BYTES = 256 << 20  # weights, and what a network takes for a small picture

NOT_AGREED = "Nobody agreed yet that this library may hold faces."


class FaceBook:
    """Everything about faces in one library. Methods may be called from any thread; `read`, `near`,
    `people` and `forget` are long.

    Args:
        store, photos: the rows.
        places: where copies of the library lie.
        limits: of reading; gives them for a number of processes.
        effort: how hard to work, also while it is changed.
        require_writable: raises LibraryInUse where nothing may be stored.
    """

    def __init__(
        self,
        store: FaceStore,
        photos: PhotoStore,
        places: LibraryPlaces,
        limits: Callable[[int], ReadingLimits],
        effort: Effort,
        require_writable: Callable[[], None],
    ) -> None:
        self._store = store
        self._photos = photos
        self._places = places
        self._limits = limits
        self._effort = effort
        self._require_writable = require_writable

    # --- consent -----------------------------------------------------------------------------

    @property
    def is_agreed(self) -> bool:
        """Whether the person agreed that this library may hold faces."""
        return self._store.agreed_at() is not None

    def agree(self) -> None:
        """The person read what is stored, and wants it."""
        self._require_writable()
        self._store.agree(datetime.now(UTC).isoformat(timespec="seconds"))

    def forget(self) -> None:
        """Delete every face and the agreement, also in the copies beside the library.

        Raises:
            LibraryError: a copy could not be opened; everything else is forgotten.
        """
        self._require_writable()
        left = self._store.forget(library_copies(self._places))
        if left:
            names = ", ".join(path.name for path in left)
            raise LibraryError(
                f"All faces are forgotten, but for those that may be in {names} in "
                f"{self._places.folder}, which cannot be opened."
            )

    def prune(self) -> None:
        """Forget the faces of photos that left the library."""
        self._store.prune()

    # --- reading -----------------------------------------------------------------------------

    @property
    def method(self) -> Method:
        """What read faces last, else the first that can be used here."""
        return method_named(self._store.method() or "") or method_of()

    def unread_count(self, method: Method) -> int:
        """How many photos a run with this method would read."""
        return len(self._unread(method))

    def read(
        self,
        method: Method,
        executor: Executor,
        workers: int,
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
    ) -> FaceSummary:
        """Look for faces in all photos in which this method has not looked yet.

        Raises:
            LibraryError: nobody agreed to it.
            ModelUnavailable: the method cannot be used on this computer.
            Cancelled: stopped; what was read is kept.
        """
        self._require_writable()
        if not self.is_agreed:
            raise LibraryError(NOT_AGREED)
        weights = method.weights()
        self._store.prune()
        started_s = time.monotonic()
        limits = self._reading_limits(method, workers)
        with ReadingProcesses(limits, effort=self._effort, workers=workers) as processes:
            run = FaceRun(self._store, processes, method, weights)
            run.read(self._unread(method), executor, workers, report, token or CancelToken())
        self._store.set_method(method.name)
        timings_s = {**run.timings_s, "total": time.monotonic() - started_s}
        return self._summary(method, run, timings_s)

    def _reading_limits(self, method: Method, workers: int) -> ReadingLimits:
        limits = self._limits(workers)
        return replace(
            limits,
            file_s=limits.file_s * method.patience,
            free_bytes=limits.free_bytes + _MODELS_BYTES,
        )

    def _unread(self, method: Method) -> list[Photo]:
        """One photo of each content that was not read with this method, by path."""
        known = self._store.states(method.key)
        todo: dict[str, Photo] = {}
        for photo in sorted(self._photos.photos().values(), key=lambda photo: photo.path):
            if photo.content_hash and photo.content_hash not in known:
                todo.setdefault(photo.content_hash, photo)
        return list(todo.values())

    def _summary(self, method: Method, run: FaceRun, timings_s: dict[str, float]) -> FaceSummary:
        states = [state for _, state in self.states(method)]
        return FaceSummary(
            read_count=run.read_count,
            failed_count=run.failed_count,
            face_count=len(self._store.faces(method.key)),
            with_faces_count=states.count(FaceState.FOUND),
            no_face_count=states.count(FaceState.NO_FACE_DETECTED),
            timings_s={name: round(seconds, 3) for name, seconds in timings_s.items()},
        )

    # --- asking ------------------------------------------------------------------------------

    def states(self, method: Method) -> list[tuple[Photo, FaceState]]:
        """Every photo of the library by path, with what looking for faces in it came to."""
        known = self._store.states(method.key)
        photos = sorted(self._photos.photos().values(), key=lambda photo: photo.path)
        return [
            (photo, FaceState(known.get(photo.content_hash, FaceState.NOT_READ)))
            for photo in photos
        ]

    def faces(self, method: Method) -> Mapping[PhotoId, Sequence[Face]]:
        """The stored faces of each photo that has some."""
        found: dict[PhotoId, list[Face]] = {}
        for row in self._placed(method)[1]:
            for face in row:
                found.setdefault(face.photo.id, []).append(face)
        return found

    def people(self, method: Method | None = None) -> People:
        """Who is in the photos; see `People`."""
        method = method or self.method
        started_s = time.monotonic()
        rows, faces = self._placed(method)
        vectors = np.stack([row.vector for row in rows]) if rows else np.empty((0, 1), np.float32)
        people = People(method, faces, face_tree(vectors))
        people.compare_s = time.monotonic() - started_s
        return people

    def best_shots(self, groups: Sequence[Group], method: Method | None = None) -> list[BestShot]:
        """The shot of each burst with the largest sharp face, where one stands out. A remark:
        nothing is marked, and no keeper changes. Reads no more than the bursts need."""
        shots = [
            photo
            for group in groups
            if group.kind is GroupKind.BURST
            for photo in group.photos
            if photo.content_hash
        ]
        contents = {photo.content_hash for photo in shots}
        stored = self._store.places((method or self.method).key, contents)
        faces = {
            photo.id: [
                Face(photo, number, Box(*place), score, sharpness, b"")
                for number, place, score, sharpness in stored[photo.content_hash]
            ]
            for photo in shots
            if photo.content_hash in stored
        }
        return best_shots(groups, faces)

    def near(
        self,
        path: Path,
        top_k: int = 10,
        threshold: float | None = None,
        method: Method | None = None,
    ) -> FaceSearch | None:
        """Photos of the person whose face is the largest in a picture, nearest first; the file
        itself is not among them. None where the picture has no face. Stores nothing.

        Raises:
            UnreadablePhoto: the file is no readable photo.
            ModelUnavailable: the method cannot be used on this computer.
        """
        method = method or self.method
        with ReadingProcesses(self._reading_limits(method, 1)) as processes:
            try:
                reading = processes.faces(path, method, method.weights())
            except RuntimeError as error:  # the process told of a mistake
                raise ModelUnavailable(f"{method.name} does not run here: {error}") from error
        if not reading.faces:
            return None
        asked = max(reading.faces, key=lambda face: face.box.area)
        started_s = time.monotonic()
        limit = method.threshold if threshold is None else threshold
        rows, faces = self._placed(method)
        distances = distances_to(asked.vector, [row.vector for row in rows])
        nearest: dict[PhotoId, FaceHit] = {}
        for distance, copies in sorted(
            zip(distances, faces, strict=True), key=lambda pair: pair[0]
        ):
            for face in copies if distance <= limit else ():
                if path not in (face.photo.path, *face.photo.hard_links):
                    nearest.setdefault(face.photo.id, FaceHit(face, distance))
        hits = sorted(nearest.values(), key=lambda hit: (hit.distance, hit.face.photo.path))
        took_s = time.monotonic() - started_s
        encode_s = reading.detect_s + reading.encode_s
        return FaceSearch(asked, len(reading.faces), tuple(hits[:top_k]), encode_s, took_s)

    def _placed(self, method: Method) -> tuple[list[FaceRow], list[list[Face]]]:
        """Stored faces that are in a photo of the library now, and for each the photos it is in."""
        by_content: dict[str, list[Photo]] = {}
        for photo in self._photos.photos().values():
            by_content.setdefault(photo.content_hash, []).append(photo)
        rows = [row for row in self._store.faces(method.key) if row.content_hash in by_content]
        faces = [
            [
                Face(photo, row.number, Box(*row.place), row.score, row.sharpness, row.picture_jpeg)
                for photo in sorted(by_content[row.content_hash], key=lambda photo: photo.path)
            ]
            for row in rows
        ]
        return rows, faces
