"""Other volumes, full ones, folders and people without rights: files stay, and say why."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from photodedup.engine.cleanup import Journal, clean_up, plan_cleanup, platform_trash, restore
from photodedup.engine.cleanup.recycle_bin import original_path
from photodedup.engine.cleanup.volumes import is_in_trash, volume_top
from photodedup.engine.domain.history import RemovalState
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.errors import LibraryError
from photodedup.engine.files import mounts

from .conftest import Shelf, group_of, plan_of

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def tiny_volume(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 KB."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("mounting a small file system needs an administrator")
    yield folder
    subprocess.run(["umount", folder], check=True)


def fill(folder: Path) -> None:
    """Leave not one block free."""
    for size_bytes in (4096, 1):
        count = 0
        try:
            while True:
                count += 1
                (folder / f"filler-{size_bytes}-{count}").write_bytes(b"x" * size_bytes)
        except OSError:
            continue


def test_a_full_volume_keeps_its_files(tiny_volume, journal):
    shelf = Shelf(tiny_volume)
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")
    assert platform_trash().probe(tiny_volume) is None
    fill(tiny_volume)

    (removal,) = clean_up(plan_of(spare, keeper), journal, platform_trash()).removals

    assert spare.path.read_bytes() == b"a picture"
    assert removal.state is RemovalState.KEPT
    assert "full" in removal.message
    assert list(tiny_volume.glob(".Trash-*/info/*")) == []


def test_a_restore_needs_no_room_on_its_own_volume(tiny_volume, journal):
    shelf = Shelf(tiny_volume)
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")
    (removal,) = clean_up(plan_of(spare, keeper), journal, platform_trash()).removed
    fill(tiny_volume)

    assert len(restore([removal.id], journal).restored) == 1
    assert spare.path.read_bytes() == b"a picture"


def test_a_restore_to_another_volume_that_is_full_says_so_and_works_later(
    tiny_volume, shelf, journal
):
    """The folder was moved to a small volume meanwhile: the file has to be copied there."""
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("album/b.jpg", b"b" * 50_000)
    plan = plan_of(spare, keeper, Verdict.SAME_PICTURE)
    (removal,) = clean_up(plan, journal, platform_trash()).removed
    spare.path.parent.rmdir()
    spare.path.parent.symlink_to(tiny_volume)
    fill(tiny_volume)

    ((_, reason),) = restore([removal.id], journal).failed

    assert "full" in reason
    assert not list(tiny_volume.glob("[b.]*jpg")) + list(tiny_volume.glob(".photodedup*"))
    assert removal.trashed_path.exists()
    for filler in tiny_volume.glob("filler-*"):
        filler.unlink()
    (restored,) = restore([removal.id], journal).restored
    assert "stays in the trash" in restored.message
    assert (tiny_volume / "b.jpg").read_bytes() == b"b" * 50_000


def test_without_room_for_the_journal_nothing_moves(tiny_volume, shelf):
    journal = Journal(tiny_volume / "journal.db")
    keeper, spares = shelf.photo("a.jpg"), [shelf.photo(f"{n}.jpg") for n in range(40)]
    plan = plan_cleanup([group_of(keeper, *spares)], probe=platform_trash().probe)
    fill(tiny_volume)

    with pytest.raises(LibraryError, match="cannot be written"):
        clean_up(plan, journal, platform_trash())

    rows = [row for operation in journal.operations() for row in operation.removals]
    journalled = {row.path for row in rows}
    assert all(spare.path.exists() or spare.path in journalled for spare in spares)
    assert any(spare.path.exists() for spare in spares)
    for filler in tiny_volume.glob("filler-*"):
        filler.unlink()
    later = clean_up(plan_of(spares[-1], keeper), journal, platform_trash())
    assert len(later.removed) == 1
    journal.close()


def test_a_volume_begins_where_it_is_mounted(tiny_volume):
    assert volume_top(tiny_volume / "not" / "yet" / "there") == tiny_volume
    assert volume_top(tiny_volume.parent) != tiny_volume


def test_mounts_of_one_file_system_are_told_apart(tmp_path, monkeypatch):
    """A bind mount has its folder's device number, and yet nothing can be renamed across it."""
    bound = tmp_path / "bound here"
    bound.mkdir()
    listing = tmp_path / "mountinfo"
    escaped = str(bound).replace(" ", "\\040")
    listing.write_text(f"36 35 98:0 / {escaped} rw - ext4 /dev/x rw\n")
    monkeypatch.setattr(mounts, "_MOUNTS", listing)

    assert volume_top(bound / "x") == bound


@pytest.mark.parametrize(
    ("path", "is_trash"),
    [
        ("/home/p/.local/share/Trash/files/a.jpg", True),
        ("/media/usb/.Trash-1000/files/a.jpg", True),
        ("/media/usb/.Trash/1000/files/a.jpg", True),
        ("/media/usb/$RECYCLE.BIN/S-1-5-21/$R1.jpg", True),
        ("/media/usb/.Trashes/501/a.jpg", True),
        ("/media/nas/#recycle/a.jpg", True),
        ("/media/usb/.photodedup-quarantine/1/a.jpg", True),
        ("/photos/Trash/a.jpg", False),
        ("/photos/trashed party/.Trash-1000.jpg", False),
    ],
)
def test_what_counts_as_trash(path, is_trash):
    assert is_in_trash(Path(path)) is is_trash


def test_a_link_into_the_trash_counts_as_trash(tmp_path):
    (tmp_path / ".Trash-1000").mkdir()
    (tmp_path / "innocent").symlink_to(tmp_path / ".Trash-1000")

    assert is_in_trash(tmp_path / "innocent" / "a.jpg")


def test_the_recycle_bins_notes_are_understood():
    path = "C:\\Photos\\Übung.jpg"
    encoded = (path + "\0").encode("utf-16-le")
    header = (123).to_bytes(8, "little") + (456).to_bytes(8, "little")
    newer = (2).to_bytes(8, "little") + header + (len(path) + 1).to_bytes(4, "little") + encoded
    older = (1).to_bytes(8, "little") + header + encoded.ljust(520, b"\0")

    assert original_path(newer) == path
    assert original_path(older) == path
    assert original_path(b"short") is None
    assert original_path((3).to_bytes(8, "little") + newer[8:]) is None
