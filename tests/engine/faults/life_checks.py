"""What must be true at the start after a crash, of photos, trash, journal and sidecars."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from photodedup.engine.domain.history import Operation, Removal, RemovalState, SidecarState
from photodedup.engine.files.photo_details import details_of_packet
from photodedup.engine.library import Library
from photodedup.engine.paths import library_places_at
from photodedup.engine.settings import Settings
from tests.engine.details_made import keywords, packet
from tests.engine.libraries import InlineExecutor

NEW, KNOWN = "lake/l.jpg.xmp", "trip/t.jpg.xmp"  # sidecars: one is made, the other is added to
BEFORE = packet(keywords("boats"))

Contents = dict[str, bytes]


def open_library(work: Path) -> Library:
    settings = Settings(model="none", device="cpu", workers=1)
    return Library(library_places_at(work / "library"), settings)


def contents(folder: Path) -> Contents:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def check(work: Path, before: Contents) -> None:
    """The next start: no file lost or forgotten, databases whole, everything comes back."""
    photos = work / "photos"
    with open_library(work) as library:
        assert not library.rescue_text, library.rescue_text
        _assert_databases_whole(work)
        history = library.history()
        rows = [row for operation in history for row in operation.removals]
        states = {row.state for row in rows}
        assert not states & {RemovalState.PENDING, RemovalState.LOST_TRACK}, states
        gone = {row.path: row for row in rows if row.state is RemovalState.REMOVED}
        _assert_each_in_one_place(photos, before, gone)
        _assert_sidecars_fit(photos, history, gone)
        _assert_trash_is_journalled(work, {row.trashed_path for row in gone.values()})
        library.add_folder(photos)
        summary = library.scan(InlineExecutor())
        library.groups()
        result = library.restore([row.id for row in gone.values()])
        assert not result.failed, result.failed
        after = contents(photos)
        assert before.items() <= after.items(), before.keys() - after.keys()
        extra = {name for name in after.keys() - before.keys() if not name.startswith("again")}
        assert not extra, extra
        assert summary.photo_count + summary.skipped_count > 0


def _assert_each_in_one_place(photos: Path, before: Contents, gone: dict[Path, Removal]) -> None:
    now = contents(photos)
    assert f"Albums{os.sep}hill.jpg" in now
    for name, data in before.items():
        row = gone.get(photos / name)
        assert (name in now) is (row is None), name
        if name != KNOWN:
            found = now[name] if row is None else row.trashed_path.read_bytes()  # type: ignore[union-attr]
            assert found == data, name


def _assert_sidecars_fit(
    photos: Path, history: tuple[Operation, ...], gone: dict[Path, Removal]
) -> None:
    """What a photo knew is beside the one that stayed while it is away, and never otherwise."""
    states = {row.path: row.state for o in reversed(history) for row in o.sidecars}
    assert SidecarState.PENDING not in states.values()
    for sidecar, spare, known in ((NEW, "lake/copy.jpg", None), (KNOWN, "trip/copy.jpg", BEFORE)):
        path = photos / sidecar
        data = path.read_bytes() if path.exists() else None
        if photos / spare not in gone:
            assert data == known, sidecar
            continue
        assert states[path] is SidecarState.WRITTEN
        details = details_of_packet(data or b"")
        assert details.place is not None
        assert details.keywords == (("boats",) if known else ())


def _assert_databases_whole(work: Path) -> None:
    for name in ("library.db", "journal.db"):
        with closing(sqlite3.connect(work / "library" / name)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",), name
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == [], name


def _assert_trash_is_journalled(work: Path, journalled: set[Path | None]) -> None:
    """A sidecar that was made and taken back may be there, too; it is nobody's photo."""
    trash = work / "home" / ".local" / "share" / "Trash"
    files = {p for p in trash.glob("files/*") if p.name != ".photodedup-probe"}
    taken_back = {path for path in files if path.suffix == ".xmp" and path not in journalled}
    assert {path.name.split(" ")[0] for path in taken_back} <= {"l.jpg.xmp", "l.jpg"}
    assert files - taken_back == journalled
    notes = {p.name.removesuffix(".trashinfo") for p in trash.glob("info/*.trashinfo")}
    assert notes == {path.name for path in files}
