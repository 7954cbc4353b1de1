"""Pictures for the model, made here and always the same."""

import cv2
import numpy as np
from numpy.typing import NDArray


def model_pictures(count: int, side_px: int = 224) -> NDArray[np.uint8]:
    """Shapes before a soft background, each picture another: (count, side_px, side_px, 3), RGB."""
    random = np.random.default_rng(20)
    pictures = np.empty((count, side_px, side_px, 3), np.uint8)
    for picture in pictures:
        blobs = random.integers(0, 256, (3, 3, 3)).astype(np.float32)
        soft = cv2.resize(blobs, (side_px, side_px), interpolation=cv2.INTER_LINEAR)
        picture[:] = soft.astype(np.uint8)
        for _ in range(9):
            colour = random.integers(0, 256, 3).tolist()
            x, y, width, height = random.integers(10, side_px // 2, 4).tolist()
            centre = (2 * x, 2 * y)
            if random.random() < 0.5:
                cv2.ellipse(picture, centre, (width, height), x, 0, 360, colour, -1, cv2.LINE_AA)
            else:
                cv2.line(picture, centre, (2 * width, 2 * height), colour, 5, cv2.LINE_AA)
    return pictures
