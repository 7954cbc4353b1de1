"""Walks the chosen folders and reports each photo file once, without opening any."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from photodedup.engine.domain.photos import SkippedFile
from photodedup.engine.files.ignored import (
    IN_CLOUD,
    is_cache,
    is_cloud_placeholder,
    is_hidden,
    is_ignored_folder,
    is_link,
    is_only_in_cloud,
)
from photodedup.engine.formats import PHOTO_EXTENSIONS

OWN_FOLDER = "the program keeps its own files in this folder"
_NOT_REGULAR = "this is not a file but a device or a pipe"

Identity = tuple[int, int]
_NAME = attrgetter("name")
# Systems that mark files as hidden or as only in the cloud besides their names.
_HAS_MARKS = any(hasattr(os.stat_result, mark) for mark in ("st_file_attributes", "st_flags"))


class FoundFile(NamedTuple):
    """A file named like a photo. `folder_index` is its chosen folder's place in the list.

    `linked_to` is set where this is one more name (a hard link) of a file already reported: the
    place first reported. Such a file is no photo of its own; removing it frees nothing. Places are
    texts, as a `Path` for each of very many files would take longer than to find them.
    """

    place: str
    folder_index: int
    size_bytes: int
    mtime_ns: int
    device: int
    inode: int
    linked_to: str | None = None

    @property
    def path(self) -> Path:
        return Path(self.place)


def walk(
    folders: Sequence[Path],
    *,
    include_hidden: bool = False,
    own_folders: Sequence[Path] = (),
) -> Iterator[FoundFile | SkippedFile]:
    """Report the photo files under these folders, in the same order each time.

    Links are not followed. A folder reached twice (chosen twice, one inside the other, mounted in
    two places) is reported once. A folder that cannot be read is a SkippedFile with the folder's
    path: nothing is known about what lies below it.
    """
    walker = _Walker(include_hidden, {_identity(path) for path in own_folders} - {None})
    for index, folder in enumerate(folders):
        yield from walker.walk(folder, index)


@dataclass(slots=True)
class _Walker:
    include_hidden: bool
    own: set[Identity | None]
    seen_folders: set[Identity] = field(default_factory=set)
    first_names: dict[Identity, str] = field(default_factory=dict)

    def walk(self, folder: Path, index: int) -> Iterator[FoundFile | SkippedFile]:
        # A stack instead of recursion: trees may be deeper than Python's.
        pending = [os.fspath(folder)]
        while pending:
            path = pending.pop()
            try:
                status = os.stat(path)
                if not self._is_new(status):
                    if path == os.fspath(folder) and (status.st_dev, status.st_ino) in self.own:
                        yield SkippedFile(folder, OWN_FOLDER)
                    continue
                with os.scandir(path) as listing:
                    entries = sorted(listing, key=_NAME)
            except OSError as error:
                yield SkippedFile(Path(path), _why_no_folder(error))
                continue
            if path != os.fspath(folder) and is_cache({entry.name for entry in entries}):
                continue
            inner: list[str] = []
            for entry in entries:
                if (plain := _plain_photo(entry)) is not None:
                    yield self._found(entry.path, index, plain)
                else:
                    yield from self._visit(entry, index, inner)
            pending.extend(reversed(inner))

    def _is_new(self, status: os.stat_result) -> bool:
        identity = (status.st_dev, status.st_ino)
        if identity in self.own or (identity in self.seen_folders and status.st_ino):
            return False
        self.seen_folders.add(identity)
        return True

    def _visit(
        self, entry: os.DirEntry[str], index: int, inner: list[str]
    ) -> Iterator[FoundFile | SkippedFile]:
        """Report a file, or add a folder to `inner`."""
        name = entry.name
        is_photo_name = os.path.splitext(name)[1].lower() in PHOTO_EXTENSIONS
        if is_cloud_placeholder(name):
            yield SkippedFile(Path(entry.path), IN_CLOUD)
            return
        try:
            if not is_photo_name and not entry.is_dir(follow_symlinks=False):
                return
            status = _status(entry)
        except FileNotFoundError:
            return  # gone since it was listed
        except OSError as error:
            yield SkippedFile(Path(entry.path), f"this cannot be looked at ({error.strerror})")
            return
        if is_link(status) or (not self.include_hidden and is_hidden(name, status)):
            return
        if stat.S_ISDIR(status.st_mode):
            if not is_ignored_folder(entry.path, name):
                inner.append(entry.path)
        elif name.startswith("._"):
            return  # a Mac's notes about the file without "._", on a foreign disk
        elif not stat.S_ISREG(status.st_mode):
            yield SkippedFile(Path(entry.path), _NOT_REGULAR)
        elif is_only_in_cloud(status):
            yield SkippedFile(Path(entry.path), IN_CLOUD, status.st_size)
        else:
            yield self._found(entry.path, index, status)

    def _found(self, place: str, index: int, status: os.stat_result) -> FoundFile:
        linked_to = None
        # Only files with several names are remembered: memory must not grow with the library.
        if status.st_nlink > 1 and status.st_ino:
            first = self.first_names.setdefault((status.st_dev, status.st_ino), place)
            linked_to = first if first != place else None
        return FoundFile(
            place,
            index,
            status.st_size,
            status.st_mtime_ns,
            status.st_dev,
            status.st_ino,
            linked_to,
        )


def _plain_photo(entry: os.DirEntry[str]) -> os.stat_result | None:
    """Facts about a file that is a photo by its name, and nothing special in any way, as nearly
    all are. None for what has to be looked at more closely."""
    name = entry.name
    if _HAS_MARKS or name[0] == "." or name[name.rfind(".") :].lower() not in PHOTO_EXTENSIONS:
        return None
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    return status if stat.S_ISREG(status.st_mode) and not is_only_in_cloud(status) else None


def _status(entry: os.DirEntry[str]) -> os.stat_result:
    """Facts about the entry itself. Windows leaves identity out of its directory listing."""
    if os.name == "nt":
        return os.stat(entry.path, follow_symlinks=False)
    return entry.stat(follow_symlinks=False)


def _identity(path: Path) -> Identity | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return (status.st_dev, status.st_ino)


def _why_no_folder(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "the folder is not there"
    if isinstance(error, PermissionError):
        return "there is no permission to read this folder"
    if isinstance(error, NotADirectoryError):
        return "this is not a folder"
    return f"the folder cannot be read ({error.strerror})"
