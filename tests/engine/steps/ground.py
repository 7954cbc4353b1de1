"""Files as a person and other programs change them, outside of the library."""

import os
from collections import Counter
from pathlib import Path

from photodedup.engine.features.content import content_hash

from . import pictures

FOLDERS = ("A", "B", "B/sub", "C")
NAMES = ("IMG_1", "IMG_2", "IMG_E1", "x copy")
BESIDE = (".xmp", ".mov", ".jpg.xmp")
_FIRST_S = 1_700_000_000


class Ground:
    """Folders of photos, and which contents have to be there still.

    Args:
        root: an empty folder.

    Attributes:
        photos: the folder that holds them all.
        owed: content hashes of files that nobody but the program may have moved.
    """

    def __init__(self, root: Path) -> None:
        self.photos = root / "photos"
        for folder in FOLDERS:
            (self.photos / folder).mkdir(parents=True)
        self.owed: Counter[str] = Counter()
        self._now_s = _FIRST_S

    def files(self) -> list[Path]:
        """All files, sidecars and films included, by path."""
        return sorted(path for path in self.photos.rglob("*") if path.is_file())

    def pictures(self) -> list[Path]:
        """All files but those that only stand beside pictures."""
        return [path for path in self.files() if path.suffix not in (".xmp", ".mov")]

    def place(self, folder: int, name: int, extension: str) -> Path:
        return self.photos / FOLDERS[folder] / f"{NAMES[name]}{extension}"

    def put(self, path: Path, data: bytes, *, is_old: bool = False) -> None:
        """Write a file whole, over another one if it is there; with a time of its own."""
        self.lose(path)
        part = self.photos.parent / "part"
        part.write_bytes(data)
        self.date(part, is_old=is_old)
        part.rename(path)
        self._owe(path, 1)

    def date(self, path: Path, *, is_old: bool = False) -> None:
        """Give a file another time, later or earlier than all others."""
        self._now_s += 10
        time_s = 2 * _FIRST_S - self._now_s if is_old else self._now_s
        os.utime(path, (time_s, time_s))

    def lose(self, path: Path) -> None:
        """Delete a file, as only a person does."""
        if path.exists():
            self._owe(path, -1)
            path.unlink()

    def move(self, source: Path, target: Path) -> None:
        """Give a file another name, over another file if there is one."""
        if source != target:
            self.lose(target)
            source.rename(target)

    def turn(self, places: list[Path], *, by_copies: bool) -> None:
        """Let each of these files have the name of the next one; or only what is in them."""
        if by_copies:
            contents = [place.read_bytes() for place in places]
            for place, data in zip(places[1:] + places[:1], contents, strict=True):
                self.put(place, data)
            return
        waiting = [place.rename(f"{place}.part") for place in places]
        for part, place in zip(waiting, places[1:] + places[:1], strict=True):
            part.rename(place)

    def link(self, source: Path, target: Path) -> None:
        """Give a file one more name."""
        if source != target:
            self.lose(target)
            os.link(source, target)
            self._owe(target, 1)

    def edit(self, path: Path, data: bytes) -> None:
        """Write into the very file, so that all its names change; where one of them is in the
        trash, what that holds is not changed."""
        names = [each for each in self.files() if each.samefile(path)]
        if path.stat().st_nlink > len(names):
            self.put(path, data)
            return
        for name in names:
            self._owe(name, -1)
        path.write_bytes(data)
        self.date(path)
        for name in names:
            self._owe(name, 1)

    def _owe(self, path: Path, count: int) -> None:
        if path.suffix != ".xmp":  # the program writes into them what else would be lost
            self.owed[content_hash(path.read_bytes())] += count


def content_beside(suffix: str, number: int) -> bytes:
    """What a film or a sidecar holds."""
    if suffix == ".mov":
        return pictures.made.film(None, b"moving" * (number + 1))
    return b"<edit/>" + b" " * number
