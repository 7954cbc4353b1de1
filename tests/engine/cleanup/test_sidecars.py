"""What only spares know is written beside the photo that stays before they go, and comes back."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from photodedup.engine.cleanup import (
    clean_up,
    plan_cleanup,
    platform_trash,
    restore,
    sidecar_files,
    take_back_sidecars,
)
from photodedup.engine.cleanup.sidecar_files import sidecar_of
from photodedup.engine.cleanup.sidecars import CHANGED_SINCE
from photodedup.engine.detail_reading import photo_details
from photodedup.engine.details import Detail
from photodedup.engine.domain.history import RemovalState, SidecarState
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.domain.photos import Companion, CompanionKind
from photodedup.engine.domain.plans import CleanupPlan
from photodedup.engine.errors import TrashFailed
from photodedup.engine.files.companions import FileBeside, assign
from tests.engine.details_made import DATE, GPS, keywords, packet, picture

from .conftest import Shelf, group_of
from .shelves import as_shot, group_of_shots, with_companions

NOTHING = picture(shade=91)
PLACED = picture(exif={0x8825: GPS, 0x8769: DATE, 0x4746: 4})
BOATS = packet(keywords("boats"))


def planned(keeper, *spares, verdict=Verdict.SAME_PICTURE, **facts) -> CleanupPlan:
    group = group_of(keeper, *spares, verdict=verdict)
    return plan_cleanup([group], probe=lambda _: None, **facts)


@pytest.fixture
def clean(journal):
    return lambda plan, **facts: clean_up(plan, journal, platform_trash(), **facts)


@pytest.fixture
def undo(journal):
    def undone(operation):
        result = restore([removal.id for removal in operation.removed], journal)
        return result, take_back_sidecars(journal, platform_trash())

    return undone


def beside(photo, *paths: Path):
    """The photo with its sidecars, as the next scan finds them."""
    found = tuple(Companion(path, CompanionKind.SIDECAR, 1, 1) for path in paths)
    return replace(photo, companions=found)


def test_the_plan_says_what_only_the_spare_knows(shelf: Shelf):
    keeper, spare = shelf.photo("IMG_1.jpg", NOTHING), shelf.photo("b/IMG_1.jpg", PLACED)
    plan = planned(keeper, spare)
    (removal,), (rescue,) = plan.removals, plan.rescues
    assert removal.only_here == (Detail.DATE, Detail.PLACE, Detail.RATING)
    assert rescue.sidecar == keeper.path.with_name("IMG_1.jpg.xmp")
    assert rescue.spares == (spare.path,)
    assert rescue.obstacle == ""
    assert not rescue.sidecar.exists()


def test_it_is_written_before_the_spare_goes(shelf: Shelf, clean):
    keeper, spare = shelf.photo("IMG_1.jpg", NOTHING), shelf.photo("b/IMG_1.jpg", PLACED)
    wanted = photo_details(spare)
    operation = clean(planned(keeper, spare))
    (written,) = operation.sidecars
    assert written.state is SidecarState.WRITTEN
    assert operation.removed
    assert not spare.path.exists()
    assert keeper.path.read_bytes() == NOTHING
    found = photo_details(beside(keeper, written.path))
    assert (found.taken_at, found.rating) == (wanted.taken_at, wanted.rating)
    assert found.place.latitude_deg == pytest.approx(wanted.place.latitude_deg, abs=1e-6)
    assert sorted(os.listdir(shelf.folder)) == ["IMG_1.jpg", "IMG_1.jpg.xmp", "b"]


def test_the_sidecar_belongs_to_the_keeper_from_then_on(shelf: Shelf, clean):
    keeper, spare = shelf.photo("IMG_1.jpg", NOTHING), shelf.photo("b/IMG_1.jpg", PLACED)
    (written,) = clean(planned(keeper, spare)).sidecars
    file = FileBeside(written.path, CompanionKind.SIDECAR, 1, 1)
    namesake = replace(shelf.photo("IMG_1.png"), id=99)
    photos = [_Owner(keeper), _Owner(namesake)]
    assert assign(photos, {}, [file]) == {written.path: keeper.id}
    later = shelf.photo("c/IMG_1.jpg", picture(shade=92))
    assert clean(planned(keeper, later)).removed


class _Owner:
    content_identifier = None

    def __init__(self, photo):
        self.id, self.path, self.is_raw = photo.id, photo.path, photo.is_raw


def test_without_rescues_nothing_is_written(shelf: Shelf, clean):
    keeper, spare = shelf.photo("a.jpg", NOTHING), shelf.photo("b.jpg", PLACED)
    operation = clean(replace(planned(keeper, spare), rescues=()))
    assert operation.removed
    assert operation.sidecars == ()
    assert os.listdir(shelf.folder) == ["a.jpg"]


def test_undo_takes_a_new_sidecar_to_the_trash(shelf: Shelf, clean, undo, trash_folder):
    keeper, spare = shelf.photo("a.jpg", NOTHING), shelf.photo("b.jpg", PLACED)
    _, (taken,) = undo(clean(planned(keeper, spare)))
    assert taken.state is SidecarState.TAKEN_BACK
    assert sorted(os.listdir(shelf.folder)) == ["a.jpg", "b.jpg"]
    assert os.listdir(trash_folder / "files") == ["a.jpg.xmp"]


def test_undo_brings_back_every_byte_of_a_sidecar_that_was_there(shelf: Shelf, clean, undo):
    keeper = with_companions(shelf, shelf.photo("a.jpg", NOTHING), a__xmp=BOATS)
    spare = shelf.photo("b.jpg", PLACED)
    path = keeper.path.with_name("a.xmp")
    path.chmod(0o640)
    os.utime(path, ns=(10**18, 10**18))
    operation = clean(planned(keeper, spare))
    assert operation.sidecars[0].path == path
    assert photo_details(keeper).keywords == ("boats",)
    assert photo_details(keeper).rating == 4
    assert path.stat().st_mode & 0o777 == 0o640
    undo(operation)
    assert path.read_bytes() == BOATS
    assert path.stat().st_mtime_ns == 10**18
    assert sorted(os.listdir(shelf.folder)) == ["a.jpg", "a.xmp", "b.jpg"]


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="labels of files as Linux keeps them")
def test_a_sidecar_keeps_its_labels(shelf: Shelf, clean, undo):
    keeper, spare = shelf.photo("IMG_1.jpg", NOTHING), shelf.photo("b/IMG_1.jpg", PLACED)
    path = keeper.path.with_name("IMG_1.jpg.xmp")
    path.write_bytes(BOATS)
    try:
        os.setxattr(path, "user.xdg.tags", b"holiday")
    except OSError:
        pytest.skip("this volume keeps no labels")
    operation = clean(planned(beside(keeper, path), spare))
    assert path.read_bytes() != BOATS
    assert os.getxattr(path, "user.xdg.tags") == b"holiday"
    undo(operation)
    assert path.read_bytes() == BOATS
    assert os.getxattr(path, "user.xdg.tags") == b"holiday"


def test_a_sidecar_changed_since_is_left(shelf: Shelf, clean, undo):
    keeper, spare = shelf.photo("a.jpg", NOTHING), shelf.photo("b.jpg", PLACED)
    operation = clean(planned(keeper, spare))
    path = operation.sidecars[0].path
    path.write_bytes(BOATS)
    result, (left,) = undo(operation)
    assert result.restored
    assert (left.state, left.message) == (SidecarState.LEFT, CHANGED_SINCE)
    assert path.read_bytes() == BOATS


def test_it_stays_while_one_of_its_spares_is_away(shelf: Shelf, clean, journal, undo):
    keeper = shelf.photo("a.jpg", NOTHING)
    spares = [
        shelf.photo("b.jpg", PLACED),
        with_companions(shelf, shelf.photo("c.jpg", picture(shade=93)), c__jpg__xmp=BOATS),
    ]
    operation = clean(planned(keeper, *spares))
    (written,) = operation.sidecars
    assert written.added == (Detail.DATE, Detail.PLACE, Detail.RATING, Detail.KEYWORDS)
    first, *rest = (r for r in operation.removed if r.companion is None)
    restore([first.id], journal)
    assert take_back_sidecars(journal, platform_trash()) == ()
    assert written.path.exists()
    restore([removal.id for removal in rest], journal)
    assert take_back_sidecars(journal, platform_trash())
    assert not written.path.exists()


def test_clean_ups_after_one_another_are_undone_in_turn(shelf: Shelf, clean, undo):
    keeper = shelf.photo("a.jpg", NOTHING)
    first = clean(planned(keeper, shelf.photo("b.jpg", PLACED)))
    path = first.sidecars[0].path
    once = path.read_bytes()
    spare = with_companions(shelf, shelf.photo("c.jpg", picture(shade=93)), c__jpg__xmp=BOATS)
    second = clean(planned(beside(keeper, path), spare))
    assert second.sidecars[0].added == (Detail.KEYWORDS,)
    undo(second)
    assert path.read_bytes() == once
    undo(first)
    assert not path.exists()


def test_a_spare_with_the_same_bytes_differs_by_its_sidecar(shelf: Shelf, clean):
    keeper, spare = shelf.photo("a.jpg", PLACED), shelf.photo("b.jpg", PLACED)
    spare = with_companions(shelf, spare, b__jpg__xmp=BOATS)
    (written,) = clean(planned(keeper, spare, verdict=Verdict.IDENTICAL)).sidecars
    assert written.added == (Detail.KEYWORDS,)


def test_other_words_are_said_and_not_overwritten(shelf: Shelf, clean):
    keeper = shelf.photo("a.jpg", picture(exif={0x4746: 2}))
    plan = planned(keeper, shelf.photo("b.jpg", picture(exif={0x4746: 5, 0x010E: "Harbour"})))
    assert plan.removals[0].disagrees == (Detail.RATING,)
    (written,) = clean(plan).sidecars
    assert written.added == (Detail.CAPTION,)
    assert photo_details(beside(keeper, written.path)).rating == 2


def test_another_picture_of_the_moment_gives_nothing_away(shelf: Shelf):
    keeper, other = shelf.photo("a.jpg", NOTHING), shelf.photo("b.jpg", PLACED)
    plan = planned(keeper, other, verdict=Verdict.BURST)
    assert plan.rescues == ()
    assert plan.removals[0].only_here == ()


def test_nothing_is_said_of_a_keeper_that_cannot_be_read(shelf: Shelf):
    plan = planned(shelf.photo("a.jpg", b"no picture"), shelf.photo("b.jpg", PLACED))
    assert plan.rescues == ()


# --- what cannot be written ----------------------------------------------------------------------


def assert_stayed(operation, spare, word: str) -> None:
    (removal,) = operation.removals
    assert removal.state is RemovalState.KEPT
    assert word in removal.message
    assert spare.path.exists()
    assert not [s for s in operation.sidecars if s.state is SidecarState.WRITTEN]


@pytest.mark.parametrize(
    ("error", "word"), [(OSError(28, "full"), "full"), (PermissionError(13, "no"), "permission")]
)
def test_a_spare_stays_if_its_details_cannot_be_written(shelf, clean, monkeypatch, error, word):
    keeper, spare = shelf.photo("a.jpg", NOTHING), shelf.photo("b.jpg", PLACED)
    plan = planned(keeper, spare)

    def fail(*_):
        raise error

    monkeypatch.setattr(sidecar_files.os, "fsync", fail)
    assert_stayed(clean(plan), spare, word)
    assert sorted(os.listdir(shelf.folder)) == ["a.jpg", "b.jpg"]


def test_a_shot_stays_whole(shelf: Shelf, clean, monkeypatch):
    keepers = as_shot(shelf.photo("k.dng", b"raw"), shelf.photo("k.jpg", NOTHING))
    spares = as_shot(shelf.photo("s.dng", b"raw"), shelf.photo("s.jpg", PLACED))
    group = group_of_shots(keepers, spares, Verdict.SAME_PICTURE)
    plan = plan_cleanup([group], probe=lambda _: None)
    assert len(plan.removals) == 2
    monkeypatch.setattr(sidecar_files, "rename_exclusively", _taken)
    operation = clean(plan)
    assert {removal.state for removal in operation.removals} == {RemovalState.KEPT}
    assert len(os.listdir(shelf.folder)) == 4


def _taken(*_):
    raise FileExistsError(17, "File exists")


def test_a_sidecar_that_appeared_meanwhile_is_added_to(shelf: Shelf, clean):
    keeper, spare = shelf.photo("a.jpg", NOTHING), shelf.photo("b.jpg", PLACED)
    plan = planned(keeper, spare)
    plan.rescues[0].sidecar.write_bytes(BOATS)
    operation = clean(plan)
    assert operation.removed
    assert photo_details(beside(keeper, plan.rescues[0].sidecar)).keywords == ("boats",)


@pytest.mark.parametrize("there", [b"no xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_a_sidecar_that_cannot_be_read_is_never_replaced(shelf: Shelf, clean, there):
    keeper = with_companions(shelf, shelf.photo("a.jpg", NOTHING), a__jpg__xmp=there)
    spare = shelf.photo("b.jpg", PLACED)
    plan = planned(keeper, spare)
    assert plan.rescues[0].obstacle
    assert_stayed(clean(plan), spare, "a.jpg.xmp")
    assert keeper.companions[0].path.read_bytes() == there


def test_a_link_in_the_place_of_the_sidecar_is_not_followed(shelf: Shelf, clean):
    keeper, spare = shelf.photo("a.jpg", NOTHING), shelf.photo("b.jpg", PLACED)
    target = shelf.folder.parent / "elsewhere.xmp"
    target.write_bytes(BOATS)
    keeper.path.with_name("a.jpg.xmp").symlink_to(target)
    assert_stayed(clean(planned(keeper, spare)), spare, "plain file")
    assert target.read_bytes() == BOATS


def test_nothing_is_written_into_a_protected_folder(shelf: Shelf, clean):
    keeper, spare = shelf.photo("safe/a.jpg", NOTHING), shelf.photo("b.jpg", PLACED)

    def why_stays(path: Path) -> str | None:
        return "It is protected." if path.parent.name == "safe" else None

    plan = planned(keeper, spare, why_stays=why_stays)
    assert plan.rescues[0].obstacle == "It is protected."
    assert_stayed(clean(plan, why_stays=why_stays), spare, "protected")


def test_a_spare_that_stays_after_all_leaves_no_sidecar(shelf: Shelf, journal):
    keeper, spare = shelf.photo("a.jpg", NOTHING), shelf.photo("b.jpg", PLACED)
    plan = planned(keeper, spare)
    real = platform_trash()

    class Full:
        destination = real.destination

        def probe(self, folder):
            return real.probe(folder)

        def move(self, path, announce=lambda _: None):
            if path == spare.path:
                raise TrashFailed("The trash is full.")
            return real.move(path, announce)

    operation = clean_up(plan, journal, Full())
    assert operation.removals[0].state is RemovalState.KEPT
    assert operation.sidecars[0].state is SidecarState.TAKEN_BACK
    assert sorted(os.listdir(shelf.folder)) == ["a.jpg", "b.jpg"]


# --- names ---------------------------------------------------------------------------------------


def test_the_name_of_a_new_sidecar(shelf: Shelf):
    jpeg, raw = shelf.photo("IMG_1.jpg"), replace(shelf.photo("IMG_2.CR2"), is_raw=True)
    assert sidecar_of(jpeg).name == "IMG_1.jpg.xmp"
    assert sidecar_of(raw).name == "IMG_2.xmp"
    shelf.photo("IMG_2.png")
    assert sidecar_of(raw).name == "IMG_2.CR2.xmp"


def test_a_sidecar_that_is_there_keeps_its_name(shelf: Shelf):
    photo = with_companions(shelf, shelf.photo("IMG_1.jpg"), IMG_1__XMP=BOATS)
    assert sidecar_of(photo).name == "IMG_1.XMP"
    both = with_companions(shelf, photo, IMG_1__XMP=BOATS, IMG_1__JPG__xmp=BOATS)
    assert sidecar_of(both).name == "IMG_1.JPG.xmp"
