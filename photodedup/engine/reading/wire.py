"""Messages between the program and a reading process: a kind, a JSON head and raw bytes.

Whatever comes from the other side is only taken apart here, never run: a process that a hostile
file took over can send wrong values, and nothing else.
"""

import json
import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

_FRAME = struct.Struct("<cII")  # kind, bytes of the head, bytes of all parts together
_MAX_HEAD_BYTES = 1 << 20
MAX_PARTS_BYTES = 1 << 26  # unless more was asked for
_JOINED_BYTES = 1 << 20  # up to here one write is quicker than several


class Kind(Enum):
    """What a message says. The first six go to the process, the others come from it."""

    LIMITS = b"L"  # first of all: {"free_bytes", "shared_bytes"}
    READ = b"P"  # this file, please: {"model_input_px"}, the path
    PICTURE = b"F"  # all pixels of this file, please: {"max_pixels"}, the path
    DETAILS = b"T"  # what is written in the head of this file, please: the path
    FACES = b"A"  # faces in this file, please: {"method"}, the path, files with weights
    GRANTED = b"G"  # so much more memory may be used: {"bytes"}
    STARTED = b"S"
    DECODING = b"D"  # the file was read, its picture is being decoded; not said of each file
    MEMORY = b"M"  # more memory is needed: {"bytes"}; waits for GRANTED
    EXTRACT = b"X"  # what the file holds
    PIXELS = b"I"  # {"shape"}, all pixels
    KNOWN = b"K"  # {"details"}
    SEEN = b"N"  # {"faces"}
    UNREADABLE = b"U"  # why not: {"reason"}
    FAILED = b"E"  # a mistake of this program: {"error"}


class BrokenMessage(Exception):
    """The other side ended, or does not keep to the form."""


@dataclass(frozen=True, slots=True)
class Message:
    """`head` is a JSON object, `parts` the raw bytes that came with it."""

    kind: Kind
    head: dict[str, Any]
    parts: tuple[bytes, ...] = ()

    def number(self, name: str) -> int:
        """A whole number of the head, zero or more.

        Raises:
            BrokenMessage: it is not there, or not such a number.
        """
        value = self.head.get(name)
        if type(value) is not int or value < 0:
            raise BrokenMessage(f"{self.kind.name} without {name}")
        return value


def send(
    stream: BinaryIO,
    kind: Kind,
    head: dict[str, Any] | None = None,
    parts: Sequence[bytes | memoryview] = (),
) -> None:
    """Write one message to an unbuffered stream.

    Raises:
        OSError: nobody listens any more.
    """
    text = json.dumps({**(head or {}), "parts": [len(part) for part in parts]}).encode("ascii")
    total = sum(map(len, parts))
    chunks = [_FRAME.pack(kind.value, len(text), total), text, *parts]
    for chunk in [b"".join(chunks)] if total <= _JOINED_BYTES else chunks:
        rest = memoryview(chunk)
        while rest:
            rest = rest[stream.write(rest) :]


def receive(stream: BinaryIO, max_parts_bytes: int = MAX_PARTS_BYTES) -> Message:
    """Read one message from a buffered stream.

    Raises:
        BrokenMessage: the other side ended, or sent something else.
    """
    code, head_bytes, parts_bytes = _FRAME.unpack(_exactly(stream, _FRAME.size))
    if head_bytes > _MAX_HEAD_BYTES or parts_bytes > max_parts_bytes:
        raise BrokenMessage("a message is too long")
    try:
        kind = Kind(code)
        head = json.loads(_exactly(stream, head_bytes))
    except (ValueError, RecursionError) as error:
        raise BrokenMessage("a message has no such form") from error
    if not isinstance(head, dict):
        raise BrokenMessage("a message has no such form")
    lengths = _lengths(head.pop("parts", None), parts_bytes)
    return Message(kind, head, tuple(_exactly(stream, length) for length in lengths))


def _lengths(given: object, total: int) -> list[int]:
    lengths = given if isinstance(given, list) else [-1]
    if any(type(length) is not int or length < 0 for length in lengths) or sum(lengths) != total:
        raise BrokenMessage("the parts of a message have other lengths")
    return lengths


def _exactly(stream: BinaryIO, count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise BrokenMessage("the other side ended")
    return data


def pixels_of(answer: Message) -> NDArray[np.uint8]:
    """The picture in an answer, not to be written to.

    Raises:
        BrokenMessage: this is no picture of uint8 (height, width, 3).
    """
    shape = answer.head.get("shape")
    if answer.kind is not Kind.PIXELS or not isinstance(shape, list) or len(answer.parts) != 1:
        raise BrokenMessage("this is no answer")
    is_picture = all(type(side) is int and side > 0 for side in shape) and shape[2:] == [3]
    if not is_picture or math.prod(shape) != len(answer.parts[0]):
        raise BrokenMessage("a picture has another shape")
    return np.frombuffer(answer.parts[0], np.uint8).reshape(shape)
