"""A library of many photos as a find left it, with groups, hashes, vectors and an index, and some
hundred photos that came since: copies of others, of the same bytes and edited, and new pictures.
Or all of these as a first scan left them, before anything was compared.

Features are those of `made_features`; members of a group have nearly those of its first photo, and
show the same. Whether two photos show the same is known and said at once, as it takes no part in
what grows with the library; pairs can be checked in earnest by pictures that are drawn for them.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Evidence, Match, Verdict
from photodedup.engine.domain.photos import Photo
from photodedup.engine.features.model_choice import ModelChoice
from photodedup.engine.features.models import DEFAULT_MODEL, model_spec
from photodedup.engine.library import Library
from photodedup.engine.matching.checker import (
    Candidate,
    Observer,
    PairChecker,
    ignore_attempt,
)
from photodedup.engine.matching.sketch import Sketch
from photodedup.engine.matching.vector_index import VectorIndex
from photodedup.engine.paths import LibraryPlaces, library_places_at
from tests.benchmarks.made_features import made_hashes, made_vectors
from tests.benchmarks.made_library import SETTINGS, drawn_preview, insert, make_library
from tests.benchmarks.measuring import Cost, Watch

NEW_COUNT = 500
_SAME_BYTES, _EDITED = 100, 150  # of the new ones
_IN_GROUPS = 5  # a group for each so many photos
_REJECTED = 2  # pairs for each photo that could not be proved
_DETAIL = 40.0
_REMEMBERED = 8192  # pairs that may be checked again


@dataclass(frozen=True, slots=True)
class FoundLibrary:
    """Where it is, of which photos the first new ones are copies, and a file with a number for
    what each photo shows, by its id."""

    places: LibraryPlaces
    old_count: int
    sources: tuple[int, ...]
    shown: Path


class KnowingChecker(PairChecker):
    """Says which pairs show the same, without looking.

    Attributes:
        checked: how many pairs it was asked about.
        proved: how many of them show the same.
    """

    def __init__(self, made: FoundLibrary) -> None:
        super().__init__(lambda photo: drawn_preview(self._shown(photo)))
        self._shown_by_id = np.load(made.shown)
        self._some: list[tuple[Photo, Photo, Candidate]] = []
        self._every = 1  # of so many pairs one is among these
        self._lock = Lock()
        self.checked = 0
        self.proved = 0

    def check(
        self,
        first: Photo,
        second: Photo,
        candidate: Candidate,
        observe: Observer = ignore_attempt,
    ) -> Match | None:
        is_same = self._shown(first.id) == self._shown(second.id)
        with self._lock:
            self._note((first, second, candidate))
            self.proved += is_same
        if not is_same:
            return None
        evidence = Evidence("key points", cosine=candidate.cosine, inliers=100)
        return Match(first.id, second.id, Verdict.EDITED, 0.9, evidence)

    def check_in_earnest(self, count: int) -> Cost:
        """Check some of the pairs again, by pictures; returns what one check costs."""
        some = self._some[:: max(1, len(self._some) // count)]
        watch = Watch()
        for pair in some:
            super().check(*pair)
        cost = watch.lap()
        return Cost(cost.wall_s / len(some), cost.cpu_s / len(some))

    def cost_of_knowing(self, count: int) -> Cost:
        """What one answer costs that is known without looking; the program has no such cost."""
        some = list(islice(cycle(self._some), count))
        kept = self._some, self._every, self.checked, self.proved
        self._some = []
        watch = Watch()
        for pair in some:
            self.check(*pair)
        cost = watch.lap()
        self._some, self._every, self.checked, self.proved = kept
        return Cost(cost.wall_s / count, cost.cpu_s / count)

    def _note(self, pair: tuple[Photo, Photo, Candidate]) -> None:
        if self.checked % self._every == 0:
            self._some.append(pair)
        if len(self._some) == _REMEMBERED:
            del self._some[1::2]
            self._every *= 2
        self.checked += 1

    def _shown(self, photo: PhotoId) -> int:
        return int(self._shown_by_id[photo])


class OpenedLibrary(Library):
    """The library, and what checks its pairs."""

    def __init__(self, made: FoundLibrary) -> None:
        super().__init__(made.places, SETTINGS, model=_Spec())
        self.knowing = KnowingChecker(made)
        self._finding._checker = self.knowing


class _Spec(ModelChoice):
    """Says which model's vectors are there; it is not loaded."""

    def __init__(self) -> None:
        super().__init__(DEFAULT_MODEL, "cpu")

    def open(self) -> Any:
        return self

    @property
    def spec(self) -> Any:
        return model_spec(DEFAULT_MODEL)


def make_found_library(home: Path, photo_count: int) -> FoundLibrary:
    """Make it in this folder, with so many photos besides the new ones."""
    random = np.random.default_rng(3)
    made, vectors = _make_photos(home, photo_count, random)
    with _writing(made) as con:
        _note_shown(con, made, "1")
        _reject(con, photo_count, random)
        leaders = _leaders(con, photo_count)
    known = np.array(leaders, np.int64)
    key = model_spec(DEFAULT_MODEL).key
    VectorIndex.build(made.places.folder, key, leaders, Sketch.of(vectors[known - 1]))
    _find_before(made)
    return made


def _find_before(made: FoundLibrary) -> None:
    """The find before the new photos came, in which nothing is left to compare: for what a find
    remembers."""
    with _writing(made) as con:
        con.execute("UPDATE photos SET state = 'missing' WHERE id > ?", (made.old_count,))
    with OpenedLibrary(made) as opened:
        opened.find()
    with _writing(made) as con:
        con.execute("UPDATE photos SET state = 'ready' WHERE id > ?", (made.old_count,))


def make_scanned_library(home: Path, photo_count: int) -> FoundLibrary:
    """The same before anything was compared; what shows the same are edited copies."""
    made, _ = _make_photos(home, photo_count, np.random.default_rng(3))
    with _writing(made) as con:
        copies = ", ".join(f"'{verdict}'" for verdict in Verdict if verdict.is_copy)
        _note_shown(con, made, f"verdict IN ({copies})")
        con.execute("DELETE FROM matches")
        con.execute("UPDATE photos SET is_compared = 0")
    return made


def _make_photos(
    home: Path, photo_count: int, random: np.random.Generator
) -> tuple[FoundLibrary, NDArray[np.float16]]:
    """All photos, and matches between the old ones; also the vectors by photo."""
    places, groups = library_places_at(home / "library"), photo_count // _IN_GROUPS
    make_library(home / "photos", places, photo_count, groups, with_previews=False)
    copied = 1 + random.permutation(photo_count)[: _SAME_BYTES + _EDITED]
    made = FoundLibrary(places, photo_count, tuple(copied.tolist()), home / "shown.npy")
    with _writing(made) as con:
        con.row_factory = sqlite3.Row
        _add_new(con, made)
        count = con.execute("SELECT count(*) FROM photos").fetchone()[0]
        tied = con.execute("SELECT first_id, second_id FROM matches").fetchall()
        pairs = np.array([tuple(pair) for pair in tied], np.int64) - 1
        _set_hashes(con, made, pairs)
        vectors = _set_vectors(con, made, pairs, home / "vectors.npy")
        _touch_files(con)
    if count != photo_count + NEW_COUNT:
        raise RuntimeError(f"{count} photos were made")
    return made, vectors


@contextmanager
def _writing(made: FoundLibrary) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(made.places.database)) as con, con:
        yield con
        con.execute("UPDATE generation SET number = number + 1")  # as if the program had written it


def _note_shown(con: sqlite3.Connection, made: FoundLibrary, condition: str) -> None:
    """What is matched so shows the same, and so do the first new ones and their sources."""
    shown = np.arange(made.old_count + NEW_COUNT + 1)
    for first, second in con.execute(f"SELECT first_id, second_id FROM matches WHERE {condition}"):
        shown[second] = first
    copies = made.old_count + 1 + np.arange(len(made.sources))
    shown[copies] = shown[list(made.sources)]
    np.save(made.shown, shown)


def _add_new(con: sqlite3.Connection, made: FoundLibrary) -> None:
    """Rows of the new photos: the first ones are copies."""
    pattern = dict(con.execute("SELECT * FROM photos WHERE id = ?", (made.old_count,)).fetchone())
    rows = []
    for late in range(NEW_COUNT):
        number = made.old_count + 1 + late
        digest = hashlib.blake2b(f"new {number}".encode(), digest_size=32).hexdigest()
        folder = Path(os.fsdecode(pattern["path"])).parents[3] / "New"
        row = pattern | {
            "content_hash": digest,
            "pixel_hash": f"jpeg:{digest}",
            "camera": None,
            "date_source": "file-time",
        }
        if late < _SAME_BYTES:
            query = "SELECT * FROM photos WHERE id = ?"
            row = dict(con.execute(query, (made.sources[late],)).fetchone())
        rows.append(
            row
            | {
                "id": number,
                "path": os.fsencode(folder / f"photo {number}.jpg"),
                "inode": str(20_000_000 + number),
                "is_compared": 0,
                "shot_id": None,
            }
        )
    insert(con, "photos", rows)


def _set_hashes(con: sqlite3.Connection, made: FoundLibrary, tied: NDArray[np.int64]) -> None:
    hashes = made_hashes(made.old_count + NEW_COUNT, len(made.sources))
    order = _order(made, hashes.copies)
    both = np.stack([hashes.dhash[order], hashes.phash[order]], axis=1)
    random = np.random.default_rng(4)
    flipped = np.uint64(1) << random.integers(0, 64, (len(tied), 2, 8), np.uint64)
    both[tied[:, 1]] = both[tied[:, 0]] ^ flipped
    both[made.old_count :][:_SAME_BYTES] = both[np.array(made.sources[:_SAME_BYTES]) - 1]
    query = "UPDATE photos SET hashes = ?, detail = ? WHERE id = ?"
    rows = ((row.astype("<u8").tobytes(), _DETAIL, place + 1) for place, row in enumerate(both))
    con.executemany(query, rows)


def _set_vectors(
    con: sqlite3.Connection, made: FoundLibrary, tied: NDArray[np.int64], file: Path
) -> NDArray[np.float16]:
    """The vectors by photo, those of the new ones last. `file` is written to on the way."""
    features = made_vectors(made.old_count + NEW_COUNT, len(made.sources), file=file)
    vectors = features.vectors[_order(made, features.copies)]
    random = np.random.default_rng(5)
    for one, other in tied.tolist():
        noise = random.standard_normal(vectors.shape[1], np.float32)
        mixed = vectors[one].astype(np.float32) + 0.3 * noise / np.linalg.norm(noise)
        vectors[other] = mixed / np.linalg.norm(mixed)
    vectors[made.old_count :][:_SAME_BYTES] = vectors[np.array(made.sources[:_SAME_BYTES]) - 1]
    key = model_spec(DEFAULT_MODEL).key
    con.executemany(
        "INSERT OR REPLACE INTO vectors (model, photo_id, vector) VALUES (?, ?, ?)",
        ((key, place + 1, row.astype("<f2").tobytes()) for place, row in enumerate(vectors)),
    )
    return vectors


def _order(made: FoundLibrary, copies: list[tuple[int, int]]) -> NDArray[np.int64]:
    """Which made row each photo takes: those of planted pairs go to the sources and their copies,
    all others one after the other."""
    count = made.old_count + NEW_COUNT
    order = np.full(count, -1)
    pairs = np.array(copies)
    order[np.array(made.sources) - 1] = pairs[:, 0]
    order[made.old_count : made.old_count + len(pairs)] = pairs[:, 1]
    order[order < 0] = np.setdiff1d(np.arange(count), pairs)
    return order


def _reject(con: sqlite3.Connection, photo_count: int, random: np.random.Generator) -> None:
    pairs = 1 + random.integers(0, photo_count, (_REJECTED * photo_count, 2))
    rows = ((min(pair), max(pair)) for pair in pairs.tolist() if pair[0] != pair[1])
    con.executemany("INSERT OR IGNORE INTO rejected_pairs VALUES (?, ?)", rows)
    con.execute(
        "DELETE FROM rejected_pairs WHERE EXISTS (SELECT 1 FROM matches m WHERE m.first_id = "
        "rejected_pairs.first_id AND m.second_id = rejected_pairs.second_id)"
    )


def _touch_files(con: sqlite3.Connection) -> None:
    """Empty files, so that folders can be listed."""
    for (path,) in con.execute("SELECT path FROM photos").fetchall():
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "ab"):
            pass


def _leaders(con: sqlite3.Connection, photo_count: int) -> list[int]:
    """One of each class of equal photos, as a find compares them."""
    query = "SELECT min(id) FROM photos WHERE id <= ? GROUP BY pixel_hash ORDER BY 1"
    return [row[0] for row in con.execute(query, (photo_count,))]
