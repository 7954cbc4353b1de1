"""How many threads picture libraries may start by themselves."""

import cv2


def use_one_thread_each() -> None:
    """Photos are read and compared side by side already: threads inside OpenCV only get in each
    other's way. Called once, where the program is put together."""
    cv2.setNumThreads(1)
