"""What the comparison with other tools counts."""

import json
import sys

from photodedup.engine.evaluation.truth import TRUTH_FILE, read_truth
from tests.benchmarks import peer_runs
from tests.benchmarks.peer_folder import part_of
from tests.benchmarks.peer_process import run_measured


def labelled(folder, sets, others):
    rows = ["path,group,kind,source,license"]
    for number in range(sets):
        for kind in ("original", "near_blur", "edited_crop25"):
            rows.append(f"{kind}/{number}.jpg,set-{number},{kind},,")
    rows += [f"others/{number}.jpg,,distinct,," for number in range(others)]
    for row in rows[1:]:
        path = folder / row.partition(",")[0]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.name)
    (folder / TRUTH_FILE).write_text("\n".join(rows))
    return folder


def test_a_part_keeps_whole_sets(tmp_path):
    part_of(labelled(tmp_path / "all", 6, 9), tmp_path / "part", 2, 3)
    rows = read_truth(tmp_path / "part" / TRUTH_FILE)
    assert all(row.path.is_file() for row in rows)
    assert sorted(row.group for row in rows) == [*[""] * 3, *["set-0"] * 3, *["set-3"] * 3]


def test_what_is_not_installed_says_so(tmp_path):
    out = tmp_path / "out.json"
    code = "import sys; sys.modules['czkawka'] = None; sys.argv = sys.argv[1:]; "
    code += "import runpy; runpy.run_path(sys.argv[0], run_name='__main__')"
    command = [sys.executable, "-c", code, peer_runs.__file__, "czkawka", str(tmp_path)]
    done = run_measured([*command, str(tmp_path), str(out)], limit_s=60)
    assert done.exit_code == peer_runs.ABSENT, done.said


def test_pairs_within_a_distance(tmp_path):
    from tests.engine.pictures_made import save, scene

    save(tmp_path / "photos" / "a.jpg", scene(seed=1))
    save(tmp_path / "photos" / "deeper" / "b.png", scene(seed=1))
    save(tmp_path / "photos" / "c.jpg", scene(seed=2))
    out = tmp_path / "out.json"
    folder, scratch = str(tmp_path / "photos"), str(tmp_path)
    assert peer_runs.main("imagehash-phash", folder, scratch, str(out)) == 0
    (pair,) = json.loads(out.read_text())["pairs"]
    assert [name.rpartition("/")[2] for name in pair] == ["a.jpg", "b.png"]


def test_a_command_that_takes_too_long_is_stopped():
    done = run_measured([sys.executable, "-c", "while True: pass"], limit_s=0.3)
    assert done.exit_code is None
    assert done.cost.cpu_s > 0
