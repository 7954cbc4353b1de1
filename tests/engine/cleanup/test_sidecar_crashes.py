"""A clean-up with sidecars that is killed at any line leaves each sidecar as it was, or whole.

The normal run kills at a few lines of each; with PHOTODEDUP_FULL_TESTS=1 it kills at every line.
"""

import os
import signal
import subprocess
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
from photodedup.engine.domain import RemovalState, SidecarState
from photodedup.engine.files.photo_details import details_of_packet

from .crash_scenario import run_forked
from .sidecar_scenario import BEFORE, KEEPERS, KNOWN, NEW, SPARES, STEPS, set_up

ROOT = Path(__file__).resolve().parents[3]
IS_FULL = bool(os.environ.get("PHOTODEDUP_FULL_TESTS"))
POINTS = 10  # for each step of the normal run

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL"),
    pytest.mark.timeout(7200 if IS_FULL else 300),
]


def run(work: Path, step: str, kill_at: int = 0) -> int:
    """Run one step; the number of lines it took, if it was left alone."""
    if IS_FULL and kill_at:
        assert run_forked(work, kill_at, step, STEPS) == -signal.SIGKILL
        return 0
    done = subprocess.run(
        [sys.executable, "-m", f"{__package__}.sidecar_scenario", work, str(kill_at), step],
        cwd=ROOT,
        env=dict(os.environ, HOME=str(work / "home")),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == (-signal.SIGKILL if kill_at else 0), done.stderr
    return int(done.stdout) if not kill_at else 0


def prepared(tmp_path: Path, name: str, *steps: str) -> Path:
    work = tmp_path / name
    work.mkdir()
    set_up(work)
    for step in steps:
        run(work, step)
    return work


def points(line_count: int) -> range:
    return range(1, line_count + 1, 1 if IS_FULL else line_count // POINTS)


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
    line_count = run(prepared(tmp_path, "whole"), "clean")
    for kill_at in points(line_count):
        work = prepared(tmp_path, f"clean-{kill_at}")
        run(work, "clean", kill_at)
        assert_either_way(work)


def test_an_undo_killed_anywhere(tmp_path):
    line_count = run(prepared(tmp_path, "whole", "clean"), "undo")
    for kill_at in points(line_count):
        work = prepared(tmp_path, f"undo-{kill_at}", "clean")
        run(work, "undo", kill_at)
        assert_either_way(work)


def test_a_start_killed_anywhere_after_a_crash(tmp_path):
    line_count = run(prepared(tmp_path, "whole"), "clean")
    for first in points(line_count)[len(points(line_count)) // 2 :][: 40 if IS_FULL else 2]:
        whole = prepared(tmp_path, f"first-{first}")
        run(whole, "clean", first)
        for second in range(1, run(whole, "settle") + 1, 7 if IS_FULL else 60):
            work = prepared(tmp_path, f"settle-{first}-{second}")
            run(work, "clean", first)
            run(work, "settle", second)
            assert_either_way(work)
