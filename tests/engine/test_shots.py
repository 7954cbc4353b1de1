"""A library knows which of its photos are one shot, and which files belong to them."""

from pathlib import Path

import pytest

from photodedup.engine.domain.photos import Photo
from photodedup.engine.shots import ShotBook
from photodedup.engine.store.database import Database
from photodedup.engine.store.migrations import LIBRARY_MIGRATIONS
from photodedup.engine.store.photos import PhotoStore
from photodedup.engine.store.shots import ShotStore
from tests.engine.libraries import scan
from tests.engine.pictures_made import apple_note, dng, encoded, exif_bytes, film, save, scene

TAKEN = "2024:05:06 12:34:56"
REAL = Path(__file__).parents[3] / "shared" / "data" / "dev" / "real"


def known(library) -> dict[str, Photo]:
    """The photos of a library by name."""
    database = Database(library.places.database, LIBRARY_MIGRATIONS)
    try:
        return {photo.path.name: photo for photo in PhotoStore(database).photos().values()}
    finally:
        database.close()


def companions(photo: Photo) -> list[str]:
    return [companion.path.name for companion in photo.companions]


def partners(photo: Photo) -> list[str]:
    return [path.name for path in photo.partners]


def save_raw(path: Path, seed: int = 1) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(dng(scene(320, 240, seed), taken=TAKEN))
    return path


def live_exif(identifier: str) -> bytes:
    return exif_bytes(taken=TAKEN, maker="Apple", maker_note=apple_note(content=(0x11, identifier)))


def test_raw_and_jpeg_with_a_sidecar(open_library, photos):
    save_raw(photos / "IMG_1.DNG")
    save(photos / "IMG_1.JPG", scene(320, 240, 1), exif=exif_bytes(taken=TAKEN))
    (photos / "IMG_1.xmp").write_bytes(b"<x/>")
    library = open_library(model="none")

    scan(library, photos)

    raw, jpeg = known(library)["IMG_1.DNG"], known(library)["IMG_1.JPG"]
    assert raw.shot == jpeg.shot
    assert raw.shot.pictures == (raw.path, jpeg.path)
    assert (raw.shot.capture_count, raw.shot.sidecar_count) == (2, 1)
    assert (partners(raw), partners(jpeg)) == (["IMG_1.JPG"], ["IMG_1.DNG"])
    assert (companions(raw), companions(jpeg)) == (["IMG_1.xmp"], [])
    assert raw.unit_bytes == raw.size_bytes + 4
    assert library.photo(raw.id) == raw


def test_a_live_photo_whose_film_has_another_name(open_library, photos):
    pixels = scene(320, 240, 1)
    save(photos / "IMG_1.HEIC", pixels, exif=live_exif("LIVE-A"))
    save(photos / "IMG_2.HEIC", pixels, exif=live_exif("LIVE-B"))
    (photos / "IMG_9.MOV").write_bytes(film("LIVE-A"))
    (photos / "IMG_2.MOV").write_bytes(film("LIVE-C"))
    library = open_library(model="none")

    scan(library, photos)

    assert companions(known(library)["IMG_1.HEIC"]) == ["IMG_9.MOV"]
    assert companions(known(library)["IMG_2.HEIC"]) == []


def test_sidecars_that_come_and_go(open_library, photos):
    save(photos / "a.jpg", scene(320, 240, 1))
    library = open_library(model="none")
    scan(library, photos)
    assert companions(known(library)["a.jpg"]) == []

    (photos / "a.xmp").write_bytes(b"1")
    scan(library)
    assert [c.size_bytes for c in known(library)["a.jpg"].companions] == [1]

    (photos / "a.xmp").write_bytes(b"12345")
    scan(library)
    assert [c.size_bytes for c in known(library)["a.jpg"].companions] == [5]

    (photos / "a.xmp").unlink()
    scan(library)
    assert companions(known(library)["a.jpg"]) == []


def test_a_shot_whose_other_half_is_gone_is_none(open_library, photos):
    raw = save_raw(photos / "IMG_1.DNG")
    save(photos / "IMG_1.JPG", scene(320, 240, 1))
    library = open_library(model="none")
    scan(library, photos)
    raw.unlink()

    scan(library)

    assert known(library)["IMG_1.JPG"].shot is None


def test_a_raw_that_cannot_be_read_is_part_of_its_jpegs_shot(open_library, photos):
    (photos / "IMG_1.CR2").write_bytes(b"nothing that can be read")
    save(photos / "IMG_1.JPG", scene(320, 240, 1))
    library = open_library(model="none")

    scan(library, photos)

    (raw,) = known(library)["IMG_1.JPG"].companions
    assert (raw.path.name, raw.is_capture) == ("IMG_1.CR2", True)


def test_a_motion_photo(open_library, photos):
    packet = b'<x xmlns:GCamera="http://ns" GCamera:MotionPhoto="1"/>'
    data = encoded(scene(320, 240, 1), ".jpg", xmp=packet)
    (photos / "PXL_1.MP.jpg").write_bytes(data + film(None))
    save(photos / "plain.jpg", scene(320, 240, 2))
    library = open_library(model="none")

    scan(library, photos)

    assert known(library)["PXL_1.MP.jpg"].has_film_inside
    assert not known(library)["plain.jpg"].has_film_inside


def test_a_drive_that_went_away_keeps_what_was_known(open_library, photos):
    save(photos / "a.jpg", scene(320, 240, 1))
    (photos / "a.xmp").write_bytes(b"1")
    library = open_library(model="none")
    scan(library, photos)
    photos.rename(photos.with_name("away"))

    scan(library)

    photos.with_name("away").rename(photos)
    assert companions(known(library)["a.jpg"]) == ["a.xmp"]


def test_films_are_read_once_and_only_where_a_photo_names_one(open_library, photos):
    save(photos / "live" / "IMG_1.HEIC", scene(320, 240, 1), exif=live_exif("LIVE-A"))
    save(photos / "plain" / "IMG_2.JPG", scene(320, 240, 2))
    for name in ("live/IMG_1.MOV", "live/party.MOV", "plain/IMG_2.MOV"):
        (photos / name).write_bytes(film(None))
    library = open_library(model="none")
    scan(library, photos)
    library.close()
    database = Database(library.places.database, LIBRARY_MIGRATIONS)
    read: list[Path] = []
    book = ShotBook(ShotStore(database), lambda path: read.append(path))

    book.renew()
    assert read == []

    (photos / "live" / "party.MOV").write_bytes(film("LIVE-A") + b"longer")
    book.renew()
    database.close()
    assert [path.name for path in read] == ["party.MOV"]


@pytest.mark.skipif(not REAL.is_dir(), reason="the photos for trying out are not here")
def test_real_pairs(open_library, tmp_path):
    library = open_library(model="none")

    scan(library, REAL / "iphone_xr", REAL / "raw_pairs")

    assert companions(known(library)["IMG_3589.HEIC"]) == ["IMG_3589.mov"]
    assert companions(known(library)["IMG_3578.HEIC"]) == []
    gopro = known(library)["GOPR8514.JPG"]
    assert companions(gopro) + partners(gopro) == ["GOPR8514.GPR"]
