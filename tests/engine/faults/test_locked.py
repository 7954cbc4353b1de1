"""A database that another program holds: reading goes on, writing says who is in the way."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from photodedup.engine.errors import LibraryError, LibraryInUse
from tests.engine.libraries import scan

from .conftest import keepers

pytestmark = pytest.mark.usefixtures("short_wait")


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another program in the middle of a write."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def test_decisions_and_scans_say_so_and_reading_goes_on(open_library, past):
    library = open_library()
    before = keepers(library)
    (group, *_) = library.groups()
    with held(past.database):
        with pytest.raises(LibraryError, match="Another program holds"):
            library.set_skipped(group.id, True)
        with pytest.raises(LibraryError, match="Another program holds"):
            scan(library)
        assert keepers(library) == before
    library.set_skipped(group.id, True)
    past.assert_no_photo_changed()


def test_a_clean_up_moves_nothing(open_library, past):
    library = open_library()
    plan = library.plan(library.groups())
    assert plan.removals
    with held(past.journal), pytest.raises(LibraryError, match="No file is moved without it"):
        library.clean_up(plan)
    past.assert_no_photo_changed()
    assert len(library.clean_up(plan).removed) == len(plan.removals)


def test_an_opening_says_so_and_does_not_take_the_library_for_damaged(open_library, past):
    with held(past.database), pytest.raises(LibraryError, match="Another program holds"):
        open_library()
    assert open_library().rescue_text == ""
    assert list(past.folder.glob("*.damaged-*")) == []


def test_a_second_program_can_look_but_not_change(open_library, past):
    first = open_library()
    second = open_library()
    assert (first.is_read_only, second.is_read_only) == (False, True)
    assert keepers(second) == keepers(first)
    with pytest.raises(LibraryInUse, match="only be looked at"):
        second.clean_up(second.plan(second.groups()))
    past.assert_no_photo_changed()
