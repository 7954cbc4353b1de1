"""What may be of one burst with new photos is read, and not the whole library."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path

import pytest

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import DateSource
from photodedup.engine.store.capture_rows import captures_around
from photodedup.engine.store.database import Database
from photodedup.engine.store.folders import FolderStore
from photodedup.engine.store.migrations import LIBRARY_MIGRATIONS
from photodedup.engine.store.photos import PhotoStore
from tests.engine.store.rows import FEATURES

NOON = datetime(2024, 5, 3, 12)


@pytest.fixture
def stored(tmp_path):
    opened = Database(tmp_path / "library.db", LIBRARY_MIGRATIONS)
    photos = PhotoStore(opened)
    folder, names = FolderStore(opened).add(Path("/photos")), count()

    def store(**facts) -> PhotoId:
        number = photos.add_new(folder, Path(f"/photos/{next(names)}.jpg"), 5, 6, 7, 8)
        photos.set_features(number, replace(FEATURES, **facts), 1)
        return number

    store.database, store.photos = opened, photos
    yield store
    opened.close()


def around(stored, photo: PhotoId) -> set[PhotoId]:
    return {row.id for row in captures_around(stored.database, [photo])}


def test_the_same_camera_within_days(stored):
    new = stored(taken_at=NOON)
    same = stored(taken_at=NOON + timedelta(seconds=1))
    stored(taken_at=NOON + timedelta(days=5))
    stored(taken_at=NOON, camera="Another")
    assert around(stored, new) == {new, same}


def test_past_midnight_and_on_the_other_side_of_the_world(stored):
    west, east = timezone(timedelta(hours=-11)), timezone(timedelta(hours=14))
    new = stored(taken_at=datetime(2024, 5, 3, 23, 59, 59, tzinfo=west))
    next_day = stored(taken_at=datetime(2024, 5, 5, 0, 59, 59, tzinfo=east))
    assert around(stored, new) == {new, next_day}


def test_only_what_cameras_say_of_photos_that_are_there(stored):
    new = stored(taken_at=NOON)
    gone = stored(taken_at=NOON)
    stored.photos.set_state([gone], "missing")
    stored(taken_at=NOON, date_source=DateSource.FILE_TIME)
    stored(taken_at=None)
    stored(taken_at=NOON, camera=None)
    (row,) = captures_around(stored.database, [new])
    assert (row.id, row.camera, row.taken_at) == (new, FEATURES.camera, NOON)


def test_photos_without_a_date_have_none_around(stored):
    stored(taken_at=NOON)
    assert around(stored, stored(taken_at=None)) == set()


def test_the_first_day_of_the_calendar(stored):
    new = stored(taken_at=datetime(1, 1, 1))
    assert around(stored, new) == {new}
