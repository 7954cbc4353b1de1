"""Films and sidecars are assigned to the photo that they belong to, and to no other."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import CompanionKind
from photodedup.engine.files.companions import FileBeside, assign, files_beside, kind_of

FOLDER = Path("/photos")


@dataclass(frozen=True)
class Picture:
    id: PhotoId
    path: Path
    content_identifier: str | None = None

    @property
    def is_raw(self) -> bool:
        return self.path.suffix in (".CR2", ".DNG", ".GPR")


def beside(name: str, identifier: str | None = None, kind: CompanionKind | None = None):
    kind = kind or kind_of(name)
    return FileBeside(FOLDER / name, kind, 10, 1, identifier)


def owners(photos, files, *, one_shot: bool = False) -> dict[str, str]:
    """File name to photo name; photos as names or as (name, content identifier)."""
    pictures = []
    for number, photo in enumerate(photos, start=1):
        name, identifier = (photo, None) if isinstance(photo, str) else photo
        pictures.append(Picture(PhotoId(number), FOLDER / name, identifier))
    files = [beside(file) if isinstance(file, str) else file for file in files]
    shots = {picture.id: 1 for picture in pictures} if one_shot else {}
    names = {picture.id: picture.path.name for picture in pictures}
    return {path.name: names[owner] for path, owner in assign(pictures, shots, files).items()}


@pytest.mark.parametrize(
    "name",
    [
        *("IMG_1.xmp", "IMG_1.JPG.xmp", "IMG_1.aae", "IMG_1.AAE", "IMG_1.THM", "img_1.MOV"),
        *("IMG_1.mp4", "IMG_1.JPG.json", "IMG_1.JPG.supplemental-metadata.json"),
        *("IMG_1.JPG.supplem.json", "IMG_1.JPG.s.json", "IMG_1.JPG..json"),
    ],
)
def test_names_that_belong_to_a_photo(name):
    assert owners(["IMG_1.JPG"], [name]) == {name: "IMG_1.JPG"}


@pytest.mark.parametrize(
    "name", ["IMG_10.xmp", "IMG_2.MOV", "IMG_1.JPG.other.json", "IMG_1.json", "IMG_1.CR2.xmp"]
)
def test_names_that_do_not(name):
    assert owners(["IMG_1.JPG"], [name]) == {}


def test_takeout_puts_the_number_behind_the_extension():
    photos = ["IMG_1.JPG", "IMG_1(2).JPG"]
    files = ["IMG_1.JPG.json", "IMG_1.JPG(2).json", "IMG_1.JPG.supplemental-metadata(2).json"]
    assert owners(photos, files) == {
        "IMG_1.JPG.json": "IMG_1.JPG",
        "IMG_1.JPG(2).json": "IMG_1(2).JPG",
        "IMG_1.JPG.supplemental-metadata(2).json": "IMG_1(2).JPG",
    }


def test_takeout_cuts_very_long_names():
    long = "a_name_that_goes_on_and_on_until_it_is_cut_off_somewhere.jpg"
    assert owners([long], [f"{long[:46]}.json"]) == {f"{long[:46]}.json": long}
    assert owners([long, long.replace(".jpg", "2.jpg")], [f"{long[:46]}.json"]) == {}
    assert owners([long], [f"{long[:20]}.json"]) == {}


def test_a_sidecar_of_a_shot_goes_to_the_raw_and_a_film_to_the_picture():
    photos, files = ["IMG_1.DNG", "IMG_1.JPG"], ["IMG_1.xmp", "IMG_1.MOV", "IMG_1.JPG.xmp"]
    assert owners(photos, files, one_shot=True) == {
        "IMG_1.xmp": "IMG_1.DNG",
        "IMG_1.MOV": "IMG_1.JPG",
        "IMG_1.JPG.xmp": "IMG_1.JPG",
    }


def test_what_two_strangers_share_belongs_to_neither():
    assert owners(["IMG_1.JPG", "IMG_1.PNG"], ["IMG_1.xmp", "IMG_1.MOV"]) == {}


def test_apples_notes_about_an_edit():
    photos = ["IMG_1234.HEIC", "IMG_E1234.JPG"]
    files = ["IMG_1234.AAE", "IMG_O1234.AAE", "IMG_E1234.AAE", "IMG_E1234.MOV", "IMG_1234.MOV"]
    assert owners(photos, files, one_shot=True) == {
        "IMG_1234.AAE": "IMG_1234.HEIC",
        "IMG_O1234.AAE": "IMG_1234.HEIC",
        "IMG_E1234.AAE": "IMG_E1234.JPG",
        "IMG_E1234.MOV": "IMG_E1234.JPG",
        "IMG_1234.MOV": "IMG_1234.HEIC",
    }


def test_an_edits_note_without_the_edit_belongs_to_the_original():
    assert owners(["IMG_1234.HEIC"], ["IMG_E1234.AAE"]) == {"IMG_E1234.AAE": "IMG_1234.HEIC"}


def test_a_films_identifier_overrules_its_name():
    photos = [("IMG_1.HEIC", "A"), ("IMG_2.HEIC", "B")]
    assert owners(photos, [beside("IMG_1.MOV", "B")]) == {"IMG_1.MOV": "IMG_2.HEIC"}
    assert owners(photos, [beside("IMG_9.MOV", "A")]) == {"IMG_9.MOV": "IMG_1.HEIC"}
    assert owners(photos, [beside("IMG_1.MOV", "C")]) == {}


def test_a_name_is_enough_where_one_of_them_has_no_identifier():
    assert owners([("IMG_1.HEIC", "A")], ["IMG_1.MOV"]) == {"IMG_1.MOV": "IMG_1.HEIC"}
    assert owners(["IMG_1.JPG"], [beside("IMG_1.MOV", "A")]) == {"IMG_1.MOV": "IMG_1.JPG"}


def test_of_two_photos_with_one_identifier_the_namesake_owns_the_film():
    photos = [("IMG_1 copy.HEIC", "A"), ("IMG_1.HEIC", "A")]
    assert owners(photos, [beside("IMG_1.MOV", "A")]) == {"IMG_1.MOV": "IMG_1.HEIC"}


def test_a_motion_photos_film_that_was_taken_out():
    assert owners(["PXL_1.MP.jpg"], ["PXL_1.MP"]) == {"PXL_1.MP": "PXL_1.MP.jpg"}


def test_an_unreadable_raw_belongs_to_its_jpeg_and_to_nothing_else():
    raw = beside("IMG_1.GPR", kind=CompanionKind.PICTURE)
    assert owners(["IMG_1.JPG"], [raw]) == {"IMG_1.GPR": "IMG_1.JPG"}
    assert owners(["IMG_1.DNG"], [raw]) == {}
    assert owners(["IMG_2.JPG"], [raw]) == {}


def test_listing_a_folder(tmp_path):
    for name in ("IMG_1.MOV", "IMG_1.xmp", "IMG_1.JPG", "note.txt", "._IMG_1.xmp"):
        (tmp_path / name).write_bytes(b"12345")
    (tmp_path / "folder.xmp").mkdir()
    os.symlink("IMG_1.xmp", tmp_path / "link.xmp")

    listed = files_beside(tmp_path)

    assert [(file.path.name, file.kind) for file in listed] == [
        ("IMG_1.MOV", CompanionKind.FILM),
        ("IMG_1.xmp", CompanionKind.SIDECAR),
    ]
    status = (tmp_path / "IMG_1.MOV").stat()
    assert (listed[0].size_bytes, listed[0].mtime_ns) == (5, status.st_mtime_ns)
