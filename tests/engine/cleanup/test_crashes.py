"""A clean-up, a restore or a recovery that is killed at any line loses nothing.

The normal run kills at a few lines of each; with PHOTODEDUP_FULL_TESTS=1 it kills at every line.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from photodedup.engine.cleanup import Journal, recover, restore
from photodedup.engine.domain import RemovalState

from .crash_scenario import FILM_TO_KEEP, KEEPER, SPARES, UNIT, contents, run_forked, set_up

ROOT = Path(__file__).resolve().parents[3]
IS_FULL = bool(os.environ.get("PHOTODEDUP_FULL_TESTS"))
POINTS = 10  # for each step of the normal run

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL"),
    pytest.mark.timeout(3600 if IS_FULL else 300),
]


def run(work: Path, step: str, kill_at: int = 0) -> int:
    """Run one step; the number of lines it took, if it was left alone."""
    if IS_FULL and kill_at:
        died_of = run_forked(work, kill_at, step)
        assert died_of in (-signal.SIGKILL, 0)  # 0: what is cached by now takes some lines less
        return 0
    environment = dict(os.environ, HOME=str(work / "home"))
    done = subprocess.run(
        [sys.executable, "-m", f"{__package__}.crash_scenario", work, str(kill_at), step],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    expected = -signal.SIGKILL if kill_at else 0
    assert done.returncode == expected, done.stderr
    return int(done.stdout) if not kill_at else 0


def points(line_count: int) -> range:
    return range(1, line_count + 1, 1 if IS_FULL else line_count // POINTS)


def prepared(tmp_path: Path, name: str, *steps: str) -> Path:
    work = tmp_path / name
    work.mkdir()
    set_up(work)
    for step in steps:
        run(work, step)
    return work


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
    line_count = run(prepared(tmp_path, "whole"), "clean")
    for kill_at in points(line_count):
        work = prepared(tmp_path, f"clean-{kill_at}")
        run(work, "clean", kill_at)
        assert_nothing_lost(work)


def test_a_restore_killed_anywhere(tmp_path):
    line_count = run(prepared(tmp_path, "whole", "clean"), "restore")
    for kill_at in points(line_count):
        work = prepared(tmp_path, f"restore-{kill_at}", "clean")
        run(work, "restore", kill_at)
        assert_nothing_lost(work)


def test_a_recovery_killed_anywhere_after_a_crash_anywhere(tmp_path):
    line_count = run(prepared(tmp_path, "whole"), "clean")
    for first in points(line_count)[len(points(line_count)) // 2 :][: 40 if IS_FULL else 3]:
        whole = prepared(tmp_path, f"first-{first}")
        run(whole, "clean", first)
        for second in range(1, run(whole, "recover") + 1, 5 if IS_FULL else 60):
            work = prepared(tmp_path, f"recover-{first}-{second}")
            run(work, "clean", first)
            run(work, "recover", second)
            assert_nothing_lost(work)
