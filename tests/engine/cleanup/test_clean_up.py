"""A clean-up moves what is proved and leaves everything else where it is."""

import os
from dataclasses import replace

import pytest

from photodedup.engine.cleanup import (
    clean_up,
    plan_cleanup,
    plan_survivors,
    platform_trash,
)
from photodedup.engine.domain.history import RemovalState
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.plans import CleanupPlan, Destination
from photodedup.engine.progress import CancelToken, Stage

from .conftest import LyingTrash, assert_stays, group_of, only, plan_of


def test_marked_copies_go_to_the_trash_and_the_keeper_stays(shelf, journal, trash_folder):
    keeper = shelf.photo("a.jpg")
    spares = [shelf.photo("b.jpg"), shelf.photo("sub/c.jpg")]
    plan = plan_cleanup([group_of(keeper, *spares)], probe=platform_trash().probe)

    operation = clean_up(plan, journal, platform_trash())

    assert keeper.path.read_bytes() == b"a picture"
    assert not any(spare.path.exists() for spare in spares)
    assert [r.path for r in operation.removed] == [spare.path for spare in spares]
    assert [r.survivor for r in operation.removed] == [keeper.path, keeper.path]
    for removal in operation.removed:
        assert removal.destination is Destination.TRASH
        assert removal.trashed_path.parent == trash_folder / "files"
        assert removal.trashed_path.read_bytes() == b"a picture"


def test_planning_moves_nothing(shelf):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")

    plan = plan_cleanup([group_of(keeper, spare)], probe=platform_trash().probe)

    assert [r.photo for r in plan.removals] == [spare]
    assert plan.no_trash == ()
    assert keeper.path.exists()
    assert spare.path.exists()


def test_a_plan_names_the_folders_that_have_no_trash(shelf):
    group = group_of(shelf.photo("a.jpg"), shelf.photo("x/b.jpg"), shelf.photo("y/c.jpg"))

    plan = plan_cleanup([group], probe=lambda folder: "no trash here")

    assert plan.no_trash == (shelf.folder / "x", shelf.folder / "y")


def test_progress_counts_files_and_freed_bytes(shelf, journal):
    group = group_of(shelf.photo("a.jpg"), shelf.photo("b.jpg"), shelf.photo("c.jpg"))
    seen = []

    plan = plan_cleanup([group], probe=platform_trash().probe)
    clean_up(plan, journal, platform_trash(), seen.append)

    assert [(p.stage, p.done, p.total, p.bytes_done) for p in seen] == [
        (Stage.REMOVING, 1, 2, 9),
        (Stage.REMOVING, 2, 2, 18),
    ]


def test_cancelling_stops_between_files(shelf, journal):
    spares = [shelf.photo(f"{n}.jpg") for n in range(4)]
    group = group_of(shelf.photo("a.jpg"), *spares)
    token = CancelToken()

    operation = clean_up(
        plan_cleanup([group], probe=platform_trash().probe),
        journal,
        platform_trash(),
        lambda progress: token.cancel() if progress.done == 2 else None,
        token,
    )

    assert len(operation.removed) == 2
    assert [spare.path.exists() for spare in spares] == [False, False, True, True]


# --- the file is not what it was --------------------------------------------------------------


def test_a_file_that_changed_since_the_scan_stays(shelf, journal):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")
    spare.path.write_bytes(b"a pictur!")

    operation = clean_up(plan_of(spare, keeper), journal, platform_trash())

    assert_stays(operation, spare, "changed since the scan")


def test_a_file_with_only_a_new_date_still_goes(shelf, journal):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")
    os.utime(spare.path, ns=(1, 1))
    os.utime(keeper.path, ns=(1, 1))

    operation = clean_up(plan_of(spare, keeper), journal, platform_trash())

    assert only(operation).state is RemovalState.REMOVED


def test_a_file_that_vanished_is_reported(shelf, journal):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")
    spare.path.unlink()

    removal = only(clean_up(plan_of(spare, keeper), journal, platform_trash()))

    assert (removal.state, removal.message) == (RemovalState.KEPT, "It is no longer there.")


def test_a_file_that_became_a_link_stays(shelf, journal):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")
    spare.path.unlink()
    spare.path.symlink_to(keeper.path)

    operation = clean_up(plan_of(spare, keeper), journal, platform_trash())

    assert_stays(operation, spare, "no longer a plain file")
    assert spare.path.is_symlink()


def test_identical_is_proved_byte_by_byte_not_by_a_digest(shelf, journal):
    keeper, spare = shelf.photo("a.jpg", b"one"), shelf.photo("b.jpg", b"two")

    operation = clean_up(plan_of(spare, keeper, Verdict.IDENTICAL), journal, platform_trash())

    assert_stays(operation, spare, "not byte for byte")


def test_an_edited_copy_goes_if_both_are_as_scanned(shelf, journal):
    keeper, spare = shelf.photo("a.jpg", b"one"), shelf.photo("b.jpg", b"two")

    operation = clean_up(plan_of(spare, keeper, Verdict.EDITED), journal, platform_trash())

    assert only(operation).state is RemovalState.REMOVED


# --- the survivor is not what it was ----------------------------------------------------------


def test_nothing_goes_when_the_survivor_was_deleted(shelf, journal):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")
    keeper.path.unlink()

    operation = clean_up(plan_of(spare, keeper), journal, platform_trash())

    assert_stays(operation, spare, "a.jpg", "no longer there")


def test_nothing_goes_when_the_survivors_folder_was_renamed(shelf, journal):
    keeper, spare = shelf.photo("old/a.jpg"), shelf.photo("b.jpg")
    keeper.path.parent.rename(shelf.folder / "new")

    assert_stays(clean_up(plan_of(spare, keeper), journal, platform_trash()), spare, "no longer")


def test_nothing_goes_when_the_survivor_changed(shelf, journal):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")
    keeper.path.write_bytes(b"A picture")
    os.utime(keeper.path, ns=(keeper.mtime_ns, keeper.mtime_ns))

    operation = clean_up(plan_of(spare, keeper), journal, platform_trash())

    assert_stays(operation, spare, "a.jpg", "changed since the scan")


@pytest.mark.parametrize("link", [os.link, os.symlink])
def test_a_link_to_the_file_is_no_survivor(shelf, journal, link):
    spare = shelf.photo("b.jpg")
    link(spare.path, shelf.folder / "a.jpg")
    keeper = replace(spare, path=shelf.folder / "a.jpg")

    assert_stays(clean_up(plan_of(spare, keeper), journal, platform_trash()), spare)


def test_the_same_file_through_a_linked_folder_is_no_survivor(shelf, journal):
    spare = shelf.photo("real/b.jpg")
    (shelf.folder / "link").symlink_to(shelf.folder / "real")
    keeper = replace(spare, path=shelf.folder / "link" / "b.jpg")

    assert_stays(clean_up(plan_of(spare, keeper), journal, platform_trash()), spare)


def test_a_survivor_in_the_trash_is_none(shelf, journal):
    spare = shelf.photo("b.jpg")
    for name in (".Trash-1000/files", "$RECYCLE.BIN/S-1-5", ".photodedup-quarantine/1"):
        keeper = shelf.photo(f"{name}/a.jpg")
        operation = clean_up(plan_of(spare, keeper), journal, platform_trash())
        assert_stays(operation, spare, "in the trash")


def test_a_plan_cannot_remove_another_removals_survivor(shelf, journal):
    a, b, c = (shelf.photo(name) for name in ("a.jpg", "b.jpg", "c.jpg"))
    chain = CleanupPlan((*plan_of(b, a).removals, *plan_of(c, b).removals))
    circle = CleanupPlan((*plan_of(a, b).removals, *plan_of(b, a).removals))

    clean_up(circle, journal, platform_trash())
    assert a.path.exists()
    assert b.path.exists()

    operation = clean_up(chain, journal, platform_trash())
    assert [r.path for r in operation.removed] == [c.path]


def test_a_survivor_by_another_path_is_guarded_too(shelf, journal):
    a, b, c = (shelf.photo(f"real/{name}.jpg") for name in "abc")
    (shelf.folder / "link").symlink_to(shelf.folder / "real")
    alias = replace(b, path=shelf.folder / "link" / "b.jpg")
    plan = CleanupPlan((*plan_of(alias, a).removals, *plan_of(c, b).removals))

    operation = clean_up(plan, journal, platform_trash())

    assert [r.path for r in operation.removed] == [c.path]
    assert b.path.exists()


@pytest.mark.parametrize("is_linked", [True, False])
def test_a_survivor_that_changes_half_way_saves_the_rest(shelf, journal, is_linked):
    keeper, first, second = (shelf.photo(name) for name in ("a.jpg", "b.jpg", "c.jpg"))

    def meddle(progress) -> None:
        if progress.done == 1:
            keeper.path.unlink()
            if is_linked:
                os.link(second.path, keeper.path)
            else:
                keeper.path.write_bytes(b"overwritten")

    plan = plan_survivors([group_of(keeper, first, second, verdict=Verdict.SAME_PICTURE)])
    rows = clean_up(plan, journal, platform_trash(), meddle).removals

    assert [row.state for row in rows] == [RemovalState.REMOVED, RemovalState.KEPT]
    assert ("same file on disk" if is_linked else "changed since the scan") in rows[1].message


# --- no trash ---------------------------------------------------------------------------------


class NoTrash(LyingTrash):
    def __init__(self):
        super().__init__(lambda path: None)

    def probe(self, folder):
        return "This volume has no trash."


def test_without_a_trash_files_stay(shelf, journal):
    keeper, spare = shelf.photo("a.jpg"), shelf.photo("b.jpg")

    operation = clean_up(plan_of(spare, keeper), journal, NoTrash())

    assert_stays(operation, spare, "This volume has no trash.")
    assert only(operation).destination is Destination.NOWHERE
