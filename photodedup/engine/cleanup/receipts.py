"""Following a receipt back: taking a file out of the trash, and tidying the trash's own note."""

from contextlib import suppress
from os.path import lexists
from pathlib import Path

from photodedup.engine.cleanup.exclusive import rename_exclusively, sync_folder

_NOTE_ENDING = ".trashinfo"
_NOTE_START = "$I"


def take_out(trashed: Path, info: Path | None, target: Path) -> None:
    """Move a file from the trash to a free place on its volume, then drop its note.

    Raises:
        FileExistsError: the place is taken.
        OSError: as `os.rename`. Either way the file is still in the trash.
    """
    rename_exclusively(trashed, target)
    sync_folder(target.parent)
    drop_note(trashed, info)


def drop_note(trashed: Path, info: Path | None) -> None:
    """Delete the trash's note about a file that is not in the trash. Never a picture."""
    if info is None or lexists(trashed):
        return
    if info.name.endswith(_NOTE_ENDING) or info.name.startswith(_NOTE_START):
        with suppress(OSError):
            info.unlink()
