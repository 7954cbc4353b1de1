"""One run that looks for faces in photos, a few at a time, and stores them as they come."""

from collections import deque
from collections.abc import Sequence
from concurrent.futures import CancelledError, Executor, Future, wait
from pathlib import Path
from typing import Protocol

from photodedup.engine.domain.photos import Photo
from photodedup.engine.errors import Cancelled, ModelUnavailable, UnreadablePhoto
from photodedup.engine.faces.methods import Method
from photodedup.engine.faces.nouns import FaceReading, FaceState
from photodedup.engine.progress import CancelToken, Progress, ProgressSink, Stage
from photodedup.engine.store.faces import FaceRow, FaceStore

_STOP_WITHIN_S = 0.2
_TRIES = 3  # photos that may fail in a strange way before it is the method's fault


class FaceSource(Protocol):
    """What reads faces: reading processes."""

    def faces(self, path: Path, method: Method, weights: Sequence[Path]) -> FaceReading:
        """As `see_faces`."""


class FaceRun:
    """One run over photos; its counts and times are right at any moment."""

    def __init__(
        self, store: FaceStore, source: FaceSource, method: Method, weights: Sequence[Path]
    ) -> None:
        self._store = store
        self._source = source
        self._method = method
        self._weights = weights
        self.read_count = 0
        self.failed_count = 0
        self.timings_s = {"decode": 0.0, "detect": 0.0, "encode": 0.0}

    def read(
        self,
        photos: Sequence[Photo],
        executor: Executor,
        workers: int,
        report: ProgressSink,
        token: CancelToken,
    ) -> None:
        """Read these photos in order, so many workers at a time; raises as `FaceBook.read`."""
        waiting: deque[tuple[Photo, Future[FaceReading]]] = deque()
        remaining = iter(photos)
        report(Progress(Stage.READING, 0, len(photos)))
        try:
            while True:
                token.check()
                while len(waiting) <= workers and (photo := next(remaining, None)) is not None:
                    waiting.append((photo, executor.submit(self._faces, photo.path)))
                if not waiting:
                    return
                photo, future = waiting[0]
                while not future.done():  # one picture may take long: Stop must not wait for it
                    wait([future], _STOP_WITHIN_S)
                    token.check()
                waiting.popleft()
                self._take(photo, future)
                done = self.read_count + self.failed_count
                report(Progress(Stage.READING, done, len(photos), self.failed_count))
        finally:
            for _, future in waiting:
                future.cancel()

    def _faces(self, path: Path) -> FaceReading:
        return self._source.faces(path, self._method, self._weights)

    def _take(self, photo: Photo, future: "Future[FaceReading]") -> None:
        """A photo that cannot be read, or has changed since the scan, is tried again next time."""
        try:
            reading = future.result()
        except UnreadablePhoto:
            self.failed_count += 1
            return
        except CancelledError as error:
            raise Cancelled("stopped") from error
        except RuntimeError as error:  # the process told of a mistake
            self.failed_count += 1
            if not self.read_count and self.failed_count >= _TRIES:
                raise ModelUnavailable(f"{self._method.name} does not run here: {error}") from error
            return
        for name in self.timings_s:
            self.timings_s[name] += getattr(reading, f"{name}_s")
        if reading.content_hash != photo.content_hash:
            self.failed_count += 1
            return
        self.read_count += 1
        state = FaceState.FOUND if reading.faces else FaceState.NO_FACE_DETECTED
        rows = [
            FaceRow(
                photo.content_hash,
                number,
                (face.box.left, face.box.top, face.box.width, face.box.height),
                face.score,
                face.sharpness,
                face.vector,
                face.picture_jpeg,
            )
            for number, face in enumerate(reading.faces)
        ]
        self._store.put(photo.content_hash, self._method.key, state, rows)
