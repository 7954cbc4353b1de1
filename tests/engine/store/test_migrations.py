"""A library that an older version wrote is brought up to date and loses nothing."""

import time
from pathlib import Path

from photodedup.engine.domain.ids import PhotoId, ShotId
from photodedup.engine.domain.photos import CompanionKind
from photodedup.engine.store.database import Database
from photodedup.engine.store.idle_previews import IdlePreview, IdlePreviews
from photodedup.engine.store.migrations import (
    LIBRARY_MIGRATIONS,
    add_idle_previews,
    add_sharpness,
)
from photodedup.engine.store.photos import PhotoStore
from photodedup.engine.store.shots import CompanionRow, ShotStore


def write_first_version(path: Path) -> None:
    """Two photos of one folder as the first version stored them."""
    database = Database(path, LIBRARY_MIGRATIONS[:1])
    with database.transaction() as connection:
        connection.execute("INSERT INTO folders VALUES (1, CAST('/photos' AS BLOB))")
        for number, name in enumerate(("IMG_1.CR2", "IMG_1.JPG"), start=1):
            connection.execute(
                "INSERT INTO photos (id, folder_id, path, size_bytes, mtime_ns, device, inode, "
                "state, pipeline, content_hash) VALUES (?, 1, ?, 9, 1, '1', ?, 'ready', 1, 'aa')",
                (number, f"/photos/{name}".encode(), str(number)),
            )
        connection.execute("INSERT INTO choices VALUES (1, 'keep')")
    database.close()


def test_photos_and_decisions_survive_and_shots_can_be_stored(tmp_path):
    write_first_version(tmp_path / "library.db")

    database = Database(tmp_path / "library.db", LIBRARY_MIGRATIONS)

    photos, shots = PhotoStore(database), ShotStore(database)
    assert [photo.shot for photo in photos.photos().values()] == [None, None]
    assert database.connection.execute("SELECT * FROM choices").fetchall() == [(1, "keep")]
    shots.set_shots({PhotoId(1): ShotId(1), PhotoId(2): ShotId(1)})
    sidecar = CompanionRow(Path("/photos/IMG_1.xmp"), PhotoId(1), CompanionKind.SIDECAR, 5, 1)
    shots.change_companions([sidecar], [])
    raw, jpeg = photos.photos().values()
    assert raw.partners == (jpeg.path,)
    assert [companion.path for companion in raw.companions] == [sidecar.path]
    assert photos.photo(raw.id) == raw
    assert shots.companions() == {sidecar.path: sidecar}
    database.close()


def test_sharpness_is_unknown_until_a_photo_is_read_again(tmp_path):
    place = tmp_path / "library.db"
    steps = LIBRARY_MIGRATIONS[: LIBRARY_MIGRATIONS.index(add_sharpness)]
    older = Database(place, steps)
    with older.transaction() as connection:
        connection.execute("INSERT INTO folders VALUES (1, CAST('/photos' AS BLOB))")
        connection.execute(
            "INSERT INTO photos (id, folder_id, path, size_bytes, mtime_ns, device, inode, state, "
            "pipeline, content_hash, width_px, detail) VALUES "
            "(1, 1, CAST('/photos/a.jpg' AS BLOB), 9, 1, '1', '2', 'ready', 6, 'aa', 4000, 40.0)"
        )
        connection.execute("INSERT INTO choices VALUES (1, 'keeper')")
    older.close()

    database = Database(place, LIBRARY_MIGRATIONS)

    photo = PhotoStore(database).photo(PhotoId(1))
    assert (photo.sharpness, photo.width_px, photo.content_hash) == (None, 4000, "aa")
    assert PhotoStore(database).known_files()[0].pipeline == 6
    assert database.connection.execute("SELECT * FROM choices").fetchall() == [(1, "keeper")]
    database.close()


def test_what_was_there_before_is_backed_up(tmp_path):
    write_first_version(tmp_path / "library.db")

    Database(tmp_path / "library.db", LIBRARY_MIGRATIONS).close()

    backup = Database(tmp_path / "library-version-1.backup", LIBRARY_MIGRATIONS[:1])
    assert backup.connection.execute("SELECT count(*) FROM photos").fetchone() == (2,)
    backup.close()


def test_previews_that_an_older_version_left_behind_are_known(tmp_path):
    place = tmp_path / "library.db"
    steps = LIBRARY_MIGRATIONS[: LIBRARY_MIGRATIONS.index(add_idle_previews)]
    older = Database(place, steps)
    with older.transaction() as connection:
        connection.execute("INSERT INTO folders VALUES (1, CAST('/photos' AS BLOB))")
        for number, state in ((2, "ready"), (4, "missing"), (5, "ready")):
            connection.execute(
                "INSERT INTO photos (id, folder_id, path, size_bytes, mtime_ns, device, inode, "
                "state) VALUES (?, 1, ?, 9, 1, '1', '2', ?)",
                (number, f"/photos/{number}.jpg".encode(), state),
            )
    older.close()

    database = Database(place, LIBRARY_MIGRATIONS)

    idle = IdlePreviews(database)
    assert {found.photo for found in idle.idle_since(time.time() - 60, 10)} == {1, 3}
    missing = [found for found in idle.idle_since(time.time() + 60, 10) if found.path]
    assert missing == [IdlePreview(PhotoId(4), Path("/photos/4.jpg"))]
    assert idle.last_photo() == 5
    database.close()
