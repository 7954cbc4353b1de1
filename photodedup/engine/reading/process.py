"""One reading process, as the program sees it."""

import contextlib
import io
import logging
import os
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, cast

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.details import Details
from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.extraction import Extract
from photodedup.engine.faces.methods import Method
from photodedup.engine.faces.nouns import FaceReading
from photodedup.engine.priority import Level, lower_process
from photodedup.engine.reading.limits import ReadingLimits
from photodedup.engine.reading.plain import WrongType, from_plain
from photodedup.engine.reading.starting import PIPE_BYTES, start
from photodedup.engine.reading.wire import (
    MAX_PARTS_BYTES,
    BrokenMessage,
    Kind,
    Message,
    pixels_of,
    receive,
    send,
)

log = logging.getLogger(__name__)

_START_LIMIT_S = 60.0
_END_LIMIT_S = 3.0
_IDLE_PATIENCE = 10  # times as long may a file take that is read when nobody else works
_MAX_MESSAGES = 20  # about one file
_SIGKILL = 9
_MAX_REASON = 200
_MAX_REMARKS = 50  # of decoders, in the log, from one process
_REMARK_BYTES = 300


class ProcessDied(Exception):
    """The process ended in the middle of a file. `by_system`: killed from outside, which the
    system does where memory runs out."""

    def __init__(self, message: str, *, by_system: bool) -> None:
        super().__init__(message)
        self.by_system = by_system


class ReadingProcess:
    """Reads one file at a time, for one thread at a time; `greet` it first.

    `end` it when it is not needed any more. `kill_if_late` and `kill` may be called from any
    thread meanwhile; the one that reads then gets ProcessDied or UnreadablePhoto.

    Args:
        command: what to start.
        limits: time and memory.
        grant: waits until so much memory may be used by this process, and says how much it is.

    Raises:
        OSError: it cannot be started.
    """

    def __init__(
        self,
        command: Sequence[str],
        limits: ReadingLimits,
        grant: Callable[["ReadingProcess", int], int],
    ) -> None:
        self._limits = limits
        self._grant = grant
        self._deadline_s: float | None = None
        self._is_late = False
        self._is_decoding = False
        self.level = Level.FULL
        self.files_read = 0
        self.idle_since_s = 0.0
        self._process = start(command)
        self._given = cast(BinaryIO, self._process.stdin)
        self._answers = io.BufferedReader(cast(io.RawIOBase, self._process.stdout), PIPE_BYTES)
        self._remarks: deque[str] = deque(maxlen=3)
        self._drain = threading.Thread(
            target=self._note_remarks, args=(self._process.stderr,), daemon=True
        )
        self._drain.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    @property
    def is_known_to_be_gone(self) -> bool:
        """Without asking the system."""
        return self._process.returncode is not None

    def greet(self) -> None:
        """Wait until it has started.

        Raises:
            ProcessDied, UnreadablePhoto: it ended instead, or took too long.
        """
        self._allow(_START_LIMIT_S)
        head = {"free_bytes": self._limits.free_bytes, "shared_bytes": self._limits.shared_bytes}
        try:
            send(self._given, Kind.LIMITS, head)
            if receive(self._answers).kind is not Kind.STARTED:
                raise BrokenMessage("it does not say that it started")
        except (BrokenMessage, OSError) as error:
            raise self._what_happened(error) from error
        finally:
            self._deadline_s = None

    def stand_back(self, level: Level) -> None:
        """Let other programs go first from now on; there is no way back."""
        if level > self.level:
            self.level = level
            lower_process(self.pid, level)

    def read(
        self, path: Path, model_input_px: int | None, on_bytes_read: Callable[[], None] | None
    ) -> Extract:
        """What `extract` gives for a file; `on_bytes_read`, if any, is called when it is being
        decoded.

        Raises:
            UnreadablePhoto: with the reason, also where it took too long.
            ProcessDied: the process is gone; another one has to go on.
            RuntimeError: a mistake of this program while reading.
        """
        head = {"model_input_px": model_input_px, "is_waited_for": on_bytes_read is not None}
        with self._asked(Kind.READ, head, path, on_bytes_read=on_bytes_read) as answer:
            if answer.kind is not Kind.EXTRACT:
                raise BrokenMessage("this is no answer")
            read = from_plain(Extract, answer.head.get("extract"), answer.parts)
            shape = read.model_input.shape if read.model_input is not None else None
            if shape != ((model_input_px, model_input_px, 3) if model_input_px else None):
                raise BrokenMessage("the model's input has another shape")
            return read

    def picture(self, path: Path, max_pixels: int) -> NDArray[np.uint8]:
        """What `full_picture` gives for a file; raises as `read`."""
        head, most_bytes = {"max_pixels": max_pixels}, 3 * max_pixels
        with self._asked(Kind.PICTURE, head, path, most_bytes) as answer:
            return pixels_of(answer)

    def details(self, path: Path) -> Details:
        """What `details_inside` gives for a file; raises as `read`."""
        with self._asked(Kind.DETAILS, {}, path) as answer:
            if answer.kind is not Kind.KNOWN:
                raise BrokenMessage("this is no answer")
            return from_plain(Details, answer.head.get("details"), answer.parts)

    def faces(self, path: Path, method: Method, weights: Sequence[Path]) -> FaceReading:
        """What `see_faces` gives for a file; raises as `read`."""
        files = [os.fsencode(weight) for weight in weights]
        with self._asked(Kind.FACES, {"method": method.name}, path, more=files) as answer:
            if answer.kind is not Kind.SEEN:
                raise BrokenMessage("this is no answer")
            return from_plain(FaceReading, answer.head.get("faces"), answer.parts)

    @contextlib.contextmanager
    def _asked(
        self,
        kind: Kind,
        head: dict[str, Any],
        path: Path,
        most_bytes: int = MAX_PARTS_BYTES,
        more: Sequence[bytes] = (),
        on_bytes_read: Callable[[], None] | None = None,
    ) -> Iterator[Message]:
        """The answer to a question about a file; what is wrong with it may be raised inside."""
        self._is_decoding = False
        file_s = self._patience * self._limits.seconds_for(_size_bytes(path))
        self._allow(file_s)
        try:
            send(self._given, kind, head, [os.fsencode(path), *more])
            yield self._answer(file_s, most_bytes, on_bytes_read)
        except (BrokenMessage, WrongType, OSError) as error:
            raise self._what_happened(error) from error
        finally:
            self._deadline_s = None
            self.files_read += 1
            self.idle_since_s = time.monotonic()

    def kill_if_late(self, now_s: float) -> None:
        deadline_s = self._deadline_s
        if deadline_s is not None and now_s > deadline_s:
            self._is_late = True
            self.kill()

    def kill(self) -> None:
        with contextlib.suppress(OSError):
            self._process.kill()

    def end(self) -> None:
        """Kill it and wait until it is gone. Only for the thread that last used it."""
        self.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):  # a drive that is gone holds it
            self._process.wait(_END_LIMIT_S)
        self._drain.join(_END_LIMIT_S)
        for stream in (self._given, self._answers):
            with contextlib.suppress(OSError):
                stream.close()

    # --- talking -------------------------------------------------------------------------------

    def _answer(
        self, file_s: float, most_bytes: int, on_bytes_read: Callable[[], None] | None
    ) -> Message:
        """The last message about a file; what comes before it is acted on."""
        for _ in range(_MAX_MESSAGES):
            message = receive(self._answers, most_bytes)
            if message.kind is Kind.DECODING:
                self._is_decoding = True
                self._allow(file_s)
                if on_bytes_read is not None:
                    on_bytes_read()
            elif message.kind is Kind.MEMORY:
                self._hand_memory(message.number("bytes"))
            elif message.kind is Kind.UNREADABLE:
                reason = _printable(str(message.head.get("reason")))
                raise UnreadablePhoto(reason[:_MAX_REASON])
            elif message.kind is Kind.FAILED:
                raise RuntimeError(_printable(str(message.head.get("error"))))
            else:
                return message
        raise BrokenMessage("it talks without end")

    def _hand_memory(self, wanted_bytes: int) -> None:
        self._deadline_s, left_s = None, self._seconds_left()
        granted = self._grant(self, min(wanted_bytes, self._limits.shared_bytes))
        self._allow(left_s)
        send(self._given, Kind.GRANTED, {"bytes": granted})

    @property
    def _patience(self) -> int:
        return _IDLE_PATIENCE if self.level is Level.IDLE else 1

    def _allow(self, seconds: float) -> None:
        self._deadline_s = time.monotonic() + seconds

    def _seconds_left(self) -> float:
        return max(1.0, (self._deadline_s or 0.0) - time.monotonic())

    def _what_happened(self, error: Exception) -> Exception:
        """Why there was no answer, as the exception to raise. The process is gone afterwards."""
        is_late, self._deadline_s = self._is_late, None  # from here on nobody waits for it
        try:
            code = self._process.wait(_END_LIMIT_S)
        except subprocess.TimeoutExpired:
            self.kill()  # it lives, and talks nonsense
            code = 0
        if is_late:
            return UnreadablePhoto(self._why_late())
        self._drain.join(_END_LIMIT_S)
        said = " | ".join(self._remarks)
        log.info("a reading process ended with %d (%s): %s", code, error, said)
        return ProcessDied(f"exit code {code}: {said}", by_system=code == -_SIGKILL)

    def _why_late(self) -> str:
        limit = f"{self._patience * self._limits.file_s:.0f} seconds"
        if self._is_decoding:
            return f"opening this picture takes too long (more than {limit})"
        return f"the file cannot be read (no answer within {limit})"

    def _note_remarks(self, stream: BinaryIO) -> None:
        """Read what decoders print, so that it disturbs nobody; a little of it goes to the log."""
        count = 0
        with stream:
            while remark := os.read(stream.fileno(), 1 << 16):
                text = _printable(remark[-_REMARK_BYTES:].decode("utf-8", "replace"))
                self._remarks.append(text)
                count += 1
                if count <= _MAX_REMARKS:
                    log.info("while photos are read: %s", text)


def _size_bytes(path: Path) -> int:
    try:
        return os.lstat(path).st_size
    except OSError:
        return 0  # reading it will say why


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text).strip()
