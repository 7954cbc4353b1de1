"""What crosses between the program and a process, and what is refused of it."""

import io
import json
import struct
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np
import pytest
from numpy.typing import NDArray

from photodedup.engine.domain.photos import DateSource
from photodedup.engine.reading.plain import WrongType, from_plain, to_plain
from photodedup.engine.reading.wire import BrokenMessage, Kind, receive, send


@dataclass(frozen=True)
class Inner:
    source: DateSource | None
    words: tuple[str, ...]


@dataclass(frozen=True)
class Outer:
    number: int
    share: float
    is_true: bool
    text: str | None
    when: datetime | None
    inner: Inner
    data: bytes
    pixels: NDArray[np.uint8] | None


WHOLE = Outer(
    7,
    0.25,
    True,
    "naïve \U0001f600",
    datetime(2024, 5, 6, 12, 0, 1, 500, tzinfo=UTC),
    Inner(DateSource.EXIF, ("a", "b")),
    b"\0\xff",
    np.arange(24, dtype=np.uint8).reshape(2, 4, 3),
)


def there_and_back(whole: Outer) -> Outer:
    parts: list[bytes] = []
    text = json.dumps(to_plain(whole, parts))
    return from_plain(Outer, json.loads(text), parts)


class TestPlainValues:
    def test_everything_comes_back(self):
        back = there_and_back(WHOLE)
        assert np.array_equal(back.pixels, WHOLE.pixels)
        assert replace(back, pixels=None) == replace(WHOLE, pixels=None)

    def test_what_may_be_missing(self):
        empty = replace(WHOLE, text=None, when=None, pixels=None, inner=Inner(None, ()))
        assert there_and_back(empty) == empty

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("number", "7"),
            ("number", True),
            ("number", 1 << 63),
            ("share", None),
            ("share", float("nan")),
            ("is_true", 1),
            ("text", ["a"]),
            ("text", "\ud800"),
            ("when", "yesterday"),
            ("when", 5),
            ("inner", {"source": "EXIF"}),
            ("inner", {"source": "no such source", "words": []}),
            ("inner", {"source": None, "words": "ab"}),
            ("data", 2),
            ("data", -1),
            ("data", None),
            ("pixels", [1, 5, 5, 3]),
            ("pixels", []),
            ("pixels", [1, "2", 4, 3]),
        ],
    )
    def test_other_types_are_refused(self, name, value):
        parts: list[bytes] = []
        plain = {**to_plain(WHOLE, parts), name: value}
        with pytest.raises(WrongType):
            from_plain(Outer, plain, parts)

    @pytest.mark.parametrize("plain", [None, [], {}, {"number": 1}, "text"])
    def test_other_fields_are_refused(self, plain):
        with pytest.raises(WrongType):
            from_plain(Outer, plain, [])


class TestMessages:
    def test_kind_head_and_parts_arrive(self):
        stream = io.BytesIO()
        send(stream, Kind.EXTRACT, {"a": 1}, [b"first", b"", b"second"])
        send(stream, Kind.DECODING)
        stream.seek(0)
        message = receive(stream)
        assert (message.kind, message.head) == (Kind.EXTRACT, {"a": 1})
        assert message.parts == (b"first", b"", b"second")
        assert receive(stream).kind is Kind.DECODING
        with pytest.raises(BrokenMessage, match="ended"):
            receive(stream)

    @pytest.mark.parametrize(
        ("kind", "head", "parts_bytes"),
        [
            (b"?", b'{"parts": []}', 0),
            (b"X", b"no JSON", 0),
            (b"X", b"[" * 100_000, 0),
            (b"X", b"[1]", 0),
            (b"X", b"{}", 0),
            (b"X", b'{"parts": [1]}', 0),
            (b"X", b'{"parts": [5, -1]}', 4),
            (b"X", b'{"parts": ["4"]}', 4),
            (b"X", b'{"parts": []}', 1 << 30),
        ],
    )
    def test_anything_else_is_refused(self, kind, head, parts_bytes):
        data = struct.pack("<cII", kind, len(head), parts_bytes) + head + b"1234"
        with pytest.raises(BrokenMessage):
            receive(io.BytesIO(data))

    def test_a_number_that_is_none(self):
        stream = io.BytesIO()
        for value in (-1, "5", None, True):
            send(stream, Kind.MEMORY, {"bytes": value})
        stream.seek(0)
        for _ in range(4):
            with pytest.raises(BrokenMessage):
                receive(stream).number("bytes")
