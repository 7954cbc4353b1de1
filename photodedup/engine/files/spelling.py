"""Whether two spellings of a path lead to one place, on volumes that do not tell them apart.

Device and inode tell that on most volumes. Some drivers of exFAT and of network shares give each
spelling an inode of its own, so the folders' own listings are asked.
"""

import os
import unicodedata
from pathlib import Path


def folded(path: str | Path) -> str:
    """What all spellings of a path have in common: without case, letters composed."""
    return unicodedata.normalize("NFC", os.fspath(path)).casefold()


def is_one_place(first: Path, second: Path) -> bool:
    """Whether two absolute paths are the same, or may be two spellings of one.

    Where their names differ only in case, or in how letters are composed, they are two places
    only if the folder around them lists both. A folder that cannot be listed is not believed to.
    """
    if first == second:
        return True
    if folded(first) != folded(second) or len(first.parts) != len(second.parts):
        return False
    around = Path(first.anchor)
    for one, other in zip(first.parts, second.parts, strict=True):
        if one != other and {one, other} <= _listed(around):
            return False
        around /= one
    return True


def _listed(folder: Path) -> set[str]:
    """The names in a folder as it spells them; none where it cannot be asked."""
    try:
        return set(os.listdir(folder))
    except OSError:
        return set()
