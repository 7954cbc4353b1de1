"""Collections on disk: what clients sent, kept like libraries until they expire.

Each is a folder named by its id, with the images, the library made of them, and a note of when it
goes. A folder without a note is unfinished: the next start clears it away.
"""

import json
import logging
import os
import re
import shutil
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from photodedup.engine.errors import LibraryInUse
from photodedup.engine.paths import LibraryPlaces, library_places_at
from photodedup.engine.store.lock import LibraryLock

log = logging.getLogger(__name__)

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_NOTE = "collection.json"
_LIBRARY_BYTES = 300_000  # what an empty library takes


class QuotaReached(Exception):
    """The collections together take as much as they may."""


@dataclass(frozen=True, slots=True)
class Collection:
    """One collection: `images` is the folder of its images, `names` what clients called them."""

    id: str
    folder: Path
    expires_at: float  # seconds since the epoch

    @property
    def images(self) -> Path:
        return self.folder / "images"

    @property
    def library(self) -> LibraryPlaces:
        return library_places_at(self.folder / "library")


class CollectionStore:
    """All collections of one server. Safe from any thread.

    Args:
        root: their folder; made if it is not there. Only the server writes to it.
        quota_bytes: what all of them may take together.
        expiry_s: how long each is kept.
        now_s: the time, as `time.time`.

    Raises:
        LibraryInUse: another server has this folder.
    """

    def __init__(
        self,
        root: Path,
        quota_bytes: int,
        expiry_s: float,
        now_s: Callable[[], float] = time.time,
    ) -> None:
        self._root = root
        self._quota_bytes = quota_bytes
        self._expiry_s = expiry_s
        self._now_s = now_s
        self._guard = threading.Lock()
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = LibraryLock(root / "store.lock")
        if not self._lock.acquire():
            raise LibraryInUse(f"Another server keeps its collections in {root}.")
        self._sizes = {c.id: _size_bytes(c.folder) for c in self._finished()}
        self._reserved: dict[str, int] = {}
        for folder in self._folders():
            if folder.name not in self._sizes:
                self._erase(folder)

    def close(self) -> None:
        """Let another server have the folder."""
        self._lock.release()

    def begin(self, size_bytes: int) -> Collection:
        """A new collection for so many bytes of images; `finish` or `delete` it.

        Raises:
            QuotaReached: there is no room for it.
        """
        wanted = size_bytes * 3 // 2 + _LIBRARY_BYTES
        with self._guard:
            used = sum(self._sizes.values()) + sum(self._reserved.values())
            if used + wanted > self._quota_bytes:
                raise QuotaReached
            name = str(uuid.uuid4())
            self._reserved[name] = wanted
        collection = Collection(name, self._root / name, self._now_s() + self._expiry_s)
        collection.images.mkdir(parents=True)
        return collection

    def finish(self, collection: Collection) -> None:
        """Keep it: from now on it is found, also by the next server."""
        note = json.dumps({"expires_at": collection.expires_at})
        draft = collection.folder / f"{_NOTE}.part"
        draft.write_text(note, encoding="utf-8")
        os.replace(draft, collection.folder / _NOTE)
        with self._guard:
            self._sizes[collection.id] = _size_bytes(collection.folder)
            self._reserved.pop(collection.id, None)

    def get(self, name: str) -> Collection | None:
        """A finished collection that has not expired; None for any other name."""
        if not _ID.fullmatch(name):
            return None
        with self._guard:
            if name not in self._sizes:
                return None
        return self._read(self._root / name)

    def delete(self, name: str) -> bool:
        """Forget a collection with all its images; False if there is none of this name."""
        if not _ID.fullmatch(name):
            return False
        with self._guard:
            known = self._sizes.pop(name, None) or self._reserved.pop(name, None)
        if known is None:
            return False
        self._erase(self._root / name)
        return True

    def expired(self) -> list[str]:
        """Collections that are to go."""
        now_s = self._now_s()
        return [c.id for c in self._finished() if c.expires_at <= now_s]

    def _read(self, folder: Path) -> Collection | None:
        try:
            note = json.loads((folder / _NOTE).read_text(encoding="utf-8"))
            return Collection(folder.name, folder, float(note["expires_at"]))
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def _finished(self) -> Iterator[Collection]:
        for folder in self._folders():
            collection = self._read(folder)
            if collection is not None:
                yield collection

    def _folders(self) -> list[Path]:
        """Folders with names that the server gives; never a link to another place."""
        return [
            Path(entry.path)
            for entry in os.scandir(self._root)
            if _ID.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False)
        ]

    def _erase(self, folder: Path) -> None:
        """Remove a collection's folder: copies that the server itself wrote."""
        if folder.is_symlink() or folder.parent != self._root:
            return
        shutil.rmtree(folder, onerror=_note_failure)  # noqa: TID251 - no person's file is in it


def _note_failure(_: object, path: str, error: object) -> None:
    log.warning("a part of a collection could not be removed: %s", path)


def _size_bytes(folder: Path) -> int:
    return sum(
        os.lstat(os.path.join(place, name)).st_size
        for place, _, names in os.walk(folder)
        for name in names
    )
