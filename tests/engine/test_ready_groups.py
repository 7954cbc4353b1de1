"""The groups of the last time are shown at once, and only if they would come out the same now."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.groups import Group
from photodedup.engine.files.protected import ProtectedFolders
from photodedup.engine.keep_rules import DEFAULT_KEEP_RULES
from photodedup.engine.library import Library
from photodedup.engine.store.pairs import PairStore
from photodedup.engine.trials import RuleChange
from tests.engine import pictures_made as made
from tests.engine.libraries import scan

TAKEN = "2024:05:06 12:34:56"


@pytest.fixture
def library(open_library, photos: Path) -> Library:
    """An identical file, one turned over, a burst of two, and a shot of two files that is there
    twice."""
    for name in ("a", "b"):
        (photos / name).mkdir()
    scene = made.scene(640, 480, seed=1)
    made.save(photos / "a" / "one.jpg", scene, quality=92)
    shutil.copy2(photos / "a" / "one.jpg", photos / "b" / "one again.jpg")
    made.save(photos / "b" / "mirrored.jpg", np.ascontiguousarray(scene[:, ::-1]))
    shot = made.scene(640, 480, seed=2)
    for name in ("a", "b"):
        (photos / name / "IMG_1.DNG").write_bytes(made.dng(shot, taken=TAKEN))
        exif = made.exif_bytes(taken=TAKEN)
        (photos / name / "IMG_1.JPG").write_bytes(made.encoded(shot, ".jpg", exif=exif))
    opened = open_library()
    scan(opened, photos)
    return opened


def group_of(library: Library, name: str) -> Group:
    for group in library.groups():
        if any(photo.path.name == name for photo in group.photos):
            return group
    raise AssertionError(name)


def afresh(library: Library, open_library: Callable[..., Library]) -> tuple[Group, ...]:
    """The groups of a closed library as they come out when nothing is stored."""
    with closing(sqlite3.connect(library.places.database)) as con, con:
        con.execute("DELETE FROM results")
    opened = open_library()
    groups = opened.groups()
    assert opened.is_prepared
    opened.close()
    return groups


def test_they_are_there_before_anything_is_compared(library, open_library, monkeypatch):
    before = library.groups()
    assert any(member.parts for group in before for member in group.members)
    library.close()

    again = open_library()
    with monkeypatch.context() as patched:
        patched.setattr(PairStore, "matches", lambda _: pytest.fail("matches were read"))
        assert again.groups() == before
    assert not again.is_prepared

    again.prepare()
    assert again.is_prepared
    assert again.groups() == before


def skip(library: Library) -> None:
    library.set_skipped(group_of(library, "one.jpg").id, True)


def mark(library: Library) -> None:
    group = group_of(library, "mirrored.jpg")
    spare = next(m for m in group.members if m.photo.path.name == "mirrored.jpg")
    library.set_marked(group.id, spare.photo.id, True)


def choose_keeper(library: Library) -> None:
    group = group_of(library, "one.jpg")
    library.set_keeper(group.id, group.members[0].photo.id)


def accept(library: Library) -> None:
    library.accept(library.groups())


def keep_all(library: Library) -> None:
    library.keep_all([group_of(library, "one.jpg")])


def take_out(library: Library) -> None:
    group = group_of(library, "mirrored.jpg")
    out = next(photo for photo in group.photos if photo.path.name == "mirrored.jpg")
    library.take_out(group.id, [out.id])


def change_rules(library: Library) -> None:
    bulk = library.bulk
    bulk.apply(bulk.preview(RuleChange(DEFAULT_KEEP_RULES.moved("short-path", 0))))


def protect(library: Library) -> None:
    library.protect_folder(group_of(library, "one again.jpg").members[0].photo.path.parent)


def clean_up(library: Library) -> None:
    library.clean_up(library.plan(library.groups()))


def clean_up_and_restore(library: Library) -> None:
    operation = library.clean_up(library.plan(library.groups()))
    library.restore([removal.id for removal in operation.removed])


def undo(library: Library) -> None:
    groups = library.groups()
    before = library.decided(groups)
    library.suggest(groups)
    library.restore_decided(before)


def remove_folder(library: Library) -> None:
    library.remove_folder(library.folders()[0].id)


@pytest.mark.parametrize(
    "change",
    [
        skip,
        mark,
        choose_keeper,
        accept,
        keep_all,
        take_out,
        change_rules,
        protect,
        clean_up,
        clean_up_and_restore,
        undo,
        remove_folder,
    ],
)
@pytest.mark.parametrize("looks_after", [False, True])
def test_they_are_those_of_now_whatever_was_decided(library, open_library, change, looks_after):
    library.groups()
    library.close()
    middle = open_library()
    middle.groups()
    change(middle)
    if looks_after:
        middle.groups()
    middle.close()

    last = open_library()
    groups = last.groups()
    last.close()

    assert groups == afresh(last, open_library)


def test_a_decision_is_stored_with_them(library, open_library):
    library.groups()
    skip(library)
    library.close()
    again = open_library()
    assert group_of(again, "one.jpg").is_skipped
    assert not again.is_prepared


def test_other_similarity_other_groups(library, open_library):
    library.groups(0.0)
    library.close()
    again = open_library()
    strict = again.groups(0.999)
    assert strict != again.groups(0.0)
    again.close()
    assert open_library().groups(0.999) == strict


def test_new_photos_are_in_them(library, open_library, photos):
    library.groups()
    shutil.copy2(photos / "a" / "one.jpg", photos / "b" / "third.jpg")
    scan(library)
    library.close()
    assert group_of(open_library(), "third.jpg")


def test_who_is_protected_is_looked_up_at_each_start(library, open_library, monkeypatch):
    library.groups()
    library.close()
    monkeypatch.setattr(ProtectedFolders, "covers", lambda _, path: path.parent.name == "b")
    again = open_library()
    assert group_of(again, "one.jpg").keeper.path.name == "one again.jpg"
    assert again.is_prepared


def test_without_a_proper_end_they_are_made_again(library, open_library):
    before = library.groups()
    mark(library)
    library._stores._lock.release()  # as if the program had been killed
    again = open_library()
    assert group_of(again, "mirrored.jpg").is_reviewed
    assert len(again.groups()) == len(before)


def test_what_cannot_be_read_is_made_again(library, open_library):
    before = library.groups()
    library.close()
    with closing(sqlite3.connect(library.places.database)) as con, con:
        con.execute("UPDATE results SET value = x'00'")
    assert open_library().groups() == before


def test_a_change_by_others_while_groups_are_shown_is_not_lost(library, open_library):
    """What is written past the groups at hand must not be taken for a part of them."""
    groups = library.groups()
    photo = groups[0].members[0].photo.id
    PairStore(library._database).set_choices({photo: Choice.KEEP})
    library.close()
    again = open_library()
    shown = next(group for group in again.groups() if group.id == groups[0].id)
    assert again.decided([shown]).choices[photo] is Choice.KEEP
    assert shown == replace(shown, is_reviewed=True)


def test_a_read_only_library_shows_them_and_stores_none(library, open_library):
    before = library.groups()
    library.close()
    holder = open_library()
    looker = open_library()
    assert looker.is_read_only
    assert looker.groups() == before
    looker.close()
    holder.close()
