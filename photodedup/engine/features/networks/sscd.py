"""SSCD's networks for copy detection, rebuilt from torchvision's parts.

Method: Pizzi, Roy, Ravindra, Goyal and Douze, "A Self-Supervised Descriptor for Image Copy
Detection", 2022: a ResNet whose last features are pooled by a generalised mean, and one layer.
"""

import re
from collections.abc import Callable

from torch import Tensor, nn

from photodedup.engine.features.networks.state_dicts import StateDict
from photodedup.engine.features.networks.torchvision_door import torchvision_models

SSCD_NETWORKS = ("sscd_resnet50", "sscd_resnext101")

_PREFIX = "backbone."
# Classy Vision, in which these networks were trained, has other names for the same layers.
_CLASSY_STEM = {"0": "conv1", "1": "bn1"}
_CLASSY_BLOCK = {"0": "conv1", "1": "bn1", "3": "conv2", "4": "bn2", "6": "conv3"}
_CLASSY_RULES: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"initial_block\.([01])\.(\w+)", lambda m: f"{_CLASSY_STEM[m[1]]}.{m[2]}"),
    (
        r"blocks\.(\d+)\.(?:block\d+-)?(\d+)\.convolutional_block\.([01346])\.(\w+)",
        lambda m: f"layer{int(m[1]) + 1}.{m[2]}.{_CLASSY_BLOCK[m[3]]}.{m[4]}",
    ),
    (
        r"blocks\.(\d+)\.(?:block\d+-)?(\d+)\.bn\.(\w+)",
        lambda m: f"layer{int(m[1]) + 1}.{m[2]}.bn3.{m[3]}",
    ),
    (
        r"blocks\.(\d+)\.(?:block\d+-)?(\d+)\.downsample\.([01])\.(\w+)",
        lambda m: f"layer{int(m[1]) + 1}.{m[2]}.downsample.{m[3]}.{m[4]}",
    ),
    (r"embeddings\.1\.(weight|bias)", lambda m: f"fc.{m[1]}"),
)


class GeneralisedMean(nn.Module):  # type: ignore[misc]  # torch is not type-checked here
    """The mean of each channel's cubes, and its cube root: nearer to the largest than a mean."""

    POWER = 3.0
    SMALLEST = 1e-6

    def forward(self, features: Tensor) -> Tensor:
        # In full precision: the cube of a large half is infinite.
        cubes = features.float().clamp(min=self.SMALLEST).pow(self.POWER)
        pooled = cubes.mean(dim=(2, 3), keepdim=True).pow(1.0 / self.POWER)
        return pooled.to(features.dtype)


def load_sscd(name: str, weights: StateDict) -> nn.Module:
    """The network with these weights, which may have torchvision's or Classy Vision's names.

    Raises:
        RuntimeError: a weight is missing, is one too many, or has another shape.
    """
    network = build_sscd(name)
    network.load_state_dict({torchvision_key(key): value for key, value in weights.items()})
    return network


def build_sscd(name: str) -> nn.Module:
    """One of SSCD_NETWORKS, untrained."""
    resnet = torchvision_models().resnet
    if name == "sscd_resnet50":
        network = resnet.resnet50(weights=None, num_classes=512)
    elif name == "sscd_resnext101":
        network = resnet.ResNet(
            resnet.Bottleneck, [3, 4, 23, 3], num_classes=1024, groups=32, width_per_group=4
        )
    else:
        raise ValueError(f"no network of SSCD is called {name}")
    network.avgpool = GeneralisedMean()
    return network


def torchvision_key(key: str) -> str:
    """torchvision's name of a weight; a name that is not known stays as it is."""
    short = key.removeprefix(_PREFIX).replace("._module.", ".")
    for pattern, renamed in _CLASSY_RULES:
        if found := re.fullmatch(pattern, short):
            return renamed(found)
    return short
