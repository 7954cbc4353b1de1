"""Every schema step of the library's database in order. Append; never edit one that has shipped."""

import sqlite3
from typing import Final

from photodedup.engine.store.database import Migration


def create_library(con: sqlite3.Connection) -> None:
    """Folders, photos with their features, skipped files, matches and decisions."""
    con.execute(
        """CREATE TABLE folders (
            id INTEGER PRIMARY KEY,
            path BLOB NOT NULL UNIQUE
        )"""
    )
    con.execute(
        """CREATE TABLE photos (
            id INTEGER PRIMARY KEY,
            folder_id INTEGER NOT NULL REFERENCES folders(id) ON DELETE CASCADE,
            path BLOB NOT NULL UNIQUE,
            size_bytes INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            device BLOB NOT NULL,      -- decimal text: identities can need 128 bits
            inode BLOB NOT NULL,
            state TEXT NOT NULL,       -- new, ready, missing
            pipeline INTEGER NOT NULL DEFAULT 0,
            is_compared INTEGER NOT NULL DEFAULT 0,
            content_hash TEXT,
            pixel_hash TEXT,
            format TEXT,
            width_px INTEGER,
            height_px INTEGER,
            is_raw INTEGER,
            detail REAL,
            taken_at TEXT,
            date_source TEXT,
            camera TEXT,
            has_location INTEGER,
            software TEXT,
            burst_id TEXT,
            hashes BLOB
        )"""
    )
    con.execute("CREATE INDEX photos_by_folder ON photos (folder_id, state)")
    con.execute("CREATE INDEX photos_by_content ON photos (content_hash)")
    con.execute(
        """CREATE TABLE hard_links (
            path BLOB PRIMARY KEY,
            photo_id INTEGER NOT NULL REFERENCES photos(id) ON DELETE CASCADE
        ) WITHOUT ROWID"""
    )
    con.execute("CREATE INDEX hard_links_by_photo ON hard_links (photo_id)")
    con.execute(
        """CREATE TABLE skipped (
            path BLOB PRIMARY KEY,
            folder_id INTEGER NOT NULL REFERENCES folders(id) ON DELETE CASCADE,
            size_bytes INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            pipeline INTEGER NOT NULL,
            reason TEXT NOT NULL
        ) WITHOUT ROWID"""
    )
    con.execute(
        """CREATE TABLE vectors (
            photo_id INTEGER NOT NULL REFERENCES photos(id) ON DELETE CASCADE,
            model TEXT NOT NULL,
            vector BLOB NOT NULL,      -- float16, unit length
            PRIMARY KEY (photo_id, model)
        ) WITHOUT ROWID"""
    )
    con.execute(
        """CREATE TABLE matches (
            first_id INTEGER NOT NULL REFERENCES photos(id) ON DELETE CASCADE,
            second_id INTEGER NOT NULL REFERENCES photos(id) ON DELETE CASCADE,
            verdict TEXT NOT NULL,
            similarity REAL NOT NULL,
            evidence TEXT NOT NULL,    -- JSON
            PRIMARY KEY (first_id, second_id)
        ) WITHOUT ROWID"""
    )
    con.execute("CREATE INDEX matches_by_second ON matches (second_id)")
    con.execute(
        """CREATE TABLE rejected_pairs (
            first_id INTEGER NOT NULL REFERENCES photos(id) ON DELETE CASCADE,
            second_id INTEGER NOT NULL REFERENCES photos(id) ON DELETE CASCADE,
            PRIMARY KEY (first_id, second_id)
        ) WITHOUT ROWID"""
    )
    con.execute("CREATE INDEX rejected_pairs_by_second ON rejected_pairs (second_id)")
    con.execute(
        """CREATE TABLE choices (
            photo_id INTEGER PRIMARY KEY REFERENCES photos(id) ON DELETE CASCADE,
            choice TEXT NOT NULL
        )"""
    )
    con.execute("CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")


def add_shots(con: sqlite3.Connection) -> None:
    """Which photos are one shot, and the files beside photos that belong to them."""
    con.execute("ALTER TABLE photos ADD COLUMN content_identifier TEXT")
    con.execute("ALTER TABLE photos ADD COLUMN has_film_inside INTEGER")
    con.execute("ALTER TABLE photos ADD COLUMN shot_id INTEGER")
    con.execute("CREATE INDEX photos_by_shot ON photos (shot_id) WHERE shot_id IS NOT NULL")
    con.execute(
        """CREATE TABLE companions (
            path BLOB PRIMARY KEY,
            photo_id INTEGER REFERENCES photos(id) ON DELETE CASCADE,  -- none: nobody's
            kind TEXT NOT NULL,
            size_bytes INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            content_identifier TEXT
        ) WITHOUT ROWID"""
    )
    con.execute("CREATE INDEX companions_by_photo ON companions (photo_id)")


def add_frames(con: sqlite3.Connection) -> None:
    """How many pages or frames a file has, of which only the first is compared."""
    con.execute("ALTER TABLE photos ADD COLUMN frame_count INTEGER")


def add_protected_folders(con: sqlite3.Connection) -> None:
    """Folders from which nothing is ever removed; they need not be chosen folders."""
    con.execute("CREATE TABLE protected_folders (path BLOB PRIMARY KEY) WITHOUT ROWID")


def add_rulings(con: sqlite3.Connection) -> None:
    """What a person decided about pairs of contents, whatever their files are called."""
    con.execute(
        """CREATE TABLE rulings (
            first_hash TEXT NOT NULL,  -- the smaller one
            second_hash TEXT NOT NULL,
            ruling TEXT NOT NULL,      -- together, apart
            decided_at TEXT NOT NULL,
            PRIMARY KEY (first_hash, second_hash)
        ) WITHOUT ROWID"""
    )


def add_returns(con: sqlite3.Connection) -> None:
    """After which removal in the journal a photo came into the library.

    By that number, and not by a clock, the program sees that a trashed file came back. Photos from
    before are no such files.
    """
    con.execute("ALTER TABLE photos ADD COLUMN came_after INTEGER")
    con.execute("UPDATE photos SET came_after = 0")


def add_agreements(con: sqlite3.Connection) -> None:
    """Groups as the person saw and agreed to them, and copies that are all to stay."""
    con.execute("CREATE TABLE reviews (group_id INTEGER PRIMARY KEY, as_seen TEXT NOT NULL)")
    con.execute(
        """CREATE TABLE kept_sets (
            contents TEXT PRIMARY KEY,  -- hashes in order, each as often as it was there
            decided_at TEXT NOT NULL
        ) WITHOUT ROWID"""
    )


def add_hand_keepers(con: sqlite3.Connection) -> None:
    """Which photos a person kept rather than others, to learn from."""
    con.execute(
        """CREATE TABLE hand_keepers (
            photo_id INTEGER PRIMARY KEY REFERENCES photos(id) ON DELETE CASCADE,
            others TEXT NOT NULL,      -- JSON: ids of the other photos of its group
            decided_at TEXT NOT NULL
        )"""
    )


def add_sharpness(con: sqlite3.Connection) -> None:
    """How sharp a photo looks; none for what was read before, and where it cannot be told."""
    con.execute("ALTER TABLE photos ADD COLUMN sharpness REAL")


def add_faces(con: sqlite3.Connection) -> None:
    """Faces by the content of their photo; empty until a person asks for faces."""
    con.execute(
        """CREATE TABLE face_reads (
            content_hash TEXT NOT NULL,
            method TEXT NOT NULL,      -- detector and embedder with their versions
            state TEXT NOT NULL,
            PRIMARY KEY (content_hash, method)
        ) WITHOUT ROWID"""
    )
    con.execute(
        """CREATE TABLE faces (
            content_hash TEXT NOT NULL,
            method TEXT NOT NULL,
            number INTEGER NOT NULL,   -- within the photo, from 0
            box_left REAL NOT NULL,    -- shares of the upright picture
            box_top REAL NOT NULL,
            box_width REAL NOT NULL,
            box_height REAL NOT NULL,
            score REAL NOT NULL,
            sharpness REAL NOT NULL,
            vector BLOB NOT NULL,      -- float32
            picture_jpeg BLOB NOT NULL,
            PRIMARY KEY (content_hash, method, number)
        )"""
    )


def add_generation(con: sqlite3.Connection) -> None:
    """A number that is another one after every change, and results that were made of one."""
    con.execute("CREATE TABLE generation (number INTEGER NOT NULL)")
    con.execute("INSERT INTO generation VALUES (0)")
    con.execute(
        """CREATE TABLE results (
            name TEXT PRIMARY KEY,
            made_of TEXT NOT NULL,
            value BLOB NOT NULL        -- compressed
        )"""
    )


def add_idle_previews(con: sqlite3.Connection) -> None:
    """Photos that are not there and whose previews may still lie in the cache, and since when.

    Triggers, as a row of a photo goes in several ways, one of which is that its folder goes.
    """
    con.execute(
        """CREATE TABLE idle_previews (
            photo_id INTEGER PRIMARY KEY,
            since_s INTEGER NOT NULL   -- Unix time; 0 where nothing is known of the photo any more
        )"""
    )
    con.execute("CREATE INDEX idle_previews_by_time ON idle_previews (since_s)")
    now_s = "CAST(strftime('%s', 'now') AS INTEGER)"
    con.execute(
        f"""CREATE TRIGGER preview_is_idle AFTER UPDATE OF state ON photos
        WHEN new.state = 'missing' AND old.state <> 'missing' BEGIN
            INSERT OR REPLACE INTO idle_previews VALUES (new.id, {now_s});
        END"""
    )
    con.execute(
        """CREATE TRIGGER preview_is_used_again AFTER UPDATE OF state ON photos
        WHEN new.state <> 'missing' AND old.state = 'missing' BEGIN
            DELETE FROM idle_previews WHERE photo_id = new.id;
        END"""
    )
    con.execute(
        """CREATE TRIGGER preview_is_left AFTER DELETE ON photos BEGIN
            INSERT OR REPLACE INTO idle_previews VALUES (old.id, 0);
        END"""
    )
    con.execute(  # a number can be given again
        """CREATE TRIGGER preview_is_awaited AFTER INSERT ON photos BEGIN
            DELETE FROM idle_previews WHERE photo_id = new.id;
        END"""
    )
    con.execute(f"INSERT INTO idle_previews SELECT id, {now_s} FROM photos WHERE state = 'missing'")
    con.execute(  # dropped by older versions; what came after the last one is found by its number
        """INSERT INTO idle_previews
        WITH RECURSIVE numbers (id) AS (
            SELECT 1 WHERE EXISTS (SELECT 1 FROM photos) UNION ALL
            SELECT id + 1 FROM numbers WHERE id < (SELECT max(id) FROM photos)
        )
        SELECT id, 0 FROM numbers WHERE id NOT IN (SELECT id FROM photos)"""
    )


def allow_keepers_with_more(con: sqlite3.Connection) -> None:
    """A chosen keeper can be decided about in another group, too: older versions know no such
    choices, and would take them for damage. No row changes."""


def create_previews(con: sqlite3.Connection) -> None:
    """Previews are a cache: they can be made again from the photos."""
    con.execute(
        """CREATE TABLE previews (
            photo_id INTEGER PRIMARY KEY,
            content_hash TEXT NOT NULL,
            jpeg BLOB NOT NULL
        )"""
    )


LIBRARY_MIGRATIONS: Final[tuple[Migration, ...]] = (
    create_library,
    add_shots,
    add_frames,
    add_protected_folders,
    add_rulings,
    add_returns,
    add_agreements,
    add_hand_keepers,
    add_sharpness,
    add_faces,
    add_generation,
    add_idle_previews,
    allow_keepers_with_more,
)
PREVIEW_MIGRATIONS: Final[tuple[Migration, ...]] = (create_previews,)
