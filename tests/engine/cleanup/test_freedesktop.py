"""The desktop trash: every file a camera makes goes in, and other programs can take it out."""

import configparser
import os
import stat
from pathlib import Path
from urllib.parse import unquote

import pytest

from photodedup.engine.cleanup import clean_up, freedesktop, platform_trash, restore
from photodedup.engine.cleanup.exclusive import rename_exclusively
from photodedup.engine.cleanup.freedesktop import FreedesktopTrash, described_path
from photodedup.engine.domain.history import RemovalState
from photodedup.engine.errors import TrashFailed

from .conftest import Shelf, plan_of

NAMES = [
    b"plain.jpg",
    b"a b\tc\n.jpg",
    b"-rf $(touch x) `y` %41.jpg",
    "bild-ä-写真-\N{RIGHT-TO-LEFT OVERRIDE}gpj.exe".encode(),
    b"invalid \xff\xfe utf-8.jpg",
    b"x" * 246 + b".jpg",
    b"x" * 255,
    ("ü" * 125 + ".jpg").encode(),
]


def place(shelf: Shelf, name: bytes, data: bytes = b"a picture") -> Path:
    path = Path(os.fsdecode(os.path.join(os.fsencode(shelf.folder), name)))
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_any_name_goes_and_comes_back(shelf, journal, name):
    keeper, spare = shelf.photo("keeper.jpg"), shelf.scanned(place(shelf, name))

    (removal,) = clean_up(plan_of(spare, keeper), journal, platform_trash()).removals

    assert removal.state is RemovalState.REMOVED, removal.message
    (restored,) = restore([removal.id], journal).restored
    assert restored.restored_path == spare.path
    assert sorted(os.listdir(os.fsencode(shelf.folder))) == sorted([b"keeper.jpg", name])


def test_a_read_only_file_goes_and_comes_back_read_only(shelf, journal):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")
    spare.path.chmod(0o444)

    (removal,) = clean_up(plan_of(spare, keeper), journal, platform_trash()).removed
    restore([removal.id], journal)

    assert stat.S_IMODE(spare.path.stat().st_mode) == 0o444


def test_the_note_is_what_the_specification_asks_for(shelf, trash_folder):
    path = place(shelf, "ö 1%.jpg".encode())

    receipt = FreedesktopTrash().move(path)

    assert receipt.info_path.parent == trash_folder / "info"
    assert receipt.info_path.name == receipt.trashed_path.name + ".trashinfo"
    note = configparser.RawConfigParser()
    note.read(receipt.info_path, encoding="utf-8")
    assert unquote(note["Trash Info"]["Path"]) == str(path)
    assert len(note["Trash Info"]["DeletionDate"]) == len("2024-05-03T14:22:10")
    assert described_path(receipt.info_path, trash_folder) == path


def test_equal_names_do_not_meet(shelf, trash_folder):
    receipts = []
    for number in range(25):
        receipts.append(FreedesktopTrash().move(place(shelf, b"a.jpg", b"%d" % number)))

    assert [int(receipt.trashed_path.read_bytes()) for receipt in receipts] == list(range(25))
    assert receipts[1].trashed_path.name == "a 2.jpg"
    assert len(os.listdir(trash_folder / "info")) == 25


def test_a_name_taken_meanwhile_gives_the_next_one(shelf, trash_folder):
    """Another program uses the trash between our look and our move."""

    def interfere(receipt):
        if receipt.trashed_path.name == "a.jpg":
            receipt.trashed_path.write_bytes(b"theirs")
        elif receipt.trashed_path.name == "a 2.jpg":
            receipt.info_path.write_bytes(b"theirs")

    receipt = FreedesktopTrash().move(place(shelf, b"a.jpg"), interfere)

    assert receipt.trashed_path.name == "a 3.jpg"
    assert (trash_folder / "files" / "a.jpg").read_bytes() == b"theirs"
    assert (trash_folder / "info" / "a 2.jpg.trashinfo").read_bytes() == b"theirs"
    assert not (trash_folder / "info" / "a.jpg.trashinfo").exists()


def test_the_place_is_announced_before_anything_changes(shelf, trash_folder):
    path = place(shelf, b"a.jpg")
    announced = []

    def look_around(receipt):
        announced.append(receipt)
        assert path.exists()
        assert not receipt.trashed_path.exists()
        assert not receipt.info_path.exists()

    assert FreedesktopTrash().move(path, look_around) == announced[-1]


def test_the_data_home_is_read_at_each_move_and_made_if_missing(shelf, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "not" / "yet"))

    receipt = FreedesktopTrash().move(place(shelf, b"a.jpg"))

    assert receipt.trashed_path == tmp_path / "not" / "yet" / "Trash" / "files" / "a.jpg"
    assert stat.S_IMODE((tmp_path / "not" / "yet" / "Trash").stat().st_mode) == 0o700


def test_a_relative_data_home_is_ignored(shelf, home, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", "relative")

    receipt = FreedesktopTrash().move(place(shelf, b"a.jpg"))

    assert receipt.trashed_path.is_relative_to(home)


def test_a_failed_move_leaves_no_note(shelf, trash_folder):
    with pytest.raises(TrashFailed, match="no longer there"):
        FreedesktopTrash().move(shelf.folder / "never-was.jpg")

    assert os.listdir(trash_folder / "info") == []


def test_probing_leaves_nothing_in_the_trash(shelf, trash_folder):
    assert FreedesktopTrash().probe(shelf.folder) is None

    assert [path for path in trash_folder.rglob("*") if path.is_file()] == []


def test_inside_a_sandbox_the_trash_is_refused(shelf, monkeypatch):
    monkeypatch.setenv("SNAP", "/snap/photodedup/1")

    assert "Snap" in FreedesktopTrash().probe(shelf.folder)
    with pytest.raises(TrashFailed):
        FreedesktopTrash().move(place(shelf, b"a.jpg"))
    assert (shelf.folder / "a.jpg").exists()


def test_another_volume_uses_its_own_trash_with_a_relative_path(other_volume, journal):
    shelf = Shelf(other_volume)
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("sub/b ä.jpg")

    (removal,) = clean_up(plan_of(spare, keeper), journal, platform_trash()).removed

    trash = other_volume.parent / f".Trash-{os.getuid()}"
    assert removal.trashed_path.parent == trash / "files"
    note = trash / "info" / f"{removal.trashed_path.name}.trashinfo"
    assert f"Path={other_volume.name}/sub/b%20%C3%A4.jpg" in note.read_text()
    assert described_path(note, trash) == spare.path
    (restored,) = restore([removal.id], journal).restored
    assert restored.restored_path == spare.path
    assert not note.exists()


def test_a_shared_trash_of_a_volume_is_used_only_if_it_is_safe(shelf, tmp_path, monkeypatch):
    monkeypatch.setattr(freedesktop, "volume_top", lambda folder: _top_of(folder, tmp_path))
    top = shelf.folder
    shared, uid = top / ".Trash", str(os.getuid())

    shared.mkdir()
    first = FreedesktopTrash().move(place(shelf, b"a.jpg"))  # no sticky bit
    shared.chmod(0o1777)
    second = FreedesktopTrash().move(place(shelf, b"b.jpg"))

    assert first.trashed_path == top / f".Trash-{uid}" / "files" / "a.jpg"
    assert second.trashed_path == shared / uid / "files" / "b.jpg"
    assert described_path(second.info_path, shared / uid) == top / "b.jpg"


def test_a_volume_trash_that_is_a_link_is_refused(shelf, tmp_path, monkeypatch):
    monkeypatch.setattr(freedesktop, "volume_top", lambda folder: _top_of(folder, tmp_path))
    (tmp_path / "elsewhere").mkdir()
    (shelf.folder / f".Trash-{os.getuid()}").symlink_to(tmp_path / "elsewhere")

    assert FreedesktopTrash().probe(shelf.folder) is not None
    with pytest.raises(TrashFailed):
        FreedesktopTrash().move(place(shelf, b"a.jpg"))


def _top_of(folder: Path, root: Path) -> Path:
    """As if the photos lay on a volume of their own."""
    photos = root / "photos"
    return photos if Path(os.path.realpath(folder)).is_relative_to(photos) else root


@pytest.mark.parametrize("is_native", [True, False])
def test_an_exclusive_rename_never_overwrites(tmp_path, monkeypatch, is_native):
    if not is_native:
        monkeypatch.setattr("photodedup.engine.cleanup.exclusive._native_rename", lambda: None)
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(b"new")
    target.write_bytes(b"old")

    with pytest.raises(FileExistsError):
        rename_exclusively(source, target)

    assert (source.read_bytes(), target.read_bytes()) == (b"new", b"old")
    target.unlink()
    rename_exclusively(source, target)
    assert target.read_bytes() == b"new"
    assert not source.exists()


def test_an_exclusive_rename_works_without_hard_links(tmp_path, monkeypatch):
    def no_links(*_, **__):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("photodedup.engine.cleanup.exclusive._native_rename", lambda: None)
    monkeypatch.setattr(os, "link", no_links)
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(b"new")
    target.write_bytes(b"old")

    with pytest.raises(FileExistsError):
        rename_exclusively(source, target)
    target.unlink()
    rename_exclusively(source, target)

    assert target.read_bytes() == b"new"
