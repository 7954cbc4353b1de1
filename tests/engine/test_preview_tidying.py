"""The cache of previews shrinks when photos are gone for good, and no photo that comes back has to
be read again."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photodedup.engine import preview_tidying
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.library import Library
from photodedup.engine.progress import CancelToken
from photodedup.engine.store import database
from tests.engine.libraries import scan


def fill(folder: Path, count: int) -> list[Path]:
    """Pictures whose previews are large, as there is nothing in them to compress."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{number}.png" for number in range(count)]
    for number, path in enumerate(paths):
        noise = np.random.default_rng([len(folder.name), number])
        Image.fromarray(noise.integers(0, 256, (200, 300, 3), np.uint8)).save(path)
    return paths


def cache_bytes(library: Library) -> int:
    """What the cache takes of the disk; closes the library."""
    library.close()
    cache = library.places.previews
    return sum(path.stat().st_size for path in cache.parent.glob("previews.db*"))


def preview_count(library: Library) -> int:
    """How many are in the cache."""
    with closing(sqlite3.connect(library.places.previews)) as cache:
        (count,) = cache.execute("SELECT count(*) FROM previews").fetchone()
        return int(count)


def keep_its_room(library: Library) -> None:
    """Make the cache of a closed library one that was made when caches did not shrink."""
    with closing(sqlite3.connect(library.places.previews, isolation_level=None)) as cache:
        cache.execute("PRAGMA auto_vacuum=NONE")
        cache.execute("VACUUM")
        assert cache.execute("PRAGMA auto_vacuum").fetchone() == (0,)


def ids(library: Library) -> dict[str, PhotoId]:
    return {photo.path.name: photo.id for photo in library._photos.photos().values()}


def has_preview(library: Library, photo: PhotoId, path: Path) -> bool:
    """Whether a preview is shown although the file cannot be read."""
    away = path.with_name(f"{path.name}.away")
    path.rename(away)
    try:
        return library.preview(photo) is not None
    finally:
        away.rename(path)


@pytest.fixture
def long_after(monkeypatch) -> Callable[[], None]:
    """From then on it is as if every photo that is gone had gone months ago."""
    return lambda: monkeypatch.setattr(preview_tidying, "KEPT_S", -60.0)


@pytest.fixture
def cleaned(open_library, photos: Path):
    """A library in which one of two equal files went to the trash; its path and its number."""
    (path,) = fill(photos, 1)
    (photos / "0 copy.png").write_bytes(path.read_bytes())
    library = open_library()
    scan(library, photos)
    before = ids(library)
    operation = library.clean_up(library.plan(library.groups()))
    (removal,) = operation.removed
    return library, removal, before[removal.path.name]


@pytest.mark.parametrize("is_of_earlier_version", [False, True])
def test_a_folder_that_leaves_the_library_takes_its_previews_along(
    open_library, photos, is_of_earlier_version
):
    fill(photos / "stays", 5)
    fill(photos / "goes", 60)
    library = open_library()
    scan(library, photos / "stays", photos / "goes")
    full = cache_bytes(library)
    if is_of_earlier_version:
        keep_its_room(library)
    library = open_library()
    library.remove_folder(library.folders()[1].id)
    scan(library)
    kept = ids(library)
    assert all(has_preview(library, kept[p.name], p) for p in (photos / "stays").iterdir())
    assert cache_bytes(library) < full / 3


def test_photos_on_a_disk_that_is_away_for_a_while_are_not_read_again(open_library, photos):
    (path,) = fill(photos, 1)
    away = photos.parent / "away"
    library = open_library()
    scan(library, photos)
    os.rename(path, away)
    assert scan(library).missing_count == 1
    os.rename(away, path)
    assert scan(library).read_count == 0
    assert has_preview(library, ids(library)[path.name], path)


def test_previews_of_what_was_away_for_months_go_and_are_made_again(
    open_library, photos, long_after
):
    paths = fill(photos, 40)
    away = photos.parent / "away"
    library = open_library()
    scan(library, photos)
    full = cache_bytes(library)
    away.mkdir()
    for path in paths:
        path.rename(away / path.name)
    library = open_library()
    scan(library)
    long_after()
    scan(library)
    assert cache_bytes(library) < full / 3
    for path in paths:
        (away / path.name).rename(path)
    library = open_library()
    assert scan(library).read_count == 0
    photo = ids(library)[paths[0].name]
    assert not has_preview(library, photo, paths[0])
    assert library.preview(photo) is not None
    assert has_preview(library, photo, paths[0])


def test_a_photo_that_lies_in_the_trash_for_months_keeps_its_preview(cleaned, long_after):
    library, removal, photo = cleaned
    long_after()
    scan(library)
    library.restore([removal.id])
    assert has_preview(library, photo, removal.path)


def test_when_the_trash_was_emptied_the_preview_goes(cleaned, long_after):
    library, removal, _ = cleaned
    back = removal.trashed_path.read_bytes()
    removal.trashed_path.unlink()
    scan(library)
    assert preview_count(library) == 2
    long_after()
    scan(library)
    assert preview_count(library) == 1
    removal.path.write_bytes(back)  # from a backup
    scan(library)
    shown = ids(library)[removal.path.name]
    assert has_preview(library, shown, removal.path)  # as it was read anew


def test_a_number_that_is_given_again_keeps_the_new_preview(open_library, photos):
    fill(photos / "first", 1)
    library = open_library()
    scan(library, photos / "first")
    (before,) = ids(library).values()
    library.remove_folder(library.folders()[0].id)
    (second,) = fill(photos / "second", 1)
    scan(library, photos / "second")
    assert ids(library) == {second.name: before}
    assert has_preview(library, before, second)


def test_previews_from_before_a_library_was_begun_anew_go(open_library, photos):
    fill(photos / "old", 40)
    (path,) = fill(photos / "new", 1)
    library = open_library()
    scan(library, photos / "old")
    full = cache_bytes(library)
    for old in library.places.folder.iterdir():
        if old.is_file():
            old.unlink()
    library = open_library()
    scan(library, photos / "new")
    assert has_preview(library, ids(library)[path.name], path)
    assert cache_bytes(library) < full / 3


def test_writing_an_old_cache_anew_can_be_stopped(open_library, photos, monkeypatch):
    monkeypatch.setattr(database, "STEPS_AT_ONCE", 1)
    fill(photos / "goes", 60)
    fill(photos / "stays", 5)
    library = open_library()
    scan(library, photos / "stays", photos / "goes")
    library.close()
    keep_its_room(library)
    library = open_library()
    cache = library._stores.previews
    cache.drop(list(ids(library).values())[:50])
    assert not cache.begin_to_shrink(lambda: True)
    assert preview_count(library) == 15
    assert cache.begin_to_shrink(lambda: False)
    assert preview_count(library) == 15
    assert not cache.begin_to_shrink(lambda: False)  # once is enough


def test_who_stops_does_not_wait_for_it(open_library, photos):
    fill(photos, 3)
    library = open_library()
    scan(library, photos)
    library.remove_folder(library.folders()[0].id)
    token = CancelToken()
    token.cancel()
    assert preview_tidying.drop_idle_previews(library._stores, token) == 0
    assert preview_tidying.drop_idle_previews(library._stores, CancelToken()) == 3


def test_a_scan_ends_well_where_the_cache_is_held_by_another_program(
    open_library, photos, monkeypatch
):
    monkeypatch.setattr(database, "WAIT_S", 0.0)
    fill(photos / "stays", 1)
    fill(photos / "goes", 40)
    library = open_library()
    scan(library, photos / "stays", photos / "goes")
    library.remove_folder(library.folders()[1].id)
    with closing(sqlite3.connect(library.places.previews, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert scan(library).photo_count == 1
        other.execute("ROLLBACK")
    assert preview_count(library) == 41
    scan(library)
    assert preview_count(library) == 1
