"""What a folder is stored on, as far as it matters for reading: discs that turn and shares over a
network are slowed down by several readers at once."""

import ctypes
import os
import sys
from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from pathlib import Path

from photodedup.engine.files.mounts import Mount, mount_of, mounts

_BLOCK_DEVICES = Path("/sys/dev/block")
_NETWORK_KINDS = frozenset(
    (b"nfs", b"nfs4", b"cifs", b"smb3", b"smbfs", b"9p", b"afs", b"ceph", b"fuse.sshfs")
)
_DRIVE_REMOTE = 4
_REMEMBERED_FOLDERS = 4096
# As extraction opens files: no link, and no waiting for the other end of a pipe.
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)

Place = bytes | str  # one disc or share: the same for all folders on it


class Medium(Enum):
    """How files are best read."""

    QUICK = "quick"  # by as many readers as there are
    SPINNING = "spinning"  # one after the other, as they lie
    NETWORK = "network"  # by few at once: each waits for answers


class Media:
    """Knows the media of folders. May be called from any thread.

    Args:
        known: the system's mounts, asked once.
        block_devices: the folder in which Linux describes discs.
    """

    def __init__(
        self,
        known: Callable[[], tuple[Mount, ...]] = mounts,
        block_devices: Path = _BLOCK_DEVICES,
    ) -> None:
        self._mounts = known()
        self._block_devices = block_devices
        self._of_folder = lru_cache(_REMEMBERED_FOLDERS)(self._look)

    def medium_of(self, path: Path) -> tuple[Medium, Place]:
        """The medium a file is on, and which disc or share that is."""
        return self._of_folder(path.parent)

    def announce(self, path: Path) -> None:
        """Have the system fetch a file of a spinning disc that will soon be read. Returns at
        once; does nothing for other media, or where the system has no such request."""
        if not hasattr(os, "posix_fadvise") or self.medium_of(path)[0] is not Medium.SPINNING:
            return
        try:
            handle = os.open(path, _OPEN_FLAGS)
        except OSError:
            return  # reading it will say why
        try:
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_WILLNEED)
        except OSError:
            return
        finally:
            os.close(handle)

    def _look(self, folder: Path) -> tuple[Medium, Place]:
        if sys.platform == "win32":
            return _medium_on_windows(folder)
        mount = mount_of(Path(os.path.realpath(folder)), self._mounts)
        if mount is None:
            return Medium.QUICK, b""
        if mount.kind in _NETWORK_KINDS:
            return Medium.NETWORK, mount.device
        return (Medium.SPINNING if self._turns(mount.device) else Medium.QUICK), mount.device

    def _turns(self, device: bytes) -> bool:
        """A partition says nothing about it, but the disc around it does."""
        entry = self._block_devices / os.fsdecode(device)
        for disc in (entry, entry.resolve().parent):
            try:
                return (disc / "queue" / "rotational").read_text().strip() == "1"
            except OSError:
                continue
        return False


def _medium_on_windows(folder: Path) -> tuple[Medium, Place]:
    anchor = folder.anchor
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    is_remote = anchor.startswith("\\\\") or kernel.GetDriveTypeW(anchor) == _DRIVE_REMOTE
    return (Medium.NETWORK if is_remote else Medium.QUICK), anchor
