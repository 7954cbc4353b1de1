"""What a trash is to the clean-up: somewhere on the same volume that gives files back."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from photodedup.engine.domain.plans import Destination


@dataclass(frozen=True, slots=True)
class TrashReceipt:
    """Where a file went. `trashed_path` is None when the system does not tell.

    `info_path` is the note that the system's trash keeps beside the file (`.trashinfo`, `$I`).
    """

    trashed_path: Path | None
    info_path: Path | None = None


Announce = Callable[[TrashReceipt], None]


def ignore_announcement(_: TrashReceipt) -> None:
    """For callers who keep no journal."""


class Trash(Protocol):
    """A back end. None is believed: whoever calls it looks afterwards where the file is."""

    @property
    def destination(self) -> Destination: ...

    def probe(self, folder: Path) -> str | None:
        """Why files of this folder cannot go there, in plain words; None if they can.

        Touches no photo.
        """

    def move(self, path: Path, announce: Announce = ignore_announcement) -> TrashReceipt:
        """Move one regular file.

        `announce` is called before anything on the disk changes, with the place the file is
        about to get; if that name is taken meanwhile, again with the next one. A back end that
        cannot know the place announces `TrashReceipt(None)`.

        Raises:
            TrashFailed: the file is where it was; the message is the reason in plain words.
        """


def platform_trash() -> Trash:
    """The trash of this computer's system."""
    if sys.platform == "win32":
        from photodedup.engine.cleanup.recycle_bin import RecycleBin

        return RecycleBin()
    if sys.platform == "darwin":
        from photodedup.engine.cleanup.mac_trash import MacTrash

        return MacTrash()
    from photodedup.engine.cleanup.freedesktop import FreedesktopTrash

    return FreedesktopTrash()
