"""Why two photos of a library match or not: the same answer as its groups give."""

from pathlib import Path

import numpy as np
import pytest

from photodedup.engine.comparison import headline
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.features.models import DEFAULT_MODEL
from photodedup.engine.library import Library
from tests.engine import pictures_made as made
from tests.engine.libraries import scan

SCENE = made.scene(640, 480, seed=1)


@pytest.fixture
def library(open_library, photos: Path) -> Library:
    made.save(photos / "a cropped.jpg", SCENE[60:420, 80:600])
    made.save(photos / "b.jpg", SCENE, quality=92)
    made.save(photos / "c mirrored.jpg", np.ascontiguousarray(SCENE[:, ::-1]), quality=80)
    opened = open_library(model=DEFAULT_MODEL)
    scan(opened, photos)
    return opened


def test_every_member_is_explained_as_its_group_says(library):
    (group,) = library.groups()
    assert group.keeper.path.name == "b.jpg"
    assert len(group.members) == 2
    for member in group.members:
        seen = library.explain(group.keeper.id, member.photo.id)
        assert seen.verdict is member.verdict
        assert headline(seen) == f"Edited copy: {member.reason}"
        assert [photo.path for photo in seen.seen_photos] == [
            group.keeper.path,
            member.photo.path,
        ]


def test_a_file_that_is_gone_is_named(library, photos):
    (group,) = library.groups()
    (photos / "a cropped.jpg").unlink()
    gone = next(m.photo for m in group.members if m.photo.path.name == "a cropped.jpg")
    with pytest.raises(UnreadablePhoto, match=r"a cropped\.jpg"):
        library.explain(group.keeper.id, gone.id)
    with pytest.raises(UnreadablePhoto, match="no longer"):
        library.explain(group.keeper.id, PhotoId(999))


def test_any_two_files_can_be_asked_about(library, tmp_path):
    one = made.save(tmp_path / "one.jpg", SCENE)
    other = made.save(tmp_path / "other.jpg", made.scene(seed=7))
    assert headline(library.explain_files(one, other)).startswith("Not the same picture")
    assert library.photo_count() == 3
