"""Whole pictures: true to every pixel, smaller only when they must be, never one too late."""

import io
import threading

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QThreadPool
from PySide6.QtGui import QColor

from photodedup.engine.domain.photos import Photo
from photodedup.engine.errors import UnreadablePhoto
from photodedup.ui.models import full_pictures
from photodedup.ui.models.full_pictures import FullPicture, FullPictureLoader, picture_from_pixels
from tests.factories import make_photo


@pytest.fixture
def pool() -> QThreadPool:
    """Parent of the loaders too: none may go while a thread still works for it."""
    pool = QThreadPool()
    yield pool
    pool.waitForDone()


def plain(width: int, height: int) -> np.ndarray:
    return np.full((height, width, 3), 90, dtype=np.uint8)


def test_every_pixel_keeps_its_colour():
    pixels = np.random.default_rng(1).integers(0, 256, (7, 5, 3), dtype=np.uint8)

    image = picture_from_pixels(pixels).levels[0]

    for y in range(7):
        for x in range(5):
            assert image.pixelColor(x, y) == QColor(*(int(value) for value in pixels[y, x]))


def test_a_turned_view_of_an_array_is_fine():
    pixels = np.zeros((4, 6, 3), dtype=np.uint8)
    pixels[0, 5] = (255, 0, 0)

    image = picture_from_pixels(np.rot90(pixels)).levels[0]

    assert (image.width(), image.height()) == (4, 6)
    assert image.pixelColor(0, 0) == QColor(255, 0, 0)


def test_each_zoom_gets_the_smallest_image_that_is_sharp():
    picture = picture_from_pixels(plain(4000, 2000))

    assert [image.width() for image in picture.levels] == [4000, 2000, 1000]
    assert picture.level_for(1.0).width() == 4000
    assert picture.level_for(8.0).width() == 4000
    assert picture.level_for(0.5).width() == 2000
    assert picture.level_for(0.3).width() == 2000
    assert picture.level_for(0.01).width() == 1000


def test_a_huge_picture_is_kept_smaller_but_knows_its_size(monkeypatch):
    monkeypatch.setattr(full_pictures, "MAX_PIXELS", 10_000)

    picture = picture_from_pixels(plain(400, 100))

    assert (picture.width_px, picture.height_px) == (400, 100)
    assert picture.levels[0].width() * picture.levels[0].height() <= 10_000
    assert picture.levels[0].width() == 200


@pytest.mark.parametrize("shape", [(4, 4), (4, 4, 4), (0, 4, 3)])
def test_something_else_than_a_picture_is_refused(shape):
    with pytest.raises(ValueError, match="not an RGB picture"):
        picture_from_pixels(np.zeros(shape, dtype=np.uint8))


def test_pictures_and_reasons_arrive(qtbot, pool):
    def source(photo: Photo) -> np.ndarray:
        if photo.id == 2:
            raise UnreadablePhoto("the file is empty")
        return plain(8, 6)

    loader = FullPictureLoader(source, pool, pool)
    loader.want([make_photo(1), make_photo(2)])
    assert loader.get(make_photo(1)) is None
    qtbot.waitUntil(lambda: None not in (loader.get(make_photo(1)), loader.get(make_photo(2))))

    assert isinstance(loader.get(make_photo(1)), FullPicture)
    assert loader.get(make_photo(2)) == "the file is empty"


def test_an_unexpected_error_is_a_reason_too(qtbot, pool, caplog):
    def source(photo: Photo) -> np.ndarray:
        raise MemoryError("much too large")

    loader = FullPictureLoader(source, pool, pool)
    with qtbot.waitSignal(loader.changed):
        loader.want([make_photo(1)])

    assert loader.get(make_photo(1)) == "This picture cannot be shown."
    assert "much too large" in caplog.text


def test_what_is_still_wanted_is_not_loaded_again(qtbot, pool):
    asked = []

    def source(photo: Photo) -> np.ndarray:
        asked.append(photo.id)
        return plain(8, 6)

    loader = FullPictureLoader(source, pool, pool)
    with qtbot.waitSignal(loader.changed):
        loader.want([make_photo(1)])
    with qtbot.waitSignal(loader.changed):
        loader.want([make_photo(1), make_photo(2)])

    assert asked == [1, 2]
    assert isinstance(loader.get(make_photo(1)), FullPicture)


def test_a_picture_that_comes_too_late_is_dropped(qtbot, pool):
    begun, gate = threading.Event(), threading.Event()

    def source(photo: Photo) -> np.ndarray:
        begun.set()
        assert gate.wait(20)
        return plain(8, 6)

    loader = FullPictureLoader(source, pool, pool)
    loader.want([make_photo(1)])
    assert begun.wait(20)
    loader.want([])
    gate.set()
    pool.waitForDone()

    with qtbot.assertNotEmitted(loader.changed):
        QCoreApplication.processEvents()
    assert loader.get(make_photo(1)) is None


def test_a_small_version_comes_first_and_the_whole_picture_after_it(qtbot, pool):
    gate = threading.Event()

    def source(photo: Photo) -> np.ndarray:
        assert gate.wait(20)
        return plain(400, 300)

    loader = FullPictureLoader(source, pool, pool, small=lambda _: jpeg_of(80, 60))
    photo = make_photo(1, width_px=400, height_px=300)
    with qtbot.waitSignal(loader.changed):
        loader.want([photo])
    draft = loader.get(photo)
    assert draft.is_draft
    assert (draft.width_px, draft.height_px) == (400, 300)
    with qtbot.waitSignal(loader.changed):
        gate.set()

    assert not loader.get(photo).is_draft


def test_pictures_in_advance_never_take_more_than_the_limit(qtbot, pool, monkeypatch):
    limit = 2_500_000
    monkeypatch.setattr(full_pictures, "MAX_BYTES", limit)
    monkeypatch.setattr(full_pictures, "SMALLEST_LEVEL_PX", 100)
    loader = FullPictureLoader(lambda _: plain(800, 400), pool, pool)
    wanted, later = [make_photo(1)], [make_photo(number) for number in range(2, 8)]

    loader.want(wanted, later)
    qtbot.waitUntil(lambda: loader.is_settled)

    assert loader.size_bytes <= limit
    assert not loader.get(wanted[0]).is_draft
    loader.want([later[-1]])
    assert isinstance(loader.get(later[-1]), FullPicture)  # at once, if only a draft


def test_many_large_pictures_share_the_limit(qtbot, pool, monkeypatch):
    limit = 1_000_000
    monkeypatch.setattr(full_pictures, "MAX_BYTES", limit)
    loader = FullPictureLoader(lambda _: plain(800, 400), pool, pool)
    photos = [make_photo(number) for number in range(1, 7)]

    loader.want(photos)
    qtbot.waitUntil(lambda: loader.is_settled)

    assert loader.size_bytes <= limit
    assert all(loader.get(photo).width_px == 800 for photo in photos)


def jpeg_of(width: int, height: int) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), (90, 90, 90)).save(stream, "JPEG")
    return stream.getvalue()
