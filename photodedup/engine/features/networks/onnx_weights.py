"""Reads the weights out of an ONNX file, so that torch needs no second file and no ONNX package.

An ONNX file is one protocol-buffer message. Only four of its fields matter here: the graph in the
model, the tensors in the graph, and each tensor's name, shape, type and raw little-endian bytes.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_MODEL_GRAPH = 7
_GRAPH_TENSOR = 5
_TENSOR_SHAPE, _TENSOR_TYPE, _TENSOR_NAME, _TENSOR_BYTES = 1, 2, 8, 9
_DTYPES = {1: "<f4", 2: "u1", 7: "<i8", 10: "<f2"}
_VARINT, _EIGHT_BYTES, _CHUNK, _FOUR_BYTES = 0, 1, 2, 5


def read_weights(path: Path) -> dict[str, NDArray[np.generic]]:
    """All tensors stored in the graph, by name, with the types they are stored in.

    Raises:
        ValueError: the file is not an ONNX file, or stores a tensor in a way not known here.
        OSError: the file cannot be read.
    """
    weights = {}
    try:
        for field, graph in _fields(memoryview(path.read_bytes())):
            if field == _MODEL_GRAPH and isinstance(graph, memoryview):
                for part, tensor in _fields(graph):
                    if part == _GRAPH_TENSOR and isinstance(tensor, memoryview):
                        name, values = _tensor(tensor)
                        weights[name] = values
    except IndexError:
        raise ValueError(f"{path.name} ends too early") from None
    return weights


def _tensor(message: memoryview) -> tuple[str, NDArray[np.generic]]:
    name, dtype, raw = "", "", memoryview(b"")
    shape: list[int] = []
    for field, value in _fields(message):
        if field == _TENSOR_SHAPE:
            shape += [value] if isinstance(value, int) else _varints(value)
        elif field == _TENSOR_TYPE and isinstance(value, int):
            dtype = _DTYPES.get(value, "")
        elif field == _TENSOR_NAME and isinstance(value, memoryview):
            name = bytes(value).decode()
        elif field == _TENSOR_BYTES and isinstance(value, memoryview):
            raw = value
    if not dtype:
        raise ValueError(f"tensor {name!r} has a type that is not known here")
    return name, np.frombuffer(raw, dtype).reshape(shape)


def _fields(message: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """The fields of one message: number, and a whole number or a run of bytes."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        field, kind = key >> 3, key & 7
        if kind == _VARINT:
            value, at = _varint(message, at)
            yield field, value
            continue
        if kind == _CHUNK:
            length, at = _varint(message, at)
        elif kind in (_EIGHT_BYTES, _FOUR_BYTES):
            length = 8 if kind == _EIGHT_BYTES else 4
        else:
            raise ValueError("not an ONNX file")
        if at + length > len(message):
            raise IndexError
        yield field, message[at : at + length]
        at += length


def _varints(chunk: memoryview) -> list[int]:
    values = []
    at = 0
    while at < len(chunk):
        value, at = _varint(chunk, at)
        values.append(value)
    return values


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    """A whole number written seven bits at a time, lowest first; and where it ends."""
    value = shift = 0
    while True:
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
