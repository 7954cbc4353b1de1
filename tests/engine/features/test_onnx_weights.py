"""The reader finds every tensor of an ONNX file, and refuses what is none."""

from pathlib import Path

import numpy as np
import pytest

from photodedup.engine.features.models import model_spec
from photodedup.engine.features.networks.onnx_weights import read_weights
from photodedup.engine.features.weights import model_file


def chunk(field: int, content: bytes) -> bytes:
    """One length-delimited field of a protocol-buffer message (up to 127 bytes)."""
    return bytes([field << 3 | 2, len(content)]) + content


def number(field: int, value: int) -> bytes:
    return bytes([field << 3, value])


def model_of(tensor: bytes) -> bytes:
    ir_version = number(1, 8)
    graph = chunk(2, b"name") + chunk(5, tensor)
    return ir_version + chunk(7, graph)


def test_default_model_s_weights_are_all_there() -> None:
    weights = read_weights(model_file(model_spec("default")))

    assert weights["stem.weight"].shape == (32, 3, 3, 3)
    assert weights["stem.weight"].dtype == np.float32
    assert weights["head.weight"].dtype == np.float16
    assert weights["head.bias"].shape == (1280,)
    parameters = [name for name in weights if name.endswith((".weight", ".bias"))]
    assert sum(weights[name].size for name in parameters) == 3_350_000


@pytest.mark.parametrize(
    "shape", [number(1, 2) + number(1, 3), chunk(1, bytes([2, 3]))], ids=["one by one", "packed"]
)
def test_shape_type_and_bytes(tmp_path: Path, shape: bytes) -> None:
    values = np.arange(6, dtype="<f4").reshape(2, 3)
    tensor = shape + number(2, 1) + chunk(8, b"w") + chunk(9, values.tobytes())
    (tmp_path / "small.onnx").write_bytes(model_of(tensor))

    np.testing.assert_array_equal(read_weights(tmp_path / "small.onnx")["w"], values)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (model_of(number(2, 8) + chunk(8, b"w")), "type that is not known"),
        (model_of(number(1, 3) + number(2, 1) + chunk(9, bytes(4))), "reshape"),
        (model_of(number(2, 1))[:-1], "ends too early"),
        (b"\x80\x80", "ends too early"),
        (b"\x0f\x01", "not an ONNX file"),
    ],
    ids=["text tensor", "too few bytes", "cut off", "cut in a number", "nonsense"],
)
def test_damaged_files_are_refused(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "bad.onnx").write_bytes(content)

    with pytest.raises(ValueError, match=words):
        read_weights(tmp_path / "bad.onnx")
