"""Photos that only another one tied together are compared themselves when that one goes."""

import shutil
from pathlib import Path

import pytest

from photodedup.engine.duplicates import Finder
from photodedup.engine.library import Library
from tests.engine import pictures_made as made
from tests.engine.libraries import Found, found, scan


@pytest.fixture
def library(open_library, photos: Path) -> Library:
    """One picture in three sizes; the largest was proved to the two others."""
    made.save(photos / "best" / "large.jpg", made.scene(640, 480, seed=1), quality=92)
    made.save(photos / "rest" / "middle.jpg", made.scene(400, 300, seed=1))
    made.save(photos / "rest" / "small.jpg", made.scene(320, 240, seed=1))
    opened = open_library()
    scan(opened, photos / "best", photos / "rest")
    assert copies(opened) == {"large.jpg": {"middle.jpg", "small.jpg"}}
    return opened


def copies(library: Library) -> dict[str, set[str]]:
    told: Found = found(library.groups())
    return {keeper: set(members) for keeper, members in told.items()}


def test_the_photo_to_keep_is_deleted(library, photos):
    (photos / "best" / "large.jpg").unlink()
    scan(library)
    assert copies(library) == {"middle.jpg": {"small.jpg"}}


def test_the_photo_to_keep_becomes_another_picture(library, photos):
    made.save(photos / "best" / "large.jpg", made.scene(640, 480, seed=2), quality=92)
    scan(library)
    assert copies(library) == {"middle.jpg": {"small.jpg"}}


def test_the_photo_to_keep_cannot_be_read_any_more(library, photos):
    (photos / "best" / "large.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    scan(library)
    assert copies(library) == {"middle.jpg": {"small.jpg"}}


def test_the_photo_to_keep_is_overwritten_by_one_that_was_lost(library, photos):
    made.save(photos / "rest" / "lost.jpg", made.scene(500, 400, seed=2))
    scan(library)
    shutil.move(photos / "rest" / "lost.jpg", photos / "best" / "large.jpg")
    (photos / "best" / "large.jpg").touch()
    scan(library)
    assert copies(library) == {"middle.jpg": {"small.jpg"}}


def test_the_folder_with_the_photo_to_keep_is_removed(library, photos):
    library.remove_folder(library.folders()[0].id)
    scan(library)
    assert copies(library) == {"middle.jpg": {"small.jpg"}}


def test_a_copy_of_one_of_them_is_there(library, photos):
    """Which stands for both of them, and was compared."""
    shutil.copy(photos / "rest" / "small.jpg", photos / "rest" / "small again.jpg")
    scan(library)
    (photos / "best" / "large.jpg").unlink()
    scan(library)
    assert copies(library) == {"middle.jpg": {"small.jpg", "small again.jpg"}}


def test_a_clean_up_leaves_nothing_to_compare(library, photos, monkeypatch):
    made.save(photos / "best" / "largest.png", made.scene(640, 480, seed=1))
    scan(library)
    library.suggest(library.groups())
    library.clean_up(library.plan(library.groups()))
    assert [path.name for path in photos.rglob("*.*")] == ["largest.png"]
    proposed: list[object] = []
    monkeypatch.setattr(Finder, "_propose", lambda *_: proposed.append(1))
    scan(library)
    assert proposed == []


def test_what_were_pictures_of_one_shot_are_none_any_more(open_library, photos):
    made.save(photos / "IMG_1234.jpg", made.scene(640, 480, seed=1), quality=92)
    made.save(photos / "IMG_E1234.jpg", made.scene(320, 240, seed=1))
    library = open_library()
    scan(library, photos)
    assert copies(library) == {}
    (photos / "IMG_E1234.jpg").rename(photos / "other.jpg")
    scan(library)
    assert copies(library) == {"IMG_1234.jpg": {"other.jpg"}}


def test_what_tied_others_becomes_a_picture_of_their_shot(open_library, photos):
    made.save(photos / "IMG_E1234.jpg", made.scene(640, 480, seed=1), quality=92)
    for name, width_px in (("IMG_1234 (2).jpg", 400), ("small.jpg", 320)):
        made.save(photos / name, made.scene(width_px, width_px * 3 // 4, seed=1))
    library = open_library()
    scan(library, photos)
    assert copies(library) == {"IMG_E1234.jpg": {"IMG_1234 (2).jpg", "small.jpg"}}
    (photos / "IMG_1234 (2).jpg").rename(photos / "IMG_1234.jpg")
    scan(library)
    (group,) = library.groups()
    assert len(group.members) == 1


def test_a_copy_that_was_away_comes_back(open_library, photos):
    """While it was away another one stood for it, of which nothing itself was proved."""
    made.save(photos / "large.jpg", made.scene(640, 480, seed=1), quality=92)
    small = made.save(photos / "small.jpg", made.scene(320, 240, seed=1))
    content = small.read_bytes()
    library = open_library()
    scan(library, photos)
    (photos / "again.jpg").write_bytes(content)
    scan(library)
    small.unlink()
    scan(library)
    assert copies(library) == {"large.jpg": {"again.jpg"}}
    (photos / "back.jpg").write_bytes(content)
    scan(library)
    assert copies(library) == {"large.jpg": {"again.jpg", "back.jpg"}}


def test_what_was_found_for_a_decision_is_undone_with_it(library, photos):
    (group,) = library.groups()
    before = library.decided([group])
    small = next(m.photo.id for m in group.members if m.photo.path.name == "small.jpg")
    learned = library.choose_keeper(group.id, small).learned
    made.save(photos / "best" / "large.jpg", made.scene(640, 480, seed=2), quality=92)
    scan(library)
    library.restore_decided(before, learned.before)
    scan(library)
    assert copies(library) == {"middle.jpg": {"small.jpg"}}
