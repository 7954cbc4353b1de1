"""Renaming that never overwrites, and errors of the disk in plain words."""

import ctypes
import errno
import os
import secrets
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

_Native = Callable[[bytes, bytes], int]

_UNSUPPORTED = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}
_NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS, errno.EOPNOTSUPP}


def rename_exclusively(source: Path, target: Path) -> None:
    """Move a file within its volume. Whatever has the target's name stays as it is.

    Raises:
        FileExistsError: the name is taken; nothing was moved.
        OSError: as `os.rename`; nothing was moved.
    """
    if sys.platform == "win32":
        os.rename(source, target)  # refuses an existing target there
        return
    native = _native_rename()
    if native is None or not _renamed_natively(native, source, target):
        _link_and_unlink(source, target)


def _renamed_natively(native: _Native, source: Path, target: Path) -> bool:
    if native(os.fsencode(source), os.fsencode(target)) == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), os.fspath(source), None, os.fspath(target))


def _link_and_unlink(source: Path, target: Path) -> None:
    """The portable way: a link fails where a rename would overwrite."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target) from None
        os.rename(source, target)
        return
    try:
        _drop_old_name(source, target)
    except OSError:
        if _is_one_file(source, target):
            os.unlink(target)  # the name just made; the file keeps its old one
        raise


def _is_one_file(one: Path, other: Path) -> bool:
    try:
        return os.path.samestat(one.lstat(), other.lstat())
    except OSError:
        return False


def _drop_old_name(source: Path, target: Path) -> None:
    """Take away a name of a file that has a new one, and never another file.

    Another program may have put a new version there meanwhile, so the old name is moved aside
    first, under a name that nobody else has, and looked at.
    """
    aside = target.with_name(f".photodedup-{secrets.token_hex(8)}")
    os.rename(source, aside)
    if _is_one_file(aside, target):
        os.unlink(aside)
        return
    os.link(aside, source, follow_symlinks=False)
    os.unlink(aside)
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), os.fspath(source))


@cache
def _native_rename() -> _Native | None:
    """The system's own exclusive rename, if it has one."""
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        here, no_replace = -100, 1
        return lambda old, new: int(library.renameat2(here, old, here, new, no_replace))
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        exclusive = 4
        return lambda old, new: int(library.renamex_np(old, new, exclusive))
    return None


def sync_folder(folder: Path) -> None:
    """Ask the disk to remember a folder's names; systems that cannot are left alone."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


_SENTENCES = {
    errno.EACCES: "You have no permission to change its folder.",
    errno.EPERM: "The system does not allow this file to be moved.",
    errno.EROFS: "Its drive can only be read.",
    errno.ENOSPC: "Its drive is full.",
    errno.EDQUOT: "Your share of its drive is full.",
    errno.EIO: "Its drive reports an error.",
    errno.ENOENT: "It is no longer there.",
    errno.ENODEV: "Its drive is not there.",
    errno.EXDEV: "It would have to move to another drive.",
    errno.EBUSY: "Another program is using it.",
}


def in_plain_words(error: OSError) -> str:
    """A sentence for a person about why the disk refused."""
    known = _SENTENCES.get(error.errno or 0)
    return known or f"The system says: {error.strerror or error}."
