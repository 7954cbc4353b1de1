"""Pictures in, unit vectors out: what every network needs around its trunk."""

import torch
from torch import Tensor, nn
from torch.nn import functional

IMAGENET_MEAN = (123.675, 116.28, 103.53)  # red, green, blue, of 255
IMAGENET_SCALE = (58.395, 57.12, 57.375)
SMALLEST_NORM = 1e-12  # keeps an all-zero vector from dividing by zero


class UnitVectors(nn.Module):  # type: ignore[misc]  # torch is not type-checked here
    """Pictures (n, size, size, 3), uint8 RGB, to unit vectors (n, dims), float32, by a trunk that
    was trained on pictures normalised as for ImageNet."""

    def __init__(self, trunk: nn.Module) -> None:
        super().__init__()
        self.trunk = trunk
        # In whole numbers' units, so that bytes need no division first.
        self.register_buffer("mean", torch.tensor(IMAGENET_MEAN).view(1, 3, 1, 1))
        self.register_buffer("scale", torch.tensor(IMAGENET_SCALE).view(1, 3, 1, 1))

    def forward(self, pictures: Tensor) -> Tensor:
        # A view: channels stay last in memory, which is the fast order for CUDA.
        planes = pictures.permute(0, 3, 1, 2).to(self.mean.dtype)
        features = self.trunk((planes - self.mean) / self.scale)
        return functional.normalize(features.float(), dim=1, eps=SMALLEST_NORM)
