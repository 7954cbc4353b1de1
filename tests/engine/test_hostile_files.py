"""Every file ends up as a photo or as a skipped row with a reason, whatever is in it."""

import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.formats import PHOTO_EXTENSIONS
from photodedup.engine.library import Library
from photodedup.engine.reading.limits import reading_limits
from photodedup.engine.reading.pool import ReadingProcesses
from photodedup.engine.store.database import Database
from photodedup.engine.store.migrations import LIBRARY_MIGRATIONS
from photodedup.engine.store.photos import PhotoStore
from tests.engine import hostile_files
from tests.engine.libraries import scan
from tests.processes import PeakMemory, children, resident_bytes

DATA = Path(__file__).parents[3] / "shared" / "data"
MOST_BYTES = 1_500_000_000
PROGRAM_BYTES = 300_000_000  # with the default model; the tests' own process may hold anything

pytestmark = pytest.mark.processes
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")


def scanned(library: Library, folder: Path) -> tuple[set[Path], dict[Path, str]]:
    """Photos, and skipped files with their reasons, after a scan that leaves nothing behind."""
    before, held_bytes = children(), resident_bytes()
    with PeakMemory() as memory:
        scan(library, folder)
    assert children() == before
    assert memory.total_bytes - held_bytes + PROGRAM_BYTES < MOST_BYTES
    database = Database(library.places.database, LIBRARY_MIGRATIONS, read_only=True)
    with closing(database):
        photos = {photo.path for photo in PhotoStore(database).photos().values()}
    return photos, {file.path: file.reason for file in library.skipped()}


@pytest.mark.skipif(not DATA.is_dir(), reason=f"the real files are not at {DATA}")
@on_linux
@pytest.mark.parametrize("name", ["bad", "formats"])
def test_a_folder_of_strange_files(open_library, name, capfd):
    library = open_library()
    photos, skipped = scanned(library, DATA / name)
    files = {
        path
        for path in (DATA / name).resolve().rglob("*")
        if path.is_file() and path.suffix.lower() in PHOTO_EXTENSIONS
    }
    assert len(files) > 100
    assert photos | set(skipped) == files
    assert not photos & set(skipped)
    for path, reason in skipped.items():
        assert 10 <= len(reason) <= 120, path
        assert reason == reason.strip(), path
        assert "log says more" not in reason, path
    assert capfd.readouterr() == ("", "")  # decoders print warnings
    assert scan(library).read_count == 0


@pytest.mark.skipif(not DATA.is_dir(), reason=f"the real files are not at {DATA}")
@on_linux
@pytest.mark.parametrize("name", ["bad", "formats"])
def test_looking_closely_at_strange_files(name, capfd):
    """Each is a picture or a sentence in the comparison, and its details are known or not."""
    files = [p for p in (DATA / name).rglob("*") if p.suffix.lower() in PHOTO_EXTENSIONS]
    before, held_bytes = children(), resident_bytes()
    shown, reasons = 0, {}
    with PeakMemory() as memory, ReadingProcesses(reading_limits(60, 1536, 2)) as pool:
        for path in files:
            for ask in (pool.picture, pool.details):
                try:
                    shown += isinstance(ask(path), np.ndarray)
                except UnreadablePhoto as error:
                    reasons[path] = str(error)
    assert shown > 20
    for path, reason in reasons.items():
        assert 10 <= len(reason) <= 120, path
        assert "crash" not in reason, path
    assert children() == before
    assert memory.total_bytes - held_bytes + PROGRAM_BYTES < MOST_BYTES
    assert capfd.readouterr() == ("", "")


@on_linux
class TestAMadeFolder:
    def test_names(self, open_library, photos, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        wanted = hostile_files.put_hostile_names(photos)
        assert scanned(open_library(), photos) == (wanted, {})
        assert not list(tmp_path.rglob("pwned"))

    def test_links_pipes_and_devices(self, open_library, photos):
        told = hostile_files.put_things_that_are_no_files(photos)
        found, skipped = scanned(open_library(), photos)
        assert not found
        assert skipped == dict.fromkeys(told, "this is not a file but a device or a pipe")

    def test_a_tree_deeper_than_any_path(self, open_library, photos):
        photo = hostile_files.put_deep_tree(photos)
        found, skipped = scanned(open_library(), photos)
        assert found == {photo}
        (reason,) = skipped.values()
        assert reason == "this cannot be looked at (File name too long)"

    def test_other_things_named_like_photos(self, open_library, photos):
        others = hostile_files.put_other_things_named_like_photos(photos)
        found, skipped = scanned(open_library(), photos)
        assert not found
        assert skipped.keys() == others
        assert "archive" in skipped[photos / "zip.jpg"]

    def test_bombs(self, open_library, photos):
        refused = hostile_files.put_bombs(photos)
        found, skipped = scanned(open_library(), photos)
        assert refused <= skipped.keys()
        assert found | skipped.keys() == set(photos.iterdir())
        assert "memory" in skipped[photos / "fractions.tif"]
        assert {photos / "glass 0.png", photos / "glass 1.png"} <= found
