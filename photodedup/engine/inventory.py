"""What a walk found against what is known: what must be read, what moved, what is missing."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from photodedup.engine.domain.folders import Folder
from photodedup.engine.domain.ids import FolderId, PhotoId
from photodedup.engine.domain.photos import SkippedFile
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
    """What there is to do. `missing` are photos whose files are gone, by content hash; `replaced`
    are contents of photos at whose places other files are, which may be found elsewhere."""

    to_read: list[FileToRead] = field(default_factory=list)
    missing: dict[str, list[KnownFile]] = field(default_factory=dict)
    missing_count: int = 0
    replaced: set[str] = field(default_factory=set)


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
        known = {file.place: file for file in self._photos.known_files()}
        with self._photos.transaction():
            missing = self._missing(known, found, unreadable)
            self._store_unreadable(unreadable, known)
            ids = self._sort_files(found, known, missing, inventory)
            self._photos.set_hard_links(
                {
                    Path(file.place): ids[file.linked_to]
                    for file in found
                    if file.linked_to is not None and file.linked_to in ids
                }
            )
            self._note_missing(missing, inventory)
            self._forget_gone_skips(found, unreadable)
        return inventory

    def _missing(
        self,
        known: dict[str, KnownFile],
        found: Sequence[FoundFile],
        unreadable: Sequence[SkippedFile],
    ) -> dict[PhotoId, KnownFile]:
        places = {file.place for file in found if file.linked_to is None}
        unknown_below = [*self._offline, *(entry.path for entry in unreadable)]
        return {
            known[place].id: known[place]
            for place in known.keys() - places
            if not is_below(place, unknown_below)
        }

    def _sort_files(
        self,
        found: Sequence[FoundFile],
        known: dict[str, KnownFile],
        missing: dict[PhotoId, KnownFile],
        inventory: Inventory,
    ) -> dict[str, PhotoId]:
        """Unchanged, renamed, still unreadable, or to be read. Returns the photo of each place."""
        known_skipped = self._photos.known_skipped()
        ids: dict[str, PhotoId] = {}
        back: list[PhotoId] = []
        changed: list[FoundFile] = []
        for file in found:
            if file.linked_to is not None:
                continue
            place = file.place
            old = known.get(place)
            if old is not None and self._is_unchanged(old, file):
                ids[place] = old.id
                if old.state == "missing":
                    back.append(old.id)
            else:
                changed.append(file)
        at_places = self._rename(changed, known, missing, inventory)
        for file in changed:
            place = file.place
            old = at_places.get(place)
            if old is not None and self._is_unchanged(old, file):
                ids[place] = old.id
            elif not self._is_still_unreadable(known_skipped.get(place), file):
                folder = self._folders[file.folder_index].id
                photo = old.id if old is not None else self._add(folder, file)
                ids[place] = photo
                inventory.to_read.append(
                    FileToRead(photo, folder, file.path, file.size_bytes, file.mtime_ns)
                )
        self._photos.set_state(back, "ready")
        to_read = {os.fspath(file.path) for file in inventory.to_read}
        self._photos.unskip(  # a cloud has brought them back
            Path(place) for place in ids.keys() & known_skipped.keys() if place not in to_read
        )
        return ids

    def _rename(
        self,
        changed: Sequence[FoundFile],
        known: dict[str, KnownFile],
        missing: dict[PhotoId, KnownFile],
        inventory: Inventory,
    ) -> dict[str, KnownFile]:
        """Find photos again whose files have other names now, also where files took each other's.
        Returns the photo that each changed file is, or at whose place it is."""
        places = {file.place: known[file.place] for file in changed if file.place in known}
        replaced = [
            places[file.place]
            for file in changed
            if file.place in places and _identity(places[file.place]) != _identity(file)
        ]
        gone = [row for row in (*missing.values(), *replaced) if row.state != "new"]
        owners = _owners(changed, places, {_identity(row): row for row in gone})
        moved = {row.id for row in owners.values()}
        driven_out = [row for place, row in places.items() if place in owners]
        self._photos.free_names(driven_out)
        for file in changed if owners else ():
            if (row := owners.get(file.place)) is not None:
                folder = self._folders[file.folder_index].id
                self._photos.move(row.id, folder, file.path, "ready")
                missing.pop(row.id, None)
        missing |= {row.id: row for row in driven_out if row.id not in moved}
        left = [row.id for row in replaced if row.id not in moved]
        inventory.replaced.update(self._photos.content_hashes(left).values())
        return {**{p: row for p, row in places.items() if row.id not in moved}, **owners}

    def _add(self, folder: FolderId, file: FoundFile) -> PhotoId:
        return self._photos.add_new(
            folder, file.path, file.size_bytes, file.mtime_ns, file.device, file.inode
        )

    def _is_unchanged(self, old: KnownFile, file: FoundFile) -> bool:
        return (
            old.size_bytes == file.size_bytes
            and old.mtime_ns == file.mtime_ns
            and old.pipeline == self._pipeline
            and old.state != "new"
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
        self, unreadable: Sequence[SkippedFile], known: dict[str, KnownFile]
    ) -> None:
        """What a cloud has taken back is no photo for now, but all that is known of it stays."""
        for entry in unreadable:
            inside = [f for f in self._folders if is_below(entry.path, [f.path])]
            if inside:
                folder = max(inside, key=lambda f: len(f.path.parts))
                photo = known.get(os.fspath(entry.path))
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
        known = self._photos.known_skipped()
        if not known:
            return
        present = {file.place for file in found if file.linked_to is None}
        present |= {os.fspath(entry.path) for entry in unreadable}
        unknown_below = [*self._offline, *(entry.path for entry in unreadable)]
        self._photos.unskip(
            Path(place) for place in known.keys() - present if not is_below(place, unknown_below)
        )


def is_below(path: str | Path, folders: Iterable[Path]) -> bool:
    """Whether a path is one of the folders or inside one, by name alone."""
    text = os.fspath(path)
    return any(
        text == os.fspath(folder) or text.startswith(os.path.join(folder, "")) for folder in folders
    )


def _owners(
    changed: Sequence[FoundFile],
    places: Mapping[str, KnownFile],
    gone: dict[tuple[int, int, int, int], KnownFile],
) -> dict[str, KnownFile]:
    """Which of the photos that are gone from their places are these files, by place."""
    owners: dict[str, KnownFile] = {}
    for file in changed if gone else ():
        identity = _identity(file)
        at_place = places.get(file.place)
        if not file.inode or (at_place is not None and _identity(at_place) == identity):
            continue
        if (row := gone.pop(identity, None)) is not None:
            owners[file.place] = row
    return owners


def _identity(file: FoundFile | KnownFile) -> tuple[int, int, int, int]:
    return (file.device, file.inode, file.size_bytes, file.mtime_ns)
