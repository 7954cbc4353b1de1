"""Rows of photos, and how little is looked at to store one."""

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import DateSource
from photodedup.engine.store import photo_reading
from photodedup.engine.store.database import Database
from photodedup.engine.store.folders import FolderStore
from photodedup.engine.store.migrations import LIBRARY_MIGRATIONS
from photodedup.engine.store.pairs import PairStore
from photodedup.engine.store.photo_rows import PhotoFeatures
from photodedup.engine.store.photos import PhotoStore
from tests.engine.store.rows import FEATURES


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "library.db", LIBRARY_MIGRATIONS)
    yield opened
    opened.close()


@pytest.fixture
def store(database: Database) -> PhotoStore:
    return PhotoStore(database)


def chosen(store: PhotoStore) -> FolderStore:
    """The folders of the same database."""
    return FolderStore(store._db)


def added(store: PhotoStore, path: Path, **facts) -> PhotoId:
    known = {folder.path: folder.id for folder in chosen(store).all()}
    folder = known.get(path.parent) or chosen(store).add(path.parent)
    photo = store.add_new(folder, path, 5, 6, 7, 8)
    store.set_features(photo, replace(FEATURES, **facts), 1)
    return photo


def test_everything_comes_back(store):
    photo = store.photo(added(store, Path("/photos/a.jpg")))
    for name in (
        *("size_bytes", "mtime_ns", "device", "inode", "content_hash", "pixel_hash", "format"),
        *("width_px", "height_px", "taken_at", "date_source", "camera", "has_location", "is_raw"),
        *("frame_count", "sharpness"),
    ):
        assert getattr(photo, name) == getattr(FEATURES, name), name
    assert photo.path == Path("/photos/a.jpg")


@pytest.mark.parametrize(
    "taken_at",
    [
        None,
        datetime(2024, 5, 6, 12, 34, 56, 789000),
        datetime(2024, 5, 6, 12, 34, 56, tzinfo=timezone(timedelta(hours=-3.5))),
    ],
)
def test_dates_with_and_without_time_zone(store, taken_at):
    assert store.photo(added(store, Path("/photos/a.jpg"), taken_at=taken_at)).taken_at == taken_at


def test_facts_that_are_not_known(store):
    unknown = {"pixel_hash": None, "camera": None, "date_source": None, "sharpness": None}
    photo = store.photo(added(store, Path("/photos/a.jpg"), **unknown))
    assert (photo.pixel_hash, photo.camera, photo.date_source) == (None, None, None)
    assert photo.sharpness is None


def test_identities_of_128_bits(store):
    photo = store.photo(added(store, Path("/photos/a.jpg"), inode=2**127 + 1, device=2**64 - 1))
    assert (photo.inode, photo.device) == (2**127 + 1, 2**64 - 1)


@pytest.mark.skipif(sys.platform == "win32", reason="names are text on Windows")
def test_names_that_are_no_text(store):
    path = Path(os.fsdecode(b"/photos/caf\xe9.jpg"))
    photo = added(store, path)
    assert store.photo(photo).path == path
    assert [known.path for known in store.known_files()] == [path]


def test_new_and_missing_photos_are_not_shown(store):
    folder = chosen(store).add(Path("/photos"))
    store.add_new(folder, Path("/photos/new.jpg"), 5, 6, 7, 8)
    gone = added(store, Path("/photos/gone.jpg"))
    store.set_state([gone], "missing")
    there = added(store, Path("/photos/there.jpg"))
    assert list(store.photos()) == [there]
    assert store.count() == 1
    assert store.photo(gone) is None


@pytest.mark.parametrize("rows_at_a_time", [1, 2, 100])
def test_however_many_rows_are_read_at_a_time(store, database, monkeypatch, rows_at_a_time):
    monkeypatch.setattr(photo_reading, "_SLICE", rows_at_a_time)
    photos = [added(store, Path(f"/photos/{number}.jpg")) for number in range(5)]
    store.set_hard_links({Path("/photos/link.jpg"): photos[1]})
    store.set_state([photos[3]], "missing")
    PairStore(database).set_compared(photos[:1])

    there = [*photos[:3], photos[4]]
    every = store.photos()
    assert every == {photo: store.photo(photo) for photo in there}
    assert list(store.among(reversed(photos)).items()) == list(every.items())
    for known in ({}, {photos[1]: every[photos[1]]}, every):
        ready, rows = store.in_play(known)
        assert list(ready.items()) == list(every.items())
        assert [photo.path.name for photo, _ in rows] == [f"{number}.jpg" for number in range(5)]
        assert [is_compared for _, is_compared in rows] == [True, *[False] * 4]


def test_folders_count_what_is_there(store):
    added(store, Path("/photos/a.jpg"), size_bytes=10)
    added(store, Path("/photos/b.jpg"), size_bytes=5)
    added(store, Path("/other/c.jpg"), size_bytes=1)
    first, second = chosen(store).all()
    store.skip(first.id, Path("/photos/broken.jpg"), 9, 9, 1, "broken")
    first, second = chosen(store).all()
    assert (first.photo_count, first.size_bytes, first.skipped_count) == (2, 15, 1)
    assert (second.photo_count, second.size_bytes, second.skipped_count) == (1, 1, 0)


def test_removing_a_folder_removes_all_that_hung_on_its_photos(store, database):
    photo = added(store, Path("/photos/a.jpg"))
    store.set_hard_links({Path("/photos/link.jpg"): photo})
    PairStore(database).add_vectors("model", [photo], np.ones((1, 4), np.float32))
    PairStore(database).add([], [(photo, added(store, Path("/other/b.jpg")))])
    chosen(store).remove(chosen(store).all()[0].id)
    assert len(store.photos()) == 1
    for table in ("hard_links", "vectors", "rejected_pairs"):
        assert database.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_missing_and_back_by_path(store):
    photo = added(store, Path("/photos/a.jpg"))
    paths = [Path("/photos/a.jpg"), Path("/photos/unknown.jpg")]
    assert store.set_missing(paths) == [photo]
    assert store.set_missing(paths) == []
    assert store.bring_back(paths) == [photo]
    assert store.bring_back(paths) == []


def test_one_photo_is_stored_without_a_look_at_all_the_others(store, database):
    """A library of a million photos is scanned photo by photo."""
    photos = [added(store, Path(f"/photos/{number}.jpg")) for number in range(3)]
    store.set_hard_links({Path("/photos/link.jpg"): photos[0]})
    (folder,) = chosen(store).all()
    statements: list[str] = []
    database.connection.set_trace_callback(statements.append)
    store.set_features(photos[0], FEATURES, 1)
    store.photo(photos[0])
    store.skip(folder.id, Path("/photos/2.jpg"), 9, 9, 1, "broken")
    store.forget([photos[1]])
    database.connection.set_trace_callback(None)
    looks = [text for text in statements if re.match("SELECT|UPDATE|DELETE|INSERT", text)]
    assert len(looks) >= 8
    for text in looks:
        plan = database.connection.execute("EXPLAIN QUERY PLAN " + text).fetchall()
        assert not [row for row in plan if row[3].startswith("SCAN")], text


def test_features_have_a_column_each(store, database):
    """Whoever adds a feature has to store it."""
    columns = {row[1] for row in database.connection.execute("PRAGMA table_info(photos)")}
    assert set(PhotoFeatures.__dataclass_fields__) <= columns


def test_date_sources_come_back(store):
    for source in DateSource:
        photo = added(store, Path(f"/photos/{source}.jpg"), date_source=source)
        assert store.photo(photo).date_source is source
