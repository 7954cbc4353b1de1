"""Thumbnails come latest first, in bounds, and only if they are still wanted."""

import threading
from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QThread, QThreadPool

from photodedup.engine.domain.ids import PhotoId
from photodedup.ui.models import thumbnails
from photodedup.ui.models.thumbnails import ThumbnailLoader
from tests.factories import make_photo


def jpeg(width: int = 320, height: int = 240) -> bytes:
    data = BytesIO()
    Image.new("RGB", (width, height), (120, 30, 30)).save(data, "JPEG")
    return data.getvalue()


@pytest.fixture
def pool() -> QThreadPool:
    """One thread, so that the order of work is the order of wishes.

    Parent of the loaders too: none may go while the thread still works for it.
    """
    pool = QThreadPool()
    pool.setMaxThreadCount(1)
    yield pool
    pool.waitForDone()


class GatedSource:
    """Waits at the first photo until it is let through; remembers who asked when and where."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.begun = threading.Event()
        self.asked: list[int] = []
        self.threads: set[int] = set()

    def __call__(self, photo_id: PhotoId) -> bytes:
        self.asked.append(photo_id)
        self.threads.add(threading.get_ident())
        self.begun.set()
        assert self.gate.wait(20)
        return jpeg()


def test_a_thumbnail_is_there_after_it_was_loaded(qtbot, pool):
    loader = ThumbnailLoader(lambda _: jpeg(), pool, pool)
    photo = make_photo(1)

    with qtbot.waitSignal(loader.loaded) as loaded:
        assert loader.pixmap(photo) is None

    assert loaded.args == [1]
    pixmap = loader.pixmap(photo)
    assert (pixmap.width(), pixmap.height()) == (160, 120)
    assert not loader.is_missing(photo)


def test_the_latest_wish_is_served_first(qtbot, pool):
    source = GatedSource()
    loader = ThumbnailLoader(source, pool, pool)
    loader.pixmap(make_photo(1))
    assert source.begun.wait(20)
    for number in (2, 3, 4, 2):
        loader.pixmap(make_photo(number))

    source.gate.set()
    qtbot.waitUntil(lambda: len(source.asked) == 4)

    assert source.asked == [1, 2, 4, 3]
    assert threading.get_ident() not in source.threads


def test_while_the_window_paints_nothing_is_fetched(qtbot, pool):
    asked: list[int] = []

    def source(photo_id: PhotoId) -> bytes:
        asked.append(photo_id)
        return jpeg()

    loader = ThumbnailLoader(source, pool, pool)
    with loader.held_back():
        for number in range(1, 30):
            loader.pixmap(make_photo(number))
        pool.waitForDone()
        assert not asked
    qtbot.waitUntil(lambda: loader.is_idle)

    assert sorted(asked) == list(range(1, 30))


def test_old_wishes_are_forgotten_when_there_are_too_many(qtbot, pool, monkeypatch):
    monkeypatch.setattr(thumbnails, "MAX_WAITING", 3)
    source = GatedSource()
    loader = ThumbnailLoader(source, pool, pool)
    loader.pixmap(make_photo(1))
    assert source.begun.wait(20)
    for number in range(2, 30):
        loader.pixmap(make_photo(number))

    source.gate.set()
    qtbot.waitUntil(lambda: len(source.asked) == 4)
    pool.waitForDone()

    assert source.asked == [1, 29, 28, 27]


def test_what_comes_after_a_clearing_is_dropped(qtbot, pool):
    source = GatedSource()
    loader = ThumbnailLoader(source, pool, pool)
    loader.pixmap(make_photo(1))
    assert source.begun.wait(20)

    loader.clear()
    source.gate.set()
    pool.waitForDone()
    with qtbot.assertNotEmitted(loader.loaded):
        QCoreApplication.processEvents()

    assert loader.pixmap(make_photo(1)) is None
    qtbot.waitUntil(lambda: loader.pixmap(make_photo(1)) is not None)
    assert source.asked == [1, 1]


@pytest.mark.parametrize("answer", [None, b"", b"no picture at all"])
def test_without_a_thumbnail_nobody_asks_again(qtbot, pool, answer):
    asked = []

    def source(photo_id: PhotoId) -> bytes | None:
        asked.append(photo_id)
        return answer

    loader = ThumbnailLoader(source, pool, pool)
    with qtbot.waitSignal(loader.loaded):
        loader.pixmap(make_photo(1))

    assert loader.pixmap(make_photo(1)) is None
    assert loader.is_missing(make_photo(1))
    pool.waitForDone()
    assert asked == [1]


def test_a_screenful_that_comes_at_once_leaves_room_for_other_events(qtbot, pool, monkeypatch):
    monkeypatch.setattr(thumbnails, "AT_A_TURN", 2)
    loader = ThumbnailLoader(lambda _: jpeg(), pool, pool)
    photos = [make_photo(number) for number in range(1, 7)]
    for photo in photos:
        loader.pixmap(photo)
    pool.waitForDone()
    seen: list[int] = []
    loader.loaded.connect(seen.append)

    with qtbot.waitSignal(loader.loaded):
        QCoreApplication.sendPostedEvents()
    assert 0 < len(seen) <= 2
    assert not loader.is_idle

    qtbot.waitUntil(lambda: loader.is_idle)
    assert all(loader.pixmap(photo) for photo in photos)


def test_what_cannot_wait_for_its_turn_comes_when_it_is_still_seen(qtbot, pool, monkeypatch):
    monkeypatch.setattr(thumbnails, "MAX_ARRIVED", 3)
    loader = ThumbnailLoader(lambda _: jpeg(), pool, pool)
    photos = {number: make_photo(number) for number in range(1, 9)}
    loader.loaded.connect(lambda photo_id: loader.pixmap(photos[photo_id]))  # as a repaint does
    for photo in photos.values():
        loader.pixmap(photo)
    pool.waitForDone()

    qtbot.waitUntil(lambda: loader.is_idle)
    assert all(loader.pixmap(photo) for photo in photos.values())


def test_a_source_that_fails_is_a_missing_thumbnail(qtbot, pool, caplog):
    def source(_: PhotoId) -> bytes:
        raise OSError("the cache is gone")

    loader = ThumbnailLoader(source, pool, pool)
    with qtbot.waitSignal(loader.loaded):
        loader.pixmap(make_photo(1))

    assert loader.is_missing(make_photo(1))
    assert "the cache is gone" in caplog.text


def test_a_file_that_was_written_again_gets_a_new_thumbnail(qtbot, pool):
    loader = ThumbnailLoader(lambda _: jpeg(), pool, pool)
    with qtbot.waitSignal(loader.loaded):
        loader.pixmap(make_photo(1, mtime_ns=1))

    assert loader.pixmap(make_photo(1, mtime_ns=1)) is not None
    assert loader.pixmap(make_photo(1, mtime_ns=2)) is None


def test_memory_is_bounded_and_the_least_used_goes_first(qtbot, pool, monkeypatch):
    one = 160 * 120 * 4 + thumbnails.MISSING_COST_BYTES
    monkeypatch.setattr(thumbnails, "MAX_BYTES", 2 * one)
    loader = ThumbnailLoader(lambda _: jpeg(), pool, pool)
    for number in (1, 2):
        with qtbot.waitSignal(loader.loaded):
            loader.pixmap(make_photo(number))
    assert loader.pixmap(make_photo(1)) is not None  # used again, so 2 is the oldest now
    with qtbot.waitSignal(loader.loaded):
        loader.pixmap(make_photo(3))

    assert loader.pixmap(make_photo(1)) is not None
    assert loader.pixmap(make_photo(3)) is not None
    assert loader.pixmap(make_photo(2)) is None


def test_another_size_is_fetched_anew_and_never_enlarged(qtbot, pool):
    loader = ThumbnailLoader(lambda _: jpeg(100, 50), pool, pool)
    for side_px, expected in ((80, (80, 40)), (300, (100, 50))):
        loader.set_side(side_px)
        with qtbot.waitSignal(loader.loaded):
            assert loader.pixmap(make_photo(1)) is None
        pixmap = loader.pixmap(make_photo(1))
        assert (pixmap.width(), pixmap.height()) == expected


def test_results_arrive_in_the_window_s_own_thread(qtbot, pool):
    loader = ThumbnailLoader(lambda _: jpeg(), pool, pool)
    seen = []
    loader.loaded.connect(lambda _: seen.append(QThread.currentThread()))

    with qtbot.waitSignal(loader.loaded):
        loader.pixmap(make_photo(1))

    assert seen == [QCoreApplication.instance().thread()]
