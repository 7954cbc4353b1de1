"""Nothing is removed from a protected folder: not by a plan, and not by a move under way."""

import os
from dataclasses import replace

import pytest

from photodedup.engine.cleanup import clean_up, plan_cleanup, planning, platform_trash
from photodedup.engine.domain.history import RemovalState
from photodedup.engine.domain.photos import Companion, CompanionKind
from photodedup.engine.files.protected import ProtectedFolders

from .conftest import assert_stays, group_of, only, plan_of
from .shelves import as_shot, group_of_shots


def no_trash_missing(folder):
    return None


def run(plan, journal, locked, **named):
    return clean_up(plan, journal, platform_trash(), why_stays=locked.why_stays, **named)


@pytest.fixture
def pair(shelf):
    return shelf.photo("keeper.jpg"), shelf.photo("Albums/spare.jpg")


@pytest.fixture
def locked(shelf):
    return ProtectedFolders([shelf.folder / "Albums"])


def test_a_plan_refuses_it_and_says_which_folder(pair, locked):
    plan = plan_cleanup([group_of(*pair)], probe=no_trash_missing, why_stays=locked.why_stays)
    assert plan.removals == ()
    (refusal,) = plan.refused
    assert refusal.reason == "It is in the protected folder “Albums”."


def test_it_may_be_the_photo_that_stays(pair, locked, journal):
    keeper, protected = pair
    group = group_of(protected, keeper)
    plan = plan_cleanup([group], probe=no_trash_missing, why_stays=locked.why_stays)
    assert only(run(plan, journal, locked)).state is RemovalState.REMOVED
    assert protected.path.exists()


def test_a_whole_shot_stays_when_one_of_its_pictures_is_protected(shelf, locked):
    keepers = as_shot(shelf.photo("K.CR2", b"raw"), shelf.photo("K.JPG", b"jpeg"))
    spares = as_shot(shelf.photo("S.CR2", b"raw"), shelf.photo("Albums/S.JPG", b"jpeg"))
    group = group_of_shots(keepers, spares)
    plan = plan_cleanup([group], probe=no_trash_missing, why_stays=locked.why_stays)
    assert plan.removals == ()
    assert {refusal.photo.path for refusal in plan.refused} == {s.path for s in spares}


def test_a_photo_stays_when_its_sidecar_is_protected(shelf, locked):
    keeper, spare = shelf.photo("keeper.jpg"), shelf.photo("spare.jpg")
    sidecar = shelf.photo("Albums/spare.xmp", b"<x/>")
    spare = replace(
        spare, companions=(Companion(sidecar.path, CompanionKind.SIDECAR, 4, sidecar.mtime_ns),)
    )
    group = group_of(keeper, spare)
    plan = plan_cleanup([group], probe=no_trash_missing, why_stays=locked.why_stays)
    assert "Albums" in plan.refused[0].reason


def test_the_removal_checks_again_whatever_the_plan_says(pair, locked, journal):
    assert_stays(run(plan_of(pair[1], pair[0]), journal, locked), pair[1], "protected folder")


def test_a_folder_that_becomes_protected_between_proof_and_move(shelf, journal):
    """The proof asks first; the move asks once more, before the trash is asked to do anything."""
    keeper, spare = shelf.photo("keeper.jpg"), shelf.photo("Albums/spare.jpg")
    locked, asked = ProtectedFolders(), []

    def why_stays(path):
        reason = locked.why_stays(path)
        asked.append(path)
        locked.set_folders([shelf.folder / "Albums"])
        return reason

    operation = clean_up(plan_of(spare, keeper), journal, platform_trash(), why_stays=why_stays)
    assert_stays(operation, spare, "protected folder")
    assert len(asked) == 2


def test_a_folder_swapped_for_a_link_into_a_protected_one(shelf, journal, locked):
    """The path was free when it was planned; now it leads into the protected folder."""
    keeper = shelf.photo("keeper.jpg")
    spare = shelf.photo("free/spare.jpg")
    plan = plan_of(spare, keeper)
    spare.path.parent.rename(shelf.folder / "Albums")
    (shelf.folder / "free").symlink_to(shelf.folder / "Albums")
    assert_stays(run(plan, journal, locked), spare, "protected folder")
    assert (shelf.folder / "Albums" / "spare.jpg").exists()


def test_photos_of_one_shot_come_back_when_one_becomes_protected_on_the_way(shelf, journal):
    keepers = as_shot(shelf.photo("K.CR2", b"raw"), shelf.photo("K.JPG", b"jpeg"))
    spares = as_shot(shelf.photo("a/S.CR2", b"raw"), shelf.photo("b/S.JPG", b"jpeg"))
    plan = plan_cleanup([group_of_shots(keepers, spares)], probe=no_trash_missing)
    calls = []

    def why_stays(path):
        calls.append(path)
        return "It is in the protected folder “a”." if len(calls) == 4 else None

    operation = clean_up(plan, journal, platform_trash(), why_stays=why_stays)
    assert {removal.state for removal in operation.removals} == {RemovalState.KEPT}
    assert all(spare.path.exists() for spare in spares)


def test_a_plan_leaves_what_lies_in_a_folder_that_can_only_be_read(shelf, monkeypatch):
    keeper, spare = shelf.photo("keeper.jpg"), shelf.photo("locked/spare.jpg")
    monkeypatch.setattr(planning, "is_read_only", lambda folder: folder == spare.path.parent)
    plan = plan_cleanup([group_of(keeper, spare)], probe=no_trash_missing)
    assert [refusal.reason for refusal in plan.refused] == [planning.READ_ONLY]


def test_a_plan_says_that_a_cloud_takes_photos_from_other_devices(shelf):
    keeper = shelf.photo("keeper.jpg")
    spares = [shelf.photo(f"Dropbox/{n}.jpg") for n in range(2)]
    plan = plan_cleanup([group_of(keeper, *spares)], probe=no_trash_missing)
    assert plan.notices == (
        "2 of these photos are in Dropbox, so they go from your other devices, too.",
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="an administrator may write everywhere")
def test_a_real_folder_that_can_only_be_read(shelf):
    keeper, spare = shelf.photo("keeper.jpg"), shelf.photo("locked/spare.jpg")
    spare.path.parent.chmod(0o500)
    plan = plan_cleanup([group_of(keeper, spare)], probe=no_trash_missing)
    spare.path.parent.chmod(0o700)
    assert [refusal.reason for refusal in plan.refused] == [planning.READ_ONLY]
