"""Adding several folders at once, where one that is refused does not stop the others."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from photodedup.engine.errors import FolderRefused
from photodedup.ui import wording

if TYPE_CHECKING:
    from photodedup.engine.library import Library


def add_folders(library: "Library", paths: Sequence[Path]) -> tuple[int, list[str]]:
    """Returns how many were added, and a sentence for each that was refused."""
    count, refusals = 0, []
    for path in paths:
        try:
            library.add_folder(path)
            count += 1
        except FolderRefused as error:
            refusals.append(wording.error(error))
    return count, refusals
