"""One writer for each library, however it ended."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from photodedup.engine.store.lock import LibraryLock

ROOT = Path(__file__).parents[3]
HOLD = """
import sys
from pathlib import Path
from photodedup.engine.store.lock import LibraryLock
lock = LibraryLock(Path(sys.argv[1]))
print(lock.acquire(), flush=True)
sys.stdin.read()
"""


def test_only_one_has_it(tmp_path):
    first, second = LibraryLock(tmp_path / "lock"), LibraryLock(tmp_path / "lock")
    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()


def test_release_without_it_is_no_fault(tmp_path):
    LibraryLock(tmp_path / "lock").release()


def test_the_file_alone_means_nothing(tmp_path):
    (tmp_path / "lock").touch()
    lock = LibraryLock(tmp_path / "lock")
    assert lock.acquire()
    lock.release()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_process_holds_nothing(tmp_path):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "lock")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout.readline() == "True\n"
    lock = LibraryLock(tmp_path / "lock")
    assert not lock.acquire()
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    assert lock.acquire()
    lock.release()
