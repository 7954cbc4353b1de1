import subprocess
import sys
from pathlib import Path

import pytest

from photodedup.ui.single_instance import InstanceGuard, hand_over


@pytest.fixture
def guards(qapp):
    made = [InstanceGuard(), InstanceGuard()]
    yield made
    for guard in made:
        guard.release()


def test_a_library_has_one_window(guards, tmp_path):
    first, second = guards
    assert first.acquire(tmp_path / "library")
    assert not second.acquire(tmp_path / "library")
    first.release()
    assert second.acquire(tmp_path / "library")


def test_each_library_has_its_own_window(guards, tmp_path):
    first, second = guards
    assert first.acquire(tmp_path / "one")
    assert second.acquire(tmp_path / "two")


def test_a_second_start_hands_its_folders_over(guards, qtbot, tmp_path):
    first, _ = guards
    first.acquire(tmp_path / "library")
    folders = [tmp_path / "Ferien in Åre", tmp_path / "b"]
    code = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication\n"
        "from photodedup.ui.single_instance import hand_over\n"
        "app = QCoreApplication([]); library, *folders = map(Path, sys.argv[1:])\n"
        "sys.exit(0 if hand_over(library, folders) else 1)"
    )
    arguments = [sys.executable, "-c", code, tmp_path / "library", *folders]
    root = Path(__file__).resolve().parents[2]
    with (
        qtbot.waitSignal(first.folders_received, timeout=20_000) as received,
        subprocess.Popen(arguments, cwd=root) as other,
    ):
        qtbot.waitUntil(lambda: other.poll() is not None, timeout=20_000)

    assert received.args == [folders]
    assert other.returncode == 0


def test_without_a_window_nothing_is_handed_over(qapp, tmp_path):
    assert not hand_over(tmp_path / "library", [Path("/a")])


def test_moving_to_another_library_frees_the_first(guards, tmp_path):
    first, second = guards
    first.acquire(tmp_path / "one")
    assert first.acquire(tmp_path / "two")
    assert second.acquire(tmp_path / "one")


def test_a_taken_library_leaves_the_present_one_held(guards, tmp_path):
    first, second = guards
    first.acquire(tmp_path / "one")
    second.acquire(tmp_path / "two")
    assert not second.acquire(tmp_path / "one")
    assert not InstanceGuard().acquire(tmp_path / "two")
