"""A clean-up, a restore or a recovery that is killed at any line loses nothing.

The normal run kills at a few lines of each; with PHOTODEDUP_FULL_TESTS=1 it kills at every line.
"""

import sys
from pathlib import Path

import pytest

from photodedup.engine.cleanup import Journal, recover, restore
from photodedup.engine.domain.history import RemovalState
from tests.thoroughness import PATIENT

from .crash_scenario import FILM_TO_KEEP, KEEPER, SCENARIO, SPARES, UNIT, contents

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL"),
    PATIENT,
]


def assert_nothing_lost(work: Path) -> None:
    """What a person finds at the next start: everything is somewhere, and the journal knows."""
    journal = Journal(work / "journal.db")
    recover(journal)
    rows = [row for operation in journal.operations() for row in operation.removals]
    assert journal.unsettled() == ()
    assert not [row for row in rows if row.state is RemovalState.LOST_TRACK]
    assert not [row for row in rows if row.state is RemovalState.PENDING]
    _assert_each_file_in_one_place(work, rows)
    _assert_trash_is_tidy(work, rows)
    removed = [row.id for row in rows if row.state is RemovalState.REMOVED]
    assert len(restore(removed, journal).restored) == len(removed)
    journal.close()
    everything = (KEEPER, FILM_TO_KEEP, *SPARES)
    for name in everything:
        assert (work / "photos" / name).read_bytes() == contents(name)
    left = [path for path in (work / "photos").rglob("*") if path.is_file()]
    assert len(left) == len(everything)


def _assert_each_file_in_one_place(work: Path, rows) -> None:
    assert (work / "photos" / KEEPER).read_bytes() == contents(KEEPER)
    assert (work / "photos" / FILM_TO_KEEP).read_bytes() == contents(FILM_TO_KEEP)
    in_trash = {row.path: row for row in rows if row.state is RemovalState.REMOVED}
    assert len({work / "photos" / name for name in UNIT} & in_trash.keys()) in (0, len(UNIT))
    for name in SPARES:
        path = work / "photos" / name
        row = in_trash.get(path)
        assert path.exists() is (row is None)
        if row is not None:
            assert row.trashed_path.read_bytes() == contents(name)


def _assert_trash_is_tidy(work: Path, rows) -> None:
    trash = work / "home" / ".local" / "share" / "Trash"
    for probe in trash.glob("*/.photodedup-probe"):  # empty, and taken away by the next probe
        assert probe.read_bytes() == b""
        probe.unlink()
    journalled = {r.trashed_path for r in rows if r.state is RemovalState.REMOVED}
    assert set(trash.glob("files/*")) == journalled
    noted = {note.name.removesuffix(".trashinfo") for note in trash.glob("info/*")}
    assert noted == {path.name for path in journalled}


def test_a_clean_up_killed_anywhere(tmp_path):
    SCENARIO.killed_anywhere(tmp_path, "clean", assert_nothing_lost)


def test_a_restore_killed_anywhere(tmp_path):
    SCENARIO.killed_anywhere(tmp_path, "restore", assert_nothing_lost, "clean")


def test_a_recovery_killed_anywhere_after_a_crash_anywhere(tmp_path):
    SCENARIO.killed_twice(tmp_path, "clean", "recover", assert_nothing_lost)
