"""Which files beside a photo belong to it: films, sidecars, and pictures that cannot be read."""

import os
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from photodedup.engine.domain.ids import PhotoId, ShotId
from photodedup.engine.domain.photos import CompanionKind
from photodedup.engine.files.ignored import is_link, is_only_in_cloud
from photodedup.engine.files.shots import original_stem
from photodedup.engine.formats import has_raw_name

FILM_EXTENSIONS = frozenset({".mov", ".mp4", ".mp"})
_SIDECAR_EXTENSIONS = frozenset({".xmp", ".aae", ".thm", ".json"})
_ENDINGS = (*FILM_EXTENSIONS, *_SIDECAR_EXTENSIONS)

_TAKEOUT_ENDING = ".supplemental-metadata"
_TAKEOUT_NUMBER = re.compile(r"(.+)(\(\d+\))")
_TAKEOUT_NAME_LIMIT = 46  # longer names are cut, their extensions too
_APPLE_ORIGINAL = re.compile(r"(img_)o(\d{4}.*)")  # IMG_O1234.AAE tells what was done before


@dataclass(frozen=True, slots=True)
class FileBeside:
    """A file in a folder of photos that may belong to one of them."""

    path: Path
    kind: CompanionKind
    size_bytes: int
    mtime_ns: int
    content_identifier: str | None = None
    is_in_cloud: bool = False  # opening it would download it


class Owner(Protocol):
    """What assigning needs to know of a photo."""

    @property
    def id(self) -> PhotoId: ...
    @property
    def path(self) -> Path: ...
    @property
    def is_raw(self) -> bool: ...
    @property
    def content_identifier(self) -> str | None: ...


def files_beside(folder: Path) -> list[FileBeside]:
    """Films and sidecars in a folder, by name; links are left out, and nothing is opened.

    Raises:
        OSError: the folder cannot be read.
    """
    found = []
    with os.scandir(folder) as listing:
        for entry in listing:
            if not entry.name.lower().endswith(_ENDINGS):  # as nearly all, found out quickly
                continue
            kind = kind_of(entry.name)
            if kind is None or entry.name.startswith("._"):
                continue
            try:
                status = entry.stat(follow_symlinks=False)
                is_file = entry.is_file(follow_symlinks=False)
            except OSError:
                continue  # gone since it was listed
            if is_file and not is_link(status):
                path = folder / entry.name
                file = FileBeside(path, kind, status.st_size, status.st_mtime_ns)
                found.append(replace(file, is_in_cloud=is_only_in_cloud(status)))
    return sorted(found, key=lambda file: file.path)


def kind_of(name: str) -> CompanionKind | None:
    """What a file of this name could be to a photo; None for a photo, and for anything else."""
    extension = os.path.splitext(name)[1].lower()
    if extension in FILM_EXTENSIONS:
        return CompanionKind.FILM
    return CompanionKind.SIDECAR if extension in _SIDECAR_EXTENSIONS else None


def assign(
    photos: Sequence[Owner], shots: Mapping[PhotoId, ShotId], files: Iterable[FileBeside]
) -> dict[Path, PhotoId]:
    """The photo that each file belongs to; files that belong to none, or to nobody knows which of
    several, are left out. All are in one folder.

    A file named like a whole file (IMG.CR2.xmp) belongs to that one. A file named by the stem
    belongs to the photo or the shot of that stem: a sidecar to its RAW, a film to its rendered
    picture. Content identifiers overrule names.
    """
    names = _Names(photos, shots)
    owners = {}
    for file in files:
        owner = names.owner(file)
        if owner is not None:
            owners[file.path] = owner.id
    return owners


class _Names:
    """The photos of one folder, looked up by what other files are called."""

    def __init__(self, photos: Sequence[Owner], shots: Mapping[PhotoId, ShotId]) -> None:
        self._shots = shots
        self._by_name: dict[str, Owner] = {}
        self._by_stem: defaultdict[str, list[Owner]] = defaultdict(list)
        self._by_identifier: dict[str, Owner] = {}
        for photo in sorted(photos, key=lambda photo: photo.path):
            name = photo.path.name.casefold()
            self._by_name[name] = photo
            self._by_stem[os.path.splitext(name)[0]].append(photo)
            if photo.content_identifier:
                self._by_identifier.setdefault(photo.content_identifier, photo)
        self._sorted_names = sorted(self._by_name)

    def owner(self, file: FileBeside) -> Owner | None:
        base, extension = os.path.splitext(file.path.name.casefold())
        if file.kind is CompanionKind.PICTURE:
            return self._of_shot(base, wants_raw=not has_raw_name(file.path))
        if file.kind is CompanionKind.FILM:
            return self._of_film(file, base, extension)
        if extension == ".json":
            return self._by_name.get(base) or self._of_takeout(base)
        if extension == ".aae":
            base = _APPLE_ORIGINAL.sub(r"\1\2", base)
        return self._by_name.get(base) or self._of_stem(base, prefers_raw=True)

    def _of_film(self, file: FileBeside, base: str, extension: str) -> Owner | None:
        own = file.content_identifier
        # "PXL_1.MP" is the film of "PXL_1.MP.jpg".
        stems = [base, base + extension] if extension == ".mp" else [base]
        for stem in stems:
            fitting = [
                photo
                for photo in self._by_stem.get(stem, ())
                if not own or not photo.content_identifier or photo.content_identifier == own
            ]
            if fitting:
                return self._chosen(fitting, prefers_raw=False)
        return self._by_identifier.get(own) if own else None

    def _of_stem(self, stem: str, *, prefers_raw: bool) -> Owner | None:
        photos = self._by_stem.get(stem) or self._by_stem.get(original_stem(stem)) or []
        return self._chosen(photos, prefers_raw=prefers_raw)

    def _of_shot(self, stem: str, *, wants_raw: bool) -> Owner | None:
        fitting = [photo for photo in self._by_stem.get(stem, ()) if photo.is_raw == wants_raw]
        return self._chosen(fitting, prefers_raw=wants_raw)

    def _chosen(self, photos: Sequence[Owner], *, prefers_raw: bool) -> Owner | None:
        """The one photo, or the preferred one of one shot; None where that is a guess."""
        if not photos:
            return None
        if len(photos) > 1:
            shots = {self._shots.get(photo.id) for photo in photos}
            if None in shots or len(shots) > 1:
                return None
        return next((photo for photo in photos if photo.is_raw == prefers_raw), photos[0])

    def _of_takeout(self, base: str) -> Owner | None:
        """IMG.JPG.supplemental-metadata.json, its ending cut anywhere; IMG.JPG(1).json belongs to
        IMG(1).JPG; and a very long name is cut itself."""
        numbered = _TAKEOUT_NUMBER.fullmatch(base)
        base, number = (numbered[1], numbered[2]) if numbered else (base, "")
        for cut in (len(base), *(at for at in range(len(base) - 1, 0, -1) if base[at] == ".")):
            name, ending = base[:cut], base[cut:]
            if _TAKEOUT_ENDING.startswith(ending):
                stem, extension = os.path.splitext(name)
                photo = self._by_name.get(f"{stem}{number}{extension}")
                if photo is not None:
                    return photo
        return self._of_cut_name(base) if not number else None

    def _of_cut_name(self, base: str) -> Owner | None:
        if len(base) < _TAKEOUT_NAME_LIMIT:
            return None
        at = bisect_left(self._sorted_names, base)
        fitting = [name for name in self._sorted_names[at : at + 2] if name.startswith(base)]
        return self._by_name[fitting[0]] if len(fitting) == 1 else None
