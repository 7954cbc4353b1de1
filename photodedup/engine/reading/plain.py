"""Frozen dataclasses as plain JSON values and back, held strictly to their type hints.

Only the types that an extract and details are made of are known. Bytes and arrays travel beside
the JSON, which names them by their number.
"""

import math
import types
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.features.perceptual import PerceptualHashes

Whole = TypeVar("Whole")

_Reader = Callable[[Any, Sequence[bytes]], Any]

_MOST_STORED = 1 << 63  # SQLite takes smaller integers


class WrongType(ValueError):
    """A value is not what the type hint says."""


def to_plain(value: object, parts: list[bytes | memoryview]) -> Any:
    """The value as JSON can hold it; bytes and arrays are put behind `parts`."""
    if value is None or isinstance(value, bool | int | float) or type(value) is str:
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, PerceptualHashes):
        value = value.to_bytes()
    if isinstance(value, bytes):
        parts.append(value)
        return len(parts) - 1
    if isinstance(value, np.ndarray) and value.dtype == np.float32:
        parts.append(np.ascontiguousarray(value, "<f4").tobytes())
        return [len(parts) - 1, *value.shape]
    if isinstance(value, np.ndarray):
        parts.append(np.ascontiguousarray(value, np.uint8).data.cast("B"))
        return [len(parts) - 1, *value.shape]
    if isinstance(value, tuple):
        return [to_plain(item, parts) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {name: to_plain(getattr(value, name), parts) for name in _hints(type(value))}
    raise WrongType(f"{type(value).__name__} has no plain form")


def from_plain(whole: type[Whole], plain: object, parts: Sequence[bytes]) -> Whole:
    """The dataclass that `to_plain` took apart.

    Raises:
        WrongType: something in it is not of the type that its hint says.
    """
    try:
        made: Whole = _reader(cast(Any, whole))(plain, parts)
    except (TypeError, ValueError, OverflowError) as error:
        raise WrongType(str(error)) from error
    return made


@cache
def _reader(hint: Any) -> _Reader:
    """What makes a value of this type of a plain one; made once, as it is used for each file."""
    if hint in _READERS:
        return _READERS[hint]
    if get_origin(hint) is types.UnionType:
        return _optional(*(inner for inner in get_args(hint) if inner is not type(None)))
    if get_origin(hint) is tuple and get_args(hint)[1:] == (Ellipsis,):
        return _tuple(get_args(hint)[0])
    if is_dataclass(hint):
        return _dataclass(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return lambda plain, parts: hint(plain)
    raise TypeError(f"{hint} has no plain form")


def _dataclass(whole: Any) -> _Reader:
    readers = {name: _reader(hint) for name, hint in _hints(whole).items()}

    def read(plain: Any, parts: Sequence[bytes]) -> Any:
        if not isinstance(plain, dict) or plain.keys() != readers.keys():
            raise WrongType(f"these are not the fields of {whole.__name__}")
        return whole(**{name: reader(plain[name], parts) for name, reader in readers.items()})

    return read


def _optional(hint: Any) -> _Reader:
    inner = _reader(hint)
    return lambda plain, parts: None if plain is None else inner(plain, parts)


def _tuple(hint: Any) -> _Reader:
    inner = _reader(hint)

    def read(plain: Any, parts: Sequence[bytes]) -> Any:
        _require(type(plain) is list)
        return tuple(inner(item, parts) for item in plain)

    return read


def _text(plain: Any, _: Sequence[bytes]) -> str:
    _require(type(plain) is str)
    text: str = plain
    text.encode()  # half a character could not be stored
    return text


def _yes_or_no(plain: Any, _: Sequence[bytes]) -> bool:
    _require(type(plain) is bool)
    return bool(plain)


def _whole_number(plain: Any, _: Sequence[bytes]) -> int:
    _require(type(plain) is int and abs(plain) < _MOST_STORED)
    return int(plain)


def _number(plain: Any, _: Sequence[bytes]) -> float:
    _require(type(plain) in (int, float) and math.isfinite(plain))
    return float(plain)


def _moment(plain: Any, _: Sequence[bytes]) -> datetime:
    return datetime.fromisoformat(plain)


def _part(plain: Any, parts: Sequence[bytes]) -> bytes:
    _require(type(plain) is int and 0 <= plain < len(parts))
    part: bytes = parts[plain]
    return part


def _hashes(plain: Any, parts: Sequence[bytes]) -> PerceptualHashes:
    return PerceptualHashes.from_bytes(_part(plain, parts))


def _array(plain: Any, parts: Sequence[bytes]) -> NDArray[np.uint8]:
    number, *shape = _numbers(plain)
    return np.frombuffer(_part(number, parts), np.uint8).reshape(shape)


def _vector(plain: Any, parts: Sequence[bytes]) -> NDArray[np.float32]:
    number, *shape = _numbers(plain)
    values = np.frombuffer(_part(number, parts), "<f4").astype(np.float32).reshape(shape)
    _require(bool(np.isfinite(values).all()))
    return values


def _numbers(plain: Any) -> list[int]:
    _require(type(plain) is list and all(type(number) is int for number in plain))
    numbers: list[int] = plain
    return numbers


def _require(is_right: bool) -> None:
    if not is_right:
        raise WrongType("a value is of another type")


@cache
def _hints(whole: Any) -> dict[str, Any]:
    hints = get_type_hints(whole)
    return {field.name: hints[field.name] for field in fields(whole)}


_READERS: dict[Any, _Reader] = {
    str: _text,
    bool: _yes_or_no,
    int: _whole_number,
    float: _number,
    datetime: _moment,
    bytes: _part,
    PerceptualHashes: _hashes,
    NDArray[np.uint8]: _array,
    NDArray[np.float32]: _vector,
}
