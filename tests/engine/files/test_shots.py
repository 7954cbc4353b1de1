"""Files of one shot are recognised by place, name, date and camera."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from photodedup.engine.domain.photos import DateSource
from photodedup.engine.files.shots import (
    folders_of,
    is_one_shot,
    pair_shots,
    with_namesakes,
)
from tests.factories import make_photo

NOON = datetime(2024, 5, 6, 12, 0, 0)


def photo(number: int, name: str, **facts):
    raw = name.lower().endswith((".cr2", ".nef", ".dng"))
    path = Path("/photos") / name
    return make_photo(number, path=path, is_raw=raw, **{"taken_at": NOON, **facts})


def is_shot(first, second) -> bool:
    return is_one_shot(first.id, second.id, pair_shots([first, second]))


def test_raw_and_its_jpeg_are_one_shot():
    assert is_shot(photo(1, "IMG_1.CR2"), photo(2, "IMG_1.JPG"))


def test_case_of_the_name_does_not_matter():
    assert is_shot(photo(1, "img_1.nef"), photo(2, "IMG_1.jpg"))


def test_other_folder_or_other_name_is_another_shot():
    raw = photo(1, "a/IMG_1.CR2")
    assert not is_shot(raw, photo(2, "b/IMG_1.JPG"))
    assert not is_shot(raw, photo(2, "a/IMG_2.JPG"))


def test_two_rendered_pictures_are_no_shot():
    assert not is_shot(photo(1, "IMG_1.JPG"), photo(2, "IMG_1.HEIC"))


def test_dates_that_contradict_part_them():
    later = NOON + timedelta(minutes=5)
    assert not is_shot(photo(1, "IMG_1.CR2"), photo(2, "IMG_1.JPG", taken_at=later))


def test_dates_that_are_rounded_do_not():
    later = NOON + timedelta(milliseconds=900)
    assert is_shot(photo(1, "IMG_1.CR2"), photo(2, "IMG_1.JPG", taken_at=later))


def test_known_offset_beside_an_unknown_one():
    assert is_shot(photo(1, "IMG_1.CR2"), photo(2, "IMG_1.JPG", taken_at=NOON.replace(tzinfo=UTC)))


def test_file_times_do_not_part_them():
    raw = photo(
        1, "IMG_1.CR2", taken_at=NOON + timedelta(days=90), date_source=DateSource.FILE_TIME
    )
    assert is_shot(raw, photo(2, "IMG_1.JPG"))
    assert is_shot(photo(1, "IMG_1.CR2", taken_at=None), photo(2, "IMG_1.JPG"))


def test_cameras_that_contradict_part_them():
    raw = photo(1, "IMG_1.CR2", camera="Canon EOS 80D")
    assert not is_shot(raw, photo(2, "IMG_1.JPG", camera="Apple iPhone XR"))
    assert is_shot(raw, photo(2, "IMG_1.JPG", camera=None))
    assert is_shot(raw, photo(2, "IMG_1.JPG", camera="EOS 80D"))


def test_id_is_the_smallest_of_the_shot_and_order_does_not_matter():
    parts = [photo(5, "IMG_1.CR2"), photo(3, "IMG_1.JPG"), photo(9, "IMG_1.TIF")]
    assert pair_shots(parts) == pair_shots(parts[::-1]) == {5: 3, 3: 3, 9: 3}


def test_photos_without_company_have_no_shot():
    assert pair_shots([photo(1, "IMG_1.CR2"), photo(2, "IMG_2.JPG")]) == {}


def test_an_edited_sibling_belongs_to_its_original():
    assert is_shot(photo(1, "IMG_1234.HEIC"), photo(2, "IMG_E1234.JPG"))
    assert is_shot(photo(1, "IMG_1234.HEIC"), photo(2, "IMG_E1234.HEIC"))
    assert not is_shot(photo(1, "IMG_1235.HEIC"), photo(2, "IMG_E1234.JPG"))
    assert not is_shot(photo(1, "a/IMG_1234.HEIC"), photo(2, "b/IMG_E1234.JPG"))


def test_an_edited_sibling_of_another_day_is_none():
    later = NOON + timedelta(days=3)
    assert not is_shot(photo(1, "IMG_1234.HEIC"), photo(2, "IMG_E1234.JPG", taken_at=later))


def test_an_edited_sibling_joins_raw_and_jpeg():
    parts = [photo(1, "IMG_1234.DNG"), photo(2, "IMG_1234.JPG"), photo(3, "IMG_E1234.JPG")]
    assert pair_shots(parts) == {1: 1, 2: 1, 3: 1}


def test_two_edits_without_an_original_are_no_shot():
    assert not is_shot(photo(1, "IMG_E1234.JPG"), photo(2, "IMG_E1234.PNG"))


PLACES = [
    "/photos/IMG_1.JPG",
    "/photos/img_1.cr2",
    "/photos/IMG_E1.HEIC",
    "/photos/more/IMG_1.JPG",
    "/photos/.hidden",
    "/photos/.hidden.jpg",
    "/photos/a.b/c",
    "/photos/a.b/c.jpg",
    "/photos/a",
    "/photos/..jpg",
    "/photos/x..jpg",
    "/photos/x..png",
    "/photos/two words.j p",
    "/photos/two words.jpg",
    "/photos/Straße.jpg",
    "/photos/STRASSE.png",
    "/photos/bad \udcff.jpg",
    "/photos/bad \udcff.png",
    "/alone.jpg",
]
ODD = [place.replace("/", os.sep) for place in PLACES]


def test_namesakes_are_found_whatever_files_are_called():
    names = [os.path.splitext(p)[0].casefold().replace("img_e", "img_") for p in ODD]
    alike = {p for p, name in zip(ODD, names, strict=True) if names.count(name) > 1}

    assert {ODD[number] for number in with_namesakes(ODD)} == alike
    assert with_namesakes([]) == []


def test_every_folder_is_named_once():
    found = sorted(folder.replace(os.sep, "/") for folder in folders_of(ODD))
    assert found == ["/", "/photos", "/photos/a.b", "/photos/more"]
