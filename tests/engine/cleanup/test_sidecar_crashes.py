"""A clean-up with sidecars that is killed at any line leaves each sidecar as it was, or whole.

The normal run kills at a few lines of each; with PHOTODEDUP_FULL_TESTS=1 it kills at every line.
"""

import sys
from pathlib import Path

import pytest

from photodedup.engine.cleanup import (
    Journal,
    platform_trash,
    recover,
    restore,
    take_back_sidecars,
)
from photodedup.engine.domain.history import RemovalState, SidecarState
from photodedup.engine.files.photo_details import details_of_packet
from tests.thoroughness import PATIENT

from .sidecar_scenario import BEFORE, KEEPERS, KNOWN, NEW, SCENARIO, SPARES

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL"),
    PATIENT,
]


def assert_either_way(work: Path) -> None:
    """What a person finds at the next start, and after Undo."""
    photos = work / "photos"
    journal = Journal(work / "journal.db")
    recover(journal)
    take_back_sidecars(journal, platform_trash())
    operations = journal.operations()
    away = {r.path for o in operations for r in o.removed}
    states = {s.path: s.state for o in operations for s in o.sidecars}
    assert SidecarState.PENDING not in states.values()
    for spare, keeper, sidecar in zip(SPARES, KEEPERS, (NEW, KNOWN), strict=True):
        assert (photos / keeper).read_bytes() == KEEPERS[keeper]
        if photos / spare in away:  # then what it knew is beside the photo that stayed
            assert states[photos / sidecar] is SidecarState.WRITTEN
            assert details_of_packet((photos / sidecar).read_bytes()).place is not None
        else:
            assert_as_before(photos, sidecar)
    removed = [r.id for o in operations for r in o.removals if r.state is RemovalState.REMOVED]
    restore(removed, journal)
    take_back_sidecars(journal, platform_trash())
    journal.close()
    for sidecar in (NEW, KNOWN):
        assert_as_before(photos, sidecar)
    everything = {photos / name for name in (*KEEPERS, *SPARES, KNOWN)}
    assert {path for path in photos.rglob("*") if path.is_file()} == everything
    assert_trash_is_tidy(work)


def assert_as_before(photos: Path, sidecar: str) -> None:
    path = photos / sidecar
    assert (path.read_bytes() if path.exists() else None) == (BEFORE if sidecar == KNOWN else None)


def assert_trash_is_tidy(work: Path) -> None:
    trash = work / "home" / ".local" / "share" / "Trash"
    files = {path.name for path in trash.glob("files/*") if not path.name.startswith(".")}
    assert files <= {"k.jpg.xmp"}
    notes = {p.name.removesuffix(".trashinfo") for p in trash.glob("info/*.trashinfo")}
    assert notes == files


def test_a_clean_up_killed_anywhere(tmp_path):
    SCENARIO.killed_anywhere(tmp_path, "clean", assert_either_way)


def test_an_undo_killed_anywhere(tmp_path):
    SCENARIO.killed_anywhere(tmp_path, "undo", assert_either_way, "clean")


def test_a_start_killed_anywhere_after_a_crash(tmp_path):
    SCENARIO.killed_twice(tmp_path, "clean", "settle", assert_either_way)
