"""Thumbnails on demand: read and scaled in a pool, latest wish first, kept within bounds."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, QObject, QSize, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo

log = logging.getLogger(__name__)

ThumbnailSource = Callable[[PhotoId], bytes | None]
Key = tuple[PhotoId, int]  # the photo and its mtime_ns: a rewritten file is another picture

MAX_WAITING = 256  # older wishes have scrolled away; a repaint asks again
MAX_BYTES = 96 * 1024 * 1024
MISSING_COST_BYTES = 64
AT_A_RUN = 8  # fetched before other work of the pool has its turn
AT_A_TURN = 12  # pixmaps made before other events are handled: a large screenful is a stall
TURN_MS = 8  # a few pictures are shown together, not each by a painting of its own
MAX_ARRIVED = 64  # pictures that wait for their turn; older ones have scrolled away as well
DEFAULT_SIDE_PX = 160
MAX_SIDE_PX = 320


class ThumbnailLoader(QObject):
    """Gives a photo's thumbnail at once if it has it, and otherwise fetches it for next time.

    Create it in the GUI thread. Pool threads only make a QImage; the QPixmap is made here, when
    results have arrived, and only if it still belongs to the present generation (library, size).
    """

    loaded = Signal(object)  # PhotoId: `pixmap` has an answer now
    _some_arrived = Signal()  # from pool threads; once for all that arrive until they are taken

    def __init__(
        self, source: ThumbnailSource, pool: QThreadPool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._pool = pool
        self._side_px = DEFAULT_SIDE_PX
        self._generation = 0
        self._kept: OrderedDict[Key, QPixmap | None] = OrderedDict()
        self._kept_bytes = 0
        self._is_held_back = False
        self._held_back = threading.Lock()  # as long; pool threads wait for it
        self._lock = threading.Lock()  # guards the next five, which pool threads touch
        self._waiting: OrderedDict[Key, None] = OrderedDict()  # latest wish last
        self._running: set[tuple[Key, int]] = set()
        self._arrived: list[tuple[Key, int, QImage | None]] = []  # latest last
        self._is_turn_asked_for = False
        self._run_count = 0  # in the pool, running or waiting there
        self._turn = QTimer(self, singleShot=True, interval=TURN_MS)
        self._turn.timeout.connect(self._keep_some)
        self._some_arrived.connect(self._turn.start)

    def pixmap(self, photo: Photo) -> QPixmap | None:
        """The thumbnail, or None while it is being fetched or when there is none."""
        key = (photo.id, photo.mtime_ns)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        self._want(key)
        return None

    def is_missing(self, photo: Photo) -> bool:
        """Whether it is known that this photo has no thumbnail."""
        key = (photo.id, photo.mtime_ns)
        return key in self._kept and self._kept[key] is None

    @contextmanager
    def held_back(self) -> Iterator[None]:
        """What is wished meanwhile is fetched afterwards, and no other is begun. While the window
        paints, it should not share Python with other threads: it would wait for them dozens of
        times."""
        with self._held_back:
            self._is_held_back = True
            try:
                yield
            finally:
                self._is_held_back = False
        self._run_some()

    def set_side(self, side_px: int) -> None:
        """The box, in device pixels, that thumbnails are scaled into from now on."""
        side_px = max(16, min(side_px, MAX_SIDE_PX))
        if side_px != self._side_px:
            self._side_px = side_px
            self.clear()

    def clear(self) -> None:
        """Forget everything, also what is under way, such as when another library is opened."""
        self._generation += 1
        self._kept.clear()
        self._kept_bytes = 0
        with self._lock:
            self._waiting.clear()
            self._running -= {(key, generation) for key, generation, _ in self._arrived}
            self._arrived.clear()

    @property
    def is_idle(self) -> bool:
        """Whether all that was asked for has come."""
        with self._lock:
            return not (self._waiting or self._running or self._arrived)

    # --- inside ------------------------------------------------------------------------------

    def _want(self, key: Key) -> None:
        with self._lock:
            if (key, self._generation) in self._running:
                return
            self._waiting[key] = None
            self._waiting.move_to_end(key)
            if len(self._waiting) > MAX_WAITING:
                self._waiting.popitem(last=False)
        if not self._is_held_back:
            self._run_some()

    def _run_some(self) -> None:
        """As many at a time as the pool has threads, if there is so much to do."""
        with self._lock:
            most = min(len(self._waiting), self._pool.maxThreadCount())
            new_count = max(0, most - self._run_count)
            self._run_count += new_count
        for _ in range(new_count):
            self._pool.start(self._fetch_some)

    def _fetch_some(self) -> None:
        """Runs in a pool thread."""
        for _ in range(AT_A_RUN):
            with self._held_back:
                pass
            if not self._fetch_latest():
                return
        self._pool.start(self._fetch_some)  # behind other work

    def _fetch_latest(self) -> bool:
        """Fetch the latest wish, whichever it is by now; False where there is none, which ends
        this run."""
        with self._lock:
            if not self._waiting:
                self._run_count -= 1
                return False
            key, _ = self._waiting.popitem(last=True)
            generation, side_px = self._generation, self._side_px
            self._running.add((key, generation))
        image = self._image(key[0], side_px)
        with self._lock:
            self._arrived.append((key, generation, image))
            is_first, self._is_turn_asked_for = not self._is_turn_asked_for, True
        if is_first:
            self._some_arrived.emit()
        return True

    def _image(self, photo_id: PhotoId, side_px: int) -> QImage | None:
        try:
            jpeg = self._source(photo_id)
            return _scaled(jpeg, side_px) if jpeg else None
        except Exception:  # one thumbnail is worth a log line, not the window
            log.exception("no thumbnail for photo %s", photo_id)
            return None

    def _keep_some(self) -> None:
        """Keep the latest that arrived. Of too many, the oldest are dropped: they have scrolled
        away, or are asked for again where they are still seen."""
        with self._lock:
            dropped, self._arrived = self._arrived[:-MAX_ARRIVED], self._arrived[-MAX_ARRIVED:]
            taken = self._arrived[-AT_A_TURN:]
            del self._arrived[-AT_A_TURN:]
            self._running -= {(key, generation) for key, generation, _ in (*dropped, *taken)}
            self._is_turn_asked_for = bool(self._arrived)
        if self._is_turn_asked_for:
            self._turn.start()
        for each in reversed(taken):
            self._keep(*each)
        for key, _, _ in dropped:
            self.loaded.emit(key[0])

    def _keep(self, key: Key, generation: int, image: QImage | None) -> None:
        if generation != self._generation or key in self._kept:
            return
        self._kept[key] = None if image is None else QPixmap.fromImage(image)
        self._kept_bytes += _cost_bytes(self._kept[key])
        while self._kept_bytes > MAX_BYTES:
            _, dropped = self._kept.popitem(last=False)
            self._kept_bytes -= _cost_bytes(dropped)
        self.loaded.emit(key[0])


def _scaled(jpeg: bytes, side_px: int) -> QImage | None:
    """A picture in a box of that size, never enlarged; None where it is none.

    It is made smaller while it is decoded, which takes half the time, and during all of which other
    threads can use Python.
    """
    buffer = QBuffer()
    buffer.setData(jpeg)
    reader = QImageReader(buffer)
    size = reader.size()
    if max(size.width(), size.height()) > side_px:
        box = size.scaled(QSize(side_px, side_px), Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(box.expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        return None
    return image.convertToFormat(QImage.Format.Format_RGB32)


def _cost_bytes(pixmap: QPixmap | None) -> int:
    if pixmap is None:
        return MISSING_COST_BYTES
    return MISSING_COST_BYTES + pixmap.width() * pixmap.height() * 4
