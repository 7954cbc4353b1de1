"""A restore that ends half way: what is back is shown at once, and stays."""

from collections.abc import Callable
from pathlib import Path

import pytest

from photodedup.engine.agreements import Decided
from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.history import Operation
from photodedup.engine.domain.ids import RemovalId
from photodedup.engine.errors import DiskFull, LibraryError
from photodedup.engine.library import Library
from photodedup.engine.store.journal import Journal
from photodedup.engine.store.pairs import PairStore
from photodedup.engine.store.photos import PhotoStore
from tests.engine import pictures_made as made
from tests.engine.libraries import scan

OpenLibrary = Callable[[], Library]
COUNT = 4


@pytest.fixture
def copies(photos: Path) -> Path:
    """Some photos, each there twice."""
    for number in range(COUNT):
        first = made.save(photos / f"{number}a.jpg", made.scene(320, 240, seed=number + 1))
        (photos / f"{number}b.jpg").write_bytes(first.read_bytes())
    return photos


def cleaned(library: Library) -> Operation:
    return library.clean_up(library.plan(library.groups()))


def numbers(operation: Operation) -> list[RemovalId]:
    return [row.id for row in operation.removed]


def fail_after(monkeypatch: pytest.MonkeyPatch, method: str, count: int) -> None:
    """The journal cannot be written any more after so many calls."""
    write, done = getattr(Journal, method), []

    def full_soon(journal, *given):
        if len(done) == count:
            raise LibraryError("The disk is full.")
        done.append(1)
        return write(journal, *given)

    monkeypatch.setattr(Journal, method, full_soon)


def marked(groups: tuple[Group, ...]) -> int:
    return sum(len(group.marked) for group in groups)


@pytest.mark.parametrize("method", ["set_restore_target", "settle"])
def test_what_came_back_is_shown_and_kept(open_library, copies, monkeypatch, method):
    library = open_library()
    scan(library, copies)
    operation = cleaned(library)
    fail_after(monkeypatch, method, 2)
    with pytest.raises(LibraryError):
        library.restore(numbers(operation))
    back = len(list(copies.iterdir())) - COUNT
    assert back == (2 if method == "set_restore_target" else 3)
    assert (len(library.groups()), marked(library.groups())) == (back, 0)
    monkeypatch.undo()
    library.close()
    library = open_library()
    scan(library)
    assert (len(library.groups()), marked(library.groups())) == (back, 0)
    library.restore(numbers(library.history()[0]))
    assert (len(library.groups()), marked(library.groups())) == (COUNT, 0)


def test_an_undo_puts_back_what_was_decided(open_library, copies, monkeypatch):
    library = open_library()
    scan(library, copies)
    before: Decided = library.decided(library.groups())
    operation = cleaned(library)
    fail_after(monkeypatch, "settle", 2)
    with pytest.raises(LibraryError):
        library.restore(numbers(operation), decided=before)
    assert marked(library.groups()) == len(library.groups()) == 3


@pytest.mark.parametrize(
    ("store", "method"), [(PhotoStore, "bring_back"), (PairStore, "set_choices")]
)
def test_what_the_library_could_not_take_in_it_knows_at_the_next_start(
    open_library, copies, monkeypatch, store, method
):
    library = open_library()
    scan(library, copies)
    operation = cleaned(library)

    def full(*_):
        raise DiskFull("The disk is full.")

    monkeypatch.setattr(store, method, full)
    with pytest.raises(DiskFull):
        library.restore(numbers(operation))
    monkeypatch.undo()
    library.close()
    library = open_library()
    assert (len(library.groups()), marked(library.groups())) == (COUNT, 0)
    scan(library)
    assert (len(library.groups()), marked(library.groups())) == (COUNT, 0)


def test_what_was_trashed_again_is_not_taken_for_restored(open_library, copies):
    library = open_library()
    scan(library, copies)
    library.restore(numbers(cleaned(library)))
    for group in library.groups():
        library.set_marked(group.id, group.members[0].photo.id, True)
    again = cleaned(library)
    assert len(again.removed) == COUNT
    library.close()
    for row in again.removed:
        row.trashed_path.rename(row.path)
    library = open_library()
    assert library.groups() == ()
    scan(library)
    assert all("you trashed this" in g.members[0].reason for g in library.groups())
