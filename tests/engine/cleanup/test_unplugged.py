"""A drive is unplugged before, between and after moves: what it holds is known when it is back."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from photodedup.engine.cleanup import clean_up, plan_survivors, platform_trash, recover, restore
from photodedup.engine.cleanup.trash import ignore_announcement
from photodedup.engine.domain.history import RemovalState
from photodedup.engine.domain.plans import CleanupPlan, Destination

from .conftest import Shelf, assert_stays, group_of, only, plan_of
from .shelves import with_companions


@pytest.fixture
def drive(tmp_path: Path) -> Iterator["Drive"]:
    if not shutil.which("mount") or os.geteuid() != 0:
        pytest.skip("plugging drives in and out needs an administrator")
    made = Drive(tmp_path)
    yield made
    made.throw_away()


class Drive:
    """A volume that can be unplugged, files open or not, and plugged in again as it was."""

    def __init__(self, base: Path) -> None:
        self.place, self._store = base / "drive", base / "inside"
        self.place.mkdir()
        self._store.mkdir()
        run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(self._store))
        self.plug_in()

    def plug_in(self) -> None:
        run("mount", "--bind", str(self._store), str(self.place))

    def unplug(self) -> None:
        run("umount", "-l", str(self.place))

    def throw_away(self) -> None:
        subprocess.run(["umount", "-l", str(self.place)], capture_output=True, check=False)
        run("umount", "-l", str(self._store))


def run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"this computer does not let tests mount: {done.stderr.strip()}")


class UnpluggingTrash:
    """The real trash of a drive that is unplugged just before or just after the nth move."""

    destination = Destination.TRASH

    def __init__(self, drive: Drive, nth: int, *, is_before: bool) -> None:
        self._trash, self._drive = platform_trash(), drive
        self._left, self._is_before = nth, is_before

    def probe(self, folder):
        return self._trash.probe(folder)

    def move(self, path, announce=ignore_announcement):
        self._left -= 1
        if self._left == 0 and self._is_before:

            def unplug_then_announce(receipt):
                announce(receipt)
                self._drive.unplug()

            return self._trash.move(path, unplug_then_announce)
        receipt = self._trash.move(path, announce)
        if self._left == 0:
            self._drive.unplug()
        return receipt


@pytest.mark.parametrize("is_before", [True, False])
def test_a_drive_unplugged_in_the_middle_and_back_later(drive, journal, is_before):
    shelf = Shelf(drive.place)
    keeper, *spares = (shelf.photo(f"{name}.jpg") for name in "abcd")
    plan = CleanupPlan(tuple(r for spare in spares for r in plan_of(spare, keeper).removals))

    rows = clean_up(plan, journal, UnpluggingTrash(drive, 2, is_before=is_before)).removals

    assert [row.state for row in rows] == [
        RemovalState.REMOVED,
        RemovalState.PENDING,
        RemovalState.KEPT,
    ]
    assert "Connect the drive" in rows[1].message
    assert recover(journal) == ()  # a start without the drive leaves it open
    drive.plug_in()
    (settled,) = recover(journal)
    expected = RemovalState.KEPT if is_before else RemovalState.REMOVED
    assert (settled.path, settled.state) == (spares[1].path, expected)
    assert spares[1].path.exists() is is_before
    removed = [r.id for r in journal.operations()[0].removed]
    assert restore(removed, journal).failed == ()
    assert [spare.path.read_bytes() for spare in spares] == [b"a picture"] * 3


def test_a_live_photo_on_a_drive_unplugged_between_its_files_stays_whole(drive, journal):
    shelf = Shelf(drive.place)
    keeper = with_companions(shelf, shelf.photo("a/IMG_1.HEIC"), IMG_1__MOV=b"a film")
    spare = with_companions(shelf, shelf.photo("b/IMG_1.HEIC"), IMG_1__MOV=b"a film")
    plan = plan_survivors([group_of(keeper, spare)])

    rows = clean_up(plan, journal, UnpluggingTrash(drive, 2, is_before=True)).removals

    assert {row.state for row in rows} == {RemovalState.PENDING}
    drive.plug_in()
    assert {row.state for row in recover(journal)} == {RemovalState.KEPT}
    assert spare.path.exists()
    assert spare.companions[0].path.read_bytes() == b"a film"


def test_a_restore_without_the_drive_says_so_and_works_with_it(drive, journal):
    shelf = Shelf(drive.place)
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")
    removal = only(clean_up(plan_of(spare, keeper), journal, platform_trash()))
    drive.unplug()

    ((_, reason),) = restore([removal.id], journal).failed

    assert "connect it first" in reason
    assert not list(drive.place.iterdir())
    drive.plug_in()
    assert len(restore([removal.id], journal).restored) == 1
    assert spare.path.read_bytes() == b"a picture"


def test_a_survivor_on_a_drive_that_is_away_keeps_its_spare(drive, journal, shelf):
    keeper, spare = Shelf(drive.place).photo("a.jpg"), shelf.photo("b.jpg")
    drive.unplug()

    operation = clean_up(plan_of(spare, keeper), journal, platform_trash())

    assert_stays(operation, spare, "a.jpg", "no longer there")
