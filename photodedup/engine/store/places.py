"""Stored paths as text, very many at once."""

import os
from collections.abc import Sequence

_BETWEEN = "\0"  # in no path


def decoded(paths: Sequence[bytes]) -> list[str]:
    """What `os.fsdecode` makes of each of them, in a part of the time."""
    if not paths:
        return []
    places = os.fsdecode(os.fsencode(_BETWEEN).join(paths)).split(_BETWEEN)
    return places if len(places) == len(paths) else list(map(os.fsdecode, paths))
