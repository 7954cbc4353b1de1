"""Each network takes the weights under the names they are published with, and nothing else."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torch.nn import functional

from photodedup.engine.errors import ModelUnavailable
from photodedup.engine.features.models import model_spec
from photodedup.engine.features.networks.loading import load_network
from photodedup.engine.features.networks.sscd import build_sscd, load_sscd, torchvision_key
from photodedup.engine.features.networks.state_dicts import read_state_dict
from photodedup.engine.features.networks.torchvision_door import torchvision_models
from tests.engine.features.pictures import model_pictures

ROOT = Path(__file__).parents[3]
IMAGENET_MEAN = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
IMAGENET_STD = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)


def normalised(pictures: torch.Tensor) -> torch.Tensor:
    """As torchvision's own transforms do it."""
    return (pictures.permute(0, 3, 1, 2).float() / 255 - IMAGENET_MEAN) / IMAGENET_STD


@pytest.mark.parametrize(
    ("model_id", "last_layer"),
    [
        ("resnet50", "fc"),
        ("efficientnet-v2-s", "classifier.1"),
        ("maxvit-t", "classifier.5"),
        ("swin-v2-s", "head"),
    ],
)
def test_vectors_are_what_the_classifier_would_see(
    model_id: str, last_layer: str, tmp_path: Path
) -> None:
    spec = model_spec(model_id)
    torch.manual_seed(4)
    whole = getattr(torchvision_models(), spec.network)(weights=None).eval()
    torch.save(whole.state_dict(), tmp_path / spec.file)
    seen: list[torch.Tensor] = []
    whole.get_submodule(last_layer).register_forward_pre_hook(
        lambda _, given: seen.append(given[0])
    )
    pictures = torch.from_numpy(model_pictures(1, spec.input_px))

    with torch.inference_mode():
        vectors = load_network(spec, tmp_path / spec.file)(pictures)
        whole(normalised(pictures))

    assert vectors.shape == (1, spec.dims)
    assert vectors.dtype == torch.float32
    torch.testing.assert_close(vectors, functional.normalize(seen[0]), atol=1e-4, rtol=1e-3)


def classy_name(key: str, *, in_blocks: bool) -> str:
    """What Classy Vision calls a weight of torchvision's ResNet, in either of its versions."""
    stem = {"conv1": "0", "bn1": "1"}
    inner = {"conv1": "0", "bn1": "1", "conv2": "3", "bn2": "4", "conv3": "6"}
    if key.startswith("fc."):
        return key.replace("fc.", "embeddings.1.")
    if not key.startswith("layer"):
        layer, rest = key.split(".", 1)
        return f"backbone.initial_block._module.{stem[layer]}.{rest}"
    stage, block, layer, rest = re.fullmatch(r"layer(\d)\.(\d+)\.(\w+)\.(.+)", key).groups()
    number = int(stage) - 1
    place = f"block{number}-{block}" if in_blocks else f"{block}._module"
    inside = "bn" if layer == "bn3" else layer
    if layer in inner:
        inside = f"convolutional_block.{inner[layer]}"
    return f"backbone.blocks.{number}.{place}.{inside}.{rest}"


@pytest.mark.parametrize(
    "rename",
    [
        lambda key: f"backbone.{key}",
        lambda key: classy_name(key, in_blocks=True),
        lambda key: classy_name(key, in_blocks=False),
    ],
)
@pytest.mark.parametrize("network", ["sscd_resnet50", "sscd_resnext101"])
def test_weights_of_sscd_are_known_under_all_their_names(
    network: str, rename: Callable[[str], str]
) -> None:
    with torch.device("meta"):  # names without numbers
        keys = build_sscd(network).state_dict().keys()

    assert [torchvision_key(rename(key)) for key in keys] == list(keys)


def test_sscd_has_the_sizes_that_were_published() -> None:
    with torch.device("meta"):
        mixup, large = (
            sum(p.numel() for p in build_sscd(name).parameters())
            for name in ("sscd_resnet50", "sscd_resnext101")
        )

    assert mixup == 24_557_120
    assert large == 44_226_880


def test_sscd_pools_by_a_generalised_mean(tmp_path: Path) -> None:
    spec = model_spec("sscd-disc-mixup")
    torch.manual_seed(4)
    network = build_sscd("sscd_resnet50").eval()
    published = {f"backbone.{key}": value for key, value in network.state_dict().items()}
    torch.save(published, tmp_path / spec.file)
    pictures = torch.from_numpy(model_pictures(1, spec.input_px))

    with torch.inference_mode():
        vectors = load_network(spec, tmp_path / spec.file)(pictures)
        network.avgpool, network.fc = torch.nn.Identity(), torch.nn.Identity()
        maps = network(normalised(pictures)).reshape(1, 2048, -1)
        pooled = maps.clamp(min=1e-6).pow(3).mean(dim=2).pow(1 / 3)
        expected = pooled @ published["backbone.fc.weight"].T + published["backbone.fc.bias"]

    assert vectors.shape == (1, 512)
    torch.testing.assert_close(vectors, functional.normalize(expected), atol=1e-4, rtol=1e-3)


def test_sscd_large_takes_the_weights_of_classy_vision() -> None:
    network = build_sscd("sscd_resnext101")
    torch.nn.init.constant_(network.layer3[22].bn3.weight, 0.125)
    published = {
        classy_name(key, in_blocks=True): value for key, value in network.state_dict().items()
    }

    loaded = load_sscd("sscd_resnext101", published)

    assert (loaded.layer3[22].bn3.weight == 0.125).all()
    assert loaded.fc.out_features == model_spec("sscd-disc-large").dims


def test_a_missing_weight_is_said(tmp_path: Path) -> None:
    spec = model_spec("sscd-disc-mixup")
    weights = build_sscd("sscd_resnet50").state_dict()
    published = {f"backbone.{key}": value for key, value in weights.items()}
    del published["backbone.fc.bias"]
    torch.save(published, tmp_path / "weights.pt")

    with pytest.raises(ModelUnavailable, match="weights of SSCD disc_mixup: they do not fit"):
        load_network(spec, tmp_path / "weights.pt")


class Harmful:
    """Stands for code in a pickle: unpickling it would make a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.path),)


def test_code_in_a_file_is_never_run(tmp_path: Path) -> None:
    torch.save({"fc.weight": Harmful(tmp_path / "trace")}, tmp_path / "weights.pt")

    with pytest.raises(ValueError, match="something else than weights"):
        read_state_dict(tmp_path / "weights.pt")

    assert not (tmp_path / "trace").exists()


def test_a_torchscript_program_is_never_run(tmp_path: Path) -> None:
    with pytest.warns():  # torch itself gives them up
        torch.jit.script(torch.nn.Linear(2, 2)).save(str(tmp_path / "program.pt"))

    with pytest.raises(ValueError, match="TorchScript program, which is never run"):
        read_state_dict(tmp_path / "program.pt")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ([torch.zeros(1)], "not a table"),
        ({}, "not a table"),
        ({1: torch.zeros(1)}, "no names"),
        ({"state_dict": {"fc.weight": torch.zeros(1)}}, "only a plain state dict"),
    ],
)
def test_other_contents_are_refused(content: object, words: str, tmp_path: Path) -> None:
    torch.save(content, tmp_path / "weights.pt")

    with pytest.raises(ValueError, match=words):
        read_state_dict(tmp_path / "weights.pt")


@pytest.mark.parametrize("content", [b"", b"<html>not found</html>", b"PK\x03\x04 cut off"])
def test_files_of_another_kind_are_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "weights.pt").write_bytes(content)

    with pytest.raises(ValueError, match="something else than weights"):
        read_state_dict(tmp_path / "weights.pt")


def test_torchvision_can_be_imported_first_of_all() -> None:
    """Also where its compiled part was built for another torch."""
    code = """
from photodedup.engine.features.networks.torchvision_door import torchvision_models
print(torchvision_models().resnet18().fc.in_features, torchvision_models().__name__)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.split() == ["512", "torchvision.models"]
