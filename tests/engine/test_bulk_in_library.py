"""Keep rules and pairs of folders in a library of real files, through to the trash and back."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np
import pytest

from photodedup.engine.domain.history import RemovalState
from photodedup.engine.errors import LibraryInUse
from photodedup.engine.folder_decisions import FolderDecision
from photodedup.engine.keep_rules import DEFAULT_KEEP_RULES
from photodedup.engine.library import Library
from photodedup.engine.trials import RuleChange
from tests.engine import pictures_made as made
from tests.engine.libraries import scan

NAMED_FIRST = RuleChange(DEFAULT_KEEP_RULES.moved("camera", 0))


@pytest.fixture
def library(open_library, photos: Path) -> Library:
    """Large pictures without a camera, smaller ones with it, and copies of the large ones."""
    for folder in ("large", "named", "backup"):
        (photos / folder).mkdir()
    for number in range(3):
        scene = made.scene(640, 480, seed=10 + number)
        small = np.asarray(cv2.resize(scene, None, fx=0.6, fy=0.6, interpolation=3), np.uint8)
        large = made.save(photos / "large" / f"{number}.jpg", scene, quality=92)
        made.save(photos / "named" / f"{number}.jpg", small, exif=made.exif_bytes(model="FP3"))
        if number:
            shutil.copy2(large, photos / "backup" / f"{number}.jpg")
    opened = open_library()
    scan(opened, photos)
    return opened


def kept(library: Library) -> set[str]:
    return {
        f"{group.keeper.path.parent.name}/{group.keeper.path.name}" for group in groups(library)
    }


def groups(library: Library):
    return [group for group in library.groups() if group.kind == "copies"]


def test_rules_choose_other_keepers_that_are_proved_by_their_pictures(library):
    preview = library.bulk.preview(NAMED_FIRST)
    assert len(preview.changes) == len(groups(library)) == 3
    library.bulk.apply(preview)
    assert kept(library) == {"named/0.jpg", "named/1.jpg", "named/2.jpg"}
    for group in groups(library):
        assert {member.verdict for member in group.members} == {"same-picture"}


def test_a_preview_and_an_undone_change_leave_groups_and_proofs_as_they_were(library, photos):
    """Also after the next scan: what was proved for the other rules is not used any more."""
    for number in range(3):
        scene = made.scene(640, 480, seed=10 + number)
        chat = np.asarray(cv2.resize(scene, None, fx=0.5, fy=0.5, interpolation=3), np.uint8)
        made.save(photos / f"chat{number}.jpg", chat, quality=40)
    scan(library)
    before, known = library.groups(), proofs(library)
    preview = library.bulk.preview(NAMED_FIRST)
    assert (library.groups(), proofs(library)) == (before, known)
    applied = library.bulk.apply(preview)
    assert proofs(library) > known
    library.bulk.restore(applied.before)
    assert (library.groups(), proofs(library)) == (before, known)
    scan(library)
    assert library.groups() == before


def proofs(library: Library) -> set[tuple[object, ...]]:
    with closing(sqlite3.connect(library.places.database)) as rows:
        return set(rows.execute("SELECT * FROM matches"))


def test_a_clean_up_after_a_change_of_rules_keeps_every_picture_and_can_be_undone(library, photos):
    before = {path: path.read_bytes() for path in photos.rglob("*.jpg")}
    library.bulk.apply(library.bulk.preview(NAMED_FIRST))
    operation = library.clean_up(library.plan(library.groups()))
    states = {removal.state for removal in operation.removals}
    assert states == {RemovalState.REMOVED}
    left = {path.parent.name for path in photos.rglob("*.jpg")}
    assert left == {"named"}
    library.restore([removal.id for removal in operation.removals])
    assert {path: path.read_bytes() for path in photos.rglob("*.jpg")} == before


def test_a_folder_decision_touches_nothing_that_is_only_in_the_other_folder(library, photos):
    only_here = photos / "large" / "0.jpg"
    pair = next(
        p
        for p in library.bulk.folder_pairs()
        if {p.first.path, p.second.path} == {photos / "backup", photos / "large"}
    )
    assert (pair.first.only_here_count, pair.second.only_here_count) == (0, 1)
    library.bulk.apply(library.bulk.preview(FolderDecision(photos / "backup", photos / "large")))
    decided = [group for group in groups(library) if group.is_accepted]
    assert len(decided) == 2
    library.clean_up(library.plan(decided))
    assert sorted(os.listdir(photos / "large")) == ["0.jpg"]
    assert only_here.exists()
    assert sorted(os.listdir(photos / "backup")) == ["1.jpg", "2.jpg"]


def test_a_photo_found_later_is_judged_by_the_same_rules(library, photos):
    library.bulk.apply(library.bulk.preview(NAMED_FIRST))
    scene = made.scene(640, 480, seed=77)
    small = np.asarray(cv2.resize(scene, None, fx=0.6, fy=0.6, interpolation=3), np.uint8)
    made.save(photos / "large" / "9.jpg", scene, quality=92)
    made.save(photos / "named" / "9.jpg", small, exif=made.exif_bytes(model="FP3"))
    scan(library)
    assert "named/9.jpg" in kept(library)


def test_rules_outlive_a_database_that_is_lost(library, open_library, photos):
    library.bulk.apply(library.bulk.preview(NAMED_FIRST))
    places = library.places
    library.close()
    for path in places.folder.glob("library.db*"):
        path.unlink()
    again = open_library()
    assert again.bulk.keep_rules() == NAMED_FIRST.wanted
    scan(again, photos)
    assert kept(again) == {"named/0.jpg", "named/1.jpg", "named/2.jpg"}


def test_a_library_that_is_open_elsewhere_is_only_looked_at(library, open_library):
    second = open_library()
    preview = second.bulk.preview(NAMED_FIRST)
    assert preview.changes
    for act in (
        lambda: second.bulk.apply(preview),
        lambda: second.bulk.restore(preview.decided),
        second.bulk.close_proposal,
    ):
        with pytest.raises(LibraryInUse):
            act()
