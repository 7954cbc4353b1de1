"""The shape of EfficientNet-Lite0: the numbers that its torch module and its ONNX graph share."""

from collections.abc import Iterator
from dataclasses import dataclass

INPUT_PX = 224
DIMS = 1280
STEM_CHANNELS = 32
CHANNEL_MEAN = 127.0  # the network saw (value - 127) / 128 in training
CHANNEL_SCALE = 128.0
LARGEST_ACTIVATION = 6.0
SMALLEST_NORM = 1e-12  # keeps an all-zero vector from dividing by zero


@dataclass(frozen=True, slots=True)
class Block:
    """One inverted residual block: widen, filter each channel, narrow."""

    channels_in: int
    channels_out: int
    widening: int
    kernel_px: int
    stride: int

    @property
    def channels_wide(self) -> int:
        return self.channels_in * self.widening

    @property
    def adds_input(self) -> bool:
        return self.stride == 1 and self.channels_in == self.channels_out


# repeats, kernel, stride of the first, widening, channels out
_STAGES = (
    (1, 3, 1, 1, 16),
    (2, 3, 2, 6, 24),
    (2, 5, 2, 6, 40),
    (3, 3, 2, 6, 80),
    (3, 5, 1, 6, 112),
    (4, 5, 2, 6, 192),
    (1, 3, 1, 6, 320),
)


def _walk_stages() -> Iterator[Block]:
    channels = STEM_CHANNELS
    for repeats, kernel_px, stride, widening, channels_out in _STAGES:
        for repeat in range(repeats):
            yield Block(channels, channels_out, widening, kernel_px, stride if repeat == 0 else 1)
            channels = channels_out


BLOCKS: tuple[Block, ...] = tuple(_walk_stages())


def padding_px(kernel_px: int, stride: int) -> tuple[int, int]:
    """Pixels of zeros before and after each side, so that output = input / stride.

    Right for even input sizes, which is all this network has where the stride is 2: the odd pixel
    goes after, as in TensorFlow, where the weights come from.
    """
    total = kernel_px - stride
    return total // 2, total - total // 2
