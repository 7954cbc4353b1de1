"""Free names beside taken ones, within the length a file system allows."""

import itertools
import os
import secrets
from collections.abc import Iterable, Iterator

NAME_LIMIT_BYTES = 255

_NUMBERED = 20  # after that many taken names a random one is quicker to find


def fitted(name: str, addition: str, limit_bytes: int = NAME_LIMIT_BYTES) -> str:
    """`name` with `addition` before its extension, its stem cut so that the whole fits."""
    stem, extension = os.path.splitext(name)
    if len(os.fsencode(extension)) > limit_bytes // 4:  # no extension, only a dot far from the end
        stem, extension = name, ""
    tail = addition + extension
    while stem and len(os.fsencode(stem + tail)) > limit_bytes:
        stem = stem[:-1]
    return stem + tail


def candidates(name: str, limit_bytes: int = NAME_LIMIT_BYTES) -> Iterator[str]:
    """`name`, "name 2", "name 3" and so on, then random ones; without end."""
    yield fitted(name, "", limit_bytes)
    for number in range(2, _NUMBERED):
        yield fitted(name, f" {number}", limit_bytes)
    for _ in itertools.count():
        yield fitted(name, f" {secrets.token_hex(4)}", limit_bytes)


def restored_additions() -> Iterator[str]:
    """What makes a taken name free; the first is nothing."""
    yield ""
    yield " (restored)"
    for number in itertools.count(2):
        yield f" (restored {number})"


def named_together(name: str, stems: Iterable[str], addition: str) -> str:
    """`name` with `addition` behind the longest of these stems that it begins with, so that files
    named after one another still are; before its extension, if it begins with none."""
    own = max((stem for stem in stems if name.startswith(stem)), key=len, default="")
    longer = f"{own}{addition}{name[len(own) :]}"
    if not own or len(os.fsencode(longer)) > NAME_LIMIT_BYTES:
        return fitted(name, addition)
    return longer
