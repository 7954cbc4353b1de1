"""The torch module gives ONNX Runtime's vectors, and lives with little memory."""

from typing import Any

import numpy as np
import pytest
import torch

from photodedup.engine.features import torch_embedding
from photodedup.engine.features.embedding import open_embedder
from photodedup.engine.features.models import model_spec
from photodedup.engine.features.networks.efficientnet_lite import load_lite0
from photodedup.engine.features.weights import model_file
from tests.engine.features.pictures import model_pictures

SPEC = model_spec("default")


class HungryNetwork:
    """A network that fits a few pictures in its memory; a picture's vector is its first bytes."""

    def __init__(self, fits: int, error: type[Exception] = torch.cuda.OutOfMemoryError) -> None:
        self.fits = fits
        self.error = error
        self.batches: list[int] = []

    def __call__(self, pictures: Any) -> Any:
        self.batches.append(len(pictures))
        if len(pictures) > self.fits:
            raise self.error("CUDA out of memory. Tried to allocate 20.00 GiB.")
        return pictures.flatten(1)[:, : SPEC.dims].float()


def embedder_for(network: HungryNetwork, batch_size: int) -> Any:
    return torch_embedding.TorchEmbedder(
        SPEC, network, torch.device("cpu"), "Imaginary 3000 (CUDA)", batch_size
    )


def test_torch_and_onnx_runtime_give_the_same_vectors() -> None:
    pictures = model_pictures(8)
    pictures[6:] = [[[[0]]], [[[255]]]]

    by_torch = torch_embedding.open_torch_embedder(SPEC, model_file(SPEC), "cpu").embed(pictures)

    by_onnx = open_embedder("default", device="cpu").embed(pictures)
    assert by_torch.dtype == np.float32
    assert (by_torch * by_onnx).sum(axis=1).min() > 0.9999


def test_device_that_torch_does_not_have_is_refused() -> None:
    missing = "cuda" if not torch.cuda.is_available() else "mps"

    with pytest.raises(RuntimeError, match="no such device"):
        torch_embedding.open_torch_embedder(SPEC, model_file(SPEC), missing)


@pytest.mark.parametrize("error", [torch.cuda.OutOfMemoryError, RuntimeError])
def test_out_of_memory_halves_the_batch_and_remembers(error: type[Exception]) -> None:
    pictures = model_pictures(20)
    network = HungryNetwork(fits=5, error=error)
    embedder = embedder_for(network, batch_size=16)

    vectors = embedder.embed(pictures)

    expected = pictures.reshape(20, -1)[:, : SPEC.dims].astype(np.float32)
    np.testing.assert_array_equal(vectors, expected)
    assert network.batches == [16, 8, 4, 4, 4, 4, 4]
    assert embedder.batch_size == 4
    network.batches.clear()
    embedder.embed(pictures[:8])
    assert network.batches == [4, 4]


def test_device_without_room_for_one_picture_fails() -> None:
    with pytest.raises(RuntimeError, match="out of memory"):
        embedder_for(HungryNetwork(fits=0), batch_size=4).embed(model_pictures(2))


def test_other_failures_are_not_taken_for_lack_of_memory() -> None:
    class Broken(HungryNetwork):
        def __call__(self, pictures: Any) -> Any:
            raise RuntimeError("an illegal memory access was encountered")

    embedder = embedder_for(Broken(fits=9), batch_size=4)
    with pytest.raises(RuntimeError, match="illegal memory access"):
        embedder.embed(model_pictures(2))
    assert embedder.batch_size == 4


def test_no_pictures_do_not_reach_the_device() -> None:
    network = HungryNetwork(fits=4)

    assert embedder_for(network, 4).embed(model_pictures(0)).shape == (0, SPEC.dims)
    assert network.batches == []


def test_missing_weight_is_refused() -> None:
    with pytest.raises(RuntimeError, match=r"stem\.weight"):
        load_lite0({})
