"""A model that costs nothing: a vector is the picture itself, very small."""

import cv2
import numpy as np
from numpy.typing import NDArray

from photodedup.engine.features.model_choice import ModelChoice
from photodedup.engine.features.models import ModelSpec

_SIDE_PX = 8


class SimpleModel(ModelChoice):
    """What a library opens in the place of the models that it knows."""

    device_text = "nothing much"
    problem = ""
    batch_size = 4
    spec = ModelSpec(
        *("simple", "Simple", "1", 3 * _SIDE_PX**2, 2 * _SIDE_PX, "", "", 0),
        loose_cosine=0.6,
        file="",
        sha256="",
    )

    def __init__(self) -> None:
        super().__init__("simple", "cpu")

    def open(self) -> "SimpleModel":
        return self

    def embed(self, batch: NDArray[np.uint8]) -> NDArray[np.float32]:
        """As `Embedder.embed`."""
        made = [_vector(picture) for picture in batch]
        return np.stack(made) if made else np.empty((0, self.spec.dims), np.float32)


def _vector(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    small = cv2.resize(picture, (_SIDE_PX, _SIDE_PX), interpolation=cv2.INTER_AREA)
    centred = small.astype(np.float32).ravel() - float(small.mean())
    return np.asarray(centred / max(1.0, float(np.linalg.norm(centred))), np.float32)
