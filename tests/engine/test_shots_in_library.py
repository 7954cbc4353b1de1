"""From the scan to the trash and back, a shot is one thing."""

import json
import shutil
from pathlib import Path

import pytest

from photodedup.engine.domain.history import RemovalState
from photodedup.engine.reports.as_json import report, to_json
from tests.engine.libraries import scan
from tests.engine.pictures_made import dng, encoded, exif_bytes, film, scene

TAKEN = "2024:05:06 12:34:56"
REAL = Path(__file__).parents[3] / "shared" / "data" / "dev" / "real"


def put_shot(folder: Path) -> None:
    """A RAW, its JPEG, a film and two sidecars."""
    folder.mkdir()
    pixels = scene(640, 480, 1)
    (folder / "IMG_1.DNG").write_bytes(dng(pixels, taken=TAKEN))
    (folder / "IMG_1.JPG").write_bytes(encoded(pixels, ".jpg", exif=exif_bytes(taken=TAKEN)))
    (folder / "IMG_1.MOV").write_bytes(film("LIVE-A"))
    (folder / "IMG_1.xmp").write_bytes(b"<edit/>")
    (folder / "IMG_1.JPG.json").write_bytes(b"{}")


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def library(open_library, photos):
    put_shot(photos / "a")
    shutil.copytree(photos / "a", photos / "b")
    library = open_library()
    scan(library, photos)
    return library


def test_a_copied_shot_goes_whole_and_comes_back_whole(library, photos):
    everything = files_in(photos / "a")
    size = sum(path.stat().st_size for path in (photos / "b").iterdir())
    (group,) = library.groups()

    plan = library.plan([group])
    assert plan.size_bytes == group.marked_bytes == size
    operation = library.clean_up(plan)

    assert (files_in(photos / "a"), files_in(photos / "b")) == (everything, set())
    assert [row.state for row in operation.removals] == [RemovalState.REMOVED] * 5
    assert library.groups() == ()

    library.restore([operation.removals[0].id])

    assert files_in(photos / "b") == everything
    (group,) = library.groups()
    assert group.marked == ()
    spare = group.members[0]
    again = library.set_marked(group.id, spare.photo.id, True)
    assert len(library.plan([again]).removals[0].companions) == len(spare.photo.companions)
    assert again.marked_bytes == plan.size_bytes


def test_a_shot_whose_film_is_the_only_one_stays(library, photos):
    (photos / "a" / "IMG_1.MOV").write_bytes(film("LIVE-B"))  # as long as the other
    (group,) = library.groups()

    operation = library.clean_up(library.plan([group]))

    assert operation.removed == ()
    assert files_in(photos / "a") == files_in(photos / "b")
    assert any("IMG_1.MOV" in row.message for row in operation.removals)


def test_the_report_names_every_picture_and_companion(library, photos):
    facts = report(4, library.groups(), library.skipped(), {})

    groups = json.loads(to_json(facts))["groups"]
    raw, jpeg = (sorted(group["members"], key=lambda row: row["path"]) for group in groups)
    assert [row["path"] for row in raw] == [str(photos / f / "IMG_1.DNG") for f in "ab"]
    assert [row["path"] for row in jpeg] == [str(photos / f / "IMG_1.JPG") for f in "ab"]
    assert [row["verdict"] for row in jpeg] == ["keeper", "identical"]
    assert jpeg[1]["companions"] == [
        str(photos / "b" / name) for name in ("IMG_1.JPG.json", "IMG_1.MOV")
    ]
    assert raw[1]["companions"] == [str(photos / "b" / "IMG_1.xmp")]


@pytest.mark.skipif(not REAL.is_dir(), reason="the photos for trying out are not here")
def test_real_shots_that_were_copied(open_library, photos):
    for folder in ("a", "b"):
        (photos / folder).mkdir()
        for name in ("IMG_3589.HEIC", "IMG_3589.mov"):
            shutil.copyfile(REAL / "iphone_xr" / name, photos / folder / name)
        for name in ("GOPR8514.GPR", "GOPR8514.JPG"):
            shutil.copyfile(REAL / "raw_pairs" / name, photos / folder / name)
    (photos / "c").mkdir()
    shutil.copyfile(REAL / "iphone_xr" / "IMG_3589.HEIC", photos / "c" / "sent.HEIC")
    library = open_library()
    scan(library, photos)

    library.clean_up(library.plan(library.groups()))

    everything = {"IMG_3589.HEIC", "IMG_3589.mov", "GOPR8514.GPR", "GOPR8514.JPG"}
    assert files_in(photos) == files_in(photos / "a") == everything
    assert files_in(photos / "b") == files_in(photos / "c") == set()
