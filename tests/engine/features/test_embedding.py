"""Vectors are the same wherever they are computed, and a failing device never stops a scan."""

import logging
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from photodedup.engine.errors import ModelUnavailable
from photodedup.engine.features import embedding, weights
from photodedup.engine.features.embedding import Embedder, GuardedEmbedder, open_embedder
from photodedup.engine.features.models import ModelSpec, model_spec
from tests.engine.features.pictures import model_pictures

ON_THE_PROCESSOR = "this computer's processor"
GOLDEN_PLACES = [689, 113, 897, 1006]
GOLDEN_VALUES = [0.2524, 0.284, 0.2942, 0.2995]


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return open_embedder("default", device="cpu")


class FakeEmbedder:
    """Gives a chosen answer for every picture, or fails."""

    device_text = "Imaginary 3000 (CUDA)"
    batch_size = 64

    def __init__(self, answer: Embedder, *, error: Exception | None = None, sign: int = 1) -> None:
        self.spec: ModelSpec = answer.spec
        self._answer = answer
        self._sign = sign
        self.error = error

    def embed(self, batch: NDArray[np.uint8]) -> NDArray[np.float32]:
        if self.error:
            raise self.error
        return self._sign * self._answer.embed(batch)


def test_vectors_have_length_one(embedder: Embedder) -> None:
    vectors = embedder.embed(model_pictures(3))

    assert vectors.shape == (3, 1280)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_a_picture_s_vector_does_not_depend_on_its_company(embedder: Embedder) -> None:
    pictures = model_pictures(11)

    together = embedder.embed(pictures)

    alone = np.concatenate([embedder.embed(picture[None]) for picture in pictures])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_no_pictures_give_no_vectors(embedder: Embedder) -> None:
    assert embedder.embed(model_pictures(0)).shape == (0, 1280)


def test_black_and_white_pictures_give_numbers(embedder: Embedder) -> None:
    plain = np.zeros((2, 224, 224, 3), np.uint8)
    plain[1] = 255

    assert np.isfinite(embedder.embed(plain)).all()


def test_saved_again_a_picture_stays_nearer_than_any_other(embedder: Embedder) -> None:
    originals = model_pictures(6)
    again = np.stack([_saved_small_and_coarse(picture) for picture in originals])

    cosines = embedder.embed(originals) @ embedder.embed(again).T

    assert (cosines.argmax(axis=1) == np.arange(6)).all()
    assert cosines.diagonal().min() > embedder.spec.loose_cosine


def test_vectors_are_those_that_libraries_already_store(embedder: Embedder) -> None:
    """If this fails, the model's version must be raised: old vectors are of no use any more."""
    columns, rows = np.meshgrid(np.arange(224), np.arange(224))
    picture = np.stack([columns, rows, (columns * rows) // 224], axis=-1).astype(np.uint8)

    (vector,) = embedder.embed(picture[None])

    assert vector.argsort()[-4:].tolist() == GOLDEN_PLACES
    np.testing.assert_allclose(vector[GOLDEN_PLACES], GOLDEN_VALUES, atol=2e-3)


@pytest.mark.parametrize(
    "batch",
    [
        np.zeros((1, 224, 224, 3), np.float32),
        np.zeros((1, 3, 224, 224), np.uint8),
        np.zeros((224, 224, 3), np.uint8),
    ],
)
def test_wrong_batches_are_refused(embedder: Embedder, batch: NDArray[np.uint8]) -> None:
    with pytest.raises(ValueError, match="pictures must be uint8"):
        embedder.embed(batch)


def test_without_graphics_processor_torch_is_never_imported() -> None:
    script = """
import platform, sys
import numpy as np
from photodedup.engine.features import accelerators
accelerators._has_driver = lambda: False
platform.machine = lambda: "x86_64"
from photodedup.engine.features.embedding import open_embedder
embedder = open_embedder("default")
embedder.embed(np.zeros((1, 224, 224, 3), np.uint8))
print(embedder.device_text, "torch" in sys.modules, "torchvision" in sys.modules, sep="|")
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )

    assert done.stdout.strip() == f"{ON_THE_PROCESSOR}|False|False"
    assert done.stderr == ""


def test_missing_model_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "_folders", lambda: [tmp_path])

    with pytest.raises(ModelUnavailable, match="missing"):
        open_embedder("default", device="cpu")


def test_a_file_that_is_no_model_is_said(tmp_path: Path) -> None:
    (tmp_path / "nonsense.onnx").write_bytes(b"nonsense")

    with pytest.raises(ModelUnavailable, match="cannot be started"):
        embedding.OnnxEmbedder(model_spec("default"), tmp_path / "nonsense.onnx")


@pytest.mark.parametrize("device", ["cuda", "mps"])
def test_device_that_is_not_there_gives_the_processor(
    device: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(embedding, f"may_have_{device}", lambda: False)

    assert open_embedder("default", device=device).device_text == ON_THE_PROCESSOR
    assert f"{device} was asked for and is not there" in caplog.text


@pytest.mark.parametrize(
    "error",
    [ImportError("libcudart.so.13 not found"), RuntimeError("driver too old"), OSError("126")],
)
def test_device_that_does_not_start_gives_the_processor(
    error: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> Embedder:
        raise error

    monkeypatch.setattr(embedding, "promising_device", lambda: "cuda")
    monkeypatch.setattr(embedding, "_open_torch", fail)

    assert open_embedder("default").device_text == ON_THE_PROCESSOR
    assert str(error) in caplog.text


def test_device_with_wrong_numbers_gives_the_processor(
    embedder: Embedder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(embedding, "promising_device", lambda: "cuda")
    monkeypatch.setattr(embedding, "_open_torch", lambda *_: FakeEmbedder(embedder, sign=-1))

    assert open_embedder("default").device_text == ON_THE_PROCESSOR
    assert "numbers are wrong" in caplog.text


def test_device_that_fails_in_the_middle_hands_over(
    embedder: Embedder, caplog: pytest.LogCaptureFixture
) -> None:
    device = FakeEmbedder(embedder)
    guarded = GuardedEmbedder(device, lambda: embedder)
    assert (guarded.device_text, guarded.batch_size) == ("Imaginary 3000 (CUDA)", 64)
    pictures = model_pictures(2)
    before = guarded.embed(pictures)

    device.error = RuntimeError("the bus fell off")
    after = guarded.embed(pictures)

    np.testing.assert_array_equal(before, after)
    assert guarded.device_text == ON_THE_PROCESSOR
    assert "the bus fell off" in caplog.text


def test_unknown_device_word_is_read_as_auto(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(embedding, "promising_device", lambda: None)

    with caplog.at_level(logging.WARNING):
        opened = open_embedder("default", device="quantum")

    assert opened.device_text == ON_THE_PROCESSOR
    assert "quantum" in caplog.text


def _saved_small_and_coarse(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    small = cv2.resize(picture, (112, 112), interpolation=cv2.INTER_AREA)
    _, jpeg = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, 60])
    decoded = cv2.imdecode(jpeg, cv2.IMREAD_COLOR)
    return cv2.resize(decoded, (224, 224), interpolation=cv2.INTER_LINEAR).astype(np.uint8)
