"""A trashed file that comes back with the next import is recognised, and nothing else is."""

from pathlib import Path

import pytest

from photodedup.engine.domain.history import RemovalState
from photodedup.engine.errors import Cancelled
from photodedup.engine.progress import CancelToken, Progress, Stage
from photodedup.engine.trashed import TrashedFiles
from tests.engine import pictures_made as made
from tests.engine.libraries import found, member, scan
from tests.factories import make_operation, make_removal

SAYS = "you trashed this on"


@pytest.fixture
def cleaned(open_library, photos: Path):
    """A library in which the copy of a photo went to the trash, and that copy's bytes."""
    made.save(photos / "a.jpg", made.scene(640, 480, seed=1))
    copy = (photos / "a.jpg").read_bytes()
    (photos / "a copy.jpg").write_bytes(copy)
    library = open_library()
    scan(library, photos)
    operation = library.clean_up(library.plan(library.groups()))
    assert [removal.path.name for removal in operation.removed] == ["a copy.jpg"]
    return library, copy


def returned(library) -> set[str]:
    return {
        photo.path.name
        for group in library.groups()
        for photo in group.photos
        if photo.trashed_at is not None
    }


@pytest.mark.parametrize("name", ["a copy.jpg", "IMG_0001.jpg", "phone/a.jpg"])
def test_it_is_shown_beside_the_photo_that_stayed(cleaned, photos, name):
    library, copy = cleaned
    made.save(photos / "other.jpg", made.scene(320, 240, seed=2))
    (photos / name).parent.mkdir(exist_ok=True)
    (photos / name).write_bytes(copy)
    scan(library)
    (group,) = library.groups()
    assert group.keeper.path == photos / "a.jpg"
    back = member(group, Path(name).name)
    assert SAYS in back.reason
    day = library.history()[0].started_at
    assert f"{day.day} {day:%B %Y}" in back.reason
    assert SAYS not in group.keeper_reason
    assert back.is_marked  # by the usual rule: it is identical
    assert library.plan([group]).removals


def test_it_is_known_after_a_start_and_goes_again(cleaned, photos, open_library):
    library, copy = cleaned
    (photos / "b.jpg").write_bytes(copy)
    scan(library)
    library.close()
    library = open_library()
    assert returned(library) == {"b.jpg"}
    library.clean_up(library.plan(library.groups()))
    assert library.groups() == ()


def test_what_was_there_before_is_not_said_to_have_come_back(cleaned, photos):
    library, _ = cleaned
    scan(library)
    for name in ("x.jpg", "y.jpg"):
        made.save(photos / name, made.scene(320, 240, seed=5))
    scan(library)
    assert found(library.groups()) == {"x.jpg": {"y.jpg": "identical"}}
    assert returned(library) == set()


def test_what_the_person_brought_back_is_no_news(cleaned):
    library, _ = cleaned
    library.restore([removal.id for removal in library.history()[0].removed])
    scan(library)
    assert len(library.groups()) == 1
    assert returned(library) == set()


def test_an_unmarked_copy_that_was_always_there(open_library, photos):
    made.save(photos / "a.jpg", made.scene(640, 480, seed=1))
    for name in ("b.jpg", "c.jpg"):
        (photos / name).write_bytes((photos / "a.jpg").read_bytes())
    library = open_library()
    scan(library, photos)
    (group,) = library.groups()
    group = library.set_marked(group.id, member(group, "c.jpg").photo.id, False)
    library.clean_up(library.plan([group]))
    scan(library)
    assert found(library.groups()) == {"a.jpg": {"c.jpg": "identical"}}
    assert returned(library) == set()


def test_a_library_begun_anew_over_an_old_history_accuses_no_photo(
    cleaned, photos, open_library, tmp_path
):
    library, _ = cleaned
    library.close()
    for path in (tmp_path / "library").glob("library*"):
        path.unlink()
    (photos / "kept too.jpg").write_bytes((photos / "a.jpg").read_bytes())
    library = open_library()
    scan(library, photos)
    assert len(library.groups()) == 1
    assert returned(library) == set()


def test_the_last_of_several_times_counts_and_only_what_is_still_gone():
    removals = [
        make_removal(1, content_hash="aa"),
        make_removal(2, content_hash="aa"),
        make_removal(3, RemovalState.RESTORED, content_hash="bb"),
        make_removal(4, RemovalState.KEPT, content_hash="cc"),
    ]
    trashed = TrashedFiles()
    operations = [
        make_operation(number, removals=(row,)) for number, row in enumerate(removals, start=1)
    ]
    trashed.learn(operations)
    path = Path("/photos/new.jpg")
    assert trashed.trashed_at(path, "aa", 9) == operations[1].started_at
    assert trashed.trashed_at(path, "aa", 1) == operations[0].started_at
    assert trashed.trashed_at(path, "aa", 0) is None
    assert trashed.trashed_at(path, "bb", 9) is None
    assert trashed.trashed_at(path, "cc", 9) is None
    assert trashed.trashed_at(removals[0].survivor, "aa", 9) is None


def test_a_photo_of_a_scan_that_was_stopped_did_not_come_back(cleaned, photos):
    """It was there before the next clean-up, though no scan that came to its end has seen it."""
    library, _ = cleaned
    stopped = made.save(photos / "b.jpg", made.scene(320, 240, seed=2)).read_bytes()
    scan(library)
    for name in ("b copy.jpg", "b copy 2.jpg"):
        (photos / name).write_bytes(stopped)
    token = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.stage is Stage.READING and progress.done == 2:
            token.cancel()

    with pytest.raises(Cancelled):
        scan(library, report=stop, token=token)
    (group,) = library.groups()
    library.set_marked(group.id, member(group, "b copy 2.jpg").photo.id, False)
    library.clean_up(library.plan(library.groups()))
    scan(library)
    assert {photo.path.name for g in library.groups() for photo in g.photos} == {
        "b.jpg",
        "b copy 2.jpg",
    }
    assert returned(library) == set()
