"""Whether a folder may be scanned at all."""

import os
from pathlib import Path

from photodedup.engine.errors import FolderRefused
from photodedup.engine.paths import own_folders


def checked_folder(path: Path) -> Path:
    """The real path of a folder that may be scanned.

    Raises:
        FolderRefused: not a folder, not readable, or one the program itself writes to.
    """
    try:
        real = path.expanduser().resolve(strict=True)
        with os.scandir(real):
            pass
    except FileNotFoundError as error:
        raise FolderRefused(f"The folder {path} is not there.") from error
    except NotADirectoryError as error:
        raise FolderRefused(f"{path} is a file; please choose a folder.") from error
    except OSError as error:
        raise FolderRefused(f"The folder {path} cannot be read: {error.strerror}.") from error
    except RuntimeError as error:  # what Python 3.11 and 3.12 raise for links in a circle
        raise FolderRefused(f"The folder {path} is a link to itself.") from error
    for own in own_folders():
        if real == own.resolve() or own.resolve() in real.parents:
            raise FolderRefused("photodedup keeps its own files in that folder.")
    return real
