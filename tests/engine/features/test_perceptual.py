import imagehash
import numpy as np
import pytest
from PIL import Image

from photodedup.engine.features.perceptual import (
    PerceptualHashes,
    distance,
    perceptual_hashes,
)


def landscape(seed: int = 1, height: int = 240, width: int = 320) -> np.ndarray:
    """A smooth random picture, shape (height, width) uint8."""
    noise = np.random.default_rng(seed).integers(0, 256, (7, 9), dtype=np.uint8)
    return np.asarray(Image.fromarray(noise).resize((width, height), Image.Resampling.BICUBIC))


def oriented(picture: np.ndarray, orientation: int) -> np.ndarray:
    mirrored = picture[:, ::-1] if orientation >= 4 else picture
    return np.ascontiguousarray(np.rot90(mirrored, orientation % 4))


@pytest.mark.parametrize("orientation", range(8))
def test_a_turned_or_mirrored_picture_is_found_by_its_orientation(orientation):
    upright = perceptual_hashes(landscape())
    turned = perceptual_hashes(oriented(landscape(), orientation))
    assert distance(turned.dhash[0], upright.dhash[orientation]) <= 2
    assert distance(turned.phash[0], upright.phash[orientation]) <= 4


def test_the_upright_hashes_agree_with_imagehash():
    picture = landscape()
    hashes = perceptual_hashes(picture)
    image = Image.fromarray(picture)
    assert distance(hashes.dhash[0], np.uint64(int(str(imagehash.dhash(image)), 16))) <= 3
    assert distance(hashes.phash[0], np.uint64(int(str(imagehash.phash(image)), 16))) <= 3


def test_different_pictures_are_far_apart():
    first, second = perceptual_hashes(landscape(1)), perceptual_hashes(landscape(2))
    assert distance(first.dhash[0], second.dhash).min() > 12
    assert distance(first.phash[0], second.phash).min() > 12


def test_hashes_survive_their_bytes():
    hashes = perceptual_hashes(landscape())
    again = PerceptualHashes.from_bytes(hashes.to_bytes())
    assert np.array_equal(again.dhash, hashes.dhash)
    assert np.array_equal(again.phash, hashes.phash)


def test_hashes_do_not_change_between_versions():
    """Stored hashes are compared with new ones, so a changed value would hide duplicates."""
    ramp = np.add.outer(np.arange(64) * 2, np.arange(64)).astype(np.uint8)
    hashes = perceptual_hashes(ramp)
    assert hashes.dhash[0] == np.uint64(0xFFFFFFFFFFFFFFFF)
    assert hashes.dhash[2] == np.uint64(0)
