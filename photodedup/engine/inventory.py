"""What a walk found against what is known: what must be read, what moved, what is missing."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from photodedup.engine.domain import Folder, FolderId, PhotoId, SkippedFile
from photodedup.engine.files.ignored import IN_CLOUD
from photodedup.engine.files.walk import FoundFile
from photodedup.engine.store.photo_rows import KnownFile
from photodedup.engine.store.photos import PhotoStore

# Reasons that lie outside the file: such a file is tried again although it did not change.
_PASSING_REASONS = (
    "permission",
    "changing",
    "enough memory",
    "opened",
    "no longer",
    "cannot be read (",
    "cloud",
)


@dataclass(frozen=True, slots=True)
class FileToRead:
    photo: PhotoId
    folder: FolderId
    path: Path
    size_bytes: int
    mtime_ns: int


@dataclass(slots=True)
class Inventory:
    """What there is to do. `missing` are photos whose files are gone, by content hash."""

    to_read: list[FileToRead] = field(default_factory=list)
    missing: dict[str, list[KnownFile]] = field(default_factory=dict)
    missing_count: int = 0


class InventoryTaker:
    """Compares one walk with the stored photos and updates their rows.

    Args:
        photos: the stored photos.
        folders: the chosen folders that are online, in the order they were walked.
        offline: chosen folders that are not there now; nothing is said about their photos.
        pipeline: the version of features that stored rows must have to be kept.
    """

    def __init__(
        self,
        photos: PhotoStore,
        folders: Sequence[Folder],
        offline: Sequence[Path],
        pipeline: int,
    ) -> None:
        self._photos = photos
        self._folders = folders
        self._offline = offline
        self._pipeline = pipeline

    def take(self, found: Sequence[FoundFile], unreadable: Sequence[SkippedFile]) -> Inventory:
        """Store what the walk says; return what has to be read, in the order of the walk."""
        inventory = Inventory()
        known = {file.path: file for file in self._photos.known_files()}
        with self._photos.transaction():
            missing = self._missing(known, found, unreadable)
            self._store_unreadable(unreadable, known)
            ids = self._sort_files(found, known, missing, inventory)
            self._photos.set_hard_links(
                {
                    file.path: ids[file.linked_to]
                    for file in found
                    if file.linked_to is not None and file.linked_to in ids
                }
            )
            self._note_missing(missing, inventory)
            self._forget_gone_skips(found, unreadable)
        return inventory

    def _missing(
        self,
        known: dict[Path, KnownFile],
        found: Sequence[FoundFile],
        unreadable: Sequence[SkippedFile],
    ) -> dict[PhotoId, KnownFile]:
        names = {file.path for file in found if file.linked_to is None}
        unknown_below = [*self._offline, *(entry.path for entry in unreadable)]
        return {
            file.id: file
            for file in known.values()
            if file.path not in names and not is_below(file.path, unknown_below)
        }

    def _sort_files(
        self,
        found: Sequence[FoundFile],
        known: dict[Path, KnownFile],
        missing: dict[PhotoId, KnownFile],
        inventory: Inventory,
    ) -> dict[Path, PhotoId]:
        """Unchanged, renamed, still unreadable, or to be read. Returns the photo of each path."""
        renamed = {_identity(file): file for file in missing.values() if file.state != "new"}
        known_skipped = self._photos.known_skipped()
        ids: dict[Path, PhotoId] = {}
        back: list[PhotoId] = []
        for file in found:
            if file.linked_to is not None:
                continue
            folder = self._folders[file.folder_index].id
            old = known.get(file.path)
            if old is None and file.inode and (old := renamed.pop(_identity(file), None)):
                self._photos.move(old.id, folder, file.path, "ready")
                del missing[old.id]
            if old is not None and self._is_unchanged(old, file):
                ids[file.path] = old.id
                back += [old.id] if old.state == "missing" else []
            elif not self._is_still_unreadable(known_skipped.get(file.path), file):
                photo = old.id if old is not None else self._add(folder, file)
                ids[file.path] = photo
                inventory.to_read.append(
                    FileToRead(photo, folder, file.path, file.size_bytes, file.mtime_ns)
                )
        self._photos.set_state(back, "ready")
        to_read = {file.path for file in inventory.to_read}
        self._photos.unskip(  # a cloud has brought them back
            path for path in ids if path in known_skipped and path not in to_read
        )
        return ids

    def _add(self, folder: FolderId, file: FoundFile) -> PhotoId:
        return self._photos.add_new(
            folder, file.path, file.size_bytes, file.mtime_ns, file.device, file.inode
        )

    def _is_unchanged(self, old: KnownFile, file: FoundFile) -> bool:
        return (
            old.state != "new"
            and old.pipeline == self._pipeline
            and (old.size_bytes, old.mtime_ns) == (file.size_bytes, file.mtime_ns)
            and (not old.inode or not file.inode or old.inode == file.inode)
        )

    def _is_still_unreadable(
        self, known: tuple[int, int, int, str] | None, file: FoundFile
    ) -> bool:
        if known is None:
            return False
        *facts, reason = known
        unchanged = facts == [file.size_bytes, file.mtime_ns, self._pipeline]
        return unchanged and not any(word in reason for word in _PASSING_REASONS)

    def _note_missing(self, missing: dict[PhotoId, KnownFile], inventory: Inventory) -> None:
        self._photos.forget([file.id for file in missing.values() if file.state == "new"])
        gone = {id_: file for id_, file in missing.items() if file.state != "new"}
        self._photos.set_state(gone, "missing")
        hashes = self._photos.content_hashes(list(gone))
        for id_, digest in hashes.items():
            inventory.missing.setdefault(digest, []).append(gone[id_])
        inventory.missing_count = len(gone)

    def _store_unreadable(
        self, unreadable: Sequence[SkippedFile], known: dict[Path, KnownFile]
    ) -> None:
        """What a cloud has taken back is no photo for now, but all that is known of it stays."""
        for entry in unreadable:
            inside = [f for f in self._folders if is_below(entry.path, [f.path])]
            if inside:
                folder = max(inside, key=lambda f: len(f.path.parts))
                photo = known.get(entry.path)
                is_away = entry.reason == IN_CLOUD and photo is not None and photo.state != "new"
                if photo is not None and is_away:
                    self._photos.set_state([photo.id], "missing")
                self._photos.skip(
                    *(folder.id, entry.path, entry.size_bytes, 0, 0, entry.reason),
                    forget=not is_away,
                )

    def _forget_gone_skips(
        self, found: Sequence[FoundFile], unreadable: Sequence[SkippedFile]
    ) -> None:
        present = {file.path for file in found} | {entry.path for entry in unreadable}
        unknown_below = [*self._offline, *(entry.path for entry in unreadable)]
        self._photos.unskip(
            [
                path
                for path in self._photos.known_skipped()
                if path not in present and not is_below(path, unknown_below)
            ]
        )


def is_below(path: Path, folders: Iterable[Path]) -> bool:
    """Whether a path is one of the folders or inside one, by name alone."""
    text = os.fspath(path)
    return any(
        text == os.fspath(folder) or text.startswith(os.path.join(folder, "")) for folder in folders
    )


def _identity(file: FoundFile | KnownFile) -> tuple[int, int, int, int]:
    return (file.device, file.inode, file.size_bytes, file.mtime_ns)
