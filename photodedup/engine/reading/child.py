"""The reading process: takes one file after the other, and answers with what is in it.

Started with `READING_WORD` as its only argument. It imports what decoding needs and no more, and
ends when its standard input does.
"""

import logging
import os
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from photodedup.engine.detail_reading import details_inside
from photodedup.engine.errors import OutOfMemory, UnreadablePhoto
from photodedup.engine.extraction import extract, full_picture, reduced_picture
from photodedup.engine.pictures.geometry import take_memory_turns
from photodedup.engine.pictures.threads import use_one_thread_each
from photodedup.engine.reading.confinement import (
    MemoryLimit,
    die_with_parent,
    give_up_rights,
    quiet_streams,
)
from photodedup.engine.reading.limits import ReadingLimits
from photodedup.engine.reading.plain import to_plain
from photodedup.engine.reading.wire import BrokenMessage, Kind, Message, receive, send

if TYPE_CHECKING:
    from photodedup.engine.faces.nouns import FaceReading

TOO_MUCH_MEMORY = "opening this picture takes more memory than the program may use"
_STACK_BYTES = 1 << 18
_TELL_EVERY_S = 0.2

Parts = Sequence[bytes | memoryview]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found in a file."""

    kind: Kind
    head: dict[str, Any]
    parts: Parts


Work = Callable[[Message, Callable[[], None]], Answer]


def path_of(request: Message) -> Path:
    """The file that a request is about."""
    return Path(os.fsdecode(request.parts[0]))


def do_work(request: Message, on_bytes_read: Callable[[], None]) -> Answer:
    """What is done with each file. `on_bytes_read` is called when it is read, to be decoded.

    Raises:
        UnreadablePhoto: with the reason in plain words.
    """
    path = path_of(request)
    if request.kind is Kind.PICTURE:
        pixels = full_picture(path, request.number("max_pixels"), on_bytes_read)
        whole = np.ascontiguousarray(pixels, np.uint8)
        return Answer(Kind.PIXELS, {"shape": [*whole.shape]}, [whole.data.cast("B")])
    parts: list[bytes | memoryview] = []
    if request.kind is Kind.FACES:
        return Answer(Kind.SEEN, {"faces": to_plain(_faces(request, on_bytes_read), parts)}, parts)
    if request.kind is Kind.DETAILS:
        return Answer(Kind.KNOWN, {"details": to_plain(details_inside(path), parts)}, parts)
    input_px = request.head["model_input_px"]
    read = extract(path, model_input_px=input_px, on_bytes_read=on_bytes_read)
    return Answer(Kind.EXTRACT, {"extract": to_plain(read, parts)}, parts)


def _faces(request: Message, on_bytes_read: Callable[[], None]) -> "FaceReading":
    """Loads what finds faces at the first request only."""
    from photodedup.engine.faces.methods import method_named
    from photodedup.engine.faces.seeing import see_faces

    method = method_named(request.head["method"])
    if method is None:
        raise ValueError(request.head["method"])  # another version asks
    weights = [os.fsdecode(part) for part in request.parts[1:]]
    started_s = time.monotonic()
    content, pixels = reduced_picture(path_of(request), method.long_side_px, on_bytes_read)
    return see_faces(content, pixels, time.monotonic() - started_s, method, weights)


def main(work: Work = do_work) -> None:
    """Serve until standard input ends. Never returns in any other way."""
    die_with_parent()
    requests, answers = quiet_streams()
    give_up_rights()
    logging.basicConfig(level=logging.INFO, format="%(message)s")  # the program logs it
    use_one_thread_each()
    threading.stack_size(_STACK_BYTES)
    with os.fdopen(requests, "rb") as given, os.fdopen(answers, "wb", 0) as out:
        try:
            limits = _limits(receive(given))
            _Child(_listen(given), out, limits, work).serve()
        except (BrokenMessage, OSError):
            return  # the program is gone


def _limits(message: Message) -> ReadingLimits:
    return ReadingLimits(0.0, message.number("free_bytes"), message.number("shared_bytes"))


def _listen(stream: BinaryIO) -> "queue.SimpleQueue[Message]":
    """Messages, read in a thread that ends the process in the middle of a decode if need be."""
    messages: queue.SimpleQueue[Message] = queue.SimpleQueue()

    def listen() -> None:
        while True:
            try:
                messages.put(receive(stream))
            except (BrokenMessage, OSError):
                os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    return messages


class _Child:
    """Answers requests one by one, and asks for memory where a picture needs much."""

    def __init__(
        self,
        messages: "queue.SimpleQueue[Message]",
        out: BinaryIO,
        limits: ReadingLimits,
        work: Work,
    ) -> None:
        self._messages = messages
        self._out = out
        self._limits = limits
        self._work = work
        self._wanted_bytes = self._granted_bytes = 0
        self._saying = threading.Lock()
        self._is_decoding = False  # and that was not said yet
        self._memory = MemoryLimit(limits.free_bytes, self._exceeded)
        take_memory_turns(self._turn)

    def serve(self) -> None:
        """Until memory does not come back after a file: a new process is better then."""
        self._say(Kind.STARTED)
        threading.Thread(target=self._tell_of_decoding, daemon=True).start()
        while self._give_back():
            request = self._messages.get()
            try:
                answer = self._answer(request)
            except UnreadablePhoto as error:
                self._say(Kind.UNREADABLE, {"reason": str(error)})
            except Exception as error:  # noqa: BLE001 - the program logs it and goes on
                self._say(Kind.FAILED, {"error": f"{type(error).__name__}: {error}"[:1000]})
            else:
                self._say(answer.kind, answer.head, answer.parts)
                del answer  # a picture is large, and the next file needs its room

    def _answer(self, request: Message) -> Answer:
        """Once more with all the memory there is, where the first guess was too low."""
        on_bytes_read = partial(self._note_decoding, bool(request.head.get("is_waited_for")))
        try:
            return self._work(request, on_bytes_read)
        except (OutOfMemory, MemoryError) as error:
            if self._granted_bytes < self._limits.shared_bytes:
                self._ask(self._limits.shared_bytes)
                try:
                    return self._work(request, on_bytes_read)
                except (OutOfMemory, MemoryError):
                    pass
            raise UnreadablePhoto(TOO_MUCH_MEMORY) from error

    def _say(self, kind: Kind, head: dict[str, Any] | None = None, parts: Parts = ()) -> None:
        with self._saying:
            self._is_decoding = False
            send(self._out, kind, head, parts)

    # --- telling that a picture is being decoded -----------------------------------------------

    def _note_decoding(self, is_waited_for: bool) -> None:
        """Said at once where the next file is read only then, otherwise of what takes long: to
        hear it of each file costs the program more than all else about it."""
        if is_waited_for:
            self._say(Kind.DECODING)
        else:
            self._is_decoding = True

    def _tell_of_decoding(self) -> None:
        with suppress(OSError):  # the program is gone
            while True:
                time.sleep(_TELL_EVERY_S)
                self._say_if_decoding()

    def _say_if_decoding(self) -> None:
        with self._saying:
            if self._is_decoding:
                self._is_decoding = False
                send(self._out, Kind.DECODING)

    # --- memory --------------------------------------------------------------------------------

    @contextmanager
    def _turn(self, size_bytes: int) -> Iterator[None]:
        """What was granted stays until the file is done: its memory does not come back at once."""
        self._wanted_bytes += size_bytes
        wanted = min(self._wanted_bytes - self._limits.free_bytes // 2, self._limits.shared_bytes)
        if wanted > self._granted_bytes:
            self._ask(wanted)
        yield

    def _ask(self, size_bytes: int) -> None:
        self._say_if_decoding()
        self._say(Kind.MEMORY, {"bytes": size_bytes})
        self._granted_bytes = self._messages.get().number("bytes")
        self._memory.grant(self._granted_bytes)

    def _give_back(self) -> bool:
        """Whether there is room for the next file."""
        self._wanted_bytes = 0
        if not self._granted_bytes:
            return True
        self._granted_bytes = 0
        return self._memory.take_back()

    def _exceeded(self) -> None:
        self._say(Kind.UNREADABLE, {"reason": TOO_MUCH_MEMORY})
        os._exit(1)


if __name__ == "__main__":
    main()
