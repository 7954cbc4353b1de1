"""Which photos are one press of the shutter: a RAW with its JPEG, an original with its edit.

Files of one shot are never copies of each other, and they move together.
"""

import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Protocol, TypeVar

from photodedup.engine.domain.ids import PhotoId, ShotId
from photodedup.engine.domain.photos import DateSource, Taken

# A camera writes the RAW and the JPEG of one shot with one date; rounding may differ.
_SAME_MOMENT = timedelta(seconds=2)
# Apple's edited version of IMG_1234 is IMG_E1234; a restored file has more behind the number.
_EDITED_STEM = re.compile(r"(img_)e(\d{4}.*)")
_NO_NAME = f".{os.sep}{os.altsep or ''}"  # what a file's name cannot consist of before its ending


class ShotPart(Taken, Protocol):
    """What pairing needs to know of a photo; `domain.Photo` fits."""

    @property
    def path(self) -> Path: ...
    @property
    def is_raw(self) -> bool: ...


Part = TypeVar("Part", bound=ShotPart)


def _place(photo: ShotPart) -> str:
    return os.fspath(photo.path)


def pair_shots(
    photos: Iterable[Part], place: Callable[[Part], str] = _place
) -> dict[PhotoId, ShotId]:
    """The shot of each photo that shares one with another; the others are left out.

    A shot is RAW and rendered pictures of one name in one folder, or an original and its edited
    sibling (IMG_1234 and IMG_E1234), unless their dates or cameras contradict. Its id is the
    smallest photo id in it. `place` gives a photo's path as text, where that is quicker to have.
    """
    by_name: defaultdict[tuple[str, str], list[ShotPart]] = defaultdict(list)
    given = list(photos)
    for photo in (given[number] for number in with_namesakes([place(each) for each in given])):
        folder, name = os.path.split(place(photo))
        by_name[folder, original_stem(os.path.splitext(name)[0])].append(photo)
    shots: dict[PhotoId, ShotId] = {}
    for namesakes in by_name.values():
        if len(namesakes) > 1:
            for parts in _shots_among(sorted(namesakes, key=lambda photo: photo.id)):
                shot = ShotId(min(photo.id for photo in parts))
                shots.update({photo.id: shot for photo in parts})
    return shots


def with_namesakes(places: Sequence[str]) -> list[int]:
    """Which of these paths may share their name with another, whatever ends it: the numbers of all
    that do, and of few besides."""
    # For a million photos, what can be done to all paths as one text is done so.
    alike = "\0".join(places).casefold().replace("img_e", "img_").split("\0")
    names = list(map(_without_ending, alike))
    count = Counter(names)
    if len(count) == len(places):
        return []
    return [number for number, name in enumerate(names) if count[name] > 1]


def _without_ending(place: str) -> str:
    """As `os.path.splitext` has it, in a third of its time for most files."""
    before, _, ending = place.rpartition(".")
    if ending.isalnum() and before and before[-1] not in _NO_NAME:
        return before
    return os.path.splitext(place)[0]


def folders_of(places: Iterable[str]) -> list[str]:
    """The folders that hold these files, each once."""
    # Most paths differ from one asked about before in what follows the last separator alone.
    by_start = {place.rpartition(os.sep)[0]: place for place in places}
    return list(dict.fromkeys(map(os.path.dirname, by_start.values())))


def original_stem(stem: str) -> str:
    """The stem that an edited sibling shares with its original, in lower case."""
    lowered = stem.casefold()
    found = _EDITED_STEM.match(lowered) if lowered.startswith("img_e") else None
    return f"{found[1]}{found[2]}" if found else lowered


def _shots_among(namesakes: Sequence[ShotPart]) -> list[list[ShotPart]]:
    """The shots among photos of one name, edited siblings joined to their originals."""
    edits = [photo for photo in namesakes if _EDITED_STEM.match(photo.path.stem.casefold())]
    originals = [photo for photo in namesakes if photo not in edits]
    shots: list[list[ShotPart]] = []
    taken: set[PhotoId] = set()
    for raw in (photo for photo in originals if photo.is_raw):
        rendered = [
            photo
            for photo in originals
            if not photo.is_raw and photo.id not in taken and _fits(raw, photo)
        ]
        shots.append([raw, *rendered])
        taken.update(photo.id for photo in shots[-1])
    shots += [[photo] for photo in originals if photo.id not in taken]
    for edit in edits:
        home = next((shot for shot in shots if _fits(shot[0], edit)), None)
        if home is not None:
            home.append(edit)
    return [shot for shot in shots if len(shot) > 1]


def is_one_shot(first: PhotoId, second: PhotoId, shots: Mapping[PhotoId, ShotId]) -> bool:
    """Whether two photos are files of one shot, by the answer of `pair_shots`."""
    shot = shots.get(first)
    return shot is not None and shot == shots.get(second)


def _fits(raw: ShotPart, rendered: ShotPart) -> bool:
    """What both files know must agree; a file that does not know cannot contradict."""
    if raw.camera and rendered.camera and not _is_one_camera(raw.camera, rendered.camera):
        return False
    if raw.taken_at is None or rendered.taken_at is None:
        return True
    if not raw.date_source == rendered.date_source == DateSource.EXIF:
        return True  # a file's own time says when it was copied
    # One of them may name its offset and the other not: the clock's face counts.
    difference = raw.taken_at.replace(tzinfo=None) - rendered.taken_at.replace(tzinfo=None)
    return abs(difference) <= _SAME_MOMENT


def _is_one_camera(first: str, second: str) -> bool:
    """The maker may be written in one name and left out in the other."""
    short, long = sorted((first.casefold(), second.casefold()), key=len)
    return long.endswith(short)
