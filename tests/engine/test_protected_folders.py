"""Protected folders in a library: never suggested, not markable, and kept for the next start."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from photodedup.engine.domain.groups import GroupKind
from photodedup.engine.domain.history import RemovalState
from photodedup.engine.errors import CleanupRefused, FolderRefused, LibraryInUse
from photodedup.engine.features.model_choice import DEFAULT_MODEL
from tests.engine import pictures_made as made
from tests.engine.libraries import found, member, photo, scan


@pytest.fixture
def two_places(photos: Path) -> Path:
    """A picture in Camera, and in Albums its identical copy, which the rules would let go."""
    scene = made.scene(640, 480, seed=1)
    made.save(photos / "Camera" / "a.jpg", scene)
    (photos / "Albums").mkdir()
    (photos / "Albums" / "beach copy.jpg").write_bytes((photos / "Camera" / "a.jpg").read_bytes())
    return photos


def only_group(library):
    (group,) = library.groups()
    return group


def test_the_protected_photo_becomes_the_keeper_and_says_why(open_library, two_places):
    library = open_library()
    scan(library, two_places)
    assert found(library.groups()) == {"a.jpg": {"beach copy.jpg": "identical"}}
    library.protect_folder(two_places / "Albums")
    group = only_group(library)
    assert found([group]) == {"beach copy.jpg": {"a.jpg": "identical"}}
    assert "protected" in group.keeper_reason
    assert group.members[0].is_marked


def test_a_smaller_protected_copy_does_not_make_the_larger_photo_go(open_library, photos):
    scene = made.scene(640, 480, seed=1)
    made.save(photos / "Camera" / "a.jpg", scene)
    made.save(
        photos / "Albums" / "small.jpg", cv2.resize(scene, (320, 240), interpolation=cv2.INTER_AREA)
    )
    library = open_library()
    library.protect_folder((photos / "Albums").resolve())
    scan(library, photos)
    group = only_group(library)
    assert group.keeper.path.name == "a.jpg"
    spare = member(group, "small.jpg")
    assert not spare.is_marked
    assert "in a protected folder" in spare.reason
    assert library.plan([group]).removals == ()


def test_it_cannot_be_marked_and_says_why(open_library, two_places):
    library = open_library()
    scan(library, two_places)
    library.protect_folder(two_places / "Albums")
    group = library.set_keeper(only_group(library).id, photo(library, "a.jpg").id)[0]
    spare = member(group, "beach copy.jpg")
    assert not spare.is_marked
    with pytest.raises(CleanupRefused, match="protected folder"):
        library.set_marked(group.id, spare.photo.id, True)
    assert not library.set_marked(group.id, spare.photo.id, False).marked


def test_a_mark_made_before_is_no_mark_any_more(open_library, two_places):
    library = open_library()
    scan(library, two_places)
    group = only_group(library)
    library.set_marked(group.id, group.members[0].photo.id, True)
    library.set_keeper(group.id, group.keeper.id)
    library.protect_folder(two_places / "Albums")
    assert only_group(library).marked == ()
    library.unprotect_folder(two_places / "Albums")
    assert len(only_group(library).marked) == 1


def test_a_plan_made_before_the_lock_removes_nothing(open_library, two_places):
    library = open_library()
    scan(library, two_places)
    plan = library.plan(library.groups())
    assert len(plan.removals) == 1
    library.protect_folder(two_places / "Albums")
    (removal,) = library.clean_up(plan).removals
    assert removal.state is RemovalState.KEPT
    assert "Albums" in removal.message
    assert (two_places / "Albums" / "beach copy.jpg").exists()


def test_locks_are_kept_and_shown_with_the_folders(open_library, two_places):
    library = open_library()
    scan(library, two_places)
    library.protect_folder(two_places / "Albums")
    library.close()
    library = open_library()
    assert library.protected_folders() == (two_places / "Albums",)
    (folder,) = library.folders()
    assert not folder.is_protected
    assert folder.protected_inside == (two_places / "Albums",)
    library.protect_folder(two_places)
    assert library.folders()[0].is_protected
    library.unprotect_folder(two_places)
    assert not library.folders()[0].is_protected


def test_shots_of_a_burst_are_not_marked_either(open_library, photos):
    scene = made.scene(640, 480, seed=1)
    for number in range(2):
        exif = made.exif_bytes(taken=f"2024:05:06 12:34:5{number}", maker="Fairphone", model="5")
        made.save(photos / f"{number}.jpg", np.roll(scene, 20 * number, axis=1), exif=exif)
    library = open_library(model=DEFAULT_MODEL)
    scan(library, photos)
    library.protect_folder(photos)
    group = only_group(library)
    assert group.kind is GroupKind.BURST
    with pytest.raises(CleanupRefused, match="protected"):
        library.set_marked(group.id, group.members[0].photo.id, True)


def test_a_lock_around_it_has_to_go_first(open_library, two_places):
    library = open_library()
    scan(library, two_places / "Albums")
    library.protect_folder(two_places)
    with pytest.raises(FolderRefused, match="stays protected"):
        library.unprotect_folder(two_places / "Albums")
    assert library.folders()[0].is_protected


def test_what_cannot_be_protected(open_library, photos):
    library = open_library()
    with pytest.raises(FolderRefused, match="not there"):
        library.protect_folder(photos / "nothing")
    with pytest.raises(LibraryInUse):
        open_library().protect_folder(photos)
