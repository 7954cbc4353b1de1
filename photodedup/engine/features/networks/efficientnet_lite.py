"""EfficientNet-Lite0 without its classifier, as a torch module that turns bytes into unit vectors.

Method: Tan and Le, "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks",
2019, in the Lite variant of the TensorFlow team (no squeeze-and-excitation, ReLU6). Batch
normalisation is already folded into the weights, so each convolution has a bias and nothing else.
"""

from collections.abc import Mapping

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from photodedup.engine.features.networks.lite0_shape import (
    BLOCKS,
    CHANNEL_MEAN,
    CHANNEL_SCALE,
    DIMS,
    LARGEST_ACTIVATION,
    SMALLEST_NORM,
    STEM_CHANNELS,
    Block,
    padding_px,
)


class PaddedConv(nn.Conv2d):  # type: ignore[misc]  # torch is not type-checked here
    """A convolution whose zero padding may be one pixel wider on the right and at the bottom."""

    def __init__(
        self, channels_in: int, channels_out: int, kernel_px: int, stride: int, groups: int = 1
    ) -> None:
        before, after = padding_px(kernel_px, stride)
        is_even = before == after
        super().__init__(
            channels_in,
            channels_out,
            kernel_px,
            stride,
            padding=before if is_even else 0,
            groups=groups,
        )
        self._uneven = () if is_even else (before, after, before, after)

    def forward(self, pictures: Tensor) -> Tensor:
        if self._uneven:
            pictures = functional.pad(pictures, self._uneven)
        return super().forward(pictures)


class InvertedResidual(nn.Module):  # type: ignore[misc]
    """Widen by 1 x 1, filter each channel by itself, narrow by 1 x 1, add the input if it fits."""

    def __init__(self, block: Block) -> None:
        super().__init__()
        wide = block.channels_wide
        self.widen = PaddedConv(block.channels_in, wide, 1, 1) if block.widening > 1 else None
        self.filter = PaddedConv(wide, wide, block.kernel_px, block.stride, groups=wide)
        self.narrow = PaddedConv(wide, block.channels_out, 1, 1)
        self.adds_input = block.adds_input

    def forward(self, features: Tensor) -> Tensor:
        wide = features if self.widen is None else _clip(self.widen(features))
        narrow: Tensor = self.narrow(_clip(self.filter(wide)))
        return features + narrow if self.adds_input else narrow


class EfficientNetLite0(nn.Module):  # type: ignore[misc]
    """Pictures (n, 224, 224, 3), uint8 RGB, to unit vectors (n, 1280), float32."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = PaddedConv(3, STEM_CHANNELS, 3, 2)
        self.blocks = nn.ModuleList(InvertedResidual(block) for block in BLOCKS)
        self.head = PaddedConv(BLOCKS[-1].channels_out, DIMS, 1, 1)

    def forward(self, pictures: Tensor) -> Tensor:
        # A view: channels stay last in memory, which is the fast order for CUDA.
        planes = pictures.permute(0, 3, 1, 2).to(self.stem.weight.dtype)
        features = _clip(self.stem((planes - CHANNEL_MEAN) / CHANNEL_SCALE))
        for block in self.blocks:
            features = block(features)
        pooled = _clip(self.head(features)).float().mean(dim=(2, 3))
        return functional.normalize(pooled, dim=1, eps=SMALLEST_NORM)


def load_lite0(weights: Mapping[str, NDArray[np.generic]]) -> EfficientNetLite0:
    """The network with these weights, in float32 on the CPU, ready for inference.

    Raises:
        RuntimeError: a weight is missing or has another shape.
    """
    network = EfficientNetLite0()
    names = network.state_dict().keys()
    network.load_state_dict(
        {
            name: torch.from_numpy(values.astype(np.float32))
            for name, values in weights.items()
            if name in names
        }
    )
    network.requires_grad_(False)
    network.eval()
    return network


def _clip(features: Tensor) -> Tensor:
    return features.clamp_(0.0, LARGEST_ACTIVATION)
