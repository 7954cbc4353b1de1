"""Faces of a library: asked for, read once, put together by person, found again, and forgotten."""

import json
import logging
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from photodedup.engine.domain.groups import GroupKind
from photodedup.engine.erasing import erase_library
from photodedup.engine.errors import Cancelled, LibraryError, LibraryInUse, ModelUnavailable
from photodedup.engine.faces.methods import METHODS, Method, method_named
from photodedup.engine.faces.nouns import FaceState
from photodedup.engine.library import Library
from photodedup.engine.progress import CancelToken, Progress, ignore_progress
from tests.engine import pictures_made as made
from tests.engine.faces import drawn
from tests.engine.libraries import InlineExecutor, scan


@pytest.fixture
def hog() -> Method:
    pytest.importorskip("dlib", reason="the extra faces is not installed")
    return method_named("dlib-hog+dlib")


@pytest.fixture
def album(photos: Path) -> Path:
    return drawn.album(photos)


def read(library: Library, method: Method, report=ignore_progress, token=None):
    return library.faces.read(method, InlineExecutor(), 1, report, token)


def names(photos) -> list[str]:
    return [photo.path.name for photo in photos]


@pytest.fixture
def library(open_library, album, hog) -> Library:
    """Scanned, agreed to, and read."""
    library = open_library()
    scan(library, album)
    library.faces.agree()
    read(library, hog)
    return library


def test_nothing_is_looked_for_before_the_person_agrees(open_library, album, hog):
    library = open_library()
    scan(library, album)
    assert not library.faces.is_agreed
    with pytest.raises(LibraryError, match="agreed"):
        read(library, hog)
    library.faces.agree()
    assert library.faces.is_agreed
    assert read(library, hog).read_count == 5


def test_people_are_told_apart_and_photos_without_a_face_are_marked(library, hog):
    ada, bea = library.faces.people().at()
    assert names(ada.photos) == ["ada1.jpg", "ada2.jpg", "both.jpg"]
    assert names(bea.photos) == ["bea1.jpg", "both.jpg"]
    states = {photo.path.name: state for photo, state in library.faces.states(hog)}
    assert states["nobody.jpg"] == "NO_FACE_DETECTED"
    assert states["both.jpg"] is FaceState.FOUND


def test_the_threshold_says_how_alike_faces_must_be(library):
    people = library.faces.people()
    assert len(people.at(0.0)) == people.face_count == 5
    assert len(people.at(2.0)) == 1


def test_a_second_run_reads_only_what_is_new(library, album, hog):
    assert read(library, hog).read_count == 0
    (album / "ada1.jpg").rename(album / "moved.jpg")
    shutil.copy(album / "bea1.jpg", album / "copy.jpg")
    made.save(album / "bea2.jpg", drawn.portrait(drawn.BEA, seed=9))
    scan(library)
    assert library.faces.unread_count(hog) == 1
    assert read(library, hog).read_count == 1
    everyone = [names(person.photos) for person in library.faces.people().at()]
    assert ["bea1.jpg", "bea2.jpg", "both.jpg", "copy.jpg"] in everyone
    assert ["ada2.jpg", "both.jpg", "moved.jpg"] in everyone


def test_another_version_of_what_finds_faces_reads_again(library, hog, monkeypatch):
    monkeypatch.setattr("photodedup.engine.faces.methods._dlib_version", lambda: "99")
    assert library.faces.people().face_count == 0
    assert library.faces.unread_count(hog) == 5


def test_a_stopped_run_keeps_what_it_read_and_goes_on(open_library, album, hog):
    library = open_library()
    scan(library, album)
    library.faces.agree()
    token = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.done == 2:
            token.cancel()

    with pytest.raises(Cancelled):
        read(library, hog, stop, token)
    assert library.faces.unread_count(hog) == 3
    assert read(library, hog).read_count == 3


def test_a_person_is_found_by_a_picture_that_is_not_in_the_library(library, tmp_path):
    asked = made.save(tmp_path / "who.jpg", drawn.portrait(drawn.ADA, seed=11, smile=0.3))
    found = library.faces.near(asked)
    assert sorted(names([hit.face.photo for hit in found.hits])) == [
        "ada1.jpg",
        "ada2.jpg",
        "both.jpg",
    ]
    assert [hit.distance for hit in found.hits] == sorted(hit.distance for hit in found.hits)
    assert len(library.faces.near(asked, top_k=1).hits) == 1
    assert library.faces.near(asked, threshold=0.0).hits == ()


def test_the_picture_asked_for_is_not_its_own_answer(library, album):
    found = library.faces.near(album / "ada1.jpg")
    assert sorted(names([hit.face.photo for hit in found.hits])) == ["ada2.jpg", "both.jpg"]


def test_a_picture_without_a_face_finds_nobody(library, album):
    assert library.faces.near(album / "nobody.jpg") is None


def test_looking_for_a_person_stores_nothing(library, tmp_path):
    before = library.faces.people().face_count
    library.faces.near(made.save(tmp_path / "who.jpg", drawn.portrait(drawn.BEA, seed=12)))
    assert library.faces.people().face_count == before


def test_faces_leave_with_their_folder(library, album):
    (folder,) = library.folders()
    library.remove_folder(folder.id)
    scan(library, album)
    assert library.faces.people().face_count == 0


def test_forgetting_leaves_no_byte_of_a_face_in_any_file(library, hog, tmp_path):
    vectors = [row.vector.tobytes() for row in library.faces._store.faces(hog.key)]
    pictures = [row.picture_jpeg for row in library.faces._store.faces(hog.key)]
    folder = library.places.folder
    scan(library)  # copies of the database beside it
    shutil.copy(library.places.database, folder / "library-version-9.backup")
    with sqlite3.connect(folder / "library-backup-1.db") as copy:
        library._database.connection.backup(copy)
    copy.close()
    library.faces.forget()
    assert not library.faces.is_agreed
    assert library.faces.people().face_count == 0
    left = b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
    assert len(left) > 50_000
    for secret in (*vectors, *(picture[20:80] for picture in pictures)):
        assert secret not in left


def test_a_copy_that_cannot_be_opened_is_named(library):
    broken = library.places.folder / "library.db.damaged-2026-01-01"
    broken.write_bytes(b"no database" * 1000)
    with pytest.raises(LibraryError, match="damaged-2026-01-01"):
        library.faces.forget()
    assert library.faces.people().face_count == 0


def test_faces_go_with_the_data_of_the_library(library):
    places = library.places
    library.close()
    erase_library(places, keep_history=False)
    assert not places.folder.exists()


def test_the_log_says_nothing_of_faces(open_library, album, hog, caplog):
    library = open_library()
    scan(library, album)
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    library.faces.agree()
    read(library, hog)
    library.faces.near(album / "ada1.jpg")
    library.faces.forget()
    assert "face" not in caplog.text.lower()
    assert "ada" not in caplog.text


def test_a_library_that_is_only_looked_at_stores_no_faces(library, hog):
    with Library(library.places, read_only=True) as second:
        assert len(second.faces.people().at()) == 2
        for change in (second.faces.agree, second.faces.forget, lambda: read(second, hog)):
            with pytest.raises(LibraryInUse):
                change()


def test_a_method_that_is_not_here_says_what_to_do(open_library, album, monkeypatch):
    library = open_library()
    library.faces.agree()
    with pytest.raises(ModelUnavailable, match=r"--download yunet.* --download sface"):
        read(library, method_named("yunet+sface"))
    monkeypatch.setattr("photodedup.engine.faces.methods._is_installed", lambda name: False)
    with pytest.raises(ModelUnavailable, match=r"pip install photodedup\[faces\]"):
        read(library, method_named("dlib-hog+dlib"))


def burst(folder: Path, *shots: drawn.Pixels) -> Path:
    """Shots of one camera within a second."""
    for number, pixels in enumerate(shots):
        exif = made.exif_bytes(
            taken="2024:05:06 12:34:56", fraction=f"{number}0", maker="Fairphone", model="FP5"
        )
        made.save(folder / f"shot{number}.jpg", pixels, exif=exif)
    return folder


def test_the_best_shot_of_a_burst_is_named_and_nothing_is_marked(open_library, photos, hog):
    sharp, blurred = (drawn.portrait(drawn.ADA, seed=1, blur=blur) for blur in (0.0, 3.0))
    library = open_library()
    scan(library, burst(photos, blurred, sharp))
    (group,) = library.groups()
    if group.kind is not GroupKind.BURST:
        pytest.fail(f"the shots are {group.kind}")
    library.faces.agree()
    read(library, hog)
    (best,) = library.faces.best_shots(library.groups())
    assert best.photo.path.name == "shot1.jpg"
    assert best.reason == "largest sharp face"
    assert library.groups() == (group,)


@pytest.mark.processes
def test_faces_are_read_in_processes_that_may_die(open_library, album, hog):
    """Also a broken file, which is no photo of the library, and one that changed since."""
    library = open_library()
    scan(library, album)
    library.faces.agree()
    (album / "ada2.jpg").write_bytes(b"no picture any more")
    made.save(album / "bea1.jpg", drawn.portrait(drawn.BEA, seed=77))
    with ThreadPoolExecutor(2) as executor:
        summary = library.faces.read(hog, executor, 2)
    assert (summary.read_count, summary.failed_count) == (3, 2)
    assert summary.no_face_count == 1
    assert summary.timings_s["encode"] > 0
    assert set(summary.timings_s) == {"decode", "detect", "encode", "total"}


@pytest.mark.processes
def test_yunet_and_sface_find_people_in_a_library(open_library, photos, tmp_path, monkeypatch):
    """With networks of their form, offered in a folder as they would be without network."""
    from dataclasses import replace

    from photodedup.engine.faces import methods
    from photodedup.engine.features.weights import hash_of

    offered = tmp_path / "offered"
    offered.mkdir()
    for name, make in (("YUNET_FILE", drawn.yunet_like), ("SFACE_FILE", drawn.sface_like)):
        spec = getattr(methods, name)
        path = make(offered / spec.file)
        monkeypatch.setattr(methods, name, replace(spec, sha256=hash_of(path)))
    monkeypatch.setenv("PHOTODEDUP_MODEL_DIR", str(offered))
    red, blue = (200, 40, 40), (40, 40, 200)
    made.save(photos / "red.png", drawn.coloured_people(red))
    made.save(photos / "both.png", drawn.coloured_people(red, blue))
    made.save(photos / "none.png", made.scene(640, 480))
    library = open_library()
    scan(library, photos)
    library.faces.agree()
    with ThreadPoolExecutor(2) as executor:
        summary = library.faces.read(METHODS[0], executor, 2)
    assert (summary.face_count, summary.no_face_count) == (3, 1)
    first, second = library.faces.people().at(0.2)
    assert names(first.photos) == ["both.png", "red.png"]
    assert names(second.photos) == ["both.png"]
    assert json.dumps(summary.timings_s)
