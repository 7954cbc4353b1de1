"""On a volume that does not tell upper from lower case, a photo is never taken for its own copy.

A stand-in plays the worst of them, which gives each spelling an inode of its own, as exFAT does
through FUSE: two folders of one name, of which the listing shows one. Where the tests run on such
a volume, or PHOTODEDUP_CASELESS_FOLDER names a folder on one, the same is tried for real.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from photodedup.engine.cleanup import clean_up, platform_trash
from photodedup.engine.domain.history import RemovalState
from photodedup.engine.files.protected import ProtectedFolders
from tests.engine import pictures_made as made
from tests.engine.conftest import open_library
from tests.engine.libraries import found, scan

from .conftest import Shelf, assert_stays, plan_of

__all__ = ["open_library"]


@pytest.fixture
def one_listed(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """Two folders, Photos and PHOTOS, that seem to be one."""
    listed = os.listdir
    monkeypatch.setattr(os, "listdir", lambda folder: [n for n in listed(folder) if n != "PHOTOS"])
    return shelf


def test_the_file_itself_by_another_spelling_is_no_survivor(one_listed, journal):
    spare, keeper = one_listed.photo("PHOTOS/a.jpg"), one_listed.photo("Photos/a.jpg")
    operation = clean_up(plan_of(spare, keeper), journal, platform_trash())
    assert_stays(operation, spare, "reached by another path")


def test_a_survivor_of_another_file_is_guarded_in_every_spelling(one_listed, journal):
    keeper, alias = one_listed.photo("Photos/a.jpg"), one_listed.photo("PHOTOS/a.jpg")
    spare, other = one_listed.photo("b.jpg"), one_listed.photo("c.jpg")
    (first,) = plan_of(spare, keeper).removals
    plan = plan_of(alias, other)
    plan = type(plan)((first, *plan.removals))
    gone, stays = clean_up(plan, journal, platform_trash()).removals
    assert gone.state is RemovalState.REMOVED
    assert stays.state is RemovalState.KEPT
    assert "reached by another path" in stays.message


def test_a_protected_folder_is_one_in_every_spelling(one_listed):
    inside = one_listed.photo("PHOTOS/2019/a.jpg").path
    one_listed.photo("Photos/a.jpg")
    assert ProtectedFolders([one_listed.folder / "Photos"]).why_stays(inside) is not None


def test_two_real_folders_are_two(shelf, journal):
    """Where upper and lower case are told apart, copies in both are copies."""
    spare, keeper = shelf.photo("PHOTOS/a.jpg"), shelf.photo("Photos/a.jpg")
    if spare.inode == keeper.inode:
        pytest.skip("this volume does not tell upper from lower case")
    (removal,) = clean_up(plan_of(spare, keeper), journal, platform_trash()).removals
    assert removal.state is RemovalState.REMOVED
    assert ProtectedFolders([shelf.folder / "Photos"]).why_stays(spare.path) is None


@pytest.fixture
def caseless(tmp_path: Path) -> Iterator[Path]:
    """A folder on a volume that takes a.jpg and A.JPG for one file."""
    base = Path(os.environ.get("PHOTODEDUP_CASELESS_FOLDER", tmp_path))
    folder = Path(tempfile.mkdtemp(prefix="Photodedup-test-", dir=base))
    try:
        if not os.path.exists(folder.with_name(folder.name.swapcase())):
            pytest.skip("PHOTODEDUP_CASELESS_FOLDER names no folder on such a volume")
        yield folder
    finally:
        shutil.rmtree(folder)


def test_for_real(caseless, open_library):
    photos = caseless / "Photos"
    photos.mkdir()
    for name, seed in (("a.jpg", 1), ("lonely.jpg", 2)):
        made.save(photos / name, made.scene(640, 480, seed=seed))
    shutil.copyfile(photos / "a.jpg", photos / "b.jpg")
    before = {path.name: path.read_bytes() for path in photos.iterdir()}
    library = open_library()
    library.add_folder(photos)
    assert library.add_folder(caseless / "PHOTOS") == library.add_folder(photos)
    assert scan(library).photo_count == 3
    assert found(library.groups()) == {"a.jpg": {"b.jpg": "identical"}}
    plan = library.plan(library.groups())
    library.protect_folder(caseless / "pHOTOS")
    assert library.clean_up(plan, quarantine=True).removed == ()
    library.unprotect_folder(library.protected_folders()[0])
    operation = library.clean_up(plan, quarantine=True)
    assert [row.path.name for row in operation.removed] == ["b.jpg"]
    library.restore([row.id for row in operation.removed])
    assert {path.name: path.read_bytes() for path in photos.iterdir()} == before
