import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from photodedup.engine.features.keypoints import Detector, KeyPoints, detect, detect_mirrored

Grey = NDArray[np.uint8]


def _picture(width_px: int, height_px: int) -> Grey:
    """Blots of a few pixels: points in such a texture are found again wherever it is looked at."""
    grain = np.random.default_rng(4).normal(size=(height_px, width_px)).astype(np.float32)
    blots = cv2.normalize(cv2.GaussianBlur(grain, (0, 0), 4), None, 0, 255, cv2.NORM_MINMAX)
    return np.asarray(blots, np.uint8)


def _found_again(wanted: KeyPoints, found: KeyPoints) -> float:
    """The share of wanted points of which one lies within a tenth of a pixel and looks alike."""
    apart_px = np.abs(wanted.points[:, None] - found.points[None]).max(axis=2)
    one, other = wanted.descriptors.astype(np.float32), found.descriptors.astype(np.float32)
    differences = np.abs(one[:, None] - other[None]).mean(axis=2)
    return float(np.mean(((apart_px < 0.1) & (differences < 6)).any(axis=1)))


@pytest.mark.parametrize("size_px", [(320, 240), (120, 90)])
@pytest.mark.parametrize("detector", list(Detector))
def test_points_of_the_mirror_image_are_those_that_are_found_there(
    detector: Detector, size_px: tuple[int, int]
) -> None:
    picture = _picture(*size_px)
    mirrored = np.ascontiguousarray(picture[:, ::-1])
    there = detect(mirrored, detector)

    turned_over = detect_mirrored(picture, detect(picture, detector))

    assert len(there) > 20
    assert len(turned_over) > 0.9 * len(there)
    assert _found_again(there, turned_over) > 0.6


@pytest.mark.parametrize("detector", list(Detector))
def test_a_plain_picture_has_no_points_in_the_mirror_either(detector: Detector) -> None:
    plain = np.full((240, 320), 128, np.uint8)

    found = detect_mirrored(plain, detect(plain, detector))

    assert len(found) == 0
    assert found.descriptors.shape[1] == {Detector.ORB: 32, Detector.SIFT: 128}[detector]
