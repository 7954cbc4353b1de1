"""A folder in as much room as there is, so that what sets it apart from others can be read."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from photodedup.ui import wording

ELLIPSIS = "…"


def fitted_folder(folder: str, others: Sequence[str], metrics: QFontMetrics, width_px: int) -> str:
    """The folder with "~" for home; what it shares with the others gives way first.

    Args:
        others: the folders it is seen beside, itself among them or not.
    """
    whole = wording.short_path(folder)
    if metrics.horizontalAdvance(whole) <= width_px:
        return whole
    parts = _parts(whole)
    telling = parts[_shared(parts, others) :] or parts[-1:]
    for shown in (
        (parts[0], ELLIPSIS, *telling),
        (ELLIPSIS, *telling),
        (ELLIPSIS, telling[0], ELLIPSIS, telling[-1]),
    ):
        text = str(Path(*shown))
        if len(shown) < len(parts) + 1 and metrics.horizontalAdvance(text) <= width_px:
            return text
    middle = Qt.TextElideMode.ElideMiddle
    return metrics.elidedText(str(Path(ELLIPSIS, *telling)), middle, width_px)


@lru_cache(maxsize=2000)  # of many photos' folders most are the same
def _parts(path: str) -> tuple[str, ...]:
    return Path(path).parts


def _shared(parts: Sequence[str], others: Sequence[str]) -> int:
    """How many of the first parts all folders have; of one alone, all but its last."""
    count = len(parts) - 1
    for other in others:
        theirs = _parts(wording.short_path(other))
        if theirs == tuple(parts):
            continue
        same = 0
        while same < min(len(theirs), len(parts)) and theirs[same] == parts[same]:
            same += 1
        count = min(count, same)
    return count
