"""A photo's preview as the pair check looks at it."""

import cv2
import numpy as np
from numpy.typing import NDArray

from photodedup.engine.features.keypoints import Detector, KeyPoints, detect
from photodedup.engine.matching.agreement import Part
from photodedup.engine.matching.shrinking import shrunk
from photodedup.engine.pictures.content_box import content_box

_COLOUR_PX = 64


class Preview:
    """A decoded preview, with key points made when first asked for.

    `size_bytes` is the memory it takes now; key points that are asked for later come on top.

    Args:
        colour: its pixels, (height, width, 3), RGB.
        jpeg: the same as it is stored.
    """

    def __init__(self, colour: NDArray[np.uint8], jpeg: bytes) -> None:
        self._jpeg = jpeg
        # Of the colours a thumbnail is enough, and thousands of previews are held in memory.
        self.small_colour, self.shrink_colour = shrunk(colour, _COLOUR_PX)
        self.grey: NDArray[np.uint8] = np.asarray(
            cv2.cvtColor(colour, cv2.COLOR_RGB2GRAY), np.uint8
        )
        self._points: dict[tuple[Detector, bool], KeyPoints] = {}
        self.size_bytes = self._weight_bytes()
        box = content_box(self.grey)
        height, width = self.grey.shape
        left, top = round(box.left * width), round(box.top * height)
        rows, columns = box.cut(self.grey).shape
        self.content = Part(left, top, columns, rows)

    @classmethod
    def of(cls, jpeg: bytes) -> "Preview | None":
        """Decode a preview; None where it is no picture."""
        colour = _decoded(jpeg)
        return None if colour is None else cls(colour, jpeg)

    def colour(self) -> NDArray[np.uint8]:
        """All its colours, (height, width, 3), RGB; decoded again at every call."""
        colour = _decoded(self._jpeg)
        assert colour is not None  # it was decoded before
        return colour

    @property
    def content_size(self) -> tuple[int, int]:
        return self.content.height, self.content.width

    @property
    def size(self) -> tuple[int, int]:
        return self.grey.shape[0], self.grey.shape[1]

    def _weight_bytes(self) -> int:
        points = [part for p in tuple(self._points.values()) for part in (p.points, p.descriptors)]
        planes = (self.grey, self.small_colour)
        return len(self._jpeg) + sum(int(each.nbytes) for each in (*planes, *points))

    def points(self, detector: Detector, *, mirrored: bool = False) -> KeyPoints:
        key = (detector, mirrored)
        if key not in self._points:
            grey = np.ascontiguousarray(self.grey[:, ::-1]) if mirrored else self.grey
            self._points[key] = detect(grey, detector)
            self.size_bytes = self._weight_bytes()
        return self._points[key]


def _decoded(jpeg: bytes) -> NDArray[np.uint8] | None:
    pixels = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR_RGB)
    return None if pixels is None else np.asarray(pixels, np.uint8)
