"""Scans by real workers through a real Redis server: what they find, and what they survive."""

import argparse
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from photodedup.engine.errors import ReadingUnavailable
from photodedup.engine.library import Library
from photodedup.engine.paths import library_places_at
from photodedup.engine.progress import Progress, Stage, ignore_progress
from photodedup.engine.settings import Settings
from photodedup.workers.sharing import shared
from tests.cli.folders import fill
from tests.engine import pictures_made as made
from tests.engine.libraries import found, scan

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="Redis has no server for Windows"),
    pytest.mark.processes,
]
COUNT = 24


@pytest.fixture
def folder(photos: Path) -> Path:
    """Duplicates, strangers, and a file that is no picture."""
    fill(photos)
    for number in range(COUNT - 6):
        made.save(photos / "more" / f"{number:02}.jpg", made.scene(320, 240, seed=100 + number))
    (photos / "text.jpg").write_bytes(b"no picture")
    return photos


@dataclass
class Outcome:
    """What a scan by workers found, and what was said meanwhile."""

    groups: dict = field(default_factory=dict)
    skipped: list = field(default_factory=list)
    count: int = 0
    said: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)


def scan_by_workers(
    broker,
    folder: Path,
    place: Path,
    *,
    model: str = "none",
    send_pictures: bool = False,
    report: Callable[[Progress], None] = ignore_progress,
    outcome: Outcome | None = None,
    once_open: Callable[[], None] = lambda: None,
) -> Outcome:
    outcome, settings = outcome or Outcome(), Settings(model=model, device="cpu", workers=2)
    options = argparse.Namespace(
        broker=broker.url, send_pictures=send_pictures, batch_limit=4.0, queue=True
    )
    with shared(options, settings, outcome.said.append, outcome.warned.append) as parts:
        once_open()
        given = {name: parts[name] for name in ("model", "reading") if name in parts}
        with Library(library_places_at(place), settings, **given) as library:
            library.add_folder(folder)
            with ThreadPoolExecutor(parts.get("threads", 2)) as executor:
                outcome.count = library.scan(executor, report).photo_count
            outcome.groups = found(library.groups())
            outcome.skipped = [(file.path.name, file.reason) for file in library.skipped()]
    return outcome


def scan_here(folder: Path, place: Path, model: str = "none") -> Outcome:
    settings = Settings(model=model, device="cpu", workers=2)
    with Library(library_places_at(place), settings) as library:
        count = scan(library, folder).photo_count
        skipped = [(file.path.name, file.reason) for file in library.skipped()]
        return Outcome(found(library.groups()), skipped, count)


def same(one: Outcome, other: Outcome) -> bool:
    return (one.groups, one.skipped, one.count) == (other.groups, other.skipped, other.count)


def after_first_photo(act: Callable[[], None]) -> Callable[[Progress], None]:
    """A sink that acts once, when the first photo was read."""
    acted: list[bool] = []

    def report(progress: Progress) -> None:
        if progress.stage is Stage.READING and progress.done and not acted:
            acted.append(True)
            act()

    return report


def test_two_workers_find_what_one_computer_finds(broker, work, folder, tmp_path):
    for name in ("one", "two"):
        work(name, "--photos", folder, "--model", "default")
    by_workers = scan_by_workers(broker, folder, tmp_path / "a", model="default")
    assert same(by_workers, scan_here(folder, tmp_path / "b", "default"))
    assert sum(int(line.split()[2]) for line in by_workers.said) == COUNT
    assert all(line.endswith("a second") for line in by_workers.said)


def test_a_share_with_another_name(broker, work, folder, tmp_path):
    (tmp_path / "mounted").symlink_to(folder)
    work("one", "--photos", f"{folder}={tmp_path / 'mounted'}", "--model", "none")
    assert same(scan_by_workers(broker, folder, tmp_path / "a"), scan_here(folder, tmp_path / "b"))


def test_pictures_are_sent_to_who_does_not_see_the_photos(broker, work, folder, tmp_path):
    work("far", "--model", "default")
    sent = scan_by_workers(broker, folder, tmp_path / "a", model="default", send_pictures=True)
    assert same(sent, scan_here(folder, tmp_path / "b", "default"))
    assert sent.said[0].startswith(f"worker far: {COUNT - 1} photos")


def test_a_worker_killed_in_the_middle(broker, work, folder, tmp_path):
    first = work("first", "--photos", folder, "--model", "none")

    def kill_and_replace() -> None:
        first.kill()
        work("second", "--photos", folder, "--model", "none")

    by_workers = scan_by_workers(
        broker, folder, tmp_path / "a", report=after_first_photo(kill_and_replace)
    )
    assert same(by_workers, scan_here(folder, tmp_path / "b"))
    assert {line.split(":")[0] for line in by_workers.said} == {"worker first", "worker second"}


def test_a_broker_that_restarts_and_has_forgotten_everything(broker, work, folder, tmp_path):
    work("one", "--photos", folder, "--model", "none")

    def restart() -> None:
        broker.end()
        broker.start()

    by_workers = scan_by_workers(broker, folder, tmp_path / "a", report=after_first_photo(restart))
    assert same(by_workers, scan_here(folder, tmp_path / "b"))


def test_a_broker_that_is_not_there_is_said_at_once(broker, folder, tmp_path):
    broker.end()
    with pytest.raises(ReadingUnavailable, match="does not answer"):
        scan_by_workers(broker, folder, tmp_path / "a")


def test_a_broker_that_goes_while_batches_are_sent(broker, work, folder, tmp_path):
    """It is away before the first batch; the scan waits, says so, and goes on with it."""
    work("one", "--photos", folder, "--model", "none")

    class WithoutBroker(list):
        def append(self, sentence: str) -> None:
            super().append(sentence)
            if len(self) == 1:
                broker.start()

    outcome = Outcome(warned=WithoutBroker())
    by_workers = scan_by_workers(
        broker, folder, tmp_path / "a", outcome=outcome, once_open=broker.end
    )
    assert same(by_workers, scan_here(folder, tmp_path / "b"))
    assert outcome.warned == ["The broker does not answer; waiting for it."]


def test_a_worker_with_another_model_is_refused(broker, work, folder, tmp_path):
    work("wrong", "--photos", folder, "--model", "default")
    work("right", "--photos", folder, "--model", "none")
    by_workers = scan_by_workers(broker, folder, tmp_path / "a")
    assert any("wrong is refused" in line for line in by_workers.warned)
    assert [line.split(":")[0] for line in by_workers.said] == ["worker right"]
    assert by_workers.count == COUNT - 1


def test_a_folder_that_the_worker_may_not_read(broker, work, folder, tmp_path):
    (tmp_path / "other").mkdir()
    work("one", "--photos", tmp_path / "other", "--model", "none")
    by_workers = scan_by_workers(broker, folder, tmp_path / "a")
    assert by_workers.count == 0
    assert {reason for _, reason in by_workers.skipped} == {"this worker reads no photos there"}
