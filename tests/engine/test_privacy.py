"""Nothing leaves the computer, and the log tells what the program did, not what is in pictures."""

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from photodedup.engine.features.model_choice import DEFAULT_MODEL
from tests.engine import pictures_made as made
from tests.engine.libraries import scan

ROOT = Path(__file__).parents[2]

# Every part of a scan and a clean-up, in a process in which reaching for a network is written down.
WATCHED = """
import json, os, sys
from pathlib import Path

reached = []
def watch(event, given):
    if event.startswith("socket.") and event != "socket.gethostname":
        reached.append(f"{event} {given[:1]!r}")
sys.addaudithook(watch)

from concurrent.futures import ThreadPoolExecutor
from photodedup.engine.library import Library
from photodedup.engine.paths import library_places
from photodedup.engine.settings import Settings

with Library(library_places("mine"), Settings(device="cpu", workers=2)) as library:
    library.add_folder(Path(sys.argv[1]))
    with ThreadPoolExecutor(2) as executor:
        library.scan(executor)
    groups = library.groups()
    library.full_picture(groups[0].keeper)
    operation = library.clean_up(library.plan(groups))
    library.restore([removal.id for removal in operation.removed])
    fds = Path("/proc/self/fd")
    links = [os.readlink(fd) for fd in fds.iterdir() if fd.is_symlink()] if fds.is_dir() else []
    reached += [link for link in links if link.startswith("socket:")]
print(json.dumps([len(operation.removed), reached]))
"""


@pytest.fixture
def photos(photos: Path) -> Path:
    """Photos with what a person would not want told: a camera, and a file's name."""
    exif = made.exif_bytes(taken="2024:05:06 12:34:56", maker="Fairphone", model="FP5-of-Ada")
    first = made.save(photos / "hospital.jpg", made.scene(640, 480, seed=1), exif=exif)
    (photos / "hospital copy.jpg").write_bytes(first.read_bytes())
    later = made.exif_bytes(taken="2019:01:02 03:04:05", maker="Fairphone", model="FP5-of-Ada")
    made.save(photos / "other.jpg", made.scene(640, 480, seed=2), exif=later)
    return photos


def test_a_scan_and_a_clean_up_reach_for_no_network(photos):
    outcome = subprocess.run(
        [sys.executable, "-c", WATCHED, str(photos)], cwd=ROOT, capture_output=True, text=True
    )
    assert outcome.returncode == 0, outcome.stderr
    assert json.loads(outcome.stdout) == [1, []]


def test_the_log_holds_nothing_of_pictures(photos, open_library, caplog):
    caplog.set_level(logging.DEBUG)
    library = open_library(model=DEFAULT_MODEL)
    scan(library, photos)
    group = library.groups()[0]
    previews = [library.preview(photo.id) for photo in group.photos]
    operation = library.clean_up(library.plan([group]))
    library.restore([removal.id for removal in operation.removed])
    told = "\n".join(f"{record.getMessage()} {record.args}" for record in caplog.records)
    assert told  # it does say what was done
    for secret in ("hospital", "FP5-of-Ada", "2024:05:06", group.keeper.content_hash, "JFIF"):
        assert secret not in told
    assert not any(repr(preview[:20]) in told for preview in previews)
    assert len(told) < 5000
