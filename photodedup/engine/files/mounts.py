"""Where a path lies inside its file system, so that one folder mounted in two places is one."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")


@dataclass(frozen=True, slots=True)
class Mount:
    """One line of the system's list: what of which file system is shown where."""

    device: bytes  # major:minor
    root: Path  # the folder of the file system that is shown
    point: Path  # where it is shown
    kind: bytes = b""  # of file system, such as ext4 or nfs4


def mounts() -> tuple[Mount, ...]:
    """The system's mounts, later ones over earlier ones; empty where it keeps no such list."""
    try:
        lines = _MOUNTS.read_bytes().splitlines()
    except OSError:
        return ()
    return tuple(_mount(line.split()) for line in lines if line)


def inner_place(real: Path, known: tuple[Mount, ...]) -> tuple[bytes, Path] | None:
    """The file system of a real path, and the path inside it; None where that is not known."""
    mount = mount_of(real, known)
    return None if mount is None else (mount.device, mount.root / real.relative_to(mount.point))


def mount_of(real: Path, known: tuple[Mount, ...]) -> Mount | None:
    """The mount through which a real path is seen; None where that is not known."""
    around = {real, *real.parents}
    over = [mount for mount in known if mount.point in around]
    if not over:
        return None
    deepest = max(len(mount.point.parts) for mount in over)
    return [each for each in over if len(each.point.parts) == deepest][-1]


def _mount(fields: list[bytes]) -> Mount:
    kind = fields[fields.index(b"-") + 1] if b"-" in fields[5:-1] else b""
    return Mount(fields[2], _path(fields[3]), _path(fields[4]), kind)


def _path(field: bytes) -> Path:
    """Undo the kernel's octal escapes of blanks, tabs, newlines and backslashes."""
    plain = re.sub(rb"\\([0-7]{3})", lambda found: bytes([int(found[1], 8)]), field)
    return Path(os.fsdecode(plain))
