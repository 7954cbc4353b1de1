"""Weights of torch run on ONNX Runtime from the second time on, and in torch where they must."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from photodedup.engine.errors import ModelUnavailable
from photodedup.engine.features import embedding, onnx_export
from photodedup.engine.features.embedding import OnnxEmbedder, open_embedder
from photodedup.engine.features.models import ModelSpec, model_spec
from photodedup.engine.features.networks.torchvision_door import torchvision_models
from photodedup.engine.features.torch_embedding import TorchEmbedder, open_torch_embedder
from photodedup.engine.features.weights import take_file
from tests.engine.features.pictures import model_pictures

SIDE_PX = 64
PICTURES = model_pictures(11, SIDE_PX)


def short_resnet(weights: None = None) -> torch.nn.Module:
    """ResNet-50's kinds of layers and names of weights, a quarter of its depth."""
    resnet = torchvision_models().resnet
    return resnet.ResNet(resnet.Bottleneck, [1, 1, 1, 1])


@pytest.fixture
def small(
    own_models: Path, register: Callable[[ModelSpec], ModelSpec], monkeypatch: pytest.MonkeyPatch
) -> ModelSpec:
    """ResNet-50 in the registry, but short, and for small pictures."""
    monkeypatch.setattr(torchvision_models(), "resnet50", short_resnet)
    return register(replace(model_spec("resnet50"), input_px=SIDE_PX, sha256="", sha256_start=""))


@pytest.fixture
def give(small: ModelSpec, tmp_path: Path) -> Callable[[int], None]:
    """Make weights from a seed and use them."""

    def use(seed: int) -> None:
        torch.manual_seed(seed)
        torch.save(short_resnet().state_dict(), tmp_path / "given.pth")
        take_file(small, tmp_path / "given.pth")

    use(1)
    return use


def by_torch(spec: ModelSpec, folder: Path) -> NDArray[np.float32]:
    return open_torch_embedder(spec, folder / spec.file, "cpu").embed(PICTURES)


def no_torch(*_: object) -> TorchEmbedder:
    raise ImportError("No module named 'torch'")


pytestmark = pytest.mark.usefixtures("give")


def test_the_vectors_are_those_of_torch(small: ModelSpec, own_models: Path) -> None:
    opened = open_embedder("resnet50", device="cpu")

    assert isinstance(opened, OnnxEmbedder)
    assert opened.embed(PICTURES).shape == (11, 2048)
    np.testing.assert_allclose(opened.embed(PICTURES), by_torch(small, own_models), atol=1e-4)


def test_from_the_second_time_on_torch_is_not_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    first = open_embedder("resnet50", device="cpu").embed(PICTURES)
    monkeypatch.setattr(embedding, "_open_torch", no_torch)

    np.testing.assert_array_equal(open_embedder("resnet50", device="cpu").embed(PICTURES), first)


def test_a_damaged_export_is_made_again(own_models: Path) -> None:
    first = open_embedder("resnet50", device="cpu").embed(PICTURES)
    (made,) = own_models.glob("*.onnx")
    made.write_bytes(made.read_bytes()[:-1000])

    np.testing.assert_array_equal(open_embedder("resnet50", device="cpu").embed(PICTURES), first)


def test_other_weights_make_another_export_and_other_vectors(
    give: Callable[[int], None], own_models: Path
) -> None:
    before = open_embedder("resnet50", device="cpu")
    give(2)
    after = open_embedder("resnet50", device="cpu")

    assert not np.allclose(before.embed(PICTURES), after.embed(PICTURES), atol=1e-3)
    assert before.spec.key != after.spec.key
    assert len(list(own_models.glob("*.onnx"))) == 1


def test_without_the_package_that_writes_exports_torch_computes(
    small: ModelSpec, own_models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnx", None)

    opened = open_embedder("resnet50", device="cpu")

    assert isinstance(opened, TorchEmbedder)
    assert opened.device_text == "this computer's processor"
    assert opened.batch_size == embedding.CPU_BATCH
    np.testing.assert_array_equal(opened.embed(PICTURES), by_torch(small, own_models))


def test_an_export_with_wrong_numbers_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        OnnxEmbedder, "embed", lambda self, batch: -np.ones((len(batch), self.spec.dims), "f4")
    )

    assert isinstance(open_embedder("resnet50", device="cpu"), TorchEmbedder)


def test_a_disk_without_room_for_the_export_stops_nothing(
    own_models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(onnx_export, "_fold_constants", full)

    assert isinstance(open_embedder("resnet50", device="cpu"), TorchEmbedder)
    assert list(own_models.glob("*.part")) == []


def test_an_installation_without_torch_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "_open_torch", no_torch)

    with pytest.raises(ModelUnavailable, match="ResNet-50 needs PyTorch and torchvision"):
        open_embedder("resnet50", device="cpu")


def test_weights_of_another_network_are_said(small: ModelSpec, tmp_path: Path) -> None:
    torch.save({"fc.weight": torch.zeros(2)}, tmp_path / "other.pth")
    take_file(small, tmp_path / "other.pth")

    with pytest.raises(ModelUnavailable, match="cannot be used as weights of ResNet-50"):
        open_embedder("resnet50", device="cpu")
