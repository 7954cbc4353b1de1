"""From the scan to the undo: what only a copy knows is said, kept, and given back."""

from pathlib import Path

import pytest
from PIL import Image

from photodedup.engine.domain.history import SidecarState
from photodedup.engine.domain.photos import CompanionKind
from tests.engine import pictures_made as made
from tests.engine.details_made import DATE, GPS, keywords, packet
from tests.engine.libraries import scan

LACKS = "has a date and a location that the kept photo lacks"


@pytest.fixture
def library(open_library, photos: Path):
    """A large photo that says nothing, and a small copy of it that does."""
    picture = Image.fromarray(made.scene(1200, 900, seed=1))
    picture.save(photos / "large.jpg", quality=92)
    picture.thumbnail((600, 450))
    block = Image.Exif()
    block.get_ifd(0x8825).update(GPS)
    block.get_ifd(0x8769).update(DATE)
    picture.save(photos / "small.jpg", quality=85, exif=block, xmp=packet(keywords("boats")))
    opened = open_library()
    scan(opened, photos)
    return opened


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_group_says_it_before_anything_is_planned(library):
    (group,) = library.groups()
    assert group.keeper.path.name == "large.jpg"
    assert LACKS in group.members[0].reason


def test_it_is_written_and_belongs_to_the_photo_at_once_and_after_a_scan(library, photos):
    (group,) = library.groups()
    operation = library.clean_up(library.plan([group]))
    assert names(photos) == ["large.jpg", "large.jpg.xmp"]
    assert [s.state for s in operation.sidecars] == [SidecarState.WRITTEN]
    for _ in range(2):
        (sidecar,) = library.photo(group.keeper.id).companions
        assert (sidecar.path.name, sidecar.kind) == ("large.jpg.xmp", CompanionKind.SIDECAR)
        scan(library)


def test_restoring_takes_it_back(library, photos):
    operation = library.clean_up(library.plan(library.groups()))
    result = library.restore([removal.id for removal in operation.removed])
    assert [s.state for s in result.sidecars] == [SidecarState.TAKEN_BACK]
    assert names(photos) == ["large.jpg", "small.jpg"]
    scan(library)
    (group,) = library.groups()
    assert LACKS in group.members[0].reason
    assert library.history()[0].sidecars == result.sidecars


def test_a_photo_with_a_sidecar_is_not_said_to_lack_anything(library, photos):
    """Only the plan reads it."""
    (photos / "large.jpg.xmp").write_bytes(
        packet("", 'exif:DateTimeOriginal="2001-02-03T04:05:06"')
    )
    scan(library)
    (group,) = library.groups()
    assert "lacks" not in group.members[0].reason
    (removal,) = library.plan([group]).removals
    assert [str(kind) for kind in removal.only_here] == ["location", "keywords"]
    assert [str(kind) for kind in removal.disagrees] == ["date"]
