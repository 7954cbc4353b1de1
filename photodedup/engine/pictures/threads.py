"""How many threads picture libraries may start by themselves."""

import cv2
import pillow_heif
from PIL import AvifImagePlugin


def use_one_thread_each() -> None:
    """Photos are read and compared side by side already: threads inside OpenCV, libheif and the
    AVIF decoder only get in each other's way. Called once, where the program is put together."""
    cv2.setNumThreads(1)
    pillow_heif.options.DECODE_THREADS = 1
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
