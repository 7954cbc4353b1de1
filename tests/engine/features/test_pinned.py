"""Batches on their way to a graphics processor: in order, never overwritten, given back."""

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch

from photodedup.engine.features.models import model_spec
from photodedup.engine.features.pinned import PinnedRing
from photodedup.engine.features.torch_embedding import TorchEmbedder
from tests.engine.features.pictures import model_pictures
from tests.engine.features.test_torch_embedding import HungryNetwork

SPEC = model_spec("default")


class Moment:
    """A mark that a test's device reaches when somebody waits for it."""

    def __init__(self, device: "LateDevice", pinned: torch.Tensor | None = None) -> None:
        self.device = device
        self.pinned = pinned
        self.wanted = None if pinned is None else pinned.clone()

    def synchronize(self) -> None:
        if self.device.broken:
            raise RuntimeError("unspecified launch failure")
        if self.pinned is not None and not torch.equal(self.pinned, self.wanted):
            raise AssertionError("a buffer was filled again before its copy was done")
        self.pinned = None


class LateDevice:
    """Stands in for a graphics processor's copies, and sees what is in flight."""

    def __init__(self, buffers: int = 1000) -> None:
        self.left = buffers
        self.broken = False
        self.marks: list[Moment] = []
        self.made: list[tuple[int, ...]] = []

    @property
    def in_flight(self) -> int:
        return sum(mark.pinned is not None for mark in self.marks)

    def buffer(self, shape: tuple[int, ...]) -> torch.Tensor:
        if shape[0] > self.left:
            raise RuntimeError("CUDA error: out of memory")
        self.made.append(shape)
        return torch.zeros(shape, dtype=torch.uint8)

    def begin(self, pinned: torch.Tensor) -> tuple[torch.Tensor, Moment]:
        self.marks.append(Moment(self, pinned))
        return pinned.clone(), self.marks[-1]

    def bring(self, values: torch.Tensor) -> tuple[torch.Tensor, Moment]:
        return values, Moment(self)


def embedder_on(device: LateDevice, fits: int = 100, batch_size: int = 4) -> TorchEmbedder:
    return TorchEmbedder(
        SPEC, HungryNetwork(fits), torch.device("cpu"), "Imaginary 3000", batch_size, device
    )


def expected(pictures: np.ndarray) -> np.ndarray:
    return pictures.reshape(len(pictures), -1)[:, : SPEC.dims].astype(np.float32)


def test_vectors_come_in_the_order_of_the_pictures() -> None:
    pictures = model_pictures(18)
    device = LateDevice()
    np.testing.assert_array_equal(embedder_on(device).embed(pictures), expected(pictures))
    assert len(device.marks) == 5  # four of four, and the rest


def test_a_few_buffers_serve_for_ever_and_copies_run_ahead() -> None:
    device = LateDevice()
    ring = PinnedRing(device, 3)
    for number in range(10):
        sent = ring.send(np.full((2, 4), number, np.uint8), 5)
        assert sent.shape == (2, 4)
        assert (sent == number).all()
    assert device.made == [(5, 4)] * 3
    assert device.in_flight == 3


def test_out_of_memory_gives_the_buffers_back_and_goes_on_with_smaller_ones() -> None:
    pictures = model_pictures(20)
    device = LateDevice()
    embedder = embedder_on(device, fits=5, batch_size=16)
    np.testing.assert_array_equal(embedder.embed(pictures), expected(pictures))
    assert embedder.batch_size == 4
    assert {shape[0] for shape in device.made} == {16, 8, 4}


def test_too_little_pinned_memory_halves_the_batch_as_well() -> None:
    pictures = model_pictures(6)
    embedder = embedder_on(LateDevice(buffers=3), batch_size=8)
    np.testing.assert_array_equal(embedder.embed(pictures), expected(pictures))
    assert embedder.batch_size == 2


def test_a_device_that_fails_afterwards_is_noticed() -> None:
    """Computing runs aside: it fails only when somebody waits for it."""
    device = LateDevice()
    embedder = embedder_on(device)
    device.broken = True
    with pytest.raises(RuntimeError, match="launch failure"):
        embedder.embed(model_pictures(2))


def test_the_next_batch_is_sent_while_the_one_before_is_waited_for() -> None:
    second_sent = threading.Event()

    class Waiting(Moment):
        def synchronize(self) -> None:
            assert second_sent.wait(60)

    class Slow(LateDevice):
        def bring(self, values: torch.Tensor) -> tuple[torch.Tensor, Moment]:
            if len(self.marks) == 2:
                second_sent.set()
            return values, Waiting(self)

    pictures = model_pictures(4)
    embedder = embedder_on(Slow())
    with ThreadPoolExecutor(2) as threads:
        found = list(threads.map(embedder.embed, (pictures, pictures)))
    for vectors in found:
        np.testing.assert_array_equal(vectors, expected(pictures))
