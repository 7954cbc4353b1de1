"""Photos that are only in the cloud are listed and never fetched, neither by a scan nor a proof."""

import os
from pathlib import Path

import pytest

from photodedup.engine import extraction
from photodedup.engine.cleanup import contents
from photodedup.engine.domain.history import RemovalState
from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.extraction import extract
from photodedup.engine.files import companions, walk
from photodedup.engine.files.ignored import IN_CLOUD
from photodedup.engine.paths import library_places_at
from tests.engine import pictures_made as made
from tests.engine.libraries import found, scan


class Cloud:
    """Stands in for a cloud's program: marks files as a system marks what it took back.

    Reading a marked file fails the test, for that is what would download it.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._away: set[tuple[int, int]] = set()
        for module in (walk, companions, extraction, contents):
            monkeypatch.setattr(module, "is_only_in_cloud", self.has)
        read = os.read
        monkeypatch.setattr(
            os, "read", lambda handle, size: self._checked(handle) or read(handle, size)
        )

    def take_back(self, *paths: Path) -> None:
        self._away |= {(path.stat().st_dev, path.stat().st_ino) for path in paths}

    def send(self, *paths: Path) -> None:
        self._away -= {(path.stat().st_dev, path.stat().st_ino) for path in paths}

    def has(self, status: os.stat_result) -> bool:
        return (status.st_dev, status.st_ino) in self._away

    def _checked(self, handle: int) -> None:
        assert not self.has(os.fstat(handle)), "a photo was fetched from the cloud"


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Cloud:
    return Cloud(monkeypatch)


@pytest.fixture
def three(photos: Path) -> list[Path]:
    """A photo and two identical copies."""
    first = made.save(photos / "a.jpg", made.scene(640, 480, seed=1))
    for name in ("b.jpg", "c.jpg"):
        (photos / name).write_bytes(first.read_bytes())
    return sorted(photos.iterdir())


def test_a_scan_counts_them_and_says_why(open_library, photos, three, cloud):
    cloud.take_back(*three[1:])
    library = open_library()
    summary = scan(library, photos)
    assert (summary.photo_count, summary.read_count, summary.skipped_count) == (1, 1, 2)
    assert [(row.path, row.reason) for row in library.skipped()] == [
        (path, IN_CLOUD) for path in three[1:]
    ]
    assert library.folders()[0].skipped_count == 2


def test_taken_back_after_the_scan_they_leave_the_groups_and_lose_nothing(
    open_library, photos, three, cloud
):
    library = open_library()
    scan(library, photos)
    (group,) = library.groups()
    library.set_keeper(group.id, next(p.id for p in group.photos if p.path == three[2]))
    decided = found(library.groups())
    cloud.take_back(*three[1:])
    assert scan(library).read_count == 0
    assert library.groups() == ()
    assert len(library.skipped()) == 2
    cloud.send(*three[1:])
    scan(library)
    assert library.skipped() == ()
    assert (
        found(library.groups())
        == decided
        == {"c.jpg": {"a.jpg": "identical", "b.jpg": "identical"}}
    )


def test_taken_back_between_the_listing_and_the_reading(three, cloud):
    cloud.take_back(three[0])
    with pytest.raises(UnreadablePhoto, match="only in the cloud"):
        extract(three[0], model_input_px=None)


def test_looking_closely_fetches_nothing(open_library, tmp_path, photos, three, cloud):
    """Neither the comparison nor its sentence, nor a preview that was lost."""
    library = open_library()
    scan(library, photos)
    library.close()
    library_places_at(tmp_path / "library").previews.unlink()
    library = open_library()
    (group,) = library.groups()
    cloud.take_back(*three)
    with pytest.raises(UnreadablePhoto, match=IN_CLOUD):
        library.full_picture(group.keeper)
    with pytest.raises(UnreadablePhoto, match=IN_CLOUD):
        library.explain(group.keeper.id, group.members[0].photo.id)
    assert library.preview(group.keeper.id) is None


@pytest.mark.parametrize("away", [0, 1])
def test_a_clean_up_leaves_what_it_cannot_prove_without_fetching(
    open_library, photos, three, cloud, away
):
    """Neither the photo that stays nor the one that goes is fetched; both stay."""
    three[2].unlink()
    library = open_library()
    scan(library, photos)
    plan = library.plan(library.groups())
    cloud.take_back(three[away])
    (removal,) = library.clean_up(plan).removals
    assert removal.state is RemovalState.KEPT
    assert "only in the cloud" in removal.message
    assert three[0].exists()
    assert three[1].exists()
