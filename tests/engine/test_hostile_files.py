"""Every file ends up as a photo or as a skipped row with a reason, whatever is in it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from photodedup.engine.formats import PHOTO_EXTENSIONS

DATA = Path(__file__).parents[3] / "shared" / "data"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"the real files are not at {DATA}")


@pytest.mark.parametrize("name", ["bad", "formats"])
def test_a_folder_of_strange_files(open_library, name):
    library = open_library()
    library.add_folder(DATA / name)
    with ThreadPoolExecutor(2) as executor:
        summary = library.scan(executor)
    files = {
        path
        for path in (DATA / name).resolve().rglob("*")
        if path.is_file() and path.suffix.lower() in PHOTO_EXTENSIONS
    }
    skipped = {file.path: file.reason for file in library.skipped()}
    assert len(files) > 100
    assert summary.photo_count + len(skipped) == len(files)
    assert set(skipped) <= files
    for path, reason in skipped.items():
        assert 10 <= len(reason) <= 120, path
        assert reason == reason.strip(), path
        assert "log says more" not in reason, path
    with ThreadPoolExecutor(2) as executor:
        assert library.scan(executor).read_count == 0
