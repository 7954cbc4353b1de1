"""The trash of Linux and BSD desktops, after the freedesktop.org trash specification 1.0.

Written here, not taken from a library, for one reason: the place a file will get must be in the
journal before the file moves. It also takes read-only files and names of any length and
encoding, never copies across volumes, and leaves nothing behind when a move fails.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from photodedup.engine.cleanup.exclusive import in_plain_words, rename_exclusively, sync_folder
from photodedup.engine.cleanup.names import NAME_LIMIT_BYTES, candidates
from photodedup.engine.cleanup.trash import Announce, TrashReceipt, ignore_announcement
from photodedup.engine.cleanup.volumes import volume_top
from photodedup.engine.domain.plans import Destination
from photodedup.engine.errors import TrashFailed

INFO_SUFFIX = ".trashinfo"

NO_TRASH = "This volume has no trash that you may use."
SANDBOXED = "Inside a Flatpak or Snap the trash would not be the one you see."

_PROBE_NAME = ".photodedup-probe"

# Encrypted home folders allow much shorter names than other file systems.
_NAME_LIMITS_BYTES = (NAME_LIMIT_BYTES - len(INFO_SUFFIX), 120)


@dataclass(frozen=True, slots=True)
class _Bin:
    """One trash folder. `top` is its volume's top, or None for the home trash."""

    folder: Path
    top: Path | None = None

    @property
    def files(self) -> Path:
        return self.folder / "files"

    @property
    def info(self) -> Path:
        return self.folder / "info"

    def make(self) -> None:
        """Create what is missing.

        Raises:
            OSError: it cannot be used, or is not what the specification asks for.
        """
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        for folder in (self.folder, self.files, self.info):
            with suppress(FileExistsError):
                folder.mkdir(mode=0o700)
            if self.top is not None or folder is not self.folder:
                _require_own_folder(folder)


def _require_own_folder(folder: Path) -> None:
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid():
        raise PermissionError(errno.EACCES, "not a folder of this person", os.fspath(folder))


class FreedesktopTrash:
    """The home trash for files on its volume, `.Trash/$uid` or `.Trash-$uid` on other volumes."""

    destination = Destination.TRASH

    def probe(self, folder: Path) -> str | None:
        """Tries for real: makes the trash folders, and a file in each that is taken away again."""
        if is_sandboxed():
            return SANDBOXED
        return None if any(_is_usable(place) for place in _bins(folder)) else NO_TRASH

    def move(self, path: Path, announce: Announce = ignore_announcement) -> TrashReceipt:
        """As `Trash.move`."""
        if is_sandboxed():
            raise TrashFailed(SANDBOXED)
        source = Path(os.path.realpath(path.parent)) / path.name
        for place in _bins(source.parent):
            try:
                place.make()
            except OSError:
                continue
            try:
                return _move_into(place, source, announce)
            except OSError as error:
                if error.errno != errno.EXDEV:  # another mount of the volume: try its own trash
                    raise TrashFailed(in_plain_words(error)) from error
        raise TrashFailed(NO_TRASH)


def is_sandboxed() -> bool:
    """Whether the program runs in a Flatpak or a Snap."""
    return Path("/.flatpak-info").exists() or bool(os.environ.get("SNAP"))


def home_trash() -> Path:
    """Read at each call: the environment decides, not the moment of an import."""
    data_home = os.environ.get("XDG_DATA_HOME", "")
    base = Path(data_home) if os.path.isabs(data_home) else Path.home() / ".local" / "share"
    return base / "Trash"


def described_path(info_path: Path, trash_folder: Path) -> Path | None:
    """The original path that a `.trashinfo` file names; None if it is not readable as one."""
    try:
        lines = info_path.read_bytes().splitlines()
    except OSError:
        return None
    for line in lines:
        if line.startswith(b"Path="):
            named = Path(os.fsdecode(unquote_to_bytes(line.removeprefix(b"Path="))))
            is_shared = trash_folder.parent.name == ".Trash"
            top = trash_folder.parent.parent if is_shared else trash_folder.parent
            return named if named.is_absolute() else top / named
    return None


def _bins(folder: Path) -> Iterator[_Bin]:
    """The trash folders for files of this folder, best first. None of them need exist."""
    top, home = volume_top(folder), home_trash()
    if volume_top(home) == top:
        yield _Bin(home)
    shared, uid = top / ".Trash", str(os.getuid())
    if _is_shared_trash(shared):
        yield _Bin(shared / uid, top)
    yield _Bin(top / f".Trash-{uid}", top)


def _is_shared_trash(folder: Path) -> bool:
    try:
        mode = folder.lstat().st_mode
    except OSError:
        return False
    return stat.S_ISDIR(mode) and bool(mode & stat.S_ISVTX)


def _is_usable(place: _Bin) -> bool:
    try:
        place.make()
        for folder in (place.files, place.info):
            trial = folder / _PROBE_NAME  # always the same: one left by a crash goes next time
            trial.touch()
            trial.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _move_into(place: _Bin, source: Path, announce: Announce) -> TrashReceipt:
    for limit_bytes in _NAME_LIMITS_BYTES:
        try:
            return _move_under_free_name(place, source, limit_bytes, announce)
        except OSError as error:
            if error.errno != errno.ENAMETOOLONG:
                raise
    raise OSError(errno.ENAMETOOLONG, "the trash takes no name of this length")


def _move_under_free_name(
    place: _Bin, source: Path, limit_bytes: int, announce: Announce
) -> TrashReceipt:
    for name in candidates(source.name, limit_bytes):
        receipt = TrashReceipt(place.files / name, place.info / f"{name}{INFO_SUFFIX}")
        if _move_to(receipt, source, place, announce):
            sync_folder(place.files)
            sync_folder(source.parent)
            return receipt
    raise AssertionError("there is always another name")


def _move_to(receipt: TrashReceipt, source: Path, place: _Bin, announce: Announce) -> bool:
    """Move to exactly this name; False if it is taken."""
    trashed, info = receipt.trashed_path, receipt.info_path
    assert trashed is not None
    assert info is not None
    if os.path.lexists(trashed) or os.path.lexists(info):
        return False
    announce(receipt)
    try:
        _write_info(info, source, place)
    except FileExistsError:
        return False
    try:
        rename_exclusively(source, trashed)
    except FileExistsError:
        info.unlink()
        return False
    except OSError:
        info.unlink()
        raise
    return True


def _write_info(info_path: Path, source: Path, place: _Bin) -> None:
    """Create the note, which also reserves the name; readable by every file manager."""
    named = source if place.top is None else source.relative_to(place.top)
    text = (
        "[Trash Info]\n"
        f"Path={quote(os.fsencode(named))}\n"
        f"DeletionDate={datetime.now().strftime('%Y-%m-%dT%H:%M:%S')}\n"
    )
    descriptor = os.open(info_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(descriptor, text.encode("ascii"))
        os.fsync(descriptor)
    except OSError:
        info_path.unlink()
        raise
    finally:
        os.close(descriptor)
