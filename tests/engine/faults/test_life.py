"""A library killed at any line of its life loses nothing, and the next start knows everything.

Scans, locks, decisions, clean-ups, rescues of details, restores and returns, killed with SIGKILL.
The normal run tries some lines; PHOTODEDUP_FULL_TESTS=1 tries 1,100 at random and each line of each
journal write, and 500 at random where photos are read by processes of their own, as in the program.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.thoroughness import IS_FULL, PATIENT

ROOT = Path(__file__).resolve().parents[3]
RANDOM_LINES, EVERY_NTH_JOURNAL_LINE = (1100, 1) if IS_FULL else (22, 79)
LINES_APART = 500 if IS_FULL else 5

SHOT = ("IMG_1.DNG", "IMG_1.JPG", "IMG_1.MOV", "IMG_1.xmp")
CAME_BACK = ("again.jpg", "hill.jpg")  # imported again; unmarked at first
STAGES = {
    "scan",
    "decide",
    "clean up",
    "restore",
    "take back a rescue",
    "clean up again",
    "journal",
}

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL"),
    PATIENT,
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


def live(base: Path, *arguments: str) -> dict[str, Any]:
    """Lives that end early, as life_scenario tells."""
    (base / "template").mkdir()
    command = [sys.executable, "-m", "tests.engine.faults.life_scenario", str(base), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    outcome: dict[str, Any] = json.loads(done.stdout)
    print(outcome["tried"])
    assert outcome["problems"] == []
    first, second = outcome["removed"]
    assert first == sorted([*SHOT, "copy.jpg", "copy.jpg", "hill copy.jpg", "hill.jpg"])
    assert second == sorted([*SHOT, "copy.jpg", *CAME_BACK])
    return outcome


def test_killed_anywhere_nothing_is_lost(quick_folder):
    outcome = live(quick_folder, str(RANDOM_LINES), str(EVERY_NTH_JOURNAL_LINE), "here")
    tried = outcome["tried"]
    assert tried.keys() >= STAGES
    assert sum(tried.values()) >= RANDOM_LINES + 20


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_killed_while_others_read_for_it(quick_folder):
    outcome = live(quick_folder, str(LINES_APART), "0", "apart")
    assert sum(outcome["tried"].values()) == LINES_APART
