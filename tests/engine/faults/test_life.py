"""A library killed at any line of its life loses nothing, and the next start knows everything.

Scans, locks, decisions, clean-ups, restores and returns, killed with SIGKILL. The normal run tries
some lines; PHOTODEDUP_FULL_TESTS=1 tries 1,100 at random and each line of each journal write.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
IS_FULL = bool(os.environ.get("PHOTODEDUP_FULL_TESTS"))
RANDOM_LINES, EVERY_NTH_JOURNAL_LINE = (1100, 1) if IS_FULL else (22, 53)

SHOT = ("IMG_1.DNG", "IMG_1.JPG", "IMG_1.MOV", "IMG_1.xmp")
CAME_BACK = ("again.jpg", "hill.jpg")  # imported again; unmarked at first

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL"),
    pytest.mark.timeout(7200 if IS_FULL else 300),
]


@pytest.fixture
def quick_folder(tmp_path: Path) -> Iterator[Path]:
    """In memory where the system offers that: thousands of lives wait for no disk."""
    shared_memory = Path("/dev/shm")
    if not os.access(shared_memory, os.W_OK):
        yield tmp_path
        return
    folder = Path(tempfile.mkdtemp(prefix="photodedup-test-", dir=shared_memory))
    yield folder
    shutil.rmtree(folder)


def test_killed_anywhere_nothing_is_lost(quick_folder):
    (quick_folder / "template").mkdir()
    command = [sys.executable, "-m", "tests.engine.faults.life_scenario", str(quick_folder)]
    command += [str(RANDOM_LINES), str(EVERY_NTH_JOURNAL_LINE)]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    outcome = json.loads(done.stdout)
    assert outcome["problems"] == []
    tried = outcome["tried"]
    assert {"scan", "decide", "clean up", "restore", "clean up again", "journal"} <= tried.keys()
    assert sum(tried.values()) >= RANDOM_LINES + 20
    assert outcome["removed"] == [[*SHOT, "hill copy.jpg", "hill.jpg"], [*SHOT, *CAME_BACK]]
