"""The macOS trash, through the system's own call. Not yet tried on a Mac."""

import importlib
import importlib.util
from pathlib import Path

from photodedup.engine.cleanup.trash import Announce, TrashReceipt, ignore_announcement
from photodedup.engine.domain.plans import Destination
from photodedup.engine.errors import TrashFailed

NOT_INSTALLED = "The part that talks to the macOS trash (pyobjc) is not installed."


class MacTrash:
    """`NSFileManager.trashItemAtURL:resultingItemURL:`; it tells where the file went.

    It refuses, and deletes nothing, on volumes without a trash.
    """

    destination = Destination.TRASH

    def probe(self, folder: Path) -> str | None:
        """The system can only be asked by trying; a refusal leaves the file where it is."""
        return None if importlib.util.find_spec("Foundation") else NOT_INSTALLED

    def move(self, path: Path, announce: Announce = ignore_announcement) -> TrashReceipt:
        """As `Trash.move`."""
        try:
            foundation = importlib.import_module("Foundation")
        except ImportError as missing:
            raise TrashFailed(NOT_INSTALLED) from missing
        announce(TrashReceipt(None))
        url = foundation.NSURL.fileURLWithPath_(str(path))
        manager = foundation.NSFileManager.defaultManager()
        done, place, error = manager.trashItemAtURL_resultingItemURL_error_(url, None, None)
        if not done:
            reason = error.localizedDescription() if error else "no reason given"
            raise TrashFailed(f"The system says: {reason}")
        return TrashReceipt(Path(str(place.path())) if place else None)
