"""The world changes between the scan and the move, or in the middle of it: nothing is lost."""

import os
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from photodedup.engine.cleanup import (
    Journal,
    clean_up,
    exclusive,
    platform_trash,
    proofs,
    restore,
)
from photodedup.engine.cleanup.trash import ignore_announcement
from photodedup.engine.domain.history import RemovalState
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.plans import CleanupPlan
from photodedup.engine.store import journal as journal_module

from .conftest import LyingTrash, assert_stays, only, plan_of

# --- clocks -----------------------------------------------------------------------------------


def test_an_edit_with_the_old_date_is_seen_by_its_bytes(shelf, journal):
    """A clock set back, or a program that keeps dates: size and date are as they were."""
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")
    edit_quietly(spare.path)

    assert_stays(clean_up(plan_of(spare, keeper), journal, platform_trash()), spare, "changed")


@pytest.mark.parametrize("verdict", [Verdict.IDENTICAL, Verdict.SAME_PICTURE])
def test_a_survivor_edited_with_the_old_date_half_way_saves_the_rest(shelf, journal, verdict):
    """It was read for the first spare; for the second it is not taken for the same again."""
    keeper, *spares = (shelf.photo(f"{name}.jpg") for name in "abc")
    plan = CleanupPlan(tuple(r for s in spares for r in plan_of(s, keeper, verdict).removals))

    rows = clean_up(
        plan, journal, platform_trash(), lambda p: p.done == 1 and edit_quietly(keeper.path)
    ).removals

    assert [row.state for row in rows] == [RemovalState.REMOVED, RemovalState.KEPT]
    assert "changed since the scan" in rows[1].message


def edit_quietly(path: Path) -> None:
    status = path.stat()
    path.write_bytes(b"A" * status.st_size)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_a_clock_set_back_mixes_up_no_history(shelf, journal, monkeypatch):
    keeper, *spares = (shelf.photo(f"{name}.jpg") for name in "abc")
    clean_up(plan_of(spares[0], keeper), journal, platform_trash())
    monkeypatch.setattr(journal_module, "now_text", lambda: "1999-01-01T00:00:00.000+00:00")
    clean_up(plan_of(spares[1], keeper), journal, platform_trash())

    newest, older = journal.operations()

    assert [r.path for r in newest.removed] == [spares[1].path]
    assert newest.started_at < older.started_at
    assert len(restore([r.id for r in (*newest.removed, *older.removed)], journal).restored) == 2


# --- folders and permissions ------------------------------------------------------------------


def test_a_folder_renamed_between_scan_and_move_keeps_its_files(shelf, journal):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("old/b.jpg")
    spare.path.parent.rename(shelf.folder / "new")

    removal = only(clean_up(plan_of(spare, keeper), journal, platform_trash()))

    assert (removal.state, removal.message) == (RemovalState.KEPT, "It is no longer there.")
    assert (shelf.folder / "new" / "b.jpg").read_bytes() == b"a picture"


def test_a_folder_renamed_while_its_file_moves(shelf, journal):
    """Just between proof and move: the file stays in the renamed folder, and nothing is claimed."""
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("old/b.jpg")
    trash = MeddlingTrash(lambda: spare.path.parent.rename(shelf.folder / "new"))

    removal = only(clean_up(plan_of(spare, keeper), journal, trash))

    assert removal.state is RemovalState.LOST_TRACK
    assert "no longer there" in removal.message
    assert (shelf.folder / "new" / "b.jpg").read_bytes() == b"a picture"


class MeddlingTrash(LyingTrash):
    """The real trash; something happens just before it moves a file."""

    def __init__(self, act) -> None:
        super().__init__(lambda _: None)
        self._happen = act

    def move(self, path, announce=ignore_announcement):
        self._happen()
        return platform_trash().move(path, announce)


@pytest.mark.parametrize("what", ["edited", "replaced", "deleted", "linked"])
def test_a_file_that_changes_just_before_it_moves(shelf, journal, what):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")

    def change() -> None:
        if what == "edited":
            spare.path.write_bytes(b"edited")
            return
        spare.path.unlink()
        if what == "replaced":
            spare.path.write_bytes(b"edited")
        elif what == "linked":
            spare.path.symlink_to(keeper.path)

    removal = only(clean_up(plan_of(spare, keeper), journal, MeddlingTrash(change)))

    assert removal.state is not RemovalState.REMOVED
    assert keeper.path.read_bytes() == b"a picture"
    if what in ("edited", "replaced"):
        assert removal.state is RemovalState.KEPT
        assert spare.path.read_bytes() == b"edited"


def test_a_survivor_that_can_no_longer_be_opened_half_way_saves_the_rest(
    shelf, journal, monkeypatch
):
    """As when permission is taken away: it is there still, with its size and dates."""
    keeper, *spares = (shelf.photo(f"{name}.jpg") for name in "abc")
    plan = CleanupPlan(tuple(r for spare in spares for r in plan_of(spare, keeper).removals))

    def take_permission(progress) -> None:
        if progress.done == 1:
            refuse_to_open(keeper.path, monkeypatch)

    rows = clean_up(plan, journal, platform_trash(), take_permission).removals

    assert [row.state for row in rows] == [RemovalState.REMOVED, RemovalState.KEPT]
    assert "a.jpg, cannot be read" in rows[1].message


def refuse_to_open(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refusing(opened, *args, **named):
        if Path(os.fsdecode(opened)) == path:
            raise PermissionError(13, "Permission denied")
        return real(opened, *args, **named)

    monkeypatch.setattr(os, "open", refusing)


def test_one_file_under_two_mounts_with_remembered_names_stays(shelf, journal, monkeypatch):
    """A network share or a union of folders mounted twice: two devices, one file. For a second
    after the move the other path still seems to be there; only opening it tells."""
    spare = shelf.photo("real/b.jpg")
    keeper = replace(spare, path=shelf.folder / "share" / "b.jpg", device=77)
    keeper.path.parent.mkdir()
    os.link(spare.path, keeper.path)
    remembered = proofs.look(keeper.path)
    seen = replace(remembered, device=77)
    real_look, real_still, real_read = proofs.look, proofs.is_still, proofs.read_whole
    monkeypatch.setattr(proofs, "look", lambda p: seen if p == keeper.path else real_look(p))
    monkeypatch.setattr(
        proofs,
        "is_still",
        lambda p, facts: p.exists() if p == keeper.path else real_still(p, facts),
    )
    monkeypatch.setattr(
        proofs,
        "read_whole",
        lambda p: replace(real_read(p), facts=seen) if p == keeper.path else real_read(p),
    )

    operation = clean_up(
        plan_of(spare, keeper), journal, MeddlingTrash(lambda: keeper.path.unlink())
    )

    assert_stays(operation, spare, "put back")


# --- two programs at once ---------------------------------------------------------------------


def test_two_programs_that_each_keep_the_others_photo_lose_none(shelf, tmp_path):
    """Two libraries of one folder, each about to remove what the other keeps, at the same time."""
    for round_number in range(20):
        a, b = shelf.photo(f"{round_number}a.jpg"), shelf.photo(f"{round_number}b.jpg")
        gate = threading.Barrier(2)
        rows = []

        def clear(spare, keeper, gate=gate, rows=rows, number=round_number):
            journal = Journal(tmp_path / f"{spare.path.stem}-{number}.db")
            trash = MeddlingTrash(gate.wait)
            try:
                with suppress(threading.BrokenBarrierError):
                    rows.append(only(clean_up(plan_of(spare, keeper), journal, trash)))
            finally:
                gate.abort()
                journal.close()

        programs = [threading.Thread(target=clear, args=pair) for pair in ((a, b), (b, a))]
        for program in programs:
            program.start()
        for program in programs:
            program.join()

        assert a.path.exists() or b.path.exists()
        for row in rows:
            assert row.state is not RemovalState.LOST_TRACK


# --- file systems without an exclusive rename ---------------------------------------------------


def test_a_new_version_saved_while_its_file_moves_is_never_deleted(shelf, journal, monkeypatch):
    """Where a move is a link and an unlink, a program may save in between."""
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")
    monkeypatch.setattr(exclusive, "_native_rename", lambda: None)
    real_link = os.link

    def link_then_save(source, target, **named):
        real_link(source, target, **named)
        if Path(source) == spare.path:
            (shelf.folder / "saving").write_bytes(b"new version")
            os.replace(shelf.folder / "saving", spare.path)

    monkeypatch.setattr(os, "link", link_then_save)

    removal = only(clean_up(plan_of(spare, keeper), journal, platform_trash()))

    assert spare.path.read_bytes() == b"new version"
    assert removal.state is RemovalState.LOST_TRACK  # the old version is told of
    assert "It is now at" in removal.message
