"""The best shot of a burst by its faces: large and sharp. Only a remark, which marks nothing."""

from collections.abc import Mapping, Sequence

from photodedup.engine.domain.groups import Group, GroupKind
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.faces.nouns import BestShot, Face

_SHARP_SHARE = 0.75  # of the sharpest in the burst: what is less is blurred in comparison
_CLEARLY = 1.1  # times larger, or sharper: less is seen by nobody

LARGEST_SHARP_FACE = "largest sharp face"
SHARPEST_FACE = "sharpest face"


def best_shots(groups: Sequence[Group], faces: Mapping[PhotoId, Sequence[Face]]) -> list[BestShot]:
    """One for each burst in which faces tell a shot apart, in the order of the groups."""
    found = [_best(group, faces) for group in groups if group.kind is GroupKind.BURST]
    return [each for each in found if each is not None]


def main_face(faces: Sequence[Face]) -> Face:
    """The largest face of a photo."""
    return max(faces, key=lambda face: (face.box.area, -face.number))


def _best(group: Group, faces: Mapping[PhotoId, Sequence[Face]]) -> BestShot | None:
    """None where fewer than two shots have a face, or none stands out."""
    mains = [main_face(faces[photo.id]) for photo in group.photos if faces.get(photo.id)]
    if len(mains) < 2:
        return None
    sharpest = max(face.sharpness for face in mains)
    sharp = [face for face in mains if face.sharpness >= _SHARP_SHARE * sharpest]
    ranked = sorted(sharp, key=lambda face: (-face.box.area, face.photo.path))
    first = ranked[0]
    others = [face for face in ranked[1:] if first.box.area < _CLEARLY * face.box.area]
    if not others:
        return BestShot(group.id, first.photo, LARGEST_SHARP_FACE)
    level = sorted([first, *others], key=lambda face: (-face.sharpness, face.photo.path))
    if level[0].sharpness >= _CLEARLY * level[1].sharpness:
        return BestShot(group.id, level[0].photo, SHARPEST_FACE)
    return None
