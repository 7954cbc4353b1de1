"""In which order files are best read, where it is free: no core should be left with one long file
while the others have nothing more to do."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from photodedup.engine.files.media import Medium
from photodedup.engine.formats import has_raw_name

_FILES_FOR_EACH_WORKER = 32
# Milliseconds for each megabyte, measured on 12 megapixels; a rough guess is enough here.
_JPEG_MS = 9
_RAW_MS = 5
_MS_A_MEGABYTE = {
    ".heic": 250, ".heif": 250, ".hif": 250, ".avif": 150, ".webp": 130, ".jp2": 150,
    ".png": 12, ".tif": 6, ".tiff": 6, ".bmp": 4, ".gif": 12,
}  # fmt: skip


class _File(Protocol):
    @property
    def path(self) -> Path: ...

    @property
    def size_bytes(self) -> int: ...


File = TypeVar("File", bound=_File)


def reading_order(
    files: Sequence[File], workers: int, medium_of: Callable[[Path], Medium]
) -> list[File]:
    """The files in their order, but the last ones with those first that take longest.

    Only the last ones, since groups should appear folder by folder; and none on a medium that is
    quickest in the order of its folders.
    """
    count = min(len(files), workers * _FILES_FOR_EACH_WORKER)
    last = list(files[len(files) - count :])
    if all(medium_of(file.path) is Medium.QUICK for file in last):
        last.sort(key=_milliseconds, reverse=True)
    return [*files[: len(files) - count], *last]


def _milliseconds(file: _File) -> float:
    usual = _RAW_MS if has_raw_name(file.path) else _JPEG_MS
    return file.size_bytes / 1e6 * _MS_A_MEGABYTE.get(file.path.suffix.lower(), usual)
