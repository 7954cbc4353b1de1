"""A WebP's size and metadata, found in its chunks."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photodedup.engine.pictures.decode import decode
from photodedup.engine.pictures.webp import canvas_size, metadata
from tests.engine import pictures_made as made

EXIF = b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"


def webp(size: tuple[int, int] = (61, 47), mode: str = "RGB", **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size, (200, 30, 90, 100)[: len(mode)]).save(buffer, "WEBP", **options)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        webp(),
        webp(lossless=True),
        webp(mode="RGBA"),
        webp(exif=EXIF),
        webp(save_all=True, append_images=[Image.new("RGB", (61, 47))]),
    ],
    ids=["lossy", "lossless", "transparent", "extended", "animated"],
)
def test_the_size_is_that_of_the_picture(data):
    assert canvas_size(data) == (61, 47)


def test_exif_and_xmp_are_found_behind_the_picture():
    exif, xmp = metadata(webp(exif=EXIF, xmp=b"<x:xmpmeta/>"))
    assert exif.endswith(EXIF[6:])
    assert xmp == b"<x:xmpmeta/>"
    assert metadata(webp()) == (b"", b"")


@pytest.mark.parametrize("length", [0, 11, 12, 19, 20, 24, 29])
def test_a_file_that_is_cut_off_has_no_size(length):
    assert canvas_size(webp()[:length]) is None


def test_a_block_that_is_cut_off_is_none():
    whole = webp(exif=EXIF)
    assert metadata(whole[:-4])[0] == b""


def test_another_file_has_no_size():
    assert canvas_size(made.encoded(made.scene(64, 48), ".png")) is None


@pytest.mark.parametrize(
    "options", [{"quality": 80}, {"lossless": True}], ids=["lossy", "lossless"]
)
def test_a_still_one_has_the_pixels_that_pillow_sees(options):
    """It is decoded by OpenCV, and stored features of earlier scans must stay comparable."""
    buffer = io.BytesIO()
    Image.fromarray(made.scene(333, 251)).save(buffer, "WEBP", **options)
    with Image.open(buffer) as image:
        wanted = np.asarray(image.convert("RGB"))
    assert np.array_equal(decode(buffer.getvalue(), Path("a.webp"), full=True).pixels, wanted)
