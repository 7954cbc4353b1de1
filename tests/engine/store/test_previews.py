"""A cache of small pictures that may be lost at any time."""

from pathlib import Path

import pytest

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.errors import LibraryDamaged
from photodedup.engine.store.previews import PreviewStore, open_previews


def test_previews_belong_to_one_content(tmp_path: Path):
    database = open_previews(tmp_path / "previews.db")
    store = PreviewStore(database)
    store.put([(PhotoId(1), "old", b"jpeg 1"), (PhotoId(2), "b", b"jpeg 2")])
    assert store.get(PhotoId(1), "old") == b"jpeg 1"
    assert store.get(PhotoId(1), "new") is None
    store.put([(PhotoId(1), "new", b"jpeg 3")])
    assert store.get(PhotoId(1), "old") is None
    assert store.get(PhotoId(1), "new") == b"jpeg 3"
    assert store.get(PhotoId(2), "b") == b"jpeg 2"
    database.close()


def test_a_damaged_cache_is_set_aside(tmp_path: Path):
    path = tmp_path / "previews.db"
    path.write_bytes(b"not a database" * 500)
    database = open_previews(path)
    assert PreviewStore(database).get(PhotoId(1), "a") is None
    database.close()
    assert path.with_name("previews.db.unusable").read_bytes() == b"not a database" * 500


def test_a_cache_in_which_damage_was_met_is_begun_anew(tmp_path: Path):
    path = tmp_path / "previews.db"
    database = open_previews(path)
    PreviewStore(database).put([(PhotoId(1), "a", b"jpeg")])
    database.connection.on_damage()
    database.close()
    for _ in range(2):
        database = open_previews(path)
        assert PreviewStore(database).get(PhotoId(1), "a") is None
        database.close()


def test_looking_repairs_nothing(tmp_path: Path):
    path = tmp_path / "previews.db"
    path.write_bytes(b"not a database" * 500)
    with pytest.raises(LibraryDamaged):
        open_previews(path, read_only=True)
    assert path.read_bytes() == b"not a database" * 500
