"""A library's life that dies at given lines, and what must be true at the next start.

`python -m tests.engine.faults.life_scenario WORK COUNT NTH WHERE` forks a child for each of COUNT
lines drawn at random from every stage, and for every NTH line of all that happens while the journal
is written (0: none); each child kills itself with SIGKILL before its line. WHERE is "here" where
the dying process reads photos itself, so that each life has the same lines, or "apart" where they
are read by processes of their own, as in the program; these must die with it. Prints what happened
as JSON. Run by test_life.py, in its own process.
"""

import contextlib
import inspect
import json
import os
import random
import select
import shutil
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import FrameType
from typing import Any

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.history import Operation, Removal
from photodedup.engine.library import Library
from photodedup.engine.reading.starting import READING_WORD
from photodedup.engine.store.journal import Journal
from tests.engine import pictures_made as made
from tests.engine.libraries import InlineExecutor, read_here

from .life_checks import BEFORE, KNOWN, NEW, check, contents, open_library

TRACED = f"{os.sep}photodedup{os.sep}engine{os.sep}"
TAKEN = "2024:05:06 12:34:56"
SEED = 20260503
PATIENCE_S = 20
IS_HERE = sys.argv[4:] == ["here"]

JOURNAL_WRITE = inspect.unwrap(Journal._writing).__code__

Mark = Callable[[str], None]


def set_up(work: Path) -> None:
    """Copies of a picture, of a shot with film and sidecar, and a protected copy."""
    photos = work / "photos"
    beach, hill = made.scene(200, 150, seed=1), made.scene(180, 140, seed=2)
    for folder in ("a", "b"):
        shot = photos / folder
        shot.mkdir(parents=True)
        (shot / "IMG_1.DNG").write_bytes(made.dng(beach, taken=TAKEN))
        jpeg = made.encoded(beach, ".jpg", exif=made.exif_bytes(taken=TAKEN))
        (shot / "IMG_1.JPG").write_bytes(jpeg)
        (shot / "IMG_1.MOV").write_bytes(made.film("LIVE-A"))
        (shot / "IMG_1.xmp").write_bytes(b"<edit/>")
    made.save(photos / "hill.jpg", hill)
    for name in ("hill copy.jpg", "Albums/hill.jpg", "phone/hill.jpg"):
        (photos / name).parent.mkdir(exist_ok=True)
        shutil.copy2(photos / "hill.jpg", photos / name)
    made.save(photos / "other.jpg", made.scene(160, 120, seed=3))
    for name, seed in ((NEW, 4), (KNOWN, 5)):
        _save_with_rescue(photos / name, made.scene(170, 130, seed=seed))
    (photos / KNOWN).write_bytes(BEFORE)
    (work / "home").mkdir()


def _save_with_rescue(sidecar: Path, scene: made.Pixels) -> None:
    """A photo with a date, which is kept for that, and a copy that knows the place."""
    keeper = sidecar.with_suffix("")
    keeper.parent.mkdir()
    keeper.write_bytes(made.encoded(scene, ".jpg", exif=made.exif_bytes(taken=TAKEN)))
    placed = made.exif_bytes(location=(52.5, 13.4))
    keeper.with_name("copy.jpg").write_bytes(made.encoded(scene, ".jpg", exif=placed))


def live(work: Path, mark: Mark) -> None:
    """All that a person does: scan, lock, decide, clean up, bring back, import again."""
    photos = work / "photos"
    mark("open")
    with open_library(work) as library:
        mark("scan")
        library.add_folder(photos)
        library.protect_folder(photos / "Albums")
        library.scan(InlineExecutor())
        mark("decide")
        by_name = {p.path.name: p for g in library.groups() for p in g.photos}
        other = next(p for p in map(library.photo, range(1, 30)) if p and p.path.stem == "other")
        change = library.put_together([by_name["hill copy.jpg"].id, other.id])
        library.restore_rulings(change.before)
        library.set_marked(*_spare(library, "phone"), False)
        mark("clean up")
        operation = library.clean_up(library.plan(library.groups()))
        mark("restore")
        film = next(row for row in operation.removed if row.path.suffix == ".MOV")
        library.restore([film.id])
        mark("take back a rescue")
        placed = next(row for row in operation.removed if row.path.parent.name == "lake")
        assert [s.state for s in library.restore([placed.id]).sidecars] == ["taken-back"]
    mark("between")
    _import_again(work, _last_hill(operation).trashed_path)
    mark("open again")
    with open_library(work) as library:
        mark("scan again")
        library.scan(InlineExecutor())
        for group in library.groups():
            for member in group.members:
                if not member.is_protected:
                    library.set_marked(group.id, member.photo.id, True)
        mark("clean up again")
        library.clean_up(library.plan(library.groups()))
        mark("closing")
    mark("end")


def _spare(library: Library, folder: str) -> tuple[Any, Any]:
    def spares(group: Group) -> list[Any]:
        return [m.photo.id for m in group.members if m.photo.path.parent.name == folder]

    return next((g.id, spares(g)[0]) for g in library.groups() if spares(g))


def _last_hill(operation: Operation) -> Removal:
    return [row for row in operation.removed if row.path.name.startswith("hill")][-1]


def _import_again(work: Path, trashed: Path | None) -> None:
    """The phone's next import brings back what was trashed; whole, whenever the program dies."""
    assert trashed is not None
    target = work / "photos" / f"again{trashed.suffix}"
    shutil.copy2(trashed, work / "import.part")
    os.rename(work / "import.part", target)


class Killer:
    """Counts the engine's lines, and kills the process before one of them."""

    def __init__(self, kill_at: int) -> None:
        self.count = 0
        self.journal_lines: list[int] = []  # during a write to the journal, or just after
        self._kill_at = kill_at
        self._was_written_at = 0

    def trace(self, frame: FrameType, event: str, _: Any) -> Any:
        if TRACED not in frame.f_code.co_filename:
            return None
        if event == "line":
            self.count += 1
            self._note_journal(frame)
            if self.count == self._kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
        return self.trace

    def _note_journal(self, frame: FrameType) -> None:
        if frame.f_code is JOURNAL_WRITE:
            if frame.f_lineno == JOURNAL_WRITE.co_firstlineno + 2:  # its "try"
                self._was_written_at = self.count
            self.journal_lines += range(self._was_written_at, self.count + 3)
            self._was_written_at = self.count + 3


def in_child(work: Path, task: Callable[[], None]) -> int:
    """Fork, with a home below `work`; the signal it died of, or its exit code."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.environ["HOME"] = str(work / "home")
            task()
            code = 0
        except BaseException:  # noqa: BLE001 - a fork must never go on as its parent
            (work / "error.txt").write_text(traceback.format_exc())
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def readers(work: Path) -> list[int]:
    """The processes that read for a life, told by its home."""
    home = f"HOME={work / 'home'}".encode()
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            words = (place / "environ").read_bytes().split(b"\0")
            is_reading = READING_WORD.encode() in (place / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if home in words and is_reading:
            found.append(int(place.name))
    return found


def wait_for_end(pid: int) -> bool:
    """Whether a process ends in time."""
    with contextlib.suppress(ProcessLookupError), open_pid(pid) as handle:
        return bool(select.select([handle], [], [], PATIENCE_S)[0])
    return True


@contextlib.contextmanager
def open_pid(pid: int) -> Iterator[int]:
    handle = os.pidfd_open(pid)
    try:
        yield handle
    finally:
        os.close(handle)


def whole_life(work: Path) -> tuple[dict[str, int], list[int]]:
    """Live to the end. How many lines were run at the start of each stage; the journal's lines."""

    def task() -> None:
        killer, starts = Killer(0), dict[str, int]()
        sys.settrace(killer.trace)
        live(work, lambda stage: starts.__setitem__(stage, killer.count))
        sys.settrace(None)
        found = {"starts": starts, "journal": sorted(set(killer.journal_lines))}
        (work / "lines.json").write_text(json.dumps(found))

    code = in_child(work, task)
    assert code == 0, (work / "error.txt").read_text()
    found = json.loads((work / "lines.json").read_text())
    return found["starts"], found["journal"]


def life_until(work: Path, line: int) -> int:
    def task() -> None:
        sys.settrace(Killer(line).trace)
        live(work, lambda _: None)

    return in_child(work, task)


def drawn_lines(starts: dict[str, int], count: int) -> list[tuple[str, int]]:
    """Lines of every stage, as many of each: a clean-up is short, and matters most."""
    chance = random.Random(SEED)
    stages = [
        (name, first + 1, last)
        for (name, first), last in zip(starts.items(), [*starts.values()][1:], strict=False)
        if last > first
    ]
    return [
        (name, chance.randint(first, last))
        for name, first, last in (stages[n % len(stages)] for n in range(count))
    ]


def try_line(base: Path, stage: str, line: int, before: dict[str, bytes]) -> str:
    """Die there, start again; what was wrong, empty if nothing."""
    work = base / f"line-{line}-{stage}"
    shutil.copytree(base / "template", work)
    died_of = life_until(work, line)
    if died_of != -signal.SIGKILL and (died_of or IS_HERE):
        error = work / "error.txt"
        return f"{stage}, line {line}: not killed: {error.read_text() if error.exists() else ''}"
    if not IS_HERE and not all(map(wait_for_end, readers(work))):
        return f"{stage}, line {line}: a reading process did not die with the program"
    if in_child(work, lambda: check_here(work, before)) != 0:
        return f"{stage}, line {line}: {(work / 'error.txt').read_text()}"
    shutil.rmtree(work)
    return ""


def check_here(work: Path, before: dict[str, bytes]) -> None:
    read_here()
    check(work, before)


def removed_names(work: Path) -> list[list[str]]:
    """What went in each clean-up, the first one first."""
    journal = Journal(work / "library" / "journal.db", read_only=True)
    with closing(journal):
        return [sorted(row.path.name for row in o.removals) for o in journal.operations()[::-1]]


def main() -> None:
    if IS_HERE:
        read_here()
    base, count, nth = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    set_up(base / "template")
    before = contents(base / "template" / "photos")
    shutil.copytree(base / "template", base / "whole")
    stages, journal_lines = whole_life(base / "whole")
    writes = journal_lines[::nth] if nth else []
    lines = drawn_lines(stages, count) + [("journal", line) for line in writes]
    tried = Counter(stage for stage, _ in lines)
    problems = [problem for line in lines if (problem := try_line(base, *line, before))]
    removed = removed_names(base / "whole")
    assert in_child(base / "whole", lambda: check_here(base / "whole", before)) == 0
    print(json.dumps({"removed": removed, "tried": tried, "problems": problems}))


if __name__ == "__main__":
    main()
